// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling

/// Searches for the split that is best at something.
///
/// The scenario's own splits and all in steps of 5 % (10 % where these are too many) are read off one simulation of every line at
/// every step; the best one is refined to 1 %, and then scored on fresh draws, since the search flatters what it finds. Where all
/// creators of a line cost the same, one split for each way to hire stands for all others.
public struct Optimiser: Sendable {
    /// The most splits that are scored one by one.
    static let mostSplits = 60_000
    /// The most trials: every value of every step is kept.
    public static let mostTrials = 50_000

    let campaign: PreparedCampaign
    let problem: OptimisationProblem
    let options: ForecastOptions

    /// A search; the options' trials are those of the search and, again, of the scoring.
    public init(campaign: PreparedCampaign, problem: OptimisationProblem, options: ForecastOptions) {
        self.campaign = campaign
        self.problem = problem
        self.options = options
    }

    var scenario: Scenario { campaign.scenario }
    var lineCount: Int { scenario.lines.count }

    /// The money of a share of a budget, as a run gives it to a line.
    func money(_ steps: Int, of all: Int, budget: Double? = nil) -> Double {
        (Double(steps) / Double(all) * (budget ?? scenario.budget) * 100).rounded() / 100
    }

    /// Puts what rounding to the cent left over, or took too much, on the largest amount, so that all add up to the budget;
    /// returns it.
    func addUp(_ amounts: inout [Double], to budget: Double) -> Double {
        let cents = amounts.reduce(0) { $0 + ($1 * 100).rounded() }
        let left = (budget * 100).rounded() - cents
        guard left != 0, let largest = amounts.indices.max(by: { amounts[$0] < amounts[$1] }) else { return 0 }
        amounts[largest] = ((amounts[largest] * 100).rounded() + left) / 100
        return left / 100
    }

    /// The best split.
    ///
    /// - Parameters:
    ///   - targets: also say which budget meets these goals together.
    ///   - sure: how surely it has to, as a share of campaigns.
    ///   - budgets: also say what is best at a tenth of the budget to twice the budget.
    ///   - context: asked before each block, and told what is done of the first pass and of the budgets tried.
    /// - Throws: `CampaignError.clash` where no split keeps all constraints; `CancellationError`.
    public func run(
        targets: [Goal] = [], sure: Double = 0.5, budgets: Bool = false, in context: RunContext = RunContext()
    ) throws -> Optimisation {
        let first = try firstPass(in: context)
        guard let found = first.grid.best() else { throw CampaignError.clash(first.grid.clash) }
        let grid = try finals(try refined(first, found, in: context), in: context)
        let start = grid.best() ?? found
        var amounts = grid.splits[start].amounts
        var rounding = grid.splits[start].own == nil ? addUp(&amounts, to: scenario.budget) : 0
        let scores = try freshScores([amounts] + ownAmounts, in: context)
        let winner = winner(scores, grid, start)
        let best = winner == 0 ? start : grid.number(ofOwn: winner - 1) ?? start
        if winner > 0 { rounding = 0 }
        let reference =
            scenario.splits.firstIndex { $0.name == problem.reference }
            ?? strongest(scores.dropFirst().map(\.split))
        let curves = try curves(first, in: context)
        var result = Optimisation(
            subject: campaign.subject, provenance: ForecastProvenance(options),
            problem: problem, lines: scenario.lines.map(\.name), budget: scenario.budget,
            scored: first.grid.splits.count, step: 1 / Double(first.steps), rounding: rounding,
            kept: (sharesAudience ? grid : first.grid).feasible().count,
            finalists: sharesAudience ? grid.splits.count : nil, hires: grid.scores[best].hiring > .seldom,
            search: first.kind, prices: first.prices, upperBound: upperBound(first, grid, best),
            best: scores[winner].split, searchValue: grid.value(best).estimate,
            own: scores.dropFirst().map(\.split), reference: reference,
            improvement: improvement(scores, grid, winner, best, reference),
            profitPair: scores[winner].pair(with: scores[1 + reference]),
            constraintCosts: grid.constraintCosts(start), asGood: [], asGoodCount: 0,
            frontier: grid.frontier(names: scenario.splits.map(\.name)), curves: curves, budgets: [])
        note(best, of: grid, in: &result)
        if budgets { result.budgets = try budgetPoints(first.prices, in: context) }
        if !targets.isEmpty {
            let search = TargetSearch(optimiser: self, targets: targets, sure: sure, prices: first.prices)
            result.question = try search.run(in: context)
        }
        return result
    }

    /// Names the best split and the scenario's own, with what the search says of them and of those about as good.
    private func note(_ best: Int, of grid: ScoredGrid, in result: inout Optimisation) {
        result.best.search = grid.searchScore(best)
        for (number, split) in scenario.splits.enumerated() {
            result.own[number].name = split.name
            result.own[number].profile.name = split.name
            result.own[number].search = grid.number(ofOwn: number).map(grid.searchScore)
        }
        if let own = grid.splits[best].own { result.best.name = scenario.splits[own].name }
        let good = grid.asGood(best)
        result.asGoodCount = good.count
        result.asGood = scenario.lines.indices.map { line in
            let shares = good.map { grid.splits[$0].shares[line] }
            return (shares.min() ?? 0)...(shares.max() ?? 0)
        }
    }

    /// Whether lines share people, so that what one brings depends on the others.
    var sharesAudience: Bool { campaign.audience != nil && lineCount > 1 }

    /// The money of the scenario's own splits.
    var ownAmounts: [[Double]] {
        scenario.splits.map { split in scenario.lines.map { scenario.amount(of: $0, in: split) } }
    }

    /// The number among fresh scores, the first of which is that of the split found, of the split to answer with: one of the
    /// scenario's own where it may be chosen and does no worse, since a planner changes a plan only for something better.
    private func winner(_ scores: [Scored], _ grid: ScoredGrid, _ start: Int) -> Int {
        guard problem.objective != .regret else { return grid.splits[start].own.map { $0 + 1 } ?? 0 }
        let feasible = Set(grid.feasible())
        return scenario.splits.indices.reduce(0) { winner, own in
            guard let number = grid.number(ofOwn: own), feasible.contains(number) else { return winner }
            let (value, other) = (scores[own + 1].value.value, scores[winner].value.value)
            return value > other || (value == other && winner == 0) ? own + 1 : winner
        }
    }

    /// How much better the winner is than the reference: on fresh draws, or, of regret, which is one against all splits of the
    /// search, on those of the search.
    private func improvement(
        _ scores: [Scored], _ grid: ScoredGrid, _ winner: Int, _ best: Int, _ reference: Int
    ) -> Estimate {
        if problem.objective == .regret, let other = grid.number(ofOwn: reference) {
            return grid.value(best).minus(grid.value(other))
        }
        return scores[winner].value.minus(scores[1 + reference].value)
    }

    /// The number of the scenario's own split that does best by the objective, one that keeps the constraints and can be ranked
    /// where there is one: what a planner would otherwise do.
    private func strongest(_ own: [ScoredSplit]) -> Int {
        func rank(_ split: ScoredSplit) -> (Int, Int) {
            let isRanked = !problem.asksForHires || split.profile.unhired == nil
            return (isRanked ? 1 : 0, split.keeps.allSatisfy { $0 } ? 1 : 0)
        }
        let best = own.indices.max { one, other in
            let (first, second) = (rank(own[one]), rank(own[other]))
            if first != second { return first < second }
            let (value, better) = (own[one].objective.value, own[other].objective.value)
            return value < better || (value == better && one > other)
        }
        return best ?? 0
    }
}
