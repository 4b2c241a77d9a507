// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// All values of `min…max` alike.
    public struct Uniform: Sendable, Equatable {
        package var min: Double
        package var max: Double
    }

    /// All values of `min…max` alike.
    public static func uniform(min: Double, max: Double) -> Distribution { .uniform(Uniform(min: min, max: max)) }
}

extension Distribution.Uniform: DistributionLaw {
    package static let record = LawRecord(
        "uniform",
        meaning: "nothing is known but two bounds: all values between them alike",
        forms: [
            LawForm(
                [LawParameter("min", .number), LawParameter("max", .number)],
                example: "uniform(min: 200, max: 1000)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1995, chapter 26")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(min: try arguments("min"), max: try arguments("max"))
        guard min < max else { throw .refused("needs min < max") }
    }

    package var distribution: Distribution { .uniform(self) }

    package var parameters: KeyValuePairs<String, Double> { ["min": min, "max": max] }

    package var support: ClosedRange<Double> { min...max }

    package var expectation: Double? { (min + max) / 2 }

    package var scoring: LawScoring? { .formula }

    package func probability(upTo x: Double) -> Double { Swift.min(1, Swift.max(0, (x - min) / (max - min))) }

    package func quantile(score z: Double) -> Double { min + (max - min) * NormalLaw.probability(below: z) }
}
