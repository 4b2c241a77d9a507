// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("The places of outputs")
struct OutputPlaceTests {
    private static let scenario = """
        version: 1
        budget: 1000
        defaults: ours.yaml
        product: {order_value: 80, gross_margin: 50%}
        tiers: {nano: {fee: {varies: "data(chance-roi.csv, v)"}}}
        splits: {a: {nano: 100%}}
        """
    private static let library = "version: 1\ndate: 2026-01-01\ndefaults: evidence\n"
    private static let data = "v\n100\n200\n"
    private static let inputs = ["s.yaml", "ours.yaml", "chance-roi.csv"]

    /// A folder `in/work` with a scenario that reads two other files, and a link `in/link` to it.
    private func inWork(_ body: (URL) throws -> Void) throws {
        try CommandRun.inFolder { folder in
            let work = folder.appending(path: "in/work")
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "in/link"), withDestinationURL: work)
            for (name, text) in zip(Self.inputs, [Self.scenario, Self.library, Self.data]) {
                try text.write(to: work.appending(path: name), atomically: true, encoding: .utf8)
            }
            try body(work)
        }
    }

    /// Ways to write the same place, seen from `folder`.
    private func spellings(_ name: String, _ folder: URL) -> [String] {
        [name, "./\(name)", "../work/\(name)", "../link/\(name)", folder.path() + "/\(name)", "nowhere/../\(name)"]
    }

    private func run(_ arguments: [String], _ folder: URL) throws -> CommandRun {
        try CommandRun.tiercast([arguments[0], "s.yaml"] + arguments.dropFirst(), in: folder)
    }

    @Test("are never those of inputs, whatever the option and the spelling")
    func inputs() throws {
        try inWork { folder in
            let options = [
                ["run", "--trials", "1k", "--trial-data"], ["run", "--trials", "1k", "--sipmath"], ["run", "--report"],
                ["run", "--database"], ["report", "--output"],
            ]
            for (number, options) in options.enumerated() {
                let input = Self.inputs[number % Self.inputs.count]
                for place in [spellings(input, folder)[number % 6], spellings(input, folder)[(number + 3) % 6]] {
                    let run = try run(options + [place], folder)
                    #expect(run.status == 74, "\(options) \(place): \(run.errors)")
                }
            }
            let charts = try run(["report", "--output", "page.html", "--charts", "../link"], folder)
            #expect(charts.status == 74, "\(charts.errors)")
            for (name, text) in zip(Self.inputs, [Self.scenario, Self.library, Self.data]) {
                try #expect(String(contentsOf: folder.appending(path: name), encoding: .utf8) == text)
            }
            try #expect(CommandRun.names(in: folder) == Self.inputs.sorted())
        }
    }

    @Test("are never shared by two outputs, whatever the pair and the spelling")
    func pairs() throws {
        try inWork { folder in
            let options = ["--trial-data", "--sipmath", "--report", "--database"]
            var number = 0
            for (index, first) in options.enumerated() {
                for second in options[..<index] {
                    number += 1
                    let places = spellings("new", folder)
                    let run = try run(
                        ["run", "--trials", "1k", first, places[number % 6], second, places[(number + 1) % 6]], folder)
                    #expect(run.status == 74 && run.errors.contains("two outputs"), "\(first) \(second): \(run.errors)")
                }
            }
            for arguments in [
                ["run", "--output", "o", "--trial-data", "../link/o/summary.json"],
                ["run", "--output", "o", "--report", "o"], ["run", "--database", "d", "--trial-data", "d-wal"],
                ["report", "--output", "c/money.svg", "--charts", "../link/c"],
                ["report", "--output", "c", "--charts", "c"],
                ["optimise", "--write", "o/optimisation.json", "--output", "../work/o"],
            ] {
                let run = try run(arguments + ["--trials", "50"], folder)
                #expect(run.status == 74 || run.status == 69, "\(arguments): \(run.errors)")
            }
            try #expect(CommandRun.names(in: folder) == Self.inputs.sorted())
        }
    }

    @Test("of files whose names are dots lie in the folder that was named")
    func dots() throws {
        try inWork { folder in
            for name in ["...yaml", "..yaml", ".yaml"] {
                try Self.scenario.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
            }
            let run = try CommandRun.tiercast(
                ["run", "...yaml", "..yaml", ".yaml", "--trials", "50", "--output", "a/b"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            try #expect(CommandRun.names(in: folder.appending(path: "a")) == ["b"])
            try #expect(CommandRun.names(in: folder.appending(path: "a/b")) == ["...yaml", "..yaml", ".yaml"])
        }
    }

    @Test("keep the mode of a file that stands there")
    func mode() throws {
        try inWork { folder in
            for mode in [0o600, 0o640] {
                for name in ["t.csv", "d.db"] {
                    let path = folder.appending(path: name).path()
                    if FileManager.default.fileExists(atPath: path) {
                        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                    }
                }
                let run = try run(
                    ["run", "--trials", "\(mode)", "--trial-data", "t.csv", "--database", "d.db"], folder)
                #expect(run.status == 0, "\(run.errors)")
                guard mode == 0o640 else { continue }
                for name in ["t.csv", "d.db"] {
                    let attributes = try FileManager.default.attributesOfItem(
                        atPath: folder.appending(path: name).path())
                    #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
                }
            }
        }
    }
}
