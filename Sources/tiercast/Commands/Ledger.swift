// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports

/// Lists every assumption of a scenario.
struct Ledger: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every assumption with its value, its interval and where it comes from.",
        discussion: """
            Exit codes: 0 done, 2 for a bad scenario, 64 for a wrong command line, 74 where standard output cannot be written.
            """)

    /// How the list is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, markdown, csv
    }

    @Option(help: "table, markdown or csv.")
    var format: Format = .table

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Replace a quantity; repeatable.", valueName: "path=value"))
    var overrides: [String] = []

    @Option(help: "Colours: auto, always or never. NO_COLOR turns auto off.")
    var color: ColourChoice = .auto

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func run() throws {
        let loaded = try LoadedScenario.reported(file, overrides: try OverrideParsing.parse(overrides))
        let table = LedgerTable(loaded.campaign.ledger(), title: loaded.campaign.scenario.name)
        switch format {
        case .table: try Terminal.print(table.text(width: Terminal.width, coloured: color.isColoured))
        case .markdown: try Terminal.print(table.markdown())
        case .csv: try Terminal.print(table.csv())
        }
    }
}
