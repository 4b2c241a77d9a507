// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignReports
internal import GRDB

/// A table of the database: what makes it, what fills it and what explains it follow from the same list of columns.
struct StoreTable: Sendable {
    let name: String
    /// The columns in order; the first one is the run.
    let columns: [StoreColumn]
    /// The columns that tell rows apart.
    let key: [String]
    /// The table whose row a row belongs to, which has the same names for its key; rows go with it.
    let parent: (table: String, key: [String])?
    /// The columns besides the key that tell rows apart.
    let unique: [String]

    /// The statement that makes the table.
    var creation: String {
        var parts = columns.map(\.sql)
        parts.append("PRIMARY KEY (\(Self.list(key)))")
        if !unique.isEmpty { parts.append("UNIQUE (\(Self.list(unique)))") }
        if let parent {
            let names = Self.list(parent.key)
            parts.append("FOREIGN KEY (\(names)) REFERENCES \(parent.table) (\(names)) ON DELETE CASCADE")
        }
        // The run's number is the row's own number, which SQLite keeps for it; the others are kept in their key's order.
        let options = key.count == 1 ? "STRICT" : "STRICT, WITHOUT ROWID"
        return "CREATE TABLE \(name) (\n  \(parts.joined(separator: ",\n  "))\n) \(options)"
    }

    /// The statement that adds a row, its values in the order of the columns.
    var insertion: String {
        "INSERT INTO \(name) VALUES (\(Array(repeating: "?", count: columns.count).joined(separator: ", ")))"
    }

    /// The statement that adds the rows of a run of the database `staged` under another number: the new, then the old.
    var transfer: String {
        let others = columns.dropFirst().map(\.name)
        return "INSERT INTO main.\(name) SELECT ?, \(Self.list(others)) FROM staged.\(name) WHERE run = ?"
    }

    /// The table in Markdown that explains the columns.
    var explanation: String {
        FieldRow.table("column", columns.map { FieldRow(key: $0.name, meaning: $0.meaning) })
    }

    static func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}

/// A table with what its columns hold of each row.
struct StoreRows<Row>: Sendable {
    let table: StoreTable
    /// The columns after the run.
    let fields: [StoreField<Row>]

    /// A table; its key begins with the run.
    init(
        _ name: String, run: String = "the run", key: [String], parent: (table: String, key: [String])? = nil,
        unique: [String] = [], _ fields: [StoreField<Row>]
    ) {
        table = StoreTable(
            name: name, columns: [.run(run)] + fields.map(\.column), key: ["run"] + key, parent: parent, unique: unique)
        self.fields = fields
    }

    /// The values of a row of a run, in the order of the columns.
    func values(_ row: Row, of run: Int64) -> StatementArguments {
        StatementArguments([run.databaseValue] + fields.map { $0.value(row) })
    }
}
