// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The command")
struct CommandTests {
    /// Writes the first template as `launch.yaml`.
    private func begin(_ folder: URL, as name: String = "launch.yaml") throws {
        let made = try CommandRun.tiercast(["init", name], in: folder)
        try #require(made.status == 0, "\(made.errors)")
    }

    @Test("starts from a template, checks it and runs it")
    func beginning() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let checked = try CommandRun.tiercast(["validate", "launch.yaml"], in: folder)
            #expect(checked.status == 0, "\(checked.errors)")
            let run = try CommandRun.tiercast(["run", "launch.yaml", "--trials", "1k"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("1,000 trials · seed 1"))
            #expect(run.output.contains("by tier"))
            #expect(!run.output.contains("\u{1B}"))
            #expect(!run.errors.contains("\u{1B}"))
        }
    }

    @Test("compares splits, of one file or of several, in words and as JSON")
    func compare() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            try begin(folder, as: "again.yaml")
            let one = try CommandRun.tiercast(["compare", "launch.yaml", "--trials", "500"], in: folder)
            #expect(one.status == 0, "\(one.errors)")
            #expect(one.output.contains("in the same imagined campaign"))
            let two = try CommandRun.tiercast(
                ["compare", "launch.yaml", "again.yaml", "--split", "small", "--trials", "500", "--output", "out"],
                in: folder)
            #expect(two.status == 0, "\(two.errors)")
            #expect(two.output.contains("bring the same profit in every imagined campaign"))
            try #expect(CommandRun.names(in: folder.appending(path: "out")) == ["comparison.json"])
            let alone = try CommandRun.tiercast(["compare", "launch.yaml", "--split", "small"], in: folder)
            #expect(alone.status == 2)
            let json = try CommandRun.tiercast(["compare", "launch.yaml", "--trials", "200", "--json"], in: folder)
            let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(document?["schema"] as? String == "tiercast/comparison/1")
        }
    }

    @Test("finds a split, writes it into a copy of the file, and says what clashes")
    func optimise() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let found = try CommandRun.tiercast(
                ["optimise", "launch.yaml", "--trials", "300", "--write", "copy.yaml", "--output", "out"], in: folder)
            #expect(found.status == 0, "\(found.errors)")
            let written = try String(contentsOf: folder.appending(path: "out/optimisation.json"), encoding: .utf8)
            #expect(written.contains("\"scored\": 1771,"))
            let copy = try CommandRun.tiercast(
                ["run", "copy.yaml", "--split", "best", "--trials", "300"], in: folder)
            #expect(copy.status == 0, "\(copy.errors)")
            let clash = try CommandRun.tiercast(
                [
                    "optimize", "launch.yaml", "--trials", "50", "--bound", "nano=70%..", "--bound", "micro=60%..",
                ], in: folder)
            #expect(clash.status == 2)
            #expect(clash.errors.contains("nano gets 70% to 100%; micro gets 60% to 100%"))
            for wrong in [
                ["--bound", "nanno=10%"], ["--bound", "nano"], ["--require", "cpa <= 45"], ["--reference", "none"],
                ["--objective", "regret"], ["--target", "cpb <= 3"],
                ["--target", "roi >= 0", "--sure", "80"], ["--target", "roi >= 0", "--sure", "0%"],
                ["--require", "incremental_roi >= 0 in 50%"],
            ] {
                let refused = try CommandRun.tiercast(
                    ["optimise", "launch.yaml", "--trials", "50"] + wrong, in: folder)
                #expect(refused.status == 2, "\(wrong)")
            }
            let asked = try CommandRun.tiercast(
                [
                    "optimise", "launch.yaml", "--trials", "40", "--coarse", "--target", "conversions >= 1", "--target",
                    "cpa <= 1e9",
                    "--sure", "0.3", "--json",
                ], in: folder)
            #expect(asked.status == 0, "\(asked.errors)")
            #expect(asked.output.contains("\"sure\": 0.3"))
            let unasked = try CommandRun.tiercast(["optimise", "launch.yaml", "--sure", "80%"], in: folder)
            #expect(unasked.status == 64)
            let luck = try CommandRun.tiercast(["optimise", "launch.yaml", "--objective", "luck"], in: folder)
            #expect(luck.status == 64)
            let over = try CommandRun.tiercast(
                ["optimise", "launch.yaml", "--trials", "50", "--write", "launch.yaml"], in: folder)
            #expect(over.status == 74)
        }
    }

    @Test(
        "puts what is doubtful about a file into the summary too, and drops a correlation that an override makes pointless"
    )
    func warnings() throws {
        try CommandRun.inFolder { folder in
            let text = """
                version: 1
                budget: 10k
                product: {order_value: 80, gross_margin: 60%}
                tiers: {nano: {orders_per_click: {typical: 1% to 3%}}, micro: {orders_per_click: {typical: 1% to 3%}}}
                correlate: [{of: [nano.orders_per_click, micro.orders_per_click], rank: 0.5}]
                splits: {s: {nano: 90%, mega: 10%}}
                """
            try text.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
            let run = try CommandRun.tiercast(
                ["run", "a.yaml", "--trials", "50", "--json", "--set", "tiers.nano.orders_per_click=2%"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("so its correlation is left out"))
            let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            let warnings = document?["warnings"] as? [String] ?? []
            #expect(warnings.contains { $0.contains("never pays the first creator") })
        }
    }

    @Test("writes over no data file, through no link, and to no place twice")
    func places() throws {
        try CommandRun.inFolder { folder in
            let text = """
                version: 1
                budget: 1000
                product: {order_value: 80, gross_margin: 50%}
                tiers: {nano: {fee: {varies: "data(d.csv, v)"}}}
                splits: {a: {nano: 100%}}
                """
            let data = folder.appending(path: "d.csv")
            try text.write(to: folder.appending(path: "d.yaml"), atomically: true, encoding: .utf8)
            try "v\n100\n200\n".write(to: data, atomically: true, encoding: .utf8)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link.csv"), withDestinationURL: data)
            for arguments in [
                ["--trial-data", "d.csv"], ["--trial-data", "link.csv"],
                ["--output", "o", "--trial-data", "./o/summary.json"],
            ] {
                let run = try CommandRun.tiercast(["run", "d.yaml", "--trials", "10"] + arguments, in: folder)
                #expect(run.status == 74, "\(arguments)")
            }
            try #expect(String(contentsOf: data, encoding: .utf8) == "v\n100\n200\n")
            try #expect(CommandRun.names(in: folder) == ["d.csv", "d.yaml", "link.csv"])
        }
    }

    @Test("lists every assumption", arguments: ["table", "markdown", "csv"])
    func ledger(format: String) throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let arguments = ["ledger", "launch.yaml", "--trials", "500", "--format", format]
            let run = try CommandRun.tiercast(arguments, in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("product.order_value"))
        }
    }

    @Test("never overwrites a file with a template")
    func refusal() throws {
        try CommandRun.inFolder { folder in
            let file = folder.appending(path: "mine.yaml")
            try "mine".write(to: file, atomically: true, encoding: .utf8)
            let run = try CommandRun.tiercast(["init", "mine.yaml"], in: folder)
            #expect(run.status == 74)
            #expect(run.errors.contains("mine.yaml: exists already"))
            try #expect(String(contentsOf: file, encoding: .utf8) == "mine")
        }
    }

    @Test(
        "answers a wrong command line with 64",
        arguments: [
            ["run"], ["run", "x.yaml", "--trials", "0"], ["run", "x.yaml", "--trials", "-5"],
            ["run", "x.yaml", "--trials", "99999999999999999999"], ["run", "x.yaml", "--threads", "0"],
            ["run", "x.yaml", "y.yaml", "--json"], ["fly"],
            ["run", "x.yaml", "--seed", "-1"], ["run", "x.yaml", "--set", "nothing"],
            ["explain", "no_such_key_at_all"],
        ])
    func usage(arguments: [String]) throws {
        try CommandRun.inFolder { folder in
            let run = try CommandRun.tiercast(arguments, in: folder)
            #expect(run.status == 64)
        }
    }

    @Test("says the exit codes in its help")
    func help() throws {
        try CommandRun.inFolder { folder in
            let run = try CommandRun.tiercast(["--help"], in: folder)
            #expect(run.status == 0)
            for code in ["0 ", "2 ", "64 ", "74 ", "130 "] { #expect(run.output.contains("  \(code)")) }
        }
    }

    @Test("answers files that are no scenario with 2 and a reason, all of them at once")
    func badInput() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "folder.yaml"), withIntermediateDirectories: true)
            try Data(count: 0).write(to: folder.appending(path: "empty.yaml"))
            try Data([0xFF, 0xFE, 0x80]).write(to: folder.appending(path: "latin.yaml"))
            try Data(repeating: 32, count: 2 << 20).write(to: folder.appending(path: "long.yaml"))
            let reasons = [
                ("missing.yaml", "No such file"), ("folder.yaml", "is a directory"), ("empty.yaml", "empty"),
                ("latin.yaml", "UTF-8"), ("long.yaml", "bytes"), ("/dev/zero", "not a regular file"),
            ]
            for command in ["run", "validate"] {
                let run = try CommandRun.tiercast([command] + reasons.map(\.0) + ["launch.yaml"], in: folder)
                #expect(run.status == 2)
                for (file, reason) in reasons {
                    let isSaid = run.errors.split(separator: "\n").contains { $0.contains(file) && $0.contains(reason) }
                    #expect(isSaid, "\(file): \(run.errors)")
                }
                #expect(!run.output.contains("trials"))
            }
        }
    }

    @Test("prints valid JSON that does not depend on threads, and the same bytes into a file")
    func json() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let arguments = ["run", "launch.yaml", "--trials", "1500", "--json", "--output", "out"]
            let one = try CommandRun.tiercast(arguments + ["--threads", "1"], in: folder)
            let three = try CommandRun.tiercast(arguments + ["--threads", "3"], in: folder)
            #expect(one.status == 0, "\(one.errors)")
            #expect(one.output == three.output)
            try #expect(JSONSerialization.jsonObject(with: Data(one.output.utf8)) is [String: Any])
            let out = folder.appending(path: "out")
            try #expect(CommandRun.names(in: out) == ["scenario.resolved.yaml", "summary.csv", "summary.json"])
            let stored = try String(contentsOf: out.appending(path: "summary.json"), encoding: .utf8)
            #expect(stored == one.output)
            let again = try CommandRun.tiercast(
                ["run", "out/scenario.resolved.yaml", "--trials", "1500", "--json"], in: folder)
            #expect(again.status == 0, "the resolved scenario runs: \(again.errors)")
        }
    }

    @Test("gives several files a folder each")
    func folders() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            try begin(folder, as: "second.yaml")
            let run = try CommandRun.tiercast(
                ["run", "launch.yaml", "second.yaml", "--trials", "600", "--output", "a/b"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            try #expect(CommandRun.names(in: folder.appending(path: "a/b")) == ["launch", "second"])
        }
    }

    @Test("writes every trial")
    func trialData() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let run = try CommandRun.tiercast(
                ["run", "launch.yaml", "--trials", "600", "--threads", "2", "--trial-data", "t.csv"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let text = try String(contentsOf: folder.appending(path: "t.csv"), encoding: .utf8)
            let rows = text.split(separator: "\n").dropFirst()
            let trials = rows.compactMap { Int($0.prefix { $0 != "," }) }
            #expect(trials == trials.sorted())
            #expect(Set(trials) == Set(1...600))
        }
    }

    @Test("never writes over its input, and says where it cannot write")
    func outputs() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let file = folder.appending(path: "launch.yaml")
            let before = try Data(contentsOf: file)
            let over = try CommandRun.tiercast(
                ["run", "launch.yaml", "--trials", "600", "--trial-data", "./launch.yaml"], in: folder)
            #expect(over.status == 74)
            try #expect(Data(contentsOf: file) == before)
            let blocked = try CommandRun.tiercast(
                ["run", "launch.yaml", "--trials", "600", "--output", "launch.yaml"], in: folder)
            #expect(blocked.status == 74)
            let absent = try CommandRun.tiercast(
                ["run", "launch.yaml", "--trials", "600", "--trial-data", "no/such/t.csv"], in: folder)
            #expect(absent.status == 74)
            #expect(absent.errors.contains("no/such/t.csv: No such file"))
            try #expect(CommandRun.names(in: folder) == ["launch.yaml"])
        }
    }

    @Test("restricts a run to the splits asked for and names those there are")
    func splits() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let run = try CommandRun.tiercast(["run", "launch.yaml", "--split", "no such split"], in: folder)
            #expect(run.status == 2)
            #expect(run.errors.contains("its splits are"))
        }
    }

    @Test("colours the table only when told, outside a terminal")
    func colours() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let arguments = ["run", "launch.yaml", "--trials", "600", "--color"]
            let told = try CommandRun.tiercast(arguments + ["always"], in: folder)
            #expect(told.output.contains("\u{1B}[1m"))
            let untold = try CommandRun.tiercast(arguments + ["auto"], in: folder)
            #expect(!untold.output.contains("\u{1B}"))
        }
    }

    @Test("ends with 130 on Ctrl-C, says what is partial and writes no file")
    func interruption() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let run = try CommandRun.tiercast(
                ["run", "launch.yaml", "--trials", "100k", "--output", "out", "--trial-data", "t.csv"], in: folder
            ) { process in
                Thread.sleep(forTimeInterval: 4)
                process.interrupt()
            }
            #expect(run.status == 130)
            #expect(run.output.isEmpty || run.output.contains("PARTIAL: interrupted after"))
            // Neither a file nor the folder that was made for it.
            try #expect(CommandRun.names(in: folder) == ["launch.yaml"])
        }
    }

    @Test("ends quietly where nobody reads its output")
    func closedPipe() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.currentDirectoryURL = folder
            shell.environment = ["TIERCAST": CommandRun.executable.path(), "PATH": "/bin:/usr/bin"]
            shell.arguments = [
                "-c", "{ \"$TIERCAST\" schema 2>err; echo $? >code; } | true",
            ]
            try shell.run()
            shell.waitUntilExit()
            try #expect(String(contentsOf: folder.appending(path: "err"), encoding: .utf8).isEmpty)
            try #expect(String(contentsOf: folder.appending(path: "code"), encoding: .utf8) == "0\n")
        }
    }
}
