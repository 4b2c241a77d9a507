// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import RealModule

/// What a planner can act on, in plain sentences: which split, how surely, what it costs and brings; and where everything loses,
/// that it does and what would break even.
///
/// Every sentence holds within its Monte Carlo error: what 95 % intervals do not tell is said to be open. Splits whose money hires
/// nobody are left out, as what is not spent on anybody is no saving.
struct Verdict {
    /// The splits.
    let profiles: [SplitProfile]
    /// Every pair of them.
    let pairs: [ProfitPair]
    let currency: Currency
    /// Where nine of ten differences in profit lie, the first split less the second; nil where that is not known.
    var range: (_ first: Int, _ second: Int) -> (low: Figure, high: Figure)? = { _, _ in nil }
    /// What else must be known before the ranking is trusted, a sentence each.
    var caveats: [String] = []

    /// The share of campaigns in which a split must be ahead to be called better.
    static let aheadShare = 0.6

    /// The verdict.
    var sentence: String {
        (answer + leftOut + [restsOnLibrary].compactMap { $0 } + caveats).joined(separator: " ")
    }

    /// That nothing of the file tells its splits apart.
    private var restsOnLibrary: String? {
        guard profiles.count > 1, profiles.allSatisfy(\.restsOnLibrary) else { return nil }
        let advice = "state fees or rates of your own before you choose."
        let isShown = leader.map { leader in ranked.allSatisfy { $0 == leader || isClear(leader, $0) } } ?? false
        guard !isShown || everythingLoses else { return "This ranking rests on published figures alone: \(advice)" }
        return
            "Which of them is better is left open by published figures, on which alone this ranking rests: \(advice)"
    }

    func name(_ number: Int) -> String { Displayed.clean(profiles[number].name) }
}

// MARK: - Which split

extension Verdict {
    /// The splits that can be ranked by what they earn.
    var ranked: [Int] { profiles.indices.filter { profiles[$0].unhired == nil } }

    /// Whether no split that can be ranked earns money on average, by more than its error.
    var everythingLoses: Bool { !ranked.isEmpty && ranked.allSatisfy { profiles[$0].losesOnAverage } }

    /// The split that is ranked first by mean profit; nil where none is ranked.
    var leader: Int? {
        ranked.max { one, other in (gap(one, other)?.value ?? 0) < 0 }
    }

    /// The split that the verdict names first; nil where none is ranked.
    var named: Int? { everythingLoses ? nearestToBreakEven.first ?? leader : leader }

    private var answer: [String] {
        guard let leader else { return [] }
        if ranked.count == 1 { return alone(leader) }
        let same = ranked.filter { other in
            other == leader || pair(leader, other).map { $0.equal.count == $0.equal.trials } ?? false
        }
        if same.count == ranked.count {
            return ["\(Self.list(same.map(name))) bring the same profit in every imagined campaign."] + figures(leader)
        }
        return everythingLoses ? allLose : decided(leader)
    }

    /// One split, or one that can be ranked.
    private func alone(_ split: Int) -> [String] {
        let profile = profiles[split]
        var text = name(split) + " "
        if profiles.count > 1 { text += "is the only split that can be ranked, and " }
        let losses = "loses money in \(Self.often(profile.losses))"
        if profile.losesOnAverage {
            text += "loses money on average, and in \(Self.often(profile.losses))"
        } else if !profile.earnsOnAverage {
            text += "is not shown to earn or to lose money on average in these trials; it \(losses)"
        } else if profile.losses.value > 0.5 {
            text += "earns \(money(profile.profit)) on average, yet \(losses): a few great ones carry the mean"
        } else {
            text += "earns \(money(profile.profit)) on average and \(losses)"
        }
        return [text + "; it \(size(profile))."]
            + [overBudget(profile), caused(profile), breakEven(profile), soldNothing(profile)].compactMap { $0 }
    }

    /// Several splits, every one of which loses.
    private var allLose: [String] {
        let others = Set(profiles.indices).subtracting(ranked)
        let every =
            others.allSatisfy { profiles[$0].losesOnAverage } ? "Every split" : "Every split that can be ranked"
        let nearest = nearestToBreakEven
        guard let first = nearest.first else {
            return [
                "\(every) loses money on average, and these trials show for none of them how many orders would break even."
            ]
        }
        let profile = profiles[first]
        var sentences: [String] = []
        if nearest.count > 1 {
            let names = Self.list(nearest.map(name))
            let how =
                nearest.count == ranked.count
                ? "are equally far from break-even" : "are nearest to break-even, and alike"
            sentences.append("\(every) loses money on average; \(names) \(how) as far as these trials tell.")
            sentences.append(
                "\(name(first)) \(size(profile)) and loses money in \(Self.often(profile.losses)).")
        } else {
            sentences.append(
                "\(every) loses money on average; \(name(first)) is nearest to break-even: it \(size(profile)) and loses "
                    + "money in \(Self.often(profile.losses)).")
        }
        sentences += [
            overBudget(profile), caused(profile), breakEven(profile), soldNothing(profile),
            spendsLeast(besides: nearest),
        ].compactMap { $0 }
        return sentences
    }

    /// The split that loses least where that is because it spends least.
    private func spendsLeast(besides nearest: [Int]) -> String? {
        guard let leader, !nearest.contains(leader), isAhead(leader) else { return nil }
        let costs = ranked.map { profiles[$0].cost.at(0.5)?.value ?? .infinity }
        guard profiles[leader].cost.at(0.5)?.value == costs.min() else { return nil }
        return "\(name(leader)) loses least on average and spends least: where everything loses, that is no merit."
    }

    /// Whether the leader's mean is shown to be above that of every other ranked split.
    private func isAhead(_ leader: Int) -> Bool { ranked.allSatisfy { $0 == leader || isBetter(leader, $0) } }
}

// MARK: - How surely

extension Verdict {
    /// The splits between which the choice is open, the leader first, or which of them it is.
    private func decided(_ leader: Int) -> [String] {
        let others = ranked.filter { $0 != leader }
        guard let next = others.min(by: { (gap(leader, $0)?.value ?? 0) < (gap(leader, $1)?.value ?? 0) }),
            let pair = pair(leader, next)
        else { return [] }
        let rivals = others.filter { !isClear(leader, $0) }
        let rest = others.count > 1 ? ", the next best on average," : ""
        guard !rivals.isEmpty else {
            var text =
                "\(name(leader)) earns more than \(name(next))\(rest) in \(Self.often(pair.firstBetter))"
            text += ", on average \(money(pair.difference)) more"
            if let range = range(leader, next) {
                text +=
                    ", in 90 of 100 between \(range.low.text(.money(currency), digits: 3)) and "
                    + range.high.text(.money(currency), digits: 3)
            }
            return [text + "."] + figures(leader)
        }
        let names = Self.list([name(leader)] + rivals.map(name))
        var text = "The choice between \(names) is open: "
        let rival = rivals.min { (gap(leader, $0)?.value ?? 0) < (gap(leader, $1)?.value ?? 0) } ?? next
        text += open(leader, rival)
        var sentences = [text] + figures(leader)
        if rivals.count == 1 { sentences += figures(rival) }
        return sentences + [behind(leader, others.filter { isClear(leader, $0) })].compactMap { $0 }
    }

    /// The splits that are shown to be worse than the leader, between which there is nothing to choose.
    private func behind(_ leader: Int, _ others: [Int]) -> String? {
        guard let first = others.first else { return nil }
        guard others.count == 1, let pair = pair(leader, first) else {
            return "\(Self.list(others.map(name))) are behind: they earn less on average and in most campaigns."
        }
        return "\(name(first)) is behind: \(name(leader)) earns more in \(Self.often(pair.firstBetter)), on average "
            + "\(money(pair.difference)) more."
    }

    /// Why it is open between two splits.
    private func open(_ leader: Int, _ rival: Int) -> String {
        guard let pair = pair(leader, rival) else { return "" }
        let wins = pair.firstBetter
        let losses = Proportion(count: wins.trials - wins.count - pair.equal.count, trials: wins.trials)
        let (ahead, behind) = wins.count >= losses.count ? (leader, rival) : (rival, leader)
        let most = wins.count >= losses.count ? wins : losses
        let often = "\(name(ahead)) earns more than \(name(behind)) in \(Self.often(most))"
        guard isBetter(leader, rival) else {
            return "\(often), and these trials do not show which earns more on average."
        }
        let mean = "\(name(leader)) earns \(money(pair.difference)) more on average"
        return ahead == leader ? "\(often); \(mean)." : "\(mean), yet \(often)."
    }

    /// What a split earns, costs and brings; `called` stands for its name.
    func figures(_ split: Int, called: String? = nil) -> [String] {
        let profile = profiles[split]
        let name = called ?? name(split)
        let losses = "loses money in \(Self.often(profile.losses))"
        let text =
            if profile.losesOnAverage {
                "\(name) loses money on average, and in \(Self.often(profile.losses)); it \(size(profile))."
            } else if !profile.earnsOnAverage {
                "\(name) \(size(profile)) and \(losses); that it earns money on average is not shown."
            } else if profile.losses.value > 0.5 {
                "\(name) \(size(profile)); it earns \(money(profile.profit)) on average, yet \(losses): a few great ones "
                    + "carry the mean."
            } else {
                "\(name) \(size(profile)), earns \(money(profile.profit)) on average and \(losses)."
            }
        return [text]
            + [overBudget(profile), caused(profile), breakEven(profile), soldNothing(profile)].compactMap { $0 }
    }

    /// Whether a split is ahead often enough and shown to earn more on average.
    private func isClear(_ leader: Int, _ other: Int) -> Bool {
        isBetter(leader, other) && (pair(leader, other)?.firstBetter.value ?? 0) >= Self.aheadShare
    }

    /// Whether one split is shown to earn more on average than another, one of as many as are ranked (95 % in all).
    private func isBetter(_ one: Int, _ other: Int) -> Bool {
        guard let gap = gap(one, other) else { return false }
        return gap.value > 0 && gap.value > Self.critical(ranked.count - 1) * gap.standardError
    }

    private func gap(_ one: Int, _ other: Int) -> Estimate? { pair(one, other)?.difference }

    /// Two splits, `first` first.
    func pair(_ first: Int, _ second: Int) -> ProfitPair? {
        if let pair = pairs.first(where: { $0.first == first && $0.second == second }) { return pair }
        return pairs.first { $0.first == second && $0.second == first }.map { pair in
            let wins = pair.firstBetter
            return ProfitPair(
                first: first, second: second,
                difference: Estimate(value: -pair.difference.value, standardError: pair.difference.standardError),
                firstBetter: Proportion(count: wins.trials - wins.count - pair.equal.count, trials: wins.trials),
                equal: pair.equal)
        }
    }

    /// The one-sided bound of one of `count` tests at 5 % in all; from 5 on that of more.
    private static func critical(_ count: Int) -> Double {
        count <= 5
            ? NormalLaw.quantile(1 - 0.05 / Double(max(1, count)))
            : (2 * Double.log(Double(count) / 0.05)).squareRoot()
    }
}

// MARK: - Money that hires nobody

extension Verdict {
    /// The splits that are left out, and why.
    private var leftOut: [String] {
        let idle = profiles.indices.compactMap { split in profiles[split].unhired.map { (split, $0) } }
        guard !idle.isEmpty else { return [] }
        if ranked.isEmpty {
            guard profiles.count > 1 else {
                return idle.map { "\(name($0.0)) cannot be judged by what it earns: its money \(hires($0.1))." }
            }
            let reasons = idle.map { "that of \(name($0.0)) \(hires($0.1))" }.joined(separator: "; ")
            return ["No split can be ranked by what it earns, as their money hires nobody too often: \(reasons)."]
        }
        return idle.map { "\(name($0.0)) is left out of this ranking: its money \(hires($0.1))." }
    }

    /// How often its money hires nobody, and which.
    func hires(_ money: UnhiredMoney) -> String { Self.hires(money) }

    /// How often money hires nobody, and which.
    static func hires(_ money: UnhiredMoney) -> String {
        let often = often(money.nobodyHired)
        guard !money.lines.isEmpty else { return "hires nobody in \(often)" }
        let share = Figure(exactly: (money.share * 100).rounded() / 100).text(.percent)
        let lines = list(money.lines.map(Displayed.clean))
        return money.lines.count == 1
            ? "hires nobody in \(often) (\(lines), \(share) of the budget)"
            : "hires nobody in \(often) or more by each of \(lines) (\(share) of the budget)"
    }
}
