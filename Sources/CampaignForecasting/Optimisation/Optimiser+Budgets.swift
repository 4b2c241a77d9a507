// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Curves

extension Optimiser {
    /// What each line brings by itself at each step of the grid, or, where a creator costs more than a small part of a step, at
    /// whole creators: else the price of one would fall into the step that hires it, and none into the others.
    func curves(_ first: FirstPass, in context: RunContext) throws(CancellationError) -> [[CurvePoint]] {
        let step = money(1, of: first.steps)
        let strides = first.prices.map { $0?.stride(atLeast: step) ?? step }
        let grid = first.grid.scorer.samples
        // The points of the grid are known already.
        guard strides.contains(where: { $0 != step }) else {
            return scenario.lines.indices.map { curve(grid, line: $0, points: first.steps) }
        }
        let counts = strides.map {
            max(1, min(first.steps, Int(clamping: (scenario.budget / $0 * (1 + 1e-9)).rounded(.down))))
        }
        let rows = (1...(counts.max() ?? 1)).map { point in
            strides.indices.map { line in
                let isNew = strides[line] != step && point <= counts[line]
                return isNew ? (min(Double(point) * strides[line], scenario.budget) * 100).rounded() / 100 : 0
            }
        }
        let samples = try LineSamples(
            campaign, rows: rows, isJoint: false, metrics: [.profit, .conversions], trials: 0..<options.trials,
            options: options, in: context.unheard)
        return scenario.lines.indices.map { line in
            curve(strides[line] == step ? grid : samples, line: line, points: counts[line])
        }
    }

    private func curve(_ samples: LineSamples, line: Int, points: Int) -> [CurvePoint] {
        var before = Array(repeating: 0.0, count: samples.trials)
        var spent = 0.0
        return (0..<points).map { level in
            let levels = scenario.lines.indices.map { $0 == line ? Int?.some(level) : nil }
            let columns = samples.columns([.profit, .conversions], levels)
            let profit = columns[.profit] ?? []
            let sorted = profit.sorted()
            let more = samples.rows[level][line] - spent
            let earned = zip(profit, before).map { ($0 - $1) / more }
            (before, spent) = (profit, samples.rows[level][line])
            return CurvePoint(
                amount: spent, profit: ColumnValue.mean(profit).estimate,
                range: sorted[(sorted.count - 1) / 20]...sorted[(sorted.count - 1) * 19 / 20],
                conversions: ColumnValue.mean(columns[.conversions] ?? []).estimate,
                marginal: ColumnValue.mean(earned).estimate)
        }
    }
}

// MARK: - Budgets

extension Optimiser {
    /// The budgets from a tenth of the scenario's to twice it, in tenths.
    var tenths: [Double] { (1...20).map { (Double($0) * scenario.budget * 10).rounded() / 100 } }

    /// The scenario's own splits with another budget.
    func ownAmounts(budget: Double) -> [[Double]] {
        scenario.splits.map { split in
            scenario.lines.map { ((split.shares[$0.name] ?? 0) * budget * 100).rounded() / 100 }
        }
    }

    /// What is best at each tenth of the budget: the split with the most mean profit, exact in steps of a twentieth of the budget
    /// since means add up, or one of the scenario's own with that budget where it has more.
    func budgetPoints(
        _ prices: [CreatorPrice?], in context: RunContext
    ) throws(CancellationError) -> [BudgetPoint] {
        let budgets = tenths
        let steps = 2 * budgets.count
        let ladder = (1...steps).map { Array(repeating: money($0, of: 20), count: lineCount) }
        let own = budgets.flatMap { ownAmounts(budget: $0) }
        let scorer = try scorer(ladder + own, trials: 0..<options.trials, in: context.unheard)
        let responses = responses(scorer, .profit, steps: steps)
        let bounds = Array(repeating: 0...steps, count: lineCount)
        let hiring = hiring(responses, scorer)
        let amounts = budgets.indices.map { number -> [Double] in
            var best: (amounts: [Double], profit: Double, hires: Bool)?
            for (table, hires) in [(hiring, true), (responses, false)] where best == nil {
                best = AllocationSearch.separable(table, steps: 2 * number + 2, bounds: bounds).map {
                    var amounts = $0.0.map { $0 > 0 ? ladder[$0 - 1][0] : 0 }
                    _ = addUp(&amounts, to: budgets[number])
                    return (amounts, $0.1, hires)
                }
            }
            for (split, amounts) in ownAmounts(budget: budgets[number]).enumerated() {
                let row = steps + number * scenario.splits.count + split
                let score = scorer.score(
                    amounts.map { $0 > 0 ? row : nil }, shares: amounts.map { $0 / budgets[number] })
                let hires = !problem.asksForHires || score.hiring == .byEveryLine
                guard let other = best else { continue }
                if hires != other.hires ? hires : score.profit >= other.profit {
                    best = (amounts, score.profit, hires)
                }
            }
            return best?.amounts ?? []
        }
        return try budgetPoints(budgets, amounts, prices, in: context)
    }

    /// The splits scored on fresh draws.
    private func budgetPoints(
        _ budgets: [Double], _ amounts: [[Double]], _ prices: [CreatorPrice?], in context: RunContext
    ) throws(CancellationError) -> [BudgetPoint] {
        let scored = try freshScores(amounts, in: context)
        return budgets.indices.map { number in
            let dearest = amounts[number].indices.filter { amounts[number][$0] > 0 }.compactMap { prices[$0]?.mean }
                .max()
            let before = budgets.lastIndex { budgets[number] - $0 >= (dearest ?? 0) && $0 < budgets[number] }
            let money = budgets[number] - (before.map { budgets[$0] } ?? 0)
            let profit = before.map { scored[$0].profit } ?? Array(repeating: 0, count: options.trials)
            let earned = zip(scored[number].profit, profit).map { ($0 - $1) / money }
            return BudgetPoint(
                budget: budgets[number], split: scored[number].split, marginal: ColumnValue.mean(earned).estimate)
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
