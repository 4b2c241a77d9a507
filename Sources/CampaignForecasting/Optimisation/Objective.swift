// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import RealModule

/// What a split is to be best at.
public enum Objective: Sendable, Equatable {
    /// The mean profit.
    case profit
    /// The ratio of mean profit to mean cost.
    case roi
    /// The mean number of orders.
    case conversions
    /// The chance that all goals of the scenario are met.
    case chance
    /// The mean profit of the worst share of campaigns.
    case shortfall(share: Double)
    /// A quantile of profit.
    case quantile(probability: Double)
    /// The mean profit less a number of standard deviations of it.
    case cautious(aversion: Double)
    /// The smallest greatest regret: the mean profit given up, at most, against the best split of each event of the
    /// scenario and of the campaigns that no event strikes.
    case regret

    /// What its value counts.
    public var unit: Metric.Unit {
        switch self {
        case .roi, .chance: .share
        case .conversions: .count
        case .profit, .shortfall, .quantile, .cautious, .regret: .money
        }
    }
}

/// The value of an objective over some trials, with what each trial adds to its error.
struct ObjectiveValue: Sendable {
    var value: Double
    /// The influence of each trial: the value's error is that of the mean of these numbers, whose mean is 0.
    var influence: [Double]

    var estimate: Estimate {
        Estimate(value: value, standardError: Moments(influence).estimate?.standardError ?? .nan)
    }

    /// The difference to another value over the same trials.
    func minus(_ other: ObjectiveValue) -> Estimate {
        let moments = Moments(zip(influence, other.influence).map { $0 - $1 })
        return Estimate(value: value - other.value, standardError: moments.estimate?.standardError ?? .nan)
    }
}

/// Mean, quantile and shortfall of a column with their influences.
enum ColumnValue {
    static func mean(_ column: [Double]) -> ObjectiveValue {
        let mean = BlockMean.of(column)
        return ObjectiveValue(value: mean, influence: column.map { $0 - mean })
    }

    /// The ratio of two means (Cochran 1977, eq. 6.4); −∞ where the lower one is 0.
    static func ratio(_ top: [Double], _ bottom: [Double]) -> ObjectiveValue {
        let (above, below) = (BlockMean.of(top), BlockMean.of(bottom))
        guard below != 0 else { return ObjectiveValue(value: -.infinity, influence: top.map { _ in 0 }) }
        let ratio = above / below
        return ObjectiveValue(value: ratio, influence: zip(top, bottom).map { ($0 - ratio * $1) / below })
    }

    /// The mean of the worst share; its influence is q + (x − q)/share below the quantile q, and q above, less the value.
    static func shortfall(_ column: [Double], share: Double) -> ObjectiveValue {
        let count = max(1, Int(clamping: (Double(column.count) * share).rounded(.down)))
        let worst = column.sorted().prefix(count)
        let value = worst.reduce(0, +) / Double(count)
        let quantile = worst.last ?? .nan
        return ObjectiveValue(
            value: value, influence: column.map { quantile + min(0, $0 - quantile) / share - value })
    }

    /// The quantile; its influence is (p − 1[x ≤ q]) over the density, taken from the quantiles nearby.
    static func quantile(_ column: [Double], _ probability: Double) -> ObjectiveValue {
        let sorted = column.sorted()
        func value(_ p: Double) -> Double { Ranks.quantile(ofSorted: sorted, p) }
        let q = value(probability)
        // Bofinger's order of bandwidth for the density at a quantile, n^(−1/5).
        let width = min(0.5 * min(probability, 1 - probability), Double.pow(Double(sorted.count), -0.2) / 4)
        let spread = (value(probability + width) - value(probability - width)) / (2 * width)
        return ObjectiveValue(value: q, influence: column.map { (probability - ($0 <= q ? 1 : 0)) * spread })
    }

    /// The mean less `aversion` standard deviations.
    static func cautious(_ column: [Double], aversion: Double) -> ObjectiveValue {
        let moments = Moments(column)
        guard let sd = moments.sd, sd > 0 else { return mean(column) }
        return ObjectiveValue(
            value: moments.mean - aversion * sd,
            influence: column.map { value in
                let deviation = value - moments.mean
                return deviation - aversion * (deviation * deviation - sd * sd) / (2 * sd)
            })
    }
}

/// Means taken in the blocks of a run and merged in their order, so that they are a run's to the last bit.
enum BlockMean {
    static func of(_ column: [Double]) -> Double {
        var merged = Moments([])
        var first = 0
        while first < column.count {
            let end = min(first + BlockLoop.trials, column.count)
            merged.merge(Moments(column[first..<end]))
            first = end
        }
        return merged.mean
    }
}
