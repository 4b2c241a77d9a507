// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The share of a metric's variance that each layer of chance brings, from trials paired with companions.
///
/// A companion shares the first layers of a trial and draws the later ones afresh, so that the correlation of the two
/// is the share of the variance that the shared layers explain. Source: Sobol' 1993; the symmetric estimator of Janon
/// et al. 2014, "Asymptotic normality and efficiency of two Sobol index estimators", ESAIM: P&S 18, eq. 6.
enum LayerStudy {
    /// The layers of a metric whose values are `base` and, in companions that share uncertainty, creators too, posts
    /// too: `companions`. Nil where the metric does not spread. Trials with an undefined value are left out; with
    /// `byRank`, values are replaced by their ranks first, so that they may be infinite. Where nothing `isUncertain`, uncertainty
    /// explains nothing, and its 0 has no error.
    ///
    /// Each layer explains 0 or more: where chance says otherwise neighbouring layers share what they explain together.
    static func layers(
        base: [Double], companions: [[Double]], byRank: Bool, isUncertain: Bool
    ) -> VarianceLayers? {
        var columns = [base] + companions
        let kept = base.indices.filter { index in
            columns.allSatisfy { byRank ? !$0[index].isNaN : $0[index].isFinite }
        }
        guard kept.count > 2 else { return nil }
        columns = columns.map { column in kept.map { column[$0] } }
        if byRank { columns = Ranks.pooled(columns) }
        var explained: [(share: Double, influence: [Double])] = []
        for companion in columns.dropFirst() {
            guard let pair = correlation(columns[0], companion) else { return nil }
            explained.append(pair)
        }
        let nothing = Array(repeating: 0.0, count: kept.count)
        if !isUncertain { explained[0] = (0, nothing) }
        explained.append((1, nothing))
        let shares = rising(explained.map(\.share))
        var before = (share: 0.0, influence: nothing)
        let estimates = zip(explained, shares).map { layer, share in
            let influence = zip(layer.influence, before.influence).map { $0 - $1 }
            let error = (Moments(influence).sd ?? 0) / Double(kept.count).squareRoot()
            let estimate = Estimate(value: share - before.share, standardError: error)
            before = (share, layer.influence)
            return estimate
        }
        return VarianceLayers(
            uncertainty: estimates[0], creators: estimates[1], posts: estimates[2], orders: estimates[3])
    }

    /// The nearest values between 0 and 1 that never fall (pool adjacent violators; Ayer et al. 1955).
    private static func rising(_ values: [Double]) -> [Double] {
        var pools: [(sum: Double, count: Int)] = []
        for value in values {
            pools.append((min(1, max(0, value)), 1))
            while pools.count > 1, let last = pools.last,
                pools[pools.count - 2].sum / Double(pools[pools.count - 2].count) > last.sum / Double(last.count)
            {
                pools.removeLast()
                pools[pools.count - 1].sum += last.sum
                pools[pools.count - 1].count += last.count
            }
        }
        return pools.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    }

    /// The correlation of exchangeable pairs, with the influence of each pair on it; nil without spread.
    private static func correlation(_ first: [Double], _ second: [Double]) -> (Double, [Double])? {
        let moments = Moments(first + second)
        let variance = moments.squares / Double(moments.count)
        guard variance > 1e-24 * moments.mean * moments.mean, variance > 0 else { return nil }
        let mean = moments.mean
        var products: [Double] = []
        var squares: [Double] = []
        for (left, right) in zip(first, second) {
            products.append((left - mean) * (right - mean) / variance)
            squares.append(((left - mean) * (left - mean) + (right - mean) * (right - mean)) / (2 * variance))
        }
        let share = Moments(products).mean
        return (share, zip(products, squares).map { $0 - share * $1 })
    }
}
