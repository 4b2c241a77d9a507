// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
public import CampaignReports
public import CampaignScenarios

/// Where scenarios are loaded and asked: what a front does apart from taking arguments and showing answers.
///
/// A workbench remembers its answers by what they depend on: the scenario with defaults, data and overrides filled in, the question, the
/// trials and the seed. So asking twice simulates once, a report takes up the forecast that stands, and after an edit only that is
/// simulated again which the edit touches: another title, an allowance of the linter or a claim changes no forecast. A changed split or
/// quantity changes all that is simulated, since splits are judged beside each other in one world. Files are read anew each time.
///
/// It may be used from several threads; two that ask the same at the same time both simulate.
public final class Workbench: Sendable {
    private let files: FileReader
    private let results = ResultStore(most: Limits.results)
    private let onRun: @Sendable (Analysis) -> Void

    /// An empty workbench.
    ///
    /// - Parameters:
    ///   - files: where the bytes of files come from.
    ///   - onRun: called whenever something is simulated rather than remembered.
    public init(reading files: FileReader, onRun: @escaping @Sendable (Analysis) -> Void = { _ in }) {
        self.files = files
        self.onRun = onRun
    }

    /// The answer to a question: the remembered one, or the one that `run` finds.
    private func answer<Result: Answer>(
        _ question: Question, about campaigns: [PreparedCampaign], _ options: ForecastOptions,
        run: () throws -> Result
    ) throws -> Result {
        try question.analysis.check(trials: options.trials)
        let key = ResultKey(question, about: campaigns.map(\.scenario), options)
        if let known = results.result(key, as: Result.self) { return known.about(campaigns.map(\.subject)) }
        onRun(question.analysis)
        let result = try run()
        results.keep(result, under: key)
        return result
    }
}

// MARK: - Loading

extension Workbench {
    /// Reads, checks and prepares a scenario; all that is wrong with it is thrown at once.
    public func load(
        _ request: LoadedScenario.Request, in context: RunContext = RunContext()
    ) throws -> LoadedScenario {
        let source = try LoadedScenario.Source(request, from: files)
        let campaign = try Self.campaign(source.read, request)
        let pilots = try answer(.pilots, about: [campaign], ForecastOptions()) {
            Findings(all: try campaign.hireabilityWarnings(in: context))
        }
        try context.check()
        let read = source.read
        return LoadedScenario(
            file: request.file, read: read, campaign: campaign, inputs: source.inputs, data: source.data,
            warnings: read.warnings + read.warnings(pilots.all) + read.warnings(campaign.calendarWarnings))
    }

    private static func campaign(_ read: ReadScenario, _ request: LoadedScenario.Request) throws -> PreparedCampaign {
        var subject = read.subject
        for name in request.splits where !subject.scenario.splits.contains(where: { $0.name == name }) {
            throw WorkbenchError.noSplit(name, file: request.file, known: subject.scenario.splits.map(\.name))
        }
        if !request.splits.isEmpty { subject.scenario.splits.removeAll { !request.splits.contains($0.name) } }
        do throws(CampaignError) { return try PreparedCampaign(subject) } catch {
            guard case .unprepared(let problems) = error else {
                throw WorkbenchError.campaign(error, file: request.file, currency: subject.scenario.currency)
            }
            throw read.errors(problems)
        }
    }

    /// The table of outcomes in a file.
    public func outcomes(_ file: String) throws -> OutcomeTable {
        try OutcomeTable(bytes: try files.bytes(file, atMost: Limits.scenarioBytes), file: file)
    }

    /// The rows of a table as campaigns that can be forecast.
    ///
    /// - Parameters:
    ///   - table: the outcomes.
    ///   - defaults: what each scenario says under `defaults:`.
    ///   - overrides: what is replaced in each scenario.
    public func campaigns(
        of table: OutcomeTable, defaults: String, overrides: [Override] = []
    ) throws -> OutcomeCampaigns {
        try OutcomeCampaigns(table, defaults: defaults, overrides: overrides, reading: files)
    }
}

// MARK: - Forecasts

extension Workbench {
    /// What the splits may return; of a run that is ended what is complete, which is not remembered.
    ///
    /// - Parameters:
    ///   - loaded: the scenario.
    ///   - options: trials, seed and threads.
    ///   - context: told of progress, and asked whether to go on.
    ///   - precision: what is to be known exactly, for which as many trials as are asked for may be spent.
    ///   - state: what the run goes on from; nil where nothing is recorded.
    ///   - onRecord: called with the record of every block and its trials, in their order, for a `StateWriter`.
    ///   - onBlock: called with every block of trials, in their order; where one of the two is given, all of them come.
    public func forecast(
        of loaded: LoadedScenario, _ options: ForecastOptions, in context: RunContext = RunContext(),
        until precision: PrecisionGoal? = nil, from state: RunState? = nil,
        onRecord: (@Sendable (_ bytes: [UInt8], _ trials: Int) -> Void)? = nil,
        onBlock: (@Sendable (OutcomeBlock) -> Void)? = nil
    ) throws -> Forecast {
        try Analysis.forecast.check(trials: options.trials)
        let key = ResultKey(.forecast, about: [loaded.campaign.scenario], options)
        if onBlock == nil, onRecord == nil, precision == nil, let known = results.result(key, as: Forecast.self) {
            return known.about([loaded.campaign.subject])
        }
        onRun(.forecast)
        let forecast = try Forecaster(campaign: loaded.campaign, options: options)
            .run(in: context, until: precision, from: state?.recorded, onRecord: onRecord, onBlock: onBlock)
        if !forecast.provenance.isPartial { keep(forecast, of: loaded, options) }
        return forecast
    }

    /// Remembers a forecast as one of the trials that it has, however these were asked for.
    private func keep(_ forecast: Forecast, of loaded: LoadedScenario, _ options: ForecastOptions) {
        var (plain, asked) = (forecast, options)
        plain.precision = nil
        asked.trials = forecast.provenance.trials
        results.keep(plain, under: ResultKey(.forecast, about: [loaded.campaign.scenario], asked))
    }

    /// The state of runs of a scenario with these options, whatever their trials.
    ///
    /// - Parameters:
    ///   - source: the bytes of one that was left; nil where there is none yet.
    ///   - loaded: the scenario.
    ///   - options: the seed and the engine.
    /// - Throws: where it cannot be gone on from.
    public func state(
        _ source: StateSource?, of loaded: LoadedScenario, _ options: ForecastOptions
    ) throws(StateError) -> RunState {
        let origin = StateOrigin(loaded, options)
        guard let source else { return RunState(of: origin) }
        let state = try RunState(source, of: origin)
        guard state.recorded.isReproduced(by: loaded.campaign, options) else { throw .notReproduced }
        return state
    }

    /// How splits of one or several scenarios compare; of several each is called after its file and itself.
    public func comparison(
        of loaded: [LoadedScenario], _ options: ForecastOptions, in context: RunContext = RunContext()
    ) throws -> Comparison {
        let currencies = Set(loaded.map(\.campaign.scenario.currency))
        guard currencies.count == 1 else { throw WorkbenchError.currencies(currencies.sorted()) }
        let contenders = loaded.enumerated().flatMap { number, loaded in
            loaded.campaign.scenario.splits.enumerated().map { split, wanted in
                Comparer.Contender(label: wanted.name, campaign: number, split: split)
            }
        }
        guard contenders.count > 1 else { throw WorkbenchError.oneSplit(file: loaded[0].file) }
        let named = contenders.map { contender in
            var named = contender
            if loaded.count > 1 {
                named.label = "\(loaded[contender.campaign].campaign.subject.fileStem)/\(named.label)"
            }
            return named
        }
        let campaigns = loaded.map(\.campaign)
        return try answer(.comparison(labels: named.map(\.label)), about: campaigns, options) {
            try Comparer(campaigns: campaigns, contenders: named, options: options).run(in: context)
        }
    }
}

// MARK: - Kept forecasts

extension Workbench {
    /// A forecast that is kept until the campaign is over.
    ///
    /// - Parameters:
    ///   - loaded: the scenario.
    ///   - date: the day on which it is frozen, such as 2026-03-02.
    ///   - options: trials, seed and threads.
    ///   - context: told of progress, and asked whether to go on.
    public func frozen(
        _ loaded: LoadedScenario, on date: String, _ options: ForecastOptions, in context: RunContext = RunContext()
    ) throws -> FrozenForecast {
        try Analysis.freeze.check(trials: options.trials)
        onRun(.freeze)
        return try Freezer(campaign: loaded.campaign, options: options).frozen(on: date, in: context)
    }
}

// MARK: - Studies

extension Workbench {
    /// Which assumption decides.
    public func sensitivity(
        of loaded: LoadedScenario, method: Sensitivity.Method = .bins, metric: Metric = .profit,
        sets: [NamedSet] = [], _ options: ForecastOptions, in context: RunContext = RunContext()
    ) throws -> Sensitivity {
        try loaded.check(metric)
        return try answer(.sensitivity(method, metric, sets: sets), about: [loaded.campaign], options) {
            try loaded.study {
                try SensitivityAnalyser(
                    campaign: loaded.campaign, method: method, metric: metric, options: options, sets: sets
                ).run(in: context)
            }
        }
    }

    /// What becomes of the plan when things go wrong.
    ///
    /// - Parameters:
    ///   - loaded: the scenario.
    ///   - metric: by which splits are told apart.
    ///   - shocks: names of shocks, each alone or several joined by `+`; all where it is nil.
    ///   - options: trials, seed and threads.
    ///   - context: told of progress, and asked whether to go on.
    public func stress(
        of loaded: LoadedScenario, metric: Metric = .profit, shocks: [String]? = nil, _ options: ForecastOptions,
        in context: RunContext = RunContext()
    ) throws -> Stress {
        try loaded.check(metric)
        return try answer(.stress(metric, shocks: shocks), about: [loaded.campaign], options) {
            try loaded.study {
                try StressTester(campaign: loaded.campaign, metric: metric, options: options, wanted: shocks)
                    .run(in: context)
            }
        }
    }

    /// Which split it should be.
    ///
    /// - Parameters:
    ///   - loaded: the scenario.
    ///   - problem: what the split is to be best at, and its bounds.
    ///   - targets: also say which budget meets these goals together.
    ///   - sure: how surely it has to, as a share of campaigns.
    ///   - budgets: also say what is best at a tenth of the budget to twice the budget.
    ///   - options: trials, seed and threads.
    ///   - context: told of progress, and asked whether to go on.
    public func optimisation(
        of loaded: LoadedScenario, _ problem: OptimisationProblem, targets: [Goal] = [], sure: Double = 0.5,
        budgets: Bool = false, _ options: ForecastOptions, in context: RunContext = RunContext()
    ) throws -> Optimisation {
        try loaded.check(problem)
        let question = Question.optimisation(problem, targets: targets, sure: sure, budgets: budgets)
        return try answer(question, about: [loaded.campaign], options) {
            try loaded.study {
                try Optimiser(campaign: loaded.campaign, problem: problem, options: options)
                    .run(targets: targets, sure: sure, budgets: budgets, in: context)
            }
        }
    }

    /// Which claims hold.
    public func claims(
        of loaded: LoadedScenario, _ options: ForecastOptions, in context: RunContext = RunContext()
    ) throws -> ClaimCheck {
        try answer(.claims, about: [loaded.campaign], options) {
            try loaded.study { try ClaimChecker(campaign: loaded.campaign, options: options).run(in: context) }
        }
    }

    /// Every assumption, and what each has to do with the decision where something is uncertain.
    public func ledger(
        of loaded: LoadedScenario, metric: Metric = .profit, _ options: ForecastOptions,
        in context: RunContext = RunContext()
    ) throws -> AssumptionLedger {
        let study = try ifUncertain { try sensitivity(of: loaded, metric: metric, options, in: context) }
        return loaded.campaign.ledger(seed: options.seed, sensitivity: study)
    }

    /// What a study finds; nil where nothing is uncertain.
    func ifUncertain<Result>(_ study: () throws -> Result) throws -> Result? {
        do { return try study() } catch WorkbenchError.campaign(.nothingUncertain, _, _) { return nil }
    }

    /// What makes the answer untrustworthy.
    ///
    /// - Parameters:
    ///   - loaded: the scenario.
    ///   - isQuick: whether the rules that imagine campaigns are left out.
    ///   - threads: the threads.
    ///   - context: told of progress, and asked whether to go on.
    public func lint(
        _ loaded: LoadedScenario, isQuick: Bool = false, threads: Int, in context: RunContext = RunContext()
    ) throws -> LintReport {
        guard !isQuick, let rules = DecisionLint(loaded.campaign, threads: threads) else {
            return LintReport(loaded, further: [])
        }
        let found = try answer(.lint, about: [loaded.campaign], ForecastOptions()) {
            Findings(all: try rules.findings(in: context))
        }
        return LintReport(loaded, further: found.all)
    }

    /// Forecasts held against what real campaigns returned.
    ///
    /// - Parameters:
    ///   - outcomes: the campaigns with what they returned.
    ///   - selections: powers of the return by which imagined campaigns are weighted, each 0 or above.
    ///   - options: trials, seed and threads.
    ///   - context: told of progress, and asked whether to go on.
    public func backtest(
        _ outcomes: OutcomeCampaigns, selections: [Double], _ options: ForecastOptions,
        in context: RunContext = RunContext()
    ) throws -> Backtest {
        try Analysis.backtest.check(trials: options.trials)
        onRun(.backtest)
        return try Backtester(selections: selections).run(outcomes.campaigns, options: options, in: context)
    }
}
