// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

/// Quantile functions against closed forms and against their own distribution functions.
@Suite struct QuantileNumericTests {
    static let laws: [Distribution] = [
        .normal(mean: 40, sd: 5), .logNormal(median: 3, spread: 2), .beta(alpha: 20, beta: 980),
        .beta(alpha: 0.5, beta: 0.5), .betaInterval(low: 0.02, high: 0.06), .gamma(shape: 2.5, scale: 3),
        .pert(min: 1, mode: 2, max: 7), .triangular(min: 1, mode: 2, max: 7), .uniform(min: -1, max: 4),
        .weibull(shape: 1.5, scale: 2), .pareto(min: 1, shape: 2.5), .exponential(mean: 3),
        .student(location: 1, scale: 2, degrees: 4),
        .truncated(base: .logNormal(median: 3, spread: 2), min: 2, max: 5),
        .mixture(parts: [.normal(mean: 0, sd: 1), .normal(mean: 5, sd: 2)], weights: [1, 3]),
    ]

    @Test(arguments: laws) func theQuantileUndoesTheProbability(law: Distribution) {
        for z in stride(from: -3.0, through: 3.0, by: 0.25) {
            let expected = NormalLaw.probability(below: z)
            #expect(abs(law.probability(upTo: law.quantile(score: z)) - expected) < 1e-9)
        }
    }

    @Test(arguments: laws) func preparedLawsAgreeWithTheirQuantiles(law: Distribution) throws {
        let prepared = try #require(ScoreLaw(law))
        for z in stride(from: -4.005, through: 4.0, by: 0.13) {
            let exact = law.quantile(score: z)
            #expect(abs(prepared.value(score: z) - exact) <= 1e-5 * max(abs(exact), 0.1))
        }
    }

    @Test func anIntervalFromFiveToTenHasItsTextbookMoments() {
        let law = Distribution.logNormal(low: 5, high: 10)
        let mean = law.mean ?? .nan
        let sigma = Distribution.logSD(spread: 2.0.squareRoot())
        #expect(abs(mean - 7.22978) < 5e-6)
        #expect(abs(mean * (Double.exp(sigma * sigma) - 1).squareRoot() - 1.54039) < 5e-6)
    }

    @Test(arguments: [(0.02, 0.06), (0.001, 0.4), (0.3, 0.31), (0.9, 0.99), (1e-5, 1e-4)])
    func aBetaIntervalHasItsPercentiles(low: Double, high: Double) throws {
        let law = try #require(Distribution.BetaInterval(low: low, high: high).fitted)
        #expect(abs(law.probability(upTo: low) - 0.05) < 1e-6)
        #expect(abs(law.probability(upTo: high) - 0.95) < 1e-6)
    }

    @Test func countsHaveTheSmallestNumberThatReachesTheProbability() {
        #expect(Distribution.poisson(mean: 3).quantile(score: 0) == 3)
        #expect(Distribution.negativeBinomial(mean: 3, size: 2).quantile(score: 0) == 2)
        #expect(Distribution.discrete(values: [1, 5], weights: [9, 1]).quantile(score: 1.2) == 1)
        #expect(Distribution.discrete(values: [1, 5], weights: [9, 1]).quantile(score: 1.3) == 5)
    }

    @Test func rankCorrelationsBecomeScoreCorrelations() {
        // 2 sin(π · 0.56 / 6)
        #expect(abs(CorrelationMatrix.scoreCorrelation(rank: 0.56) - 0.5780) < 1e-4)
        #expect(
            abs(CorrelationMatrix.rankCorrelation(score: CorrelationMatrix.scoreCorrelation(rank: 0.3)) - 0.3) < 1e-15)
    }
}
