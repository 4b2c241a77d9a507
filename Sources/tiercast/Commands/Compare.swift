// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios

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

    @Flag(help: "Print the comparison as JSON instead of the tables.")
    var json = false

    @Option(help: ArgumentHelp("Write comparison.json here.", valueName: "folder"))
    var output: String?

    @Option(help: "Colours: auto, always or never. NO_COLOR turns auto off.")
    var color: ColourChoice = .auto

    @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
    var files: [String]

    func validate() throws {
        if simulation.trials.value > Comparer.mostTrials {
            throw ValidationError("a comparison keeps every value; --trials takes at most 1M")
        }
        if Set(files.map(Files.stem)).count < files.count {
            throw ValidationError("splits are called after their files, and two of them have the same name")
        }
    }

    func run() throws {
        let scenarios = try simulation.load(files)
        let currencies = Set(scenarios.map(\.campaign.scenario.currency))
        guard currencies.count == 1, let currency = currencies.first else {
            throw Failure.input("the files are in different currencies: \(currencies.sorted().joined(separator: ", "))")
        }
        let contenders = contenders(scenarios)
        guard contenders.count > 1 else {
            throw Failure.input("\(files[0]): has one split only; a comparison takes two, of this file or of several")
        }
        try Files.refuse(output.map { ["\($0)/comparison.json"] } ?? [], over: scenarios.flatMap(\.inputs))
        let made = try output.map { try Files.makeDirectory($0) } ?? []
        defer { Files.removeEmpty(made) }
        Interruption.listen()
        let bar = ProgressBar(label: "compare", isShown: Terminal.showsProgress)
        let comparison = Comparer(
            campaigns: scenarios.map(\.campaign), contenders: contenders,
            options: simulation.forecastOptions(engine: .chain)
        ).run(progress: { bar.update(done: $0, total: $1) }, isCancelled: { Interruption.isRequested })
        bar.clear()
        guard let comparison else { throw ExitCode.interrupted }
        let document = ComparisonJSON(
            comparison, currency: currency,
            checksums: Dictionary(zip(files.map(Files.stem), scenarios.map(\.read.checksum))) { first, _ in first })
        if json {
            try Terminal.print(document.text())
        } else {
            let table = ComparisonTable(
                comparison, title: scenarios.map(\.campaign.scenario.name).joined(separator: " · "), currency: currency)
            try Terminal.print(table.text(width: Terminal.width, coloured: color.isColoured))
        }
        if let output { try AtomicFile.write(Array(document.text().utf8), to: "\(output)/comparison.json") }
    }

    private func contenders(_ scenarios: [LoadedScenario]) -> [Comparer.Contender] {
        scenarios.enumerated().flatMap { number, loaded in
            loaded.campaign.scenario.splits.enumerated().map { split, wanted in
                Comparer.Contender(
                    label: files.count == 1 ? wanted.name : "\(Files.stem(files[number]))/\(wanted.name)",
                    campaign: number, split: split)
            }
        }
    }
}
