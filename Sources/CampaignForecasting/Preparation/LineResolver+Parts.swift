// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Parts that a scenario may leave out

extension LineResolver {
    mutating func selection(_ line: BudgetLine) -> PreparedLine.Selection? {
        guard line.assumptions[.fit] != nil else { return nil }
        return PreparedLine.Selection(
            fit: law(.fit, line), screened: slot(.screenedPerHire, line), cost: slot(.screeningCost, line),
            accuracy: slot(.screeningAccuracy, line))
    }

    mutating func partnership(_ line: BudgetLine) -> PreparedLine.Partnership? {
        guard line.assumptions[.months] != nil else { return nil }
        return PreparedLine.Partnership(
            months: slot(.months, line), dropout: slot(.dropout, line), familiarity: slot(.familiarity, line),
            familiarityPosts: slot(.familiarityPosts, line), fatigue: slot(.fatigue, line))
    }

    mutating func attribution(_ line: BudgetLine) -> PreparedLine.Attribution? {
        guard scenario.shared[.incrementalShare] != nil else { return nil }
        return PreparedLine.Attribution(
            incrementalShare: shared(.incrementalShare, line), codeLeakage: shared(.codeLeakage, line),
            newCustomerShare: shared(.newCustomerShare, line))
    }

    mutating func time(_ line: BudgetLine) -> PreparedLine.Time? {
        guard let frame = scenario.time else { return nil }
        return PreparedLine.Time(
            weeks: frame.weeks, clickHalfLife: slot(.clickHalfLife, line), tailShare: slot(.tailShare, line),
            tailHalfLife: slot(.tailHalfLife, line), orderLag: shared(.orderLag, line),
            refundLag: shared(.refundLag, line), refundWindow: shared(.refundWindow, line),
            repeatLag: shared(.repeatLag, line), feeTerms: shared(.feeTerms, line),
            commissionTerms: shared(.commissionTerms, line))
    }

    /// How audiences overlap; no event changes it.
    func audience() -> PreparedAudience? {
        func slot(_ key: QuantityKey) -> Int? { scenario.shared[key].flatMap { slots[$0] } }
        guard let within = slot(.overlapWithin), let between = slot(.overlapBetween),
            let response = slot(.repeatResponse), let views = slot(.viewsPerPerson)
        else { return nil }
        return PreparedAudience(
            population: slot(.population), overlapWithin: within, overlapBetween: between, repeatResponse: response,
            viewsPerPerson: views)
    }
}

// MARK: - What events change

extension LineResolver {
    /// The changes that events without a week of their own make to a quantity of a line.
    private func changes(_ key: QuantityKey, _ line: BudgetLine) -> [SharedProgram.Change] {
        effects(key, line).compactMap { number, effect in
            guard scenario.risks[number].week == nil, let value = slots[effect.value] else { return nil }
            return SharedProgram.Change(strike: strikes[number], operation: effect.operation, value: value)
        }
    }

    /// Whether events change a line's views per follower, other than from some week on.
    func changesViews(_ line: BudgetLine) -> Bool { !changes(.viewsPerFollower, line).isEmpty }

    private func effects(_ key: QuantityKey, _ line: BudgetLine) -> [(risk: Int, effect: Risk.Effect)] {
        scenario.risks.enumerated().flatMap { number, risk in
            risk.scope.contains(line) ? risk.effects.filter { $0.key == key }.map { (number, $0) } : []
        }
    }

    /// The slot of a campaign-wide value after what events make of it.
    mutating func changed(_ slot: Int, _ key: QuantityKey, _ line: BudgetLine) -> Int {
        let changes = changes(key, line)
        guard !changes.isEmpty else { return slot }
        return derived(.changed(.slot(slot), changes), path: program.paths[slot], range: struckRange(key))
    }

    /// The change of values that are drawn for each creator.
    mutating func change(_ key: QuantityKey, _ line: BudgetLine, withEvents: Bool = true) -> CreatorLaw.Change? {
        let changes = withEvents ? changes(key, line) : []
        guard let path = line.assumptions[key], !changes.isEmpty || isAdjustable else { return nil }
        // The scale starts at 1: adding leaves it alone, setting a value drops what it was.
        var scaling: [SharedProgram.Change] = []
        for var change in changes where change.operation != .add {
            if change.operation == .set { change.value = zero() }
            scaling.append(change)
        }
        return CreatorLaw.Change(
            scale: derived(.changed(scale(of: path), scaling), path: path, range: nil),
            offset: derived(.changed(.constant(0), changes), path: path, range: nil),
            range: struckRange(key))
    }

    /// What values that differ between creators are multiplied by before any event: 1, unless a study says otherwise.
    private mutating func scale(of path: QuantityPath) -> SharedProgram.Node {
        guard isAdjustable else { return .constant(1) }
        if let slot = scales[path] { return .slot(slot) }
        let slot = derived(.constant(1), path: path, range: nil)
        scales[path] = slot
        return .slot(slot)
    }

    /// The values that a struck quantity may take: an event may also take all of it away.
    private func struckRange(_ key: QuantityKey) -> ClosedRange<Double> {
        key.domain == .positive ? 0...key.range.upperBound : key.range
    }

    private mutating func zero() -> Int { derived(.constant(0), path: QuantityPath("risks"), range: nil) }

    /// The changes that events make to a line's posts from some week on.
    func timedChanges(_ line: BudgetLine) -> [PreparedLine.TimedChange] {
        scenario.risks.enumerated().flatMap { number, risk -> [PreparedLine.TimedChange] in
            guard let week = risk.week.flatMap({ slots[$0] }), risk.scope.contains(line) else { return [] }
            return risk.effects.compactMap { effect in
                guard let value = slots[effect.value] else { return nil }
                return PreparedLine.TimedChange(
                    key: effect.key, operation: effect.operation, strike: strikes[number], from: week,
                    lasting: risk.weeks.flatMap { slots[$0] }, value: value)
            }
        }
    }
}
