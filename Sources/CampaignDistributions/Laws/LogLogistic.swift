// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

extension Distribution {
    /// Log-logistic: P(X ≤ x) = 1 / (1 + (x / `median`)^−`shape`).
    ///
    /// The logarithm is logistic with the scale 1 / `shape`. Above the median the law falls off as x^−`shape`: more outliers than
    /// the log-normal law of the same 5th and 95th percentiles has, and a mean only for shapes above 1.
    public struct LogLogistic: Sendable, Equatable {
        package var median: Double
        package var shape: Double
    }

    /// Log-logistic: P(X ≤ x) = 1 / (1 + (x / `median`)^−`shape`).
    public static func logLogistic(median: Double, shape: Double) -> Distribution {
        .logLogistic(LogLogistic(median: median, shape: shape))
    }
}

extension Distribution.LogLogistic: DistributionLaw {
    package static let record = LawRecord(
        "loglogistic",
        meaning:
            "like the log-normal law with more outliers: 90 % of the values lie between median / spread and median · spread, "
            + "or P(X ≤ x) = 1 / (1 + (x / median)^−shape)",
        forms: [
            LawForm(
                [LawParameter("median", .positive), LawParameter("spread", .factor)],
                example: "loglogistic(median: 400, spread: 2.5)"),
            LawForm(
                [LawParameter("median", .positive), LawParameter("shape", .positive)],
                example: "loglogistic(median: 400, shape: 3.2)"),
        ],
        source: "Johnson, Kotz and Balakrishnan 1995, chapter 23; scipy.stats.fisk")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        let median = try arguments("median")
        if let shape = arguments["shape"] {
            self.init(median: median, shape: shape)
        } else {
            let spread = try arguments("spread")
            guard spread > 1 else { throw .refused("needs a spread above 1") }
            // The 95th percentile of the logistic law is ln(0.95 / 0.05) = ln 19.
            self.init(median: median, shape: Double.log(19) / Double.log(spread))
        }
        guard shape > 1 else { throw .refused("needs a shape above 1 or a spread below 19, else it has no mean") }
    }

    package var distribution: Distribution { .logLogistic(self) }

    package var parameters: KeyValuePairs<String, Double> { ["median": median, "shape": shape] }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...Double.infinity }

    package var expectation: Double? {
        shape > 1 ? median * (Double.pi / shape) / Double.sin(Double.pi / shape) : .infinity
    }

    package var scoring: LawScoring? { .formula }

    package func probability(upTo x: Double) -> Double {
        x <= 0 ? 0 : 1 / (1 + Double.pow(x / median, -shape))
    }

    package func quantile(score z: Double) -> Double {
        median * Double.pow(NormalLaw.probability(below: z) / NormalLaw.probability(above: z), 1 / shape)
    }
}
