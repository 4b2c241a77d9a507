// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The command that holds forecasts against outcomes")
struct BacktestCommandTests {
    private let table = """
        id;tier;deal;fee_per_post;creators;roas;cpa;roas_censor
        first;nano;flat;100;5;1,5;;
        second;micro;gifting;40;;;30;P(ROAS>1)=0.5
        third;;own;;;2;;

        """

    @Test("reports the shipped table, the same with any number of threads, and every key that is documented")
    func shipped() throws {
        try CommandRun.inFolder { folder in
            let table = Checker.repository.appending(path: "scenarios/outcomes/published.csv").path()
            let arguments = ["backtest", table, "--trials", "64", "--json"]
            let found = try CommandRun.tiercast(arguments + ["--threads", "1"], in: folder)
            #expect(found.status == 0, "\(found.errors)")
            let again = try CommandRun.tiercast(arguments + ["--threads", "3"], in: folder)
            #expect(found.output == again.output)
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any])
            #expect((document["outcomes"] as? [Any])?.count == 12)
            #expect((document["chances"] as? [Any])?.count == 3)
            let text = try String(
                contentsOf: Checker.repository.appending(path: "docs/backtest.md"), encoding: .utf8)
            for key in Self.keys(document) { #expect(text.contains("`\(key)`"), "docs/backtest.md lacks \(key)") }
        }
    }

    /// The names of all members of a document, those of the provenance left out.
    private static func keys(_ value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1)) } }
        guard let object = value as? [String: Any] else { return [] }
        return object.reduce(into: Set(object.keys)) { found, member in
            if member.key != "provenance" { found.formUnion(keys(member.value)) }
        }
    }

    @Test("writes the scenarios, which run, and the findings; prints every form")
    func outputs() throws {
        try CommandRun.inFolder { folder in
            try Data(table.utf8).write(to: folder.appending(path: "o.csv"))
            let made = try CommandRun.tiercast(
                ["backtest", "o.csv", "--trials", "200", "--scenarios", "s", "--output", "out", "--selection", "0,2"],
                in: folder)
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.output.contains("At selection 0,") && made.output.contains("k = 2"))
            #expect(made.output.contains("Not compared: third (the creator's own product: nobody was paid)."))
            try #expect(CommandRun.names(in: folder.appending(path: "s")) == ["first.yaml", "second.yaml"])
            try #expect(CommandRun.names(in: folder.appending(path: "out")) == ["backtest.json"])
            let run = try CommandRun.tiercast(["run", "s/first.yaml", "--trials", "100"], in: folder)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            for format in ["markdown", "csv"] {
                let printed = try CommandRun.tiercast(
                    ["backtest", "o.csv", "--trials", "64", "--format", format], in: folder)
                #expect(printed.status == 0 && !printed.output.isEmpty)
            }
            // What is set for all rows acts in all of them.
            let paid = try CommandRun.tiercast(
                ["backtest", "o.csv", "--trials", "64", "--set", "product.order_value=1000", "--json"], in: folder)
            let plain = try CommandRun.tiercast(["backtest", "o.csv", "--trials", "64", "--json"], in: folder)
            #expect(paid.status == 0 && paid.output != plain.output)
        }
    }

    @Test("refuses bad tables, bad options, and places where inputs stand")
    func refusals() throws {
        try CommandRun.inFolder { folder in
            try Data(table.utf8).write(to: folder.appending(path: "o.csv"))
            try Data("id,roas\na,-1\nb,x\n".utf8).write(to: folder.appending(path: "bad.csv"))
            let bad = try CommandRun.tiercast(["backtest", "bad.csv"], in: folder)
            #expect(bad.status == 2 && bad.output.isEmpty)
            #expect(
                bad.errors.contains("bad.csv:2:3: error: 'roas' is \"-1\"") && bad.errors.contains("bad.csv:3:3: error")
            )
            #expect(try CommandRun.tiercast(["backtest", "none.csv"], in: folder).status == 2)
            for wrong in [["--selection", "0,x"], ["--selection", "0,0"], ["--selection", "9"], ["--split", "all"]] {
                #expect(try CommandRun.tiercast(["backtest", "o.csv"] + wrong, in: folder).status == 64, "\(wrong)")
            }
            let unknown = try CommandRun.tiercast(
                ["backtest", "o.csv", "--set", "nano.fee=many", "--trials", "64"], in: folder)
            #expect(unknown.status == 2 && !unknown.errors.isEmpty)
            try Data(table.utf8).write(to: folder.appending(path: "first.yaml"))
            let over = try CommandRun.tiercast(
                ["backtest", "first.yaml", "--trials", "64", "--scenarios", "."], in: folder)
            #expect(over.status == 74 && over.errors.contains("is not overwritten"))
        }
    }
}
