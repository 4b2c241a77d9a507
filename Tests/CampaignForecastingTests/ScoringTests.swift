// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite("Scores of forecasts") struct ScoringTests {
    /// Expected values are those of SciPy 1.17: `kstwo.sf`, and above 140 numbers, where that is an approximation, the algorithm of
    /// Marsaglia, Tsang and Wang there.
    @Test(
        "the law of Kolmogorov's distance is exact",
        arguments: [
            (0.7, 1, 0.6000000000000001), (0.4, 2, 0.82), (0.274, 10, 0.3715203845434957),
            (0.409, 10, 0.05022340810547443), (0.294, 20, 0.05009394623107688), (0.188, 50, 0.05079404666262033),
            (0.134, 100, 0.05007626057597746), (0.3, 100, 1.7719869892662917e-08), (0.05, 400, 0.26121260292565424),
            (0.02, 2_000, 0.39531337200310864), (0.8, 20, 2.8339126616210803e-14), (0.005, 50, 1.0),
        ])
    func kolmogorov(_ distance: Double, _ count: Int, _ expected: Double) {
        let found = KolmogorovLaw.probability(above: distance, count: count)
        #expect(abs(found - expected) < 1e-9 * expected + 1e-18, "\(found)")
    }

    @Test(
        "the distances that 5 of 100 samples exceed are those of the tables, and samples have the distance of the definition"
    )
    func distances() {
        for (count, table) in [(10, 0.409), (20, 0.294), (50, 0.188), (100, 0.134)] {
            #expect(abs(KolmogorovLaw.distance(exceededWith: 0.05, count: count) - table) < 5.1e-4)
        }
        #expect(abs(KolmogorovLaw.distance(exceededWith: 0.05, count: 1) - 0.975) < 1e-9)
        #expect(abs(KolmogorovLaw.distance([0.5]) - 0.5) < 1e-15)
        #expect(abs(KolmogorovLaw.distance([0.9, 0.1, 0.2]) - (2.0 / 3 - 0.2)) < 1e-15)
        #expect(KolmogorovLaw.probability(ofUniform: []) == 1)
        #expect(KolmogorovLaw.probability(above: 1, count: 3) == 0)
        // Beyond exact counts the limit law takes over without a step.
        let (exact, limit) = (2_000, 2_001)
        let distance = 0.03
        let (one, other) = (
            KolmogorovLaw.probability(above: distance, count: exact),
            KolmogorovLaw.probability(above: distance, count: limit)
        )
        #expect(abs(one - other) < 1e-3 && one > 0.04)
    }

    /// Expected values are quantiles of beta laws, SciPy 1.17.
    @Test("limits of a share are exact at any confidence")
    func limits() {
        let limits = BinomialLaw.limits(3, of: 20)
        #expect(abs(limits.lowerBound - 0.032070937185463715) < 1e-9)
        #expect(abs(limits.upperBound - 0.37892682654531396) < 1e-9)
        #expect(abs(BinomialLaw.limits(0, of: 20, confidence: 0.9).upperBound - 0.13910834066826516) < 1e-9)
        #expect(abs(BinomialLaw.limits(20, of: 20, confidence: 0.9).lowerBound - 0.8608916593317347) < 1e-9)
        #expect(abs(BinomialLaw.limits(17, of: 19, confidence: 0.9).upperBound - 0.9809668798783759) < 1e-9)
    }

    @Test("the ranked probability score is that of the closed forms")
    func rankedProbability() {
        #expect(abs(ForecastScore.rankedProbability(draws: [1, 2, 4, 8], outcome: 3) - 0.8125) < 1e-15)
        let fair = ForecastScore.rankedProbability(draws: [1, 2, 4, 8], outcome: 3, members: 4)
        #expect(abs(fair - 1.0 / 3) < 1e-15)
        #expect(ForecastScore.rankedProbability(draws: [5], outcome: 3, members: 1) == 2)
        // Midpoints of equal probability stand for a normal law: at 0 its score is 0.233695 (Gneiting and Raftery 2007).
        let draws = (0..<4_000).map { NormalLaw.quantile((Double($0) + 0.5) / 4_000) }
        #expect(abs(ForecastScore.rankedProbability(draws: draws, outcome: 0) - 0.233695) < 1e-4)
        let z = 0.7
        let density = Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        let closed = z * (2 * NormalLaw.probability(below: z) - 1) + 2 * density - 1 / Double.pi.squareRoot()
        #expect(abs(ForecastScore.rankedProbability(draws: draws, outcome: z) - closed) < 1e-4)
        #expect(ForecastScore.skill(1, against: 4) == 0.75 && ForecastScore.skill(1, against: 0) == nil)
    }

    @Test("levels keep every probability to half a level, and quantiles to a rank")
    func levels() throws {
        for count in [1, 1_999, 2_000, 2_001, 3_000, 10_000, 12_345] {
            let draws = (0..<count).map { Double(($0 * 7_919) % count) }
            let law = try #require(PredictiveLaw(of: draws + [.nan]))
            #expect(law.values.count == min(count, 2_000))
            #expect(law.defined == Proportion(count: count, trials: count + 1))
            let most =
                stride(from: 0, to: count, by: max(1, count / 97)).map { place in
                    abs(law.share(below: Double(place)) - Double(place) / Double(count))
                }.max() ?? 0
            #expect(most <= (count <= 2_000 ? 0 : 0.5 / 2_000) + 1e-12, "\(count): \(most)")
            #expect(PredictiveLaw(values: law.values, defined: law.defined) == law)
        }
        #expect(PredictiveLaw(of: [.nan]) == nil)
        let three = Proportion(count: 3, trials: 5)
        #expect(PredictiveLaw(values: [1.0, 2, Double.infinity], defined: three) != nil)
        for wrong: [Double] in [[], [1, 2], [2, 1, 3], [1, Double.nan, 2], [-Double.infinity, 1, 2], [1, 2, 3, 4]] {
            #expect(PredictiveLaw(values: wrong, defined: three) == nil)
        }
        #expect(PredictiveLaw(values: [1, 2, 3], defined: Proportion(count: 3, trials: 2)) == nil)
    }

    @Test(
        "the logarithmic score is that of the density, of the probability at 0 and at infinity, and bounded far outside"
    )
    func logarithmic() throws {
        // Log-normal with log-mean 1 and log-sd 0.5: at e the density of the logarithm is φ(0)/0.5.
        let draws = (0..<2_000).map { Double.exp(1 + 0.5 * NormalLaw.quantile((Double($0) + 0.5) / 2_000)) }
        let law = try #require(PredictiveLaw(of: draws))
        let closed = Double.log(0.5 * (2 * Double.pi).squareRoot())
        #expect(abs(try #require(law.logarithmic(of: Double.exp(1))) - closed) < 0.02)
        // Twice the money is the same campaign.
        let doubled = try #require(PredictiveLaw(of: draws.map { 2 * $0 }))
        #expect(
            abs(try #require(doubled.logarithmic(of: 6)) - (try #require(law.logarithmic(of: 3)))) < 1e-9)
        let far = try #require(law.logarithmic(of: 1e9))
        #expect(far > 5 && far < 10)
        let mixed = try #require(PredictiveLaw(of: [0.0, 0, 0, 1, 2, 4, Double.infinity]))
        #expect(mixed.logarithmic(of: 0) == -Double.log(4.0 / 8))
        #expect(mixed.logarithmic(of: .infinity) == -Double.log(2.0 / 8))
        #expect(mixed.rankedProbability(of: 2) == nil && law.rankedProbability(of: .infinity) == nil)
        let known = try #require(PredictiveLaw(of: [3, 3, 3]))
        #expect(known.isKnown && known.logarithmic(of: 3) == nil && !mixed.isKnown)
        // A profit is counted in shares of the budget.
        let profit = try #require(PredictiveLaw(of: (0..<500).map { Double($0) - 250 }))
        let scaled = try #require(PredictiveLaw(of: (0..<500).map { 10 * Double($0) - 2_500 }))
        #expect(
            abs(
                try #require(profit.logarithmic(of: -30, unit: 100))
                    - (try #require(scaled.logarithmic(of: -300, unit: 1_000)))) < 1e-9)
    }
}

@Suite("Campaigns one after the other") struct ScoreHistoryTests {
    private func campaign(
        _ seal: String, _ outcomes: [ScoredFigure: Double], budget: Double = 100, tier: String = "nano",
        timing: CampaignScore.Timing = .before
    ) -> CampaignScore {
        CampaignScore(
            campaign: seal, seal: seal, frozen: "2026-01-01", scored: "2026-02-01", timing: timing, split: "a",
            tier: tier, budget: budget, currency: "USD",
            figures: outcomes.map {
                FigureScore(
                    figure: $0, outcome: $1, position: 0.4, quantiles: [1, 2, 3, 4, 5], rankedProbability: 1,
                    logarithmic: 2)
            })
    }

    @Test(
        "the last campaign and the average of the tier are scaled with the money where they are sums")
    func references() {
        let history = ScoreHistory([
            campaign("a", [.conversions: 10, .roas: 2, .revenue: 400]),
            campaign("b", [.conversions: 60, .roas: 4], budget: 200, tier: "micro"),
            campaign("c", [.cpa: .infinity]),
        ])
        let next = campaign("d", [:], budget: 300)
        #expect(history.references(of: .conversions, for: next) == [.last: 90, .tier: 30])
        #expect(history.references(of: .roas, for: next) == [.last: 4, .tier: 2])
        #expect(history.references(of: .revenue, for: next) == [.last: 1_200, .tier: 1_200])
        #expect(history.references(of: .cpa, for: next) == [:])
        #expect(history.index(of: "b") == 1 && history.index(of: "d") == nil && history.currency == "USD")
    }

    @Test("what was made afterwards counts apart, and skills are those of all campaigns that have both scores")
    func summaries() throws {
        var scored = campaign("a", [.conversions: 10])
        scored.figures[0].references = [.last: 14, .calculator: 10]
        var second = campaign("b", [.conversions: 10])
        second.figures[0].references = [.calculator: 7]
        second.figures[0].position = 0.97
        let history = ScoreHistory([scored, second, campaign("c", [.conversions: 1], timing: .after)])
        let summary = try #require(history.summaries(isAhead: true).first)
        #expect(summary.positions == [0.4, 0.97] && summary.coverages.map(\.count) == [1, 1])
        #expect(summary.skills[.last]?.value == 0.75 && summary.skills[.last]?.count == 1)
        // Errors of 0 and 3 against two scores of 1.
        let calculator = try #require(summary.skills[.calculator])
        #expect(abs(calculator.value - 1.0 / 3) < 1e-12 && calculator.count == 2)
        #expect(summary.rankedProbability == 1 && summary.logarithmic == 2)
        #expect(abs(summary.distance - 0.47) < 1e-12)
        #expect(history.summaries(isAhead: false).map(\.positions.count) == [1])
        #expect(ScoreHistory().summaries(isAhead: true).isEmpty)
    }
}
