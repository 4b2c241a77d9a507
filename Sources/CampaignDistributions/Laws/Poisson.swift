// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

extension Distribution {
    /// The Poisson law of this mean.
    public struct Poisson: Sendable, Equatable {
        package var mean: Double
    }

    /// The Poisson law of this mean.
    public static func poisson(mean: Double) -> Distribution { .poisson(Poisson(mean: mean)) }
}

extension Distribution.Poisson: DistributionLaw {
    package static let record = LawRecord(
        "poisson",
        meaning: "how often something rare happens, each time by itself",
        forms: [LawForm([LawParameter("mean", .count)], example: "poisson(mean: 4)")],
        source: "Johnson, Kemp and Kotz 2005, chapter 4")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(mean: try arguments("mean"))
    }

    package var distribution: Distribution { .poisson(self) }

    package var parameters: KeyValuePairs<String, Double> { ["mean": mean] }

    package var support: ClosedRange<Double> { 0...Double.infinity }

    package var jumps: Bool { true }

    package var expectation: Double? { mean }

    package func probability(upTo x: Double) -> Double {
        GSL.prepare()
        return x < 0 ? 0 : gsl_cdf_poisson_P(Self.count(x), mean)
    }

    package func quantile(score z: Double) -> Double { countQuantile(NormalLaw.probability(below: z), start: mean) }
}
