// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The schema of summaries")
struct SummarySchemaTests {
    private static let published = Checker.repository.appending(path: "docs/summary.schema.json")
    private static let script = Checker.repository.appending(path: "scripts/checkers/validate_summaries.py").path()

    /// What the schema says of each document.
    private func verdicts(_ documents: [String], in folder: URL) throws -> [Substring] {
        let checked = try Checker.run([Self.script, Self.published.path()] + documents, in: folder)
        #expect(checked.status == 0, "\(checked.output)")
        return checked.output.split(separator: "\n")
    }

    @Test("is published as the command prints it")
    func published() throws {
        try CommandRun.inFolder { folder in
            let run = try CommandRun.tiercast(["schema", "summary"], in: folder)
            if ProcessInfo.processInfo.environment["TIERCAST_WRITE_GENERATED"] == "1" {
                try run.output.write(to: Self.published, atomically: true, encoding: .utf8)
            }
            #expect(run.status == 0)
            #expect(
                try String(contentsOf: Self.published, encoding: .utf8) == run.output,
                "docs/summary.schema.json is out of date: run with TIERCAST_WRITE_GENERATED=1")
            #expect(try CommandRun.tiercast(["schema", "nonsense"], in: folder).status == 64)
        }
    }

    @Test("accepts the summary of every shipped scenario", .enabled(if: Checker.python != nil, "\(Checker.isMissing)"))
    func shipped() throws {
        let scenarios = Checker.repository.appending(path: "scenarios")
        let names = try FileManager.default.contentsOfDirectory(atPath: scenarios.path()).sorted()
            .filter { $0.hasSuffix(".yaml") }
        #expect(names.count > 5)
        try CommandRun.inFolder { folder in
            for name in names {
                let run = try CommandRun.tiercast(
                    ["run", scenarios.appending(path: name).path(), "--trials", "100", "--output", name], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            for verdict in try verdicts(names.map { "\($0)/summary.json" }, in: folder) {
                #expect(verdict.hasSuffix(": valid"), "\(verdict)")
            }
        }
    }

    @Test(
        "accepts what a run writes of one trial, of one split, of a money that hires nobody, of every part of the model",
        .enabled(if: Checker.python != nil, "\(Checker.isMissing)"))
    func edges() throws {
        try CommandRun.inFolder { folder in
            let nobody = """
                version: 1
                name: Nobody
                budget: 100
                product: {order_value: 60, gross_margin: 60%}
                splits: {s: {mega: 100%}}
                """
            try nobody.write(to: folder.appending(path: "nobody.yaml"), atomically: true, encoding: .utf8)
            try #require(
                CommandRun.tiercast(["init", "whole.yaml", "--template", "partnership"], in: folder).status == 0)
            let runs = [
                ("nobody", "1"), ("nobody", "50"), ("whole", "1"), ("whole", "300"),
            ]
            for (number, (name, trials)) in runs.enumerated() {
                let run = try CommandRun.tiercast(
                    ["run", "\(name).yaml", "--trials", trials, "--output", "\(number)"], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            let precise = ["p95 of cpa within 1%", "mean of profit in one-off minus half-year within 10000000"]
            for (number, precision) in precise.enumerated() {
                let run = try CommandRun.tiercast(
                    [
                        "run", "whole.yaml", "--trials", "200", "--precision", precision, "--output",
                        "\(runs.count + number)",
                    ], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
            let all = 0..<runs.count + precise.count
            for verdict in try verdicts(all.map { "\($0)/summary.json" }, in: folder) {
                #expect(verdict.hasSuffix(": valid"), "\(verdict)")
            }
        }
    }

    @Test(
        "refuses a summary with a key too many, a key too few, a wrong type, or a probability above 1",
        .enabled(if: Checker.python != nil, "\(Checker.isMissing)"))
    func refusals() throws {
        try CommandRun.inFolder { folder in
            let file = Checker.repository.appending(path: "results/many-creators/summary.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            let faults = [
                ("many", "\"warnings\": [", "\"surprise\": 1,\n  \"warnings\": ["), ("few", "\"partial\": false,", ""),
                ("type", "\"seed\": 1,", "\"seed\": \"1\","),
                ("word", "\"engine\": \"chain\"", "\"engine\": \"train\""),
                ("layout", "tiercast/summary/1", "tiercast/summary/0"),
            ]
            for (name, before, after) in faults {
                #expect(text.contains(before), "\(before)")
                try text.replacing(before, with: after, maxReplacements: 1)
                    .write(to: folder.appending(path: "\(name).json"), atomically: true, encoding: .utf8)
            }
            let verdicts = try verdicts(faults.map { "\($0.0).json" }, in: folder)
            #expect(verdicts.count == faults.count)
            for verdict in verdicts { #expect(!verdict.hasSuffix(": valid"), "\(verdict)") }
        }
    }
}
