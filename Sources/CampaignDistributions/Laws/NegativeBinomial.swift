// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

extension Distribution {
    /// The negative binomial law of this mean and the variance mean + mean²/`size`.
    public struct NegativeBinomial: Sendable, Equatable {
        package var mean: Double
        package var size: Double
    }

    /// The negative binomial law of this mean and the variance mean + mean²/`size`.
    public static func negativeBinomial(mean: Double, size: Double) -> Distribution {
        .negativeBinomial(NegativeBinomial(mean: mean, size: size))
    }
}

extension Distribution.NegativeBinomial: DistributionLaw {
    package static let record = LawRecord(
        "negative_binomial",
        meaning: "counts that vary more than by chance alone: their variance is mean + mean²/size",
        forms: [
            LawForm(
                [LawParameter("mean", .count), LawParameter("size", .positive)],
                example: "negative_binomial(mean: 4, size: 2)")
        ],
        source: "Johnson, Kemp and Kotz 2005, chapter 5")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(mean: try arguments("mean"), size: try arguments("size"))
    }

    package var distribution: Distribution { .negativeBinomial(self) }

    package var parameters: KeyValuePairs<String, Double> { ["mean": mean, "size": size] }

    package var support: ClosedRange<Double> { 0...Double.infinity }

    package var jumps: Bool { true }

    package var expectation: Double? { mean }

    package func probability(upTo x: Double) -> Double {
        GSL.prepare()
        return x < 0
            ? 0 : gsl_cdf_negative_binomial_P(Self.count(x), size / (size + mean), size)
    }

    package func quantile(score z: Double) -> Double { countQuantile(NormalLaw.probability(below: z), start: mean) }
}
