// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The commands that keep forecasts and score them") struct ScoreCommandTests {
    private static let scenario = """
        version: 1
        budget: 5000
        defaults: evidence
        product: {order_value: 80, gross_margin: 50%}
        splits: {a: {nano: 100%}, b: {micro: 100%}}
        """

    /// Runs `body` in a folder that holds a scenario of two splits, its frozen forecast and a table of totals.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        try CommandRun.inFolder { folder in
            try write(Self.scenario, "s.yaml", in: folder)
            try write("figure,value\ntracked_orders,30\nconversions,60\ncost,4100\n", "t.csv", in: folder)
            let frozen = try CommandRun.tiercast(
                ["freeze", "s.yaml", "--output", "f.json", "--trials", "96", "--date", "2026-03-01"], in: folder)
            #expect(frozen.status == 0 && frozen.errors.isEmpty, "\(frozen.errors)")
            #expect(frozen.output.contains("f.json: frozen on 2026-03-01, seal "))
            try body(folder)
        }
    }

    private func write(_ text: String, _ name: String, in folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func text(_ name: String, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("a frozen forecast is never written over, and the same one is the same bytes")
    func freezing() throws {
        try inFolder { folder in
            let first = try text("f.json", in: folder)
            let arguments = [
                "freeze", "s.yaml", "--trials", "96", "--date", "2026-03-01", "--threads", "3", "--output",
            ]
            let over = try CommandRun.tiercast(arguments + ["f.json"], in: folder)
            #expect(over.status == 74 && over.errors.contains("exists already"))
            #expect(try text("f.json", in: folder) == first)
            #expect(try CommandRun.tiercast(arguments + ["g.json"], in: folder).status == 0)
            #expect(try text("g.json", in: folder) == first)
            for wrong in [
                ["--date", "2026-02-30"], ["--date", "yesterday"], ["--trials", "1M"], ["--threads", "0"], [],
            ] {
                let output = wrong.isEmpty ? [] : ["--output", "h.json"]
                #expect(try CommandRun.tiercast(["freeze", "s.yaml"] + output + wrong, in: folder).status == 64)
            }
            let input = try CommandRun.tiercast(["freeze", "s.yaml", "--output", "s.yaml"], in: folder)
            #expect(try input.status == 74 && text("s.yaml", in: folder) == Self.scenario)
            let unknown = try CommandRun.tiercast(
                ["freeze", "s.yaml", "--output", "h.json", "--split", "c"], in: folder)
            #expect(unknown.status == 2)
            #expect(try CommandRun.names(in: folder) == ["f.json", "g.json", "s.yaml", "t.csv"])
        }
    }

    @Test("a forecast is scored once in a history, whose entries stay as they are")
    func scoring() throws {
        try inFolder { folder in
            let unnamed = try CommandRun.tiercast(["score", "f.json", "t.csv"], in: folder)
            #expect(unnamed.status == 2 && unnamed.errors.contains("holds the splits a, b; name the one"))
            let wrong = try CommandRun.tiercast(["score", "f.json", "t.csv", "--split", "c"], in: folder)
            #expect(wrong.status == 2 && wrong.errors.contains("its splits are a, b"))
            let scoreOf = ["score", "f.json", "t.csv", "--split", "a", "--date", "2026-06-01"]
            let plain = try CommandRun.tiercast(scoreOf + ["--json"], in: folder)
            #expect(plain.status == 0 && plain.errors.isEmpty, "\(plain.errors)")
            let kept = try CommandRun.tiercast(scoreOf + ["--json", "--history", "h.csv"], in: folder)
            #expect(kept.output == plain.output)
            let first = try text("h.csv", in: folder)
            let again = try CommandRun.tiercast(scoreOf + ["--history", "h.csv"], in: folder)
            #expect(again.status == 2 && again.output.isEmpty)
            #expect(again.errors.contains("was scored on 2026-06-01 already, in h.csv; a forecast is graded once"))
            // The other split of the same file is the same forecast: one of them was run.
            let other = try CommandRun.tiercast(
                ["score", "f.json", "t.csv", "--split", "b", "--history", "h.csv"], in: folder)
            #expect(try other.status == 2 && text("h.csv", in: folder) == first)

            let next = ["freeze", "s.yaml", "--output", "g.json", "--trials", "64", "--seed", "2", "--split", "b"]
            #expect(try CommandRun.tiercast(next, in: folder).status == 0)
            let second = try CommandRun.tiercast(
                ["score", "g.json", "t.csv", "--history", "h.csv", "--output", "out"], in: folder)
            #expect(second.status == 0 && second.output.contains("last campaign"), "\(second.errors)")
            #expect(second.output.replacing("\n", with: " ").contains("h.csv holds 2 campaigns now"))
            #expect(try text("h.csv", in: folder).hasPrefix(first))
            #expect(try CommandRun.names(in: folder.appending(path: "out")) == ["score.json"])

            try write(first.replacing(",30,", with: ",31,"), "edited.csv", in: folder)
            let edited = try CommandRun.tiercast(["backtest", "edited.csv"], in: folder)
            #expect(edited.status == 2 && edited.errors.contains("edited.csv:2:1: error: this row, or one above it"))
            let added = try CommandRun.tiercast(["score", "g.json", "t.csv", "--history", "edited.csv"], in: folder)
            #expect(try added.status == 2 && text("edited.csv", in: folder).contains(",31,"))
        }
    }

    @Test("two scores at the same time are both kept")
    func atOnce() throws {
        try inFolder { folder in
            for seed in ["2", "3"] {
                let made = ["freeze", "s.yaml", "--output", "\(seed).json", "--trials", "64", "--split", "b", "--seed"]
                #expect(try CommandRun.tiercast(made + [seed], in: folder).status == 0)
            }
            func score(_ name: String) -> [String] { ["score", name, "t.csv", "--history", "h.csv"] }
            let first = try CommandRun.tiercast(score("2.json"), in: folder) { _ in
                let second = try CommandRun.tiercast(score("3.json"), in: folder)
                #expect(second.status == 0, "\(second.errors)")
            }
            #expect(first.status == 0, "\(first.errors)")
            let both = try CommandRun.tiercast(["backtest", "h.csv", "--json"], in: folder)
            #expect(both.output.contains("\"campaigns\": 2"))
        }
    }

    @Test("a history is printed in every form and written as pages, and takes no options of a simulation")
    func pages() throws {
        try inFolder { folder in
            let score = ["score", "f.json", "t.csv", "--split", "a", "--history", "h.csv", "--format", "markdown"]
            #expect(try CommandRun.tiercast(score, in: folder).status == 0)
            for format in ["table", "markdown", "csv", "json"] {
                let run = try CommandRun.tiercast(["backtest", "h.csv", "--format", format], in: folder)
                #expect(run.status == 0 && run.output.contains("racked"), "\(run.errors)")
            }
            let page = try CommandRun.tiercast(
                ["backtest", "h.csv", "--page", "p.html", "--page", "p.md", "--output", "out"], in: folder,
                environment: ["TIERCAST_CHARTS": "/nowhere"])
            #expect(page.status == 0, "\(page.errors)")
            #expect(try text("p.html", in: folder).hasPrefix("<!DOCTYPE html>"))
            let markdown = try CommandRun.tiercast(["backtest", "h.csv", "--format", "markdown"], in: folder)
            #expect(try text("p.md", in: folder) == markdown.output)
            #expect(try CommandRun.names(in: folder.appending(path: "out")) == ["history.json"])
            for wrong in [["--trials", "9"], ["--set", "budget=3"], ["--selection", "0"], ["--date", "2026-03-01"]] {
                let run = try CommandRun.tiercast(["backtest", "h.csv"] + wrong, in: folder)
                #expect(run.status == 64 && run.errors.contains("is a list of scores"), "\(run.errors)")
            }
            for place in ["h.csv", "f.json"] {
                #expect(try CommandRun.tiercast(["backtest", "h.csv", "--page", place], in: folder).status == 64)
            }
            // A table of published outcomes becomes entries of forecasts that were made afterwards.
            try write("id,tier,deal,fee_per_post,creators,roas\nx,nano,flat,100,5,1.5\n", "o.csv", in: folder)
            let outcomes = ["backtest", "o.csv", "--trials", "64", "--history", "h.csv"]
            let added = try CommandRun.tiercast(outcomes, in: folder)
            #expect(added.status == 0 && added.errors.contains("1 outcomes added, 0 there already"), "\(added.errors)")
            #expect(try CommandRun.tiercast(outcomes, in: folder).errors.contains("0 outcomes added, 1 there already"))
            let both = try CommandRun.tiercast(["backtest", "h.csv"], in: folder)
            #expect(both.output.contains("1 campaign whose forecast was made after"))
            #expect(try CommandRun.tiercast(["backtest", "o.csv", "--page", "p.html"], in: folder).status == 64)
            #expect(try CommandRun.tiercast(["backtest", "o.csv", "--date", "2026-03-01"], in: folder).status == 64)
        }
    }

    @Test("files that are something else, and money in another currency, are refused with what is wrong")
    func refusals() throws {
        try inFolder { folder in
            let frozen = try text("f.json", in: folder)
            for (name, content, message) in [
                ("a.json", frozen.replacing("\"seed\": 1", with: "\"seed\": 2"), "was changed since it was frozen"),
                ("b.json", String(frozen.dropLast(3)), "ends too early"), ("c.json", "{}", "is no frozen forecast"),
                ("d.json", "", "is no frozen forecast"),
            ] {
                try write(content, name, in: folder)
                let run = try CommandRun.tiercast(["score", name, "t.csv", "--split", "a"], in: folder)
                #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(message), "\(run.errors)")
            }
            try write("figure,value\ncost,3\ncurrency,EUR\n", "eur.csv", in: folder)
            // A file that is far too large is not read.
            try write("", "huge.json", in: folder)
            let huge = try FileHandle(forWritingTo: folder.appending(path: "huge.json"))
            try huge.truncate(atOffset: 1 << 30)
            try huge.close()
            try write(Self.scenario.replacing("budget", with: "currency: EUR\nbudget"), "e.yaml", in: folder)
            let euros = ["freeze", "e.yaml", "--output", "e.json", "--trials", "64", "--split", "a"]
            #expect(try CommandRun.tiercast(euros, in: folder).status == 0)
            let first = try CommandRun.tiercast(["score", "e.json", "eur.csv", "--history", "e.csv"], in: folder)
            #expect(first.status == 0, "\(first.errors)")
            try write("figure,value\ncosts,3\n", "bad.csv", in: folder)
            for (arguments, status, message) in [
                (["f.json", "eur.csv", "--split", "a"], 2, "is a forecast in USD, and the results are in EUR"),
                (
                    ["f.json", "bad.csv", "--split", "a"], 2,
                    "bad.csv:2:1: error: \"costs\" is no figure; did you mean 'cost'?"
                ),
                (["f.json", "f.json", "--split", "a"], 2, "f.json:1:1: error: is neither a results file"),
                (["f.json", "none.csv", "--split", "a"], 2, "none.csv: No such file"),
                (["huge.json", "t.csv"], 2, "such a file may have 67108864"),
                (["f.json", "t.csv", "--split", "a", "--history", "e.csv"], 2, "e.csv: is a list in EUR"),
                (["none.json", "t.csv"], 2, "none.json: No such file"), (["f.json"], 64, "results"),
                (["f.json", "t.csv", "--split", "a", "--history", "f.json"], 74, "is not overwritten"),
                (
                    ["f.json", "t.csv", "--split", "a", "--history", "s.yaml"], 2,
                    "s.yaml:1:1: error: is no history of scores"
                ),
                (["f.json", "t.csv", "--split", "a", "--history", "no/h.csv"], 74, "no/h.csv"),
            ] {
                let run = try CommandRun.tiercast(["score"] + arguments, in: folder)
                #expect(run.status == status && run.errors.contains(message), "\(run.status) \(run.errors)")
            }
            #expect(try text("s.yaml", in: folder) == Self.scenario)
        }
    }
}
