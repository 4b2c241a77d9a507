// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Fresh scores

/// A split with its scores, and the objective and the profit of each trial.
struct Scored {
    var split: ScoredSplit
    var value: ObjectiveValue
    var profit: [Double]

    /// This split and another by what they earn in the same campaigns.
    func pair(with other: Scored) -> ProfitPair {
        var pair = ProfitPairAccumulator()
        pair.add(profit, other.profit)
        return pair.pair(0, 1)
    }
}

extension Optimiser {
    /// The scores of splits on trials that the search has not seen, their lines sharing an audience where the scenario has
    /// one.
    func freshScores(_ splits: [[Double]], in context: RunContext) throws(CancellationError) -> [Scored] {
        let scorer = try scorer(
            splits, isJoint: campaign.audience != nil, besides: ProfileAccumulator.metrics,
            trials: options.trials..<(2 * options.trials), in: context.unheard)
        return splits.enumerated().map { number, amounts in
            score(amounts, levels: amounts.map { $0 > 0 ? number : nil }, scorer)
        }
    }

    func score(_ amounts: [Double], levels: [Int?], _ scorer: SplitScorer) -> Scored {
        let wanted = SplitScorer.metrics(problem.objective, problem.constraints, scenario.goals)
        let metrics = Metric.allCases.filter { wanted.contains($0) || ProfileAccumulator.metrics.contains($0) }
        let columns = scorer.samples.columns(metrics, levels)
        func mean(_ metric: Metric) -> Estimate { ColumnValue.mean(columns[metric] ?? []).estimate }
        func ratio(_ top: Metric, _ bottom: Metric) -> Estimate? {
            let estimate = ColumnValue.ratio(columns[top] ?? [], columns[bottom] ?? []).estimate
            return estimate.value.isFinite ? estimate : nil
        }
        let value = scorer.value(columns)
        let budget = amounts.reduce(0, +)
        let shares = amounts.map { $0 / budget }
        let trials = scorer.samples.trials
        let split = ScoredSplit(
            name: nil, amounts: amounts, objective: value.estimate, profit: mean(.profit),
            conversions: mean(.conversions), creators: mean(.creators), cost: mean(.cost),
            cpa: ratio(.cost, .conversions), roi: ratio(.profit, .cost),
            shortfall: WorstMean.of(columns[.profit] ?? [], share: 0.05),
            profile: profile(amounts, levels: levels, scorer, columns),
            goals: scenario.goals.map { goal in
                Proportion(count: GoalCount.count(goal) { columns[$0] ?? [] }, trials: trials)
            },
            keeps: scorer.score(levels, shares: shares).keeps)
        return Scored(split: split, value: value, profit: columns[.profit] ?? [])
    }

    /// What a verdict says of a split.
    private func profile(
        _ amounts: [Double], levels: [Int?], _ scorer: SplitScorer, _ columns: [Metric: [Double]]
    ) -> SplitProfile {
        let used = scenario.lines.indices.filter { levels[$0] != nil }
        var accumulator = ProfileAccumulator(
            trials: scorer.samples.trials, amounts: used.map { amounts[$0] }, of: scenario)
        let creators = used.map { line in
            let own = levels.indices.map { $0 == line ? levels[$0] : nil }
            return scorer.samples.columns([.creators], own)[.creators] ?? []
        }
        accumulator.add({ columns[$0] ?? [] }, creators: creators)
        return accumulator.profile("", used.map { (scenario.lines[$0], amounts[$0]) }, of: scenario)
    }
}
