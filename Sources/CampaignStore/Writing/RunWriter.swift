// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import GRDB

/// Adds the rows of one run. Values are not rounded; NaN is written as NULL by SQLite itself.
struct RunWriter {
    let database: Database
    /// The number of the run.
    let run: Int64

    /// Adds a row; `values` are those of the columns after the run.
    func insert(into table: StoreTable, _ values: [(any DatabaseValueConvertible)?]) throws {
        try database.cachedStatement(sql: table.insertion).execute(arguments: StatementArguments([run] + values))
    }

    /// Takes away a run like this one and adds its description and its splits; returns its writer.
    static func begin(_ description: RunDescription, in database: Database) throws -> RunWriter {
        let options = description.options
        let (scenario, checksum) = (description.subject.scenario, description.subject.checksum)
        let identity: [any DatabaseValueConvertible] = [
            checksum, description.splitNames, String(options.seed), options.trials, Engine.chain.rawValue,
            TiercastVersion.current,
        ]
        let writer = RunWriter(database: database, run: try database.freeRun(identity, of: "main"))
        try writer.insert(
            into: StoreLayout.runs,
            [
                scenario.name, description.subject.fileName, scenario.currency, scenario.budget, description.splitNames,
                String(options.seed), options.trials, options.trials, Engine.chain.rawValue, TiercastVersion.current,
                checksum, scenario.time?.weeks, scenario.time?.start, description.resolvedText,
            ])
        for (position, split) in scenario.splits.enumerated() {
            try writer.insert(into: StoreLayout.splits, [split.name, position + 1])
        }
        return writer
    }

    /// Adds the rows of a block's trials.
    func write(_ block: OutcomeBlock, of table: TrialTable) throws {
        let statement = try database.cachedStatement(sql: StoreLayout.trials.insertion)
        let outcomes = Outcome.allCases.map { (outcome: $0, isReported: table.outcomes.contains($0)) }
        let metrics = StoreLayout.trialMetrics.map { (metric: $0, isReported: table.derived.contains($0)) }
        try table.forEachRow(of: block) { row in
            var values: [DatabaseValue] = [
                run.databaseValue, row.trial.databaseValue, table.splits[row.split].databaseValue,
                (row.line.map { table.lines[$0] } ?? TrialTable.allLines).databaseValue,
            ]
            values += outcomes.map { $0.isReported ? row.values[$0.outcome].databaseValue : .null }
            values += metrics.map { $0.isReported ? $0.metric.value(of: row.values).databaseValue : .null }
            try statement.execute(arguments: StatementArguments(values))
        }
    }

    /// Adds the rows of a forecast.
    func write(_ forecast: Forecast) throws {
        for (position, warning) in forecast.warnings.enumerated() {
            try insert(into: StoreLayout.warnings, [position + 1, warning])
        }
        for split in forecast.splits { try write(split) }
        for (position, risk) in forecast.risks.enumerated() { try write(risk, position: position + 1) }
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
    func freeRun(_ identity: [any DatabaseValueConvertible], of schema: String) throws -> Int64 {
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
