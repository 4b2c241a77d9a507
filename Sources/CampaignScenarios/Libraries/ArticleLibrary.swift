// SPDX-License-Identifier: GPL-3.0-or-later

/// The library `article`: the source article at face value [PAP 2025], its fees, rates and ratios, written in the scenario
/// language itself; what the article leaves open stands as in the sources named.
///
/// It knows of no orders that links miss and of no offer that sells better or worse than another.
enum ArticleLibrary {
    static let text = product + parts + tiers + platforms

    private static let product = """
        product:
          refund_rate: {value: 0, note: "no refunds unless stated; online shops see 17 to 19 % of orders come back"}
          code_discount: {value: 0, note: "no discount code unless stated"}
          code_uplift: {value: 1, note: "no effect of a code unless stated"}
          repeat_orders: {value: 0, note: "no further orders unless stated"}
          offer: {value: 1, note: "the article tells no offer from another"}
          untracked_orders: {value: 0, note: "the article counts orders by links and codes"}
        costs:
          hourly_wage: {value: 0, note: "your own time is free unless stated"}
          agency_share: {value: 0, note: "no agency unless stated"}
          network_fee: {value: 0, note: "no affiliate network unless stated"}

        """

    /// What stands in where a file states some of a part's keys and not others.
    private static let parts = """
        audience:
          overlap_within: {value: 0, note: "no overlap beyond chance unless stated; no distribution is published"}
          overlap_between: {value: 0, note: "no overlap beyond chance unless stated"}
          repeat_response: {value: 50%, trust: D, note: "assumed: no study found"}
          views_per_person: {value: 1, note: "each view of a post is another person, unless stated"}
        attribution:
          incremental_share: {value: 100%, note: "every tracked order is caused, unless stated; content publishers are said to be 80 % incremental (realgrowthmatters, trust D)"}
          code_leakage: {value: 0, note: "no code leaks unless stated"}
          new_customer_share: {value: 100%, note: "all customers are new, unless stated; an affiliate network found 21.5 % (AvantLink 2015, trust B)"}
        time:
          order_lag: {value: 2 days, trust: D, note: "assumed: most orders follow the click within days"}
          refund_lag: {value: 12 days, trust: D, note: "assumed"}
          refund_window: {value: 30 days, trust: D, note: "assumed: a usual right of return"}
          repeat_lag: {value: 60 days, trust: D, note: "assumed"}
          fee_terms: {value: 0, note: "fees are paid with the post, unless stated"}
          commission_terms: {value: 30 days, trust: D, note: "assumed: paid once the refund window is over"}

        """

    /// What is the same in every tier.
    private static let common = """
            fake_followers: {value: 0, note: "vendors report 10 to 30 % and contradict each other by tier; state your own audit"}
            acceptance: {value: 100%, note: "every creator who is asked accepts, unless stated"}
            no_show: {value: 0, note: "everyone posts, unless stated; about 20 % of paid creators do not (Later)", trust: B}
            no_show_pay: {value: 0, note: "who does not post is not paid, unless stated"}
            management_hours: {value: 0, note: "no time per creator unless stated"}
            posts: {value: 1, note: "one post a creator unless stated"}
            gift_cost: {value: 0, note: "state what the product and its shipping cost you where you send gifts"}
            sign_up_cost: {value: 0, note: "signing up to an affiliate programme costs nothing unless stated"}
            fee_followers_correlation:
              value: 0.56
              source: "Lumanu, correlation of payments with followers"
              trust: B
            size_exponent: {value: 1, note: "views grow in proportion to followers"}
            post_luck: {varies: 3x, trust: C, note: "a factor of three either way between posts of one creator; published spreads differ"}
            sales_power:
              varies: 7x
              source: "influencer-hero.com, concentration of sales"
              trust: C
              note: "log-sd 1.2; that the top fifth makes 80 % of the sales would be 1.7 to 2.1"
            fit: {value: 1, note: "all creators suit the product alike, unless stated"}
            screened_per_hire: {value: 1, note: "creators are asked as they come, unless stated"}
            screening_cost: {value: 0, note: "state what looking at a creator costs you"}
            screening_accuracy: {value: 50%, trust: D, note: "assumed: no study found"}
            months: {value: 1, note: "one-off, unless stated"}
            dropout: {value: 0, note: "all creators stay, unless stated"}
            familiarity: {value: 0, note: "later posts do no better, unless stated"}
            familiarity_posts: {value: 2, trust: D, note: "assumed"}
            fatigue: {value: 0, note: "later posts do no worse, unless stated"}
            start_week: {value: 1, note: "all creators begin in week 1, unless stated"}
            click_half_life: {value: 12 to 48 hours, trust: D, note: "assumed where the platform has no figure"}
            tail_share: {value: 2% to 10%, trust: D, note: "links that stay go on selling; no study found"}
            tail_half_life: {value: 30 to 90 days, trust: D, note: "assumed"}
            overdispersion: {value: 0, note: "clicks and orders scatter as counts do, unless stated"}

        """

    private static func tier(
        _ name: String, followers: String, fee: String, pool: String, views: String, engagement: String, click: String,
        order: String
    ) -> String {
        let article = "source: \"[PAP 2025, table]\", year: 2025, trust: C"
        return """
              \(name):
                followers: {varies: \(followers), \(article)}
                fee: {varies: \(fee)}
                pool: {value: \(pool), note: "a guess at how many fit one niche; state what your search finds"}
                views_per_follower: {typical: \(views), source: "Minter.io, reach per post", year: 2019, trust: B}
                engagements_per_follower: {typical: \(engagement), \(article)}
                clicks_per_engagement: {\(click)}
                orders_per_click: {typical: \(order), source: "Digital Applied via Lookfluence", trust: D, note: "wide, because the figure is repeated by blogs"}

            """ + common
    }

    private static let ratio =
        "typical: 3 to 5 * macro.clicks_per_engagement, source: \"[PAP 2025, ctr3-5]\", year: 2025, trust: C, "
        + "note: \"the article says three to five times the click rate of macro creators, not of what; read here as per engagement\""

    private static let engaged = "source: \"several vendors, clicks of engaged users\", trust: C"

    private static let tiers =
        "tiers:\n"
        + tier(
            "nano", followers: "1k to 10k", fee: "200 to 1000, source: \"[PAP 2025, fees]\", year: 2025, trust: C",
            pool: "10000", views: "28% to 50%, varies: 1.8x", engagement: "2.71%, varies: 1.8x", click: ratio,
            order: "1% to 5%")
        + tier(
            "micro", followers: "10k to 100k", fee: "1000 to 5000, source: \"[PAP 2025, fees]\", year: 2025, trust: C",
            pool: "2000", views: "16% to 32%, varies: 1.8x", engagement: "1.81%, varies: 1.8x", click: ratio,
            order: "0.9% to 4.5%")
        + tier(
            "macro", followers: "100k to 1M", fee: "15k to 49k, source: \"[PAP 2025, fees]\", year: 2025, trust: C",
            pool: "400", views: "16% to 32%, varies: 1.8x", engagement: "1.2%, varies: 1.8x",
            click: "typical: 1% to 3%, \(engaged)", order: "0.6% to 3%")
        + tier(
            "mega", followers: "1M to 10M",
            fee:
                "50k to 500k, trust: D, note: \"the article gives no fee; this continues its fee per follower, about 50 to 90 a "
                + "thousand, to 1 to 10 million followers with a discount for size\"",
            pool: "50", views: "12% to 28%, varies: 1.8x", engagement: "0.5% to 1%, varies: 1.8x",
            click: "typical: macro.clicks_per_engagement, \(engaged)", order: "0.4% to 2%")

    private static let platforms = """
        platforms:
          instagram:
            click_half_life: {value: 15 to 24 hours, source: "Graffius, half-life of posts 19 h", trust: C}
          tiktok:
            click_half_life: {value: 4 to 24 hours, source: "Graffius; the half-life of a video's feed is shorter still", trust: C}
            size_exponent:
              value: 0.1 to 0.5
              source: "Tian, Dew, Iyengar 2024, elasticity of impressions to followers 0.10"
              year: 2024
              trust: A
              note: "widened upwards, since the study is of sponsored posts only"
            nano: {engagements_per_view: {typical: 10.3% to 18%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C}}
            micro: {engagements_per_view: {typical: 6.5% to 11%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C}}
            macro: {engagements_per_view: {typical: 4% to 7%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C}}
            mega: {engagements_per_view: {typical: 2% to 3.4%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C}}
            post_luck: {varies: 10x, source: "tiktokodds.com, views across creators", trust: C, note: "part of a log-sd of 2.56 over all creators"}
          youtube:
            size_exponent: {value: 0.3 to 0.9, trust: D, note: "search and suggestions bring viewers who are not followers; no study found"}
            clicks_per_view: {typical: 0.3% to 2.8%, varies: 2x, source: influencerfee, trust: C}
            click_half_life: {value: 4 to 9 days, source: "Graffius, half-life of videos 6 d", trust: C}
            tail_share: {value: 20% to 50%, trust: D, note: "search goes on finding videos; no study found"}
            tail_half_life: {value: 60 to 180 days, trust: D, note: "assumed"}
          pinterest:
            size_exponent: {value: 0.02 to 0.2, source: "GenSumo, Tapmy: followers do not drive distribution", trust: C}
            clicks_per_view: {typical: 0.1% to 1%, varies: 2x, source: "GenSumo, Tapmy", trust: C}
            click_half_life: {value: 0.7 to 1.6 days, source: "Piquora, 70 % of clicks within two days", trust: C}
            tail_share: {value: 30% to 90%, source: "Graffius, half-life 3.5 months, against Piquora", trust: C, note: "the two contradict each other: wide"}
            tail_half_life: {value: 80 to 140 days, source: "Graffius, half-life 3.5 months", trust: C}

        """
}
