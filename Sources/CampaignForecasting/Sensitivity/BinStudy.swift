// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

/// Trials that were drawn for another purpose, sorted by an input and cut into tenths.
struct BinStudy {
    /// The bins of an input with many values.
    static let bins = 10

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

    /// Spearman's rank correlation over the rows where the output is defined.
    static func rankCorrelation(_ input: [Double], _ output: [Double]) -> RankCorrelation? {
        let kept = output.indices.filter { !output[$0].isNaN }
        return rankCorrelation(ofRanks: Ranks.of(kept.map { input[$0] }), Ranks.of(kept.map { output[$0] }))
    }

    /// Spearman's rank correlation from ranks, with the interval of Bonett and Wright 2000: Fisher's z with variance
    /// (1 + r²/2)/(n − 3).
    static func rankCorrelation(ofRanks one: [Double], _ other: [Double]) -> RankCorrelation? {
        let (left, right) = (Moments(one), Moments(other))
        guard one.count > 3, left.squares > 0, right.squares > 0 else { return nil }
        let products = zip(one, other).reduce(0.0) { $0 + ($1.0 - left.mean) * ($1.1 - right.mean) }
        let r = max(-1, min(1, products / (left.squares * right.squares).squareRoot()))
        let half = StandardNormal.z975 * ((1 + r * r / 2) / Double(one.count - 3)).squareRoot()
        guard abs(r) < 1 else { return RankCorrelation(value: r, low: r, high: r) }
        let z = Double.atanh(r)
        return RankCorrelation(value: r, low: Double.tanh(z - half), high: Double.tanh(z + half))
    }
}
