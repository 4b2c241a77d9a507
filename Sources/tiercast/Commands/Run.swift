// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignStore
internal import CampaignText
internal import CampaignWorkbench

/// Simulates scenarios and prints what they may return.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulate scenarios and print what their splits may return.",
        discussion: """
            The table goes to standard output, warnings and the progress bar to standard error. The same file, seed and \
            version give the same figures with any number of threads.

            With --output several files get a folder each, named after them. With --database all files become runs of one \
            SQLite database, beside those it holds already; the same run takes the place of its former rows. Outputs \
            are written whole or not at all.

            With --state a run leaves its trials in a file. The same run with more trials goes on from them, and so does one \
            that was interrupted; with fewer, it answers from the first of them. The figures are those of a run without it.

            With --precision a run ends as soon as the 95% interval of a figure is that narrow, in every split that is shown: \
            \(PrecisionForm.examples.map { "'\($0)'" }.joined(separator: ", ")). The result says what was reached and what it cost.

            Exit codes: 0 done, 2 for a bad scenario, a file that is no database of Tiercast or the state of another run, 64 for a wrong command line, 74 where an output cannot be \
            written, 130 after Ctrl-C (what is complete is printed, marked as partial; no file is written but the state), 129, 131 and 143 after the \
            signals HUP, QUIT and TERM.
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(
        help: ArgumentHelp(
            "Run until a figure is known that exactly, such as '\(PrecisionForm.examples[0])'; --trials is the most then, "
                + "1M unless said otherwise.", valueName: "figure"))
    var precision: String?

    @Option(
        help: ArgumentHelp(
            "Write the page of 'tiercast report' here, too; one scenario only.", valueName: "file"))
    var report: String?

    @OptionGroup var format: FormatOptions

    @Option(help: ArgumentHelp("Write summary.json, summary.csv and scenario.resolved.yaml here.", valueName: "folder"))
    var output: String?

    @Option(help: ArgumentHelp("Write every trial as CSV; one scenario only.", valueName: "file"))
    var trialData: String?

    @Option(
        help: ArgumentHelp(
            "Write assumptions and results as distributions that spreadsheets draw from; one scenario only.",
            valueName: "file"))
    var sipmath: String?

    @Option(
        help: ArgumentHelp(
            "Go on from the trials in this file and leave all of them there; one scenario only.", valueName: "file"))
    var state: String?

    @Option(help: ArgumentHelp("Add the runs to this SQLite database; made where there is none.", valueName: "file"))
    var database: String?

    @Flag(help: "Keep every trial in the database too.")
    var databaseTrials = false

    @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
    var files: [String]

    func validate() throws {
        if databaseTrials, database == nil { throw ValidationError("--database-trials needs --database") }
        if files.count > 1, trialData != nil {
            throw ValidationError("--trial-data takes one scenario file, not several")
        }
        if files.count > 1, report != nil {
            throw ValidationError("--report takes one scenario file; 'tiercast report' takes several")
        }
        if files.count > 1, format.chosen == .json || format.chosen == .csv {
            throw ValidationError(
                "--format \(format.chosen.rawValue) takes one scenario file; use --output for several")
        }
        if files.count > 1, sipmath != nil {
            throw ValidationError("--sipmath takes one scenario file, not several")
        }
        if precision != nil, databaseTrials {
            throw ValidationError(
                "--database-trials needs a number of trials that is known before: --trials without --precision")
        }
        if files.count > 1, state != nil { throw ValidationError("--state takes one scenario file, not several") }
        if sipmath != nil {
            // Every value is kept, and a handful of them says too little about tails.
            let (least, most) = (LibraryBuilder.leastTrials, ForecastOptions.mostStudied)
            guard (least...most).contains(options.trials) else {
                throw ValidationError("--sipmath needs --trials between \(least) and \(most)")
            }
        }
        if files.count > 1, output != nil, Set(files.map(FileName.stem)).count < files.count {
            throw ValidationError("--output names folders after the files, and two of them have the same name")
        }
    }
}

// MARK: - Running

extension Run {
    private var options: ForecastOptions {
        simulation.forecastOptions(usualTrials: precision == nil ? 10_000 : Limits.preciseTrials)
    }

    func run() throws {
        let scenarios = try simulation.load(files)
        try OutputPlaces.refuse(outputPlaces, over: scenarios.flatMap(\.inputs))
        // Made first, so that a folder that cannot be made stops a long run before it begins.
        let made = try output.map { try Files.makeDirectory($0) } ?? []
        defer { Files.removeEmpty(made) }
        let precisions = try scenarios.map(preciseFigure)
        Interruption.listen()
        let store = try database.map { path throws(Failure) in try DatabaseFile(path) }
        for (index, (file, scenario)) in zip(files, scenarios).enumerated() {
            if index > 0 { try Terminal.print("\n") }
            try run(scenario, file: file, until: precisions[index], into: store)
        }
        try store?.commit()
    }

    /// What is to be known exactly; nil where nothing is named.
    private func preciseFigure(of loaded: LoadedScenario) throws -> PrecisionGoal? {
        try precision.map { text in
            try Workbench.reporting { try PrecisionForm.parse(text, in: loaded.campaign.scenario) }
        }
    }

    private func run(
        _ loaded: LoadedScenario, file: String, until precision: PrecisionGoal?, into store: DatabaseFile?
    ) throws {
        let scenario = loaded.campaign.scenario
        let options = options
        let trialFile = try trialData.map { path throws(Failure) in TrialFile(try AtomicFile(path), of: scenario) }
        let library = try sipmath.map { path throws(Failure) in
            (file: try AtomicFile(path), builder: LibraryBuilder(campaign: loaded.campaign, options: options))
        }
        let stateFile = try state.map { path in try StateFile(path, of: loaded, options) }
        // A run whose trials are known at its end alone is described then.
        var databaseRun = precision == nil ? try begin(loaded, options, in: store) : nil
        let (builder, rows) = (library?.builder, databaseRun)
        let forecast = try ProgressBar.during(FileName.stem(file)) { context in
            try Workbench.disk.forecast(
                of: loaded, options, in: context, until: precision, from: stateFile?.state,
                onRecord: stateFile?.onRecord
            ) { block in
                trialFile?.append(block)
                builder?.append(block)
                rows?.append(block)
            }
        }
        try show(forecast, of: loaded, file: file)
        try stateFile?.commit()
        if forecast.provenance.isPartial { throw ExitCode.interrupted }
        if let library {
            let document = SIPmathLibrary(library.builder.library())
            for warning in document.warnings { Terminal.complain("\(file): warning: \(warning)") }
            library.file.write(Array(document.text().utf8))
        }
        var done = options
        done.trials = forecast.provenance.trials
        if precision != nil { databaseRun = try begin(loaded, done, in: store) }
        if let databaseRun { try store?.complete(databaseRun, loaded.warned(forecast)) }
        try trialFile?.commit()
        try library?.file.commit()
        if let output {
            try write(forecast, of: loaded, to: files.count == 1 ? output : "\(output)/\(FileName.stem(file))")
        }
        if let report {
            try ReportWriter(page: report, charts: nil).write(try simulation.report(of: loaded, trials: done.trials))
        }
        // Ctrl-C after the last block of one file stops before the next one.
        if Interruption.isRequested { throw ExitCode.interrupted }
    }

    private func begin(
        _ loaded: LoadedScenario, _ options: ForecastOptions, in store: DatabaseFile?
    ) throws -> DatabaseRun? {
        try store?.begin(
            RunDescription(loaded.campaign.subject, options: options, resolvedText: loaded.read.resolvedText),
            holdsTrials: databaseTrials)
    }

    private func show(_ forecast: Forecast, of loaded: LoadedScenario, file: String) throws {
        try format.print(
            PrintableResult(
                page: ForecastTable(forecast, lint: loaded.lintLine).page,
                document: loaded.summary(forecast).document,
                csv: SummaryCSV(forecast).text()))
    }
}

// MARK: - Writing

extension Run {
    private static let outputs = ["summary.json", "summary.csv", "scenario.resolved.yaml"]

    private func write(_ forecast: Forecast, of loaded: LoadedScenario, to folder: String) throws {
        try Files.makeDirectory(folder)
        let texts = [
            loaded.summary(forecast).text(),
            SummaryCSV(forecast).text(), loaded.read.resolvedText,
        ]
        try AtomicFile.write(zip(Self.outputs, texts).map { ("\(folder)/\($0)", Array($1.utf8)) })
    }

    /// The files that will be written.
    private var outputPlaces: [String] {
        var places = [trialData, sipmath, report, state].compactMap { $0 } + (database.map(DatabaseFile.places) ?? [])
        guard let output else { return places }
        for file in files {
            let folder = files.count == 1 ? output : "\(output)/\(FileName.stem(file))"
            places += Self.outputs.map { "\(folder)/\($0)" }
        }
        return places
    }
}
