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

/// What is read off trials of every split.
enum SplitColumn: Hashable, Sendable {
    /// A metric of a split.
    case metric(Metric, split: Int)
    /// The creators hired by a line of a split, by its number among those that the split gives money to.
    case creators(line: Int, split: Int)
}

/// The metrics of all splits as columns, and how outputs are read off them.
///
/// Where splits are ranked, the creators that each line of each split hires are read too.
struct SplitColumns: Sendable {
    let metrics: [Metric]
    let splits: Int
    /// The lines of each split with their shares of its budget; empty where splits are not ranked.
    let lines: [[(name: String, share: Double)]]

    /// The columns that `metrics` need: each and those that its ratio is made of.
    init(metrics: [Metric], splits: Int, lines: [[(name: String, share: Double)]] = []) {
        var needed = metrics
        for metric in metrics {
            if case .ratio(let top, let bottom) = metric.definition { needed += [top, bottom] }
        }
        self.metrics = Metric.allCases.filter(needed.contains)
        self.splits = splits
        self.lines = lines
    }

    /// The column of a metric of a split.
    func column(_ metric: Metric, _ split: Int) -> SplitColumn { .metric(metric, split: split) }

    /// The mean of each split, greater being better; what does not exist is worst.
    func signedMeans(of metric: Metric, _ table: SampleTable<SplitColumn>) -> [Double] {
        let rows = Array(0..<table.rowCount)
        return (0..<splits).map { split in
            let mean = influence(metric, split, table, rows)?.value ?? .nan
            return mean.isNaN ? -.infinity : metric.isBetterLower ? -mean : mean
        }
    }

    /// The number of the split whose mean is best, of those that can be ranked; of all where none can.
    func leader(by metric: Metric, _ table: SampleTable<SplitColumn>) -> Int {
        let means = signedMeans(of: metric, table)
        let ranked = ranked(table)
        return (ranked.isEmpty ? Array(means.indices) : ranked).max { means[$0] < means[$1] } ?? 0
    }

    /// What the output's variance is taken of; a decision is one among some splits.
    func studied(_ output: StudiedOutput, among ranked: [Int]) -> StudiedColumns<SplitColumn> {
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
                Self.best(columns.map { table[$0] }, among: ranked, isBetterLower: metric.isBetterLower)
            }
        }
    }

    /// A column a split: 1 where it is best among some, shared where several are; NaN where no metric of these is defined.
    static func best(_ columns: [[Double]], among ranked: [Int], isBetterLower: Bool) -> [[Double]] {
        var result = columns.map { Array(repeating: 0.0, count: $0.count) }
        for row in columns[0].indices {
            let values = columns.indices.map { split in
                ranked.contains(split) ? (isBetterLower ? -1 : 1) * columns[split][row] : .nan
            }
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
    func mean(
        _ output: StudiedOutput, leader: Int, among ranked: [Int], _ table: SampleTable<SplitColumn>, _ rows: [Int]
    ) -> Estimate? {
        switch output {
        case .metric(let metric, let split): return mean([(1, metric, split)], table, rows)
        case .difference(let metric, let first, let second):
            return mean([(1, metric, first), (-1, metric, second)], table, rows)
        case .decision:
            let studied = studied(output, among: ranked)
            let best = studied.components(table.rows(rows))
            return Moments(best[leader]).estimate
        }
    }

    private func mean(
        _ parts: [(sign: Double, metric: Metric, split: Int)], _ table: SampleTable<SplitColumn>, _ rows: [Int]
    ) -> Estimate? {
        MeanInfluence.sum(
            parts.map { part in (part.sign, influence(part.metric, part.split, table, rows)) })
    }

    /// The mean of a metric of a split over some rows, or the ratio of its means; nil where it does not exist.
    func influence(_ metric: Metric, _ split: Int, _ table: SampleTable<SplitColumn>, _ rows: [Int]) -> MeanInfluence? {
        guard !rows.isEmpty else { return nil }
        func values(_ metric: Metric) -> [Double] {
            let own = table[column(metric, split)]
            return rows.map { own[$0] }
        }
        guard case .ratio(let top, let bottom) = metric.definition else {
            return MeanInfluence(values(metric), table.batches)
        }
        return MeanInfluence(values(top), over: values(bottom), table.batches)
    }
}
