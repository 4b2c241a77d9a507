// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import GRDB

/// Scenarios and databases for the tests of `--database`.
enum DatabaseFixture {
    /// A small campaign, quick to simulate.
    static let small = """
        version: 1
        name: Small
        budget: 1000
        product: {order_value: 80, gross_margin: 50%}
        splits: {nano: {nano: 100%}, mixed: {nano: 50%, micro: 50%}}
        goals: [cpa <= 45, roi >= 0]
        """

    /// A campaign that hires nobody.
    static let nobody = """
        version: 1
        name: Nobody
        budget: 1
        product: {order_value: 80, gross_margin: 50%}
        splits: {mega: {mega: 100%}}
        goals: [cpa <= 45]
        """

    /// Writes a scenario into a folder.
    static func write(_ text: String, as name: String, in folder: URL) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Runs a scenario into `runs.sqlite`.
    static func run(
        _ arguments: [String], in folder: URL, meanwhile: (Process) throws -> Void = { _ in }
    ) throws -> CommandRun {
        try CommandRun.tiercast(["run", "--database", "runs.sqlite"] + arguments, in: folder, meanwhile: meanwhile)
    }

    /// Reads a database, without a lock or a change.
    static func read<Value>(
        _ folder: URL, _ name: String = "runs.sqlite", _ body: (Database) throws -> Value
    ) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: folder.appending(path: name).path(), configuration: configuration)
        defer { try? queue.close() }
        return try queue.read(body)
    }

    /// What a query gives, each row as text.
    static func texts(_ folder: URL, _ sql: String) throws -> [String] {
        try read(folder) { database in
            try Row.fetchAll(database, sql: sql).map { row in
                row.databaseValues.map { $0.isNull ? "NULL" : "\($0.storage.value ?? "")" }.joined(separator: "|")
            }
        }
    }

    /// Changes a database by hand.
    static func change(_ folder: URL, _ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.appending(path: "runs.sqlite").path())
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Every row of every table.
    static func content(_ folder: URL, _ name: String = "runs.sqlite") throws -> [String] {
        try read(folder, name) { database in
            try tables(database).flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
            }
        }
    }

    /// The names of the tables.
    static func tables(_ database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    }
}
