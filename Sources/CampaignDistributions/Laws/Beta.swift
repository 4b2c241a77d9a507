// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

extension Distribution {
    /// The beta law, on 0…1.
    public struct Beta: Sendable, Equatable {
        package var alpha: Double
        package var beta: Double
    }

    /// The beta law, on 0…1.
    public static func beta(alpha: Double, beta: Double) -> Distribution { .beta(Beta(alpha: alpha, beta: beta)) }
}

extension Distribution.Beta: DistributionLaw {
    package static let record = LawRecord(
        "beta",
        meaning:
            "a share: its mean and the number of observations that it is worth, or alpha successes and beta failures",
        forms: [
            LawForm(
                [LawParameter("mean", .number), LawParameter("evidence", .count)],
                example: "beta(mean: 3%, evidence: 200)"),
            LawForm(
                [LawParameter("alpha", .count), LawParameter("beta", .count)],
                example: "beta(alpha: 6, beta: 194)"),
        ],
        source: "Johnson, Kotz and Balakrishnan 1995, chapter 25")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        if arguments["alpha"] != nil {
            self.init(alpha: try arguments("alpha"), beta: try arguments("beta"))
            return
        }
        let (mean, evidence) = (try arguments("mean"), try arguments("evidence"))
        guard 0 < mean, mean < 1 else { throw .refused("needs a mean between 0 and 1") }
        self.init(alpha: mean * evidence, beta: (1 - mean) * evidence)
    }

    package var distribution: Distribution { .beta(self) }

    package var parameters: KeyValuePairs<String, Double> { ["alpha": alpha, "beta": beta] }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...1 }

    package var expectation: Double? { alpha / (alpha + beta) }

    package func probability(upTo x: Double) -> Double {
        GSL.prepare()
        return x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_beta_P(x, alpha, beta)
    }

    package func quantile(score z: Double) -> Double {
        GSL.prepare()
        let value =
            z < 0
            ? gsl_cdf_beta_Pinv(NormalLaw.probability(below: z), alpha, beta)
            : gsl_cdf_beta_Qinv(NormalLaw.probability(above: z), alpha, beta)
        return isInverse(value, score: z) ? value : bisect(score: z, low: 0, high: 1)
    }
}
