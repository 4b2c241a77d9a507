// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// The triangular law on `min…max` with its peak at `mode`.
    public struct Triangular: Sendable, Equatable {
        package var min: Double
        package var mode: Double
        package var max: Double
    }

    /// The triangular law on `min…max` with its peak at `mode`.
    public static func triangular(min: Double, mode: Double, max: Double) -> Distribution {
        .triangular(Triangular(min: min, mode: mode, max: max))
    }
}

extension Distribution.Triangular: DistributionLaw {
    package static let record = LawRecord(
        "triangular",
        meaning: "a least, a likeliest and a largest value joined by straight lines",
        forms: [
            LawForm(
                [LawParameter("min", .number), LawParameter("mode", .number), LawParameter("max", .number)],
                example: "triangular(min: 200, mode: 400, max: 1000)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1995, chapter 26")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(min: try arguments("min"), mode: try arguments("mode"), max: try arguments("max"))
        try LawArguments.demandPeak(min, mode, max)
    }

    package var distribution: Distribution { .triangular(self) }

    package var parameters: KeyValuePairs<String, Double> { ["min": min, "mode": mode, "max": max] }

    package var support: ClosedRange<Double> { min...max }

    package var expectation: Double? { (min + mode + max) / 3 }

    package var scoring: LawScoring? { .formula }

    package func probability(upTo x: Double) -> Double {
        if x <= min { return 0 }
        if x >= max { return 1 }
        return x <= mode
            ? (x - min) * (x - min) / ((max - min) * (mode - min))
            : 1 - (max - x) * (max - x) / ((max - min) * (max - mode))
    }

    package func quantile(score z: Double) -> Double {
        let (below, above) = (NormalLaw.probability(below: z), NormalLaw.probability(above: z))
        return below * (max - min) <= mode - min
            ? min + (below * (max - min) * (mode - min)).squareRoot()
            : max - (above * (max - min) * (max - mode)).squareRoot()
    }
}
