// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Count, mean and sum of squared deviations of finite values; merged in a fixed order it gives the same bytes always.
///
/// Source: Chan, Golub, LeVeque 1983, "Algorithms for computing the sample variance", The American Statistician 37(3).
struct Moments: Sendable, Equatable {
    private(set) var count = 0
    private(set) var mean = 0.0
    private(set) var squares = 0.0

    /// Takes in the finite values of a column, in order.
    init(_ column: some Sequence<Double>) {
        for value in column where value.isFinite {
            count += 1
            let deviation = value - mean
            mean += deviation / Double(count)
            squares += deviation * (value - mean)
        }
    }

    /// Takes in the values behind `other`.
    mutating func merge(_ other: Moments) {
        guard other.count > 0 else { return }
        guard count > 0 else { return self = other }
        let (own, more) = (Double(count), Double(other.count))
        let deviation = other.mean - mean
        mean += deviation * more / (own + more)
        squares += other.squares + deviation * deviation * own * more / (own + more)
        count += other.count
    }

    /// The standard deviation; nil with fewer than two values.
    var sd: Double? { count > 1 ? (squares / Double(count - 1)).squareRoot() : nil }

    /// The mean with its standard error; nil without values.
    var estimate: Estimate? {
        guard count > 0 else { return nil }
        return Estimate(value: mean, standardError: (sd ?? 0) / Double(count).squareRoot())
    }
}

/// Means, squares and products of deviations of paired values, for a ratio of two means.
struct PairedMoments: Sendable, Equatable {
    private var count = 0.0
    private var top = 0.0
    private var bottom = 0.0
    private var topSquares = 0.0
    private var bottomSquares = 0.0
    private var products = 0.0

    /// Takes in pairs, in order.
    init(_ tops: [Double], _ bottoms: [Double]) {
        for (first, second) in zip(tops, bottoms) {
            count += 1
            let (firstDeviation, secondDeviation) = (first - top, second - bottom)
            top += firstDeviation / count
            bottom += secondDeviation / count
            topSquares += firstDeviation * (first - top)
            bottomSquares += secondDeviation * (second - bottom)
            products += firstDeviation * (second - bottom)
        }
    }

    /// Takes in the pairs behind `other`.
    mutating func merge(_ other: PairedMoments) {
        guard other.count > 0 else { return }
        guard count > 0 else { return self = other }
        let (firstDeviation, secondDeviation) = (other.top - top, other.bottom - bottom)
        let weight = count * other.count / (count + other.count)
        top += firstDeviation * other.count / (count + other.count)
        bottom += secondDeviation * other.count / (count + other.count)
        topSquares += other.topSquares + firstDeviation * firstDeviation * weight
        bottomSquares += other.bottomSquares + secondDeviation * secondDeviation * weight
        products += other.products + firstDeviation * secondDeviation * weight
        count += other.count
    }

    /// The ratio of the two means, its standard error by the delta method; nil where the lower mean is 0.
    ///
    /// Source: Cochran 1977, "Sampling Techniques", 3rd ed., eq. 6.4.
    var ratioOfMeans: Estimate? {
        guard count > 0, bottom != 0 else { return nil }
        let ratio = top / bottom
        guard count > 1 else { return Estimate(value: ratio, standardError: 0) }
        let spread = topSquares - 2 * ratio * products + ratio * ratio * bottomSquares
        let variance = max(0, spread) / (count - 1)
        return Estimate(value: ratio, standardError: (variance / count).squareRoot() / abs(bottom))
    }
}
