// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// Every trial as rows of comma-separated values; `docs/results.md` says what every column means.
public struct TrialCSV: Sendable {
    /// The columns, in order.
    public static var columns: [String] {
        ["trial", "split", "line"] + Outcome.allCases.map(\.column) + derivedMetrics.map(\.rawValue)
    }

    /// The metrics that are not an outcome by another name.
    static var derivedMetrics: [Metric] {
        Metric.allCases.filter { metric in !Outcome.allCases.contains { $0.column == metric.rawValue } }
    }

    /// The name of the row that sums the lines.
    static let allLines = "all"

    private let splits: [String]
    private let lines: [String]

    /// The rows of a scenario's trials.
    public init(_ scenario: Scenario) {
        splits = scenario.splits.map { CSVField.text($0.name) }
        lines = scenario.lines.map { CSVField.text($0.name) }
    }

    /// The first line.
    public func header() -> [UInt8] { Array((Self.columns.joined(separator: ",") + "\n").utf8) }

    /// For each trial of the block and each split a row that sums its lines, then a row a line with a share.
    public func rows(_ block: OutcomeBlock) -> [UInt8] {
        let derived = Self.derivedMetrics
        var bytes: [UInt8] = []
        for trial in 0..<block.count {
            for split in splits.indices {
                var sum = Outcomes()
                var ofLines: [(Int, Outcomes)] = []
                for line in lines.indices where block.hasLine(line, split: split) {
                    let outcomes = block.outcomes(split: split, line: line, trial: trial)
                    for outcome in Outcome.allCases { sum[outcome] += outcomes[outcome] }
                    ofLines.append((line, outcomes))
                }
                let place = "\(block.firstTrial + trial + 1),\(splits[split]),"
                append(place + Self.allLines, sum, derived, to: &bytes)
                for (line, outcomes) in ofLines { append(place + lines[line], outcomes, derived, to: &bytes) }
            }
        }
        return bytes
    }

    private func append(_ place: String, _ outcomes: Outcomes, _ derived: [Metric], to bytes: inout [UInt8]) {
        bytes += place.utf8
        for outcome in Outcome.allCases { append(outcomes[outcome], to: &bytes) }
        for metric in derived { append(metric.value(of: outcomes), to: &bytes) }
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

extension Outcome {
    /// The outcome's name as a column.
    var column: String {
        switch self {
        case .creators: "creators"
        case .posts: "posts"
        case .views: "views"
        case .engagements: "engagements"
        case .clicks: "clicks"
        case .leads: "leads"
        case .orders: "orders"
        case .refunds: "refunds"
        case .fees: "fees"
        case .gifts: "gifts"
        case .management: "management"
        case .agency: "agency"
        case .commission: "commission"
        case .networkFee: "network_fee"
        case .revenue: "revenue"
        case .grossProfit: "gross_profit"
        case .unspent: "unspent"
        }
    }
}
