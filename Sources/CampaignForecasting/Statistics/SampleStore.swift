// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The values of a metric over trials: all of them while they are few, counts in bins beyond.
struct SampleStore: Sendable {
    /// The number of trials up to which every value is kept and quantiles are exact.
    static let exactTrials = 16_384

    private var values: [Double] = []
    private var histogram: Histogram?

    /// An empty store for a run of `trials` trials.
    init(trials: Int) {
        if trials > Self.exactTrials { histogram = Histogram() }
    }

    /// Takes in the values of a column that are not NaN.
    mutating func add(_ column: [Double]) {
        if histogram != nil {
            for value in column where !value.isNaN { histogram?.add(value) }
        } else {
            values.append(contentsOf: column.lazy.filter { !$0.isNaN })
        }
    }

    /// Takes in the values behind `other`.
    mutating func merge(_ other: SampleStore) {
        if let more = other.histogram { histogram?.merge(more) } else { add(other.values) }
    }

    /// The quantiles at the reported probabilities and the mean of the worst 5 %.
    func summary(worstIsHigh: Bool) -> (quantiles: [QuantileEstimate], expectedShortfall: Double?) {
        let ranked = histogram?.ascending ?? values.sorted().map { ($0, 1) }
        let ladder = RankLadder(ranked)
        guard ladder.total > 0 else { return ([], nil) }
        return (
            QuantileEstimate.reported.map(ladder.quantile), ladder.tailMean(share: 0.05, isUpper: worstIsHigh)
        )
    }
}

/// Values in ascending order with how often each occurs.
private struct RankLadder {
    private let values: [Double]
    /// How many values lie at or below each entry.
    private let ranks: [Int]
    let total: Int

    init(_ ranked: [(value: Double, count: Int)]) {
        values = ranked.map(\.value)
        var sum = 0
        ranks = ranked.map { entry in
            sum += entry.count
            return sum
        }
        total = sum
    }

    /// The value of rank `rank`, held in 1…total.
    private func value(rank: Int) -> Double {
        let wanted = min(max(rank, 1), total)
        var (low, high) = (0, ranks.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ranks[middle] >= wanted { high = middle } else { low = middle + 1 }
        }
        return values[low]
    }

    /// The quantile with a 95 % interval from the ranks np ± 1.96 √(np(1 − p)).
    func quantile(_ probability: Double) -> QuantileEstimate {
        let middle = Double(total) * probability
        let half = 1.959963984540054 * (middle * (1 - probability)).squareRoot()
        return QuantileEstimate(
            probability: probability, value: value(rank: Int(middle.rounded(.up))),
            low: value(rank: Int((middle - half).rounded(.down))),
            high: value(rank: Int((middle + half).rounded(.up)) + 1))
    }

    /// The mean of the worst `share` of the values, at least one.
    func tailMean(share: Double, isUpper: Bool) -> Double {
        let wanted = max(1, Int((Double(total) * share).rounded(.down)))
        var (left, sum, index) = (wanted, 0.0, isUpper ? values.count - 1 : 0)
        while left > 0 {
            let count = ranks[index] - (index > 0 ? ranks[index - 1] : 0)
            let taken = min(left, count)
            sum += values[index] * Double(taken)
            left -= taken
            index += isUpper ? -1 : 1
        }
        return sum / Double(wanted)
    }
}
