// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a scenario makes of the claims in it.
public struct ClaimCheck: Sendable {
    /// What it is about.
    public var subject: Subject
    /// How it was computed.
    public var provenance: ForecastProvenance
    /// The trials behind each value that would have to be true, and behind each search for two claims together.
    public var searchTrials: Int
    /// By claim, in the order of the file.
    public var claims: [CheckedClaim]
    /// Every two claims, in the order of the file.
    public var pairs: [ClaimPair]
}

/// A claim against what is simulated.
public struct CheckedClaim: Sendable {
    /// The claim.
    public var claim: Claim
    /// Quantiles of what stands before the relation; empty where it is never defined.
    public var simulated: [QuantileEstimate]
    /// What is claimed: the medians of the lower and the upper end of what stands after the relation.
    public var claimed: ClosedRange<Double>?
    /// Trials in which the left side lies below all that is claimed.
    public var below: Proportion
    /// Trials in which the claim holds within its tolerance; it does not where a side is undefined.
    public var holds: Proportion
    /// Trials in which a side is undefined.
    public var undefined: Int
    /// Whether it holds for the medians of both sides.
    public var holdsTypically: Bool
    /// For each assumption the value that would make it hold at the median, all else as it is drawn: nearest first. Empty
    /// where it holds typically.
    public var remedies: [ClaimRemedy]
    /// Assumptions of which no value between a hundredth and a hundred times makes it hold.
    public var helpless: [Assumption]
}

/// The value that an assumption would have to have for a claim to hold.
public struct ClaimRemedy: Sendable {
    /// The assumption.
    public var assumption: Assumption
    /// The value at which the median of the left side equals what is claimed.
    public var value: Double
    /// Its standard error.
    public var error: Double
    /// How many powers of ten it lies from the assumption's centre; of its odds, for a share.
    public var decades: Double
    /// How far it lies from the median in standard deviations of the assumption's normal score, at most 8; nil where the
    /// assumption is known.
    public var score: Double?

    /// Whether it lies in the range in which 99 of 100 values of the assumption lie; false for what is known.
    public var isWithinRange: Bool { score.map { abs($0) <= StandardNormal.z995 } ?? false }
}

/// Two claims together.
public struct ClaimPair: Sendable {
    /// The numbers of the claims.
    public var first, second: Int
    /// Trials in which both hold.
    public var both: Proportion
    /// Whether some values of the uncertain assumptions within their ranges make both hold at the median.
    public var canHold: Bool
    /// Whether each can hold by itself within the ranges.
    public var firstCanHold, secondCanHold: Bool
    /// How far each misses its tolerance at the nearest values found, as a factor of what is claimed; 1 where it holds.
    public var misses: [Double]
}
