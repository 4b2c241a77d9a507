// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// The sentences of a stress test.
struct StressWords {
    let stress: Stress
    let currency: Currency

    /// The answer: where the plan's best split stays best, and what is nearest to changing that.
    var sentence: String {
        var sentences = [worlds]
        if let nearest = nearestSwitch { sentences.append(nearest) }
        if let reverse = stress.reverse.first { sentences.append(self.sentence(of: reverse)) }
        if let losses { sentences.append(losses) }
        if stress.countsUncaused { sentences.append(Self.uncaused) }
        return sentences.joined(separator: " ")
    }

    /// What must be said where profit counts orders that the campaign did not cause.
    static let uncaused =
        "Profit counts every tracked order, leaked codes among them; --metric incremental_profit counts what the campaign caused."

    /// The world as planned and the shocks that change something that is looked at.
    var shown: [StressedWorld] { stress.worlds.filter { $0.effect?.acts ?? true } }

    /// The shocks that change the metric by which splits are told apart.
    private var counted: [StressedWorld] { stress.worlds.filter { $0.effect?.changesMetric ?? false } }

    /// What must be said where every split loses money on average: then to spend less is to lose less.
    private var losses: String? {
        let ranked = stress.splits.indices.filter { !stress.unranked.contains($0) }
        let means = ranked.compactMap { stress.worlds.first?.splits[$0].mean }
        guard stress.metric == .profit, !means.isEmpty, means.count == ranked.count,
            means.allSatisfy({ $0.value + StandardNormal.z975 * $0.standardError < 0 })
        else { return nil }
        return ranked.count == 1
            ? "As planned it loses money on average."
            : "As planned every split loses money on average, and whoever spends less loses less: --metric roi ranks them by "
                + "what is lost of each \(Displayed.clean(currency.code)) spent."
    }

    /// Where the plan's best split stays best.
    var worlds: String {
        let shocks = counted
        let leader = split(stress.leader)
        let ranked = stress.splits.count - stress.unranked.count
        guard ranked > 1 else {
            let who = alone(leader, ranked)
            let worst = shocks.compactMap { world in world.splits[stress.leader].change.map { (world.name, $0) } }
                .min { stress.metric.isBetterLower ? $0.1.value > $1.1.value : $0.1.value < $1.1.value }
            guard let worst else { return who + "There is no shock to test \(leader) against." }
            let number = shocks.count == 1 ? "The one shock" : "The worst of \(shocks.count) shocks"
            return who
                + "\(number) for \(leader) is \(Displayed.clean(worst.0)): its mean \(stress.metric.title) changes by "
                + "\(text(worst.1))."
        }
        let isClear = stress.worlds.first?.isClear ?? false
        let planned =
            "\(leader) has the best mean \(stress.metric.title) as planned"
            + (isClear ? "" : ", though these trials do not show it")
        guard !shocks.isEmpty else { return planned + "." }
        let others = shocks.filter { $0.winner != stress.leader && $0.isClear }
        let open = shocks.filter { !$0.isClear }
        if others.isEmpty {
            let stays = shocks.count - open.count
            if stays == 0 { return "\(planned); under no shock do these trials show which split is best." }
            let all =
                open.isEmpty
                ? (shocks.count == 1 ? "the one shock" : "every one of \(shocks.count) shocks")
                : "\(stays) of \(shocks.count) shocks"
            let rest = open.isEmpty ? "" : "; in the others these trials do not tell"
            return "\(planned)\(isClear ? " and stays best" : ", and is shown to be best") in \(all)\(rest)."
        }
        let names = others.map { world in
            "\(Displayed.clean(world.name)) (\(world.winner.map(split) ?? ""))"
        }
        return "\(planned); another split is best under " + Verdict.list(names) + "."
    }

    /// Why splits are not told apart, where no two can be ranked.
    private func alone(_ leader: String, _ ranked: Int) -> String {
        guard stress.splits.count > 1 else { return "" }
        return ranked == 1
            ? "\(leader) is the only split that can be ranked: the money of the others hires nobody too often. "
            : "No split can be ranked, as their money hires nobody too often. "
    }

    private var nearestSwitch: String? {
        guard stress.splits.count - stress.unranked.count > 1 else { return nil }
        let moved = stress.switchingValues.flatMap { moved in
            moved.values.filter { $0.target == .winner }.map { (moved.assumption, $0) }
        }
        let apart = moved.filter(\.1.isApart)
        let uncertain = apart.filter { $0.0.isUncertain }
        guard let nearest = (uncertain.isEmpty ? apart : uncertain).min(by: { abs($0.1.distance) < abs($1.1.distance) })
        else {
            return moved.isEmpty
                ? "No assumption is shown to change the best split by itself, within the range in which it was looked at."
                : "At which value an assumption would change the best split by itself is not told apart from where it stands now."
        }
        let side = nearest.1.isAbove ? "above" : "below"
        let place = "\(side) \(value(nearest.1, of: nearest.0)) (\(distance(nearest.1, of: nearest.0)))"
        return nearest.1.breaks
            ? "By itself \(label(nearest.0)) changes the best split \(place)."
            : "With \(label(nearest.0)) where it stands another split than \(split(stress.leader)) is best; "
                + "\(split(stress.leader)) is \(place)."
    }

    /// What a search for the nearest joint shift found.
    func sentence(of reverse: ReverseStress) -> String {
        let subject = subject(of: reverse.target)
        switch reverse.finding {
        case .already:
            return "With every uncertain assumption at its median, \(already(reverse.target))."
        case .open:
            return
                "With every uncertain assumption at its median these trials do not tell \(subject), so no joint shift is named."
        case .never(let within):
            return
                "No joint shift of up to \(Figure(exactly: within).text(.factor)) standard deviations was found that changes "
                + "\(subject)."
        case .shift(let shift):
            return
                "The smallest joint shift found that changes \(subject) is \(length(shift)) standard deviations long; "
                + "a move at least so far that way has a probability of \(probability(shift))."
        }
    }

    /// A length with its interval.
    private func length(_ shift: JointShift) -> String {
        let texts = FigureRange(
            low: Figure(shift.low, error: Swift.max(shift.error, 0.01)),
            middle: Figure(shift.length, error: Swift.max(shift.error, 0.01)),
            high: Figure(shift.high, error: Swift.max(shift.error, 0.01))
        ).texts(.factor, digits: 2)
        return texts[0] == texts[2] ? texts[1] : "\(texts[1]) [\(texts[0]) – \(texts[2])]"
    }

    private func probability(_ shift: JointShift) -> String {
        if shift.probability < 0.001 { return "less than 0.1%" }
        // The density at the length turns its error into one of the probability; the bend of the limit leaves two digits at most.
        let error = Swift.max(0.4 * shift.error, shift.probability / 20)
        return "about " + Figure(shift.probability, error: error).text(.percent)
    }

    /// What changes at a switching value.
    func subject(of target: SwitchingTarget) -> String {
        switch target {
        case .winner: "which split is best"
        case .goal(let number): "whether \(split(stress.leader)) meets \(goal(number)) in half of the campaigns"
        }
    }

    private func already(_ target: SwitchingTarget) -> String {
        switch target {
        case .winner: "another split than \(split(stress.leader)) is best already"
        case .goal(let number):
            "\(split(stress.leader)) meets \(goal(number)) in less than half of the campaigns already"
        }
    }

    /// What stands above the moves of a joint shift.
    func title(of target: SwitchingTarget) -> String {
        switch target {
        case .winner: "to change the best split"
        case .goal(let number): "to miss \(goal(number))"
        }
    }

    /// What happens at a switching value.
    func change(_ switching: SwitchingValue) -> String {
        switch switching.target {
        case .winner:
            switching.breaks
                ? switching.best.map { "\(split($0)) is best" } ?? "another split is best"
                : "\(split(stress.leader)) is best; now it is not"
        case .goal(let number): "\(goal(number)) \(switching.breaks ? "missed" : "met") in half"
        }
    }
}

// MARK: - Numbers

extension StressWords {
    func split(_ number: Int) -> String { Displayed.clean(stress.splits[number]) }

    func goal(_ number: Int) -> String { stress.goals[number].text(currency) }

    func label(_ assumption: Assumption) -> String { Displayed.clean(QuantityPath.short(assumption.label)) }

    /// An amount of the metric.
    func text(_ estimate: Estimate?) -> String {
        guard let estimate else { return Figure.undefined }
        let style = Figure.Style(stress.metric, currency: currency)
        return Figure(estimate).text(style, digits: style == .percent ? nil : 3)
    }

    func value(_ value: Double, error: Double?, of assumption: Assumption) -> String {
        AssumptionText(currency: currency).value(value, error: error, of: assumption)
    }

    /// A switching value with its interval.
    func value(_ switching: SwitchingValue, of assumption: Assumption) -> String {
        AssumptionText(currency: currency).value(switching, of: assumption)
    }

    func distance(_ switching: SwitchingValue, of assumption: Assumption) -> String {
        AssumptionText(currency: currency).distance(switching.distance, of: assumption)
    }
}
