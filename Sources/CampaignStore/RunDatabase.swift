// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignReports
internal import GRDB

/// A new database of runs, which is thrown away where it is not completed.
public final class RunDatabase: Sendable {
    private let queue: DatabaseQueue

    /// Makes the tables in an empty file.
    public init(new path: String) throws(StoreError) {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // A file that is stopped half-way is thrown away, so nothing need outlive a crash.
            try database.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        }
        queue = try StoreError.catching {
            let queue = try DatabaseQueue(path: Self.plain(path), configuration: configuration)
            try queue.write { database in
                try database.execute(
                    sql:
                        "PRAGMA application_id = \(StoreLayout.applicationID); PRAGMA user_version = \(StoreLayout.version)"
                )
                for creation in StoreLayout.tables.map(\.creation) + StoreViews.creations {
                    try database.execute(sql: creation)
                }
            }
            return queue
        }
    }

    /// Begins a run, which takes the place of a former one with the same results; returns its number.
    public func begin(_ description: RunDescription) throws(StoreError) -> Int64 {
        try StoreError.catching {
            try queue.write { database in try RunWriter.begin(description, in: database).run }
        }
    }

    /// Adds the trials of a block.
    public func add(_ block: OutcomeBlock, of table: TrialTable, to run: Int64) throws(StoreError) {
        try StoreError.catching {
            try queue.write { database in try RunWriter(database: database, run: run).write(block, of: table) }
        }
    }

    /// Adds the results of a run.
    public func add(_ forecast: Forecast, to run: Int64) throws(StoreError) {
        try StoreError.catching {
            try queue.write { database in try RunWriter(database: database, run: run).write(forecast) }
        }
    }

    /// Lets the file go; nothing can be added any more.
    public func close() throws(StoreError) {
        try StoreError.catching { try queue.close() }
    }

    /// SQLite takes some names for something else than a file's.
    static func plain(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }
}
