// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A mean, or a ratio of two means, and how each row moves it: what the error of sums of them follows from, for rows that are
/// drawn together (the delta method; Cochran 1977, eq. 6.4).
struct MeanInfluence {
    /// The mean, or the ratio of means.
    let value: Double
    /// By row.
    let rows: [Double]
    /// How rows belong together.
    let batches: Batches

    /// The mean of a column.
    init(_ column: [Double], _ batches: Batches = .independent) {
        let mean = Moments(column).mean
        value = mean
        rows = column.map { $0 - mean }
        self.batches = batches
    }

    /// The ratio of the means of two columns; nil where the lower mean is 0.
    init?(_ tops: [Double], over bottoms: [Double], _ batches: Batches = .independent) {
        let mean = Moments(bottoms).mean
        guard mean != 0 else { return nil }
        let ratio = Moments(tops).mean / mean
        value = ratio
        rows = zip(tops, bottoms).map { ($0 - ratio * $1) / mean }
        self.batches = batches
    }

    /// The signed sum with its error; nil where a part or a row is missing.
    static func sum(_ parts: [(sign: Double, influence: MeanInfluence?)]) -> Estimate? {
        MeanInfluence(summing: parts).flatMap { $0.rows.isEmpty ? nil : $0.estimate }
    }
}

// MARK: - Control by a mean that is known better

extension MeanInfluence {
    /// A mean by this value and these rows.
    private init(value: Double, rows: [Double], _ batches: Batches) {
        self.value = value
        self.rows = rows
        self.batches = batches
    }

    /// A signed sum of means; nil where a part is missing.
    init?(summing parts: [(sign: Double, influence: MeanInfluence?)]) {
        var sum: MeanInfluence?
        for part in parts {
            guard let influence = part.influence else { return nil }
            let before =
                sum
                ?? MeanInfluence(
                    value: 0, rows: Array(repeating: 0, count: influence.rows.count), influence.batches)
            sum = MeanInfluence(
                value: before.value + part.sign * influence.value,
                rows: zip(before.rows, influence.rows).map { $0 + part.sign * $1 }, influence.batches)
        }
        guard let sum else { return nil }
        self = sum
    }

    /// The mean with its standard error.
    var estimate: Estimate {
        Estimate(value: value, standardError: batches.standardError(ofMean: rows))
    }

    /// The mean, corrected by how far the same rows of another one lie from that one's better known value (control variates;
    /// Lavenberg and Welch 1981, Management Science 27(3)).
    ///
    /// - Parameters:
    ///   - other: the other mean, from the same rows as this one.
    ///   - known: the other mean from these rows and many more.
    func controlled(by other: MeanInfluence, known: Estimate) -> Estimate {
        let (squares, products) = zip(rows, other.rows).reduce(into: (0.0, 0.0)) { sums, pair in
            sums.0 += pair.1 * pair.1
            sums.1 += pair.0 * pair.1
        }
        guard squares > 0, products.isFinite, known.value.isFinite else { return estimate }
        let weight = products / squares
        let left = MeanInfluence(
            value: value - weight * (other.value - known.value), rows: zip(rows, other.rows).map { $0 - weight * $1 },
            batches)
        let (own, shared) = (left.estimate.standardError, weight * known.standardError)
        return Estimate(value: left.value, standardError: (own * own + shared * shared).squareRoot())
    }
}
