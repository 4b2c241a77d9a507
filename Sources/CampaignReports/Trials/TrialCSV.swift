// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
internal import CampaignText

/// Every trial as rows of comma-separated values; `docs/results.md` says what every column means.
public struct TrialCSV: Sendable {
    /// The columns, in order.
    public var columns: [String] {
        TrialTable.places.map(\.key) + outcomes.map(\.name) + derived.map(\.rawValue)
    }

    private let table: TrialTable
    private let splits: [String]
    private let lines: [String]
    private var outcomes: [Outcome] { table.outcomes }
    private var derived: [Metric] { table.derived }

    /// The rows of a scenario's trials.
    public init(_ scenario: Scenario) {
        table = TrialTable(scenario)
        splits = table.splits.map(CSVField.text)
        lines = table.lines.map(CSVField.text)
    }

    /// The first line.
    public func header() -> [UInt8] { Array((columns.joined(separator: ",") + "\n").utf8) }

    /// The rows of a block's trials.
    public func rows(_ block: OutcomeBlock) -> [UInt8] {
        var bytes: [UInt8] = []
        table.forEachRow(of: block) { row in
            let line = row.line.map { lines[$0] } ?? TrialTable.allLines
            append("\(row.trial),\(splits[row.split]),\(line)", row.values, to: &bytes)
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
            bytes += String(Int(clamping: value)).utf8
        } else {
            bytes += StoredNumber(exactly: value).csv.utf8
        }
    }
}
