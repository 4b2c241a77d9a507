// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// PERT: a beta distribution on `min…max` with mean (min + 4·mode + max)/6.
    public struct Pert: Sendable, Equatable {
        package var min: Double
        package var mode: Double
        package var max: Double
    }

    /// PERT: a beta distribution on `min…max` with mean (min + 4·mode + max)/6.
    public static func pert(min: Double, mode: Double, max: Double) -> Distribution {
        .pert(Pert(min: min, mode: mode, max: max))
    }
}

extension Distribution.Pert: DistributionLaw {
    package static let record = LawRecord(
        "pert",
        meaning: "a least, a likeliest and a largest value, joined smoothly",
        forms: [
            LawForm(
                [LawParameter("min", .number), LawParameter("mode", .number), LawParameter("max", .number)],
                example: "pert(min: 200, mode: 400, max: 1000)")
        ],
        source: "Malcolm, Roseboom, Clark and Fazar 1959")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(min: try arguments("min"), mode: try arguments("mode"), max: try arguments("max"))
        try LawArguments.demandPeak(min, mode, max)
    }

    package var distribution: Distribution { .pert(self) }

    package var parameters: KeyValuePairs<String, Double> { ["min": min, "mode": mode, "max": max] }

    package var support: ClosedRange<Double> { min...max }

    package var expectation: Double? { (min + 4 * mode + max) / 6 }

    /// The beta law on 0…1 that it is, stretched.
    private var unit: Distribution.Beta {
        Distribution.Beta(alpha: 1 + 4 * (mode - min) / (max - min), beta: 1 + 4 * (max - mode) / (max - min))
    }

    package func probability(upTo x: Double) -> Double { unit.probability(upTo: (x - min) / (max - min)) }

    package func quantile(score z: Double) -> Double { min + (max - min) * unit.quantile(score: z) }
}
