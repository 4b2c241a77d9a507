// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

extension Distribution {
    /// Log-normal: `median` and the factor `spread` ≥ 1; 90 % of the values lie in `median / spread … median · spread`.
    public struct LogNormal: Sendable, Equatable {
        package var median: Double
        package var spread: Double
    }

    /// Log-normal: `median` and the factor `spread` ≥ 1; 90 % of the values lie in `median / spread … median · spread`.
    public static func logNormal(median: Double, spread: Double) -> Distribution {
        .logNormal(LogNormal(median: median, spread: spread))
    }
}

extension Distribution.LogNormal: DistributionLaw {
    package static let record = LawRecord(
        "lognormal",
        meaning: "products of many effects: 90 % of the values lie between median / spread and median · spread",
        forms: [
            LawForm(
                [LawParameter("median", .positive), LawParameter("spread", .factor)],
                example: "lognormal(median: 400, spread: 2.5)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 14")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(median: try arguments("median"), spread: try arguments("spread"))
        guard !isTooWide else { throw .refused(Self.tooWide) }
    }

    package var distribution: Distribution { .logNormal(self) }

    package var parameters: KeyValuePairs<String, Double> { ["median": median, "spread": spread] }

    /// A law with a larger standard deviation of its logarithm has its mean above its 95th percentile.
    package static let logSDLimit = 2 * StandardNormal.z95

    /// What is wrong with a law beyond that limit, after its name.
    package static let tooWide =
        "is so wide that its mean lies above its 95th percentile (its ends are more than 50,000-fold apart); narrow it, "
        + "or write uniform(min:, max:)"

    /// Whether it lies beyond that limit.
    package var isTooWide: Bool { !(spread.isFinite && logSD <= Self.logSDLimit) }

    /// The standard deviation of the logarithm.
    var logSD: Double { Distribution.logSD(spread: spread) }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...Double.infinity }

    package var expectation: Double? { median * Double.exp(logSD * logSD / 2) }

    package var scoring: LawScoring? { .exponential(mu: Double.log(median), sigma: logSD) }

    package func probability(upTo x: Double) -> Double {
        guard x > 0 else { return 0 }
        return logSD > 0 ? NormalLaw.probability(below: Double.log(x / median) / logSD) : (x >= median ? 1 : 0)
    }

    package func quantile(score z: Double) -> Double { median * Double.exp(logSD * z) }
}

// MARK: - Intervals

extension Distribution.LogNormal {
    /// The law whose 5th and 95th percentiles are `low` and `high`, 0 < `low` ≤ `high`.
    package init(low: Double, high: Double) {
        self.init(median: (low * high).squareRoot(), spread: (high / low).squareRoot())
    }
}

extension Distribution {
    /// The log-normal distribution whose 5th and 95th percentiles are `low` and `high`, 0 < `low` ≤ `high`.
    public static func logNormal(low: Double, high: Double) -> Distribution {
        .logNormal(LogNormal(low: low, high: high))
    }

    /// The standard deviation of the logarithm of a log-normal value whose 95th percentile is `spread` times its
    /// median.
    public static func logSD(spread: Double) -> Double { Double.log(spread) / StandardNormal.z95 }
}
