// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

/// Counts by inversion, held against distribution functions added up from the laws' formulas.
@Suite struct CountQuantileTests {
    /// log k! by its series above 30, else as a sum.
    private static func logFactorial(_ k: Double) -> Double {
        guard k > 30 else { return stride(from: 2, through: k, by: 1).reduce(0) { $0 + Double.log($1) } }
        let x = k + 1
        return (x - 0.5) * Double.log(x) - x + 0.5 * Double.log(2 * Double.pi) + 1 / (12 * x)
            - 1 / (360 * x * x * x) + 1 / (1_260 * Double.pow(x, 5))
    }

    private static func binomial(_ k: Double, _ n: Double, _ p: Double) -> Double {
        Double.exp(
            logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Double.log(p)
                + (n - k) * Double.log(onePlus: -p))
    }

    private static func poisson(_ k: Double, _ mean: Double) -> Double {
        Double.exp(k * Double.log(mean) - mean - logFactorial(k))
    }

    /// Places across the law, with both tails.
    private static let tails: [Double] = [1e-12, 1e-7, 1e-4, 1 - 1e-4, 1 - 1e-7, 1 - 1e-12]
    private static let places: [Double] = tails + (1..<500).map { Double($0) / 500 }

    /// The places at which a count is not the smallest whose distribution function reaches the place.
    private static func misplaced(
        mean: Double, sd: Double, last: Double, probability: (Double) -> Double, quantile: (Double) -> Double
    ) -> [Double] {
        let first = max(0, (mean - 12 * sd - 12).rounded(.down))
        let end = min(last, (mean + 12 * sd + 40).rounded(.up))
        var below = [0.0]
        for k in stride(from: first, through: end, by: 1) { below.append(below[below.count - 1] + probability(k)) }
        // What a sum of terms may be off whose logarithms are differences of numbers up to 10⁷.
        let slack = 1e-8
        return places.filter { place in
            let k = Int(quantile(place) - first)
            guard k >= 0, k + 1 < below.count else { return true }
            return below[k + 1] < place - slack || below[k] > place + slack
        }
    }

    @Test(arguments: [
        (1.0, 0.3), (7, 0.01), (50, 0.5), (60, 0.9), (100, 0.2), (1_000, 0.001), (1_000, 0.02), (3_000, 0.999),
        (20_000, 0.0009), (100_000, 0.25), (300_000, 0.6),
    ])
    func binomialCountsAreThoseOfTheLaw(n: Double, p: Double) {
        func misplaced(by shift: Double) -> Int {
            Self.misplaced(
                mean: n * p, sd: (n * p * (1 - p)).squareRoot(), last: n, probability: { Self.binomial($0, n, p) },
                quantile: { CountQuantile.binomial($0, trials: n, probability: p * shift) }
            ).count
        }
        #expect(misplaced(by: 1) == 0)
        #expect(misplaced(by: 0.99) > 0)
    }

    @Test(arguments: [0.01, 0.7, 5, 15.99, 16.01, 40, 300, 20_000])
    func poissonCountsAreThoseOfTheLaw(mean: Double) {
        func misplaced(by shift: Double) -> Int {
            Self.misplaced(
                mean: mean, sd: mean.squareRoot(), last: .infinity, probability: { Self.poisson($0, mean) },
                quantile: { CountQuantile.poisson($0, mean: mean * shift) }
            ).count
        }
        #expect(misplaced(by: 1) == 0)
        #expect(misplaced(by: mean < 1 ? 0.5 : 0.97) > 0)
    }

    @Test func countsRiseWithPlaceTrialsAndProbability() {
        let source = RandomSource(seed: 11)
        source.open(StreamName("monotone"), trial: 0)
        for _ in 0..<20_000 {
            let place = source.uniform()
            let n = Double.pow(10, 8 * source.uniform()).rounded()
            let p = Double.pow(10, -6 * source.uniform())
            let count = CountQuantile.binomial(place, trials: n, probability: p)
            #expect((0...n).contains(count))
            #expect(CountQuantile.binomial(place, trials: n, probability: min(1, p * 1.001)) >= count)
            #expect(CountQuantile.binomial(place, trials: n + 1, probability: p) >= count)
            #expect(CountQuantile.binomial(place + (1 - place) / 100, trials: n, probability: p) >= count)
            let arrivals = CountQuantile.poisson(place, mean: n * p)
            #expect(CountQuantile.poisson(place, mean: n * p * 1.001) >= arrivals)
        }
    }

    @Test func endsOfTheLawAreExact() {
        #expect(CountQuantile.binomial(0.5, trials: 0, probability: 0.5) == 0)
        #expect(CountQuantile.binomial(0.5, trials: 9, probability: 0) == 0)
        #expect(CountQuantile.binomial(0.5, trials: 9, probability: 1) == 9)
        #expect(CountQuantile.binomial(1 - 0x1p-53, trials: 9, probability: 0.5) == 9)
        #expect(CountQuantile.binomial(0x1p-53, trials: 9, probability: 0.5) == 0)
        #expect(CountQuantile.poisson(0.5, mean: 0) == 0)
        #expect(CountQuantile.poisson(1 - 0x1p-53, mean: 1e-9) > 0)
        let most = 4_294_967_295.0
        for place in [0x1p-53, 1e-9, 0.3, 1 - 1e-9, 1 - 0x1p-53] {
            #expect((0...most).contains(CountQuantile.binomial(place, trials: most, probability: 0.37)))
            #expect(CountQuantile.poisson(place, mean: 1e30).isFinite)
        }
    }
}
