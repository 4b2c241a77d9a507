// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignModel
internal import CampaignScenarios
internal import CampaignText
internal import CampaignWorkbench

/// Reports everything that is wrong with scenario files.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report everything that is wrong with scenario files, with line and column.",
        discussion: """
            All problems are printed at once as file:line:column, with the line and a caret under the place. Warnings \
            do not make a file bad.

            Exit codes: 0 where every file can be run, 2 where one cannot, 64 for a wrong command line.
            """)

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Replace a quantity before checking; repeatable.", valueName: "path=value"))
    var overrides: [String] = []

    @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
    var files: [String]

    func run() throws {
        let overrides = try OverrideParsing.parse(overrides)
        Interruption.listen()
        var isGood = true
        for file in files {
            do {
                let loaded = try Workbench.disk.load(file, overrides: overrides)
                for warning in loaded.warnings { Terminal.complain(warning) }
                for note in loaded.read.dataNotes { try Terminal.say("\(file): read \(LegibleText.clean(note))") }
                let count = loaded.warnings.count
                let ending = count == 0 ? "" : ", with \(count) warning\(count == 1 ? "" : "s")"
                try Terminal.say("\(file): can be run\(ending)")
            } catch let errors as ScenarioErrors {
                isGood = false
                for problem in errors.problems { Terminal.complain(problem) }
                let count = errors.problems.count { $0.severity == .error }
                Terminal.complain("\(file): \(count) error\(count == 1 ? "" : "s")")
            } catch let failure as Failure where failure.code == .badInput {
                isGood = false
                Terminal.complain("tiercast: " + LegibleText.clean(failure.message))
            }
        }
        if !isGood { throw ExitCode.badInput }
    }
}

/// The values of `--set`.
enum OverrideParsing {
    /// The overrides that the texts say; a text that says none is a wrong command line.
    static func parse(_ texts: [String]) throws -> [Override] {
        try texts.map { text in
            do throws(ScenarioError) { return try Override(parsing: text) } catch {
                throw ValidationError("--set \(text): \(error)")
            }
        }
    }
}
