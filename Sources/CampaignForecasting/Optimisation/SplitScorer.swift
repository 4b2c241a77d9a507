// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Scores splits on samples of their lines.
struct SplitScorer: Sendable {
    var samples: LineSamples
    let objective: Objective
    let constraints: [Constraint]
    let goals: [Goal]
    let lines: [String]
    let budget: Double
    /// Whether money that hires nobody counts against a split.
    let asksForHires: Bool

    /// Whether the money of a split hires creators: what a search looks at is first that it takes place at all.
    enum Hiring: Int, Comparable {
        /// Idle lines have a fifth of the budget or more (`UnhiredMoney`).
        case seldom
        /// Idle lines have less.
        case byMostMoney
        /// No line is idle.
        case byEveryLine

        static func < (left: Hiring, right: Hiring) -> Bool { left.rawValue < right.rawValue }
    }

    /// What is known of a split after scoring it.
    struct Score: Sendable {
        /// The objective; of `regret` nothing yet, since it needs all splits.
        var value: Double
        var profit: Double
        /// The standard error of the mean profit.
        var profitError: Double
        /// The mean profit of the worst 5 %.
        var shortfall: Estimate
        /// For `regret`: the mean profit where no event strikes, then where each does.
        var scenarioProfits: [Double]
        /// Which of the constraints it keeps, in their order.
        var keeps: [Bool]
        /// Whether its money hires creators.
        var hiring: Hiring
    }

    /// The metrics that the samples must hold for an objective with its constraints.
    static func metrics(_ objective: Objective, _ constraints: [Constraint], _ goals: [Goal]) -> [Metric] {
        var metrics: Set<Metric> = [.profit, .cost, .conversions, .creators, .roi, .cpa]
        metrics.formUnion(GoalCount.metrics(goals))
        for case .chance(let goal, _) in constraints { metrics.insert(goal.metric) }
        return Metric.allCases.filter(metrics.contains)
    }

    /// The score of a split that takes these levels, with these shares of the budget; means to rank by, which may differ in
    /// their last digit from those of a run.
    func score(_ levels: [Int?], shares: [Double]) -> Score {
        var wanted = objectiveMetrics
        for constraint in constraints {
            switch constraint {
            case .chance(let goal, _): wanted += GoalCount.metrics([goal])
            case .creators: wanted.append(.creators)
            case .share, .largestCreator: break
            }
        }
        // Most searches need nothing but profit.
        let columns = wanted == [.profit] ? [.profit: samples.profit(levels)] : samples.columns(wanted, levels)
        let profit = columns[.profit] ?? []
        let mean = FastMean.of(profit)
        return Score(
            value: objective == .profit ? mean : value(columns).value, profit: mean,
            profitError: FastMean.error(profit, mean: mean),
            shortfall: WorstMean.of(profit, share: 0.05), scenarioProfits: scenarioProfits(profit),
            keeps: constraints.map { keeps($0, columns, levels, shares) }, hiring: hiring(levels, shares))
    }

    /// Whether the lines of a split hire creators; of no account where nobody asks.
    func hiring(_ levels: [Int?], _ shares: [Double]) -> Hiring {
        guard asksForHires else { return .byEveryLine }
        let idle = levels.enumerated().reduce(0) { sum, entry in
            guard let level = entry.1, UnhiredMoney.isIdle(samples.nobodyHired[entry.0][level]) else { return sum }
            return sum + shares[entry.0]
        }
        return idle == 0 ? .byEveryLine : UnhiredMoney.counts(share: idle) ? .seldom : .byMostMoney
    }

    /// Profit, and what else the objective needs.
    var objectiveMetrics: [Metric] {
        switch objective {
        case .roi: [.profit, .cost]
        case .conversions: [.profit, .conversions]
        case .chance: [.profit] + GoalCount.metrics(goals)
        case .profit, .shortfall, .quantile, .cautious, .regret: [.profit]
        }
    }

    /// The objective over columns of metrics, with its influence; of `regret` the mean profit.
    func value(_ columns: [Metric: [Double]]) -> ObjectiveValue {
        let profit = columns[.profit] ?? []
        switch objective {
        case .profit, .regret: return ColumnValue.mean(profit)
        case .roi: return ColumnValue.ratio(profit, columns[.cost] ?? [])
        case .conversions: return ColumnValue.mean(columns[.conversions] ?? [])
        case .chance: return ColumnValue.mean(Self.allMet(goals, columns, samples.trials))
        case .shortfall(let share): return ColumnValue.shortfall(profit, share: share)
        case .quantile(let probability): return ColumnValue.quantile(profit, probability)
        case .cautious(let aversion): return ColumnValue.cautious(profit, aversion: aversion)
        }
    }

    /// 1 in the trials in which every goal is met.
    static func allMet(_ goals: [Goal], _ columns: [Metric: [Double]], _ trials: Int) -> [Double] {
        var met = Array(repeating: 1.0, count: trials)
        for goal in goals {
            for (trial, isMet) in GoalCount.met(goal, { columns[$0] ?? [] }).enumerated() where !isMet {
                met[trial] = 0
            }
        }
        return met
    }

    /// The trials that no event strikes, then those that each does.
    var trialsByEvent: [[Int]] {
        let trials = 0..<samples.trials
        let calm = trials.filter { trial in samples.strikes.allSatisfy { $0[trial] == 0 } }
        return [calm] + samples.strikes.map { strike in trials.filter { strike[$0] == 1 } }
    }

    private func scenarioProfits(_ profit: [Double]) -> [Double] {
        guard objective == .regret else { return [] }
        return trialsByEvent.map { trials in Moments(trials.map { profit[$0] }).mean }
    }

    private func keeps(
        _ constraint: Constraint, _ columns: [Metric: [Double]], _ levels: [Int?], _ shares: [Double]
    ) -> Bool {
        switch constraint {
        case .share(let line, let low, let high):
            guard let number = lines.firstIndex(of: line) else { return true }
            return shares[number] >= low - 1e-9 && shares[number] <= high + 1e-9
        case .creators(let least): return BlockMean.of(columns[.creators] ?? []) >= least
        case .largestCreator(let share):
            let limit = share * budget * (1 + 1e-9)
            let over = samples.largestCommitment(levels).count { $0 > limit }
            return Double(over) <= 0.05 * Double(samples.trials)
        case .chance(let goal, let least):
            let met = GoalCount.count(goal) { columns[$0] ?? [] }
            return Double(met) >= least * Double(samples.trials)
        }
    }

    /// The scores of many splits, on several threads.
    func scores(_ splits: [(levels: [Int?], shares: [Double])], threads: Int) -> [Score] {
        var all = ParallelMap.of(splits, threads: threads) { score($0.levels, shares: $0.shares) }
        if objective == .regret { Self.setRegrets(&all) }
        return all
    }

    /// Minus the greatest regret: against the best split of each scenario.
    private static func setRegrets(_ scores: inout [Score]) {
        guard let scenarios = scores.first?.scenarioProfits.indices else { return }
        let most = scores.map(\.hiring).max() ?? .seldom
        let ranked = scores.filter { $0.hiring == most }
        let best = scenarios.map { scenario in ranked.map { $0.scenarioProfits[scenario] }.max() ?? 0 }
        for index in scores.indices {
            scores[index].value = -zip(best, scores[index].scenarioProfits).map { $0 - $1 }.reduce(0, max)
        }
    }
}

/// A mean in four sums side by side.
enum FastMean {
    static func of(_ column: [Double]) -> Double {
        var sums = SIMD4<Double>()
        let whole = column.count / 4 * 4
        column.withUnsafeBufferPointer { values in
            for index in stride(from: 0, to: whole, by: 4) {
                sums += SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
            }
        }
        return (sums.sum() + column[whole...].reduce(0, +)) / Double(column.count)
    }

    /// The standard error of the mean.
    static func error(_ column: [Double], mean: Double) -> Double {
        var sums = SIMD4<Double>()
        let whole = column.count / 4 * 4
        column.withUnsafeBufferPointer { values in
            for index in stride(from: 0, to: whole, by: 4) {
                let deviations =
                    SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3])
                    - SIMD4(repeating: mean)
                sums += deviations * deviations
            }
        }
        let squares = sums.sum() + column[whole...].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let count = Double(column.count)
        return (squares / max(1, count - 1) / count).squareRoot()
    }
}

/// The mean of the worst share of a column, without sorting all of it.
enum WorstMean {
    /// The mean v of the worst share α, and its standard error: the influence of a value x is q + min(0, x − q)/α − v with the
    /// quantile q at α (Rockafellar and Uryasev 2000, Trindade et al. 2007).
    static func of(_ column: [Double], share: Double) -> Estimate {
        let count = max(1, Int(clamping: (Double(column.count) * share).rounded(.down)))
        guard !column.isEmpty else { return Estimate(value: .nan, standardError: .nan) }
        var values = column
        values.withUnsafeMutableBufferPointer { select($0, count) }
        let worst = values[..<count].sorted()
        let mean = worst.reduce(0, +) / Double(count)
        guard let quantile = worst.last else { return Estimate(value: mean, standardError: .nan) }
        let all = Double(column.count)
        let (part, beyond) = (Double(count) / all, mean - quantile)
        let squares = worst.reduce(0) { $0 + ($1 - quantile) * ($1 - quantile) }
        let variance = max(0, squares / all / (part * part) - beyond * beyond)
        return Estimate(value: mean, standardError: (variance / all).squareRoot())
    }

    /// Moves the `count` smallest values to the front (Hoare's selection).
    private static func select(_ values: UnsafeMutableBufferPointer<Double>, _ count: Int) {
        var (low, high) = (0, values.count - 1)
        while low < high {
            let pivot = values[low + (high - low) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if count - 1 <= right { high = right } else if count - 1 >= left { low = left } else { return }
        }
    }
}
