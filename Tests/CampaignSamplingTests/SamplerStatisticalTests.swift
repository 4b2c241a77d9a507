// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

/// Draws against their laws by the Kolmogorov–Smirnov test at a failure rate of 10⁻⁶; each law has a twin that is 2 %
/// off and must be rejected.
@Suite struct SamplerStatisticalTests {
    static let draws = 400_000
    /// The critical value of √n·D: P(√n·D > x) ≈ 2 exp(−2x²) = 10⁻⁶.
    static let critical = (Double.log(2e6) / 2).squareRoot()

    /// √n times the largest gap between the sample's and the law's distribution functions.
    func distance(_ values: [Double], _ law: Distribution) -> Double {
        let n = Double(values.count)
        var largest = 0.0
        for (index, value) in values.sorted().enumerated() {
            let expected = law.probability(upTo: value)
            largest = max(largest, abs(expected - Double(index) / n), abs(expected - Double(index + 1) / n))
        }
        return largest * n.squareRoot()
    }

    static let laws: [Distribution] = [
        .logNormal(median: 3, spread: 1.2), .logLogistic(median: 3, shape: 16), .beta(alpha: 60, beta: 900),
        .gamma(shape: 25, scale: 3),
        .normal(mean: 40, sd: 5), .pert(min: 4, mode: 5, max: 6), .weibull(shape: 9, scale: 2),
        .truncated(base: .logNormal(median: 3, spread: 1.3), min: 2, max: 5),
        .triangular(min: 4, mode: 5, max: 6), .uniform(min: 9, max: 11), .pareto(min: 9, shape: 12),
        .exponential(mean: 3), .student(location: 40, scale: 5, degrees: 4),
        .mixture(parts: [.normal(mean: 40, sd: 3), .normal(mean: 50, sd: 4)], weights: [1, 3]),
    ]

    private func sample(_ law: Distribution, seed: UInt64) throws -> [Double] {
        let prepared = try #require(ScoreLaw(law))
        let source = RandomSource(seed: seed)
        source.open(StreamName("a quantity"), trial: 7)
        return (0..<Self.draws).map { _ in prepared.value(score: source.gaussian()) }
    }

    @Test(arguments: laws) func drawsFollowTheirLaw(law: Distribution) throws {
        #expect(distance(try sample(law, seed: 1), law) < Self.critical)
    }

    @Test(arguments: laws) func drawsTwoPercentTooHighAreRejected(law: Distribution) throws {
        #expect(distance(try sample(law, seed: 1).map { $0 * 1.02 }, law) > Self.critical)
    }

    @Test func scoresKeyedByTrialAreStandardNormal() {
        let stream = StreamName("tiers.nano.fee")
        let scores = (0..<Self.draws).map { NormalLaw.quantile(stream.uniform(seed: 3, trial: $0)) }
        #expect(distance(scores, .normal(mean: 0, sd: 1)) < Self.critical)
        #expect(distance(scores.map { $0 + 0.02 }, .normal(mean: 0, sd: 1)) > Self.critical)
    }

    @Test func gammaDrawsFollowTheGammaLaw() {
        let source = RandomSource(seed: 5)
        source.open(StreamName("orders"), trial: 0)
        let values = (0..<Self.draws).map { _ in source.gamma(shape: 30) }
        #expect(distance(values, .gamma(shape: 30, scale: 1)) < Self.critical)
        #expect(distance(values.map { $0 * 1.02 }, .gamma(shape: 30, scale: 1)) > Self.critical)
    }

    @Test func betaDrawsFollowTheBetaLaw() {
        let source = RandomSource(seed: 5)
        source.open(StreamName("overdispersion"), trial: 0)
        let values = (0..<Self.draws).map { _ in source.beta(alpha: 60, beta: 900) }
        #expect(distance(values, .beta(alpha: 60, beta: 900)) < Self.critical)
        #expect(distance(values.map { $0 * 1.02 }, .beta(alpha: 60, beta: 900)) > Self.critical)
    }

    /// The keys of one stream.
    private func keys(seed: UInt64) -> [DrawKey] {
        let source = RandomSource(seed: seed)
        source.open(StreamName("posts"), trial: 0)
        return Array(unsafeUninitializedCapacity: Self.draws) { column, count in
            source.fillKeys(UnsafeMutableBufferPointer(start: column.baseAddress, count: Self.draws))
            count = Self.draws
        }
    }

    @Test func numbersOfAKeyAreUniformAndThoseOfOtherUsesIndependent() {
        let keys = keys(seed: 8)
        let (first, second) = (DrawUse("orders"), DrawUse("clicks"))
        let uniform = Distribution.uniform(min: 0, max: 1)
        #expect(distance(keys.map { $0.uniform(first) }, uniform) < Self.critical)
        #expect(distance(keys.map { $0.uniform(first) * 0.98 }, uniform) > Self.critical)
        // The sum of two independent uniform numbers is triangular.
        let sums = keys.map { $0.uniform(first) + $0.uniform(second) }
        let triangle = Distribution.triangular(min: 0, mode: 1, max: 2)
        #expect(distance(sums, triangle) < Self.critical)
        #expect(distance(keys.map { 2 * $0.uniform(first) }, triangle) > Self.critical)
        // Within a use, too, and from key to key.
        let source = RandomSource(seed: 1)
        let pairs = keys.map { key in
            source.open(key, first)
            return source.uniform() + source.uniform()
        }
        #expect(distance(pairs, triangle) < Self.critical)
        let neighbours = zip(keys, keys.dropFirst()).enumerated().compactMap { number, pair in
            number.isMultiple(of: 2) ? pair.0.uniform(first) + pair.1.uniform(first) : nil
        }
        #expect(distance(neighbours, triangle) < Self.critical)
    }

    @Test(arguments: [(20.0, 0.1), (5_000.0, 0.03), (2e6, 0.4)])
    func binomialDrawsHaveTheirMoments(n: Double, p: Double) {
        let use = DrawUse("clicks")
        let values = keys(seed: 6).map { CountQuantile.binomial($0.uniform(use), trials: n, probability: p) }
        let (mean, variance) = (n * p, n * p * (1 - p))
        let draws = Double(Self.draws)
        let error = (variance / draws).squareRoot()
        let found = values.reduce(0, +) / draws
        #expect(abs(found - mean) < 5 * error)
        #expect(abs(found - mean * 1.02) > 5 * error)
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / draws
        // The variance of a squared deviation is μ₄ − σ⁴, and μ₄ = σ⁴ (3 + (1 − 6 p q)/σ²).
        let spreadError = ((2 * variance * variance + variance * (1 - 6 * p * (1 - p))) / draws).squareRoot()
        #expect(abs(spread - variance) < 5 * spreadError)
        #expect(abs(spread * 1.05 - variance) > 5 * spreadError)
    }

    /// The number of draws at or below the law's median is binomial.
    private func medianDeviation(_ law: Distribution, drawnFrom other: Distribution) throws -> Double {
        let median = law.quantile(score: 0)
        let probability = law.probability(upTo: median)
        let count = Double(try sample(other, seed: 4).count { $0 <= median })
        let n = Double(Self.draws)
        return (count - n * probability) / (n * probability * (1 - probability)).squareRoot()
    }

    @Test(arguments: [
        (Distribution.poisson(mean: 50), Distribution.poisson(mean: 51)),
        (.negativeBinomial(mean: 50, size: 40), .negativeBinomial(mean: 51, size: 40)),
        (.discrete(values: [1, 2, 5], weights: [2, 5, 3]), .discrete(values: [1, 2, 5], weights: [2, 4.8, 3.2])),
    ])
    func countsFollowTheirLawAndOnesTwoPercentOffAreRejected(law: Distribution, shifted: Distribution) throws {
        #expect(abs(try medianDeviation(law, drawnFrom: law)) < 5)
        #expect(abs(try medianDeviation(law, drawnFrom: shifted)) > 5)
    }

    @Test func streamsOfOtherNamesTrialsAndReplicatesDiffer() {
        let source = RandomSource(seed: 1)
        func first(_ name: String, _ trial: Int, _ replicate: Int) -> Double {
            source.open(StreamAddress(seed: 1, name: StreamName(name), trial: trial, replicate: replicate))
            return source.uniform()
        }
        let numbers = [first("a", 0, 0), first("b", 0, 0), first("a", 1, 0), first("a", 0, 1)]
        #expect(Set(numbers).count == 4)
        #expect(first("a", 0, 0) == numbers[0])
    }
}
