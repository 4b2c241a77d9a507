// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// One of several distributions, chosen by weight.
    public struct Mixture: Sendable, Equatable {
        package var parts: [Distribution]
        package var weights: [Double]
    }

    /// One of several distributions, chosen by weight.
    public static func mixture(parts: [Distribution], weights: [Double]) -> Distribution {
        .mixture(Mixture(parts: parts, weights: weights))
    }
}

extension Distribution.Mixture: DistributionLaw {
    package static let record = LawRecord(
        "mixture", unnamed: .parts,
        meaning: "one of several laws, each with its weight: most posts do this, one in fifty does that",
        forms: [LawForm(example: "mixture(70%: 5 to 10, 30%: lognormal(median: 20, spread: 2))")],
        source: "its own definition; quantiles by bisection")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        let items = try arguments.items()
        self.init(parts: items.compactMap(\.part), weights: items.map(\.weight))
    }

    package var distribution: Distribution { .mixture(self) }

    package var support: ClosedRange<Double> {
        (parts.map(\.support.lowerBound).min() ?? 0)...(parts.map(\.support.upperBound).max() ?? 0)
    }

    package var jumps: Bool { parts.contains(where: \.jumps) }

    package var expectation: Double? {
        let means = parts.compactMap(\.mean)
        guard means.count == parts.count else { return nil }
        return WeightedMean.of(means, weights: weights)
    }

    package func probability(upTo x: Double) -> Double {
        WeightedMean.of(parts.map { $0.probability(upTo: x) }, weights: weights)
    }

    package func quantile(score z: Double) -> Double {
        let values = parts.map { $0.quantile(score: z) }
        guard let low = values.min(), let high = values.max() else { return .nan }
        return bisect(score: z, low: low, high: high)
    }

    package var text: String { Self.spelled(zip(parts, weights).map { "\($1): \($0.text)" }) }
}
