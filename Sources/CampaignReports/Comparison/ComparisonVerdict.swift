// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// Which of the splits compared is better, and how surely: the verdict, with what only a comparison knows.
struct ComparisonVerdict {
    let comparison: Comparison
    let currency: Currency
    /// What else must be known before the ranking is trusted, a sentence each.
    var caveats: [String] = []

    /// The metric by which splits are told apart first: what is earned.
    private static let metric = Metric.profit

    /// The sentences.
    var sentence: String {
        guard comparison.contenders.count > 1 else { return "There is nothing to compare." }
        var verdict = verdict
        verdict.caveats = [dominance(verdict)].compactMap { $0 } + caveats
        return verdict.sentence
    }

    /// The contender ranked first; of those whose money hires nobody none.
    var leader: Int? { verdict.leader }

    private var verdict: Verdict {
        let pairs = comparison.pairs.compactMap { pair in
            pair.differences[Self.metric].map { difference in
                ProfitPair(
                    first: pair.first, second: pair.second,
                    difference: difference.mean ?? Estimate(value: .nan, standardError: .nan),
                    firstBetter: difference.firstBetter, equal: difference.equal)
            }
        }
        return Verdict(profiles: comparison.profiles, pairs: pairs, currency: currency, range: range)
    }

    /// Where nine of ten differences in profit lie.
    private func range(_ first: Int, _ second: Int) -> (low: Figure, high: Figure)? {
        guard let pair = comparison.pair(first, second), let quantiles = pair.differences[Self.metric]?.quantiles,
            let low = quantiles.at(0.05).map({ Figure($0) }), let high = quantiles.at(0.95).map({ Figure($0) })
        else { return nil }
        if pair.first == first { return (low, high) }
        return (Figure(-high.value, error: high.error), Figure(-low.value, error: low.error))
    }

    /// That the leader dominates every other ranked split, where that is shown and somebody earns.
    private func dominance(_ verdict: Verdict) -> String? {
        guard !verdict.everythingLoses, let leader = verdict.leader else { return nil }
        let others = verdict.ranked.filter { $0 != leader }
        guard !others.isEmpty else { return nil }
        func dominates(_ order: KeyPath<DominanceVerdict, DominanceVerdict.Side?>) -> Bool {
            others.allSatisfy { other in
                guard let pair = comparison.pair(leader, other), let shown = pair.dominance[Self.metric] else {
                    return false
                }
                return shown[keyPath: order] == (pair.first == leader ? .first : .second)
            }
        }
        let name = verdict.name(leader)
        if dominates(\.firstOrder) {
            return "\(name) is likelier to exceed every level of profit, the outermost 2.5 % aside."
        }
        return dominates(\.secondOrder) ? "Who dislikes risk prefers \(name) too." : nil
    }

    /// Trials in which the second one is better.
    static func losses(_ difference: PairedDifference) -> Proportion {
        Proportion(
            count: difference.firstBetter.trials - difference.firstBetter.count - difference.equal.count,
            trials: difference.firstBetter.trials)
    }

    /// A share as a number of a hundred: `97`, `more than 99`.
    static func ofHundred(_ proportion: Proportion) -> String {
        if proportion.count == proportion.trials { return "100" }
        if proportion.value >= 0.995 { return "more than 99" }
        if proportion.count > 0, proportion.value < 0.005 { return "fewer than 1" }
        return "\(Int(clamping: (proportion.value * 100).rounded()))"
    }
}
