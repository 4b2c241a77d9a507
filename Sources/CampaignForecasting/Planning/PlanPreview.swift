// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a plan that is being moved would bring, by as many trials as there was time for.
public struct PlanPreview: Sendable {
    /// The trials behind it.
    public let trials: Int
    /// The splits, in the order of the plan.
    public let splits: [SplitPreview]
    /// The chance of each split to bring more profit than each other one in the same trials, ties counted half; by split, then by rival.
    public let winsOver: [[Double]]
}

/// What a split would bring.
public struct SplitPreview: Sendable {
    /// Its name.
    public let name: String
    /// The metrics that exist in some trial.
    public let metrics: [Metric: MetricPreview]
    /// By goal of the scenario, how many trials meet it.
    public let goals: [Proportion]
}

/// The distribution of a metric in a preview.
public struct MetricPreview: Sendable {
    /// The trials in which it has a value.
    public let defined: Int
    /// Its mean with the Monte Carlo error, a ratio's being that of the means; nil where it does not exist.
    public let mean: Estimate?
    /// Its quantiles at 5, 50 and 95 %.
    public let low, median, high: Double
}

extension PlanPreview {
    /// What a table of metrics says of a plan's splits.
    init(_ table: SampleTable<SplitColumn>, _ plan: PlanMove, _ metrics: [Metric], goals: [Goal], threads: Int) {
        trials = table.rowCount
        let columns = SplitColumns(metrics: metrics, splits: plan.splits.count)
        let rows = Array(0..<table.rowCount)
        let asked = plan.splits.indices.flatMap { split in metrics.map { (metric: $0, split: split) } }
        let found = ParallelMap.of(asked, threads: threads) { metric, split in
            MetricPreview(
                table[columns.column(metric, split)], mean: columns.influence(metric, split, table, rows)?.estimate)
        }
        splits = plan.splits.enumerated().map { number, split in
            SplitPreview(
                name: split.name,
                metrics: Dictionary(
                    uniqueKeysWithValues: zip(asked, found).compactMap { asked, preview in
                        asked.split == number ? preview.map { (asked.metric, $0) } : nil
                    }),
                goals: goals.map { goal in
                    Proportion(
                        count: GoalCount.count(goal) { table[columns.column($0, number)] }, trials: table.rowCount)
                })
        }
        winsOver = metrics.contains(.profit) ? Self.winsOver(columns, table) : []
    }

    private static func winsOver(_ columns: SplitColumns, _ table: SampleTable<SplitColumn>) -> [[Double]] {
        let profits = (0..<columns.splits).map { table[columns.column(.profit, $0)] }
        return profits.map { own in
            profits.map { rival in
                let wins = zip(own, rival).reduce(0.0) { $0 + ($1.0 > $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
                return wins / Double(max(1, own.count))
            }
        }
    }
}

extension MetricPreview {
    /// The distribution of some values with their mean; nil where none exists.
    init?(_ values: [Double], mean: Estimate?) {
        let defined = values.filter { !$0.isNaN }.sorted()
        guard !defined.isEmpty else { return nil }
        self.defined = defined.count
        self.mean = mean
        (low, median, high) = (
            Ranks.quantile(ofSorted: defined, 0.05), Ranks.quantile(ofSorted: defined, 0.5),
            Ranks.quantile(ofSorted: defined, 0.95)
        )
    }
}
