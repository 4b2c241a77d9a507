// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

extension Distribution {
    /// The Weibull law: P(X ≤ x) = 1 − exp(−(x / `scale`)^`shape`).
    public struct Weibull: Sendable, Equatable {
        package var shape: Double
        package var scale: Double
    }

    /// The Weibull law: P(X ≤ x) = 1 − exp(−(x / `scale`)^`shape`).
    public static func weibull(shape: Double, scale: Double) -> Distribution {
        .weibull(Weibull(shape: shape, scale: scale))
    }
}

extension Distribution.Weibull: DistributionLaw {
    package static let record = LawRecord(
        "weibull",
        meaning: "times until something happens that grows likelier (shape above 1) or less likely with age",
        forms: [
            LawForm(
                [LawParameter("shape", .positive), LawParameter("scale", .positive)],
                example: "weibull(shape: 1.5, scale: 20)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 21")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(shape: try arguments("shape"), scale: try arguments("scale"))
    }

    package var distribution: Distribution { .weibull(self) }

    package var parameters: KeyValuePairs<String, Double> { ["shape": shape, "scale": scale] }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...Double.infinity }

    package var expectation: Double? { scale * Double.gamma(1 + 1 / shape) }

    package var scoring: LawScoring? { .formula }

    package func probability(upTo x: Double) -> Double {
        x <= 0 ? 0 : -Double.expMinusOne(-Double.pow(x / scale, shape))
    }

    package func quantile(score z: Double) -> Double {
        scale * Double.pow(-Double.log(NormalLaw.probability(above: z)), 1 / shape)
    }
}
