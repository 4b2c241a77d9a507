// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts of values in bins of equal relative width, 512 to a doubling; merging is addition, so its order is free.
///
/// A bin is made of the exponent and upper 9 bits of the mantissa; the value that stands for it, midway between its least
/// and greatest, is within 0.1 % of every value in it.
/// Negative values, zero and +∞ are counted apart, and what is nearer to 0 than 2⁻¹⁴ counts as 0. Memory grows with the
/// range of the values, not with their number.
struct Histogram: Sendable, Equatable {
    private var negative = BinCounts()
    private var zero = 0
    private var positive = BinCounts()
    private var infinite = 0

    /// No values.
    init() {}

    /// Counts a value that is not NaN or −∞.
    mutating func add(_ value: Double) {
        if value.magnitude < 0x1p-14 {
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

    /// The bins' middles with their counts and their least and greatest values, ascending.
    var ascending: [Rung] {
        negative.ascending.reversed().map {
            Rung(value: -$0.value, count: $0.count, least: -$0.greatest, greatest: -$0.least)
        } + (zero > 0 ? [Rung(value: 0, count: zero)] : []) + positive.ascending
            + (infinite > 0 ? [Rung(value: .infinity, count: infinite)] : [])
    }

    /// Values that are not told apart, and what stands for them.
    struct Rung: Sendable, Equatable {
        var value: Double
        var count: Int
        var least: Double
        var greatest: Double

        /// Values between `least` and `greatest`; all the same where these are not given.
        init(value: Double, count: Int, least: Double? = nil, greatest: Double? = nil) {
            self.value = value
            self.count = count
            self.least = least ?? value
            self.greatest = greatest ?? value
        }
    }
}

/// Counts of positive finite values in neighbouring bins.
private struct BinCounts: Sendable, Equatable {
    /// How many values lie in a bin, and the least and greatest of them: a bin that holds one value only gives it back
    /// exactly.
    private struct Bin: Sendable, Equatable {
        var count = 0
        var least = Double.infinity
        var greatest = 0.0
    }

    private static let shift: UInt64 = 43
    /// The number of the first bin.
    private var first = 0
    private var bins: [Bin] = []

    mutating func add(_ value: Double) {
        let number = Int(value.bitPattern >> Self.shift)
        cover(number...number)
        bins[number - first].count += 1
        bins[number - first].least = min(bins[number - first].least, value)
        bins[number - first].greatest = max(bins[number - first].greatest, value)
    }

    mutating func merge(_ other: BinCounts) {
        guard !other.bins.isEmpty else { return }
        cover(other.first...other.first + other.bins.count - 1)
        for (index, bin) in other.bins.enumerated() where bin.count > 0 {
            let own = other.first - first + index
            bins[own].count += bin.count
            bins[own].least = min(bins[own].least, bin.least)
            bins[own].greatest = max(bins[own].greatest, bin.greatest)
        }
    }

    private mutating func cover(_ numbers: ClosedRange<Int>) {
        if bins.isEmpty { first = numbers.lowerBound }
        if numbers.lowerBound < first {
            bins.insert(contentsOf: repeatElement(Bin(), count: first - numbers.lowerBound), at: 0)
            first = numbers.lowerBound
        }
        if numbers.upperBound >= first + bins.count {
            bins.append(contentsOf: repeatElement(Bin(), count: numbers.upperBound - first - bins.count + 1))
        }
    }

    var ascending: [Histogram.Rung] {
        bins.filter { $0.count > 0 }.map {
            Histogram.Rung(
                value: $0.least + ($0.greatest - $0.least) / 2, count: $0.count, least: $0.least, greatest: $0.greatest)
        }
    }
}
