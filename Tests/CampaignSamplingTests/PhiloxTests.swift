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
}
