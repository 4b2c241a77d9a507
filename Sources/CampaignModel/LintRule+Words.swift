// SPDX-License-Identifier: GPL-3.0-or-later

extension LintRule {
    /// What the rule finds, in a few words.
    public var title: String {
        switch self {
        case .mixedDenominators: "rates are counted per follower or engagement on some lines and per view on others"
        case .engagementOnViewPlatform: "clicks follow engagements per follower on a platform that shows posts to all"
        case .sizeExponentOfPlatform: "views follow followers on TikTok or Pinterest"
        case .meanAboveP95: "the mean of a distribution lies above its 95th percentile"
        case .meanInTheTail: "the mean of a distribution lies above its 80th percentile"
        case .fewSuccesses: "evidence holds fewer than 5 successes"
        case .fewRows: "a column of fewer than 30 rows stands for more than itself"
        case .lowTrustNarrow: "a figure of trust C or D is known to within a factor of 1.5"
        case .implausibleOrdersPerEngagement: "more orders per engagement than any published route"
        case .implausibleOrdersPerClick: "more orders per click than three times the highest published rate"
        case .ordersPerViewOutsidePublished: "orders per 1,000 views lie outside all published routes"
        case .rateRisesWithTier: "bigger creators have the higher engagement rate"
        case .contradictingSources: "two sources say opposite things about one quantity"
        case .giftsAlwaysPosted: "nearly every creator who gets a gift posts about it"
        case .orderLosesMoney: "a typical order costs more commission than its margin"
        case .dollarDefaults: "built-in dollar fees in another currency"
        case .feeDiscontinuity: "the fee per follower jumps where two tiers meet"
        case .feeOutsidePublished: "the typical fee lies outside all published tables"
        case .noRefunds: "nothing is ever sent back"
        case .freeManagement: "creators cost no time and no agency"
        case .attributionMissing: "every tracked order counts as caused"
        case .sameFeeForAll: "all creators of a line ask for the same fee"
        case .sameOrderValueForAll: "every order has the same value"
        case .noUncertainty: "nothing that the file states is uncertain"
        case .knownRate: "a rate of the funnel is stated as a known number"
        case .everythingIndependent: "rates of several tiers are uncertain independently of each other"
        case .defaultDrives: "built-in defaults decide fees, clicks or orders"
        case .driverWithoutUncertainty: "a figure stated as known drives the decision more than anything uncertain"
        case .thinEvidence: "the best split changes within the range of a quantity of low trust"
        case .missingSource: "an uncertain quantity says neither where it comes from nor why"
        case .sourceWithoutYear: "a source has no year"
        case .sourceWithoutTrust: "a source has no trust"
        case .oldSource: "a source is more than 5 years older than the newest of the file"
        case .poolTooSmall: "the money of a split would hire more creators than there are"
        case .fewCreators: "the money of a split hires fewer than 3 typical creators of a line"
        case .identicalSplits: "two splits share the budget alike"
        case .unfundedLine: "no split gives a line any money"
        case .noGoals: "the file states no goal"
        case .certainRisk: "an event strikes always or never"
        case .screeningWithoutFit: "creators are screened although all suit the product alike"
        case .partnershipWithoutWear: "partnerships last for months and nobody leaves or tires"
        case .upliftWithoutDiscount: "a code sells more although it takes nothing off"
        case .unusedQuantity: "a quantity of the file has no effect"
        case .unusedAllowance: "an allowance silences nothing"
        }
    }
}

extension LintRule {
    /// Why it matters, in one sentence.
    public var why: String {
        switch self {
        case .mixedDenominators:
            "2 % per follower and 2 % per view are different numbers of people, so these rates cannot be compared, nor can "
                + "one line's be carried over to another."
        case .engagementOnViewPlatform:
            "The platform shows posts to people who do not follow, so a rate per follower misses most who see them and, "
                + "where views do not grow with followers, counts engagements that had no view."
        case .sizeExponentOfPlatform:
            "Impressions there grow with followers to the power 0.1 to 0.5, so big creators are credited with views that they "
                + "do not get."
        case .meanAboveP95:
            "Nearly all draws lie below the mean, so averages rest on draws too rare to be simulated well."
        case .meanInTheTail: "The mean is carried by a few extreme draws, so averages of the forecast say little."
        case .fewSuccesses:
            "With so few successes the rate may be off by a factor of two or more either way, and which two posts were "
                + "tested decides it."
        case .fewRows:
            "A few rows say little of the next one; what they leave open is simulated, and the largest value to come is not "
                + "among them."
        case .lowTrustNarrow: "A figure that only a vendor or a blog vouches for is hardly known so exactly."
        case .implausibleOrdersPerEngagement:
            "The best published route gives 8.4 orders of 86 engagements; above it, likes become customers faster than "
                + "anyone has measured."
        case .implausibleOrdersPerClick:
            "Affiliate networks report 3.93 %, other sources 0.9 to 2.4 %; so high a rate is usually one of another step."
        case .ordersPerViewOutsidePublished:
            "One of the rates on the way from views to orders is usually counted on something else, and the return follows it."
        case .rateRisesWithTier: "Published engagement rates fall with the audience, on every platform."
        case .contradictingSources:
            "Only one of them can be right, so an average of the two describes no campaign that can happen."
        case .giftsAlwaysPosted: "Under half of unsolicited gifts are posted about (Traackr), so reach is overstated."
        case .orderLosesMoney: "The more the campaign sells, the more it loses; no split can mend that."
        case .dollarDefaults: "The money in built-in libraries is in dollars and is read as the file's currency."
        case .feeDiscontinuity:
            "Two creators on either side of the bound differ little, so a better split may only be an artefact of where "
                + "the tiers are cut."
        case .feeOutsidePublished: "Cost per acquisition and return follow the fee one to one."
        case .noRefunds: "Online shops see 17 to 19 % of orders come back (NRF), so return is overstated."
        case .freeManagement:
            "Many small creators take many hours, so splits that hire them look cheaper than they are."
        case .attributionMissing:
            "Tracked orders include customers who would have bought anyway and codes from coupon sites, so the campaign is "
                + "credited with too much."
        case .sameFeeForAll: "Quotes differ; with one price the money hires the same number each time and looks safer."
        case .sameOrderValueForAll:
            "Orders differ; without it the spread of revenue is too narrow where orders are few."
        case .noUncertainty: "Only chance is left, so the intervals look far surer than the figures behind them."
        case .knownRate: "Nobody knows a rate exactly; as a bare number it adds nothing to the spread of the result."
        case .everythingIndependent:
            "What is wrong with the rate of one tier is usually wrong with the others too; drawn independently, errors "
                + "cancel, and mixed splits look safer than they are."
        case .driverWithoutUncertainty:
            "What is stated as known adds nothing to the spread, so the forecast looks surer than its weakest figure."
        case .thinEvidence:
            "The decision then rests on a figure that only a vendor, a blog or nobody vouches for."
        case .defaultDrives: "The answer is then one about published averages and not about this product."
        case .missingSource: "Nobody can check the figure or say when it should be replaced."
        case .sourceWithoutYear: "Rates and fees age within a few years; without a year nobody sees it."
        case .sourceWithoutTrust: "A blog's figure and an audited one then look alike in the ledger."
        case .oldSource: "Platforms and prices have changed since."
        case .poolTooSmall: "The rest stays unspent, so the split is not the one that was meant."
        case .fewCreators: "With one or two creators the result is luck: which ones were hired decides it."
        case .identicalSplits:
            "A comparison of them shows a difference of nothing and takes the place of a real choice."
        case .unfundedLine: "What the file states of the line changes no result."
        case .noGoals: "Without a goal the answer is a distribution and not a chance to reach what you need."
        case .certainRisk: "What is certain is no risk: it belongs into the quantity itself, or nowhere."
        case .screeningWithoutFit: "Screening then costs money and pool and changes nothing."
        case .partnershipWithoutWear:
            "Each further month brings as much as the first, so long partnerships look better."
        case .upliftWithoutDiscount: "The orders that a code brings are bought with the discount that it gives."
        case .unusedQuantity: "Its author believes that it counts."
        case .unusedAllowance: "It would hide a finding that appears later, for a reason given to another one."
        }
    }
}
