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
        optimisation.improvement.value > StandardNormal.z95 * optimisation.improvement.standardError
            && optimisation.improvement.value > 0
    }

    /// Which split it should be, how surely it is better than the planner's own in the same campaigns, what it costs and brings, and
    /// where everything loses, that it does.
    var answer: String { answers.joined(separator: " ") }

    /// The answer by question: which budget where that was asked, then which split.
    var answers: [String] {
        (budgetAnswer.map { [$0.sentences.joined(separator: " ")] } ?? []) + [splitAnswer]
    }

    /// Which budget meets the targets.
    var budgetAnswer: BudgetAnswer? {
        optimisation.question.map {
            BudgetAnswer(
                question: $0, lines: optimisation.lines, own: optimisation.own.map { $0.name ?? "" }, words: words)
        }
    }

    private var splitAnswer: String {
        let figures =
            isFound
            ? verdict.figures(0, called: "It")
            : verdict.figures(1 + optimisation.reference, called: Displayed.clean(reference.name ?? ""))
        var sentences = [head] + figures
        sentences += [unspent, losing].compactMap { $0 } + leftOut + [how]
        return sentences.joined(separator: " ")
    }

    /// Whether the answer is the split found: where nothing is shown to be better than the reference, it is that one.
    private var isFound: Bool {
        isBetter || isReferenceBest || !optimisation.hires || reference.profile.unhired != nil
    }

    /// Whether the reference itself came out best.
    private var isReferenceBest: Bool { optimisation.best.name != nil && optimisation.best.name == reference.name }

    /// The split with its shares: `60% nano, 40% micro`; the scenario's own by its name.
    private var split: String {
        guard let name = optimisation.best.name else { return shares }
        return "\(Displayed.clean(name)) (\(shares))"
    }

    private var shares: String {
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
        if isReferenceBest { return "\(name) came out best of \(count)\(by): \(unbeaten)" }
        guard isBetter else {
            let isEqual = optimisation.profitPair.equal.count == optimisation.profitPair.equal.trials
            let often = isEqual ? "earns the same in every fresh campaign" : "earns more in \(wins) on fresh draws"
            let none = everyMeanIsNegative ? "No split is shown to earn money on average. " : ""
            return none
                + "\(name) is not shown to be beaten\(by)\(breach): \(split), the best of \(count) in the search, \(often). "
                + reason
        }
        return improvement(name: name, count: count, by: by, wins: wins)
    }

    /// By how much the best split does better than the reference.
    private func improvement(name: String, count: String, by: String, wins: String) -> String {
        if everyMeanIsNegative {
            return
                "None of \(count) is shown to earn money on average; \(split) came out best: it does better than \(name) in "
                + "\(wins) on fresh draws, on average by \(gain)."
        }
        guard objective == .profit else {
            // A regret is one against all splits of the search.
            let what =
                objective == .regret
                ? "\(gain) less than that of \(name) on the draws of the search"
                : "\(gain) more than \(name) on fresh draws"
            return "\(split) came out best of \(count)\(by): \(what); it earns more than \(name) in \(wins)."
        }
        // A mean may rest on few great campaigns.
        let isRare = optimisation.profitPair.firstBetter.value < 0.5
        return
            "\(split) came out best of \(count) by mean profit: on fresh draws it earns \(gain) more than \(name)\(standing) on "
            + "average, "
            + "\(isRare ? "yet more in only" : "and more in") \(wins)."
    }

    /// That nothing found does better than the reference.
    private var unbeaten: String {
        let none = "the search found none that does better on fresh draws"
        return optimisation.asGoodCount > 1
            ? "\(none), and \(count(optimisation.asGoodCount)) of them are not shown to be worse than it." : none + "."
    }

    /// What the reference is among the file's own splits, where it was not asked for.
    private var standing: String {
        guard optimisation.problem.reference == nil, optimisation.own.count > 1 else { return "" }
        let others = optimisation.own.filter { !$0.isKept }
        return reference.isKept && !others.isEmpty
            ? ", the best of the file's own splits that keep the bounds," : ", the best of the file's own splits,"
    }

    /// That the reference may not be chosen itself.
    private var breach: String { reference.isKept ? "" : ", though it breaks a bound" }

    private var gain: String { words.difference(optimisation.improvement, objective) }

    /// Whether no split of a search for profit has a positive mean: the best one of the search has none.
    private var everyMeanIsNegative: Bool {
        objective == .profit && optimisation.searchValue.value < 0 && optimisation.best.profit.value < 0
    }

    /// What must be said where the best split buys little.
    private var unspent: String? {
        let cost = (isFound ? optimisation.best : reference).cost
        let left = optimisation.budget - cost.value
        guard left > 0.1 * optimisation.budget else { return nil }
        let amount = Figure(left, error: cost.standardError).text(.money(currency), digits: 3)
        return "It leaves \(amount) unspent on average."
    }

    /// What must be said where every split loses: what is best by profit is then what is spent least.
    private var losing: String? {
        guard optimisation.best.profile.losesOnAverage, optimisation.own.allSatisfy(\.profile.losesOnAverage) else {
            return nil
        }
        switch objective {
        case .conversions, .roi: return "Every split of the file loses money on average, too."
        case .profit, .chance, .shortfall, .quantile, .cautious, .regret:
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
        [searched, shared, lumps].compactMap { $0 }.joined(separator: " ")
    }

    private var searched: String {
        let step = words.percent(optimisation.step)
        let isRefined = !optimisation.problem.isCoarse && objective != .regret
        let refined = isRefined ? ", the best one refined to 1 %" : ""
        let text: String
        switch optimisation.search {
        case .climbed: return "Hills were climbed in steps of \(step), from the file's own splits too (\(gap))."
        case .hires:
            text =
                "All creators of a line cost the same, so these stand for every split there is: any other hires as many of each line"
        case .steps: text = "The splits are the file's own and those in steps of \(step)\(refined)"
        }
        guard optimisation.finalists == nil, optimisation.kept < optimisation.scored else { return text + "." }
        let bounds = optimisation.problem.constraints.isEmpty ? "" : "break a bound or "
        return "\(text); of all \(count(optimisation.scored)) the others \(bounds)hire nobody too often."
    }

    /// That the lines' common audience narrowed the choice.
    private var shared: String? {
        optimisation.finalists.map {
            "Lines share an audience: \(count($0)) of \(count(optimisation.scored)), the file's own and those that do best with each "
                + "line's audience for itself, were scored with it shared."
        }
    }

    /// The lines of which a creator costs more than a step, so that neighbouring splits hire the same.
    private var lumps: String? {
        guard optimisation.search != .hires else { return nil }
        let step = optimisation.step * optimisation.budget
        let lumps = zip(optimisation.lines, optimisation.prices).compactMap { line, price -> String? in
            guard let price, price.mean > step else { return nil }
            return "\(Displayed.clean(line)) \(words.price(price))"
        }
        guard !lumps.isEmpty else { return nil }
        return
            "A creator costs more than a step (\(lumps.joined(separator: ", "))), so neighbouring splits can hire the same ones."
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
            $0.gain.value > StandardNormal.z95 * $0.gain.standardError && $0.gain.value > 0
        }
        if let first = binding.max(by: { $0.gain.value < $1.gain.value }) {
            return "What holds it back is that \(words.text(first.constraint))."
        }
        if optimisation.kept == 1 { return "It is the only one that keeps the bounds." }
        return
            "\(count(optimisation.asGoodCount)) of them \(optimisation.asGoodCount == 1 ? "is" : "are") not shown to be worse than "
            + "the best."
    }
}

extension ScoredSplit {
    /// Whether it keeps all constraints.
    fileprivate var isKept: Bool { keeps.allSatisfy { $0 } }
}
