// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

extension Distribution {
    /// The Pareto law: P(X > x) = (`min` / x)^`shape` for x ≥ `min`.
    public struct Pareto: Sendable, Equatable {
        package var min: Double
        package var shape: Double
    }

    /// The Pareto law: P(X > x) = (`min` / x)^`shape` for x ≥ `min`.
    public static func pareto(min: Double, shape: Double) -> Distribution { .pareto(Pareto(min: min, shape: shape)) }
}

extension Distribution.Pareto: DistributionLaw {
    package static let record = LawRecord(
        "pareto",
        meaning: "few very large values above a least one: the smaller the shape, the heavier the tail",
        forms: [
            LawForm(
                [LawParameter("min", .positive), LawParameter("shape", .positive)],
                example: "pareto(min: 1000, shape: 2.5)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 20")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(min: try arguments("min"), shape: try arguments("shape"))
        guard shape > 1 else { throw .refused("needs a shape above 1, else it has no mean") }
    }

    package var distribution: Distribution { .pareto(self) }

    package var parameters: KeyValuePairs<String, Double> { ["min": min, "shape": shape] }

    package var support: ClosedRange<Double> { min...Double.infinity }

    package var expectation: Double? { shape > 1 ? shape * min / (shape - 1) : .infinity }

    package var scoring: LawScoring? { .formula }

    package func probability(upTo x: Double) -> Double { x <= min ? 0 : 1 - Double.pow(min / x, shape) }

    package func quantile(score z: Double) -> Double { min * Double.pow(NormalLaw.probability(above: z), -1 / shape) }
}
