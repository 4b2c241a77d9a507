// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Splits scored on the same samples.
struct ScoredGrid: Sendable {
    /// A split by its levels, its shares of the budget and its money.
    struct Split: Sendable {
        var levels: [Int?]
        var shares: [Double]
        var amounts: [Double]
        /// Its number among the scenario's own splits; nil of one that was made up.
        var own: Int?
    }

    private(set) var scorer: SplitScorer
    private(set) var splits: [Split]
    private(set) var scores: [SplitScorer.Score]

    /// Scores splits.
    init(_ splits: [Split], scorer: SplitScorer, threads: Int) {
        self.scorer = scorer
        self.splits = splits
        scores = scorer.scores(splits.map { ($0.levels, $0.shares) }, threads: threads)
    }

    /// Takes in a split of another grid over the same trials; of regrets, which are relative to all splits, it is not for.
    mutating func append(_ number: Int, of other: ScoredGrid) {
        let first = scorer.samples.rows.count
        scorer.samples.append(other.scorer.samples)
        var split = other.splits[number]
        split.levels = split.levels.map { $0.map { first + $0 } }
        splits.append(split)
        scores.append(other.scores[number])
    }

    /// The number of one of the scenario's own splits.
    func number(ofOwn own: Int) -> Int? { splits.firstIndex { $0.own == own } }

    /// The splits that keep all constraints, and of them those whose money hires creators best: by every line
    /// where there are such.
    func feasible() -> [Int] {
        let kept = splits.indices.filter { keeps($0, without: nil) }
        let most = kept.map { scores[$0].hiring }.max()
        return kept.filter { scores[$0].hiring == most }
    }

    private func keeps(_ split: Int, without constraint: Int?) -> Bool {
        let keeps = scores[split].keeps
        return keeps.indices.allSatisfy { $0 == constraint || keeps[$0] }
    }

    /// The number of the best split that keeps all constraints; nil where none does.
    func best() -> Int? { best(of: feasible()) }

    /// The best of some splits: of equal ones the one with more mean profit, then the first.
    private func best(of possible: [Int]) -> Int? {
        possible.filter { !scores[$0].value.isNaN }.max { one, other in
            (scores[one].value, scores[one].profit, other) < (scores[other].value, scores[other].profit, one)
        }
    }

    /// The objective of a split with the influence of each trial.
    func value(_ split: Int) -> ObjectiveValue {
        if scorer.objective == .regret { return regret(split) }
        return scorer.value(scorer.samples.columns(scorer.objectiveMetrics, splits[split].levels))
    }

    /// Minus the greatest regret of a split, over the trials of the event where it is greatest.
    private func regret(_ split: Int) -> ObjectiveValue {
        let ranked = feasibleByHiring
        func benchmark(_ event: Int) -> Int? {
            ranked.max { scores[$0].scenarioProfits[event] < scores[$1].scenarioProfits[event] }
        }
        let regrets = scores[split].scenarioProfits.enumerated().map { event, profit in
            benchmark(event).map { scores[$0].scenarioProfits[event] - profit } ?? 0
        }
        var value = ObjectiveValue(
            value: scores[split].value, influence: Array(repeating: 0, count: scorer.samples.trials))
        guard let event = regrets.indices.max(by: { regrets[$0] < regrets[$1] }), let other = benchmark(event)
        else { return value }
        let (own, best) = (scorer.samples.profit(splits[split].levels), scorer.samples.profit(splits[other].levels))
        let trials = scorer.trialsByEvent[event]
        let weight = Double(scorer.samples.trials) / Double(max(1, trials.count))
        for trial in trials { value.influence[trial] = weight * (own[trial] - best[trial] + regrets[event]) }
        return value
    }

    /// The splits against which regrets are taken.
    private var feasibleByHiring: [Int] {
        let most = scores.map(\.hiring).max()
        return scores.indices.filter { scores[$0].hiring == most }
    }

    /// How much better the best split without each constraint is than the best one with all.
    func constraintCosts(_ best: Int) -> [ConstraintCost] {
        let own = value(best)
        return scorer.constraints.enumerated().compactMap { number, constraint in
            // The best one itself is among these, so that nothing is gained at the least.
            let possible = splits.indices.filter {
                keeps($0, without: number) && scores[$0].hiring >= scores[best].hiring
            }
            guard let other = self.best(of: possible) else { return nil }
            let gain =
                scores[other].value > scores[best].value
                ? value(other).minus(own) : Estimate(value: 0, standardError: 0)
            return ConstraintCost(constraint: constraint, amounts: splits[other].amounts, gain: gain)
        }
    }

    /// The splits that keep all constraints and are not shown to be worse than the best one: one-sided tests of paired
    /// differences, 5 % in all by Bonferroni's bound. Of regrets only the best one, since they are not means.
    func asGood(_ best: Int) -> [Int] {
        let feasible = feasible()
        guard scorer.objective != .regret else { return [best] }
        let z = -NormalLaw.quantile(0.05 / Double(max(1, feasible.count)))
        let own = value(best)
        return feasible.filter { split in
            if split == best { return true }
            // The error of a difference is at most the sum of both errors, so most splits need no closer look.
            if scorer.objective == .profit,
                scores[best].profit - scores[split].profit > z * (scores[best].profitError + scores[split].profitError)
            {
                return false
            }
            let difference = own.minus(value(split))
            return difference.value <= z * difference.standardError
        }
    }

    /// Splits that keep all constraints and that no other beats in both mean profit and worst 5 %, by falling profit.
    func frontier(names: [String]) -> [FrontierSplit] {
        let feasible = feasible().sorted {
            (scores[$1].profit, scores[$1].shortfall.value, $0) < (scores[$0].profit, scores[$0].shortfall.value, $1)
        }
        var result: [FrontierSplit] = []
        for split in feasible
        where scores[split].shortfall.value > result.last?.shortfall.value ?? -.infinity {
            result.append(
                FrontierSplit(
                    name: splits[split].own.map { names[$0] }, amounts: splits[split].amounts,
                    profit: searchScore(split).profit, shortfall: scores[split].shortfall))
        }
        return result
    }

    /// What a split scores here.
    func searchScore(_ split: Int) -> SearchScore {
        SearchScore(
            profit: Estimate(value: scores[split].profit, standardError: scores[split].profitError),
            shortfall: scores[split].shortfall)
    }

    /// A smallest set of constraints that no split keeps together.
    var clash: [Constraint] {
        let count = scorer.constraints.count
        guard count > 0 else { return [] }
        let sets = (1..<(1 << min(count, 16))).sorted {
            ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
        }
        let clashing = sets.first { set in
            !scores.contains { score in (0..<count).allSatisfy { set >> $0 & 1 == 0 || score.keeps[$0] } }
        }
        return clashing.map { set in (0..<count).filter { set >> $0 & 1 == 1 }.map { scorer.constraints[$0] } } ?? []
    }
}
