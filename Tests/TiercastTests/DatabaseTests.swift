// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import GRDB
import Testing

@Suite("A database of runs")
struct DatabaseTests {
    private typealias Fixture = DatabaseFixture

    /// Compares a run in a database with the files of the same run.
    private func compare(_ folder: URL) throws -> (status: Int32, output: String) {
        let script = Checker.repository.appending(path: "scripts/checkers/compare_database.py").path()
        return try Checker.run([script, "runs.sqlite", "1", "out/summary.json", "trials.csv"], in: folder)
    }

    @Test(
        "holds the numbers of the summary and of the trial data",
        .enabled(if: Checker.python != nil, "\(Checker.isMissing)"), arguments: ["partnership", "risks", "one trial"])
    func numbers(scenario: String) throws {
        try CommandRun.inFolder { folder in
            switch scenario {
            case "partnership":
                _ = try CommandRun.tiercast(["init", "--template", "partnership", "a.yaml"], in: folder)
            case "risks":
                let path = Checker.repository.appending(path: "scenarios/screening-and-risks.yaml")
                try FileManager.default.copyItem(at: path, to: folder.appending(path: "a.yaml"))
            default: try Fixture.write(Fixture.nobody, as: "a.yaml", in: folder)
            }
            let trials = scenario == "one trial" ? "1" : "200"
            let run = try Fixture.run(
                [
                    "a.yaml", "--trials", trials, "--seed", "18446744073709551615", "--database-trials", "--output",
                    "out",
                    "--trial-data", "trials.csv",
                ], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let equal = try compare(folder)
            #expect(equal.status == 0, "\(equal.output)")
            // A number that is off by more than its rounding is noticed.
            try Fixture.change(folder, "UPDATE groups SET nobody_hired_low = nobody_hired_low + 0.1")
            let off = try compare(folder)
            #expect(off.status == 1)
            #expect(off.output.contains("nobody_hired"), "\(off.output)")
        }
    }

    @Test("has the same bytes for the same input, whatever the number of threads")
    func bytes() throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            for (threads, name) in [("1", "one.sqlite"), ("3", "three.sqlite")] {
                let run = try CommandRun.tiercast(
                    [
                        "run", "a.yaml", "--trials", "3000", "--threads", threads, "--database", name,
                        "--database-trials",
                    ], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            let one = try Data(contentsOf: folder.appending(path: "one.sqlite"))
            try #expect(one == Data(contentsOf: folder.appending(path: "three.sqlite")))
            // 3,000 trials of a split with one line and one with two, each with a sum.
            try Fixture.read(folder, "one.sqlite") { database in
                try #expect(Int.fetchOne(database, sql: "SELECT count(*) FROM trials") == 15_000)
                try #expect(Int.fetchOne(database, sql: "SELECT count(*) FROM trial_totals") == 6_000)
            }
        }
    }

    @Test("adds runs to those it has, and puts the same run in the place of its former rows")
    func replacing() throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            try Fixture.write(Fixture.nobody, as: "b.yaml", in: folder)
            let both = try Fixture.run(["a.yaml", "b.yaml", "--trials", "50", "--database-trials"], in: folder)
            #expect(both.status == 0, "\(both.errors)")
            let before = try Fixture.content(folder)
            try Fixture.change(folder, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')")
            let list = "SELECT run, file, seed, trials, split_names FROM runs ORDER BY run"
            let first = ["1|a.yaml|1|50|[\"nano\", \"mixed\"]", "2|b.yaml|1|50|[\"mega\"]"]
            try #expect(Fixture.texts(folder, list) == first)

            // Rows that were spoilt come back, whatever was spoilt.
            try Fixture.change(
                folder, "UPDATE metrics SET mean = 0; DELETE FROM trials; DELETE FROM goals WHERE run = 2")
            let again = try Fixture.run(["b.yaml", "a.yaml", "--trials", "50", "--database-trials"], in: folder)
            #expect(again.status == 0, "\(again.errors)")
            try #expect(Fixture.content(folder).filter { !$0.hasPrefix("notes") } == before)
            try #expect(Fixture.texts(folder, "SELECT text FROM notes") == ["mine"])

            // Another seed, other splits, another number of trials: other runs.
            for arguments in [["--seed", "2"], ["--split", "mixed"]] {
                let run = try Fixture.run(["a.yaml", "--trials", "50"] + arguments, in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            try #expect(
                Fixture.texts(folder, list) == first + [
                    "3|a.yaml|2|50|[\"nano\", \"mixed\"]", "4|a.yaml|1|50|[\"mixed\"]",
                ])
            try #expect(Fixture.texts(folder, "SELECT DISTINCT run FROM trials ORDER BY run") == ["1", "2"])
            try #expect(Fixture.texts(folder, "PRAGMA integrity_check") == ["ok"])
            try #expect(Fixture.texts(folder, "PRAGMA foreign_key_check").isEmpty)
        }
    }

    @Test("shows a planner medians, intervals and goals, an infinite CPA as larger than every other")
    func headline() throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            try Fixture.write(Fixture.nobody, as: "b.yaml", in: folder)
            let run = try Fixture.run(["a.yaml", "b.yaml", "--trials", "300"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let rows = try Fixture.texts(folder, "SELECT run, split, cpa_p5 <= cpa, cpa <= cpa_p95 FROM headline")
            #expect(rows == ["1|nano|1|1", "1|mixed|1|1", "2|mega|NULL|NULL"])
            try #expect(
                Fixture.texts(folder, "SELECT goals, conversions, cpa FROM headline WHERE run = 2")
                    == ["cpa <= 45: 0|0.0|NULL"])
            let infinite = try Fixture.texts(
                folder,
                """
                SELECT value = 9e999, value > 1e308, typeof(value) FROM quantiles
                WHERE run = 1 AND split = 'nano' AND group_kind = 'total' AND metric = 'cpa' AND probability = 0.95
                """)
            #expect(infinite == ["1|1|real"])
        }
    }

    @Test("keeps names as they are written")
    func names() throws {
        try CommandRun.inFolder { folder in
            let name = "=cmd()|'/C calc'!A0 \"quoted\"; DROP TABLE runs; -- 🎈"
            let file = "it's =1+1 🎈.yaml"
            let text = Fixture.small.replacing("name: Small", with: "name: '\(name.replacing("'", with: "''"))'")
            try Fixture.write(text, as: file, in: folder)
            let run = try Fixture.run([file, "--trials", "20"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            try #expect(Fixture.texts(folder, "SELECT scenario, file FROM runs") == ["\(name)|\(file)"])
            // By way of an existing database too.
            let again = try Fixture.run([file, "--trials", "20"], in: folder)
            #expect(again.status == 0, "\(again.errors)")
            try #expect(Fixture.texts(folder, "SELECT scenario, file FROM runs") == ["\(name)|\(file)"])
        }
    }
}
