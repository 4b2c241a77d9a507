// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - What the file states and nothing reads

extension ScenarioDecoder {
    /// Reports what the planner states and no line reads, each with the reason: an error where no line ever could, else a warning.
    func reportIdle(_ scenario: Scenario) {
        let live = live(scenario)
        idle = table.stated.filter { entry in
            !entry.isDefault && !live.contains(entry.path) && !Contradiction.isPart(entry.path)
                && !isKnownNothing(entry, scenario)
        }.map(\.path).sorted()
        var byReason: [(reason: IdleReason, entries: [QuantityTable.Entry])] = []
        let entries = idle.compactMap { table.entries[$0] }.sorted { $0.location < $1.location }
        // That no week is reported is said once.
        for entry in entries where entry.key?.part != .time || root["time"] != nil {
            let reason = reason(entry, scenario)
            if let known = byReason.firstIndex(where: { $0.reason == reason }) {
                byReason[known].entries.append(entry)
            } else {
                byReason.append((reason, [entry]))
            }
        }
        for (reason, entries) in byReason { report(entries, reason) }
        reportScreening(scenario)
        reportUnpaidCommission(scenario)
        for place in correlationPlaces where !place.paths.allSatisfy(live.contains) {
            diagnostics.warning(
                "this correlation has no effect, since nothing reads "
                    + place.paths.filter { !live.contains($0) }.map(\.text).joined(separator: " and "),
                at: place.location)
        }
    }

    /// Reports screening that finds nobody better: it only costs and uses up the pool.
    private func reportScreening(_ scenario: Scenario) {
        for line in scenario.lines where isPaid(line, scenario) && !scenario.creatorsDiffer(in: .fit, on: line) {
            guard let path = line.assumptions[.screenedPerHire], let entry = table.entries[path], entry.isInFile,
                !entry.isDefault, scenario.constantValue(path) != 1
            else { continue }
            diagnostics.warning(
                "'screened_per_hire' finds no better creators of line '\(line.name)', who do not differ in 'fit'; it only "
                    + "uses up the pool and what looking costs", at: entry.location)
        }
    }

    /// Reports commission that a cap of 0 takes away: who writes it mostly means that there is no cap.
    private func reportUnpaidCommission(_ scenario: Scenario) {
        for line in scenario.lines where isPaid(line, scenario) && line.deal.paysCommission {
            guard scenario.paysUpToNothing(line), let cap = line.deal.cap, let entry = table.entries[cap] else {
                continue
            }
            diagnostics.warning(
                "the commission of line '\(line.name)' is not paid: its 'cap' is 0; a deal without a cap leaves 'cap' out",
                at: entry.location)
        }
    }

    /// Every quantity that some line, event or claim reads, and what these follow from.
    private func live(_ scenario: Scenario) -> Set<QuantityPath> {
        var pending = scenario.risks.flatMap(Self.paths) + scenario.shocks.flatMap { $0.effects.map(\.value) }
        pending += scenario.claims.flatMap { $0.left.quantities + $0.right.quantities }
        for line in scenario.lines where isPaid(line, scenario) {
            pending += line.deal.paths
            let all = line.assumptions.merging(scenario.shared) { own, _ in own }
            pending += all.filter { scenario.obstacle(to: $0.key, on: line) == nil }.map(\.value)
        }
        var live: Set<QuantityPath> = []
        while let path = pending.popLast() {
            guard live.insert(path).inserted else { continue }
            pending += table.quantity(path)?.references ?? []
        }
        return live
    }

    private func isPaid(_ line: BudgetLine, _ scenario: Scenario) -> Bool {
        scenario.splits.contains { scenario.amount(of: line, in: $0) > 0 }
    }

    /// Whether an entry is a known 0 of a line that could read it: it says itself that it has no effect, unless 0 is a value as any
    /// other.
    private func isKnownNothing(_ entry: QuantityTable.Entry, _ scenario: Scenario) -> Bool {
        table.quantity(entry.path)?.law == .shared(.constant(0)) && scenario.quantities[entry.path] != nil
            && entry.key?.isNothingAtZero != false
    }

    private func report(_ entries: [QuantityTable.Entry], _ reason: IdleReason) {
        guard let first = entries.first else { return }
        let names = entries.map { entry -> String in
            let name = entry.path.text.split(separator: ".").last ?? ""
            return name == "fee_share" ? "'fee'" : "'\(name)'"
        }
        let list = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and \(names.last ?? "")"
        let message = "\(list) of \(reason.section) \(names.count == 1 ? "has" : "have") no effect: \(reason.text)"
        reason.isForGood
            ? diagnostics.error(message, at: first.location) : diagnostics.warning(message, at: first.location)
    }
}

/// Why quantities of a section are read by nothing.
private struct IdleReason: Equatable {
    /// The section, as the file names it.
    var section: String
    var text: String
    /// Whether no line could ever read it, whatever else the file says.
    var isForGood = false
}

// MARK: - Reasons

extension ScenarioDecoder {
    private func reason(_ entry: QuantityTable.Entry, _ scenario: Scenario) -> IdleReason {
        let parts = entry.path.text.split(separator: ".").map(String.init)
        let section = parts.dropLast().joined(separator: ".")
        guard section != "assumptions", let key = entry.key else {
            return IdleReason(section: section, text: "nothing that counts refers to it")
        }
        if parts[0] == "lines", let line = scenario.lines.first(where: { $0.name == parts[1] }),
            !isPaid(line, scenario)
        {
            return IdleReason(section: "lines.\(line.name)", text: "no split gives this line money")
        }
        let lines = scenario.lines.filter { line in
            key.section == .line ? Self.sections(line).contains(section) : isPaid(line, scenario)
        }
        guard !lines.isEmpty else { return unused(section, key) }
        var texts: [String] = []
        for line in lines {
            let text = reason(key, entry.path, line, scenario)
            if !texts.contains(text) { texts.append(text) }
        }
        // What a line or kind of deal states itself is read by no other, and its deal is what it is.
        let isOwn = parts[0] == "lines" || parts[0] == "deals"
        return IdleReason(
            section: section, text: texts.prefix(3).joined(separator: "; ") + (texts.count > 3 ? "; and so on" : ""),
            isForGood: isOwn && key.isOfFee && lines.allSatisfy { $0.deal.feeShare == nil })
    }

    /// Why a section is that of no line.
    private func unused(_ section: String, _ key: QuantityKey) -> IdleReason {
        let name = section.split(separator: ".").dropFirst().joined(separator: ".")
        guard section.hasPrefix("deals."), let basis = Deal.Basis(rawValue: name) else {
            return IdleReason(section: section, text: "no line with money is on \(name)")
        }
        let isForGood = key.isOfFee && [.commission, .gifting].contains(basis)
        return IdleReason(
            section: section,
            text: isForGood
                ? "who works for \(Self.meaning(basis)) is paid no fee" : "no line works for \(Self.meaning(basis))",
            isForGood: isForGood)
    }

    /// Why a line does not read a quantity that is stated for it.
    private func reason(_ key: QuantityKey, _ path: QuantityPath, _ line: BudgetLine, _ scenario: Scenario) -> String {
        guard isPaid(line, scenario) else { return "no split gives line '\(line.name)' money" }
        guard let standing = line.assumptions[key] ?? scenario.shared[key] else {
            let other = Self.alternatives.compactMap { $0 == key ? $1 : $1 == key ? $0 : nil }.first
            if let other, let instead = line.assumptions[other] { return "line '\(line.name)' takes '\(instead)'" }
            return "line '\(line.name)' does not use it"
        }
        if standing != path { return "line '\(line.name)' takes '\(standing)'" }
        return scenario.obstacle(to: key, on: line)?.reason ?? "line '\(line.name)' does not use it"
    }

    private static func meaning(_ basis: Deal.Basis) -> String {
        switch basis {
        case .flat: "a fee alone"
        case .hybrid: "a fee and commission"
        case .commission: "commission alone"
        case .gifting: "the product alone"
        }
    }
}

extension QuantityKey {
    /// Whether it says something of fees only.
    fileprivate var isOfFee: Bool { self == .fee || self == .noShowPay || self == .feeFollowersCorrelation }

    /// Whether 0 says that there is nothing of it: views that do not grow with followers, people who do not respond again and
    /// commission that is never taken back are something.
    fileprivate var isNothingAtZero: Bool { ![.sizeExponent, .repeatResponse, .refundWindow].contains(self) }
}

// MARK: - Events that change nothing

extension ScenarioDecoder {
    /// Reports the effects of events and shocks on what no line reads, and those that change nothing themselves.
    func reportIdleEffects(_ scenario: Scenario, _ risks: [RiskDraft], _ shocks: [ShockDraft]) {
        for draft in risks {
            let name = "event '\(draft.risk.name)'"
            report(draft.risk, called: name, draft.effectLocations, scenario)
            if let week = draft.risk.week { reportLate(draft.risk, week, scenario) }
        }
        for draft in shocks {
            let event = Risk(
                name: draft.shock.name, probability: QuantityPath(""), scope: draft.shock.scope,
                effects: draft.shock.effects)
            report(event, called: "shock '\(draft.shock.name)'", draft.effectLocations, scenario)
        }
    }

    private func report(_ risk: Risk, called name: String, _ locations: [SourceLocation], _ scenario: Scenario) {
        let lines = scenario.lines.filter(risk.scope.contains)
        for (effect, location) in zip(risk.effects, locations) {
            let key = effect.key.rawValue
            let obstacles = lines.map { scenario.obstacle(to: effect.key, on: $0) }
            if !lines.isEmpty, !obstacles.contains(nil) {
                var reasons: [String] = []
                for obstacle in obstacles.compactMap({ $0?.reason }) where !reasons.contains(obstacle) {
                    reasons.append(obstacle)
                }
                let message =
                    "\(name) changes '\(key)', which has no effect: \(reasons.prefix(3).joined(separator: "; "))"
                obstacles.allSatisfy { $0?.isStructural == true }
                    ? diagnostics.error(message, at: location) : diagnostics.warning(message, at: location)
                continue
            }
            let paths = lines.compactMap { $0.assumptions[effect.key] ?? scenario.shared[effect.key] }
            let amount = table.quantity(effect.value)?.law.expression?.constantValue
            if effect.operation == .multiply, !paths.isEmpty,
                paths.allSatisfy({ scenario.constantValue($0) == 0 })
            {
                diagnostics.warning(
                    "\(name) multiplies '\(key)', which is 0 and stays so; write {add: …} or {set: …}", at: location)
            } else if (effect.operation == .multiply && amount == 1) || (effect.operation == .add && amount == 0) {
                diagnostics.warning("\(name) leaves '\(key)' as it is", at: location)
            }
        }
    }

    /// Says that an event begins after the last post, where that is sure.
    private func reportLate(_ risk: Risk, _ week: QuantityPath, _ scenario: Scenario) {
        guard let first = bounds(week)?.lowerBound, let location = table.entries[week]?.location else { return }
        let last = scenario.lines.filter(risk.scope.contains).map { line -> Double in
            let start = line.assumptions[.startWeek].map { bounds($0)?.upperBound ?? .infinity } ?? 1
            let months = line.assumptions[.months].map { bounds($0)?.upperBound ?? .infinity } ?? 1
            return (start + months * 365.2425 / 12 / 7).rounded(.down)
        }.max()
        guard let last, last < first else { return }
        diagnostics.warning(
            "event '\(risk.name)' never changes a post: it begins in week \(ValueLowering.text(first)) and the last post is "
                + "published by week \(ValueLowering.text(last))", at: location)
    }

    /// The values that a quantity can take, where they are written as a number or a distribution.
    private func bounds(_ path: QuantityPath) -> ClosedRange<Double>? {
        switch table.quantity(path)?.law {
        case .shared(.uncertain(let law)), .varying(let law): law.support
        case .shared(let expression): expression.constantValue.map { $0...$0 }
        case .scattered, nil: nil
        }
    }
}

extension Contradiction {
    /// Whether a path is that of an option of another quantity, or of the choice among them.
    static func isPart(_ path: QuantityPath) -> Bool { path.text.split(separator: ".").contains { $0 == name } }
}
