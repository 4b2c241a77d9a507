// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling

/// Searches for the split that is best at something.
///
/// All splits in steps of 5 % (10 % where these are too many) are read off one simulation of every line at every step; the
/// best one is refined to 1 %, and then scored on fresh draws, since the search flatters what it finds.
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

    /// The money of a share of the budget, as a run gives it to a line.
    func money(_ steps: Int, of all: Int) -> Double {
        (Double(steps) / Double(all) * scenario.budget * 100).rounded() / 100
    }

    /// Puts what rounding to the cent left over, or took too much, on the largest amount, so that all add up to the budget;
    /// returns it.
    private func addUp(_ amounts: inout [Double]) -> Double {
        let cents = amounts.reduce(0) { $0 + ($1 * 100).rounded() }
        let left = (scenario.budget * 100).rounded() - cents
        guard left != 0, let largest = amounts.indices.max(by: { amounts[$0] < amounts[$1] }) else { return 0 }
        amounts[largest] = ((amounts[largest] * 100).rounded() + left) / 100
        return left / 100
    }

    /// The best split; nil where the search was cancelled.
    ///
    /// - Parameters:
    ///   - target: also say what is best at other budgets, and how likely it meets this goal.
    ///   - budgets: also say what is best at a tenth of the budget to twice the budget.
    ///   - progress: called from any thread with what is done and to do.
    ///   - isCancelled: asked again and again.
    /// - Throws: `InfeasibleProblem` where no split keeps all constraints.
    public func run(
        target: Goal? = nil, budgets: Bool = false,
        progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        isCancelled: @Sendable () -> Bool = { false }
    ) throws(InfeasibleProblem) -> Optimisation? {
        let steps = AllocationSearch.count(steps: 20, lines: lineCount) <= Self.mostSplits ? 20 : 10
        guard let coarse = grid(steps: steps, progress: progress, isCancelled: isCancelled) else { return nil }
        guard let start = coarse.best() else { throw InfeasibleProblem(clash: coarse.clash) }
        guard var refined = refine(coarse, start, isCancelled) else { return nil }
        let rounding = addUp(&refined.amounts)
        let own = scenario.splits.map { split in scenario.lines.map { scenario.amount(of: $0, in: split) } }
        guard let scores = freshScores([refined.amounts] + own, isCancelled) else { return nil }
        let reference =
            scenario.splits.firstIndex { $0.name == problem.reference }
            ?? strongest(scores.dropFirst().map { ($0.value.value, $0.split.profile.unhired == nil) })
        var result = Optimisation(
            provenance: ForecastProvenance(
                seed: options.seed, trials: options.trials, requestedTrials: options.trials,
                version: TiercastVersion.current, engine: .chain),
            problem: problem, lines: scenario.lines.map(\.name), budget: scenario.budget, scored: coarse.splits.count,
            step: 1 / Double(steps), rounding: rounding, kept: coarse.feasible().count,
            hires: coarse.scores[start].hiring > .seldom, isExhaustive: coarse.isExhaustive,
            upperBound: upperBound(coarse, steps: steps), best: scores[0].split,
            searchValue: refined.value, own: scenario.splits.indices.map { scores[1 + $0].split },
            reference: reference, improvement: scores[0].value.minus(scores[1 + reference].value),
            profitPair: scores[0].pair(with: scores[1 + reference]),
            constraintCosts: coarse.constraintCosts(start), asGood: [], asGoodCount: 0, frontier: coarse.frontier,
            curves: curves(coarse), budgets: [], sharesAudience: campaign.audience != nil && lineCount > 1)
        for (number, split) in scenario.splits.enumerated() {
            result.own[number].name = split.name
            result.own[number].profile.name = split.name
        }
        let good = coarse.asGood(start)
        result.asGoodCount = good.count
        result.asGood = scenario.lines.indices.map { line in
            let shares = good.map { coarse.splits[$0].shares[line] }
            return (shares.min() ?? 0)...(shares.max() ?? 0)
        }
        if budgets || target != nil {
            guard let points = budgetPoints(coarse, target, isCancelled) else { return nil }
            result.budgets = points
        }
        return result
    }

    /// The number of the scenario's own split that does best by the objective, one that can be ranked where there is one: what
    /// a planner would otherwise do.
    private func strongest(_ own: [(value: Double, isRanked: Bool)]) -> Int {
        let best = own.indices.max { one, other in
            if problem.asksForHires, own[one].isRanked != own[other].isRanked { return own[other].isRanked }
            return own[one].value < own[other].value || (own[one].value == own[other].value && one > other)
        }
        return best ?? 0
    }

    // MARK: - First pass

    private func grid(
        steps: Int, progress: @Sendable (Int, Int) -> Void, isCancelled: @Sendable () -> Bool
    ) -> ScoredGrid? {
        let rows = (1...steps).map { step in Array(repeating: money(step, of: steps), count: lineCount) }
        let trials = options.trials
        guard let scorer = scorer(rows, trials: 0..<trials, isCancelled, progress: { progress($0, trials) }) else {
            return nil
        }
        let bounds = Array(repeating: 0...steps, count: lineCount)
        let isExhaustive = AllocationSearch.count(steps: steps, lines: lineCount) <= Self.mostSplits
        let allocations =
            isExhaustive
            ? AllocationSearch.all(steps: steps, bounds: bounds) : climbed(scorer, steps: steps, bounds: bounds)
        let splits = allocations.map { allocation in
            ScoredGrid.Split(
                rungs: allocation.map { $0 > 0 ? $0 - 1 : nil }, shares: allocation.map { Double($0) / Double(steps) },
                amounts: allocation.map { money($0, of: steps) })
        }
        return ScoredGrid(
            scorer: scorer, splits: splits,
            scores: scorer.scores(splits.map { ($0.rungs, $0.shares) }, threads: options.threads),
            isExhaustive: isExhaustive)
    }

    func scorer(
        _ rows: [[Double]], isJoint: Bool = false, besides: [Metric] = [], trials: Range<Int>,
        _ isCancelled: @Sendable () -> Bool, progress: @Sendable (Int) -> Void = { _ in }
    ) -> SplitScorer? {
        let metrics = SplitScorer.metrics(problem.objective, problem.constraints, scenario.goals) + besides
        let samples = LineSamples(
            campaign, rows: rows, isJoint: isJoint, metrics: metrics, trials: trials, options: options,
            progress: progress, isCancelled: isCancelled)
        return samples.map {
            SplitScorer(
                samples: $0, objective: problem.objective, constraints: problem.constraints, goals: scenario.goals,
                lines: scenario.lines.map(\.name), budget: scenario.budget, asksForHires: problem.asksForHires)
        }
    }

    /// Where splits are too many to score: the hilltops reached from an even split, from each line alone and from the
    /// scenario's own splits, with all that was scored on the way; and the exact optimum of mean profit.
    private func climbed(_ scorer: SplitScorer, steps: Int, bounds: [ClosedRange<Int>]) -> [Allocation] {
        var starts: [Allocation] = scenario.lines.indices.map { line in
            scenario.lines.indices.map { $0 == line ? steps : 0 }
        }
        starts.append(Self.rounded(Array(repeating: 1 / Double(lineCount), count: lineCount), steps))
        for split in scenario.splits {
            starts.append(Self.rounded(scenario.lines.map { split.shares[$0.name] ?? 0 }, steps))
        }
        let responses = responses(scorer, .profit, steps: steps)
        if let (allocation, _) = AllocationSearch.separable(responses, steps: steps, bounds: bounds) {
            starts.append(allocation)
        }
        return climbed(scorer, from: starts, bounds: bounds) { allocation in
            (allocation.map { $0 > 0 ? $0 - 1 : nil }, allocation.map { Double($0) / Double(steps) })
        }
    }

    /// All allocations scored on the way from `starts` to their hilltops; `split` gives rungs and shares.
    private func climbed(
        _ scorer: SplitScorer, from starts: [Allocation], bounds: [ClosedRange<Int>],
        split: (Allocation) -> (rungs: [Int?], shares: [Double])
    ) -> [Allocation] {
        var known: [Allocation: Double] = [:]
        func value(_ allocation: Allocation) -> Double {
            if let value = known[allocation] { return value }
            let (rungs, shares) = split(allocation)
            let score = scorer.score(rungs, shares: shares)
            // Each constraint that is not kept counts for more than any value, and so does money that hires nobody.
            let value = score.value - Double(score.keeps.count { !$0 } + 2 - score.hiring.rawValue) * 1e12
            known[allocation] = value
            return value
        }
        for start in starts { _ = AllocationSearch.climb(from: start, bounds: bounds, score: value) }
        return known.keys.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// What no split in these steps can exceed, with the bounds on shares and without the other constraints.
    private func upperBound(_ grid: ScoredGrid, steps: Int) -> Double? {
        let metric: Metric
        switch problem.objective {
        case .profit, .shortfall, .cautious: metric = .profit
        case .conversions: metric = .conversions
        default: return nil
        }
        var bounds = Array(repeating: 0...steps, count: lineCount)
        for case .share(let line, let low, let high) in problem.constraints {
            guard let number = scenario.lines.firstIndex(where: { $0.name == line }) else { continue }
            let least = Int(clamping: (low * Double(steps) - 1e-9).rounded(.up))
            let most = Int(clamping: (high * Double(steps) + 1e-9).rounded(.down))
            let kept = (max(least, bounds[number].lowerBound), min(most, bounds[number].upperBound))
            guard kept.0 <= kept.1 else { return nil }
            bounds[number] = kept.0...kept.1
        }
        return AllocationSearch.separable(responses(grid.scorer, metric, steps: steps), steps: steps, bounds: bounds)?.1
    }

    /// The mean of a metric of each line by itself at 0, 1, … steps.
    func responses(_ scorer: SplitScorer, _ metric: Metric, steps: Int) -> [[Double]] {
        scenario.lines.indices.map { line in
            [0]
                + (0..<steps).map { rung in
                    let rungs = scenario.lines.indices.map { $0 == line ? Int?.some(rung) : nil }
                    return BlockMean.of(scorer.samples.columns([metric], rungs)[metric] ?? [])
                }
        }
    }

    /// Whole steps that add up, nearest to the shares: the largest remainders take what is left.
    static func rounded(_ shares: [Double], _ steps: Int) -> Allocation {
        let exact = shares.map { $0 * Double(steps) }
        var allocation = exact.map { Int(clamping: $0.rounded(.down)) }
        let order = exact.indices.sorted {
            (exact[$1] - exact[$1].rounded(.down), $0) < (exact[$0] - exact[$0].rounded(.down), $1)
        }
        for line in order.prefix(max(0, steps - allocation.reduce(0, +))) { allocation[line] += 1 }
        return allocation
    }

    // MARK: - Second pass

    /// The best split in steps of 1 % around the best of the grid.
    private func refine(
        _ coarse: ScoredGrid, _ start: Int, _ isCancelled: @Sendable () -> Bool
    ) -> (amounts: [Double], value: Estimate)? {
        let reach = 100 / Int(clamping: (1 / coarse.step).rounded())
        var centre = coarse.splits[start].shares.map { Int(clamping: ($0 * 100).rounded()) }
        var best = (amounts: coarse.splits[start].amounts, value: coarse.value(start).estimate)
        // Scores of regrets are relative to the splits scored together and cannot be set beside those of another pass.
        if problem.objective == .regret || problem.isCoarse { return best }
        for _ in 0..<3 {
            let bounds = centre.map { max(0, $0 - reach)...min(100, $0 + reach) }
            let rows = (0...2 * reach).map { row in
                centre.map { share in
                    let steps = share - reach + row
                    return (0...100).contains(steps) ? money(steps, of: 100) : 0
                }
            }
            guard let scorer = scorer(rows, trials: 0..<options.trials, isCancelled) else { return nil }
            let origin = centre
            func split(_ allocation: Allocation) -> (rungs: [Int?], shares: [Double]) {
                let rungs = allocation.indices.map { line -> Int? in
                    allocation[line] > 0 ? allocation[line] - origin[line] + reach : nil
                }
                return (rungs, allocation.map { Double($0) / 100 })
            }
            // Around the centre there are fewer than (2 reach + 1)^(lines − 1) splits.
            let isSmall = lineCount <= 5
            let allocations =
                isSmall
                ? AllocationSearch.all(steps: 100, bounds: bounds)
                : climbed(scorer, from: [centre], bounds: bounds, split: split)
            let splits = allocations.map { allocation -> ScoredGrid.Split in
                let (rungs, shares) = split(allocation)
                return ScoredGrid.Split(
                    rungs: rungs, shares: shares, amounts: allocation.map { money($0, of: 100) })
            }
            let grid = ScoredGrid(
                scorer: scorer, splits: splits,
                scores: scorer.scores(splits.map { ($0.rungs, $0.shares) }, threads: options.threads),
                isExhaustive: true)
            guard let found = grid.best() else { return best }
            best = (grid.splits[found].amounts, grid.value(found).estimate)
            let shares = grid.splits[found].shares.map { Int(clamping: ($0 * 100).rounded()) }
            let isAtEdge = zip(shares, zip(centre, bounds)).contains { share, box in
                abs(share - box.0) == reach && share > 0 && share < 100
            }
            centre = shares
            if !isAtEdge { break }
        }
        return best
    }
}
