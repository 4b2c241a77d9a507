// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignReports
internal import CampaignWorkbench

/// Keeps a forecast until its campaign is over.
struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep a forecast in a sealed file, to be held against what the campaign brings.",
        discussion: """
            Writes what is forecast of every figure that results can tell, for every split, with a hash of all that the file holds. Pass \
            the first digits of the hash on when the campaign begins: whoever has them can tell later that nothing was changed. A file that \
            exists is never written over.

            The same scenario, seed, version and date give the same bytes; 'tiercast score' holds the file against results.

            Exit codes: 0 done, 2 for a bad scenario, 64 for a wrong command line, 74 where the file cannot be written or exists, 130 \
            after Ctrl-C.
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(
        help: ArgumentHelp("The file, such as launch.frozen.json; one that exists is left alone.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("The day of the forecast; today unless said.", valueName: "day"))
    var date: DayOption?

    @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
    var file: String

    func run() throws {
        let options = try simulation.options(for: .freeze)
        guard !Files.exists(output) else { throw Failure.unwritable(output, .exists) }
        let loaded = try simulation.load(file)
        try OutputPlaces.refuse([output], over: loaded.inputs)
        let forecast = try ProgressBar.during("freeze") { context in
            try Workbench.disk.frozen(loaded, on: date?.text ?? DayOption.today, options, in: context)
        }
        let frozen = FrozenFile(sealing: forecast)
        // Nobody is to write into it by mistake.
        let written = try AtomicFile(output, mode: 0o444)
        written.write(frozen.bytes)
        guard try written.commitIfAbsent() else { throw Failure.unwritable(output, .exists) }
        try Terminal.say("\(output): frozen on \(forecast.date), seal \(frozen.seal)")
        try Terminal.say(
            "Pass the seal on now; after the campaign, 'tiercast score \(output) results.csv' says what became of it.")
    }
}
