// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite("A backtest, by hand") struct BacktestTests {
    @Test("Clopper–Pearson's limits are those of the tables")
    func limits() {
        func near(_ count: Int, _ trials: Int, _ low: Double, _ high: Double) -> Bool {
            let limits = BinomialLaw.limits(count, of: trials)
            return abs(limits.lowerBound - low) < 5e-5 && abs(limits.upperBound - high) < 5e-5
        }
        #expect(near(7, 8, 0.4735, 0.9968))
        #expect(near(5, 10, 0.1871, 0.8129))
        #expect(near(1, 20, 0.0013, 0.2487))
        // 0 and all of n have closed forms: 1 − 0.025^(1/n).
        for n in [1, 10, 5_000] {
            let end = 1 - Double.pow(0.025, 1 / Double(n))
            #expect(near(0, n, 0, end) && near(n, n, 1 - end, 1))
        }
        #expect(BinomialLaw.limits(0, of: 0) == 0...1)
    }

    @Test("binomial probabilities are those of the formula")
    func binomial() {
        #expect(abs(BinomialLaw.chance(ofAtMost: 5, of: 8, probability: 0.9) - 0.03809179) < 1e-8)
        #expect(abs(BinomialLaw.chance(ofAtMost: 0, of: 3, probability: 0.5) - 0.125) < 1e-12)
        #expect(BinomialLaw.chance(ofAtMost: 8, of: 8, probability: 0.9) == 1)
        #expect(BinomialLaw.chance(ofAtMost: -1, of: 8, probability: 0.9) == 0)
        #expect(BinomialLaw.chance(ofAtMost: 0, of: 0, probability: 0.9) == 1)
        #expect(BinomialLaw.chance(ofAtMost: 2, of: 8, probability: 0) == 1)
        #expect(abs(BinomialLaw.chance(ofAtMost: 2_500, of: 5_000, probability: 0.5) - 0.5056) < 1e-3)
    }

    @Test("a value stands at its middle rank among draws, equal draws counted half")
    func ranks() throws {
        let law = try #require(WeightedDraws([3, 1, 2, 2, .nan]))
        #expect(law.probability(below: 0).value == 0 && law.probability(below: 9).value == 1)
        #expect(law.probability(below: 1).value == 0.125 && law.probability(below: 2).value == 0.5)
        #expect(law.probability(below: 2.5).value == 0.75)
        #expect(law.probability(below: 9).standardError == 0)
        // √(p(1 − p)/n) for a share that no draw equals.
        #expect(abs(law.probability(below: 2.5).standardError - (0.75 * 0.25 / 4).squareRoot()) < 1e-12)
        #expect(law.effectiveCount == 4)
        #expect([0.25, 0.26, 0.5, 0.76, 1].map { law.quantile($0).value } == [1, 2, 2, 3, 3])
    }

    @Test("weights count, and draws without weight are not there")
    func weights() throws {
        let law = try #require(WeightedDraws([10, 20, 30, 40], weights: [1, 3, 0, 4]))
        #expect(law.values == [10, 20, 40] && law.probability(below: 20).value == 0.3125)
        #expect(law.probability { $0 >= 20 }.value == 0.875)
        #expect(abs(law.effectiveCount - 64.0 / 26) < 1e-12)
        #expect([0, 0.125, 0.13, 0.5, 0.51, 1].map { law.quantile($0).value } == [10, 10, 20, 20, 40, 40])
        #expect(law.quantile(0.5).low == 10 && law.quantile(0.5).high == 40)
        #expect(
            WeightedDraws([]) == nil && WeightedDraws([1, 2], weights: [0, 0]) == nil && WeightedDraws([.nan]) == nil)
        #expect(WeightedDraws([1], weights: [.infinity]) == nil)
    }

    @Test("a cost per order is better where it is lower, and infinite where nothing is sold")
    func costs() throws {
        let draws = OutcomeDraws(
            returns: [0, 1, 2, 4, .nan], costsPerOrder: [.infinity, 40, 20, 10, .nan])
        #expect(draws.spent == Proportion(count: 4, trials: 5))
        let cost = try #require(OutcomeScore(metric: .cpa, value: 15, draws: draws, selection: 0))
        #expect(cost.position.value == 0.75 && cost.median.value == 20 && cost.ratio == 20.0 / 15)
        let same = try #require(OutcomeScore(metric: .roas, value: 3, draws: draws, selection: 0))
        #expect(same.position.value == 0.75)
        // Under a selection what sold nothing is not published: weights 0, 1, 2, 4.
        let selected = try #require(OutcomeScore(metric: .cpa, value: 15, draws: draws, selection: 1))
        #expect(abs(selected.position.value - 3.0 / 7) < 1e-12 && selected.median.value == 10)
        let bad = OutcomeDraws(returns: [0, 0, 0], costsPerOrder: [.infinity, .infinity, .infinity])
        #expect(OutcomeScore(metric: .roas, value: 1, draws: bad, selection: 1) == nil)
        let flop = try #require(OutcomeScore(metric: .roas, value: 0, draws: bad, selection: 0))
        #expect(flop.ratio == 1 && flop.position.value == 0.5 && flop.isCovered(0.5))
        #expect(try #require(OutcomeScore(metric: .roas, value: 1, draws: bad, selection: 0)).ratio == .infinity)
        #expect(try #require(OutcomeScore(metric: .cpa, value: 1, draws: bad, selection: 0)).ratio == .infinity)
        #expect(try #require(OutcomeScore(metric: .roas, value: 0, draws: draws, selection: 0)).ratio == 0)
    }

    @Test("a return beyond a thousandfold weighs no more than a thousandfold")
    func cap() {
        let draws = OutcomeDraws(returns: [1e9, 1_000, 4, 0, .nan], costsPerOrder: [1, 1, 1, 1, 1])
        #expect(draws.weights(selection: 1) == [1_000, 1_000, 4, 0, 0])
        #expect(draws.weights(selection: 0.5).dropFirst(2) == [2, 0, 0])
        #expect(draws.weights(selection: 0) == [1, 1, 1, 1, 0])
    }

    @Test("a case that was not published for its outcome is never weighted; performance pay is counted apart")
    func cases() throws {
        let draws = OutcomeDraws(returns: [1, 2, 4, 8], costsPerOrder: [8, 4, 2, 1])
        let tester = Backtester(selections: [0, 1])
        let plain = KnownOutcome(
            id: "a", traits: [.tier: "nano", .grade: "B"], metric: .roas, value: 3,
            chances: [.init(threshold: 4, isAbove: true, isInclusive: true, probability: 0.3)])
        var free = plain
        free.isSelected = false
        free.traits[.tier] = "mixed"
        var paid = plain
        paid.isPaidByResult = true
        let bare = KnownOutcome(id: "d", metric: nil, value: .nan)
        let cases = [plain, free, paid, bare].map { tester.score($0, draws) }
        #expect(
            cases[0].chances[0].map(\.value) == [0.5, 12.0 / 15] && cases[1].chances[0].map(\.value) == [0.5, 0.5])
        #expect(cases[0].scores.map { $0?.position.value } == [0.5, 0.2])
        #expect(cases[1].scores.map { $0?.position.value } == [0.5, 0.5])
        #expect(cases[3].scores.allSatisfy { $0 == nil })
        let provenance = ForecastProvenance(seed: 1, trials: 4, requestedTrials: 4, version: "", engine: .chain)
        let found = tester.backtest(cases, provenance)
        #expect(found.headline.map(\.count) == [2, 2] && found.underPerformancePay.map(\.count) == [1, 1])
        #expect(found.headline.map(\.inHalf) == [2, 1] && found.headline.map(\.inNinety) == [2, 2])
        #expect(found.strata.map { "\($0.trait) \($0.name)" } == ["tier nano", "tier mixed", "grade B"])
    }

    @Test("factors either way count alike, and a median that is off by nothing is neither better nor worse")
    func summary() throws {
        let draws = OutcomeDraws(returns: [2, 2, 2], costsPerOrder: [1, 1, 1])
        let scores = [0.5, 2, 4, 32].compactMap { OutcomeScore(metric: .roas, value: $0, draws: draws, selection: 0) }
        let summary = BacktestSummary(scores, selection: 0)
        #expect(summary.better == 2 && summary.worse == 1 && summary.inNinety == 1)
        // Off by 4, 1, 2, 16: the middle of 2 and 4.
        #expect(abs(summary.typicalFactor - 8.0.squareRoot()) < 1e-12)
        #expect(summary.coverage(0.9).expected == 2...4 && BacktestSummary([], selection: 0).typicalFactor.isNaN)
        #expect(BacktestSummary([], selection: 0).coverage(0.9).expected == 0...0)
    }
}
