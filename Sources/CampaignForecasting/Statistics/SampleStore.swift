// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The values of a metric over trials: all of them while they are few, counts in bins beyond.
struct SampleStore: Sendable {
    /// The number of trials up to which every value is kept and quantiles are exact.
    static let exactTrials = 16_384

    private var packed: PackedColumn
    private var histogram: Histogram?

    /// An empty store for a run of `trials` trials.
    init(trials: Int) {
        let isExact = trials <= Self.exactTrials
        packed = PackedColumn(room: isExact ? trials : 0)
        if !isExact { histogram = Histogram() }
    }

    /// All of these values that are not NaN, exactly.
    init(of column: [Double]) {
        packed = PackedColumn(room: column.count)
        add(column)
    }

    /// Takes in the values of a column that are not NaN.
    mutating func add(_ column: [Double]) {
        if histogram != nil {
            for value in column where !value.isNaN { histogram?.add(value) }
        } else {
            packed.append(column.contains(where: \.isNaN) ? column.filter { !$0.isNaN } : column)
        }
    }

    /// Counts its values in bins from now on, as a store for more trials does from the beginning.
    mutating func countInBins() {
        guard histogram == nil else { return }
        let held = values
        packed = PackedColumn(room: 0)
        histogram = Histogram()
        add(held)
    }

    /// Takes in the values behind `other`.
    mutating func merge(_ other: SampleStore) {
        if let more = other.histogram { histogram?.merge(more) } else { add(other.values) }
    }

    /// The values in the order in which they came; none where they are counted in bins.
    var values: [Double] { packed.values }

    /// The values in ascending order with how often each occurs.
    var ascending: [Histogram.Rung] {
        histogram?.ascending ?? values.sorted().map { Histogram.Rung(value: $0, count: 1) }
    }

    /// The quantiles at the reported probabilities and the mean of the worst 5 %.
    func summary(worstIsHigh: Bool) -> (quantiles: [QuantileEstimate], expectedShortfall: Double?) {
        let ladder = RankLadder(ascending)
        guard ladder.total > 0 else { return ([], nil) }
        return (
            QuantileEstimate.reported.map(ladder.quantile), ladder.tailMean(share: 0.05, isUpper: worstIsHigh)
        )
    }
}

/// Values in ascending order with how often each occurs.
struct RankLadder {
    let rungs: [Histogram.Rung]
    /// How many values lie at or below each entry.
    private let ranks: [Int]
    let total: Int

    init(_ ranked: [Histogram.Rung]) {
        rungs = ranked
        var sum = 0
        ranks = ranked.map { entry in
            sum += entry.count
            return sum
        }
        total = sum
    }

    /// What stands at rank `rank`, held in 1…total.
    private func rung(_ rank: Int) -> Histogram.Rung {
        let wanted = min(max(rank, 1), total)
        var (low, high) = (0, ranks.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ranks[middle] >= wanted { high = middle } else { low = middle + 1 }
        }
        return rungs[low]
    }

    /// The quantile with a 95 % interval from the ranks np ± 1.96 √(np(1 − p)); where values share a bin, the interval
    /// reaches from the least value of its lower bin to the greatest of its upper one.
    func quantile(_ probability: Double) -> QuantileEstimate {
        let middle = Double(total) * probability
        let half = StandardNormal.z975 * (middle * (1 - probability)).squareRoot()
        return QuantileEstimate(
            probability: probability, value: rung(Int(clamping: middle.rounded(.up))).value,
            low: rung(Int(clamping: (middle - half).rounded(.down))).least,
            high: rung(Int(clamping: (middle + half).rounded(.up)) + 1).greatest)
    }

    /// The greatest value that is not infinite; nil where there is none.
    var greatestFinite: Double? { rungs.last { $0.value.isFinite }?.value }

    /// The mean of the worst `share` of the values, at least one.
    func tailMean(share: Double, isUpper: Bool) -> Double {
        let wanted = max(1, Int(clamping: (Double(total) * share).rounded(.down)))
        var (left, sum, index) = (wanted, 0.0, isUpper ? rungs.count - 1 : 0)
        while left > 0 {
            let count = ranks[index] - (index > 0 ? ranks[index - 1] : 0)
            let taken = min(left, count)
            sum += rungs[index].value * Double(taken)
            left -= taken
            index += isUpper ? -1 : 1
        }
        return sum / Double(wanted)
    }
}
