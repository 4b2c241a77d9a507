// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignReports
internal import CampaignResults
internal import CampaignWorkbench

/// Holds a frozen forecast against what its campaign brought.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Hold a frozen forecast against results: where they fell in it, and how good it was.",
        discussion: """
            Results are a file that 'tiercast import --output' wrote, which tells tracked orders and what hangs on them, or a table of totals \
            whose first line is 'figure,value', with rows such as 'conversions,412' and 'cost,18250'; several files are read together. \
            docs/score.md lists the figures.

            With --history the score becomes a part of a list that grows from campaign to campaign. A forecast that is in it is not graded \
            again, and 'tiercast backtest' says what the campaigns show together.

            Exit codes: 0 done, 2 for a forecast that was changed, results with problems, or a forecast that was scored before, 64 for a \
            wrong command line, 74 where an output cannot be written.
            """)

    @Option(help: ArgumentHelp("The split that was run; needed where the forecast holds several.", valueName: "name"))
    var split: String?

    @Option(help: ArgumentHelp("Add the score to this list, which is begun where no file is.", valueName: "file"))
    var history: String?

    @Option(help: ArgumentHelp("The day of the score; today unless said.", valueName: "day"))
    var date: DayOption?

    @OptionGroup var report: ReportOptions

    @Argument(help: ArgumentHelp("A forecast that 'tiercast freeze' wrote.", valueName: "frozen"))
    var frozen: String

    @Argument(help: ArgumentHelp("Results of its campaign.", valueName: "results"))
    var results: [String]

    func validate() throws {
        if results.isEmpty { throw ValidationError("score takes a frozen forecast and at least one file of results") }
    }

    func run() throws {
        try report.report(as: "score.json", over: [frozen] + results, besides: [history].compactMap { $0 }) {
            let file = try read()
            let split = try wanted(file.forecast)
            let totals = try Workbench.reportingResults { try ResultTotals(results.map { .file($0) }) }
            let currency = file.forecast.currency
            guard totals.currency.isEmpty || totals.currency == currency else {
                throw Failure.otherCurrency(frozen, forecast: currency, results: totals.currency)
            }
            let kept = try history.map { try HistoryFile($0) }
            if let kept, let number = kept.history.index(of: file.seal) {
                throw Failure.scored(frozen, in: kept.path, on: kept.history.campaigns[number].scored)
            }
            let score = Scorer(file.forecast, seal: file.seal).score(
                split, totals.figures, on: date?.text ?? DayOption.today, firstDay: totals.days?.lowerBound.text,
                after: kept?.history ?? ScoreHistory())
            guard !score.figures.isEmpty else { throw Failure.nothingForecast(frozen) }
            try kept?.add(score)
            try kept?.write()
            let told = ScoreReport(
                file, score, totals: totals, history: kept.map { ($0.path, $0.history.campaigns.count) })
            return PrintableResult(page: ScoreTable(told).page, document: ScoreJSON(told).document)
        }
    }

    private func read() throws(Failure) -> FrozenFile {
        let bytes = try Files.read(frozen, atMost: FrozenFile.mostBytes)
        do { return try FrozenFile(reading: bytes) } catch { throw .frozen(frozen, error) }
    }

    /// The split that was run.
    private func wanted(_ forecast: FrozenForecast) throws -> FrozenForecast.Split {
        let known = forecast.splits.map(\.name)
        guard let split else {
            guard known.count == 1 else { throw Failure.noSplitNamed(frozen, known: known) }
            return forecast.splits[0]
        }
        guard let found = forecast.splits.first(where: { $0.name == split }) else {
            throw WorkbenchError.noSplit(split, file: frozen, known: known)
        }
        return found
    }
}
