// SPDX-License-Identifier: GPL-3.0-or-later

extension LintRule {
    /// What there is to say of the rule.
    public var record: LintRecord {
        switch self {
        // Denominators.
        case .mixedDenominators:
            LintRecord(
                .warning, gravity: 6,
                title: "rates are counted per follower or engagement on some lines and per view on others",
                why: "2 % per follower and 2 % per view are different numbers of people, so these rates cannot be "
                    + "compared, nor can one line's be carried over to another.",
                fix: "State all rates of a step against one denominator, or compare the lines by orders and cost "
                    + "and not by rates.")
        case .engagementOnViewPlatform:
            LintRecord(
                .warning,
                title: "clicks follow engagements per follower on a platform that shows posts to all",
                why: "The platform shows posts to people who do not follow, so a rate per follower misses most "
                    + "who see them and, where views do not grow with followers, counts engagements that had no view.",
                fix: "State engagements_per_view, or clicks_per_view, for the line or the platform.")
        case .sizeExponentOfPlatform:
            LintRecord(
                .warning,
                title: "views follow followers on TikTok or Pinterest",
                why: "Impressions there grow with followers to the power 0.1 to 0.5, so big creators are credited "
                    + "with views that they do not get.",
                fix: "Leave size_exponent to the platform's default, or write such as 0.1 to 0.5.")
        // Intervals.
        case .meanAboveP95:
            LintRecord(
                .warning,
                title: "the mean of a distribution lies above its 95th percentile",
                why: "Nearly all draws lie below the mean, so averages rest on draws too rare to be simulated well.",
                fix: "Write a narrower interval, a truncated(…, max:), or a distribution with a lighter tail.")
        case .meanInTheTail:
            LintRecord(
                .advice,
                title: "the mean of a distribution lies above its 80th percentile",
                why: "The mean is carried by a few extreme draws, so averages of the forecast say little.",
                fix: "Write a narrower interval, or set an upper end with truncated(…, max:).")
        case .fewSuccesses:
            LintRecord(
                .warning,
                title: "evidence holds fewer than 5 successes",
                why: "With so few successes the rate may be off by a factor of two or more either way, and which "
                    + "two posts were tested decides it.",
                fix: "Widen it with a published rate as an interval, or test more before this decides anything.")
        case .fewRows:
            LintRecord(
                .warning,
                title: "a column of fewer than 30 rows stands for more than itself",
                why: "A few rows say little of the next one; what they leave open is simulated, and the largest "
                    + "value to come is not among them.",
                fix: "Add rows, or a published figure as an interval where these few decide anything.")
        case .lowTrustNarrow:
            LintRecord(
                .advice,
                title: "a figure of trust C or D is known to within a factor of 1.5",
                why: "A figure that only a vendor or a blog vouches for is hardly known so exactly.",
                fix: "Write an interval at least a factor of 1.5 wide, or state what raises the trust.")
        // Plausibility of the funnel.
        case .implausibleOrdersPerEngagement:
            LintRecord(
                .warning, gravity: 3,
                title: "more orders per engagement than any published route",
                why: "The best published route gives 8.4 orders of 86 engagements; above it, likes become "
                    + "customers faster than anyone has measured.",
                fix: "Check clicks_per_engagement and orders_per_click against your own reports, and what each is "
                    + "counted on.")
        case .implausibleOrdersPerClick:
            LintRecord(
                .warning, gravity: 2,
                title: "more orders per click than three times the highest published rate",
                why: "Affiliate networks report 3.93 %, other sources 0.9 to 2.4 %; so high a rate is usually one "
                    + "of another step.",
                fix: "Check that orders_per_click is not a rate per basket, per lead or per visit.")
        case .ordersPerViewOutsidePublished:
            LintRecord(
                .warning, gravity: 4,
                title: "orders per 1,000 views lie outside all published routes",
                why: "One of the rates on the way from views to orders is usually counted on something else, and "
                    + "the return follows it.",
                fix: "Check each rate from views to orders, and what it is counted on, against your own orders "
                    + "per post.")
        case .rateRisesWithTier:
            LintRecord(
                .advice,
                title: "bigger creators have the higher engagement rate",
                why: "Published engagement rates fall with the audience, on every platform.",
                fix: "Check which denominator and which year each rate is from.")
        case .giftsAlwaysPosted:
            LintRecord(
                .warning,
                title: "nearly every creator who gets a gift posts about it",
                why: "Under half of unsolicited gifts are posted about (Traackr), so reach is overstated.",
                fix: "Write no_show for the line, such as 45% to 65%.")
        // Money.
        case .orderLosesMoney:
            LintRecord(
                .warning, gravity: 1,
                title: "a typical order costs more commission than its margin",
                why: "The more the campaign sells, the more it loses; no split can mend that.",
                fix: "Lower the commission or the discount, cap it, or check gross_margin.")
        case .dollarDefaults:
            LintRecord(
                .warning,
                title: "built-in dollar fees in another currency",
                why: "The money in built-in libraries is in dollars and is read as the file's currency.",
                fix: "State what the finding names in the file's currency, or in a library of your own.")
        case .feeDiscontinuity:
            LintRecord(
                .advice,
                title: "the fee per follower jumps where two tiers meet",
                why: "Two creators on either side of the bound differ little, so a better split may only be an "
                    + "artefact of where the tiers are cut.",
                fix: "Let the fees of neighbouring tiers meet, or choose other bounds of followers.")
        case .feeOutsidePublished:
            LintRecord(
                .advice,
                title: "the typical fee lies outside all published tables",
                why: "Cost per acquisition and return follow the fee one to one.",
                fix: "Check the unit: fee is what one post of one creator costs, in the file's currency.")
        case .noRefunds:
            LintRecord(
                .warning,
                title: "nothing is ever sent back",
                why: "Online shops see 17 to 19 % of orders come back (NRF), so return is overstated.",
                fix: "Write product: {refund_rate: 15% to 20%}, or your own.")
        case .freeManagement:
            LintRecord(
                .advice,
                title: "creators cost no time and no agency",
                why: "Many small creators take many hours, so splits that hire them look cheaper than they are.",
                fix: "Write costs: {hourly_wage: 35} and management_hours for each tier.")
        case .attributionMissing:
            LintRecord(
                .advice,
                title: "every tracked order counts as caused",
                why: "Tracked orders include customers who would have bought anyway and codes from coupon sites, "
                    + "so the campaign is credited with too much.",
                fix: "Write attribution: {incremental_share: 60% to 90%}, or what a test found.")
        case .uncappedViewPay:
            LintRecord(
                .warning,
                title: "views are paid for without a cap",
                why:
                    "The luck of a post has a long tail: one that goes viral is paid for every view, whether or not it sells, "
                    + "beyond the budget.",
                fix: "Add 'cap' to the deal: the most that one creator is paid for performance.")
        // What differs from one to the next.
        case .sameFeeForAll:
            LintRecord(
                .advice,
                title: "all creators of a line ask for the same fee",
                why: "Quotes differ; with one price the money hires the same number each time and looks safer.",
                fix: "Write the quotes as an interval, such as fee: {varies: 200 to 1000}.")
        case .sameOrderValueForAll:
            LintRecord(
                .advice,
                title: "every order has the same value",
                why: "Orders differ; without it the spread of revenue is too narrow where orders are few.",
                fix: "Write order_value: {typical: 60 to 80, varies: 1.5x}.")
        // Uncertainty and correlation.
        case .noUncertainty:
            LintRecord(
                .warning,
                title: "nothing that the file states is uncertain",
                why: "Only chance is left, so the intervals look far surer than the figures behind them.",
                fix: "Write what you do not know as an interval, such as orders_per_click: {typical: 1% to 3%}.")
        case .knownRate:
            LintRecord(
                .advice,
                title: "a rate of the funnel is stated as a known number",
                why: "Nobody knows a rate exactly; as a bare number it adds nothing to the spread of the result.",
                fix: "Write an interval, such as {typical: 1% to 3%}, or what you observed, such as 61 of 2140.")
        case .everythingIndependent:
            LintRecord(
                .warning,
                title: "rates of several tiers are uncertain independently of each other",
                why: "What is wrong with the rate of one tier is usually wrong with the others too; drawn "
                    + "independently, errors cancel, and mixed splits look safer than they are.",
                fix: "Add 'correlate:' with a rank such as 0.5, or let the rates refer to one entry of 'assumptions:'.")
        case .defaultDrives:
            LintRecord(
                .advice,
                title: "built-in defaults decide fees, clicks or orders",
                why: "The answer is then one about published averages and not about this product.",
                fix: "State your own figures for these, beginning with those that the ledger gives trust C or D.")
        case .driverWithoutUncertainty:
            LintRecord(
                .warning,
                title: "a figure stated as known drives the decision more than anything uncertain",
                why: "What is stated as known adds nothing to the spread, so the forecast looks surer than its "
                    + "weakest figure.",
                fix: "Write what you do not know about it as an interval; 'tiercast stress' tells its switching value.")
        case .thinEvidence:
            LintRecord(
                .warning,
                title: "the best split changes within the range of a quantity of low trust",
                why: "The decision then rests on a figure that only a vendor, a blog or nobody vouches for.",
                fix: "Test that quantity before the money is spent, or choose a split that does not hang on it.")
        case .contradictingSources:
            LintRecord(
                .warning,
                title: "two sources say opposite things about one quantity",
                why: "Only one of them can be right, so an average of the two describes no campaign that can happen.",
                fix: "Test which source is right before the money is spent, or weigh them by what speaks for each.")
        // Provenance.
        case .missingSource:
            LintRecord(
                .advice,
                title: "an uncertain quantity says neither where it comes from nor why",
                why: "Nobody can check the figure or say when it should be replaced.",
                fix: "Add 'source:', or a 'note:' that says why this figure.")
        case .sourceWithoutYear:
            LintRecord(
                .advice,
                title: "a source has no year",
                why: "Rates and fees age within a few years; without a year nobody sees it.",
                fix: "Add 'year:', the year that the figure describes.")
        case .sourceWithoutTrust:
            LintRecord(
                .advice,
                title: "a source has no trust",
                why: "A blog's figure and an audited one then look alike in the ledger.",
                fix: "Add 'trust:', from A (audited or peer-reviewed) to D (repeated by blogs).")
        case .oldSource:
            LintRecord(
                .advice,
                title: "a source is more than 5 years older than the newest of the file",
                why: "Platforms and prices have changed since.",
                fix: "Look for a newer figure, or widen the interval.")
        // Splits and goals.
        case .poolTooSmall:
            LintRecord(
                .warning, gravity: 5,
                title: "the money of a split would hire more creators than there are",
                why: "The rest stays unspent, so the split is not the one that was meant.",
                fix: "Give the line less, raise 'pool' if more creators can be found, or add another line.")
        case .fewCreators:
            LintRecord(
                .warning,
                title: "the money of a split hires fewer than 3 typical creators of a line",
                why: "With one or two creators the result is luck: which ones were hired decides it.",
                fix: "Give the line more money or none, or hire smaller creators for it.")
        case .identicalSplits:
            LintRecord(
                .warning,
                title: "two splits share the budget alike",
                why: "A comparison of them shows a difference of nothing and takes the place of a real choice.",
                fix: "Change one of them or take it out.")
        case .unfundedLine:
            LintRecord(
                .advice,
                title: "no split gives a line any money",
                why: "What the file states of the line changes no result.",
                fix: "Give it a share in a split, or take it out.")
        case .noGoals:
            LintRecord(
                .advice,
                title: "the file states no goal",
                why: "Without a goal the answer is a distribution and not a chance to reach what you need.",
                fix: "Write what you need, such as goals: [roi >= 0, cpa <= 45].")
        // Parts.
        case .certainRisk:
            LintRecord(
                .warning,
                title: "an event strikes always or never",
                why: "What is certain is no risk: it belongs into the quantity itself, or nowhere.",
                fix: "Write a probability between 0 and 1, or change the quantity itself.")
        case .screeningWithoutFit:
            LintRecord(
                .warning,
                title: "creators are screened although all suit the product alike",
                why: "Screening then costs money and pool and changes nothing.",
                fix: "Write how creators differ, such as fit: {varies: 2x}, or drop screened_per_hire.")
        case .partnershipWithoutWear:
            LintRecord(
                .advice,
                title: "partnerships last for months and nobody leaves or tires",
                why: "Each further month brings as much as the first, so long partnerships look better.",
                fix: "Write dropout, such as 2% to 8%, and fatigue, such as 1% to 6%.")
        case .upliftWithoutDiscount:
            LintRecord(
                .advice,
                title: "a code sells more although it takes nothing off",
                why: "The orders that a code brings are bought with the discount that it gives.",
                fix: "Write product: {code_discount: 10%}, or what the code takes off.")
        // The file itself.
        case .unusedQuantity:
            LintRecord(
                .warning,
                title: "a quantity of the file has no effect",
                why: "Its author believes that it counts.",
                fix: "Let a line or another quantity use it, or take it out.")
        case .unusedAllowance:
            LintRecord(
                .warning,
                title: "an allowance silences nothing",
                why: "It would hide a finding that appears later, for a reason given to another one.",
                fix: "Take it out of 'allow:', or correct its quantities.")
        }
    }
}
