// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// A check of claims as a JSON document; `docs/claims.md` says what every key means.
public struct ClaimJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/claims/1"

    /// The findings.
    public let check: ClaimCheck

    /// The document of a check of a scenario's claims.
    public init(_ check: ClaimCheck) { self.check = check }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue {
        var members = StudyHead.members(
            schema: Self.schema, of: check.subject, verdict: ClaimVerdict(check: check).sentence, check.provenance)
        members["search_trials"] = .integer(check.searchTrials)
        members["claims"] = .array(check.claims.map(json))
        members["pairs"] = .array(check.pairs.map(json))
        return .object(members)
    }
}

// MARK: - Parts

extension ClaimJSON {
    private func json(_ checked: CheckedClaim) -> JSONValue {
        let claim = checked.claim
        return .object([
            "claim": .string(claim.name), "says": .string(claim.says), "relation": .string(claim.relation.rawValue),
            "tolerance": StoredNumber(exactly: claim.tolerance).json,
            "split": claim.split.map { .string($0) } ?? .null,
            "source": claim.provenance.source.map { .string($0) } ?? .null,
            "claimed_low": checked.claimed.map { StudyHead.six($0.lowerBound) } ?? .null,
            "claimed_high": checked.claimed.map { StudyHead.six($0.upperBound) } ?? .null,
            "simulated": SummaryJSON.json(checked.simulated), "below": SummaryJSON.json(checked.below),
            "holds": SummaryJSON.json(checked.holds), "holds_at_median": .bool(checked.holdsTypically),
            "undefined": .integer(checked.undefined), "remedies": .array(checked.remedies.map(json)),
            "helpless": .array(checked.helpless.map { .string($0.label) }),
        ])
    }

    private func json(_ remedy: ClaimRemedy) -> JSONValue {
        .object([
            "assumption": .string(remedy.assumption.label), "quantity": .string(remedy.assumption.path.text),
            "centre": StudyHead.six(remedy.assumption.shownCentre),
            "value": StoredNumber(remedy.value, error: remedy.error).json,
            "standard_error": StoredNumber(error: remedy.error).json,
            "score": remedy.score.map { StoredNumber($0, error: 0.01).json } ?? .null,
            "is_within_range": .bool(remedy.isWithinRange),
        ])
    }

    private func json(_ pair: ClaimPair) -> JSONValue {
        let names = check.claims.map(\.claim.name)
        return .object([
            "first": .string(names[pair.first]), "second": .string(names[pair.second]),
            "both": SummaryJSON.json(pair.both), "can_hold": .bool(pair.canHold),
            "first_can_hold": .bool(pair.firstCanHold), "second_can_hold": .bool(pair.secondCanHold),
            "first_misses_by": StoredNumber(pair.misses[0], error: 0.01 * pair.misses[0]).json,
            "second_misses_by": StoredNumber(pair.misses[1], error: 0.01 * pair.misses[1]).json,
        ])
    }
}
