// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import GRDB
import Testing

/// What `docs/database.md` says of tables and commands is so.
@Suite("The page on databases")
struct DatabaseDocumentationTests {
    private typealias Fixture = DatabaseFixture

    private let text: String

    init() throws {
        text = try String(contentsOf: Checker.repository.appending(path: "docs/database.md"), encoding: .utf8)
    }

    /// The columns of each table in the document: what stands in backticks in the first cells beneath its heading.
    private var documented: [String: Set<String>] {
        var tables: [String: Set<String>] = [:]
        var table: String?
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("#") { table = line.hasPrefix("### ") ? String(line.dropFirst(4)) : nil }
            if let table, line.hasPrefix("| `") {
                let cell = line.components(separatedBy: " | ")[0]
                let names = cell.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }
                tables[table, default: []].formUnion(names.map(\.element))
            }
        }
        return tables
    }

    /// The fenced blocks of a language.
    private func blocks(_ language: String) -> [String] {
        text.components(separatedBy: "\n```\(language)\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
    }

    /// A database of a small campaign, in a folder.
    private func inDatabase(_ body: (URL) throws -> Void) throws {
        try CommandRun.inFolder { folder in
            try Fixture.write(Fixture.small, as: "a.yaml", in: folder)
            let run = try Fixture.run(["a.yaml", "--trials", "100", "--database-trials"], in: folder)
            try #require(run.status == 0, "\(run.errors)")
            try body(folder)
        }
    }

    @Test("names every table and column, and no other")
    func columns() throws {
        try inDatabase { folder in
            var found: [String: Set<String>] = [:]
            try Fixture.read(folder) { database in
                for table in try Fixture.tables(database) {
                    let info = try Row.fetchAll(database, sql: "PRAGMA table_info(\(table))")
                    found[table] = Set(info.map { $0["name"] as String })
                }
                let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                #expect(text.contains("`PRAGMA application_id` is \(id) "))
                #expect(text.contains("`PRAGMA user_version` the version of the layout, \(version)."))
            }
            #expect(found.count == 12)
            #expect(Set(documented.keys) == Set(found.keys))
            for (table, columns) in found {
                #expect(documented[table] == columns, "\(table)")
            }
        }
    }

    @Test("names every column of the view that planners read")
    func headline() throws {
        try inDatabase { folder in
            let section = try #require(
                text.components(separatedBy: "\n## Views\n").last?.components(separatedBy: "\n## ")[0])
            let names = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
                .flatMap { $0.components(separatedBy: " | ")[0].components(separatedBy: "`") }
                .enumerated().filter { $0.element.wholeMatch(of: /[a-z_0-9]+/) != nil }.map(\.element)
            try Fixture.read(folder) { database in
                let info = try Row.fetchAll(database, sql: "PRAGMA table_info(headline)")
                #expect(Set(names) == Set(info.map { $0["name"] as String }))
            }
        }
    }

    @Test("has commands for the shell that run", .enabled(if: shell != nil, "there is no sqlite3 shell"))
    func shellCommands() throws {
        try inDatabase { folder in
            #expect(blocks("sh").count == 2)
            for command in blocks("sh") {
                let run = Process()
                run.executableURL = URL(filePath: "/bin/sh")
                run.currentDirectoryURL = folder
                run.arguments = ["-c", command + (command.contains(">") ? "" : " > shown")]
                try run.run()
                run.waitUntilExit()
                #expect(run.terminationStatus == 0, "\(command)")
            }
            let shown = try String(contentsOf: folder.appending(path: "shown"), encoding: .utf8)
            #expect(shown.contains("│ Small    │ nano  │"), "\(shown)")
            let table = try String(contentsOf: folder.appending(path: "headline.csv"), encoding: .utf8)
            #expect(table.hasPrefix("run,scenario,file,currency,budget,trials,split,conversions,"))
            #expect(table.split(whereSeparator: \.isNewline).count == 3)
        }
    }

    @Test(
        "has programs for pandas and DuckDB that run",
        .enabled(if: Checker.python != nil, "\(Checker.isMissing)"), arguments: [0, 1])
    func pythonPrograms(number: Int) throws {
        try inDatabase { folder in
            let programs = blocks("python")
            try #require(programs.count == 2)
            #expect(programs[number].contains("duckdb") == (number == 1))
            let run = try Checker.run(["-c", programs[number]], in: folder)
            #expect(run.status == 0, "\(run.output)")
            #expect(run.output.contains("nano") && run.output.contains("mixed"), "\(run.output)")
        }
    }

    @Test(
        "says how pandas reads what is infinite or undefined",
        .enabled(if: Checker.python != nil, "\(Checker.isMissing)"))
    func specialNumbers() throws {
        try inDatabase { folder in
            try Fixture.write(Fixture.nobody, as: "b.yaml", in: folder)
            _ = try Fixture.run(["b.yaml", "--trials", "100", "--database-trials"], in: folder)
            let program = """
                import sqlite3, pandas
                trials = pandas.read_sql("SELECT run, line, cost, orders, cpa FROM trials", sqlite3.connect("runs.sqlite"))
                infinite = (trials.cost > 0) & (trials.orders == 0)
                undefined = (trials.cost == 0) & (trials.orders == 0)
                assert infinite.any() and undefined.any()
                assert (trials.cpa[infinite] == float("inf")).all()
                assert trials.cpa[undefined].isna().all()
                assert trials.cpa[~undefined].notna().all()
                """
            let run = try Checker.run(["-c", program], in: folder)
            #expect(run.status == 0, "\(run.output)")
        }
    }

    @Test("attaches to DuckDB", .enabled(if: hasExtension, "DuckDB's extension sqlite is not installed"))
    func attached() throws {
        try inDatabase { folder in
            let program = "import duckdb\nprint(duckdb.sql(\"\"\"\(try #require(blocks("sql").first))\"\"\"))"
            let run = try Checker.run(["-c", program], in: folder)
            #expect(run.status == 0 && run.output.contains("nano"), "\(run.output)")
        }
    }

    @Test("has a program for R that runs", .enabled(if: rscript != nil, "R is not installed"))
    func rProgram() throws {
        try inDatabase { folder in
            let run = Process()
            run.executableURL = URL(filePath: try #require(Self.rscript))
            run.currentDirectoryURL = folder
            run.arguments = ["-e", try #require(blocks("r").first)]
            try run.run()
            run.waitUntilExit()
            #expect(run.terminationStatus == 0)
        }
    }

    /// Where the sqlite3 shell is; nil where it is not installed.
    private static let shell = path(of: "sqlite3")
    /// Where R's interpreter of scripts is; nil where it is not installed.
    private static let rscript = path(of: "Rscript")
    /// Whether DuckDB has its extension without fetching it.
    private static let hasExtension =
        (try? Checker.run(
            ["-c", "import duckdb; duckdb.sql('LOAD sqlite')"], in: FileManager.default.temporaryDirectory))?.status
        == 0

    private static func path(of program: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + program }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
