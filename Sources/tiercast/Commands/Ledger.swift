// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

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
        guard let loaded = try simulation.load([file]).first else { throw ExitCode.badInput }
        let campaign = loaded.campaign
        try StudiedMetric.check(metric, of: campaign.scenario, file: file)
        Interruption.listen()
        let table = LedgerTable(campaign.ledger(seed: simulation.seed, sensitivity: try study(campaign)))
        try format.print(
            PrintableResult(
                page: table.page, document: table.document, csv: table.csv(),
                markdown: table.markdown()))
    }

    /// What the assumptions have to do with the decision; nil where nothing is uncertain.
    private func study(_ campaign: PreparedCampaign) throws -> CampaignForecasting.Sensitivity? {
        let options = try simulation.studyOptions()
        guard
            let analyser = try? SensitivityAnalyser(
                campaign: campaign, method: .bins, metric: metric, options: options)
        else { return nil }
        return try ProgressBar.during("ledger") { try analyser.run(in: $0) }
    }
}
