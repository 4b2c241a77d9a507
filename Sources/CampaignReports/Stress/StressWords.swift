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
        if let nearest = nearestFlip { sentences.append(nearest) }
        if let reverse = stress.reverse.first { sentences.append(self.sentence(of: reverse)) }
        if let losses { sentences.append(losses) }
        return sentences.joined(separator: " ")
    }

    /// What must be said where every split loses money on average: then to spend less is to lose less.
    private var losses: String? {
        let means = (stress.worlds.first?.splits ?? []).compactMap(\.mean?.value)
        guard stress.metric == .profit, means.count == stress.splits.count, means.allSatisfy({ $0 < 0 }) else {
            return nil
        }
        return "As planned every split loses money, and whoever spends less loses less: look at ROI too."
    }

    /// Where the plan's best split stays best.
    var worlds: String {
        let shocks = stress.worlds.filter { !$0.name.isEmpty }
        let leader = split(stress.leader)
        guard stress.splits.count > 1 else {
            let worst = shocks.compactMap { world in world.splits.first?.change.map { (world.name, $0) } }
                .min { stress.metric.isBetterLower ? $0.1.value > $1.1.value : $0.1.value < $1.1.value }
            guard let worst else { return "There is no shock to test \(leader) against." }
            return "The worst of \(shocks.count) shocks for \(leader) is \(Displayed.clean(worst.0)): its mean "
                + "\(stress.metric.title) changes by \(text(worst.1))."
        }
        guard !shocks.isEmpty else { return "\(leader) has the best mean \(stress.metric.title) as planned." }
        let others = shocks.filter { $0.winner != stress.leader && $0.isClear }
        let open = shocks.filter { !$0.isClear }
        if others.isEmpty {
            let all =
                open.isEmpty
                ? "every one of \(shocks.count) shocks" : "\(shocks.count - open.count) of \(shocks.count) shocks"
            let rest = open.isEmpty ? "" : "; in the others these trials do not tell"
            return "\(leader) has the best mean \(stress.metric.title) as planned and stays best in \(all)\(rest)."
        }
        let names = others.map { world in
            "\(Displayed.clean(world.name)) (\(world.winner.map(split) ?? ""))"
        }
        return "\(leader) has the best mean \(stress.metric.title) as planned; another split is best under "
            + names.joined(separator: ", ") + "."
    }

    private var nearestFlip: String? {
        let flips = stress.flips.flatMap { flips in
            flips.values.filter { $0.target == .winner && $0.breaks }.map { (flips.assumption, $0) }
        }
        let uncertain = flips.filter { $0.0.isUncertain }
        guard let nearest = (uncertain.isEmpty ? flips : uncertain).min(by: { abs($0.1.distance) < abs($1.1.distance) })
        else {
            return stress.splits.count > 1
                ? "No assumption changes the best split by itself, within the range in which it was looked at." : nil
        }
        let side = nearest.1.isAbove ? "above" : "below"
        return "By itself \(label(nearest.0)) changes the best split \(side) "
            + "\(value(nearest.1.value, error: nearest.1.error, of: nearest.0)) (\(distance(nearest.1, of: nearest.0)))."
    }

    /// What a search for the nearest joint shift found.
    func sentence(of reverse: ReverseStress) -> String {
        let subject = subject(of: reverse.target)
        switch reverse.finding {
        case .already:
            return "With every uncertain assumption at its median, \(already(reverse.target))."
        case .never(let within):
            return
                "No joint shift of up to \(Figure(exactly: within).text(.factor)) standard deviations was found that changes "
                + "\(subject)."
        case .shift(let shift):
            let length = Figure(shift.length, error: Swift.max(shift.error, 0.01)).text(.factor, digits: 2)
            return "The smallest joint shift found that changes \(subject) is \(length) standard deviations long; "
                + "a move at least so far that way has a probability of \(probability(shift))."
        }
    }

    private func probability(_ shift: JointShift) -> String {
        if shift.probability < 0.001 { return "less than 0.1%" }
        // One or two digits: the length's error, and the bend of the limit, leave no more.
        return Figure(shift.probability, error: shift.probability / 4).text(.percent)
    }

    private func subject(of target: FlipTarget) -> String {
        switch target {
        case .winner: "which split is best"
        case .goal(let number): "whether \(split(stress.leader)) meets \(goal(number)) in half of the campaigns"
        }
    }

    private func already(_ target: FlipTarget) -> String {
        switch target {
        case .winner: "another split than \(split(stress.leader)) is best already"
        case .goal(let number):
            "\(split(stress.leader)) meets \(goal(number)) in less than half of the campaigns already"
        }
    }

    /// What stands above the moves of a joint shift.
    func title(of target: FlipTarget) -> String {
        switch target {
        case .winner: "to change the best split"
        case .goal(let number): "to miss \(goal(number))"
        }
    }

    /// What happens at a flip value.
    func change(_ flip: FlipValue) -> String {
        switch flip.target {
        case .winner: flip.best.map { "\(split($0)) is best" } ?? "another split is best"
        case .goal(let number): "\(goal(number)) \(flip.breaks ? "missed" : "met") in half"
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

    func distance(_ flip: FlipValue, of assumption: Assumption) -> String {
        AssumptionText(currency: currency).distance(flip.distance, of: assumption)
    }
}

/// Values of assumptions in their own units.
struct AssumptionText {
    let currency: Currency

    /// A value with no digit finer than its error; three significant digits where the error is unknown or 0.
    func value(_ value: Double, error: Double?, of assumption: Assumption) -> String {
        let decimal = DecimalNumber(value, error: error)
        if assumption.isShare { return decimal.shifted(by: 2).literal + "%" }
        return (assumption.key?.unit == .money ? currency.prefix : "") + decimal.literal
    }

    /// How far from its centre a position lies: in standard deviations, or as a factor.
    func distance(_ position: Double, of assumption: Assumption) -> String {
        guard !assumption.isUncertain else {
            return Figure(position, error: 0.05).text(.factor, digits: 2) + " sd"
        }
        let factor = assumption.value(at: position) / assumption.centre
        return "× " + Figure(factor, error: factor * 0.01).text(.factor, digits: 3)
    }
}
