// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// The figures behind a chart: a table of numbers and names.
public struct ChartData: Sendable, Equatable {
    /// One cell.
    public enum Value: Sendable, Equatable {
        /// A number; what is not finite is an empty cell.
        case number(Double)
        /// A name from the scenario or a word of the chart.
        case text(String)
    }

    /// The names of the columns.
    public let columns: [String]
    /// The cells, row by row.
    public let rows: [[Value]]

    /// A table; every row has a cell for each column.
    init(_ columns: [String], rows: [[Value]]) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for each column")
        self.columns = columns
        self.rows = rows
    }
}

// MARK: - Forms

extension ChartData {
    /// The rows as Vega-Lite takes them.
    var json: JSONValue {
        .array(
            rows.map { row in
                .object(SummaryJSON.keyed(zip(columns, row).map { ($0, $1.json) }))
            })
    }

    /// The table as comma-separated values.
    var csv: String {
        ([columns] + rows.map { $0.map(\.csv) }).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    }
}

extension ChartData.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .number(let value): .double(value)
        case .text(let text): .string(text)
        }
    }

    fileprivate var csv: String {
        switch self {
        case .number(let value): value.isFinite ? StoredNumber(value, error: abs(value) * 1e-5).csv : ""
        case .text(let text): CSVField.text(text)
        }
    }

    /// The cell as a reader sees it: four significant digits.
    var shown: String {
        switch self {
        case .number(let value):
            value.isFinite ? DecimalNumber(value, error: abs(value) * 1e-3).shownText : "–"
        case .text(let text): Displayed.clean(text)
        }
    }
}

extension DecimalNumber {
    /// The number with a minus sign and a separator of thousands.
    fileprivate var shownText: String { (isNegative ? "−" : "") + magnitude(separator: ",") }
}
