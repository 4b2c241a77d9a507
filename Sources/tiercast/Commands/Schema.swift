// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignScenarios

/// Prints the JSON Schema of scenario files.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of scenario files, for completion in an editor.",
        discussion: """
            Write it beside your scenarios, 'tiercast schema > scenario.schema.json', and begin each file with
            # yaml-language-server: $schema=scenario.schema.json
            """)

    func run() throws {
        let text = ScenarioSchema.json()
        try Terminal.print(text.hasSuffix("\n") ? text : text + "\n")
    }
}
