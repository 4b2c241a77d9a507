// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// Values with weights (positive, any sum), ascending.
    public struct Discrete: Sendable, Equatable {
        package var values: [Double]
        package var weights: [Double]
    }

    /// Values with weights (positive, any sum), ascending.
    public static func discrete(values: [Double], weights: [Double]) -> Distribution {
        .discrete(Discrete(values: values, weights: weights))
    }
}

extension Distribution.Discrete: DistributionLaw {
    package static let record = LawRecord(
        "discrete", unnamed: .values,
        meaning: "a few values, each with its weight",
        forms: [LawForm(example: "discrete(0: 70%, 1: 20%, 2: 10%)")],
        source: "its own definition")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        let items = try arguments.items().sorted { $0.value < $1.value }
        guard zip(items, items.dropFirst()).allSatisfy({ $0.value < $1.value }) else {
            throw .refused("needs each value once")
        }
        self.init(values: items.map(\.value), weights: items.map(\.weight))
    }

    package var distribution: Distribution { .discrete(self) }

    package var support: ClosedRange<Double> { (values.first ?? 0)...(values.last ?? 0) }

    package var jumps: Bool { true }

    package var expectation: Double? { WeightedMean.of(values, weights: weights) }

    package func probability(upTo x: Double) -> Double {
        WeightedMean.of(values.map { $0 <= x ? 1 : 0 }, weights: weights)
    }

    package func quantile(score z: Double) -> Double {
        var left = NormalLaw.probability(below: z) * weights.reduce(0, +)
        for (value, weight) in zip(values, weights) {
            left -= weight
            if left <= 0 { return value }
        }
        return values.last ?? .nan
    }

    package var text: String { Self.spelled(zip(values, weights).map { "\($0): \($1)" }) }
}
