// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import CampaignForecasting
public import CampaignModel
internal import CampaignReports
internal import CampaignWorkbench

extension CampaignForecasting.Sensitivity.Method: ExpressibleByArgument {}

/// Says which assumptions drive a scenario's result.
struct SensitivityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensitivity",
        abstract: "Say which assumption drives the result, and which decides between the splits.",
        discussion: """
            Methods: bins sorts the trials of the ordinary run by each assumption in turn; sobol gives first and total \
            indices, correlated assumptions as one; shapley divides the variance among all, correlated or not; morris \
            screens many assumptions with few campaigns.

            --trials counts trials (bins, shapley), points (sobol) or trajectories (morris).

            Exit codes: 0 done, 2 for a bad scenario or one without uncertainty, 64 for a wrong command line, 74 where an \
            output cannot be written, 130 after Ctrl-C.
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(help: "bins, sobol, shapley or morris.")
    var method: CampaignForecasting.Sensitivity.Method = .bins

    @Option(help: "The metric by which splits are told apart.")
    var metric: Metric = .profit

    @Option(
        name: .customLong("group"),
        help: ArgumentHelp(
            "See assumptions as one (sobol), such as nano=nano or rates=nano.orders_per_click,micro; repeatable.",
            valueName: "name=quantities"))
    var sets: [String] = []

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func run() throws {
        let loaded = try simulation.load(file)
        try loaded.check(metric)
        let options = try simulation.options(
            for: .sensitivity, usualTrials: SensitivityAnalyser.usualTrials(method))
        let sets = try namedSets()
        try report.report(as: "sensitivity.json", over: loaded.inputs) {
            let found = try ProgressBar.during("sensitivity") { context in
                try Workbench.disk.sensitivity(
                    of: loaded, method: method, metric: metric, sets: sets, options, in: context)
            }
            return PrintableResult(
                page: SensitivityTable(found).page,
                document: SensitivityJSON(found).document)
        }
    }

    private func namedSets() throws -> [NamedSet] {
        try sets.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError(
                    "--group \(text) is not a group; write a name and quantities, such as rates=nano,micro")
            }
            return NamedSet(name: parts[0], prefixes: parts[1].split(separator: ",").map(String.init))
        }
    }
}

extension Metric: ExpressibleByArgument {}
