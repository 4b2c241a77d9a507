// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("What a terminal would obey")
struct LegibleOutputTests {
    private static let bad: [Unicode.Scalar] = [
        "\u{7}", "\u{8}", "\u{B}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{61C}", "\u{200E}", "\u{2028}",
        "\u{202E}",
        "\u{2066}",
    ]

    /// A name that holds all of them.
    private static let name = "x" + bad.map { "\($0)]0;y" }.joined()

    private static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t"
                || (scalar.properties.generalCategory != .control && !bad.contains(scalar))
        }
    }

    /// The name between double quotes, as YAML reads it.
    private static var quoted: String {
        "\"" + name.unicodeScalars.map { bad.contains($0) ? "\\U" + padded($0.value) : String($0) }.joined() + "\""
    }

    private static func padded(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static var scenario: String {
        """
        version: 1
        name: \(quoted)
        budget: 20k
        defaults: evidence
        product: {order_value: {typical: 60 to 90, source: \(quoted), note: \(quoted)}, gross_margin: 50%}
        claims:
          c: {says: "roi.a >= 0", source: \(quoted)}
        splits: {a: {nano: 100%}, \(quoted): {nano: 50%, micro: 50%}}
        """
    }

    @Test("reaches neither terminal nor CSV from a file, whatever the command")
    func commands() throws {
        try CommandRun.inFolder { folder in
            try Self.scenario.write(to: folder.appending(path: "s.yaml"), atomically: true, encoding: .utf8)
            let outcomes = "id,case,roas,tier\n\(Self.name.filter { $0 != "\u{2028}" }),a,2,nano\n"
            try outcomes.write(to: folder.appending(path: "o.csv"), atomically: true, encoding: .utf8)
            for format in ["table", "csv", "json", "markdown"] {
                for command in ["run", "ledger", "claims", "lint", "compare"] {
                    let quick = command == "lint" ? ["--quick"] : ["--trials", "200"]
                    let run = try CommandRun.tiercast([command, "s.yaml", "--format", format] + quick, in: folder)
                    #expect(Self.isClean(run.output) && Self.isClean(run.errors), "\(command) \(format)")
                }
            }
            for arguments in [["validate", "s.yaml"], ["backtest", "o.csv"], ["run", "s.yaml", "--split", "b"]] {
                let run = try CommandRun.tiercast(arguments, in: folder)
                #expect(Self.isClean(run.output) && Self.isClean(run.errors), "\(arguments)")
            }
        }
    }

    @Test("reaches no terminal from options and names of files")
    func options() throws {
        try CommandRun.inFolder { folder in
            try Self.scenario.replacing(Self.quoted, with: "b").write(
                to: folder.appending(path: "s.yaml"), atomically: true, encoding: .utf8)
            let file = Self.name.filter { $0 != "/" } + ".yaml"
            try "version: 2\n".write(to: folder.appending(path: file), atomically: true, encoding: .utf8)
            for arguments in [
                ["run", file], ["validate", file], ["run", "none" + file], ["run", "s.yaml", "--\(Self.name)"],
                ["run", "s.yaml", "--split", Self.name], ["run", "s.yaml", "--set", Self.name],
                ["run", "s.yaml", "--set", "product.order_value=\(Self.name)"],
                ["run", "s.yaml", "--trials", Self.name],
                ["explain", Self.name], ["defaults", Self.name], ["diff", Self.name, "s.yaml"], ["init", file],
                ["optimise", "s.yaml", "--bound", Self.name], ["stress", "s.yaml", "--shock", Self.name],
                ["run", "s.yaml", "--trials", "20", "--trial-data", "\(Self.name)/t"], [Self.name],
                ["sensitivity", "s.yaml", "--group", Self.name],
            ] {
                let run = try CommandRun.tiercast(arguments, in: folder)
                #expect(run.status != 0, "\(arguments)")
                #expect(!run.errors.isEmpty && Self.isClean(run.output) && Self.isClean(run.errors), "\(arguments)")
            }
        }
    }

    @Test(
        "is no wider than the terminal, and a problem is one line where another program reads it",
        arguments: [60, 80, 120])
    func width(columns: Int) throws {
        let text = """
            version: 1
            budget: 20k
            currency: CHF
            product: {order_value: 80, gross_margin: 50%}
            time: {weeks: 4}
            lines: {a: {tier: micro, months: 6, deal: {fee: 50%, per_acquisition: 3, cap: 0}}}
            splits: {a: {a: 100%}}
            """
        try CommandRun.inFolder { folder in
            try text.write(to: folder.appending(path: "s.yaml"), atomically: true, encoding: .utf8)
            let stated = text.split(separator: "\n").map { "  " + $0 }
            for arguments in [
                ["lint", "--quick", "s.yaml"], ["validate", "s.yaml"], ["explain", "fee"], ["explain", "cpa"],
            ] {
                let run = try CommandRun.tiercast(arguments, in: folder, environment: ["COLUMNS": "\(columns)"])
                let lines = (run.output + run.errors).split(separator: "\n").map(String.init)
                #expect(lines.count > 2)
                for line in lines where !stated.contains(line) && !line.hasSuffix(" ^") {
                    #expect(line.count <= columns, "\(line)")
                }
            }
            let piped = try CommandRun.tiercast(["validate", "s.yaml"], in: folder, environment: ["COLUMNS": ""])
            #expect(piped.errors.split(separator: "\n").count == 6)
            #expect(
                piped.errors.contains(
                    "s.yaml:6:26: warning: line 'a' runs for 6 months, up to week 27 or later, and only"))
        }
    }

    @Test(
        "of a width nobody has neither crashes nor hangs",
        arguments: ["9223372036854775807", "99999999999999999999", "-1", "0", "1", "39", "x", ""])
    func columns(columns: String) throws {
        try CommandRun.inFolder { folder in
            try "version: 1\nbudget: 20k\nproduct: {order_value: 80, gross_margin: 50%}\nsplits: {a: {nano: 100%}}\n"
                .write(
                    to: folder.appending(path: "s.yaml"), atomically: true, encoding: .utf8)
            for arguments in [
                ["run", "s.yaml", "--trials", "20"], ["--help"], ["run", "--help"], ["lint", "--rules"],
            ] {
                let run = try CommandRun.tiercast(arguments, in: folder, environment: ["COLUMNS": columns])
                #expect(run.status == 0, "\(arguments)")
            }
        }
    }
}
