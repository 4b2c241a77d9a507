// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A scenario with the medians and intervals of its quantities, as the rules look at it.
struct LintContext: Sendable {
    let campaign: PreparedCampaign
    /// The quantities that the file states and nothing uses.
    let unused: [QuantityPath]
    private let entries: [QuantityPath: AssumptionLedger.Entry]
    /// The lines that some split gives money to.
    let lines: [BudgetLine]

    init(_ campaign: PreparedCampaign, unused: [QuantityPath]) {
        self.campaign = campaign
        self.unused = unused
        let scenario = campaign.scenario
        entries = Dictionary(campaign.ledger().entries.map { ($0.path, $0) }) { first, _ in first }
        lines = scenario.lines.filter { line in scenario.splits.contains { scenario.amount(of: line, in: $0) > 0 } }
    }

    var scenario: Scenario { campaign.scenario }
}

// MARK: - Quantities

extension LintContext {
    /// All quantities in the order of their paths.
    var paths: [QuantityPath] { scenario.quantities.keys.sorted() }

    /// The quantities that the file states.
    var stated: [QuantityPath] { paths.filter { !isDefault($0) } }

    func quantity(_ path: QuantityPath) -> Quantity? { scenario.quantities[path] }

    func isDefault(_ path: QuantityPath) -> Bool { quantity(path)?.provenance.isDefault ?? true }

    /// Whether a quantity comes from a library that is not the planner's own.
    func isBuiltIn(_ path: QuantityPath) -> Bool {
        guard let library = quantity(path)?.provenance.library else { return false }
        // The planner's own library wins over the last one, which is built in.
        return library == scenario.libraries.last
    }

    /// The median of a quantity's campaign-wide value, or of its values where it only varies.
    func median(_ path: QuantityPath?) -> Double? { path.flatMap { entries[$0]?.median } }

    /// The median of a line's quantity.
    func median(_ key: QuantityKey, _ line: BudgetLine) -> Double? { median(line.assumptions[key]) }

    /// The median of a quantity of all lines.
    func median(_ key: QuantityKey) -> Double? { median(scenario.shared[key]) }

    /// Nine of ten campaign-wide values; nil where it is known.
    func uncertainty(_ path: QuantityPath) -> ClosedRange<Double>? { entries[path]?.uncertainty }

    /// Nine of ten values among creators, or the bounds where it has some.
    func spread(_ path: QuantityPath?) -> ClosedRange<Double>? {
        guard let path, let entry = entries[path] else { return nil }
        if case .varying(.truncated(let law)) = entry.quantity.law, law.min.isFinite, law.max.isFinite {
            return law.min...law.max
        }
        return entry.variability ?? entry.median...entry.median
    }

    func isShare(_ path: QuantityPath) -> Bool { entries[path]?.isShare ?? false }

    /// Whether creators of the line are paid a fee.
    func paysFee(_ line: BudgetLine) -> Bool { (median(line.deal.feeShare) ?? 0) > 0 }

    /// The distributions of a quantity, uncertain or varying.
    func distributions(_ path: QuantityPath) -> [Distribution] {
        switch quantity(path)?.law {
        case .shared(let expression), .scattered(let expression, _): expression.distributions
        case .varying(let distribution): [distribution]
        case nil: []
        }
    }
}

// MARK: - Keys of the funnel

extension LintContext {
    static let rates: [QuantityKey] = [
        .engagementsPerFollower, .engagementsPerView, .clicksPerEngagement, .clicksPerView, .leadsPerClick,
        .ordersPerClick, .ordersPerLead,
    ]

    /// The rates that decide a line's orders: engagements count only where clicks are counted on them.
    func decisiveRates(_ line: BudgetLine) -> [QuantityKey] {
        Self.rates.filter { key in
            guard line.assumptions[key] != nil else { return false }
            if key == .leadsPerClick { return line.assumptions[.ordersPerLead] != nil }
            let isOfEngagements = key == .engagementsPerFollower || key == .engagementsPerView
            return !isOfEngagements || line.assumptions[.clicksPerEngagement] != nil
        }
    }

    /// What a typical creator of the line costs up front, in the scenario's currency.
    func costPerCreator(_ line: BudgetLine) -> Double {
        let posts = (median(.posts, line) ?? 1) * (median(.months, line) ?? 1)
        return HiringTerms.commitment(
            fee: paysFee(line)
                ? HiringTerms.fee(
                    perPost: median(.fee, line) ?? 0, share: median(line.deal.feeShare) ?? 0, posts: posts) : 0,
            agencyShare: median(.agencyShare) ?? 0, signUp: median(.signUpCost, line) ?? 0,
            gift: median(.giftCost, line) ?? 0,
            management: HiringTerms.management(
                hours: median(.managementHours, line) ?? 0, wage: median(.hourlyWage) ?? 0,
                screened: median(.screenedPerHire, line) ?? 1, screeningCost: median(.screeningCost, line) ?? 0))
    }
}

// MARK: - Findings of several quantities

extension LintContext {
    /// One of the things that a finding names.
    struct Item {
        var quantities: [QuantityPath]
        var text: String
        var place: LintPlace

        init(_ path: QuantityPath, _ text: String? = nil) {
            self.init([path], text ?? LintWords.name(path), at: .quantity(path))
        }

        init(_ quantities: [QuantityPath], _ text: String, at place: LintPlace) {
            self.quantities = quantities
            self.text = text
            self.place = place
        }
    }

    /// One finding for all items, or two where the file allows some of them: those, and the others.
    func findings(
        _ rule: LintRule, _ items: [Item], separator: String = ", ", message: (_ list: String, _ count: Int) -> String
    ) -> [LintFinding] {
        let allowance = scenario.allowances.first { $0.rule == rule }
        let allowed = items.filter { allowance?.covers($0.quantities) ?? false }
        let others = items.filter { !(allowance?.covers($0.quantities) ?? false) }
        return [others, allowed].compactMap { items in
            guard let first = items.first else { return nil }
            var quantities: [QuantityPath] = []
            for path in items.flatMap(\.quantities) where !quantities.contains(path) { quantities.append(path) }
            let texts = items.map(\.text)
            return LintFinding(
                rule: rule, place: first.place, quantities: quantities,
                message: message(LintWords.list(texts, separator: separator), items.count))
        }
    }

    /// Items of the quantities for which `text` says something, each once.
    func items(_ paths: [QuantityPath], text: (QuantityPath) -> String?) -> [Item] {
        var seen: Set<QuantityPath> = []
        return paths.compactMap { path in
            guard seen.insert(path).inserted, let text = text(path) else { return nil }
            return Item(path, text)
        }
    }
}
