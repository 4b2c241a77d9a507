// SPDX-License-Identifier: GPL-3.0-or-later

extension LintRule {
    /// How to mend it, in one sentence.
    public var fix: String {
        switch self {
        case .mixedDenominators:
            "State all rates of a step against one denominator, or compare the lines by orders and cost and not by rates."
        case .engagementOnViewPlatform: "State engagements_per_view, or clicks_per_view, for the line or the platform."
        case .sizeExponentOfPlatform: "Leave size_exponent to the platform's default, or write such as 0.1 to 0.5."
        case .meanAboveP95: "Write a narrower interval, a truncated(…, max:), or a distribution with a lighter tail."
        case .meanInTheTail: "Write a narrower interval, or set an upper end with truncated(…, max:)."
        case .fewSuccesses: "Widen it with a published rate as an interval, or test more before this decides anything."
        case .fewRows: "Add rows, or a published figure as an interval where these few decide anything."
        case .lowTrustNarrow: "Write an interval at least a factor of 1.5 wide, or state what raises the trust."
        case .implausibleOrdersPerEngagement:
            "Check clicks_per_engagement and orders_per_click against your own reports, and what each is counted on."
        case .implausibleOrdersPerClick: "Check that orders_per_click is not a rate per basket, per lead or per visit."
        case .ordersPerViewOutsidePublished:
            "Check each rate from views to orders, and what it is counted on, against your own orders per post."
        case .rateRisesWithTier: "Check which denominator and which year each rate is from."
        case .giftsAlwaysPosted: "Write no_show for the line, such as 45% to 65%."
        case .orderLosesMoney: "Lower the commission or the discount, cap it, or check gross_margin."
        case .dollarDefaults:
            "State fee, hourly_wage and sign_up_cost in the file's currency, or in a library of your own."
        case .contradictingSources:
            "Test which source is right before the money is spent, or weigh them by what speaks for each."
        case .feeDiscontinuity: "Let the fees of neighbouring tiers meet, or choose other bounds of followers."
        case .feeOutsidePublished: "Check the unit: fee is what one post of one creator costs, in the file's currency."
        case .noRefunds: "Write product: {refund_rate: 15% to 20%}, or your own."
        case .freeManagement: "Write costs: {hourly_wage: 35} and management_hours for each tier."
        case .attributionMissing: "Write attribution: {incremental_share: 60% to 90%}, or what a test found."
        case .sameFeeForAll: "Write the quotes as an interval, such as fee: {varies: 200 to 1000}."
        case .sameOrderValueForAll: "Write order_value: {typical: 60 to 80, varies: 1.5x}."
        case .noUncertainty: "Write what you do not know as an interval, such as orders_per_click: {typical: 1% to 3%}."
        case .knownRate: "Write an interval, such as {typical: 1% to 3%}, or what you observed, such as 61 of 2140."
        case .everythingIndependent:
            "Add 'correlate:' with a rank such as 0.5, or let the rates refer to one entry of 'assumptions:'."
        case .driverWithoutUncertainty:
            "Write what you do not know about it as an interval; 'tiercast stress' tells where it flips."
        case .thinEvidence: "Test that quantity before the money is spent, or choose a split that does not hang on it."
        case .defaultDrives:
            "State your own figures for these, beginning with those that the ledger gives trust C or D."
        case .missingSource: "Add 'source:', or a 'note:' that says why this figure."
        case .sourceWithoutYear: "Add 'year:', the year that the figure describes."
        case .sourceWithoutTrust: "Add 'trust:', from A (audited or peer-reviewed) to D (repeated by blogs)."
        case .oldSource: "Look for a newer figure, or widen the interval."
        case .poolTooSmall: "Give the line less, raise 'pool' if more creators can be found, or add another line."
        case .fewCreators: "Give the line more money or none, or hire smaller creators for it."
        case .identicalSplits: "Change one of them or take it out."
        case .unfundedLine: "Give it a share in a split, or take it out."
        case .noGoals: "Write what you need, such as goals: [roi >= 0, cpa <= 45]."
        case .certainRisk: "Write a probability between 0 and 1, or change the quantity itself."
        case .screeningWithoutFit: "Write how creators differ, such as fit: {varies: 2x}, or drop screened_per_hire."
        case .partnershipWithoutWear: "Write dropout, such as 2% to 8%, and fatigue, such as 1% to 6%."
        case .upliftWithoutDiscount: "Write product: {code_discount: 10%}, or what the code takes off."
        case .unusedQuantity: "Let a line or another quantity use it, or take it out."
        case .unusedAllowance: "Take it out of 'allow:', or correct its quantities."
        }
    }
}
