// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

// MARK: - The answer

extension OptimisationTable {
    private var reference: ScoredSplit { optimisation.own[optimisation.reference] }
    private var objective: Objective { optimisation.problem.objective }

    /// What a verdict says of the best split and of the scenario's own.
    private var verdict: Verdict {
        Verdict(
            profiles: [optimisation.best.profile] + optimisation.own.map(\.profile), pairs: [], currency: currency)
    }

    /// Whether the best split is shown to be better than the reference (95 %, one-sided).
    private var isBetter: Bool {
        optimisation.improvement.value > 1.6448536269514722 * optimisation.improvement.standardError
            && optimisation.improvement.value > 0
    }

    /// Which split it should be, how surely it is better than the planner's own in the same campaigns, what it costs and brings, and
    /// where everything loses, that it does.
    var answer: String {
        // Behind the reason why nothing is better, "it" would be that.
        let isNamedLast = isBetter || !optimisation.hires || reference.profile.unhired != nil
        var sentences = [head] + verdict.figures(0, called: isNamedLast ? "It" : "The split found")
        sentences += [unspent, losing].compactMap { $0 } + leftOut + [how]
        return sentences.joined(separator: " ")
    }

    /// The split with its shares: `60% nano, 40% micro`.
    private var split: String {
        zip(optimisation.lines, optimisation.best.amounts).filter { $0.1 > 0 }.map { line, amount in
            "\(words.percent(amount / optimisation.budget)) \(Displayed.clean(line))"
        }.joined(separator: ", ")
    }

    private var head: String {
        let name = Displayed.clean(reference.name ?? "")
        let count = "\(count(optimisation.kept)) split\(optimisation.kept == 1 ? "" : "s")"
        if !optimisation.hires {
            let idle = optimisation.best.profile.unhired.map { ", and its money " + verdict.hires($0) } ?? ""
            return
                "No split hires creators often enough to be ranked by what it earns: \(split) came out best of \(count)\(idle)."
        }
        let by = objective == .profit ? "" : " by \(words.name(objective))"
        if reference.profile.unhired != nil, optimisation.problem.asksForHires {
            let best =
                everyMeanIsNegative
                ? "None of \(count) is shown to earn money on average; \(split) came out best"
                : "\(split) came out best of \(count)\(by)"
            return "\(best), and \(name), the split to compare with, cannot be ranked."
        }
        let wins = Verdict.often(optimisation.profitPair.firstBetter)
        guard isBetter else {
            let other = optimisation.profitPair.equal.count == optimisation.profitPair.equal.trials
            let often =
                other ? "which earns the same in every fresh campaign" : "which earns more in \(wins) on fresh draws"
            return
                "None of \(count) is shown to be better than \(name)\(by): the search ended at \(split), \(often). \(reason)"
        }
        if everyMeanIsNegative {
            return
                "None of \(count) is shown to earn money on average; \(split) came out best: it does better than \(name) in "
                + "\(wins) on fresh draws, on average by \(gain)."
        }
        guard objective == .profit else {
            let what = objective == .regret ? " of mean profit" : ""
            return
                "\(split) came out best of \(count)\(by): \(gain)\(what) more than \(name) on fresh draws; it earns more "
                + "than \(name) in \(wins)."
        }
        // A mean may rest on few great campaigns.
        let isRare = optimisation.profitPair.firstBetter.value < 0.5
        let isChosen = optimisation.problem.reference == nil && optimisation.own.count > 1
        return
            "\(split) came out best of \(count) by mean profit: on fresh draws it earns \(gain) more than \(name)"
            + "\(isChosen ? ", the best of the file's own splits," : "") on average, "
            + "\(isRare ? "yet more in only" : "and more in") \(wins)."
    }

    private var gain: String { words.difference(optimisation.improvement, objective) }

    /// Whether no split of a search for profit has a positive mean: the best one of the search has none.
    private var everyMeanIsNegative: Bool {
        objective == .profit && optimisation.searchValue.value < 0 && optimisation.best.profit.value < 0
    }

    /// What must be said where the best split buys little.
    private var unspent: String? {
        let left = optimisation.budget - optimisation.best.cost.value
        guard left > 0.1 * optimisation.budget else { return nil }
        let amount = Figure(left, error: optimisation.best.cost.standardError).text(.money(currency), digits: 3)
        return "It leaves \(amount) unspent on average."
    }

    /// What must be said where every split loses: what is best by profit is then what is spent least.
    private var losing: String? {
        guard optimisation.best.profile.losesOnAverage, optimisation.own.allSatisfy(\.profile.losesOnAverage) else {
            return nil
        }
        switch objective {
        case .conversions, .roi: return "Every split of the file loses money on average, too."
        default:
            return
                "Every split of the file loses money on average, too: where everything loses, to earn most is to spend least; "
                + "--objective roi asks what brings most for its cost."
        }
    }

    /// The scenario's own splits that cannot be ranked, and why.
    private var leftOut: [String] {
        guard optimisation.problem.asksForHires else { return [] }
        return optimisation.own.compactMap { split in
            split.profile.unhired.map {
                "\(Displayed.clean(split.name ?? "")) is left out of the ranking: its money \(verdict.hires($0))."
            }
        }
    }

    /// How it was searched.
    private var how: String {
        let step = words.percent(optimisation.step)
        guard optimisation.isExhaustive else { return "Hills were climbed in steps of \(step) (\(gap))." }
        let isRefined = !optimisation.problem.isCoarse && objective != .regret
        let refined = isRefined ? ", the best one refined to 1 %" : ""
        guard optimisation.kept < optimisation.scored else {
            return "The splits are those in steps of \(step)\(refined)."
        }
        return
            "The splits are those in steps of \(step)\(refined); of all \(count(optimisation.scored)) the others break a bound or "
            + "hire nobody too often."
    }

    /// How far the search may have stayed below the best split there is.
    private var gap: String {
        guard let bound = optimisation.upperBound else { return "a better one may exist, no bound is known" }
        let room = Estimate(
            value: max(0, bound - optimisation.searchValue.value), standardError: optimisation.searchValue.standardError
        )
        return "in these steps none is more than \(words.difference(room, objective)) better in the search"
    }

    private var reason: String {
        let binding = optimisation.constraintCosts.filter {
            $0.gain.value > 1.6448536269514722 * $0.gain.standardError && $0.gain.value > 0
        }
        if let first = binding.max(by: { $0.gain.value < $1.gain.value }) {
            return "What holds it back is that \(words.text(first.constraint))."
        }
        if optimisation.kept == 1 { return "It is the only one that keeps the bounds." }
        return
            "Of the splits in steps of \(words.percent(optimisation.step)), \(count(optimisation.asGoodCount)) are not shown to "
            + "be worse than the best."
    }
}
