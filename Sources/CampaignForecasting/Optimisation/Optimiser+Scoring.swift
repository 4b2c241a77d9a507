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
    func freshScores(
        _ splits: [[Double]], _ isCancelled: @Sendable () -> Bool
    ) -> [Scored]? {
        let fresh = options.trials..<(2 * options.trials)
        guard
            let scorer = scorer(
                splits, isJoint: campaign.audience != nil, besides: ProfileAccumulator.metrics, trials: fresh,
                isCancelled)
        else { return nil }
        return splits.enumerated().map { number, amounts in
            score(amounts, rungs: amounts.map { $0 > 0 ? number : nil }, scorer)
        }
    }

    func score(_ amounts: [Double], rungs: [Int?], _ scorer: SplitScorer) -> Scored {
        let wanted = SplitScorer.metrics(problem.objective, problem.constraints, scenario.goals)
        let metrics = Metric.allCases.filter { wanted.contains($0) || ProfileAccumulator.metrics.contains($0) }
        let columns = scorer.samples.columns(metrics, rungs)
        func mean(_ metric: Metric) -> Estimate { ColumnValue.mean(columns[metric] ?? []).estimate }
        func ratio(_ top: Metric, _ bottom: Metric) -> Estimate? {
            let estimate = ColumnValue.ratio(columns[top] ?? [], columns[bottom] ?? []).estimate
            return estimate.value.isFinite ? estimate : nil
        }
        let value = scorer.value(columns)
        let shares = amounts.map { $0 / scenario.budget }
        let trials = scorer.samples.trials
        let split = ScoredSplit(
            name: nil, amounts: amounts, objective: value.estimate, profit: mean(.profit),
            conversions: mean(.conversions), creators: mean(.creators), cost: mean(.cost),
            cpa: ratio(.cost, .conversions), roi: ratio(.profit, .cost),
            shortfall: WorstMean.of(columns[.profit] ?? [], share: 0.05),
            profile: profile(amounts, rungs: rungs, scorer, columns),
            goals: scenario.goals.map { goal in
                Proportion(count: GoalCount.count(goal) { columns[$0] ?? [] }, trials: trials)
            },
            keeps: scorer.score(rungs, shares: shares).keeps)
        return Scored(split: split, value: value, profit: columns[.profit] ?? [])
    }

    /// What a verdict says of a split.
    private func profile(
        _ amounts: [Double], rungs: [Int?], _ scorer: SplitScorer, _ columns: [Metric: [Double]]
    ) -> SplitProfile {
        let used = scenario.lines.indices.filter { rungs[$0] != nil }
        var accumulator = ProfileAccumulator(
            trials: scorer.samples.trials, amounts: used.map { amounts[$0] }, of: scenario)
        let creators = used.map { line in
            let own = rungs.indices.map { $0 == line ? rungs[$0] : nil }
            return scorer.samples.columns([.creators], own)[.creators] ?? []
        }
        accumulator.add({ columns[$0] ?? [] }, creators: creators)
        return accumulator.profile("", used.map { (scenario.lines[$0], amounts[$0]) }, of: scenario)
    }
}

// MARK: - Curves and budgets

extension Optimiser {
    /// What each line brings by itself at each step of the grid.
    func curves(_ grid: ScoredGrid) -> [[CurvePoint]] {
        let samples = grid.scorer.samples
        return scenario.lines.indices.map { line in
            var before = Array(repeating: 0.0, count: samples.trials)
            var spent = 0.0
            return samples.rows.indices.map { rung in
                let rungs = scenario.lines.indices.map { $0 == line ? Int?.some(rung) : nil }
                let columns = samples.columns([.profit, .conversions], rungs)
                let profit = columns[.profit] ?? []
                let sorted = profit.sorted()
                let step = samples.rows[rung][line] - spent
                let earned = zip(profit, before).map { ($0 - $1) / step }
                (before, spent) = (profit, samples.rows[rung][line])
                return CurvePoint(
                    amount: spent, profit: ColumnValue.mean(profit).estimate,
                    range: sorted[(sorted.count - 1) / 20]...sorted[(sorted.count - 1) * 19 / 20],
                    conversions: ColumnValue.mean(columns[.conversions] ?? []).estimate,
                    marginal: ColumnValue.mean(earned).estimate)
            }
        }
    }

    /// What is best at budgets from a tenth of the scenario's to twice it, in tenths: for each the split with the most mean
    /// profit, or with the most orders where the target is one of orders or their cost; exact, since means add up.
    func budgetPoints(
        _ grid: ScoredGrid, _ target: Goal?, _ isCancelled: @Sendable () -> Bool
    ) -> [BudgetPoint]? {
        let steps = 20
        let rows = (1...steps).map { step in
            Array(repeating: (Double(step) * scenario.budget * 10).rounded() / 100, count: lineCount)
        }
        guard let scorer = scorer(rows, trials: 0..<options.trials, isCancelled) else { return nil }
        let metric: Metric = [.cpa, .conversions].contains(target?.metric) ? .conversions : .profit
        let responses = responses(scorer, metric, steps: steps)
        let bounds = Array(repeating: 0...steps, count: lineCount)
        let hiring = metric == .profit ? hiring(responses, scorer) : responses
        let allocations = (1...steps).compactMap { total in
            (AllocationSearch.separable(hiring, steps: total, bounds: bounds)
                ?? AllocationSearch.separable(responses, steps: total, bounds: bounds))?.0
        }
        let amounts = allocations.map { $0.enumerated().map { line, step in step > 0 ? rows[step - 1][line] : 0 } }
        let fresh = options.trials..<(2 * options.trials)
        guard
            let scores = self.scorer(
                amounts, isJoint: campaign.audience != nil,
                besides: ProfileAccumulator.metrics + GoalCount.metrics(target.map { [$0] } ?? []), trials: fresh,
                isCancelled)
        else { return nil }
        var before = Array(repeating: 0.0, count: options.trials)
        var spent = 0.0
        return amounts.indices.map { number in
            let rungs = amounts[number].map { $0 > 0 ? Int?.some(number) : nil }
            let wanted = [.profit] + GoalCount.metrics(target.map { [$0] } ?? [])
            let columns = scores.samples.columns(wanted, rungs)
            let profit = columns[.profit] ?? []
            let budget = (Double(number + 1) * scenario.budget * 10).rounded() / 100
            let step = budget - spent
            let earned = zip(profit, before).map { ($0 - $1) / step }
            (before, spent) = (profit, budget)
            return BudgetPoint(
                budget: budget, split: score(amounts[number], rungs: rungs, scores).split,
                marginal: ColumnValue.mean(earned).estimate,
                target: target.map { goal in
                    Proportion(count: GoalCount.count(goal) { columns[$0] ?? [] }, trials: options.trials)
                })
        }
    }

    /// The responses without those of money that hires nobody too often.
    private func hiring(_ responses: [[Double]], _ scorer: SplitScorer) -> [[Double]] {
        guard problem.asksForHires else { return responses }
        return responses.enumerated().map { line, response in
            response.indices.map { own in
                own > 0 && UnhiredMoney.isIdle(scorer.samples.nobodyHired[line][own - 1]) ? -.infinity : response[own]
            }
        }
    }
}
