// SPDX-License-Identifier: GPL-3.0-or-later

internal import GRDB

// MARK: - Existing databases

extension RunDatabase {
    /// How long to wait for a program that writes to the same database, in seconds.
    private static let patience = 60.0

    /// Makes sure that a file is a database of runs with this layout and that runs can be added.
    public static func check(_ path: String) throws(StoreError) {
        try StoreError.catching {
            let queue = try open(path)
            try queue.writeWithoutTransaction { database in
                try check(database)
                // Says that the file cannot be written before a long run rather than after it.
                try database.inTransaction(.immediate) { .rollback }
            }
            try queue.close()
        }
    }

    /// Adds the runs of the database `staged` to the one at `path`, all or none.
    ///
    /// - Returns: the number of runs of which something was left behind when they were deleted, and is now gone.
    @discardableResult
    public static func merge(_ staged: String, into path: String) throws(StoreError) -> Int {
        try StoreError.catching {
            let queue = try open(path)
            var healed = 0
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "ATTACH ? AS staged", arguments: [plain(staged)])
                try database.inTransaction(.immediate) {
                    try check(database)
                    healed = try database.removeOrphans()
                    try transfer(in: database)
                    return .commit
                }
                try database.execute(sql: "DETACH staged")
            }
            try queue.close()
            return healed
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        return try DatabaseQueue(path: plain(path), configuration: configuration)
    }

    private static func check(_ database: Database) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA main.application_id")
        guard id == StoreLayout.applicationID else { throw StoreError.notTiercast }
        let version = try Int.fetchOne(database, sql: "PRAGMA main.user_version") ?? 0
        guard version == StoreLayout.version else {
            throw StoreError.otherLayout(version)
        }
        for table in StoreLayout.tables {
            let names = try String.fetchAll(
                database, sql: "SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid", arguments: [table.name])
            guard names == table.columns.map(\.name) else {
                throw names.isEmpty ? StoreError.lacksTable(table.name) : .otherColumns(table: table.name)
            }
        }
    }

    private static func transfer(in database: Database) throws {
        let columns = StoreTable.list(StoreLayout.identity)
        for row in try Row.fetchAll(database, sql: "SELECT run, \(columns) FROM staged.runs ORDER BY run") {
            let staged: Int64 = row["run"]
            let identity = StoreLayout.identity.map { row[$0] as DatabaseValue }
            let run = try database.freeRun(identity, of: "main")
            for table in StoreLayout.tables {
                try database.execute(sql: table.transfer, arguments: [run, staged])
            }
        }
    }
}
