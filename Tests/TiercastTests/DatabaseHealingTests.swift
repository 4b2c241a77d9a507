// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import GRDB
import Testing

@Suite("A database from which rows were deleted with plain SQL")
struct DatabaseHealingTests {
    private typealias Fixture = DatabaseFixture

    /// Changes a database as a program does that leaves foreign keys off, which is what SQLite begins with.
    private static func change(_ folder: URL, _ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder.appending(path: "runs.sqlite").path(), configuration: configuration)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test(
        "takes runs again, and says once what it took away",
        arguments: [
            "DELETE FROM runs WHERE run = 2", "DELETE FROM runs WHERE run = 1", "DELETE FROM runs",
            "DELETE FROM splits WHERE run = 2", "DELETE FROM runs WHERE run = 2; DELETE FROM splits WHERE run = 2",
        ])
    func healing(statement: String) throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            func add(_ trials: Int) throws -> CommandRun {
                let run = try Fixture.run(["a.yaml", "--trials", "\(trials)", "--database-trials"], in: folder)
                #expect(run.status == 0, "\(run.errors)")
                return run
            }
            for trials in [10, 11] { _ = try add(trials) }
            try Self.change(folder, statement)
            let first = try add(12)
            #expect(first.errors.contains("took away what was left of") == statement.contains("runs"))
            let second = try add(11)
            #expect(!second.errors.contains("took away"))
            _ = try add(13)
            for table in ["splits", "groups", "metrics", "quantiles", "goals", "trials"] {
                try #expect(
                    Fixture.texts(folder, "SELECT count(*) FROM \(table) WHERE run NOT IN (SELECT run FROM runs)")
                        == ["0"])
            }
            try #expect(Fixture.texts(folder, "PRAGMA foreign_key_check").isEmpty)
        }
    }
}
