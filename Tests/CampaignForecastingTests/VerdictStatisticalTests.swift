// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Testing

@testable import CampaignForecasting

/// What verdicts claim, held to the trials themselves.
@Suite struct VerdictStatisticalTests {
    private let trials = 2_000

    /// A campaign of two lines drawn by lot: fees, rates and commission differ from one seed to the next.
    private func fixture(_ seed: UInt64, rate: Double = 1) -> CampaignFixture {
        // SplitMix64 (Steele, Lea, Flood 2014).
        var state = seed
        func draw(_ range: ClosedRange<Double>) -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            let uniform = Double((bits ^ (bits >> 31)) >> 12) * 0x1p-52
            return range.lowerBound + (range.upperBound - range.lowerBound) * uniform
        }
        var fixture = CampaignFixture()
        fixture.budget = 12_000
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 10_000))
        fixture[.fee] = .varying(.logNormal(low: draw(100...400), high: draw(800...3_000)))
        fixture.set([
            .clicksPerView: draw(0.02...0.06), .ordersPerClick: draw(0.005...0.03) * rate, .managementHours: 2,
            .hourlyWage: 30, .networkFee: 0.2, .refundRate: draw(0...0.3),
        ])
        fixture.terms = [.feeShare: 1, .revenueShare: draw(0...0.15)]
        fixture.lines = ["nano", "more"]
        fixture.splits = [
            Split(name: "one", shares: ["nano": 1]),
            // What the second line gets hires nobody now and then.
            Split(name: "both", shares: ["nano": 0.96, "more": 0.04]),
            Split(name: "idle", shares: ["nano": 0.75, "more": 0.25]),
        ]
        fixture.extras[QuantityPath("lines.more.fee")] = Quantity(
            law: .varying(.logNormal(low: draw(300...600), high: draw(4_000...40_000))))
        return fixture
    }

    private func scenario(_ fixture: CampaignFixture) -> Scenario {
        var scenario = fixture.scenario
        scenario.lines[1].assumptions[.fee] = QuantityPath("lines.more.fee")
        return scenario
    }

    private func run(_ scenario: Scenario, seed: UInt64) throws -> (forecast: Forecast, outcomes: [[[Outcomes]]]) {
        let campaign = try PreparedCampaign(scenario)
        let options = ForecastOptions(trials: trials, seed: seed, threads: 1, layerTrials: 0)
        let forecast = try Forecaster(campaign: campaign, options: options).run()
        let block = campaign.simulated(0..<trials, seed: seed)
        let outcomes = scenario.splits.indices.map { split in
            (0..<trials).map { trial in
                scenario.lines.indices.map { block.outcomes(split: split, line: $0, trial: trial) }
            }
        }
        return (forecast, outcomes)
    }

    private func sum(_ lines: [Outcomes]) -> Outcomes {
        var sum = Outcomes()
        for outcome in Outcome.allCases { sum[outcome] = lines.reduce(0) { $0 + $1[outcome] } }
        return sum
    }

    @Test(arguments: [UInt64](1...8))
    func everyShareIsThatOfTheTrials(seed: UInt64) throws {
        let scenario = scenario(fixture(seed))
        let (forecast, outcomes) = try run(scenario, seed: seed)
        let totals = outcomes.map { $0.map(sum) }
        let profits = totals.map { $0.map(Metric.profit.value) }
        for (number, split) in forecast.splits.enumerated() {
            let profile = split.profile
            #expect(profile.losses.count == profits[number].count { $0 < 0 })
            #expect(profile.losses == split.losses)
            let poor = totals[number].count { Metric.cost.value(of: $0) > 0 && Metric.roas.value(of: $0) < 0.1 }
            #expect(profile.almostNothingSold.count == poor && split.total.almostNothingSold.count == poor)
            let mean = profits[number].reduce(0, +) / Double(trials)
            #expect(abs(profile.profit.value - mean) < 1e-9 * abs(mean))
            let median = split.total.metrics[.cost]?.quantile(0.5)?.value
            #expect(profile.cost.first { $0.probability == 0.5 }?.value == median)
            let idle = outcomes[number].count { $0[1][.creators] == 0 }
            let isIdle = number == 2 && idle * 10 >= trials
            #expect((profile.unhired != nil) == isIdle)
            if isIdle { #expect(profile.unhired?.nobodyHired.count == idle && profile.unhired?.lines == ["more"]) }
            for figure in TradeFigure.allCases {
                let values = totals[number].map {
                    figure.value(figure.ratio.top.value(of: $0), figure.ratio.bottom.value(of: $0))
                }.filter { !$0.isNaN }.sorted()
                let middle = values.isEmpty ? nil : values[Int((Double(values.count) / 2).rounded(.up)) - 1]
                let found = split.total.trade[figure]?.first { $0.probability == 0.5 }?.value
                #expect(found.map { abs($0 - (middle ?? .nan)) <= 1e-9 * abs($0) } ?? (middle == nil))
            }
        }
        for pair in forecast.profitPairs {
            let gaps = zip(profits[pair.first], profits[pair.second]).map { $0 - $1 }
            #expect(pair.firstBetter.count == gaps.count { $0 > 0 } && pair.equal.count == gaps.count { $0 == 0 })
            let mean = gaps.reduce(0, +) / Double(trials)
            #expect(abs(pair.difference.value - mean) < 1e-6 * max(1, abs(mean)))
        }
    }

    @Test(arguments: [UInt64](1...8))
    func withTheFactorTheMeanProfitIsNothing(seed: UInt64) throws {
        let base = scenario(fixture(seed))
        let known = try run(base, seed: seed).forecast.splits[0].profile.breakEven
        let factor = try #require(known.factor)
        #expect(known.driver == .ordersPerClick && factor.value > 0)
        func profit(_ rate: Double) throws -> Estimate {
            try run(scenario(fixture(seed, rate: rate)), seed: seed + 100).forecast.splits[0].profile.profit
        }
        // The error of the factor counts in the same way as that of the profit under it.
        let slope = known.margin.value * factor.standardError
        func isNothing(_ profit: Estimate) -> Bool {
            abs(profit.value) < 5 * (profit.standardError * profit.standardError + slope * slope).squareRoot()
        }
        #expect(isNothing(try profit(factor.value)))
        // Half of it does not do.
        #expect(!isNothing(try profit(factor.value / 2)))
    }

    @Test func aComparisonAndASearchSayTheSameOfASplitAsItsRun() throws {
        let scenario = scenario(fixture(3))
        let campaign = try PreparedCampaign(scenario)
        let options = ForecastOptions(trials: trials, seed: 3, threads: 2, layerTrials: 0)
        let forecast = try Forecaster(campaign: campaign, options: options).run()
        let contenders = scenario.splits.indices.map {
            Comparer.Contender(label: scenario.splits[$0].name, campaign: 0, split: $0)
        }
        let comparison = try Comparer(campaigns: [campaign], contenders: contenders, options: options).run()
        #expect(comparison.profiles == forecast.splits.map(\.profile))
        let pair = comparison.pairs[0].differences[.profit]
        #expect(pair?.firstBetter == forecast.profitPairs[0].firstBetter)
        #expect(pair?.equal == forecast.profitPairs[0].equal)
    }

    @Test func aSearchThatMayNotPraiseIdleMoneyFindsASplitThatTakesPlace() throws {
        var fixture = fixture(2)
        fixture.set([.ordersPerClick: 0.0005])
        fixture.extras[QuantityPath("lines.more.fee")] = Quantity(law: .shared(.constant(50_000)))
        let campaign = try PreparedCampaign(scenario(fixture))
        for objective in [
            Objective.profit, .roi, .chance, .shortfall(share: 0.05), .quantile(probability: 0.1),
            .cautious(aversion: 1),
        ] {
            func best(_ allowsUnhired: Bool) throws -> Optimisation {
                try Optimiser(
                    campaign: campaign,
                    problem: OptimisationProblem(
                        objective: objective, reference: "one", isCoarse: true, allowsUnhired: allowsUnhired),
                    options: ForecastOptions(trials: 300, seed: 1, threads: 1, layerTrials: 0)
                ).run(budgets: objective == .profit)
            }
            let asked = try best(false)
            #expect(asked.best.amounts == [12_000, 0] && asked.hires && asked.kept == 1)
            #expect(asked.own[2].profile.unhired?.lines == ["more"])
            // The smallest budgets hire nobody, however they are split.
            #expect(asked.budgets.suffix(11).allSatisfy { $0.split.amounts[1] == 0 })
            // Without the requirement the money that hires nobody wins: here every creator loses.
            if objective == .profit { #expect(try best(true).best.amounts == [0, 12_000]) }
        }
    }
}
