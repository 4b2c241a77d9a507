// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Splits scored on the same samples.
struct ScoredGrid: Sendable {
    /// A split by its rungs, its shares of the budget and its money.
    struct Split: Sendable {
        var rungs: [Int?]
        var shares: [Double]
        var amounts: [Double]
    }

    let scorer: SplitScorer
    let splits: [Split]
    let scores: [SplitScorer.Score]
    let isExhaustive: Bool

    /// The smallest share of the budget that any split gives a line.
    var step: Double { splits.flatMap(\.shares).filter { $0 > 0 }.min() ?? 1 }

    /// The splits that keep all constraints but the left-out one, and of them those whose money hires creators best: by every line
    /// where there are such.
    func feasible(without constraint: Int? = nil) -> [Int] {
        let kept = splits.indices.filter { split in
            scores[split].keeps.indices.allSatisfy { $0 == constraint || scores[split].keeps[$0] }
        }
        let most = kept.map { scores[$0].hiring }.max()
        return kept.filter { scores[$0].hiring == most }
    }

    /// The number of the best split that keeps all constraints but the left-out one; nil where none does. Of equal ones the
    /// one with more mean profit, then the first.
    func best(without constraint: Int? = nil) -> Int? {
        let possible = feasible(without: constraint).filter { !scores[$0].value.isNaN }
        return possible.max { one, other in
            (scores[one].value, scores[one].profit, other) < (scores[other].value, scores[other].profit, one)
        }
    }

    /// The objective of a split with the influence of each trial.
    func value(_ split: Int) -> ObjectiveValue {
        var value = scorer.value(scorer.samples.columns(scorer.objectiveMetrics, splits[split].rungs))
        if scorer.objective == .regret { value.value = scores[split].value }
        return value
    }

    /// How much better the best split without each constraint is than the best one with all.
    func constraintCosts(_ best: Int) -> [ConstraintCost] {
        let own = value(best)
        return scorer.constraints.enumerated().compactMap { number, constraint in
            guard let other = self.best(without: number) else { return nil }
            let gain = other == best ? Estimate(value: 0, standardError: 0) : value(other).minus(own)
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
    var frontier: [FrontierSplit] {
        let feasible = feasible().sorted {
            (scores[$1].profit, scores[$1].shortfall) < (scores[$0].profit, scores[$0].shortfall)
        }
        var result: [FrontierSplit] = []
        for split in feasible where scores[split].shortfall > result.last?.shortfall ?? -.infinity {
            result.append(
                FrontierSplit(
                    amounts: splits[split].amounts, profit: scores[split].profit, shortfall: scores[split].shortfall))
        }
        return result
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
