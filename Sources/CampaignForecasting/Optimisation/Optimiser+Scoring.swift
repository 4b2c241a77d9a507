// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Fresh scores

extension Optimiser {
    /// The scores of splits on trials that the search has not seen, their lines sharing an audience where the scenario has
    /// one.
    func freshScores(
        _ splits: [[Double]], _ isCancelled: @Sendable () -> Bool
    ) -> [(split: ScoredSplit, value: ObjectiveValue)]? {
        let fresh = options.trials..<(2 * options.trials)
        guard let scorer = scorer(splits, isJoint: campaign.audience != nil, trials: fresh, isCancelled) else {
            return nil
        }
        return splits.enumerated().map { number, amounts in
            score(amounts, rungs: amounts.map { $0 > 0 ? number : nil }, scorer)
        }
    }

    func score(
        _ amounts: [Double], rungs: [Int?], _ scorer: SplitScorer
    ) -> (split: ScoredSplit, value: ObjectiveValue) {
        let metrics = SplitScorer.metrics(problem.objective, problem.constraints, scenario.goals)
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
            goals: scenario.goals.map { goal in
                Proportion(count: (columns[goal.metric] ?? []).count { goal.isMet(by: $0) }, trials: trials)
            },
            keeps: scorer.score(rungs, shares: shares).keeps)
        return (split, value)
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
        let allocations = (1...steps).compactMap { total in
            AllocationSearch.separable(responses, steps: total, bounds: bounds)?.0
        }
        let amounts = allocations.map { $0.enumerated().map { line, step in step > 0 ? rows[step - 1][line] : 0 } }
        let fresh = options.trials..<(2 * options.trials)
        guard
            let scores = self.scorer(amounts, isJoint: campaign.audience != nil, trials: fresh, isCancelled)
        else { return nil }
        var before = Array(repeating: 0.0, count: options.trials)
        var spent = 0.0
        return amounts.indices.map { number in
            let rungs = amounts[number].map { $0 > 0 ? Int?.some(number) : nil }
            let wanted: [Metric] = [.profit] + (target.map { [$0.metric] } ?? [])
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
                    Proportion(
                        count: (columns[goal.metric] ?? []).count { goal.isMet(by: $0) }, trials: options.trials)
                })
        }
    }
}
