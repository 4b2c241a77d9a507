// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignSampling
import Testing

@Suite struct PhiloxTests {
    /// Known answers of the reference implementation Random123, file kat_vectors.
    @Test func philoxGivesThePublishedWords() {
        #expect(Philox.words(key: 0, counter: (0, 0, 0, 0)) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = UInt32.max
        #expect(
            Philox.words(key: .max, counter: (ones, ones, ones, ones))
                == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    }

    /// A stream's number, a post's key and a number of it, from a program written from the method's page.
    @Test func streamsAndKeysGiveTheNumbersOfTheirDescription() {
        let number = StreamName("tiers.nano.fee").uniform(seed: 7, trial: 1 << 32 + 5)
        #expect(number == 0.06395768665418033)
        let source = RandomSource(seed: 7)
        source.open(StreamName("lines.nano", use: "posts"), trial: 3, number: 2, replicate: 1)
        var column = [0.0]
        column.withUnsafeMutableBufferPointer { source.fillKeys($0) }
        #expect(column[0].bitPattern == 0xff0b_0baa_41ce_20d9)
        #expect(DrawKey(column: column[0]).uniform(DrawUse("orders")) == 0.6548259855273918)
    }
}
