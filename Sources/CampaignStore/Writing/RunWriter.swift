// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import GRDB

/// Adds the rows of one run.
struct RunWriter {
    let database: Database
    /// The number of the run.
    let run: Int64

    /// Adds a row.
    func insert<Row>(_ row: Row, into rows: StoreRows<Row>) throws {
        try database.cachedStatement(sql: rows.table.insertion).execute(arguments: rows.values(row, of: run))
    }

    /// Takes away a run like this one and adds its description and its splits; returns its writer.
    static func begin(_ description: RunDescription, in database: Database) throws -> RunWriter {
        let identity = StoreLayout.identity.compactMap { name in
            StoreLayout.runs.fields.first { $0.column.name == name }?.value(description)
        }
        let writer = RunWriter(database: database, run: try database.freeRun(identity, of: "main"))
        try writer.insert(description, into: StoreLayout.runs)
        for (position, split) in description.scenario.splits.enumerated() {
            try writer.insert((split.name, position + 1), into: StoreLayout.splits)
        }
        return writer
    }

    /// Adds the rows of a block's trials.
    func write(_ block: OutcomeBlock, of table: TrialTable) throws {
        let statement = try database.cachedStatement(sql: StoreLayout.trials.table.insertion)
        let reported = (
            outcomes: Outcome.allCases.map(table.outcomes.contains),
            metrics: StoreLayout.trialMetrics.map(table.derived.contains)
        )
        try table.forEachRow(of: block) { row in
            let named = TrialRow(
                row: row, split: table.splits[row.split],
                line: row.line.map { table.lines[$0] } ?? TrialTable.allLines, reported: reported)
            try statement.execute(arguments: StoreLayout.trials.values(named, of: run))
        }
    }

    /// Adds the rows of a forecast.
    func write(_ forecast: Forecast) throws {
        for (position, warning) in forecast.warnings.enumerated() {
            try insert((position + 1, warning), into: StoreLayout.warnings)
        }
        for split in forecast.splits { try write(split, of: forecast) }
        for (position, risk) in forecast.risks.enumerated() { try write(risk, position: position + 1, of: forecast) }
    }
}

// MARK: - Which run

extension Database {
    /// Takes away the rows of runs that are gone, and returns how many runs these were.
    ///
    /// SQLite lets rows go with the one that they belong to only where `PRAGMA foreign_keys` is on, and most programs leave it off:
    /// a run that was deleted leaves the rest of its rows behind, in the way of the next run with its number.
    func removeOrphans() throws -> Int {
        var orphans: Set<Int64> = []
        let known = Set(try Int64.fetchAll(self, sql: "SELECT run FROM main.runs"))
        for table in StoreLayout.tables where table.parent != nil {
            // From one run to the next along the key, rather than through all rows.
            let runs = try Int64.fetchAll(
                self,
                sql: """
                    WITH RECURSIVE found(run) AS (
                      SELECT min(run) FROM main.\(table.name)
                      UNION ALL
                      SELECT (SELECT min(run) FROM main.\(table.name) WHERE run > found.run) FROM found WHERE run IS NOT NULL
                    ) SELECT run FROM found WHERE run IS NOT NULL
                    """)
            orphans.formUnion(Set(runs).subtracting(known))
        }
        for run in orphans {
            for table in StoreLayout.tables.reversed() where table.parent != nil {
                try execute(sql: "DELETE FROM main.\(table.name) WHERE run = ?", arguments: [run])
            }
        }
        return orphans.count
    }

    /// Takes away the run with this identity and returns its number, or a new number where there is none.
    func freeRun(_ identity: [DatabaseValue], of schema: String) throws -> Int64 {
        let condition = StoreLayout.identity.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
        let former = try Int64.fetchOne(
            self, sql: "SELECT run FROM \(schema).runs WHERE \(condition)", arguments: StatementArguments(identity))
        if let former {
            // From every table by itself: rows whose split was deleted with plain SQL have nobody to go with.
            for table in StoreLayout.tables.reversed() {
                try execute(sql: "DELETE FROM \(schema).\(table.name) WHERE run = ?", arguments: [former])
            }
            return former
        }
        return try Int64.fetchOne(self, sql: "SELECT coalesce(max(run), 0) + 1 FROM \(schema).runs") ?? 1
    }
}
