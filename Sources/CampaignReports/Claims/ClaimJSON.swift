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
    public var document: JSONValue { Self.fields.inlined.json(check) }
}

// MARK: - Keys

extension ClaimJSON {
    static let fields = ObjectFields<ClaimCheck>(
        "document", "A check of claims.",
        StudyHead.fields(schema).map { field in
            field.of {
                StudyHead(
                    subject: $0.subject, verdict: ClaimVerdict(check: $0).sentence, provenance: $0.provenance)
            }
        } + [
            Field("search_trials", "trials behind each point of a search", .count) { $0.searchTrials },
            Field("claims", "the claims, in the order of the file", .list(claim.shape)) { $0.claims },
            Field("pairs", "every pair of claims", .list(pair.shape)) { check in
                check.pairs.map { ($0, check.claims.map(\.claim.name)) }
            },
        ])

    private static let claim = ObjectFields<CheckedClaim>(
        "claim", "A claim and how it fares.",
        [
            Field("claim", "its name", .text) { $0.claim.name },
            Field("says", "the formula as written", .text) { $0.claim.says },
            Field("relation", "`<=`, `>=` or `=`", .choice(Claim.Relation.allCases.map(\.rawValue))) {
                $0.claim.relation.rawValue
            },
            Field("tolerance", "how far it may lie from what is claimed, as a share", .number) {
                StoredNumber(exactly: $0.claim.tolerance)
            },
            Field(
                "split",
                "the split whose results are meant; `null` where the file leaves it to the first one that pays for all lines named",
                .orNull(.text)
            ) {
                $0.claim.split
            },
            Field("source", "where it comes from, or `null`", .orNull(.text)) { $0.claim.provenance.source },
            Field("claimed_low", "the median of the lower end of what is claimed, or `null`", .value) {
                $0.claimed.map { StoredNumber(sixDigitsOf: $0.lowerBound) }
            },
            Field("claimed_high", "the median of the upper end, or `null`", .value) {
                $0.claimed.map { StoredNumber(sixDigitsOf: $0.upperBound) }
            },
            Field(
                "simulated", "quantiles of what stands before the relation; none where it is never defined", .quantiles
            ) { $0.simulated },
            Field("below", "probability that it lies below all that is claimed", .proportion) { $0.below },
            Field(
                "holds", "probability that the claim holds within its tolerance; it does not where a side is undefined",
                .proportion
            ) { $0.holds },
            Field("holds_at_median", "whether it holds for the medians of both sides", .bool) { $0.holdsTypically },
            Field("undefined", "trials in which a side is undefined", .count) { $0.undefined },
            Field(
                "remedies",
                "the assumptions that make it hold at the median at another value, all else as it is drawn, nearest first; none where it holds",
                .list(remedy.shape)
            ) { $0.remedies },
            Field(
                "helpless", "the assumptions of which no value between a hundredth and a hundred times makes it hold",
                .list(.text)
            ) { $0.helpless.map(\.label) },
        ])

    private static let remedy = ObjectFields<ClaimRemedy>(
        "remedy", "An assumption that would make a claim hold.",
        [
            Field("assumption", "its name in tables", .text) { $0.assumption.label },
            Field("quantity", "its place in the file", .text) { $0.assumption.path.text },
            Field("centre", "what is assumed now", .value) { StoredNumber(sixDigitsOf: $0.assumption.shownCentre) },
            Field("value", "the value that makes the claim hold", .value) { StoredNumber($0.value, error: $0.error) },
            Field("standard_error", "its Monte Carlo error", .value) { StoredNumber(error: $0.error) },
            Field(
                "score",
                "how far it lies from the median in standard deviations of the assumption's normal score, at most 8; `null` where the assumption is known",
                .value
            ) { $0.score.map { StoredNumber($0, error: 0.01) } },
            Field(
                "is_within_range", "whether it lies where 99 of 100 values of the assumption lie; not of what is known",
                .bool
            ) { $0.isWithinRange },
        ])

    private static let pair = ObjectFields<(of: ClaimPair, names: [String])>(
        "pair", "Two claims.",
        [
            Field("first", "the one", .text) { $0.names[$0.of.first] },
            Field("second", "the other", .text) { $0.names[$0.of.second] },
            Field("both", "probability that both hold", .proportion) { $0.of.both },
            Field(
                "can_hold",
                "whether values of the assumptions within their ranges were found at which both hold at the median",
                .bool
            ) { $0.of.canHold },
            Field("first_can_hold", "whether the first one can hold by itself within the ranges", .bool) {
                $0.of.firstCanHold
            },
            Field("second_can_hold", "whether the second one can", .bool) {
                $0.of.secondCanHold
            },
            Field("first_misses_by", misses, .value) { StoredNumber($0.of.misses[0], error: 0.01 * $0.of.misses[0]) },
            Field("second_misses_by", misses, .value) { StoredNumber($0.of.misses[1], error: 0.01 * $0.of.misses[1]) },
        ])

    private static let misses =
        "the factor by which each misses its tolerance at the nearest values found; 1 where it holds"
}
