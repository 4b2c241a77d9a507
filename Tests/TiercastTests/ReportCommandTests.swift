// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("A report of a scenario")
struct ReportCommandTests {
    /// Names that a page, a table or a spreadsheet could take for something else.
    static let launch = """
        version: 1
        name: "</script><b>Spring & 'summer'</b>"
        budget: 60k
        product:
          order_value: {typical: 48 to 72, varies: 1.5x, source: "=1+1", note: "<img src=x>"}
          gross_margin: 60%
        splits:
          small: {nano: 60%, micro: 40%}
          big: {macro: 100%}
        goals: [cpa <= 45, roi >= 0]
        claims:
          er60: {says: "nano.engagements_per_follower / macro.engagements_per_follower = 1.6", tolerance: 10%}
        """

    /// A scenario without claims, with a timetable.
    static let timed = """
        version: 1
        name: Autumn
        budget: 4k
        product: {order_value: 60, gross_margin: 60%}
        splits: {small: {nano: 100%}, both: {nano: 50%, micro: 50%}}
        goals: [conversions >= 100]
        time: {weeks: 6}
        """

    private static func inFolder(_ text: String, _ body: (URL) throws -> Void) throws {
        try CommandRun.inFolder { folder in
            try text.write(to: folder.appending(path: "launch.yaml"), atomically: true, encoding: .utf8)
            try body(folder)
        }
    }

    private static let noCharts = ["TIERCAST_CHARTS": "/nowhere"]

    @Test("leaves analyses out by their names or those of their commands")
    func without() throws {
        try Self.inFolder(Self.timed) { folder in
            let names = ["compare", "sensitivity", "stress", "optimise"]
            let run = try CommandRun.tiercast(
                ["report", "launch.yaml", "--trials", "50", "--output", "page.html"]
                    + names.flatMap { ["--without", $0] },
                in: folder, environment: Self.noCharts)
            #expect(run.status == 0, "\(run.errors)")
            let page = try String(contentsOf: folder.appending(path: "page.html"), encoding: .utf8)
            #expect(
                page.contains(
                    "--without comparison --without sensitivity --without stress --without optimisation"))
        }
    }

    @Test("is one page with the answer first, the same bytes with any number of threads")
    func page() throws {
        try Self.inFolder(Self.timed) { folder in
            for threads in ["1", "2"] {
                let run = try CommandRun.tiercast(
                    [
                        "report", "launch.yaml", "--trials", "300", "--threads", threads, "--output", "\(threads).html",
                        "--without",
                        "stress",
                    ], in: folder, environment: Self.noCharts)
                #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
                #expect(run.errors.contains("Vega-Lite is not installed") && run.errors.contains("./run"))
            }
            let pages = try ["1", "2"].map {
                try String(contentsOf: folder.appending(path: "\($0).html"), encoding: .utf8)
            }
            #expect(pages[0] == pages[1])
            let page = pages[0]
            for heading in [
                "The answer", "What each split may return", "Week by week", "What was assumed", "How this was computed",
            ] {
                #expect(page.contains(">\(heading)</h2>"))
            }
            #expect(!page.contains("When things go wrong") && !page.contains("Which claims hold"))
            #expect(
                page.contains("tiercast report launch.yaml --output launch.html --trials 300 --seed 1 --without stress")
            )
            #expect(!page.contains(folder.path()) && !page.contains("http://") && !page.contains("src="))
        }
    }

    @Test("refuses charts where nothing draws them, and writes nothing")
    func missingRuntime() throws {
        try Self.inFolder(Self.timed) { folder in
            let run = try CommandRun.tiercast(
                ["report", "launch.yaml", "--trials", "100", "--output", "a.html", "--charts", "pictures"], in: folder,
                environment: Self.noCharts)
            #expect(run.status == 69 && run.errors.contains("Vega-Lite is not installed"))
            #expect(try CommandRun.names(in: folder) == ["launch.yaml"])
        }
    }

    @Test("is never written over its input, and needs a place that can be written")
    func places() throws {
        try Self.inFolder(Self.timed) { folder in
            for (place, status) in [("launch.yaml", Int32(74)), ("missing/a.html", 74), ("/dev/full", 74)] {
                let run = try CommandRun.tiercast(
                    ["report", "launch.yaml", "--trials", "50", "--output", place, "--without", "stress"], in: folder,
                    environment: Self.noCharts)
                #expect(run.status == status, "\(place): \(run.errors)")
            }
            #expect(try String(contentsOf: folder.appending(path: "launch.yaml"), encoding: .utf8) == Self.timed)
            #expect(try CommandRun.names(in: folder) == ["launch.yaml"])
        }
    }

    @Test("comes with a run, too, and of several files one page each")
    func several() throws {
        try Self.inFolder(Self.timed) { folder in
            let run = try CommandRun.tiercast(
                ["run", "launch.yaml", "--trials", "100", "--report", "a.html"], in: folder, environment: Self.noCharts)
            #expect(run.status == 0 && run.output.contains("conversions"))
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "a.html").path()))
            try Self.timed.write(to: folder.appending(path: "other.yaml"), atomically: true, encoding: .utf8)
            let both = try CommandRun.tiercast(
                ["report", "launch.yaml", "other.yaml", "--trials", "50", "--output", "pages", "--without", "stress"],
                in: folder,
                environment: Self.noCharts)
            #expect(both.status == 0, "\(both.errors)")
            #expect(try CommandRun.names(in: folder.appending(path: "pages")) == ["launch.html", "other.html"])
        }
    }

    @Test(
        "draws its charts as pictures and as figures, with names that stay text",
        .enabled(if: Checker.hasCharts, "Vega-Lite is not installed: ./test installs it where it can"))
    func charts() throws {
        try Self.inFolder(Self.launch) { folder in
            let run = try CommandRun.tiercast(
                [
                    "report", "launch.yaml", "--trials", "200", "--output", "a.html", "--charts", "pictures",
                    "--without", "stress",
                ], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let names = try CommandRun.names(in: folder.appending(path: "pictures"))
            for kind in ["svg", "png", "csv", "vl.json"] { #expect(names.contains("distribution-cpa.\(kind)")) }
            #expect(names.count.isMultiple(of: 4) && names.count > 40)
            let png = try Data(contentsOf: folder.appending(path: "pictures/money.png"))
            #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]) && png.count > 5_000)
            let page = try String(contentsOf: folder.appending(path: "a.html"), encoding: .utf8)
            // What follows is the runtime of the charts, which knows pictures in tooltips and never has one to show.
            let own = page.prefix(upTo: try #require(page.range(of: "<script type=\"module\"")).lowerBound)
            #expect(own.contains("<svg") && !own.contains("<img") && !own.contains("<b>Spring"))
            #expect(page.contains("&lt;/script&gt;&lt;b&gt;Spring &amp; &#39;summer&#39;&lt;/b&gt;"))
        }
    }

    @Test(
        "reads on a phone, a tablet and a wide screen, light and dark, from the keyboard and on paper",
        .enabled(
            if: Checker.hasCharts && Checker.hasBrowser,
            "Chromium or Vega-Lite is not installed: ./test installs them where it can"))
    func eyes() throws {
        try Self.inFolder(Self.launch) { folder in
            let run = try CommandRun.tiercast(
                ["report", "launch.yaml", "--trials", "200", "--output", "a.html"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let script = Checker.repository.appending(path: "scripts/checkers/look_at_report.py").path()
            let look = try Checker.run([script, "a.html"], in: folder)
            let found = try JSONDecoder().decode(Look.self, from: Data(look.output.utf8))
            #expect(found.views.count == 6)
            for view in found.views {
                let place = "\(view.width) \(view.scheme)"
                #expect(view.messages == [] && view.fetched == [], "\(place)")
                #expect(view.overflow == 0 && view.wide == [] && view.cut == [] && view.silent == [], "\(place)")
                #expect(view.charts > 10 && view.live == view.charts, "\(place)")
            }
            // Without the first of two splits each small multiple has one row less.
            #expect(found.switched.before == 2 && found.switched.after == 1)
            #expect(found.printed > 50_000)
        }
    }

    /// What a look at a page found.
    private struct Look: Decodable {
        struct View: Decodable {
            var width: Int
            var scheme: String
            var overflow: Int
            var wide, cut, silent, messages, fetched: [String]
            var charts, live: Int
        }
        struct Switched: Decodable { var before, after: Int }
        var views: [View]
        var switched: Switched
        var printed: Int
    }
}

@Suite("What changed between two results")
struct DiffCommandTests {
    private static func run(_ arguments: [String], in folder: URL) throws -> CommandRun {
        try CommandRun.tiercast(arguments, in: folder)
    }

    @Test("is nothing for the same file and seed, and the assumption that was changed for another")
    func diff() throws {
        try CommandRun.inFolder { folder in
            try ReportCommandTests.timed.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
            for (name, more) in [("one", []), ("two", []), ("three", ["--set", "tiers.nano.fee=100 to 200"])] {
                #expect(
                    try Self.run(["run", "a.yaml", "--trials", "400", "--output", name] + more, in: folder).status == 0)
            }
            let same = try Self.run(["diff", "one", "two/summary.json"], in: folder)
            #expect(same.status == 0 && same.output == "one → two/summary.json\n\nNothing changed.\n", "\(same.errors)")
            let changed = try Self.run(["diff", "one", "three"], in: folder)
            #expect(changed.status == 0 && changed.output.contains("1 assumption changed;"))
            #expect(changed.output.contains("tiers.nano.fee") && changed.output.contains("median CPA"))
            let json = try Self.run(["diff", "one", "three", "--json", "--output", "out"], in: folder)
            let object = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect((object["assumptions"] as? [Any])?.count == 1 && object["nothing_changed"] as? Bool == false)
            #expect(try String(contentsOf: folder.appending(path: "out/diff.json"), encoding: .utf8) == json.output)
        }
    }

    @Test("is refused with 2 and a reason for what is no summary")
    func refusals() throws {
        try CommandRun.inFolder { folder in
            try "{}".write(to: folder.appending(path: "a.json"), atomically: true, encoding: .utf8)
            try "a: b".write(to: folder.appending(path: "b.json"), atomically: true, encoding: .utf8)
            for (file, words) in [
                ("a.json", "not a summary of the layout"), ("b.json", "is not JSON"), ("c.json", "No such file"),
                (".", "No such file"),
            ] {
                let run = try Self.run(["diff", file, file], in: folder)
                #expect(run.status == 2 && run.errors.contains(words) && run.output.isEmpty, "\(file): \(run.errors)")
            }
        }
    }
}

@Suite("Every way to print a result")
struct FormatTests {
    @Test("is the same for all commands", arguments: ["run", "compare", "sensitivity", "lint", "ledger"])
    func formats(command: String) throws {
        try CommandRun.inFolder { folder in
            try ReportCommandTests.timed.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
            let trials = command == "lint" ? ["--quick"] : ["--trials", "200"]
            func printed(_ more: [String]) throws -> String {
                let run = try CommandRun.tiercast([command, "a.yaml"] + trials + more, in: folder)
                #expect(run.status == 0, "\(run.errors)")
                return run.output
            }
            let json = try printed(["--format", "json"])
            #expect(try printed(["--json"]) == json)
            #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
            let csv = try printed(["--format", "csv"]).split(separator: "\n")
            #expect(csv.count > 2 && csv[0].contains(",") && !csv[0].contains(" "))
            let markdown = try printed(["--format", "markdown"])
            #expect(markdown.contains("| --- |") || markdown.contains("|---|") || command == "lint")
            #expect(!markdown.contains("\u{1B}"))
            #expect(try printed([]) == printed(["--format", "table"]))
            let both = try CommandRun.tiercast([command, "a.yaml", "--json", "--format", "csv"], in: folder)
            #expect(both.status == 64)
        }
    }
}
