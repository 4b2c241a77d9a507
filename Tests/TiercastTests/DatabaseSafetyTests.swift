// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import GRDB
import Testing

@Suite("The file of a database of runs")
struct DatabaseSafetyTests {
    private typealias Fixture = DatabaseFixture

    /// Fills a file with something that no run may be added to.
    private static func make(_ kind: String, at path: URL, in folder: URL) throws {
        switch kind {
        case "a text": try Data(repeating: 65, count: 5_000).write(to: path)
        case "an empty file": try Data().write(to: path)
        case "a foreign database":
            let queue = try DatabaseQueue(path: path.path())
            try queue.write { try $0.execute(sql: "CREATE TABLE runs (run)") }
            try queue.close()
        default:
            let made = try Fixture.run(["a.yaml", "--trials", "10"], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            let changes = [
                "a newer layout": "PRAGMA user_version = 5", "a lost table": "DROP TABLE goals",
                "a column more": "ALTER TABLE goals ADD COLUMN comment TEXT",
            ]
            let change = changes[kind]
            try Fixture.change(folder, try #require(change))
        }
    }

    @Test(
        "is refused before anything is simulated where it is not a database of runs of this layout",
        arguments: [
            ("a text", "is not a database of Tiercast"), ("an empty file", "is not a database of Tiercast"),
            ("a foreign database", "is not a database of Tiercast"),
            ("a newer layout", "has layout 5 and this version of Tiercast writes layout 4"),
            ("a lost table", "lacks the table goals"), ("a column more", "has other columns in goals"),
        ])
    func refusal(kind: String, reason: String) throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            let path = folder.appending(path: "runs.sqlite")
            try Self.make(kind, at: path, in: folder)
            let before = try Data(contentsOf: path)
            let run = try Fixture.run(["a.yaml", "--trials", "10", "--trial-data", "t.csv"], in: folder)
            #expect(run.status == 2)
            #expect(run.errors.contains("runs.sqlite: ") && run.errors.contains(reason), "\(run.errors)")
            #expect(run.output.isEmpty)
            try #expect(Data(contentsOf: path) == before)
            try #expect(CommandRun.names(in: folder) == ["a.yaml", "runs.sqlite"])
        }
    }

    @Test("is never an input, a link or a folder, and stands where a file can be made")
    func places() throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link.sqlite"), withDestinationURL: folder.appending(path: "a.yaml"))
            try FileManager.default.createDirectory(
                at: folder.appending(path: "folder"), withIntermediateDirectories: true)
            for place in ["a.yaml", "link.sqlite", "folder", "no/such/runs.sqlite", "/proc/runs.sqlite", "/dev/full"] {
                let run = try CommandRun.tiercast(
                    ["run", "a.yaml", "--trials", "10", "--database", place], in: folder)
                #expect(run.status == 74, "\(place)")
                #expect(run.output.isEmpty)
            }
            let twice = try CommandRun.tiercast(
                ["run", "a.yaml", "--trials", "10", "--database", "x", "--trial-data", "./x"], in: folder)
            #expect(twice.status == 74)
            let alone = try CommandRun.tiercast(["run", "a.yaml", "--database-trials"], in: folder)
            #expect(alone.status == 64)
            try #expect(String(contentsOf: folder.appending(path: "a.yaml"), encoding: .utf8) == Fixture.small)
            try #expect(CommandRun.names(in: folder) == ["a.yaml", "folder", "link.sqlite"])
        }
    }

    @Test(
        "may have a name that SQLite takes for something else", arguments: [":memory:", "file:x?mode=memory", "a b'c"])
    func oddNames(name: String) throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            for seed in ["1", "2"] {
                let run = try CommandRun.tiercast(
                    ["run", "a.yaml", "--trials", "10", "--seed", seed, "--database", name], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            try #expect(CommandRun.names(in: folder) == [name, "a.yaml"].sorted())
            try FileManager.default.moveItem(
                at: folder.appending(path: name), to: folder.appending(path: "runs.sqlite"))
            try #expect(Fixture.texts(folder, "SELECT seed FROM runs ORDER BY run") == ["1", "2"])
        }
    }

    @Test("stays as it was where the disk is full, new or not", arguments: [false, true])
    func fullDisk(exists: Bool) throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            let path = folder.appending(path: "runs.sqlite")
            if exists {
                let made = try Fixture.run(["a.yaml", "--trials", "400", "--database-trials"], in: folder)
                #expect(made.status == 0, "\(made.errors)")
            }
            let before = try? Data(contentsOf: path)
            // No file may grow beyond this, in units of 512 bytes: half the new file, or the former file and a half.
            let whole = try (before?.count ?? Self.size(of: folder)) / 512
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.currentDirectoryURL = folder
            shell.environment = ["TIERCAST": CommandRun.executable.path(), "PATH": "/bin:/usr/bin"]
            shell.arguments = [
                "-c",
                """
                trap '' XFSZ; ulimit -f \(exists ? whole * 3 / 2 : whole / 2)
                "$TIERCAST" run a.yaml --trials 400 --seed 2 --database runs.sqlite --database-trials >out 2>err
                echo $? >code
                """,
            ]
            try shell.run()
            shell.waitUntilExit()
            try #expect(String(contentsOf: folder.appending(path: "code"), encoding: .utf8) == "74\n")
            let errors = try String(contentsOf: folder.appending(path: "err"), encoding: .utf8)
            #expect(errors.contains("tiercast: runs.sqlite: "), "\(errors)")
            #expect((try? Data(contentsOf: path)) == before)
            try #expect(
                CommandRun.names(in: folder) == ["a.yaml", "code", "err", "out"] + (exists ? ["runs.sqlite"] : []))
            // With room the same command succeeds.
            let after = try Fixture.run(
                ["a.yaml", "--trials", "400", "--seed", "2", "--database-trials"], in: folder)
            #expect(after.status == 0, "\(after.errors)")
            try #expect(Fixture.texts(folder, "SELECT count(*) FROM runs") == [exists ? "2" : "1"])
        }
    }

    /// The size of the new database that the full disk has no room for.
    private static func size(of folder: URL) throws -> Int {
        let made = try CommandRun.tiercast(
            ["run", "a.yaml", "--trials", "400", "--seed", "2", "--database", "size", "--database-trials"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let path = folder.appending(path: "size")
        defer { try? FileManager.default.removeItem(at: path) }
        return try Data(contentsOf: path).count
    }

    @Test("stays as it was after Ctrl-C, and is not made where there was none", arguments: [false, true])
    func interruption(exists: Bool) throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            try Fixture.write(Fixture.nobody, as: "b.yaml", in: folder)
            let path = folder.appending(path: "runs.sqlite")
            if exists { _ = try Fixture.run(["a.yaml", "--trials", "10"], in: folder) }
            let before = try? Data(contentsOf: path)
            // The first file is complete when the second one is stopped.
            let first = folder.appending(path: "out/b/summary.json").path()
            let run = try Fixture.run(
                ["b.yaml", "a.yaml", "--trials", "30k", "--database-trials", "--output", "out"], in: folder
            ) { process in
                while !FileManager.default.fileExists(atPath: first), process.isRunning {
                    Thread.sleep(forTimeInterval: 0.05)
                }
                process.interrupt()
            }
            #expect(run.status == 130)
            #expect((try? Data(contentsOf: path)) == before)
            try #expect(CommandRun.names(in: folder) == ["a.yaml", "b.yaml", "out"] + (exists ? ["runs.sqlite"] : []))
            try #expect(CommandRun.names(in: folder.appending(path: "out")) == ["b"])
        }
    }

    @Test("takes the runs of commands that end at the same time, whichever of them makes it")
    func atOnce() throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            let seeds = (1...6).map(String.init)
            let processes = try seeds.map { seed in
                let process = Process()
                process.executableURL = CommandRun.executable
                process.currentDirectoryURL = folder
                process.arguments = ["run", "a.yaml", "--trials", "40", "--seed", seed, "--database", "runs.sqlite"]
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                return process
            }
            for process in processes {
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
            }
            try #expect(Fixture.texts(folder, "SELECT seed FROM runs ORDER BY seed") == seeds)
            try #expect(Fixture.texts(folder, "SELECT DISTINCT count(*) FROM metrics GROUP BY run").count == 1)
            try #expect(CommandRun.names(in: folder) == ["a.yaml", "runs.sqlite"])
        }
    }

    @Test("is not made beside what is left of a former one")
    func leftovers() throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            try Data([1]).write(to: folder.appending(path: "runs.sqlite-journal"))
            let run = try Fixture.run(["a.yaml", "--trials", "10"], in: folder)
            #expect(run.status == 74)
            #expect(run.errors.contains("runs.sqlite-journal: is left of a former database"), "\(run.errors)")
            try #expect(CommandRun.names(in: folder) == ["a.yaml", "runs.sqlite-journal"])
        }
    }
}
