// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts of values in bins of equal relative width, 512 to a doubling; merging is addition, so its order is free.
///
/// A bin is made of the exponent and upper 9 bits of the mantissa; its middle is within 0.1 % of every value in it.
/// Negative values, zero and +∞ are counted apart. Memory grows with the range of the values, not with their number.
struct Histogram: Sendable, Equatable {
    private var negative = BinCounts()
    private var zero = 0
    private var positive = BinCounts()
    private var infinite = 0

    /// No values.
    init() {}

    /// Counts a value that is not NaN or −∞.
    mutating func add(_ value: Double) {
        if value == 0 {
            zero += 1
        } else if value == .infinity {
            infinite += 1
        } else if value > 0 {
            positive.add(value)
        } else {
            negative.add(-value)
        }
    }

    /// Adds the counts of `other`.
    mutating func merge(_ other: Histogram) {
        negative.merge(other.negative)
        zero += other.zero
        positive.merge(other.positive)
        infinite += other.infinite
    }

    /// The bins' middles with their counts, ascending.
    var ascending: [(value: Double, count: Int)] {
        negative.ascending.reversed().map { (-$0.value, $0.count) }
            + (zero > 0 ? [(0, zero)] : []) + positive.ascending + (infinite > 0 ? [(.infinity, infinite)] : [])
    }
}

/// Counts of positive finite values in neighbouring bins.
private struct BinCounts: Sendable, Equatable {
    private static let shift: UInt64 = 43
    /// The bin that the first count stands for.
    private var first = 0
    private var counts: [Int] = []

    mutating func add(_ value: Double) {
        let bin = Int(value.bitPattern >> Self.shift)
        cover(bin...bin)
        counts[bin - first] += 1
    }

    mutating func merge(_ other: BinCounts) {
        guard !other.counts.isEmpty else { return }
        cover(other.first...other.first + other.counts.count - 1)
        for (index, count) in other.counts.enumerated() { counts[other.first - first + index] += count }
    }

    private mutating func cover(_ bins: ClosedRange<Int>) {
        if counts.isEmpty { first = bins.lowerBound }
        if bins.lowerBound < first {
            counts.insert(contentsOf: repeatElement(0, count: first - bins.lowerBound), at: 0)
            first = bins.lowerBound
        }
        if bins.upperBound >= first + counts.count {
            counts.append(contentsOf: repeatElement(0, count: bins.upperBound - first - counts.count + 1))
        }
    }

    var ascending: [(value: Double, count: Int)] {
        counts.enumerated().filter { $0.element > 0 }.map { index, count in
            let low = Double(bitPattern: UInt64(first + index) << Self.shift)
            let high = Double(bitPattern: UInt64(first + index + 1) << Self.shift)
            return (high.isFinite ? (low + high) / 2 : low, count)
        }
    }
}
