// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignSampling

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
        let noise = NoiseKey(seed: 7, redrawn: .orders)
        source.open(noise.stream(StreamName("lines.nano", use: "posts"), trial: 3, layer: .orders, post: 2))
        var key = DrawKey(bits: 0)
        withUnsafeMutablePointer(to: &key) { source.fillKeys(UnsafeMutableBufferPointer(start: $0, count: 1)) }
        #expect(key.bits == 0xff0b_0baa_41ce_20d9)
        #expect(key.uniform(DrawUse("orders")) == 0.6548259855273918)
    }

    @Test func campaignsThatAreHeldAgainstEachOtherShareNoLuck() {
        func numbers(_ purpose: NoiseKey.Purpose, _ redrawn: NoiseKey.Layers = []) -> Set<Double> {
            let key = NoiseKey(seed: 7, purpose: purpose, redrawn: redrawn)
            return Set((0..<500).map { key.stream(StreamName("luck"), trial: $0, layer: .posts).uniform })
        }
        #expect(numbers(.campaigns).isDisjoint(with: numbers(.repeated)))
        #expect(numbers(.studied).isDisjoint(with: numbers(.contrasted)))
        #expect(numbers(.campaigns).isDisjoint(with: numbers(.campaigns, [.creators, .posts])))
        // A layer that is not drawn again is the trial's own.
        #expect(numbers(.campaigns) == numbers(.campaigns, [.creators, .orders]))
    }

    @Test func whatIsNotKnownOfACampaignIsNobodysLuck() {
        let name = StreamName("tiers.nano.fee")
        let key = NoiseKey(seed: 3)
        let own = key.stream(name, trial: 8, layer: [])
        #expect(key.companions.allSatisfy { $0.stream(name, trial: 8, layer: []) == own })
        #expect(key.companions.map { $0.stream(name, trial: 8, layer: .posts) == own } == [false, false, true])
    }
}
