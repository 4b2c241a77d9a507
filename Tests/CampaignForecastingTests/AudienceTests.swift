// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite struct AudienceTests {
    /// A state with known quantities.
    private func state(
        population: Double? = nil, within: Double = 0, between: Double = 0, response: Double = 0.5
    ) -> AudienceState {
        AudienceState(
            AudienceOverlap(
                population: population ?? .infinity, within: within, between: between, repeatResponse: response,
                viewsPerPerson: 1))
    }

    @Test func audiencesThatMeetByChanceOnlyFollowSainsburysFormula() {
        var audience = state(population: 1_000_000)
        let people = [120_000.0, 5_000, 300_000, 42]
        for count in people { _ = audience.add(people: count, tier: .micro) }
        let expected = 1e6 * (1 - people.reduce(1) { $0 * (1 - $1 / 1e6) })
        #expect(abs(audience.reached - expected) < 1e-9 * expected)
    }

    @Test func withoutOverlapAndWithoutEndReachIsThePlainSum() {
        var audience = state()
        for count in [120_000.0, 5_000, 300_000] {
            #expect(audience.add(people: count, tier: .nano) == (count, 1))
        }
        #expect(audience.reached == 425_000)
    }

    @Test func overlapWithinATierTakesItsShareOnceSoManyWereReached() {
        var audience = state(within: 0.2, between: 0.1)
        #expect(audience.add(people: 1_000, tier: .nano) == (1_000, 1))
        let second = audience.add(people: 1_000, tier: .nano)
        #expect(second.fresh == 800)
        #expect(abs(second.response - 0.9) < 1e-12)
        let other = audience.add(people: 2_000, tier: .macro)
        #expect(other.fresh == 1_800)
        #expect(audience.reached == 3_600)
    }

    @Test func reachNeverFallsAndNeverExceedsThePopulation() {
        // A fixed walk through many sizes of population, overlap and audience.
        var word: UInt64 = 7
        func next() -> Double {
            word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(word >> 11) * 0x1p-53
        }
        for _ in 0..<200 {
            let population = 1_000 + 1e6 * next()
            var audience = state(population: population, within: next(), between: next())
            var before = 0.0
            for _ in 0..<50 {
                let people = min(population, 2e5 * next())
                let tier = Tier.allCases[Int(4 * next())]
                let result = audience.add(people: people, tier: tier)
                #expect(result.fresh >= 0 && (0.5...1).contains(result.response))
                #expect(audience.reached >= before && audience.reached <= population * (1 + 1e-12))
                before = audience.reached
            }
        }
    }

    @Test func peopleKnownByOverlapAreNotMetByChanceAgain() {
        var audience = state(population: 1_000, within: 0.5)
        #expect(audience.add(people: 400, tier: .nano).fresh == 400)
        // 200 are known; of the other 200 the share 400/1,000 has been met by chance.
        #expect(abs(audience.add(people: 400, tier: .nano).fresh - 120) < 1e-9)
    }

    @Test func postsOfOneCreatorReachTheSamePeopleAgain() {
        func audience(population: Double) -> AudienceOverlap {
            AudienceOverlap(population: population, within: 0, between: 0, repeatResponse: 0.5, viewsPerPerson: 1)
        }
        let views = [500.0, 500, 500]
        let people = views.withUnsafeBufferPointer { audience(population: 1e9).people(followers: 1_000, views: $0) }
        #expect(abs(people - 875) < 1e-9)
        // A post that goes beyond the followers makes the audience larger.
        let viral = [5_000.0].withUnsafeBufferPointer { audience(population: 1e9).people(followers: 1_000, views: $0) }
        #expect(viral == 5_000)
        // Nobody has more followers than there are people: 500 · (1 − 0.2²).
        let everybody = [400.0, 400].withUnsafeBufferPointer {
            audience(population: 500).people(followers: 1_000, views: $0)
        }
        #expect(abs(everybody - 480) < 1e-9)
    }

    private var varied: CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 10_000))
        fixture[.engagementsPerView] = .shared(.constant(0.5))
        fixture[.clicksPerView] = .shared(.constant(0.05))
        fixture[.ordersPerClick] = .shared(.constant(0.1))
        fixture.lines = ["nano", "more"]
        fixture.splits = [
            Split(name: "half", shares: ["nano": 0.5, "more": 0.25]),
            Split(name: "all", shares: ["nano": 0.5, "more": 0.5]),
        ]
        return fixture
    }

    @Test func anAudienceWithoutEndAndOverlapChangesNoOutcome() throws {
        var audience = varied
        audience.addAudience([:])
        let (without, with) = (try varied.blocks(trials: 20), try audience.blocks(trials: 20))
        for trial in 0..<20 {
            for split in 0..<2 {
                for line in 0..<2 {
                    let plain = without[0].outcomes(split: split, line: line, trial: trial)
                    let simulated = with[0].outcomes(split: split, line: line, trial: trial)
                    for outcome in Outcome.allCases where outcome != .reach {
                        #expect(plain[outcome] == simulated[outcome])
                    }
                }
            }
        }
    }

    @Test func aBiggerBudgetNeverLowersReachOfASplit() throws {
        var fixture = varied
        fixture.addAudience([
            .population: 60_000, .overlapWithin: 0.2, .overlapBetween: 0.1, .repeatResponse: 0.2,
        ])
        for block in try fixture.blocks(trials: 200) {
            for trial in 0..<block.count {
                let reach = (0..<2).map { split in
                    (0..<2).reduce(0.0) { $0 + block.outcomes(split: split, line: $1, trial: trial)[.reach] }
                }
                #expect(reach[0] <= reach[1] && reach[1] <= 60_000)
            }
        }
    }

    @Test func ordersLostAndOrdersMadeAddUpToThoseWithoutOverlap() throws {
        // Everybody who clicks buys, so that the orders lost are exactly the clicks lost.
        var fixture = varied
        fixture[.ordersPerClick] = .shared(.constant(1))
        let plain = try fixture.blocks(trials: 10)
        fixture.addAudience([.overlapWithin: 0.5, .repeatResponse: 0.25])
        let thinned = try fixture.blocks(trials: 10)
        var lost = 0.0
        for trial in 0..<10 {
            for line in 0..<2 {
                let before = plain[0].outcomes(split: 0, line: line, trial: trial)
                let after = thinned[0].outcomes(split: 0, line: line, trial: trial)
                #expect(after[.orders] + after[.ordersLost] == before[.orders])
                lost += after[.ordersLost]
            }
        }
        #expect(lost > 0)
    }
}
