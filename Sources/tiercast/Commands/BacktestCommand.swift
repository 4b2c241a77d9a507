// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignReports
internal import CampaignScenarios
internal import CampaignWorkbench
internal import Glibc

/// Holds forecasts against what real campaigns returned.
struct BacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract:
            "Hold forecasts against real outcomes: how many fall into the intervals, and how far off the medians are.",
        discussion: """
            Takes a CSV file with a campaign a row: how it was set up, and what it returned. Each is forecast from its \
            set-up alone. docs/backtest.md lists the columns; all but 'id' may be missing. With --history the outcomes become \
            a part of a list of scores, as of forecasts that were made afterwards.

            Or takes such a list, which 'tiercast score --history' made of frozen forecasts: then nothing is simulated, and \
            what the campaigns show together is printed, and written as a page with --page. docs/score.md has the method.

            Published cases are a choice of the better ones, how strongly nobody knows: --selection K weights imagined \
            campaigns by their return to the power K, 0 where every campaign is published alike.

            Exit codes: 0 done, 2 for a table or list with problems or a bad default, 64 for a wrong command line, 74 where an output \
            cannot be written, 130 after Ctrl-C.
            """)

    @OptionGroup var simulation: SimulationOptions

    @Option(
        help: ArgumentHelp("Powers of the return, 0 to 5, with commas between; 0,0.5,1 unless said.", valueName: "k,k"))
    var selection: String?

    @Option(help: ArgumentHelp("Write the scenario that each campaign is forecast from here.", valueName: "folder"))
    var scenarios: String?

    @Option(help: ArgumentHelp("The library of defaults that each scenario names, or a file.", valueName: "name"))
    var defaults: String?

    @Option(help: ArgumentHelp("Add the outcomes to this list of scores.", valueName: "file"))
    var history: String?

    @Option(help: ArgumentHelp("The day of the scores that are added; today unless said.", valueName: "day"))
    var date: DayOption?

    @Option(
        help: ArgumentHelp(
            "Write a list of scores as a page here, .html, or Markdown as .md; repeatable.",
            valueName: "file"))
    var page: [String] = []

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("A CSV file of outcomes, or a list of scores.", valueName: "file"))
    var file: String

    func validate() throws {
        _ = try powers()
        let endings = HistoryReportWriter.endings
        for name in page where !endings.contains(where: { name.lowercased().hasSuffix($0) }) {
            throw ValidationError("--page \(name): a page ends in \(endings.joined(separator: " or "))")
        }
        if !simulation.splits.isEmpty {
            throw ValidationError("every campaign has one split; --split is not for this command")
        }
    }

    func run() throws {
        let beginning = try? OpenFile(file).piece(atMost: 1 << 10)
        if let beginning, ScoreHistoryFile.begins(beginning) { return try printHistory() }
        guard date == nil || history != nil else { throw ValidationError("--date is the day of what --history adds") }
        guard page.isEmpty else {
            throw ValidationError(
                "--page takes a list of scores, such as 'tiercast score --history' makes, and \(file) is none")
        }
        let options = try simulation.options(for: .backtest)
        let table = try Workbench.reporting { try Self.table(file) }
        let overrides = try OverrideParsing.parse(simulation.overrides)
        let forecasts = try Workbench.reporting {
            try Workbench.disk.campaigns(
                of: table, defaults: Self.named(defaults ?? BuiltInLibrary.standard.rawValue), overrides: overrides)
        }
        let places = scenarios.map { folder in forecasts.files.map { "\(folder)/\($0.name)" } } ?? []
        try report.report(
            as: "backtest.json", over: [file] + forecasts.inputs, besides: places + [history].compactMap { $0 }
        ) {
            if let scenarios { try write(forecasts.files, to: scenarios) }
            let backtest = try ProgressBar.during("backtest") { context in
                try Workbench.disk.backtest(forecasts, selections: try powers(), options, in: context)
            }
            if let history { try add(backtest, to: history) }
            let result = BacktestReport(
                backtest, file: file, tableChecksum: table.checksum, notCompared: forecasts.notCompared)
            return PrintableResult(page: BacktestTable(result).page, document: BacktestJSON(result).document)
        }
    }

    /// The table; one that cannot be read is told at its first place.
    private static func table(_ file: String) throws -> OutcomeTable {
        do { return try Workbench.disk.outcomes(file) } catch let failure as Failure {
            let start = SourceLocation(file: file, line: 1, column: 1)
            throw ScenarioErrors(
                problems: [ScenarioProblem(severity: .error, location: start, message: failure.message)])
        }
    }

    /// The powers that were asked for.
    private func powers() throws -> [Double] {
        let powers = (selection ?? "0,0.5,1").split(separator: ",", omittingEmptySubsequences: false).map {
            part -> Double? in
            let text = part.filter { $0 != " " }
            guard text.allSatisfy({ $0 == "." || ("0"..."9").contains($0) }) else { return nil }
            return Double(text).flatMap { (0...5).contains($0) ? $0 : nil }
        }
        let known = powers.compactMap { $0 }
        guard known.count == powers.count, Set(known).count == known.count else {
            throw ValidationError("--selection takes different powers from 0 to 5 with commas between, such as 0,0.5,1")
        }
        return known
    }

    /// A file of defaults by its full path, so that a scenario finds it wherever it is written; a name as it is.
    private static func named(_ defaults: String) -> String {
        guard Files.exists(defaults), let path = realpath(defaults, nil) else { return defaults }
        defer { free(path) }
        return String(cString: path)
    }

    private func write(_ files: [(name: String, text: String)], to folder: String) throws {
        try Files.makeDirectory(folder)
        try AtomicFile.write(files.map { ("\(folder)/\($0.name)", Array($0.text.utf8)) })
    }
}

// MARK: - Lists of scores

extension BacktestCommand {
    /// Prints what a list of scores shows.
    private func printHistory() throws {
        let asked: [(name: String, isAsked: Bool)] = [
            ("--trials", simulation.trials != nil), ("--seed", simulation.seed != 1),
            ("--threads", simulation.threading.threads != nil), ("--set", !simulation.overrides.isEmpty),
            ("--selection", selection != nil), ("--scenarios", scenarios != nil), ("--defaults", defaults != nil),
            ("--history", history != nil), ("--date", date != nil),
        ]
        let unused = asked.filter(\.isAsked).map(\.name)
        guard unused.isEmpty else {
            throw ValidationError(
                "\(file) is a list of scores, of which nothing is simulated; \(unused.joined(separator: ", ")) "
                    + (unused.count == 1 ? "is not for it" : "are not for it"))
        }
        try report.report(as: "history.json", over: [file], besides: page) {
            let (bytes, history) = try HistoryFile.read(file)
            let told = HistoryReport(history, file: file, bytes: bytes)
            for page in page { try HistoryReportWriter(page: page).write(told) }
            return PrintableResult(page: HistoryTable(told).page, document: HistoryJSON(told).document)
        }
    }

    /// Adds outcomes to a list of scores; those in it stay as they are.
    private func add(_ backtest: Backtest, to path: String) throws {
        let kept = try HistoryFile(path)
        let scores = backtest.scores(on: date?.text ?? DayOption.today)
        let new = scores.filter { kept.history.index(of: $0.seal) == nil }
        for score in new { try kept.add(score) }
        if !new.isEmpty { try kept.write() }
        Terminal.complain(
            "\(path): \(new.count) outcomes added, \(scores.count - new.count) there already, which stay as they are")
    }
}
