// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

/// Sensitivity from trials that were drawn for another purpose: trials are sorted by an input and cut into bins.
///
/// The share of the variance that lies between k bins of n trials is corrected for chance: (B − (k − 1) W / (n − k)) / (B + W)
/// with B and W the sums of squares between and within bins (Kelley 1935, "An unbiased correlation ratio measure"); it can
/// fall below 0 for an input without effect. Its error is the jackknife's over 20 groups of trials.
struct BinStudy {
    /// The bins of an input with many values.
    static let bins = 10
    private static let groups = 20

    /// The rows of each bin, from the lowest values to the highest; equal values are never split.
    static func bins(of values: [Double]) -> [[Int]] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var result: [[Int]] = []
        var start = 0
        for bin in 1...bins where start < order.count {
            var end = max(start + 1, order.count * bin / bins)
            while end < order.count, values[order[end]] == values[order[end - 1]] { end += 1 }
            result.append(Array(order[start..<end]))
            start = end
        }
        return result
    }

    /// The share of the variance of an output's components that lies between bins; nil where they do not spread.
    static func share(_ components: [[Double]], _ bins: [[Int]]) -> VarianceShare? {
        let rows = components[0].count
        let groups = min(Self.groups, max(2, rows / 2))
        // Sums by group of trials and bin, so that leaving a group out is a subtraction.
        var sums = Array(repeating: BinSums(bins: bins.count, components: components.count), count: groups)
        let centres = components.map { Moments($0).mean }
        for (bin, members) in bins.enumerated() {
            for row in members where components.allSatisfy({ $0[row].isFinite }) {
                sums[row * groups / rows].add(bin, components.indices.map { components[$0][row] - centres[$0] })
            }
        }
        let total = sums.reduce(BinSums(bins: bins.count, components: components.count)) { $0.merged($1, sign: 1) }
        guard let value = total.share else { return nil }
        let without = sums.compactMap { total.merged($0, sign: -1).share }
        let count = Double(without.count)
        let spread = count > 1 ? Moments(without).squares * (count - 1) / count : 0
        return VarianceShare(value: value, standardError: spread.squareRoot())
    }

    /// Spearman's rank correlation with the interval of Bonett and Wright 2000: Fisher's z with variance (1 + r²/2)/(n − 3).
    static func rankCorrelation(_ input: [Double], _ output: [Double]) -> RankCorrelation? {
        let kept = output.indices.filter { !output[$0].isNaN }
        let (one, other) = (Ranks.of(kept.map { input[$0] }), Ranks.of(kept.map { output[$0] }))
        let (left, right) = (Moments(one), Moments(other))
        guard kept.count > 3, left.squares > 0, right.squares > 0 else { return nil }
        let products = zip(one, other).reduce(0.0) { $0 + ($1.0 - left.mean) * ($1.1 - right.mean) }
        let r = max(-1, min(1, products / (left.squares * right.squares).squareRoot()))
        let half = 1.959963984540054 * ((1 + r * r / 2) / Double(kept.count - 3)).squareRoot()
        guard abs(r) < 1 else { return RankCorrelation(value: r, low: r, high: r) }
        let z = Double.atanh(r)
        return RankCorrelation(value: r, low: Double.tanh(z - half), high: Double.tanh(z + half))
    }
}

/// Counts, sums and squares by bin.
private struct BinSums {
    private var counts: [Double]
    private var sums: [[Double]]
    private var squares: Double = 0

    init(bins: Int, components: Int) {
        counts = Array(repeating: 0, count: bins)
        sums = Array(repeating: Array(repeating: 0, count: components), count: bins)
    }

    mutating func add(_ bin: Int, _ values: [Double]) {
        counts[bin] += 1
        for component in values.indices {
            sums[bin][component] += values[component]
            squares += values[component] * values[component]
        }
    }

    func merged(_ other: BinSums, sign: Double) -> BinSums {
        var result = self
        for bin in counts.indices {
            result.counts[bin] += sign * other.counts[bin]
            for component in sums[bin].indices { result.sums[bin][component] += sign * other.sums[bin][component] }
        }
        result.squares += sign * other.squares
        return result
    }

    /// The corrected share; nil without spread.
    var share: Double? {
        let n = counts.reduce(0, +)
        let used = Double(counts.count { $0 > 0 })
        guard n > used, used > 0 else { return nil }
        var (between, whole) = (0.0, squares)
        for component in sums[0].indices {
            let total = sums.reduce(0.0) { $0 + $1[component] }
            whole -= total * total / n
            for bin in counts.indices where counts[bin] > 0 {
                let deviation = sums[bin][component] / counts[bin] - total / n
                between += counts[bin] * deviation * deviation
            }
        }
        guard whole > 1e-12 * squares, whole > 0 else { return nil }
        return (between - (used - 1) * (whole - between) / (n - used)) / whole
    }

}
