// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What a scenario makes of the claims in it, as text for a terminal.
public struct ClaimTable: Sendable {
    /// The findings.
    public let check: ClaimCheck
    private var title: String { check.subject.scenario.name }
    private var currency: Currency { Currency(code: check.subject.scenario.currency) }

    /// The most assumptions that are shown for a claim.
    private static let mostRemedies = 6

    /// The tables of a check; money is in the scenario's currency.
    public init(_ check: ClaimCheck) { self.check = check }

    /// The answer in a sentence, then each claim, what would have to be true, and which claims cannot hold together.
    public var page: Page {
        var page = Page()
        let trials = Figure(exactly: Double(check.provenance.trials)).text(.count)
        page.head(title, facts: ["\(trials) trials", "seed \(check.provenance.seed)"])
        page.say(ClaimVerdict(check: check).sentence)
        page = Page.joined([page, claims, remedies])
        page.note(Self.reading)
        return page
    }

    /// Each claim against what is simulated.
    var claims: Page {
        var page = Page()
        page.add(claimTable, note: formulas.joined(separator: "; ") + ".")
        return page
    }

    /// Each claim as a formula, with its source.
    var says: Page {
        var page = Page()
        for text in formulas { page.note(text) }
        return page
    }

    /// What would have to be true, and which claims cannot hold together.
    var remedies: Page {
        var page = Page()
        for (number, claim) in check.claims.enumerated() where !claim.holdsTypically {
            page.add(remedyTable(claim), note: helpless(number))
            if claim.remedies.isEmpty, let text = helpless(number) { page.note("\(name(number)): \(text)") }
        }
        page.add(pairTable, note: pairNote)
        return page
    }

    private static let reading =
        "simulated: what stands before the relation, median and 5 % to 95 %. below: how often it lies below all that is claimed. "
        + "holds: how often the claim holds within its tolerance. What would have to be true: each assumption by itself, the "
        + "others as they are drawn, so that the medians agree; sd: standard deviations of its normal score, in brackets where "
        + "that lies outside the range of 99 in 100."

    private func name(_ number: Int) -> String { Displayed.clean(check.claims[number].claim.name) }
}

// MARK: - Claims

extension ClaimTable {
    /// Each claim with what is simulated.
    var claimTable: TextTable {
        let claims = check.claims
        return TextTable(
            title: "claim", names: claims.indices.map { TextTable.RowName(text: name($0), look: .strong) },
            columns: [
                TextTable.Column(title: "claimed", cells: claims.map(Self.claimed)),
                TextTable.Column(title: "simulated", cells: claims.map { Self.simulated($0, 0.5) }),
                TextTable.Column(
                    title: "5 % to 95 %",
                    cells: claims.map { "\(Self.simulated($0, 0.05)) to \(Self.simulated($0, 0.95))" }),
                TextTable.Column(title: "below", cells: claims.map { Figure.chance($0.below) }),
                TextTable.Column(title: "holds", cells: claims.map { Figure.chance($0.holds) }),
            ])
    }

    /// What is claimed, with the sign that says on which side of it the claim holds.
    static func claimed(_ claim: CheckedClaim) -> String {
        guard let ends = claim.claimed else { return Figure.undefined }
        let sign: String =
            switch claim.claim.relation {
            case .equal: ""
            case .atMost: "≤ "
            case .atLeast: "≥ "
            }
        let low = number(ends.lowerBound, error: nil)
        let high = number(ends.upperBound, error: nil)
        return sign + (low == high ? low : "\(low) to \(high)")
    }

    static func simulated(_ claim: CheckedClaim, _ probability: Double) -> String {
        let shown = [0.05, 0.5, 0.95]
        let quantiles = shown.compactMap { claim.simulated.at($0) }
        guard quantiles.count == shown.count, let place = shown.firstIndex(of: probability) else {
            return Figure.undefined
        }
        return numbers(quantiles)[place]
    }

    /// Quantiles that rise, as numbers of no known unit.
    static func numbers(_ quantiles: [QuantileEstimate]) -> [String] {
        let finite = quantiles.filter(\.value.isFinite)
        var rounded = DecimalNumber.rising(finite.map { ($0.value, $0.standardError) })[...]
        return quantiles.map { quantile in
            guard quantile.value.isFinite, let next = rounded.popFirst() else {
                return number(quantile.value, error: quantile.standardError)
            }
            return next.literal.replacing("-", with: "−")
        }
    }

    /// A number of no known unit: three significant digits at most, fewer where its error is larger.
    static func number(_ value: Double, error: Double?) -> String {
        guard value.isFinite else { return Figure(value, error: 0).text(.count) }
        guard value != 0 else { return "0" }
        return DecimalNumber(value, error: error).literal.replacing("-", with: "−")
    }

    private var formulas: [String] {
        check.claims.map { checked in
            let claim = checked.claim
            var text = "\(Displayed.clean(claim.name)): \(Displayed.clean(claim.says))"
            if claim.tolerance > 0, claim.relation == .equal {
                text += " ± " + Figure(exactly: claim.tolerance).text(.percent)
            }
            let parts = [
                claim.split.map { "split \(Displayed.clean($0))" }, claim.provenance.source.map(Displayed.clean),
            ]
            let facts = parts.compactMap { $0 }
            return facts.isEmpty ? text : text + " (\(facts.joined(separator: ", ")))"
        }
    }
}

// MARK: - What would have to be true

extension ClaimTable {
    private func remedyTable(_ claim: CheckedClaim) -> TextTable {
        let remedies = Array(claim.remedies.prefix(Self.mostRemedies))
        let words = AssumptionText(currency: currency)
        return TextTable(
            title: "for \(Displayed.clean(claim.claim.name))",
            names: remedies.map { TextTable.RowName(text: Displayed.clean(QuantityPath.short($0.assumption.label))) },
            columns: [
                TextTable.Column(
                    title: "now",
                    cells: remedies.map { words.value($0.assumption.shownCentre, error: nil, of: $0.assumption) }),
                TextTable.Column(
                    title: "would have to be",
                    cells: remedies.map { words.value($0.value, error: $0.error, of: $0.assumption) }),
                TextTable.Column(title: "times", cells: remedies.map(Self.times)),
                TextTable.Column(title: "away", cells: remedies.map(Self.away)),
            ])
    }

    private static func times(_ remedy: ClaimRemedy) -> String {
        let factor = remedy.value / remedy.assumption.shownCentre
        return "× " + number(factor, error: remedy.error / remedy.assumption.shownCentre)
    }

    private static func away(_ remedy: ClaimRemedy) -> String {
        guard let score = remedy.score else { return "known" }
        let text =
            abs(score) >= 7.99 ? "more than 8 sd" : Figure(score, error: 0.05).text(.factor, digits: 2) + " sd"
        return remedy.isWithinRange ? text : "(\(text))"
    }

    /// The assumptions that cannot make a claim hold.
    private func helpless(_ number: Int) -> String? {
        let claim = check.claims[number]
        var parts: [String] = []
        let more = claim.remedies.count - Self.mostRemedies
        if more > 0 { parts.append("\(more) more lie farther away.") }
        if claim.remedies.isEmpty {
            parts.append("no assumption by itself makes it hold, from a hundredth to a hundred times.")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

// MARK: - Two claims together

extension ClaimTable {
    /// The pairs of claims that can hold each, but not together.
    private var pairTable: TextTable {
        let pairs = ClaimVerdict(check: check).contradictions
        return TextTable(
            title: "cannot hold together",
            names: pairs.map { TextTable.RowName(text: "\(name($0.first)) and \(name($0.second))") },
            columns: [
                TextTable.Column(title: "both hold", cells: pairs.map { Figure.chance($0.both) }),
                TextTable.Column(title: "first misses by", cells: pairs.map { Self.miss($0.misses[0]) }),
                TextTable.Column(title: "second misses by", cells: pairs.map { Self.miss($0.misses[1]) }),
            ])
    }

    private static func miss(_ factor: Double) -> String {
        factor == 1 ? "holds" : "× " + number(factor, error: factor * 0.01)
    }

    private var pairNote: String {
        "Each can hold by itself, but no values of the uncertain assumptions within the ranges of 99 in 100 were found at which the "
            + "medians meet both; misses: "
            + "how far beyond its tolerance each stays at the nearest values found."
    }
}
