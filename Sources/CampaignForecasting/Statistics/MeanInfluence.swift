// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A mean, or a ratio of two means, and how each row moves it: what the error of sums of them follows from, for rows that are
/// drawn together (the delta method; Cochran 1977, eq. 6.4).
struct MeanInfluence {
    /// The mean, or the ratio of means.
    let value: Double
    /// By row.
    let rows: [Double]

    /// The mean of a column.
    init(_ column: [Double]) {
        let mean = Moments(column).mean
        value = mean
        rows = column.map { $0 - mean }
    }

    /// The ratio of the means of two columns; nil where the lower mean is 0.
    init?(_ tops: [Double], over bottoms: [Double]) {
        let mean = Moments(bottoms).mean
        guard mean != 0 else { return nil }
        let ratio = Moments(tops).mean / mean
        value = ratio
        rows = zip(tops, bottoms).map { ($0 - ratio * $1) / mean }
    }

    /// The signed sum with its error; nil where a part or a row is missing.
    static func sum(_ parts: [(sign: Double, influence: MeanInfluence?)]) -> Estimate? {
        var value = 0.0
        var total: [Double] = []
        for part in parts {
            guard let influence = part.influence else { return nil }
            value += part.sign * influence.value
            if total.isEmpty { total = Array(repeating: 0, count: influence.rows.count) }
            for row in total.indices { total[row] += part.sign * influence.rows[row] }
        }
        guard !total.isEmpty else { return nil }
        return Estimate(value: value, standardError: (Moments(total).sd ?? 0) / Double(total.count).squareRoot())
    }
}
