// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The commands of a strategist")
struct StudyCommandTests {
    private func begin(_ folder: URL) throws {
        let made = try CommandRun.tiercast(["init", "launch.yaml"], in: folder)
        try #require(made.status == 0, "\(made.errors)")
        // Fewer creators take less time.
        let file = folder.appending(path: "launch.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains("budget: 80k"))
        try text.replacing("budget: 80k", with: "budget: 8k").write(to: file, atomically: true, encoding: .utf8)
    }

    private func document(_ run: CommandRun) throws -> [String: Any] {
        try #require(run.status == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test("says what drives the result by every method", arguments: ["bins", "sobol", "shapley", "morris"])
    func sensitivity(method: String) throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let trials = method == "morris" ? "2" : "64"
            let arguments = ["sensitivity", "launch.yaml", "--method", method, "--trials", trials]
            let found = try document(CommandRun.tiercast(arguments + ["--json", "--output", "out"], in: folder))
            #expect(found["schema"] as? String == "tiercast/sensitivity/1")
            #expect(found["method"] as? String == method)
            try #expect(CommandRun.names(in: folder.appending(path: "out")) == ["sensitivity.json"])
            let text = try CommandRun.tiercast(arguments, in: folder, environment: ["COLUMNS": "80"])
            #expect(text.output.contains("method \(method)"))
        }
    }

    @Test("refuses a study that makes no sense")
    func refused() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let set = try CommandRun.tiercast(
                ["sensitivity", "launch.yaml", "--method", "sobol", "--group", "a=nothing"], in: folder)
            #expect(set.status == 2 && set.errors.contains("holds no uncertain quantity"))
            let wrong = try CommandRun.tiercast(
                ["sensitivity", "launch.yaml", "--method", "sobol", "--group", "a"], in: folder)
            #expect(wrong.status == 64)
            let metric = try CommandRun.tiercast(["stress", "launch.yaml", "--metric", "leaked_orders"], in: folder)
            #expect(metric.status == 2 && metric.errors.contains("does not report 'leaked_orders'"))
            let shock = try CommandRun.tiercast(["stress", "launch.yaml", "--shock", "meteor"], in: folder)
            #expect(shock.status == 2 && shock.errors.contains("there is no shock 'meteor'"))
            let claims = try CommandRun.tiercast(["claims", "launch.yaml"], in: folder)
            #expect(claims.status == 2 && claims.errors.contains("makes no claim"))
        }
    }

    @Test("stresses a plan, alone or with several shocks at once, and lists the shocks")
    func stress() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let found = try document(
                CommandRun.tiercast(
                    ["stress", "launch.yaml", "--trials", "64", "--shock", "fees_up+margin_down", "--json"], in: folder)
            )
            let worlds = try #require(found["worlds"] as? [[String: Any]])
            #expect(worlds.count == 2 && worlds[1]["shock"] as? String == "fees_up+margin_down")
            let list = try CommandRun.tiercast(["stress", "launch.yaml", "--shocks"], in: folder)
            #expect(list.status == 0 && list.output.contains("fees_up"))
        }
    }

    @Test("checks claims, and lints with the exit code that was asked for")
    func claimsAndLint() throws {
        try CommandRun.inFolder { folder in
            try begin(folder)
            let file = folder.appending(path: "launch.yaml")
            let text = try String(contentsOf: file, encoding: .utf8) + "\nclaims: {roi: roi >= 0}\n"
            try text.write(to: file, atomically: true, encoding: .utf8)
            let found = try document(
                CommandRun.tiercast(["claims", "launch.yaml", "--trials", "64", "--json"], in: folder))
            #expect((found["claims"] as? [[String: Any]])?.count == 1)
            let lint = try document(
                CommandRun.tiercast(["lint", "launch.yaml", "--quick", "--json", "--output", "out"], in: folder))
            let findings = try #require(lint["findings"] as? [[String: Any]])
            try #expect(CommandRun.names(in: folder.appending(path: "out")) == ["lint.json"])
            let strict = try CommandRun.tiercast(["lint", "launch.yaml", "--quick", "--strict"], in: folder)
            let warns = findings.contains { $0["severity"] as? String == "warning" }
            #expect(strict.status == (warns ? 1 : 0))
            #expect(strict.output.hasPrefix("\(findings.count) finding"))
            let nothing = try CommandRun.tiercast(["lint"], in: folder)
            #expect(nothing.status == 64)
            let ledger = try CommandRun.tiercast(
                ["ledger", "launch.yaml", "--trials", "64", "--format", "csv"], in: folder)
            #expect(ledger.output.split(separator: "\n").first?.contains("decision_share") == true)
        }
    }
}
