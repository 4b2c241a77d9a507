// SPDX-License-Identifier: GPL-3.0-or-later

/// A number that planners read, as a function of the scores: log cost per order, log orders, a statistic that is known.
public struct LearntStatistic: Sendable {
    /// What it is called in messages.
    public let name: String
    /// Its value at all scores.
    public let value: @Sendable ([Double]) -> Double

    /// A number that planners read.
    public init(name: String, value: @escaping @Sendable ([Double]) -> Double) {
        self.name = name
        self.value = value
    }
}

/// Quantiles of weighted values.
struct WeightedQuantiles {
    private let values: [Double]
    private let sums: [Double]

    /// - Parameter weights: as many as values; their sum is 1.
    init(_ values: [Double], weights: [Double]) {
        let order = values.indices.filter { weights[$0] > 0 }.sorted { (values[$0], $0) < (values[$1], $1) }
        self.values = order.map { values[$0] }
        var sum = 0.0
        sums = order.map { index in
            sum += weights[index]
            return sum
        }
    }

    /// The smallest value with a share `probability` of the weight at or below it.
    func value(at probability: Double) -> Double {
        guard let total = sums.last else { return .nan }
        let wanted = probability * total * (1 - 1e-12)
        return values[sums.firstIndex { $0 >= wanted } ?? values.count - 1]
    }
}
