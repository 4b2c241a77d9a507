// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Looks for the smallest budget with a split that meets targets as surely as wanted, all of them in the same campaign.
///
/// A tenth of the scenario's budget to twice the budget is tried in tenths, and, where the chance crosses the wanted one, in
/// hundredths. At each budget the split that meets the targets most often is chosen on the draws of the search, and scored on fresh
/// ones.
struct TargetSearch {
    let optimiser: Optimiser
    let targets: [Goal]
    let sure: Double
    /// What a creator of each line costs.
    let prices: [CreatorPrice?]

    /// The most splits that are tried at a budget.
    private static let mostSplits = 2_000
    /// The budgets that are simulated at once, which bounds memory.
    private static let atOnce = 4
    /// The splits of a budget that are tried with a shared audience.
    private static let mostShared = 4

    /// A budget with the campaigns that meet all targets, for paired comparison.
    private struct Tried {
        var point: TargetPoint
        var met: [Double]
    }

    private var scenario: Scenario { optimiser.scenario }
    private var trials: Int { optimiser.options.trials }
    private var metrics: [Metric] { [.profit, .cost, .creators] + GoalCount.metrics(targets) }

    /// The answer.
    func run(in context: RunContext) throws(CancellationError) -> BudgetQuestion {
        var tried = try tried(optimiser.tenths, in: context)
        let finer = finer(tried.map(\.point))
        tried = (tried + (try self.tried(finer, in: context))).sorted { $0.point.budget < $1.point.budget }
        return BudgetQuestion(targets: targets, sure: sure, points: tried.map(\.point), fall: fall(tried))
    }

    /// Budgets in hundredths of the scenario's around the place where the chance crosses the wanted one.
    private func finer(_ points: [TargetPoint]) -> [Double] {
        let found = BudgetQuestion(targets: targets, sure: sure, points: points, fall: nil)
        guard let low = found.low, let high = found.high ?? found.smallest ?? found.low else { return [] }
        let unit = scenario.budget / 100
        let from = Int(clamping: ((low > 0 ? points[low - 1].budget : 0) / unit).rounded())
        let end = Int(clamping: (points[max(low, high)].budget / unit).rounded())
        let stride = max(1, (end - from) / 20)
        return Swift.stride(from: from + stride, to: end, by: stride).map {
            (Double($0) * unit * 100).rounded() / 100
        }.filter { budget in budget > 0 && !points.contains { $0.budget == budget } }
    }

    /// The greatest fall of the chance from the budget that meets the targets most often: one-sided paired tests, 5 % in all by
    /// Bonferroni's bound.
    private func fall(_ tried: [Tried]) -> TargetFall? {
        let top = BudgetQuestion(targets: targets, sure: sure, points: tried.map(\.point), fall: nil).likeliest
        let later = tried.indices.filter { $0 > top }
        guard let least = later.min(by: { tried[$0].point.chance.count < tried[$1].point.chance.count }) else {
            return nil
        }
        let difference = ColumnValue.mean(zip(tried[top].met, tried[least].met).map { $0 - $1 }).estimate
        let z = -NormalLaw.quantile(0.05 / Double(later.count))
        guard difference.value > 0, difference.value > z * difference.standardError else { return nil }
        return TargetFall(from: top, to: least, difference: difference)
    }
}

// MARK: - Trying budgets

extension TargetSearch {
    /// A split to try: its money, as much of it as must be simulated, and its number among the scenario's own.
    private struct Proposal {
        var amounts: [Double]
        var simulated: [Double]
        var own: Int?
    }

    private func tried(_ budgets: [Double], in context: RunContext) throws(CancellationError) -> [Tried] {
        var result: [Tried] = []
        for start in stride(from: 0, to: budgets.count, by: Self.atOnce) {
            let some = Array(budgets[start..<min(start + Self.atOnce, budgets.count)])
            result += try score(try choose(some, in: context.unheard), some, in: context.unheard)
            context.report(done: result.count, of: budgets.count)
        }
        return result
    }

    /// The split of each budget that meets the targets most often on the draws of the search, of those whose money hires creators
    /// best; of several the one with more mean profit, and one of the scenario's own before others.
    private func choose(_ budgets: [Double], in context: RunContext) throws(CancellationError) -> [Proposal] {
        var proposals = budgets.map(proposals)
        guard optimiser.sharesAudience else {
            return try ranked(proposals, isJoint: false, in: context).compactMap(\.first)
        }
        // With an audience that lines share each split has to be simulated by itself, so that only the best are.
        let separate = try ranked(proposals, isJoint: false, in: context)
        proposals = separate.map { ranking in
            ranking.filter { $0.own != nil } + ranking.filter { $0.own == nil }.prefix(Self.mostShared)
        }
        return try ranked(proposals, isJoint: true, in: context).compactMap(\.first)
    }

    /// The proposals of each budget, those that meet the targets most often first.
    private func ranked(
        _ proposals: [[Proposal]], isJoint: Bool, in context: RunContext
    ) throws(CancellationError) -> [[Proposal]] {
        let all = proposals.flatMap { $0 }
        let table = LevelTable(all.map { isJoint ? $0.amounts : $0.simulated }, isJoint: isJoint)
        let samples = try samples(table.rows, isJoint: isJoint, 0..<trials, in: context)
        let threads = max(1, optimiser.options.threads)
        let scorer = scorer(samples)
        let tried = zip(table.levels, all.map(\.amounts)).map { ($0, $1) }
        let scores = ParallelMap.of(tried, threads: threads) { levels, amounts -> (Int, Double, Double) in
            let columns = samples.columns(metrics, levels)
            let met = SplitScorer.allMet(targets, columns, trials)
            let hiring = scorer.hiring(levels, Self.shares(amounts))
            return (hiring.rawValue, met.reduce(0, +), FastMean.of(columns[.profit] ?? []))
        }
        var first = 0
        return proposals.map { own in
            defer { first += own.count }
            let scores = scores[first..<first + own.count]
            return own.indices.sorted { one, other in
                let (left, right) = (scores[scores.startIndex + one], scores[scores.startIndex + other])
                return (right.0, right.1, right.2, one) < (left.0, left.1, left.2, other)
            }.map { own[$0] }
        }
    }

    /// The splits to try with a budget: the scenario's own, and those in steps of it or one for each way to hire.
    private func proposals(_ budget: Double) -> [Proposal] {
        let own = optimiser.ownAmounts(budget: budget).enumerated().map {
            Proposal(amounts: $1, simulated: $1, own: $0)
        }
        let known = Set(own.map(\.amounts))
        return own + others(budget).filter { !known.contains($0.amounts) }
    }

    private func others(_ budget: Double) -> [Proposal] {
        let lines = scenario.lines.count
        let free = Array(repeating: 0.0...1.0, count: lines)
        // Of a line that hires nobody with the scenario's budget it is not known what a creator costs.
        let isCertain = prices.allSatisfy { $0?.isConstant ?? false } && !targets.contains { $0.metric == .unspent }
        if isCertain,
            let hirings = HiringCombinations(
                prices: prices.map { $0 }, budget: budget, bounds: free, limit: Self.mostSplits)
        {
            return hirings.all.map { Proposal(amounts: $0.amounts, simulated: $0.needed) }
        }
        let steps = steps
        return AllocationSearch.all(steps: steps, bounds: Array(repeating: 0...steps, count: lines)).map { allocation in
            var amounts = allocation.map { optimiser.money($0, of: steps, budget: budget) }
            _ = optimiser.addUp(&amounts, to: budget)
            return Proposal(amounts: amounts, simulated: amounts)
        }
    }

    /// The number of steps of each budget.
    private var steps: Int {
        let lines = scenario.lines.count
        if lines <= 2 { return 20 }
        return [10, 5, 4, 3, 2].first { AllocationSearch.count(steps: $0, lines: lines) <= Self.mostSplits } ?? 1
    }

    /// The chosen split of each budget, and the scenario's own with it, on fresh draws.
    private func score(
        _ chosen: [Proposal], _ budgets: [Double], in context: RunContext
    ) throws(CancellationError) -> [Tried] {
        let isJoint = optimiser.sharesAudience
        let splits = zip(chosen, budgets).flatMap { [$0.amounts] + optimiser.ownAmounts(budget: $1) }
        let table = LevelTable(splits, isJoint: isJoint)
        let samples = try samples(table.rows, isJoint: isJoint, trials..<(2 * trials), in: context)
        func met(_ split: Int) -> [Double] {
            SplitScorer.allMet(targets, samples.columns(metrics, table.levels[split]), trials)
        }
        func proportion(_ met: [Double]) -> Proportion { Proportion(count: met.count { $0 == 1 }, trials: trials) }
        let own = scenario.splits.count
        let scorer = scorer(samples)
        func rank(_ split: Int) -> (Int, Int) {
            let hiring = scorer.hiring(table.levels[split], Self.shares(splits[split]))
            return (hiring.rawValue, proportion(met(split)).count)
        }
        return chosen.indices.map { number in
            let first = number * (own + 1)
            // A planner changes a plan only for something better: an own split that does no worse on these draws stays.
            let place = (first...first + own).reduce(first) { best, split in
                let (ours, other) = (rank(split), rank(best))
                return ours > other || (ours == other && best == first) ? split : best
            }
            let named = place == first ? chosen[number].own : place - first - 1
            let columns = samples.columns(metrics, table.levels[place])
            let all = met(place)
            return Tried(
                point: TargetPoint(
                    budget: budgets[number], amounts: splits[place], name: named.map { scenario.splits[$0].name },
                    chance: proportion(all),
                    each: targets.map { goal in
                        Proportion(count: GoalCount.count(goal) { columns[$0] ?? [] }, trials: trials)
                    },
                    profit: ColumnValue.mean(columns[.profit] ?? []).estimate,
                    cost: ColumnValue.mean(columns[.cost] ?? []).estimate,
                    own: (0..<own).map { proportion(met(first + 1 + $0)) }), met: all)
        }
    }

    private static func shares(_ amounts: [Double]) -> [Double] {
        let budget = amounts.reduce(0, +)
        return amounts.map { $0 / budget }
    }

    private func scorer(_ samples: LineSamples) -> SplitScorer {
        SplitScorer(
            samples: samples, objective: .chance, constraints: [], goals: targets, lines: scenario.lines.map(\.name),
            budget: scenario.budget, asksForHires: optimiser.problem.asksForHires)
    }

    private func samples(
        _ rows: [[Double]], isJoint: Bool, _ trials: Range<Int>, in context: RunContext
    ) throws(CancellationError) -> LineSamples {
        try LineSamples(
            optimiser.campaign, rows: rows, isJoint: isJoint, metrics: metrics, trials: trials,
            options: optimiser.options, in: context)
    }
}
