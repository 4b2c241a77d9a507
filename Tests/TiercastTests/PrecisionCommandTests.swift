// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("A run with a precision")
struct PrecisionCommandTests {
    private func inFolder(_ body: (URL) throws -> Void) throws {
        try CommandRun.inFolder { folder in
            let text = """
                version: 1
                budget: 300
                defaults: evidence
                product: {order_value: 80, gross_margin: 50%}
                tiers: {nano: {fee: 150}}
                splits: {a: {nano: 100%}, b: {nano: 60%, micro: 40%}}
                """
            try text.write(to: folder.appending(path: "s.yaml"), atomically: true, encoding: .utf8)
            try body(folder)
        }
    }

    /// The summary of a run, without its precision.
    private func summary(_ run: CommandRun) throws -> (plain: NSDictionary, precision: [String: Any]?, trials: Int) {
        var document = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
        let precision = document.removeValue(forKey: "precision") as? [String: Any]
        let provenance = document["provenance"] as? [String: Any]
        return (document as NSDictionary, precision, try #require(provenance?["trials"] as? Int))
    }

    @Test("is the run of as many trials, with any number of threads, and goes on from a state")
    func sameRun() throws {
        try inFolder { folder in
            let asked = ["run", "s.yaml", "--json", "--precision", "chance of roi >= 0 in a within 1.1 points"]
            let one = try CommandRun.tiercast(asked + ["--threads", "1"], in: folder)
            let two = try CommandRun.tiercast(asked + ["--threads", "2", "--state", "st"], in: folder)
            #expect(one.status == 0 && one.output == two.output)
            let found = try summary(one)
            #expect(found.precision?["reached"] as? Bool == true)
            #expect(found.precision?["most_trials"] as? Int == 1_000_000 && found.trials > 2_048)
            let plain = try CommandRun.tiercast(["run", "s.yaml", "--json", "--trials", "\(found.trials)"], in: folder)
            try #expect(summary(plain).plain == found.plain)
            let state = try Data(contentsOf: folder.appending(path: "st"))
            let again = try CommandRun.tiercast(asked + ["--state", "st", "--output", "o"], in: folder)
            #expect(again.output == one.output)
            try #expect(Data(contentsOf: folder.appending(path: "st")) == state)
            try #expect(
                String(contentsOf: folder.appending(path: "o/summary.json"), encoding: .utf8)
                    .contains("\"most_trials\": 1000000"))
        }
    }

    @Test("that is not reached says so, and is kept in a database by its trials")
    func notReached() throws {
        try inFolder { folder in
            let run = try CommandRun.tiercast(
                [
                    "run", "s.yaml", "--trials", "2100", "--precision", "mean of profit within 0.1%", "--database",
                    "d.db",
                ], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("NOT REACHED: mean of profit within 0.1% of itself, of a, b."))
            try #expect(CommandRun.names(in: folder) == ["d.db", "s.yaml"])
            for wrong in [["--precision", "p5 of rio within 1%"], ["--precision", ""]] {
                let refused = try CommandRun.tiercast(["run", "s.yaml"] + wrong, in: folder)
                #expect(refused.status == 2 && refused.errors.contains("--precision:1:"))
            }
            let trials = try CommandRun.tiercast(
                ["run", "s.yaml", "--precision", "p5 of roi within 1%", "--database", "e.db", "--database-trials"],
                in: folder)
            #expect(trials.status == 64)
        }
    }
}
