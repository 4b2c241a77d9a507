// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts of values in bins of equal relative width, 512 to a doubling; merging is addition, so its order is free.
///
/// A bin is made of the sign, exponent and upper 9 bits of the mantissa; its middle is within 0.1 % of every value in
/// it. Zero and +∞ have bins of their own. Memory grows with the range of the values, not with their number.
struct Histogram: Sendable, Equatable {
    private static let shift: UInt64 = 43
    /// Counts by the bins' position in ascending order of values.
    private var counts: [Int64: Int] = [:]
    private(set) var total = 0

    /// No values.
    init() {}

    /// Counts a value that is not NaN.
    mutating func add(_ value: Double) {
        counts[Self.bin(value), default: 0] += 1
        total += 1
    }

    /// Adds the counts of `other`.
    mutating func merge(_ other: Histogram) {
        counts.merge(other.counts, uniquingKeysWith: +)
        total += other.total
    }

    private static func bin(_ value: Double) -> Int64 {
        let position = Int64(abs(value).bitPattern >> shift)
        return value < 0 ? -position : position
    }

    private static func middle(_ bin: Int64) -> Double {
        if bin == 0 { return 0 }
        let low = Double(bitPattern: UInt64(bin.magnitude) << shift)
        let high = Double(bitPattern: (UInt64(bin.magnitude) + 1) << shift)
        guard low.isFinite else { return bin < 0 ? -.infinity : .infinity }
        let value = high.isFinite ? (low + high) / 2 : low
        return bin < 0 ? -value : value
    }

    /// The bins' middles with their counts, ascending.
    var ascending: [(value: Double, count: Int)] {
        counts.sorted { $0.key < $1.key }.map { (Self.middle($0.key), $0.value) }
    }
}
