// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

extension Distribution {
    /// The gamma law with the mean `shape` · `scale`.
    public struct Gamma: Sendable, Equatable {
        package var shape: Double
        package var scale: Double
    }

    /// The gamma law with the mean `shape` · `scale`.
    public static func gamma(shape: Double, scale: Double) -> Distribution { .gamma(Gamma(shape: shape, scale: scale)) }
}

extension Distribution.Gamma: DistributionLaw {
    package static let record = LawRecord(
        "gamma",
        meaning: "sums of waiting times and of money: above 0, with a lighter tail than the log-normal law",
        forms: [
            LawForm(
                [LawParameter("mean", .positive), LawParameter("sd", .positive)], example: "gamma(mean: 80, sd: 30)"),
            LawForm(
                [LawParameter("shape", .positive), LawParameter("scale", .positive)],
                example: "gamma(shape: 7, scale: 11)"),
        ],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 17")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        if arguments["shape"] != nil {
            self.init(shape: try arguments("shape"), scale: try arguments("scale"))
            return
        }
        let (mean, sd) = (try arguments("mean"), try arguments("sd"))
        self.init(shape: (mean / sd) * (mean / sd), scale: sd * sd / mean)
    }

    package var distribution: Distribution { .gamma(self) }

    package var parameters: KeyValuePairs<String, Double> { ["shape": shape, "scale": scale] }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...Double.infinity }

    package var expectation: Double? { shape * scale }

    package func probability(upTo x: Double) -> Double {
        GSL.prepare()
        return x <= 0 ? 0 : gsl_cdf_gamma_P(x, shape, scale)
    }

    package func quantile(score z: Double) -> Double {
        GSL.prepare()
        let value =
            z < 0
            ? gsl_cdf_gamma_Pinv(NormalLaw.probability(below: z), shape, scale)
            : gsl_cdf_gamma_Qinv(NormalLaw.probability(above: z), shape, scale)
        return isInverse(value, score: z) ? value : bisect(score: z, low: 0, high: shape * scale * 2)
    }
}
