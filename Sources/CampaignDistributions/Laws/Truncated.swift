// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// `base` given that it lies in `min…max`; either end may be infinite.
    public struct Truncated: Sendable, Equatable {
        package var base: Distribution
        package var min: Double
        package var max: Double
    }

    /// `base` given that it lies in `min…max`; either end may be infinite.
    public static func truncated(base: Distribution, min: Double, max: Double) -> Distribution {
        .truncated(Truncated(base: base, min: min, max: max))
    }
}

extension Distribution.Truncated: DistributionLaw {
    package static let record = LawRecord(
        "truncated", unnamed: .base,
        meaning: "another law, given that its value lies between two bounds, of which one may be left out",
        forms: [
            LawForm(
                [
                    LawParameter("min", .number, isOptional: true), LawParameter("max", .number, isOptional: true),
                ], example: "truncated(normal(mean: 40, sd: 20), min: 0, max: 100)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1994, chapter 12")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        guard let base = arguments.base else { throw .refused("needs a distribution first") }
        self.init(base: base, min: arguments["min"] ?? -.infinity, max: arguments["max"] ?? .infinity)
        guard min < max else { throw .refused("needs min < max") }
        guard min < base.support.upperBound, max > base.support.lowerBound else {
            throw .refused("leaves nothing of its distribution between min and max")
        }
    }

    package var distribution: Distribution { .truncated(self) }

    package var support: ClosedRange<Double> {
        let low = Swift.max(base.support.lowerBound, min)
        return low...Swift.max(low, Swift.min(base.support.upperBound, max))
    }

    package var jumps: Bool { base.jumps }

    /// It takes special functions.
    package var expectation: Double? { nil }

    package func probability(upTo x: Double) -> Double {
        let (below, upTo) = (base.probability(upTo: min), base.probability(upTo: max))
        return Swift.min(1, Swift.max(0, (base.probability(upTo: x) - below) / (upTo - below)))
    }

    package func quantile(score z: Double) -> Double {
        let (first, last) = (base.probability(upTo: min), base.probability(upTo: max))
        let probability = first + NormalLaw.probability(below: z) * (last - first)
        guard probability > 0, probability < 1 else { return probability <= 0 ? min : max }
        return Swift.min(max, Swift.max(min, base.quantile(score: NormalLaw.quantile(probability))))
    }

    package var text: String {
        Self.spelled(
            [base.text] + (min.isFinite ? ["min: \(min)"] : []) + (max.isFinite ? ["max: \(max)"] : []))
    }
}
