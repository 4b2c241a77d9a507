// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

@Suite struct ComparisonTests {
    /// Two splits on lines of one kind; orders of the second line are `better` times as likely.
    private func fixture(better: Double) -> CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 10_000))
        fixture[.clicksPerView] = .shared(.constant(0.05))
        fixture[.ordersPerClick] = .shared(.constant(0.02))
        fixture[.orderValue] = .scattered(typical: .constant(80), factor: 1.8)
        fixture.lines = ["nano", "more"]
        fixture.splits = [Split(name: "a", shares: ["nano": 1]), Split(name: "b", shares: ["more": 1])]
        if better != 1 {
            fixture.extras[QuantityPath("lines.more.orders_per_click")] = Quantity(
                law: .shared(.constant(0.02 * better)))
        }
        return fixture
    }

    private func compare(_ fixture: CampaignFixture, trials: Int = 1_000, seed: UInt64 = 1, threads: Int = 1) throws
        -> Comparison
    {
        var scenario = fixture.scenario
        let path = QuantityPath("lines.more.orders_per_click")
        if fixture.extras[path] != nil { scenario.lines[1].assumptions[.ordersPerClick] = path }
        let campaign = try PreparedCampaign(scenario)
        let options = ForecastOptions(trials: trials, seed: seed, threads: threads, layerTrials: 256)
        return try Comparer(
            campaigns: [campaign],
            contenders: scenario.splits.indices.map {
                Comparer.Contender(label: scenario.splits[$0].name, campaign: 0, split: $0)
            }, options: options
        ).run()
    }

    @Test func aTrueDominanceIsFoundWithEverySeed() throws {
        let found = try (1...60).count { seed in
            let verdict = try compare(fixture(better: 1.5), seed: UInt64(seed)).pairs[0].dominance[.profit]
            return verdict?.firstOrder == .second && verdict?.secondOrder == .second
        }
        #expect(found == 60)
    }

    @Test func splitsEqualInLawAreNeverDeclaredDifferent() throws {
        for seed in 1...60 {
            let dominance = try compare(fixture(better: 1), seed: UInt64(seed)).pairs[0].dominance
            for (_, verdict) in dominance { #expect(verdict == DominanceVerdict()) }
        }
    }

    @Test func lessSpreadDominatesToSecondOrderAndAGreaterMeanAloneDoesNot() {
        // Grids of normal scores in two orders that have nothing to do with each other.
        let n = 4_001
        let scores = (0..<n).map { NormalLaw.quantile((Double($0) + 0.5) / Double(n)) }
        let mixed = (0..<n).map { scores[($0 * 1_237) % n] }
        let steady = Dominance.verdict(scores.map { $0 + 0.5 }, mixed.map { 3 * $0 }, isBetterLower: false)
        #expect(steady.firstOrder == nil && steady.secondOrder == .first)
        let wild = Dominance.verdict(scores.map { 3 * $0 + 0.5 }, mixed, isBetterLower: false)
        #expect(wild.firstOrder == nil && wild.secondOrder == nil)
    }

    @Test func twoSplitsThatAreTheSameAreEqualInEveryTrial() throws {
        var same = fixture(better: 1)
        same.splits = [Split(name: "a", shares: ["nano": 1]), Split(name: "b", shares: ["nano": 1])]
        let comparison = try compare(same)
        let difference = try #require(comparison.pairs[0].differences[.profit])
        #expect(difference.equal.count == 1_000)
        #expect(difference.mean?.value == 0)
        #expect(comparison.standings[.profit]?.map(\.best.count) == [1_000, 1_000])
        #expect(comparison.best[.profit] == [0, 1])
        #expect(comparison.pairs[0].byLine.map(\.difference.value) == [0])
    }

    @Test func differencesByLineAddUpToTheWhole() throws {
        var both = fixture(better: 1.2)
        both.splits[0].shares = ["nano": 0.7, "more": 0.3]
        let pair = try compare(both).pairs[0]
        let parts = pair.byLine.reduce(0) { $0 + $1.difference.value }
        let whole = try #require(pair.differences[.profit]?.mean?.value)
        #expect(abs(parts - whole) < 1e-9 * abs(whole))
    }

    @Test func filesThatShareQuantitiesAndLinesShareTheirDraws() throws {
        var other = fixture(better: 1)
        other[.grossMargin] = .shared(.constant(0.4))
        let campaigns = [try PreparedCampaign(fixture(better: 1).scenario), try PreparedCampaign(other.scenario)]
        let contenders = (0..<2).map { Comparer.Contender(label: "\($0)", campaign: $0, split: 0) }
        let comparison = try Comparer(
            campaigns: campaigns, contenders: contenders, options: ForecastOptions(trials: 200)
        ).run()
        let differences = comparison.pairs[0].differences
        #expect(differences[.conversions]?.equal.count == 200)
        #expect(differences[.profit]?.firstBetter.count == 200)
    }

    @Test func threadsChangeNoComparison() throws {
        let (one, many) = (
            try compare(fixture(better: 1.2), trials: 3_000),
            try compare(fixture(better: 1.2), trials: 3_000, threads: 5)
        )
        #expect(one.pairs[0].differences == many.pairs[0].differences)
        #expect(one.standings == many.standings)
    }

    /// Values of contenders as given.
    private func summary(_ columns: [[Metric: [Double]]], _ metrics: [Metric]) -> Comparison {
        var values = ContenderValues(
            profiles: columns.map { _ in
                ProfileAccumulator(
                    trials: 1, amounts: Array(repeating: 1, count: 0), of: CampaignFixture().scenario)
            })
        values.columns = columns
        values.trials = columns[0][metrics[0]]?.count ?? 0
        return ComparisonSummary(
            subjects: [],
            labels: columns.indices.map { "c\($0)" }, profiles: [], metrics: metrics, lines: columns.map { _ in [] },
            values: values,
            options: ForecastOptions(trials: values.trials)
        ).comparison
    }

    @Test func costPerOrderIsComparedTrialByTrialWithInfinityLast() throws {
        let first: [Metric: [Double]] = [
            .cpa: [10, .infinity, .nan, .infinity], .cost: [100, 50, 0, 20], .conversions: [10, 0, 0, 0],
        ]
        let second: [Metric: [Double]] = [
            .cpa: [20, 5, 7, .infinity], .cost: [200, 50, 70, 20], .conversions: [10, 10, 10, 0],
        ]
        let comparison = summary([first, second], [.cpa])
        let difference = try #require(comparison.pairs[0].differences[.cpa])
        #expect(difference.firstBetter == Proportion(count: 1, trials: 3))
        #expect(difference.equal == Proportion(count: 1, trials: 3))
        #expect(difference.undefined == [1, 0])
        #expect(difference.mean?.value == 170.0 / 10 - 340.0 / 30)
        #expect(comparison.standings[.cpa]?.map(\.best.count) == [2, 3])
        #expect(comparison.standings[.cpa]?[0].regret == nil)
    }

    /// E max of three and of four standard normal values (David and Nagaraja 2003, section 3.2).
    @Test(arguments: [(3, 0.846284), (4, 1.029375)])
    func theRegretOfEqualNormalValuesIsTheMeanOfTheirMaximum(count: Int, expected: Double) throws {
        let source = RandomSource(seed: 5)
        let columns = (0..<count).map { number -> [Metric: [Double]] in
            source.open(StreamName("contender \(number)"), trial: 0)
            return [.profit: (0..<160_000).map { _ in source.gaussian() }]
        }
        let comparison = summary(columns, [.profit])
        for standing in comparison.standings[.profit] ?? [] {
            let regret = try #require(standing.regret)
            #expect(abs(regret.value - expected) < 5 * regret.standardError)
            #expect(abs(regret.value - expected * 1.03) > 5 * regret.standardError)
            let share = 1 / Double(count)
            #expect(abs(standing.best.value - share) < 5 * (share * (1 - share)).squareRoot() / 400)
        }
    }

    @Test func whatIsClearlyWorseIsToldFromTheBestAndWhatIsEqualIsNot() {
        let source = RandomSource(seed: 5)
        func column(_ shift: Double, _ number: Int) -> [Metric: [Double]] {
            source.open(StreamName("contender \(number)"), trial: 0)
            return [.profit: (0..<10_000).map { _ in shift + source.gaussian() }]
        }
        let comparison = summary([column(0, 0), column(0, 1), column(-0.2, 2)], [.profit])
        // 0.2 is 14 standard errors of a difference; equal ones differ by more than 1.96 of them in one seed of twenty.
        #expect(comparison.best[.profit]?.contains(2) == false)
        #expect((comparison.best[.profit] ?? []).count >= 1)
    }
}
