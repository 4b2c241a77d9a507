// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import CampaignScenarios

extension ScenarioTemplate: ExpressibleByArgument {}

/// Writes a scenario file to begin with.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented scenario file to begin with.",
        discussion: """
            Without a file name it prints the template. A file that exists is never overwritten.

            Exit codes: 0 done, 64 for a wrong command line, 74 where the file exists or cannot be written.
            """)

    @Option(help: "The campaign to begin with.")
    var template: ScenarioTemplate = ScenarioTemplate.allCases[0]

    @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
    var file: String?

    func run() throws {
        guard let file, file != "-" else { return try Terminal.print(template.text()) }
        guard !Files.exists(file) else { throw Failure.unwritable(file, .exists) }
        try AtomicFile.write(Array(template.text().utf8), to: file)
        try Terminal.say("\(file): written; adapt it, then 'tiercast run \(file)'")
    }
}
