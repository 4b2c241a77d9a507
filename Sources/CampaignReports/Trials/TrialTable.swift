// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// Every trial as rows: for each split one that sums its lines, then one a line with a share.
public struct TrialTable: Sendable {
    /// One row.
    public struct Row: Sendable {
        /// The number of the trial, from 1.
        public let trial: Int
        /// The split's place in the scenario.
        public let split: Int
        /// The line's place in the scenario; nil where the lines are summed.
        public let line: Int?
        /// What happened.
        public let values: Outcomes
    }

    /// The name of the row that sums the lines.
    public static let allLines = "all"

    /// The names of the splits.
    public let splits: [String]
    /// The names of the lines.
    public let lines: [String]
    /// The outcomes that the scenario reports.
    public let outcomes: [Outcome]
    /// The metrics that it reports and that are not an outcome by another name.
    public let derived: [Metric]

    /// The rows of a scenario's trials.
    public init(_ scenario: Scenario) {
        splits = scenario.splits.map(\.name)
        lines = scenario.lines.map(\.name)
        outcomes = scenario.outcomes
        derived = Self.derived(of: scenario.metrics, besides: scenario.outcomes)
    }

    /// The metrics that are not an outcome by another name.
    public static func derived(of metrics: [Metric], besides outcomes: [Outcome]) -> [Metric] {
        metrics.filter { metric in !outcomes.contains { $0.name == metric.rawValue } }
    }

    /// The columns that say what a row speaks of.
    public static let places = [
        FieldRow(key: "trial", meaning: "number of the trial, from 1"), FieldRow(key: "split", meaning: "the split"),
        FieldRow(key: "line", meaning: "the line, or `\(allLines)`"),
    ]

    /// The column of an outcome.
    public static func column(_ outcome: Outcome) -> FieldRow {
        let condition = outcome.part.map { "; where the scenario has the part `\($0.rawValue)`" } ?? ""
        return FieldRow(key: outcome.name, meaning: outcome.record.meaning + condition)
    }

    /// The column of a metric.
    public static func column(_ metric: Metric) -> FieldRow {
        FieldRow(key: metric.rawValue, meaning: "the [metric](results.md#metrics) in this trial")
    }

    /// The columns of a scenario with every part.
    static var columns: [FieldRow] {
        let outcomes = Outcome.allCases
        return places + outcomes.map { column($0) } + derived(of: Metric.allCases, besides: outcomes).map { column($0) }
    }

    /// Calls `body` with the rows of a block, by trial, then split, then line.
    public func forEachRow(of block: OutcomeBlock, _ body: (Row) throws -> Void) rethrows {
        for trial in 0..<block.count {
            let number = block.firstTrial + trial + 1
            for split in splits.indices {
                var sum = Outcomes()
                var ofLines: [Row] = []
                for line in lines.indices where block.hasLine(line, split: split) {
                    let values = block.outcomes(split: split, line: line, trial: trial)
                    for outcome in outcomes { sum[outcome] += values[outcome] }
                    ofLines.append(Row(trial: number, split: split, line: line, values: values))
                }
                try body(Row(trial: number, split: split, line: nil, values: sum))
                for row in ofLines { try body(row) }
            }
        }
    }
}

extension OutcomeBlock {
    /// Whether a split gives a line a share.
    fileprivate func hasLine(_ line: Int, split: Int) -> Bool {
        column(split: split, line: line, outcome: .creators) != nil
    }
}
