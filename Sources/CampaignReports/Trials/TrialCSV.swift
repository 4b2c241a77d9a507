// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// Every trial as rows of comma-separated values; `docs/results.md` says what every column means.
public struct TrialCSV: Sendable {
    /// The columns, in order.
    public var columns: [String] { ["trial", "split", "line"] + outcomes.map(\.name) + derived.map(\.rawValue) }

    /// The name of the row that sums the lines.
    static let allLines = "all"

    private let splits: [String]
    private let lines: [String]
    private let outcomes: [Outcome]
    /// The metrics that are not an outcome by another name.
    private let derived: [Metric]

    /// The rows of a scenario's trials.
    public init(_ scenario: Scenario) {
        splits = scenario.splits.map { CSVField.text($0.name) }
        lines = scenario.lines.map { CSVField.text($0.name) }
        let outcomes = scenario.outcomes
        self.outcomes = outcomes
        derived = scenario.metrics.filter { metric in !outcomes.contains { $0.name == metric.rawValue } }
    }

    /// The first line.
    public func header() -> [UInt8] { Array((columns.joined(separator: ",") + "\n").utf8) }

    /// For each trial of the block and each split a row that sums its lines, then a row a line with a share.
    public func rows(_ block: OutcomeBlock) -> [UInt8] {
        var bytes: [UInt8] = []
        for trial in 0..<block.count {
            for split in splits.indices {
                var sum = Outcomes()
                var ofLines: [(Int, Outcomes)] = []
                for line in lines.indices where block.hasLine(line, split: split) {
                    let values = block.outcomes(split: split, line: line, trial: trial)
                    for outcome in outcomes { sum[outcome] += values[outcome] }
                    ofLines.append((line, values))
                }
                let place = "\(block.firstTrial + trial + 1),\(splits[split]),"
                append(place + Self.allLines, sum, to: &bytes)
                for (line, values) in ofLines { append(place + lines[line], values, to: &bytes) }
            }
        }
        return bytes
    }

    private func append(_ place: String, _ values: Outcomes, to bytes: inout [UInt8]) {
        bytes += place.utf8
        for outcome in outcomes { append(values[outcome], to: &bytes) }
        for metric in derived { append(metric.value(of: values), to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
    }

    private func append(_ value: Double, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: ","))
        if value == value.rounded(), value.magnitude < 1e15 {
            bytes += String(Int(value)).utf8
        } else {
            bytes += StoredNumber(exactly: value).csv.utf8
        }
    }
}

extension OutcomeBlock {
    /// Whether a split gives a line a share.
    fileprivate func hasLine(_ line: Int, split: Int) -> Bool {
        column(split: split, line: line, outcome: .creators) != nil
    }
}
