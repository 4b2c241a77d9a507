// SPDX-License-Identifier: GPL-3.0-or-later

/// Ranks of values, which stay finite where values do not.
enum Ranks {
    /// The values' ranks among all values of all columns, from 0.5; equal values share their middle rank, NaN stays NaN.
    static func pooled(_ columns: [[Double]]) -> [[Double]] {
        let sorted = columns.joined().filter { !$0.isNaN }.sorted()
        func position(_ value: Double, after: Bool) -> Int {
            var (low, high) = (0, sorted.count)
            while low < high {
                let middle = (low + high) / 2
                if after ? sorted[middle] <= value : sorted[middle] < value { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return columns.map { column in
            column.map {
                $0.isNaN ? .nan : Double(position($0, after: false) + position($0, after: true)) / 2
            }
        }
    }

    /// The ranks of one column.
    static func of(_ column: [Double]) -> [Double] { pooled([column])[0] }
}
