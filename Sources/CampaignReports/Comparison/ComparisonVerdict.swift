// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// One plain sentence on which of the splits compared is better, and how surely.
struct ComparisonVerdict {
    let comparison: Comparison
    let currency: Currency

    /// The metric by which splits are told apart first: what is earned.
    private static let metric = Metric.profit

    /// The sentence.
    var sentence: String {
        let names = comparison.contenders.map { Displayed.clean($0) }
        guard let best = leader, let runnerUp = runnerUp(to: best), let pair = comparison.pair(best, runnerUp),
            let difference = pair.differences[Self.metric]
        else { return "There is nothing to compare." }
        let isFirst = pair.first == best
        let wins = isFirst ? difference.firstBetter : Self.losses(difference)
        if difference.equal.count == difference.equal.trials {
            return "\(names[best]) and \(names[runnerUp]) bring the same profit in every imagined campaign."
        }
        let cannotTell = comparison.best[Self.metric]?.contains(runnerUp) ?? false
        let hundred = Self.ofHundred(wins)
        let rest = comparison.contenders.count > 2 ? ", the next best," : ""
        var text =
            "\(names[best]) brings more profit than \(names[runnerUp])\(rest) in \(hundred) of 100 imagined campaigns"
        if let mean = difference.mean {
            let value = Figure(abs(mean.value), error: mean.standardError).text(.money(currency), digits: 3)
            text += cannotTell ? "; these trials do not show which is better on average" : "; on average \(value) more"
        }
        let quantiles = difference.quantiles
        if let low = quantiles.first(where: { $0.probability == 0.05 }),
            let high = quantiles.first(where: { $0.probability == 0.95 })
        {
            let ends = (isFirst ? [(low.value, low), (high.value, high)] : [(-high.value, high), (-low.value, low)]).map
            {
                Figure($0.0, error: Figure($0.1).error).text(.money(currency), digits: 3)
            }
            text += ", in 90 of 100 between \(ends[0]) and \(ends[1])"
        }
        return text + "." + dominance(best, runnerUp, names) + losses
    }

    /// What must be said where every split loses money on average: then to spend less is to lose less.
    private var losses: String {
        let means = (comparison.standings[Self.metric] ?? []).compactMap(\.mean?.value)
        guard means.count == comparison.contenders.count, means.allSatisfy({ $0 < 0 }) else { return "" }
        return " On average every one of them loses money, and whoever spends less loses less: look at CPA and ROI too."
    }

    /// The contender with the highest mean profit.
    var leader: Int? {
        comparison.contenders.indices.max { one, other in
            guard let difference = comparison.pair(one, other)?.differences[Self.metric]?.mean else { return false }
            let isInOrder = comparison.pair(one, other)?.first == one
            return (isInOrder ? difference.value : -difference.value) < 0
        }
    }

    private func runnerUp(to best: Int) -> Int? {
        comparison.contenders.indices.filter { $0 != best }.min { one, other in gap(best, one) < gap(best, other) }
    }

    /// By how much the best one's mean profit lies above another's.
    private func gap(_ best: Int, _ other: Int) -> Double {
        guard let pair = comparison.pair(best, other), let mean = pair.differences[Self.metric]?.mean else {
            return .infinity
        }
        return pair.first == best ? mean.value : -mean.value
    }

    private func dominance(_ best: Int, _ other: Int, _ names: [String]) -> String {
        guard let pair = comparison.pair(best, other), let verdict = pair.dominance[Self.metric] else { return "" }
        let side: DominanceVerdict.Side = pair.first == best ? .first : .second
        if verdict.firstOrder == side {
            return " \(names[best]) is likelier to exceed every level of profit, the outermost 2.5 % aside."
        }
        if verdict.secondOrder == side { return " Who dislikes risk prefers \(names[best]) too." }
        return ""
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
        if proportion.value > 0.995 { return "more than 99" }
        if proportion.count > 0, proportion.value < 0.005 { return "fewer than 1" }
        return "\(Int((proportion.value * 100).rounded()))"
    }
}
