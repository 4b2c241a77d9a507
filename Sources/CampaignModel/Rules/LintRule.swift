// SPDX-License-Identifier: GPL-3.0-or-later

/// What makes the answer of a scenario that can be run untrustworthy, by the name it has in `allow:`.
public enum LintRule: String, CaseIterable, Sendable {
    // Denominators.
    case mixedDenominators = "mixed-denominators"
    case engagementOnViewPlatform = "engagement-on-view-platform"
    case sizeExponentOfPlatform = "size-exponent-of-platform"
    // Intervals.
    case meanAboveP95 = "interval-mean-above-p95"
    case meanInTheTail = "mean-in-the-tail"
    case fewSuccesses = "few-successes"
    case fewRows = "few-rows"
    case lowTrustNarrow = "low-trust-narrow"
    // Plausibility of the funnel.
    case implausibleOrdersPerEngagement = "implausible-orders-per-engagement"
    case implausibleOrdersPerClick = "implausible-orders-per-click"
    case ordersPerViewOutsidePublished = "orders-per-view-outside-published"
    case rateRisesWithTier = "rate-rises-with-tier"
    case giftsAlwaysPosted = "gifts-always-posted"
    // Money.
    case orderLosesMoney = "order-loses-money"
    case dollarDefaults = "dollar-defaults"
    case feeDiscontinuity = "fee-discontinuity"
    case feeOutsidePublished = "fee-outside-published"
    case noRefunds = "no-refunds"
    case freeManagement = "free-management"
    case attributionMissing = "attribution-missing"
    case uncappedViewPay = "uncapped-view-pay"
    // What differs from one to the next.
    case sameFeeForAll = "same-fee-for-all"
    case sameOrderValueForAll = "same-order-value-for-all"
    // Uncertainty and correlation.
    case noUncertainty = "no-uncertainty"
    case knownRate = "known-rate"
    case everythingIndependent = "everything-independent"
    case defaultDrives = "default-drives"
    case driverWithoutUncertainty = "driver-without-uncertainty"
    case thinEvidence = "thin-evidence"
    case contradictingSources = "contradicting-sources"
    // Provenance.
    case missingSource = "missing-source"
    case sourceWithoutYear = "source-without-year"
    case sourceWithoutTrust = "source-without-trust"
    case oldSource = "old-source"
    // Splits and goals.
    case poolTooSmall = "pool-too-small"
    case fewCreators = "few-creators"
    case identicalSplits = "identical-splits"
    case unfundedLine = "unfunded-line"
    case noGoals = "no-goals"
    // Parts.
    case certainRisk = "certain-risk"
    case screeningWithoutFit = "screening-without-fit"
    case partnershipWithoutWear = "partnership-without-wear"
    case upliftWithoutDiscount = "uplift-without-discount"
    // The file itself.
    case unusedQuantity = "unused-quantity"
    case unusedAllowance = "unused-allowance"

    /// How much a finding matters.
    public enum Severity: String, CaseIterable, Sendable {
        /// The answer is likely to be wrong, or to look surer than it is.
        case warning
        /// The answer would be worth more.
        case advice
    }

    /// How much a finding of the rule matters.
    public var severity: Severity { record.severity }

    /// The place among the warnings on which the whole answer rests, 1 for the gravest; nil for all others.
    public var gravity: Int? { record.gravity }

    /// What the rule finds, in a few words.
    public var title: String { record.title }

    /// Why it matters, in one sentence.
    public var why: String { record.why }

    /// How to mend it, in one sentence.
    public var fix: String { record.fix }
}
