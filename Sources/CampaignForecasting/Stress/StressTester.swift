// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling

/// Tests a plan against shocks, and looks for what would change the decision.
public struct StressTester: Sendable {
    let campaign: PreparedCampaign
    let metric: Metric
    let options: ForecastOptions
    private let worlds: [(name: String, meaning: String)]
    /// The plan with all worlds in it, none of which comes about until its point is.
    private let facing: PreparedCampaign
    private let points: [AssumptionPoint]

    /// A test of a campaign.
    ///
    /// - Parameters:
    ///   - campaign: the plan.
    ///   - metric: by which splits are told apart; one that the scenario reports.
    ///   - options: trials, seed and threads; at most `ForecastOptions.mostStudied` trials.
    ///   - wanted: names of shocks, of the file or ready, each alone or several joined by `+`; all where it is nil.
    /// - Throws: where a name is unknown, or a shocked scenario cannot be simulated.
    public init(
        campaign: PreparedCampaign, metric: Metric, options: ForecastOptions, wanted: [String]? = nil
    ) throws(CampaignError) {
        let scenario = campaign.scenario
        self.metric = metric
        self.options = options
        self.campaign = try PreparedCampaign(campaign.subject, isAdjustable: true)
        let known = scenario.shocks + Shock.ready(for: scenario)
        var worlds: [(name: String, meaning: String)] = []
        var shocks: [[Shock]] = []
        for name in wanted ?? known.map(\.name) {
            let named = try Self.shocks(name.split(separator: "+", omittingEmptySubsequences: false), among: known)
            var all: [Shock] = []
            // A combination of combinations is refused when the file is read.
            for shock in named { all += [shock] + (try Self.shocks(shock.together, among: known)) }
            let meaning = named.count == 1 ? named[0].meaning : named.map(\.meaning).joined(separator: "; ")
            worlds.append((name, meaning))
            shocks.append(all)
        }
        self.worlds = worlds
        let (together, switches) = scenario.facing(shocks)
        let facing = try PreparedCampaign(together)
        self.facing = facing
        points = switches.map { path in
            AssumptionPoint(setting: facing.program.paths.firstIndex(of: path).map { [$0: 1] } ?? [:])
        }
    }

    private static func shocks(
        _ names: [some StringProtocol], among known: [Shock]
    ) throws(CampaignError) -> [Shock] {
        var shocks: [Shock] = []
        for name in names {
            guard let shock = known.first(where: { $0.name == name }) else {
                throw .unknownShock(String(name), known: known.map(\.name))
            }
            shocks.append(shock)
        }
        return shocks
    }
}

// MARK: - Running

extension StressTester {
    /// What was found.
    public func run(in context: RunContext = RunContext()) throws(CancellationError) -> Stress {
        let study = study(campaign)
        // The search for switching values takes about as long again.
        let total = 2 * options.trials
        let tables = try simulate(study, in: context.part(0..<options.trials, of: total))
        let leader = study.columns.leader(by: metric, tables[0])
        let assumptions = campaign.assumptions
        let targets = [SwitchingTarget.winner] + campaign.scenario.goals.indices.map { .goal($0) }
        let whole = evaluator(trials: options.trials, threads: options.threads, recording: .none)
        // What moves is told from the plan as searches count it.
        let plan = try whole.evaluate([AssumptionPoint()], in: context.unheard)[0]
        let margins = targets.map { margin($0, study.columns, leader, plan: plan) }
        let switchingValues = try switchingValues(
            assumptions, targets, margins, in: context.part(options.trials..<total, of: total))
        var reverse: [ReverseStress] = []
        let uncertain = assumptions.filter(\.isUncertain)
        let correlated = campaign.program.correlated
        let few = JointShifts(uncertain, correlated: correlated, evaluator: evaluator(threads: options.threads))
        let all = JointShifts(uncertain, correlated: correlated, evaluator: whole)
        for (target, margin) in zip(targets, margins) where !uncertain.isEmpty {
            if target == .winner, campaign.scenario.splits.count < 2 { continue }
            reverse.append(
                ReverseStress(
                    target: target, finding: try nearest(margin, uncertain, by: (few, all), in: context)))
        }
        let others = try otherMetrics(study.columns, tables, in: context)
        let ranked = study.columns.ranked(tables[0])
        return Stress(
            subject: campaign.subject, provenance: ForecastProvenance(options),
            metric: metric, splits: campaign.scenario.splits.map(\.name), goals: campaign.scenario.goals,
            leader: leader,
            worlds: tables.indices.map { number in
                stressed(number, tables, study.columns, leader, others: others[number])
            }, switchingValues: switchingValues, searchTrials: options.searchTrials,
            countsUncaused: campaign.scenario.countsUncaused(metric),
            unranked: tables[0].rowCount == 0 ? [] : (0..<study.columns.splits).filter { !ranked.contains($0) },
            reverse: reverse)
    }

    func study(_ campaign: PreparedCampaign) -> CampaignStudy {
        CampaignStudy(
            campaign: campaign, metrics: [metric, .cost, .roi] + GoalCount.metrics(self.campaign.scenario.goals),
            isRanking: true, options: options)
    }

    /// The metrics of all splits as planned and in each world, in the same trials.
    func simulate(
        _ study: CampaignStudy, in context: RunContext
    ) throws(CancellationError) -> [SampleTable<SplitColumn>] {
        let plan = try Runner(options).table(of: study.run, in: context.part(0..<1, of: 4)) { study.read($0.outcomes) }
        guard !worlds.isEmpty else { return [plan] }
        let struck = self.study(facing)
        return [plan]
            + (try evaluator(of: struck, options).evaluate(points, in: context.part(1..<4, of: 4)))
    }

    /// Evaluates worlds.
    private func evaluator(of study: CampaignStudy, _ options: ForecastOptions) -> PointEvaluator<SplitColumn> {
        PointEvaluator(study.run, options, threads: options.threads, recording: .passing) { block, _ in
            study.read(block)
        }
    }
}

// MARK: - What shocks change

extension StressTester {
    /// The trials in which a shock that changes nothing that is looked at is searched for what else it changes.
    private static let searched = 256

    /// By world, whether it changes what is looked at of any split.
    private func effect(_ table: SampleTable<SplitColumn>, base: SampleTable<SplitColumn>, _ columns: SplitColumns)
        -> ShockEffect
    {
        func differs(_ metrics: [Metric]) -> Bool {
            metrics.contains { metric in
                (0..<columns.splits).contains { split in
                    let column = columns.column(metric, split)
                    return !Self.areSame(table[column], base[column])
                }
            }
        }
        return ShockEffect(
            changesMetric: differs([metric]), changesGoals: differs(campaign.scenario.goals.map(\.metric)), others: [])
    }

    private static func areSame(_ one: [Double], _ other: [Double]) -> Bool {
        zip(one, other).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }

    /// By world, the metrics that it changes where it changes nothing that is looked at.
    private func otherMetrics(
        _ columns: SplitColumns, _ tables: [SampleTable<SplitColumn>], in context: RunContext
    ) throws(CancellationError) -> [[Metric]] {
        let idle = tables.indices.filter { $0 > 0 && !effect(tables[$0], base: tables[0], columns).acts }
        var result = tables.map { _ in [Metric]() }
        guard !idle.isEmpty else { return result }
        let metrics = campaign.scenario.metrics
        let few = options.asking(min(options.trials, Self.searched))
        let study = CampaignStudy(campaign: facing, metrics: metrics, options: few)
        let read = try evaluator(of: study, few).evaluate(
            [AssumptionPoint()] + idle.map { points[$0 - 1] }, in: context.unheard)
        for (place, number) in idle.enumerated() {
            result[number] = metrics.filter { metric in
                campaign.scenario.splits.indices.contains { split in
                    let key = SplitColumn.metric(metric, split: split)
                    return !Self.areSame(read[place + 1][key], read[0][key])
                }
            }
        }
        return result
    }
}

// MARK: - The matrix of worlds and splits

extension StressTester {
    private func stressed(
        _ number: Int, _ tables: [SampleTable<SplitColumn>], _ columns: SplitColumns, _ leader: Int, others: [Metric]
    ) -> StressedWorld {
        let world = number == 0 ? nil : worlds[number - 1]
        let (table, base) = (tables[number], tables[0])
        let rows = Array(0..<options.trials)
        let splits = 0..<columns.splits
        let own = splits.map { columns.influence(metric, $0, table, rows) }
        let ranked = columns.ranked(table)
        let means = columns.signedMeans(of: metric, table)
        let winner = ranked.max { means[$0] < means[$1] }.flatMap { means[$0].isFinite ? $0 : nil }
        let sign = metric.isBetterLower ? -1.0 : 1.0
        // The one-sided 95 % bound of each comparison with the winner, shared among them.
        let critical = NormalLaw.quantile(1 - 0.05 / Double(max(1, ranked.count - 1)))
        let isClear = winner.map { winner in
            ranked.allSatisfy { split in
                guard split != winner else { return true }
                guard let gap = MeanInfluence.sum([(sign, own[winner]), (-sign, own[split])]) else { return true }
                return gap.value > critical * gap.standardError
            }
        }
        func change(_ metric: Metric, _ split: Int) -> Estimate? {
            MeanInfluence.sum([
                (1, columns.influence(metric, split, table, rows)), (-1, columns.influence(metric, split, base, rows)),
            ])
        }
        var effect = effect(table, base: base, columns)
        effect.others = others
        return StressedWorld(
            name: world?.name ?? "", meaning: world?.meaning ?? "",
            splits: splits.map { split in
                StressedSplit(
                    mean: MeanInfluence.sum([(1, own[split])]), change: number == 0 ? nil : change(metric, split),
                    goalsMet: goalsMet(columns, table, split),
                    shortfall: shortfall(table[columns.column(metric, split)]),
                    cost: MeanInfluence.sum([(1, columns.influence(.cost, split, table, rows))]),
                    costChange: number == 0 ? nil : change(.cost, split),
                    roiChange: number == 0 ? nil : change(.roi, split), unhired: columns.unhired(split, table))
            },
            effect: number == 0 ? nil : effect, winner: winner, isClear: isClear ?? false,
            regret: ranked.contains(leader)
                ? winner.flatMap { MeanInfluence.sum([(sign, own[$0]), (-sign, own[leader])]) } : nil)
    }

    private func goalsMet(_ columns: SplitColumns, _ table: SampleTable<SplitColumn>, _ split: Int) -> Proportion {
        let goals = campaign.scenario.goals
        guard !goals.isEmpty else { return Proportion(count: 0, trials: 0) }
        let met = goals.map { GoalCount.met($0) { table[columns.column($0, split)] } }
        return Proportion(
            count: (0..<options.trials).count { row in met.allSatisfy { $0[row] } }, trials: options.trials)
    }

    /// The mean of the worst twentieth, its error from the excess over the twentieth's bound (Trindade et al. 2007).
    private func shortfall(_ values: [Double]) -> Estimate? {
        let defined = values.filter { !$0.isNaN }
        guard !defined.isEmpty, defined.allSatisfy(\.isFinite) else { return nil }
        let share = max(1, defined.count / 20)
        let sign = metric.isBetterLower ? -1.0 : 1.0
        let worst = defined.map { sign * $0 }.sorted()
        let bound = worst[share - 1]
        let excess = worst.map { max(0, bound - $0) / 0.05 }
        let mean = worst.prefix(share).reduce(0, +) / Double(share)
        return Estimate(
            value: sign * mean, standardError: (Moments(excess).sd ?? 0) / Double(defined.count).squareRoot())
    }
}
