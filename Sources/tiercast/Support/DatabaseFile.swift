// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignStore
internal import Synchronization

/// The file of `--database`: the runs are written beside it and put in their place together, once all are complete.
final class DatabaseFile {
    private let path: String
    private let file: AtomicFile
    private let database: RunDatabase

    /// What SQLite keeps beside a database while it is written.
    private static let companions = ["-journal", "-wal", "-shm"]

    /// The places that a database takes.
    static func places(_ path: String) -> [String] { [path] + companions.map { path + $0 } }

    /// Begins the runs; refuses a file to which they cannot be added.
    init(_ path: String) throws(Failure) {
        self.path = path
        file = try AtomicFile(path, isNamed: true)
        if Files.exists(path) {
            try Self.doing(path) { () throws(StoreError) in try RunDatabase.check(path) }
        }
        guard let temporary = file.temporary else { throw .unwritable(path, .hasNoPlaceBeside) }
        database = try Self.doing(path) { () throws(StoreError) in try RunDatabase(new: temporary) }
    }

    /// Begins a run.
    ///
    /// - Parameter holdsTrials: whether its trials are kept.
    func begin(_ description: RunDescription, holdsTrials: Bool) throws(Failure) -> DatabaseRun {
        let run = try Self.doing(path) { () throws(StoreError) in try database.begin(description) }
        return DatabaseRun(
            database: database, run: run, table: holdsTrials ? TrialTable(description.subject.scenario) : nil)
    }

    /// Adds the results of a run.
    func complete(_ run: DatabaseRun, _ forecast: Forecast) throws(Failure) {
        try Self.doing(path) { () throws(StoreError) in try run.complete(forecast) }
    }

    /// Puts the runs in their place: the whole file where there was none, else all of them or none.
    func commit() throws(Failure) {
        guard let temporary = file.temporary else { return }
        try Self.doing(path) { () throws(StoreError) in try database.close() }
        if !Files.exists(path) {
            // SQLite would take them for what is left to be done in the new file.
            for rest in Self.companions where Files.exists(path + rest) {
                throw .unwritable(path + rest, .isLeft)
            }
            if try file.commitIfAbsent() { return }
        }
        let healed = try Self.doing(path) { () throws(StoreError) in try RunDatabase.merge(temporary, into: path) }
        if healed > 0 {
            let runs = healed == 1 ? "1 run that was" : "\(healed) runs that were"
            Terminal.complain("\(path): took away what was left of \(runs) deleted without 'PRAGMA foreign_keys = ON'")
        }
    }

    /// Does something with a database and says which file it is where that fails.
    private static func doing<Value>(
        _ path: String, _ work: () throws(StoreError) -> Value
    ) throws(Failure) -> Value {
        do throws(StoreError) { return try work() } catch { throw .database(path, error) }
    }
}

/// One run on its way into a database, which takes blocks from the threads of the run.
final class DatabaseRun: Sendable {
    private let database: RunDatabase
    private let run: Int64
    private let table: TrialTable?
    /// The first error, which is kept until the run is completed.
    private let error = Mutex<StoreError?>(nil)

    fileprivate init(database: RunDatabase, run: Int64, table: TrialTable?) {
        self.database = database
        self.run = run
        self.table = table
    }

    /// Adds the trials of a block, where trials are kept.
    func append(_ block: OutcomeBlock) {
        guard let table else { return }
        error.withLock { error in
            guard error == nil else { return }
            do throws(StoreError) { try database.add(block, of: table, to: run) } catch let failure { error = failure }
        }
    }

    fileprivate func complete(_ forecast: Forecast) throws(StoreError) {
        if let error = error.withLock({ $0 }) { throw error }
        try database.add(forecast, to: run)
    }
}
