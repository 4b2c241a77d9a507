// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignReports
internal import CampaignScenarios

/// Prints the JSON Schema of scenario files, or of what a run writes.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of scenario files, for completion in an editor, or of results.",
        discussion: """
            Write it beside your scenarios, 'tiercast schema > scenario.schema.json', and begin each file with
            # yaml-language-server: $schema=scenario.schema.json

            'tiercast schema summary' prints that of summary.json.
            """)

    /// What a schema describes.
    enum Document: String, CaseIterable, ExpressibleByArgument {
        case scenario, summary
    }

    @Argument(help: "scenario, or summary for summary.json.")
    var document: Document = .scenario

    func run() throws {
        let text =
            switch document {
            case .scenario: ScenarioSchema.json()
            case .summary: SummarySchema.text()
            }
        try Terminal.print(text.hasSuffix("\n") ? text : text + "\n")
    }
}
