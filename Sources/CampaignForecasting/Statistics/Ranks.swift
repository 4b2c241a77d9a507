// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Ranks of values, which stay finite where values do not.
enum Ranks {
    /// The values' ranks among all values of all columns, from 0.5; equal values share their middle rank, NaN stays NaN.
    static func pooled(_ columns: [[Double]]) -> [[Double]] {
        let sorted = columns.joined().filter { !$0.isNaN }.sorted()
        // Of each place the rank that it shares with those of the same value.
        var ranks = Array(repeating: 0.0, count: sorted.count)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            for place in start..<end { ranks[place] = Double(start + end) / 2 }
            start = end
        }
        return columns.map { column in
            column.map { value in
                guard !value.isNaN else { return .nan }
                var (low, high) = (0, sorted.count)
                while low < high {
                    let middle = (low + high) / 2
                    if sorted[middle] < value { low = middle + 1 } else { high = middle }
                }
                return ranks[low]
            }
        }
    }

    /// The least of some values, in ascending order and at least one, that so great a share of them does not exceed.
    static func quantile(ofSorted values: [Double], _ probability: Double) -> Double {
        let rank = (Double(values.count) * probability).rounded(.up)
        return values[Int(clamping: min(max(rank, 1), Double(values.count))) - 1]
    }

    /// The ranks of one column.
    static func of(_ column: [Double]) -> [Double] { pooled([column])[0] }
}
