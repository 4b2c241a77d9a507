// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignText
internal import CampaignWorkbench

/// Writes everything that is known of scenarios as pages for readers.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a page with the answer, the charts and all figures for people who never open a terminal.",
        discussion: """
            The page carries everything it needs: it opens without a network, prints, and reads on a phone. It holds the \
            forecast, and the comparison, the sensitivity study, the stress test, the search and the claims where the \
            scenario has them; stress test and search take at most 2,000 and 4,000 campaigns.

            Of several files, --output names a folder and each page is named after its file.

            Exit codes: 0 done, 2 for a bad scenario, 64 for a wrong command line, 69 where --charts is asked for and \
            Vega-Lite is not installed, 74 where an output cannot be written, 130 after Ctrl-C (nothing is written).
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(help: ArgumentHelp("The page; of several scenarios the folder of their pages.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("Write every chart as SVG, PNG, Vega-Lite and CSV here.", valueName: "folder"))
    var charts: String?

    @Option(help: "Leave out an analysis: comparison, sensitivity, stress, optimisation or claims; repeatable.")
    var without: [ReportAnalysis] = []

    @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
    var files: [String]

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one scenario file") }
        if Set(files.map(FileName.stem)).count < files.count {
            throw ValidationError("pages are named after the files, and two of them have the same name")
        }
    }

    func run() throws {
        let scenarios = try simulation.load(files)
        let writers = try files.map { file in try ReportWriter(page: page(file), charts: charts(file)) }
        try OutputPlaces.refuse(writers.flatMap(\.places), over: scenarios.flatMap(\.inputs))
        let made = files.count > 1 ? try Files.makeDirectory(output) : []
        defer { Files.removeEmpty(made) }
        Interruption.listen()
        for (number, loaded) in scenarios.enumerated() {
            try writers[number].write(try simulation.report(of: loaded, without: Set(without)))
            if Interruption.isRequested { throw ExitCode.interrupted }
        }
    }

    private func page(_ file: String) -> String {
        files.count == 1 ? output : "\(output)/\(FileName.stem(file)).html"
    }

    private func charts(_ file: String) -> String? {
        charts.map { files.count == 1 ? $0 : "\($0)/\(FileName.stem(file))" }
    }
}
