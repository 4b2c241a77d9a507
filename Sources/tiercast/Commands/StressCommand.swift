// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignWorkbench

/// Tests a scenario against shocks.
struct StressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stress",
        abstract: "Say what becomes of the plan when things go wrong, and what would change the decision.",
        discussion: """
            Simulates every split as planned and under each shock, in the same imagined campaigns: the file's own shocks \
            (stress:) and ready ones such as fees_up. Then moves every assumption by itself to where the best split changes \
            or a goal breaks, and looks for the smallest joint shift that does so.

            Exit codes: 0 done, 2 for a bad scenario or an unknown shock, 64 for a wrong command line, 74 where an output \
            cannot be written, 130 after Ctrl-C.
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(
        name: .customLong("shock"),
        help: ArgumentHelp(
            "Only this shock, or several at once joined by +, such as fees_up+engagement_down; repeatable.",
            valueName: "name"))
    var shocks: [String] = []

    @Flag(name: .customLong("shocks"), help: "List the shocks that this scenario can be tested against.")
    var listsShocks = false

    @Option(help: "The metric by which splits are told apart.")
    var metric: Metric = .profit

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func run() throws {
        let loaded = try simulation.load(file)
        let scenario = loaded.campaign.scenario
        if listsShocks {
            return try Terminal.print(ShockList(scenario).text(width: Terminal.width))
        }
        try loaded.check(metric)
        let options = try simulation.options(for: .stress)
        try report.report(as: "stress.json", over: loaded.inputs) {
            let found = try ProgressBar.during("stress") { context in
                try Workbench.disk.stress(
                    of: loaded, metric: metric, shocks: shocks.isEmpty ? nil : shocks, options, in: context)
            }
            return PrintableResult(
                page: StressTable(found).page,
                document: StressJSON(found).document)
        }
    }
}
