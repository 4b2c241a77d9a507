// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignWorkbench

/// Lists every assumption of a scenario.
struct Ledger: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every assumption with its value, its interval, where it comes from and what it decides.",
        discussion: """
            Exit codes: 0 done, 2 for a bad scenario, 64 for a wrong command line, 74 where standard output cannot be written, \
            130 after Ctrl-C.
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(help: "The metric by which the best split is told.")
    var metric: Metric = .profit

    @OptionGroup var format: FormatOptions

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func run() throws {
        let loaded = try simulation.load(file)
        try loaded.check(metric)
        Interruption.listen()
        let options = try simulation.options(for: .sensitivity)
        let table = LedgerTable(
            try ProgressBar.during("ledger") { context in
                try Workbench.disk.ledger(of: loaded, metric: metric, options, in: context)
            })
        try format.print(
            PrintableResult(
                page: table.page, document: table.document, csv: table.csv(),
                markdown: table.markdown()))
    }
}
