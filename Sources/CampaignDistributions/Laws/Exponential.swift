// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

extension Distribution {
    /// The exponential law of this mean.
    public struct Exponential: Sendable, Equatable {
        package var mean: Double
    }

    /// The exponential law of this mean.
    public static func exponential(mean: Double) -> Distribution { .exponential(Exponential(mean: mean)) }
}

extension Distribution.Exponential: DistributionLaw {
    package static let record = LawRecord(
        "exponential",
        meaning: "times until something happens that is as likely at any age",
        forms: [LawForm([LawParameter("mean", .positive)], example: "exponential(mean: 20)")],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 19")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(mean: try arguments("mean"))
    }

    package var distribution: Distribution { .exponential(self) }

    package var parameters: KeyValuePairs<String, Double> { ["mean": mean] }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...Double.infinity }

    package var scoring: LawScoring? { .formula }

    package var expectation: Double? { mean }

    package func probability(upTo x: Double) -> Double { x <= 0 ? 0 : -Double.expMinusOne(-x / mean) }

    package func quantile(score z: Double) -> Double { -mean * Double.log(NormalLaw.probability(above: z)) }
}
