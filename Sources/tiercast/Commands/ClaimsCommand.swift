// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignWorkbench

/// Confronts a scenario's claims with what is simulated.
struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Say which claims hold, what would have to be true for the others, and which cannot hold together.",
        discussion: """
            Claims stand in the scenario under 'claims:', as formulas of results and quantities: \
            'cpa40: cpa.small / cpa.macro = 0.60'.

            Exit codes: 0 done, 2 for a bad scenario or one without claims, 64 for a wrong command line, 74 where an output \
            cannot be written, 130 after Ctrl-C.
            """)

    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func run() throws {
        let loaded = try simulation.load(file)
        let options = try simulation.options(for: .claims)
        if !simulation.splits.isEmpty {
            throw ValidationError("a claim says which split it is about; --split is not for this command")
        }
        try report.report(as: "claims.json", over: loaded.inputs) {
            let found = try ProgressBar.during("claims") { context in
                try Workbench.disk.claims(of: loaded, options, in: context)
            }
            return PrintableResult(
                page: ClaimTable(found).page,
                document: ClaimJSON(found).document)
        }
    }
}
