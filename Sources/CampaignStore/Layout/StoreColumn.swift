// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignReports
internal import GRDB

/// A column of a table.
struct StoreColumn: Sendable {
    /// What SQLite keeps in a column of a strict table.
    enum Kind: String {
        case integer = "INTEGER"
        case real = "REAL"
        case text = "TEXT"
    }

    let name: String
    let kind: Kind
    /// Whether a row may leave it empty.
    let isOptional: Bool
    /// What it holds, as an entry of a table.
    let meaning: String

    /// The number of the run, with which every table begins.
    static func run(_ meaning: String) -> StoreColumn {
        StoreColumn(name: "run", kind: .integer, isOptional: false, meaning: meaning)
    }

    var sql: String { "\"\(name)\" \(kind.rawValue)" + (isOptional ? "" : " NOT NULL") }
}

/// A column with what it holds of a row. Values are not rounded; NaN is written as NULL by SQLite itself.
struct StoreField<Row>: Sendable {
    let column: StoreColumn
    let value: @Sendable (Row) -> DatabaseValue

    private init(
        _ name: String, _ kind: StoreColumn.Kind, isOptional: Bool = false, _ meaning: String,
        _ value: @escaping @Sendable (Row) -> DatabaseValue
    ) {
        column = StoreColumn(name: name, kind: kind, isOptional: isOptional, meaning: meaning)
        self.value = value
    }
}

// MARK: - Kinds

extension StoreField {
    static func integer(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Int
    ) -> StoreField {
        StoreField(name, .integer, meaning) { value($0).databaseValue }
    }

    static func text(_ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> String) -> StoreField {
        StoreField(name, .text, meaning) { value($0).databaseValue }
    }

    static func real(_ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Double) -> StoreField {
        StoreField(name, .real, meaning) { value($0).databaseValue }
    }

    static func optionalInteger(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Int?
    ) -> StoreField {
        StoreField(name, .integer, isOptional: true, meaning) { value($0)?.databaseValue ?? .null }
    }

    static func optionalText(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> String?
    ) -> StoreField {
        StoreField(name, .text, isOptional: true, meaning) { value($0)?.databaseValue ?? .null }
    }

    static func optionalReal(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Double?
    ) -> StoreField {
        StoreField(name, .real, isOptional: true, meaning) { value($0)?.databaseValue ?? .null }
    }

    /// The same column of a row that this one's can be worked out of.
    func of<Whole>(_ row: @escaping @Sendable (Whole) -> Row) -> StoreField<Whole> {
        StoreField<Whole>(column.name, column.kind, isOptional: column.isOptional, column.meaning) { [value] in
            value(row($0))
        }
    }
}

// MARK: - Numbers of several columns

extension StoreField {
    /// A share of trials: its number, its error and Wilson's interval.
    static func proportion(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Proportion
    ) -> [StoreField] {
        [
            .real(name, meaning) { value($0).value },
            .real(name + "_error", meaning) { ReportedNumber(value($0)).standardError ?? .nan },
            .real(name + "_low", meaning) { value($0).interval.lowerBound },
            .real(name + "_high", meaning) { value($0).interval.upperBound },
        ]
    }

    /// The quantiles that every summary reports, side by side, each with its interval; nothing where there are none.
    static func quantiles(
        _ meaning: String, _ value: @escaping @Sendable (Row) -> [QuantileEstimate]
    ) -> [StoreField] {
        QuantileEstimate.reported.flatMap { probability -> [StoreField] in
            let name = MetricNumbers.name(probability)
            let quantile = { @Sendable (row: Row) in value(row).first { $0.probability == probability } }
            return [
                .optionalReal(name, meaning) { quantile($0)?.value },
                .optionalReal(name + "_low", "the lower ends of their 95 % intervals") { quantile($0)?.low },
                .optionalReal(name + "_high", "the upper ends") { quantile($0)?.high },
            ]
        }
    }
}
