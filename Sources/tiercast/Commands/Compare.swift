// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignText
internal import CampaignWorkbench

/// Compares splits in the same imagined campaigns.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which split is better, how surely, and why.",
        discussion: """
            Compares the splits of one file, or those of several files, in the same imagined campaigns: quantities and \
            lines of the same name share their draws. Of several files each split is called FILE/SPLIT.

            Exit codes: 0 done, 2 for a bad scenario or fewer than two splits, 64 for a wrong command line, 74 where an \
            output cannot be written, 130 after Ctrl-C (half a comparison says nothing, so nothing is printed).
            """)

    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
    var files: [String]

    func validate() throws {
        _ = try simulation.options(for: .comparison)
        if Set(files.map(FileName.stem)).count < files.count {
            throw ValidationError("splits are called after their files, and two of them have the same name")
        }
    }

    func run() throws {
        let scenarios = try simulation.load(files)
        try report.report(as: "comparison.json", over: scenarios.flatMap(\.inputs)) {
            let comparison = try ProgressBar.during("compare") { context in
                try Workbench.disk.comparison(of: scenarios, simulation.forecastOptions(), in: context)
            }
            return PrintableResult(
                page: ComparisonTable(comparison).page, document: ComparisonJSON(comparison).document)
        }
    }
}
