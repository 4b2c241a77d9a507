// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@Suite("A SIPmath library of a run")
struct SIPmathStatisticalTests {
    private static let scenario = "scenarios/tiers-2025.yaml"
    private static let reader = Checker.repository.appending(path: "scripts/checkers/read_sipmath.py").path()

    private func write(_ folder: URL, _ arguments: [String] = []) throws -> CommandRun {
        let file = Checker.repository.appending(path: Self.scenario).path()
        return try CommandRun.tiercast(
            ["run", file, "--trials", "2000", "--sipmath", "l.json"] + arguments, in: folder)
    }

    /// What the reader says, and whether it finds library and trials alike.
    private func check(_ folder: URL) throws -> (isAlike: Bool, answer: [String: Any]) {
        let run = try Checker.run(
            [Self.reader, "l.json", "--trials", "40000", "--against", "t.csv"], in: folder)
        let answer = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return (run.status == 0, try #require(answer as? [String: Any], "\(run.output)"))
    }

    /// Writes the library of `folder` anew with a change.
    private func change(_ folder: URL, _ edit: (inout [String: Any]) throws -> Void) throws {
        let file = folder.appending(path: "l.json")
        var document = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        try edit(&document)
        try JSONSerialization.data(withJSONObject: document).write(to: file)
    }

    /// The twins: 2 % more of the first weight of the conversions of one split; a tenth less of every correlation.
    @Test(
        "gives another program the quantiles and correlations of the trials, and one that is off is refused",
        .enabled(if: Checker.python != nil, "\(Checker.isMissing)"))
    func independentReader() throws {
        try CommandRun.inFolder { folder in
            let run = try write(folder, ["--trial-data", "t.csv"])
            try #require(run.status == 0, "\(run.errors)")
            let sound = try check(folder)
            #expect(sound.isAlike, "\(sound.answer["problems"] ?? "")")
            let compared = try #require(sound.answer["compared"] as? [String])
            #expect(compared.count == 18)
            let original = try Data(contentsOf: folder.appending(path: "l.json"))
            try change(folder) { document in
                var sips = try #require(document["sips"] as? [[String: Any]])
                let place = try #require(sips.firstIndex { $0["name"] as? String == "small_conversions" })
                var arguments = try #require(sips[place]["arguments"] as? [String: Any])
                var weights = try #require(arguments["aCoefficients"] as? [Double])
                weights[0] *= 1.02
                arguments["aCoefficients"] = weights
                sips[place]["arguments"] = arguments
                document["sips"] = sips
            }
            let shifted = try check(folder)
            #expect(!shifted.isAlike)
            let problems = try #require(shifted.answer["problems"] as? [String])
            #expect(problems.allSatisfy { $0.hasPrefix("small_conversions: ") })
            try original.write(to: folder.appending(path: "l.json"))
            try change(folder) { document in
                var variables = try #require(document["globalVariables"] as? [[String: Any]])
                var value = try #require(variables[0]["value"] as? [String: Any])
                let matrix = try #require(value["matrix"] as? [[String: Any]])
                value["matrix"] = matrix.map { entry in
                    var entry = entry
                    let isDiagonal = entry["row"] as? String == entry["col"] as? String
                    if !isDiagonal, let old = entry["value"] as? Double { entry["value"] = old * 0.9 }
                    return entry
                }
                variables[0]["value"] = value
                document["globalVariables"] = variables
            }
            let weaker = try check(folder)
            #expect(!weaker.isAlike)
            #expect(try #require(weaker.answer["problems"] as? [String]).allSatisfy { $0.contains("correlation") })
        }
    }

    @Test("is the same file with any number of threads, and leaves the table as it is")
    func bytes() throws {
        try CommandRun.inFolder { folder in
            let one = try write(folder, ["--threads", "1"])
            try #require(one.status == 0, "\(one.errors)")
            let first = try Data(contentsOf: folder.appending(path: "l.json"))
            let two = try write(folder, ["--threads", "2"])
            try #expect(Data(contentsOf: folder.appending(path: "l.json")) == first)
            #expect(one.output == two.output)
            #expect(two.errors.contains("celebrity: profit is only roughly what the library says"))
            try #expect(CommandRun.names(in: folder) == ["l.json"])
        }
    }

    @Test(
        "is refused where it makes no sense or has no place",
        arguments: [
            (["run", "a.yaml", "b.yaml", "--sipmath", "l.json"], Int32(64), "takes one scenario file"),
            (["run", "a.yaml", "--trials", "99", "--sipmath", "l.json"], 64, "between 100 and 131072"),
            (["run", "a.yaml", "--trials", "1M", "--sipmath", "l.json"], 64, "between 100 and 131072"),
            (["run", "a.yaml", "--trials", "200", "--sipmath", "a.yaml"], 74, "is not overwritten"),
            (["run", "a.yaml", "--trials", "200", "--sipmath", "no/l.json"], 74, "no/l.json: No such file"),
            (["run", "a.yaml", "--trials", "200", "--sipmath", "l", "--trial-data", "l"], 74, "named for two outputs"),
        ])
    func refused(arguments: [String], status: Int32, reason: String) throws {
        try CommandRun.inFolder { folder in
            for name in ["a.yaml", "b.yaml"] {
                let made = try CommandRun.tiercast(["init", name], in: folder)
                try #require(made.status == 0, "\(made.errors)")
            }
            let run = try CommandRun.tiercast(arguments, in: folder)
            #expect(run.status == status)
            #expect(run.errors.contains(reason), "\(run.errors)")
            try #expect(CommandRun.names(in: folder) == ["a.yaml", "b.yaml"])
        }
    }
}
