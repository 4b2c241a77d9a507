// SPDX-License-Identifier: GPL-3.0-or-later

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
    var isOptional = false

    static func integer(_ name: String) -> StoreColumn { StoreColumn(name: name, kind: .integer) }
    static func real(_ name: String) -> StoreColumn { StoreColumn(name: name, kind: .real) }
    static func text(_ name: String) -> StoreColumn { StoreColumn(name: name, kind: .text) }

    /// The column where a row may leave it empty.
    var optional: StoreColumn { StoreColumn(name: name, kind: kind, isOptional: true) }

    /// A share of trials: its number, its standard error and Wilson's interval.
    static func proportion(_ name: String) -> [StoreColumn] {
        [.real(name), .real(name + "_error"), .real(name + "_low"), .real(name + "_high")]
    }

    var sql: String { "\"\(name)\" \(kind.rawValue)" + (isOptional ? "" : " NOT NULL") }
}

/// A table of the database: what makes it and what fills it follow from the same list of columns.
struct StoreTable: Sendable {
    let name: String
    /// The columns in order; the first one is the run.
    let columns: [StoreColumn]
    /// The columns that tell rows apart.
    let key: [String]
    /// The table whose row a row belongs to, which has the same names for its key; rows go with it.
    var parent: (table: String, key: [String])?
    /// The columns besides the key that tell rows apart.
    var unique: [String] = []

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

    static func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
