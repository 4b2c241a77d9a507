// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

extension Distribution {
    /// The normal law of this mean and standard deviation.
    public struct Normal: Sendable, Equatable {
        package var mean: Double
        package var sd: Double
    }

    /// The normal law of this mean and standard deviation.
    public static func normal(mean: Double, sd: Double) -> Distribution { .normal(Normal(mean: mean, sd: sd)) }
}

extension Distribution.Normal: DistributionLaw {
    package static let record = LawRecord(
        "normal",
        meaning: "sums of many small effects: symmetric about its mean, and below 0 where that is near",
        forms: [
            LawForm(
                [LawParameter("mean", .number), LawParameter("sd", .positive)],
                example: "normal(mean: 40, sd: 5)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 13")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(mean: try arguments("mean"), sd: try arguments("sd"))
    }

    package var distribution: Distribution { .normal(self) }

    package var parameters: KeyValuePairs<String, Double> { ["mean": mean, "sd": sd] }

    /// Six standard deviations hold all but two values of a billion.
    package var support: ClosedRange<Double> { (mean - 6 * sd)...(mean + 6 * sd) }

    package var scoring: LawScoring? { .formula }

    package var expectation: Double? { mean }

    package func probability(upTo x: Double) -> Double { gsl_cdf_gaussian_P(x - mean, sd) }

    package func quantile(score z: Double) -> Double { mean + sd * z }
}
