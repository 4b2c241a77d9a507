// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a sensitivity study looks at.
public enum StudiedOutput: Sendable, Hashable {
    /// A metric of a split, by the split's number.
    case metric(Metric, split: Int)
    /// A metric of one split less that of another.
    case difference(Metric, first: Int, second: Int)
    /// Which split is best by a metric.
    case decision(Metric)
}

/// The metrics of all splits as columns, and how outputs are read off them.
struct SplitColumns: Sendable {
    let metrics: [Metric]
    let splits: Int

    /// The columns that `metrics` need: each and those that its ratio is made of.
    init(metrics: [Metric], splits: Int) {
        var needed = metrics
        for metric in metrics {
            if case .ratio(let top, let bottom) = metric.definition { needed += [top, bottom] }
        }
        self.metrics = Metric.allCases.filter(needed.contains)
        self.splits = splits
    }

    /// The number of the column of a metric of a split.
    func column(_ metric: Metric, _ split: Int) -> Int { split * metrics.count + (metrics.firstIndex(of: metric) ?? 0) }

    /// What the output's variance is taken of.
    func studied(_ output: StudiedOutput) -> StudiedColumns {
        switch output {
        case .metric(let metric, let split):
            let column = column(metric, split)
            return StudiedColumns(isByRank: metric.isCostPerResult) { [$0[column]] }
        case .difference(let metric, let first, let second):
            let (one, other) = (column(metric, first), column(metric, second))
            return StudiedColumns(isByRank: metric.isCostPerResult) { [zip($0[one], $0[other]).map { $0 - $1 }] }
        case .decision(let metric):
            let columns = (0..<splits).map { column(metric, $0) }
            return StudiedColumns { table in
                Self.best(columns.map { table[$0] }, isBetterLower: metric.isBetterLower)
            }
        }
    }

    /// A column a split: 1 where it is best, shared where several are; NaN where no split's metric is defined.
    static func best(_ columns: [[Double]], isBetterLower: Bool) -> [[Double]] {
        var result = columns.map { Array(repeating: 0.0, count: $0.count) }
        for row in columns[0].indices {
            let values = columns.map { isBetterLower ? -$0[row] : $0[row] }
            guard let top = values.filter({ !$0.isNaN }).max() else {
                for split in result.indices { result[split][row] = .nan }
                continue
            }
            let winners = values.indices.filter { values[$0] == top }
            for winner in winners { result[winner][row] = 1 / Double(winners.count) }
        }
        return result
    }

    /// The mean of an output over some rows: of a ratio the ratio of the means, of a difference that of two of them, of a
    /// decision the share of rows in which `leader` is best. Nil where it does not exist.
    func mean(_ output: StudiedOutput, leader: Int, _ table: [[Double]], _ rows: [Int]) -> Estimate? {
        switch output {
        case .metric(let metric, let split): return mean([(1, metric, split)], table, rows)
        case .difference(let metric, let first, let second):
            return mean([(1, metric, first), (-1, metric, second)], table, rows)
        case .decision:
            let best = studied(output).components(table.map { column in rows.map { column[$0] } })
            return Moments(best[leader]).estimate
        }
    }

    private func mean(
        _ parts: [(sign: Double, metric: Metric, split: Int)], _ table: [[Double]], _ rows: [Int]
    ) -> Estimate? {
        let parts = parts.map { part in
            (sign: part.sign, influence: influence(part.metric, part.split, table, rows))
        }
        return Self.sum(parts)
    }

    /// The mean of a metric of a split over some rows, or the ratio of its means, and how each row moves it; nil where it
    /// does not exist.
    func influence(
        _ metric: Metric, _ split: Int, _ table: [[Double]], _ rows: [Int]
    ) -> (value: Double, rows: [Double])? {
        guard !rows.isEmpty else { return nil }
        guard case .ratio(let top, let bottom) = metric.definition else {
            let own = table[column(metric, split)]
            let values = rows.map { own[$0] }
            let mean = Moments(values).mean
            return (mean, values.map { $0 - mean })
        }
        let (tops, bottoms) = (table[column(top, split)], table[column(bottom, split)])
        let mean = Moments(rows.lazy.map { bottoms[$0] }).mean
        guard mean != 0 else { return nil }
        let ratio = Moments(rows.lazy.map { tops[$0] }).mean / mean
        return (ratio, rows.map { (tops[$0] - ratio * bottoms[$0]) / mean })
    }

    /// The signed sum of means with the delta method's error for rows that are drawn together; nil where one is missing.
    static func sum(_ parts: [(sign: Double, influence: (value: Double, rows: [Double])?)]) -> Estimate? {
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
