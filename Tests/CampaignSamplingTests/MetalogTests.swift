// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignSampling
import RealModule
import Testing

/// Metalogs against closed forms and against themselves.
@Suite struct MetalogTests {
    static let laws = [
        Metalog([10, 2], bounds: .none), Metalog([10, 2, 1, -3, 4], bounds: .none),
        Metalog([0, 0.4, 0.1, 0.2, 0.5, 0.3, -0.4], bounds: .lower(3)),
        Metalog([-1, 0.6, 0.2, -0.3], bounds: .both(0, 1)), Metalog([0.5, 0.9, 0.1], bounds: .both(-2, 7)),
    ]

    @Test func twoTermsAreTheLogisticLaw() {
        let law = Metalog([10, 2])
        for x in stride(from: -5.0, through: 25, by: 2.5) {
            let z = (x - 10) / 2
            let probability = 1 / (1 + Double.exp(-z))
            #expect(abs(law.quantile(probability) - x) < 1e-12 * 25)
            #expect(abs(law.probability(below: x) - probability) < 1e-13)
            let density = Double.exp(-z) / (2 * (1 + Double.exp(-z)) * (1 + Double.exp(-z)))
            #expect(abs(law.density(at: probability) - density) < 1e-13)
        }
        #expect(abs(law.mean - 10) < 1e-9)
    }

    /// Three terms through the quantiles at α, ½ and 1 − α: Keelin 2016, section 3.5.
    private func triplet(low: Double, median: Double, high: Double, alpha: Double) -> Metalog {
        let odds = Double.log((1 - alpha) / alpha)
        let ratio = (median - low) / (high - low)
        return Metalog([
            median, (high - low) / (2 * odds), (1 - 2 * ratio) * (high - low) / ((1 - 2 * alpha) * odds),
        ])
    }

    @Test func threeTermsPassThroughASymmetricTriplet() {
        let law = triplet(low: 17, median: 24, high: 40, alpha: 0.1)
        #expect(law.isFeasible)
        for (probability, value) in [(0.1, 17.0), (0.5, 24), (0.9, 40)] {
            #expect(abs(law.quantile(probability) - value) < 1e-12 * value)
        }
    }

    /// A triplet has a density while the median lies at a share between k and 1 − k of the way, k = ½(1 − 1.66711(½ − α)).
    @Test(arguments: [0.05, 0.1, 0.25]) func aSkewedTripletIsRefusedFromKeelinsBoundOn(alpha: Double) {
        let bound = (1 - 1.66711 * (0.5 - alpha)) / 2
        for (share, expected) in [
            (bound + 1e-4, true), (bound - 1e-4, false), (1 - bound - 1e-4, true), (1 - bound + 1e-4, false),
        ] {
            #expect(triplet(low: 0, median: share, high: 1, alpha: alpha).isFeasible == expected)
        }
    }

    @Test func aFallingTailIsRefused() {
        #expect(!Metalog([0, -1]).isFeasible)
        #expect(!Metalog([0, 1, 3]).isFeasible)
        #expect(!Metalog([0, 0.1, 0, -5]).isFeasible)
        #expect(!Metalog([0, .nan, 0]).isFeasible)
    }

    @Test func aTailThatGrowsTooFastHasNoMean() {
        #expect(Metalog([0, 0.99], bounds: .lower(0)).hasMean)
        #expect(!Metalog([0, 1.01], bounds: .lower(0)).hasMean)
        #expect(!Metalog([0, 0.6, 1], bounds: .lower(0)).hasMean)
        #expect(Metalog([0, 1.01], bounds: .both(0, 1)).hasMean)
        // exp of a logistic score of scale s has the mean πs / sin πs.
        let mean = Metalog([0, 0.25], bounds: .lower(2)).mean
        #expect(abs(mean - 2 - .pi / 4 / Double.sin(.pi / 4)) < 1e-3)
    }

    @Test(arguments: laws) func theDensityIsTheSlopeOfTheProbability(law: Metalog) {
        #expect(law.isFeasible)
        for y in stride(from: 0.02, through: 0.98, by: 0.04) {
            let step = 1e-5 * y * (1 - y)
            let slope = (law.quantile(y + step) - law.quantile(y - step)) / (2 * step)
            #expect(abs(law.density(at: y) * slope - 1) < 1e-6)
            #expect(abs(law.probability(below: law.quantile(y)) - y) < 1e-12)
        }
    }

    @Test(arguments: laws) func aFitFindsTheLawItsQuantilesComeFrom(law: Metalog) throws {
        let fitter = try #require(MetalogFitter(count: 1_000))
        let values = fitter.probabilities.map(law.quantile)
        let fit = try #require(fitter.closest(to: values, bounds: law.bounds))
        // Fewer terms are taken where they come within a thousandth; more than the law has bring nothing.
        #expect(fit.law.coefficients.count <= max(3, law.coefficients.count))
        #expect(fit.distance < 0.0005 + 0.001 + 1e-5)
        for y in stride(from: 0.01, through: 0.99, by: 0.01) {
            #expect(abs(law.probability(below: fit.law.quantile(y)) - y) < 0.0015)
        }
    }

    @Test(arguments: laws) func theWeightsAreFoundToRounding(law: Metalog) throws {
        let fitter = try #require(MetalogFitter(count: 500))
        let values = fitter.probabilities.map(law.quantile)
        let found = fitter.coefficients(values, bounds: law.bounds, terms: law.coefficients.count)
        for (weight, known) in zip(found, law.coefficients) { #expect(abs(weight - known) < 1e-9) }
    }

    @Test func theDistanceIsKolmogorovs() {
        let law = Metalog([0, 1])
        // One value at the median: half of the probability lies on either side.
        #expect(abs(law.distance(from: [0]) - 0.5) < 1e-12)
        // At ¼ and ¾ each step of ½ reaches ¼ away on both sides.
        #expect(abs(law.distance(from: [-Double.log(3), Double.log(3)]) - 0.25) < 1e-5)
        // Four in ten values stand where the law has one in a hundred below.
        let atom =
            Array(repeating: law.quantile(0.01), count: 40) + (41...100).map { law.quantile((Double($0) - 0.5) / 100) }
        #expect(abs(law.distance(from: atom) - 0.39) < 1e-5)
    }

    @Test func valuesOutOfBoundsHaveNoFit() throws {
        let fitter = try #require(MetalogFitter(count: 100))
        let values = (0..<100).map(Double.init)
        #expect(fitter.closest(to: values, bounds: .lower(0)) == nil)
        #expect(fitter.closest(to: values, bounds: .both(-1, 50)) == nil)
        #expect(fitter.closest(to: values, bounds: .lower(-1)) != nil)
        #expect(MetalogFitter(count: 16) == nil)
    }
}
