// SPDX-License-Identifier: GPL-3.0-or-later

/// A commented file to start a scenario from.
public enum ScenarioTemplate: String, CaseIterable, Sendable {
    /// All four tiers, three splits.
    case tiers
    /// A small budget on nano creators, with gifts and commission.
    case smallBrand = "small-brand"
    /// Lines on several platforms with hybrid deals.
    case platforms
    /// A partnership over months with every part that a scenario may have: audience, attribution, weeks, events.
    case partnership
    /// The least that a scenario needs.
    case minimal

    /// The file.
    public func text() -> String { Self.head + body }

    private static let head = """
        # A scenario for tiercast. 'tiercast validate FILE' checks it, 'tiercast run FILE' simulates it,
        # 'tiercast explain KEY' says what a key means. An interval '200 to 1000' holds nine values of ten.
        version: 1

        """

    private var body: String {
        switch self {
        case .tiers: Self.tiersBody
        case .smallBrand: Self.smallBrandBody
        case .platforms: Self.platformsBody
        case .partnership: Self.partnershipBody
        case .minimal: Self.minimalBody
        }
    }

    private static let minimalBody = """
        name: My campaign
        currency: USD
        budget: 50k
        defaults: evidence # published figures stand in for what is left out; 'tiercast defaults' shows them
        product:
          order_value: {typical: 60 to 80, varies: 1.5x} # the mean order, and how orders differ
          gross_margin: 60%
        splits:
          small: {nano: 60%, micro: 40%}
          large: {macro: 100%}
        goals: [roi >= 0]

        """

    private static let tiersBody = """
        name: My campaign
        currency: USD
        budget: 80k
        defaults: evidence # published figures stand in for what is left out; 'tiercast defaults' shows them
        product:
          order_value: {typical: 60 to 80, varies: 1.5x} # the mean order, and how orders differ
          gross_margin: 60%
          refund_rate: 6% to 12%
          offer: {value: 0.5 to 2, note: "how our campaigns differed from the middle one"}
        costs:
          hourly_wage: 35
        # What holds for creators of all tiers; what you measured yourself makes the answer narrower than published figures do.
        assumptions:
          market_clicks_per_view: {value: 0.7% to 2%, source: "our link statistics", trust: B}
        tiers:
          # 'typical' is what you do not know yet; 'varies' is how creators differ from each other.
          nano:
            fee: {typical: 50 to 110, varies: 2.5x, source: "our rate card", trust: B}
            orders_per_click: 61 of 2530 # what was observed: 61 orders from 2530 clicks
          micro:
            fee: {typical: 200 to 450, varies: 2.5x, source: "our rate card", trust: B}
          macro:
            fee: {typical: 1500 to 4500, varies: 2.5x}
          mega:
            fee: {typical: 15k to 40k, varies: 2.5x}
        # Shares of the budget add to 100 %.
        splits:
          celebrity: {mega: 60%, macro: 30%, micro: 10%}
          balanced: {macro: 30%, micro: 35%, nano: 35%}
          small: {nano: 60%, micro: 40%}
        goals: [cpa <= 45, roi >= 0, conversions >= 1000]

        """

    private static let smallBrandBody = """
        name: My small brand
        currency: USD
        budget: 5000
        defaults: evidence # published figures stand in for what is left out; 'tiercast defaults' shows them
        product:
          order_value: {typical: 30 to 45, varies: 1.4x} # the mean order, and how orders differ
          gross_margin: 55%
        tiers:
          nano:
            pool: 150 # how many creators of your niche you can find
            acceptance: 30% to 60%
        lines:
          gifts:
            tier: nano
            deal: gifting
            gift_cost: 18 # the product and its shipping
            no_show: 30% to 60% # of those who got the product, how many never post
          commission:
            tier: nano
            deal: {revenue_share: 15%}
            gift_cost: 18
            sign_up_cost: 5
          posts:
            tier: nano
            deal: flat
            fee: {typical: 50 to 120, varies: 2.5x}
        splits:
          gifts-first: {gifts: 60%, commission: 10%, posts: 30%}
          paid: {posts: 100%}
        goals: [roi >= 0]

        """

    private static let platformsBody = """
        name: My launch
        currency: USD
        budget: 60k
        defaults: evidence # published figures stand in for what is left out; 'tiercast defaults' shows them
        product:
          order_value: {typical: 60 to 80, varies: 1.5x} # the mean order, and how orders differ
          gross_margin: 60%
        # A line is a tier on a platform under a deal, with whatever differs from the tier's defaults.
        lines:
          tiktok-nano:
            tier: nano
            platform: tiktok
            deal: {fee: 50%, revenue_share: 10%} # a hybrid: half the usual fee, and commission
          instagram-micro:
            tier: micro
            platform: instagram
            deal: {fee: full, per_acquisition: 5, cap: 2000} # per_view: 25 / 1000 pays for views, as platforms do
          youtube-micro:
            tier: micro
            platform: youtube
            deal: flat
          pinterest-micro:
            tier: micro
            platform: pinterest
            deal: {fee: 50%, revenue_share: 8%}
        splits:
          short-video: {tiktok-nano: 60%, instagram-micro: 40%}
          spread: {tiktok-nano: 25%, instagram-micro: 25%, youtube-micro: 25%, pinterest-micro: 25%}
        goals: [roi >= 0, cpa <= 50]

        """

    private static let partnershipBody = """
        name: My partnerships
        currency: USD
        budget: 60k
        defaults: evidence # published figures stand in for what is left out; 'tiercast defaults' shows them
        product:
          order_value: {typical: 60 to 80, varies: 1.5x} # the mean order, and how orders differ
          gross_margin: 60%
          refund_rate: 6% to 12%
          repeat_orders: 0.2 to 0.6 # further orders of a customer who was won
        costs:
          hourly_wage: 35
        # Each part below may be left out; stating any of its keys switches it on.
        audience: # views become people
          population: 2M people
          overlap_within: 10% to 25%
        attribution: # tracked orders are not all caused
          incremental_share: 60% to 90%
          code_leakage: 5% to 15%
        time: # week by week, with cash
          weeks: 40
          start: 2026-03-02
          fee_terms: 30 days
        tiers:
          micro:
            fee: {typical: 200 to 450, varies: 2.5x}
            management_hours: 6 hours
            familiarity: 10% to 40% # how much more an audience clicks once it knows the product
            fatigue: 1% to 5% # what each further post loses
            fit: {varies: 2x} # how well product and audience suit each other
            screening_cost: 25 # what a look at one creator costs
        lines:
          one-off: {tier: micro, screened_per_hire: 4}
          half-year: {tier: micro, months: 6, dropout: 2% to 6%, screened_per_hire: 4}
          half-year-unscreened: {tier: micro, months: 6, dropout: 2% to 6%}
        risks:
          reach-falls:
            probability: 20%
            effects: {views_per_follower: {multiply: 0.7}}
          platform-trouble:
            probability: 5%
            on: instagram
            from_week: "uniform(min: 1, max: 20)"
            lasting: 6 weeks
            effects: {views_per_follower: {multiply: 0.2}}
        splits:
          one-off: {one-off: 100%}
          half-year: {half-year: 100%}
          half-year-unscreened: {half-year-unscreened: 100%}
        goals: [roi >= 0, incremental_roi >= 0]

        """
}
