// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What the first pass of a search found.
struct FirstPass {
    var grid: ScoredGrid
    var kind: SearchKind
    /// The number of steps of the budget.
    var steps: Int
    /// What a creator of each line costs.
    var prices: [CreatorPrice?]
}

// MARK: - First pass

extension Optimiser {
    /// The most splits that differ in whom they hire.
    static let mostHirings = 20_000

    /// Scores the scenario's own splits and those of the grid, or, where these are fewer, one for each way to hire.
    func firstPass(in context: RunContext) throws(CancellationError) -> FirstPass {
        let steps = AllocationSearch.count(steps: 20, lines: lineCount) <= Self.mostSplits ? 20 : 10
        let rows = (1...steps).map { step in Array(repeating: money(step, of: steps), count: lineCount) } + ownAmounts
        let trials = options.trials
        var scorer = try scorer(rows, trials: 0..<trials, in: context)
        let prices = scenario.lines.indices.map { scorer.samples.price(line: $0, level: steps - 1) }
        let own = ownAmounts.enumerated().map { number, amounts in
            ScoredGrid.Split(
                levels: amounts.map { $0 > 0 ? steps + number : nil }, shares: amounts.map { $0 / scenario.budget },
                amounts: amounts, own: number)
        }
        let others: [ScoredGrid.Split]
        let kind: SearchKind
        if let hirings = hirings(prices) {
            let table = LevelTable(hirings.map(\.needed))
            let more = try self.scorer(table.rows, trials: 0..<trials, in: context.unheard)
            scorer.samples.append(more.samples)
            others = zip(hirings, table.levels).map { hiring, levels in
                ScoredGrid.Split(
                    levels: levels.map { $0.map { rows.count + $0 } },
                    shares: hiring.amounts.map { $0 / scenario.budget }, amounts: hiring.amounts)
            }
            kind = prices.contains { $0.map { !$0.isConstant } ?? false } ? .steps : .hires
        } else {
            others = []
            kind = AllocationSearch.count(steps: steps, lines: lineCount) <= Self.mostSplits ? .steps : .climbed
        }
        let grid = kind == .hires ? [] : gridSplits(scorer, kind, steps: steps)
        let isBounded = problem.constraints.contains { if case .share = $0 { true } else { false } }
        /// What tells splits apart: whom they hire, or their money, where that varies or bounds look at it.
        func key(_ split: ScoredGrid.Split) -> [Double] {
            guard kind == .hires, !isBounded else { return split.amounts }
            return zip(split.amounts, prices).map { money, price in price.map { Double($0.hired(with: money)) } ?? money
            }
        }
        let known = Set(own.map(key))
        let splits = own + (grid + others).filter { !known.contains(key($0)) }
        return FirstPass(
            grid: ScoredGrid(splits, scorer: scorer, threads: options.threads), kind: kind, steps: steps, prices: prices
        )
    }

    /// The splits in whole steps of the budget.
    private func gridSplits(_ scorer: SplitScorer, _ kind: SearchKind, steps: Int) -> [ScoredGrid.Split] {
        let bounds = Array(repeating: 0...steps, count: lineCount)
        let allocations =
            kind == .climbed
            ? climbed(scorer, steps: steps, bounds: bounds) : AllocationSearch.all(steps: steps, bounds: bounds)
        return allocations.map { allocation in
            ScoredGrid.Split(
                levels: allocation.map { $0 > 0 ? $0 - 1 : nil }, shares: allocation.map { Double($0) / Double(steps) },
                amounts: allocation.map { money($0, of: steps) })
        }
    }

    /// One split for each way to hire, with all bounds on shares and without each of them, so that it can be said what they cost;
    /// nil where creators of a line cost differently or where these are too many.
    private func hirings(_ prices: [CreatorPrice?]) -> [HiringCombinations.Combination]? {
        // What is left unspent depends on more than on who is hired.
        let metrics = SplitScorer.metrics(problem.objective, problem.constraints, scenario.goals)
        guard !metrics.contains(.unspent) else { return nil }
        let bounds = problem.constraints.compactMap { constraint -> (Int, ClosedRange<Double>)? in
            guard case .share(let line, let low, let high) = constraint,
                let number = scenario.lines.firstIndex(where: { $0.name == line })
            else { return nil }
            return (number, low...high)
        }
        let varies = prices.contains { $0.map { !$0.isConstant } ?? false }
        var found: [HiringCombinations.Combination] = []
        // Of a line that takes what is left every combination needs an amount of its own.
        for leftOut in -2..<bounds.count {
            var ranges = Array(repeating: 0.0...1.0, count: lineCount)
            for (number, bound) in bounds.enumerated() where leftOut != -2 && number != leftOut {
                let range = ranges[bound.0]
                let (low, high) = (
                    max(range.lowerBound, bound.1.lowerBound), min(range.upperBound, bound.1.upperBound)
                )
                guard low <= high else { continue }
                ranges[bound.0] = low...high
            }
            guard
                let combinations = HiringCombinations(
                    prices: prices, budget: scenario.budget, bounds: ranges, limit: varies ? 60 : Self.mostHirings)
            else { return nil }
            found += combinations.all
            if bounds.isEmpty { break }
        }
        var seen: Set<[Double]> = []
        return found.filter { seen.insert($0.amounts).inserted }
    }

    func scorer(
        _ rows: [[Double]], isJoint: Bool = false, besides: [Metric] = [], trials: Range<Int>,
        in context: RunContext
    ) throws(CancellationError) -> SplitScorer {
        let metrics = SplitScorer.metrics(problem.objective, problem.constraints, scenario.goals) + besides
        let samples = try LineSamples(
            campaign, rows: rows, isJoint: isJoint, metrics: metrics, trials: trials, options: options, in: context)
        return SplitScorer(
            samples: samples, objective: problem.objective, constraints: problem.constraints, goals: scenario.goals,
            lines: scenario.lines.map(\.name), budget: scenario.budget, asksForHires: problem.asksForHires)
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

    /// All allocations scored on the way from `starts` to their hilltops; `split` gives levels and shares.
    private func climbed(
        _ scorer: SplitScorer, from starts: [Allocation], bounds: [ClosedRange<Int>],
        split: (Allocation) -> (levels: [Int?], shares: [Double])
    ) -> [Allocation] {
        var known: [Allocation: Double] = [:]
        func value(_ allocation: Allocation) -> Double {
            if let value = known[allocation] { return value }
            let (levels, shares) = split(allocation)
            let score = scorer.score(levels, shares: shares)
            // Each constraint that is not kept counts for more than any value, and so does money that hires nobody.
            let value = score.value - Double(score.keeps.count { !$0 } + 2 - score.hiring.rawValue) * 1e12
            known[allocation] = value
            return value
        }
        for start in starts { _ = AllocationSearch.climb(from: start, bounds: bounds, score: value) }
        return known.keys.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// What no split in these steps can exceed, with the bounds on shares and without the other constraints; no less than the best
    /// split.
    func upperBound(_ first: FirstPass, _ grid: ScoredGrid, _ best: Int) -> Double? {
        guard first.kind != .hires, !sharesAudience else { return nil }
        let steps = first.steps
        let metric: Metric
        switch problem.objective {
        case .profit, .shortfall, .cautious: metric = .profit
        case .conversions: metric = .conversions
        case .roi, .chance, .quantile, .regret: return nil
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
        let responses = responses(first.grid.scorer, metric, steps: steps)
        guard let (_, bound) = AllocationSearch.separable(responses, steps: steps, bounds: bounds) else { return nil }
        return max(bound, grid.scores[best].value)
    }

    /// The mean of a metric of each line by itself at 0, 1, … steps, whose levels are the first of the samples.
    func responses(_ scorer: SplitScorer, _ metric: Metric, steps: Int) -> [[Double]] {
        scenario.lines.indices.map { line in
            [0]
                + (0..<steps).map { level in
                    let levels = scenario.lines.indices.map { $0 == line ? Int?.some(level) : nil }
                    return BlockMean.of(scorer.samples.columns([metric], levels)[metric] ?? [])
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
}

// MARK: - Second pass

extension Optimiser {
    /// The splits of the first pass and, where it is better than the best of them, the best one in steps of 1 % around that.
    func refined(
        _ first: FirstPass, _ start: Int, in context: RunContext
    ) throws(CancellationError) -> ScoredGrid {
        let radius = 100 / first.steps
        var result = first.grid
        var centre = Self.rounded(first.grid.splits[start].shares, 100)
        // Scores of regrets are relative to the splits scored together and cannot be set beside those of another pass; what lies
        // between splits that differ in whom they hire hires no others.
        if problem.objective == .regret || problem.isCoarse || first.kind == .hires { return result }
        var best: (grid: ScoredGrid, number: Int)?
        for _ in 0..<3 {
            let bounds = centre.map { max(0, $0 - radius)...min(100, $0 + radius) }
            let grid = try box(centre, radius: radius, bounds, in: context)
            guard let found = grid.best() else { break }
            if best.map({ $0.grid.scores[$0.number].isBelow(grid.scores[found]) }) ?? true { best = (grid, found) }
            let shares = grid.splits[found].shares.map { Int(clamping: ($0 * 100).rounded()) }
            let isAtEdge = zip(shares, zip(centre, bounds)).contains { share, box in
                abs(share - box.0) == radius && share > 0 && share < 100
            }
            centre = shares
            if !isAtEdge { break }
        }
        if let best, first.grid.scores[start].isBelow(best.grid.scores[best.number]) {
            result.append(best.number, of: best.grid)
        }
        return result
    }

    /// The splits in steps of 1 % within bounds around a centre.
    private func box(
        _ centre: Allocation, radius: Int, _ bounds: [ClosedRange<Int>], in context: RunContext
    ) throws(CancellationError) -> ScoredGrid {
        let rows = (0...2 * radius).map { row in
            centre.map { share in
                let steps = share - radius + row
                return (0...100).contains(steps) ? money(steps, of: 100) : 0
            }
        }
        let scorer = try scorer(rows, trials: 0..<options.trials, in: context.unheard)
        func split(_ allocation: Allocation) -> (levels: [Int?], shares: [Double]) {
            let levels = allocation.indices.map { line -> Int? in
                allocation[line] > 0 ? allocation[line] - centre[line] + radius : nil
            }
            return (levels, allocation.map { Double($0) / 100 })
        }
        // Around the centre there are fewer than (2 radius + 1)^(lines − 1) splits.
        let allocations =
            lineCount <= 5
            ? AllocationSearch.all(steps: 100, bounds: bounds)
            : climbed(scorer, from: [centre], bounds: bounds, split: split)
        let splits = allocations.map { allocation -> ScoredGrid.Split in
            let (levels, shares) = split(allocation)
            return ScoredGrid.Split(levels: levels, shares: shares, amounts: allocation.map { money($0, of: 100) })
        }
        return ScoredGrid(splits, scorer: scorer, threads: options.threads)
    }

    /// The splits to choose among: those of a search, or, where lines share an audience, the best of them with the people that they
    /// share.
    func finals(_ grid: ScoredGrid, in context: RunContext) throws(CancellationError) -> ScoredGrid {
        guard sharesAudience else { return grid }
        let feasible = grid.feasible()
        let frontier = Set(grid.frontier(names: scenario.splits.map(\.name)).map(\.amounts))
        func best(_ count: Int, by value: (SplitScorer.Score) -> Double) -> ArraySlice<Int> {
            feasible.sorted { (value(grid.scores[$1]), $0) < (value(grid.scores[$0]), $1) }.prefix(count)
        }
        var chosen = Set(grid.splits.indices.filter { grid.splits[$0].own != nil })
        chosen.formUnion(best(24) { $0.value.isNaN ? -.infinity : $0.value })
        chosen.formUnion(best(8) { $0.profit })
        chosen.formUnion(best(8) { $0.shortfall.value })
        chosen.formUnion(feasible.filter { frontier.contains(grid.splits[$0].amounts) }.prefix(24))
        var splits = chosen.sorted().map { grid.splits[$0] }
        let table = LevelTable(splits.map(\.amounts), isJoint: true)
        for number in splits.indices { splits[number].levels = table.levels[number] }
        let scorer = try scorer(table.rows, isJoint: true, trials: 0..<options.trials, in: context.unheard)
        let joint = ScoredGrid(splits, scorer: scorer, threads: options.threads)
        return joint.best() == nil ? grid : joint
    }
}

extension SplitScorer.Score {
    /// Whether another score is better: first by whether its money hires anybody, then by the objective.
    fileprivate func isBelow(_ other: Self) -> Bool {
        if hiring != other.hiring { return hiring < other.hiring }
        return value.isNaN || value < other.value
    }
}
