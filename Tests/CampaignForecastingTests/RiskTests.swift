// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Testing

@testable import CampaignForecasting

@Suite struct RiskTests {
    private func outcomes(_ fixture: CampaignFixture) throws -> Outcomes {
        try #require(try fixture.blocks(trials: 1).first).outcomes(split: 0, line: 0, trial: 0)
    }

    @Test func aSureEventChangesWhatItSays() throws {
        var fixture = CampaignFixture()
        fixture.addRisk("dearer", probability: 1, .fee, .multiply, 2)
        #expect(try outcomes(fixture)[.creators] == 10)
        fixture.addRisk("more", probability: 1, .fee, .add, 250)
        #expect(try outcomes(fixture)[.creators] == 8)
        fixture.addRisk("fixed", probability: 1, .fee, .set, 100)
        #expect(try outcomes(fixture)[.creators] == 100)
    }

    @Test func aFeeThatOnlyVariesIsChangedForEachCreator() throws {
        var fixture = CampaignFixture()
        fixture[.fee] = .varying(.uniform(min: 400, max: 600))
        let before = try outcomes(fixture)
        // Half as much for each, of a budget half as large: the same creators.
        fixture.budget = 5_000
        fixture.addRisk("cheaper", probability: 1, .fee, .multiply, 0.5)
        let after = try outcomes(fixture)
        #expect(after[.creators] == before[.creators])
        #expect(abs(after[.fees] - before[.fees] / 2) < 1e-9)
        fixture.addRisk("gift", probability: 1, .fee, .set, 0)
        fixture[.pool] = .shared(.constant(70))
        #expect(try outcomes(fixture)[.creators] == 70)
    }

    @Test func anEventTouchesTheLinesOfItsScopeOnly() throws {
        var fixture = CampaignFixture()
        fixture.lines = ["nano", "other"]
        fixture.splits = [Split(name: "all", shares: ["nano": 0.5, "other": 0.5])]
        fixture.addRisk("gone", probability: 1, .viewsPerFollower, .multiply, 0, scope: .line("other"))
        let block = try #require(try fixture.blocks(trials: 1).first)
        #expect(block.outcomes(split: 0, line: 0, trial: 0)[.views] == 10_000)
        #expect(block.outcomes(split: 0, line: 1, trial: 0)[.views] == 0)
    }

    @Test func anEventFromSomeWeekOnSparesEarlierPosts() throws {
        var fixture = CampaignFixture()
        fixture.budget = 2_000
        fixture[.startWeek] = .shared(.constant(1))
        fixture.addPartnership([.months: 4])
        // Posts 0, 2.2 to 6.5, 6.5 to 10.9 and 10.9 to 15.2 weeks after a moment of week 1.
        fixture.addRisk("ban", probability: 1, .viewsPerFollower, .multiply, 0, fromWeek: 3)
        #expect(try outcomes(fixture)[.views] == 1_000)
        fixture.risks = []
        fixture.addRisk("outage", probability: 1, .ordersPerClick, .set, 0, fromWeek: 1, lasting: 2)
        #expect(try outcomes(fixture)[.views] == 4_000)
        #expect(try outcomes(fixture)[.orders] == 3_000)
    }

    @Test func anEventThatNeverStrikesChangesNoOutcome() throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 10_000))
        fixture[.fee] = .varying(.logNormal(low: 200, high: 1_000))
        fixture[.clicksPerView] = .shared(.uncertain(.betaInterval(low: 0.01, high: 0.04)))
        let plain = try fixture.blocks(trials: 20)
        fixture.addRisk("never", probability: 0, .fee, .multiply, 3)
        fixture.addRisk("neither", probability: 0, .clicksPerView, .set, 0)
        let spared = try fixture.blocks(trials: 20)
        for trial in 0..<20 {
            #expect(
                plain[0].outcomes(split: 0, line: 0, trial: trial)
                    == spared[0].outcomes(split: 0, line: 0, trial: trial))
        }
    }

    @Test func theForecastSaysHowOftenAnEventStruckAndWhatItCost() throws {
        var fixture = CampaignFixture()
        fixture.addRisk("half", probability: 0.5, .ordersPerClick, .multiply, 0.5)
        let forecast = try fixture.forecast(trials: 2_000)
        let risk = try #require(forecast.risks.first)
        // 2,000 trials at ½: 5 standard errors are 112.
        #expect(abs(risk.struck.count - 1_000) < 112)
        let effect = try #require(risk.splits[0].effects.first { $0.metric == .profit })
        // 20,000 orders of 40 margin less 10,000; half as many, by chance 5 standard errors of about 71 apart.
        #expect(effect.without.mean?.value == 790_000)
        #expect(abs((effect.with.mean?.value ?? 0) - 390_000) < 5 * 40 * 71 / 30)
    }

    @Test func eventsOfDifferentNamesStrikeIndependentlyAndDoNotMoveEachOther() throws {
        var fixture = CampaignFixture()
        fixture.addRisk("a", probability: 0.5, .grossMargin, .multiply, 0.5)
        let alone = try PreparedCampaign(fixture.scenario)
        fixture.addRisk("b", probability: 0.5, .refundRate, .add, 0.5)
        let both = try PreparedCampaign(fixture.scenario)
        let first = alone.program.draw(trials: 0..<10_000, noise: NoiseKey(seed: 1)).columns[alone.strikes[0]]
        let draws = both.program.draw(trials: 0..<10_000, noise: NoiseKey(seed: 1))
        #expect(draws.columns[both.strikes[0]] == first)
        let joint = zip(first, draws.columns[both.strikes[1]]).count { $0 == 1 && $1 == 1 }
        // 10,000 trials at ¼: 5 standard errors are 217.
        #expect(abs(joint - 2_500) < 217)
    }
}

/// What more creators and more months cannot do; tolerances are 5 standard errors (failure rate 6 · 10⁻⁷).
@Suite struct SharedIgnoranceStatisticalTests {
    /// ROI 3.0 ± 0.8, all of it unknown and shared: margin · revenue / cost − 1 with nothing else left to chance.
    private func chance(months: Double, creators: Double, mean: Double = 3) throws -> Proportion {
        var fixture = CampaignFixture()
        fixture.budget = 500 * creators * months
        fixture[.followers] = .shared(.constant(100))
        // 100 orders of 10 a post of 500: return on spend is 2 · margin in units of what the law says.
        fixture[.orderValue] = .shared(.uncertain(.normal(mean: 5 * (1 + mean), sd: 5 * 0.8)))
        fixture[.grossMargin] = .shared(.constant(1))
        fixture.addPartnership([.months: months])
        fixture.goals = [Goal(metric: .roi, relation: .atLeast, bound: 2.5)]
        return try fixture.forecast(trials: 40_000).splits[0].goals[0].met
    }

    @Test(arguments: [(1.0, 1.0), (12.0, 1.0), (1.0, 40.0)])
    func sharedIgnoranceStaysHoweverLongAndWithHoweverManyCreators(months: Double, creators: Double) throws {
        let met = try chance(months: months, creators: creators)
        // P(z ≥ −0.625) = 0.734014 (Abramowitz and Stegun, table 26.1).
        let expected = 0.734014
        let error = (expected * (1 - expected) / Double(met.trials)).squareRoot()
        #expect(abs(met.value - expected) < 5 * error)
        let better = try chance(months: months, creators: creators, mean: 3.06)
        #expect(abs(better.value - expected) > 5 * error)
    }
}
