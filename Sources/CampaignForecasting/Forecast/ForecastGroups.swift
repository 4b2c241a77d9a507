// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The sets of lines whose metrics a forecast reports, each once, and the metrics.
struct ForecastGroups: Sendable {
    /// Some lines of a split.
    struct Group: Sendable, Hashable {
        var split: Int
        var lines: [Int]
    }

    private(set) var all: [Group] = []
    /// The metrics of each group, in order.
    let metrics: [Metric]
    private var index: [Group: Int] = [:]

    init(_ scenario: Scenario) {
        metrics = scenario.metrics
        for split in scenario.splits.indices {
            let used = Self.used(scenario, split)
            insert(Group(split: split, lines: used))
            for tier in Tier.allCases {
                insert(Group(split: split, lines: used.filter { scenario.lines[$0].tier == tier }))
            }
            for platform in Platform.allCases {
                insert(Group(split: split, lines: used.filter { scenario.lines[$0].platform == platform }))
            }
            for line in used { insert(Group(split: split, lines: [line])) }
        }
    }

    /// The lines to which a split gives money.
    static func used(_ scenario: Scenario, _ split: Int) -> [Int] {
        scenario.lines.indices.filter { scenario.amount(of: scenario.lines[$0], in: scenario.splits[split]) > 0 }
    }

    private mutating func insert(_ group: Group) {
        guard !group.lines.isEmpty, index[group] == nil else { return }
        index[group] = all.count
        all.append(group)
    }

    /// The number of a group; nil where the split gives these lines nothing.
    func number(split: Int, lines: [Int]) -> Int? { index[Group(split: split, lines: lines)] }
}

extension ForecastGroups {
    /// The columns of every metric for the lines of a group, in the order of `metrics`.
    func columns(_ block: OutcomeBlock, _ group: Group) -> [[Double]] { Self.columns(of: metrics, block, group) }

    /// The columns of some metrics for the lines of a group, in their order.
    static func columns(of metrics: [Metric], _ block: OutcomeBlock, _ group: Group) -> [[Double]] {
        var sums = Array(repeating: [Double](), count: Outcome.count)
        for outcome in Metric.outcomes(of: metrics) {
            var sum = Array(repeating: 0.0, count: block.count)
            for line in group.lines {
                guard let column = block.column(split: group.split, line: line, outcome: outcome) else { continue }
                column.withUnsafeBufferPointer { column in
                    sum.withUnsafeMutableBufferPointer { sum in
                        for trial in sum.indices { sum[trial] += column[trial] }
                    }
                }
            }
            sums[outcome.rawValue] = sum
        }
        var columns = MetricColumns(count: block.count) { sums[$0.rawValue] }
        return metrics.map { columns.column($0) }
    }

    /// The lines of a split with their money, in the order of the scenario.
    static func amounts(_ scenario: Scenario, _ split: Int) -> [(line: BudgetLine, amount: Double)] {
        used(scenario, split).map { number in
            let line = scenario.lines[number]
            return (line, scenario.amount(of: line, in: scenario.splits[split]))
        }
    }

    /// The numbers of two metrics; nil where one is a ratio itself or not reported.
    func sums(_ top: Metric, _ bottom: Metric) -> (top: Int, bottom: Int)? {
        guard case .sum = top.definition, case .sum = bottom.definition, let first = metrics.firstIndex(of: top),
            let second = metrics.firstIndex(of: bottom)
        else { return nil }
        return (first, second)
    }

    /// The column of one metric among those of a group.
    func column(_ metric: Metric, of columns: [[Double]]) -> [Double] {
        metrics.firstIndex(of: metric).map { columns[$0] } ?? []
    }
}

extension OutcomeBlock {
    /// The creators that each line of a group hires, trial by trial.
    func creators(_ group: ForecastGroups.Group) -> [[Double]] {
        group.lines.map { column(split: group.split, line: $0, outcome: .creators).map(Array.init) ?? [] }
    }
}
