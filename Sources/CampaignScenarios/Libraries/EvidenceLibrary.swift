// SPDX-License-Identifier: GPL-3.0-or-later

/// The library `evidence`: what published figures say of each link from fee to order, written in the scenario language
/// itself.
///
/// What nobody knows of all creators together (how readily views become clicks, clicks orders, how dear the year is) is one
/// draw for all tiers, so that a mixed split does not average ignorance away. Tiers are centred on equal orders for a dollar
/// and tilted by one shared unknown, since sources contradict each other on which is better. Each law spans the sources that
/// its entry names; `docs/realism.md` holds the forecasts that follow against published outcomes.
enum EvidenceLibrary {
    static let text = product + assumptions + parts + deals + tiers + platforms

    private static let product = """
        product:
          offer:
            value: "mixture(0.85: lognormal(median: 1, spread: 3.2), 0.15: lognormal(median: 0.02, spread: 8))"
            source: "Huang, Morozov 2025: about a sixth of sponsored games profit, the median loses nearly all; a brand's screened partners: 30 % above 3 $ a dollar; most of 100 merchants sold nothing (trade press)"
            year: 2025
            trust: B
            note: "product, brief, season and brand, shared by all creators; one campaign in seven is a flop in which almost nothing sells whatever the reach; how many are flops is a reading of few sources"
          untracked_orders:
            value: 0.3 to 2.5
            source: "ShopStyle: 34 % of influenced sales assisted; trackers see a third of orders, a quarter to a tenth of installs; 180 codes used against 290 to 340 orders"
            year: 2023
            trust: C
            note: "search, later visits and other devices; the sources miss between a quarter and three quarters of all orders"
          refund_rate:
            value: 4% to 25%
            source: "NRF via aggregators: 16.9 to 19.3 % online, clothing 25 %; games 5 to 8 %"
            year: 2024
            trust: B
            note: "spans the kinds of product; state your shop's own"
          code_discount: {value: 0, note: "no discount code unless stated"}
          code_uplift: {value: 1, note: "no effect of a code unless stated"}
          repeat_orders: {value: 0, note: "no further orders unless stated"}
        costs:
          hourly_wage: {value: 20 to 50, trust: D, note: "assumed: an hour of your staff, in dollars; state your own"}
          agency_share: {value: 0, note: "no agency unless stated"}
          network_fee:
            value: "uniform(min: 0%, max: 30%)"
            source: "AvantLink: 20 % on commission; a programme of one's own pays none"
            year: 2015
            trust: B
            note: "from none to half more than the one published rate, since offers differ"

        """

    private static let assumptions = """
        assumptions:
          market_clicks_per_view:
            value: 0.3% to 4%
            source: "vendors 0.5 to 3 %, story stickers 1 to 5 %; YouTube 0.3 to 2.8 % (influencerfee); a sponsored tweet 0.35 % of followers"
            year: 2024
            trust: C
            note: "of a middling creator's views; one unknown for all tiers; log-normal, since sources differ by factors"
          market_orders_per_click:
            value: 0.7% to 7.5%
            source: "networks 3.9 % (AvantLink), UK affiliates 5 % (IAB/PwC), influencer traffic 0.5 to 3 % (agency), podcast visitors 5.35 % (Podsights)"
            year: 2023
            trust: B
            note: "one unknown for all tiers; networks count coupon sites, whose visitors came to buy: their figures are the upper part"
          fee_level:
            value: 0.5 to 2
            source: "Klear and price lists against [PAP 2025, fees] and Lumanu's payments"
            year: 2025
            trust: C
            note: "how dear creators are this year, in this market and niche; tables differ by a factor of four"
          reach_level:
            value: 0.7 to 1.4
            source: "Minter.io, reach per post"
            year: 2019
            trust: B
            note: "how far platforms spread posts now; the source is old, so wide"
          tier_tilt:
            value: 0.74 to 1.35
            source: "Beichert, Bayerl, Goldenberg, Lanz 2024: nano three times macro per dollar, one brand; others find no tie or the reverse"
            year: 2024
            trust: A
            note: "half of what separates neighbouring tiers: nano sells by its third power, micro by itself, macro and mega by the inverse of these; centred on no difference, since no source settles it; nano against macro then lies between 0.3 and 3.3"

        """

    /// What stands in where a part is in force and the file does not state all of its keys.
    private static let parts = """
        audience:
          overlap_within: {value: 0, note: "no overlap beyond chance unless stated; no distribution is published"}
          overlap_between: {value: 0, note: "no overlap beyond chance unless stated"}
          repeat_response: {value: 30% to 70%, trust: D, note: "assumed: no study found"}
          views_per_person: {value: "uniform(min: 1, max: 1.5)", trust: D, note: "assumed: no study found"}
        attribution:
          incremental_share:
            value: 45% to 92%
            source: "realgrowthmatters: content publishers 80 % incremental, coupon sites under 40 %"
            trust: D
            note: "undated; wide, because nobody publishes tests"
          code_leakage: {value: 1% to 15%, trust: D, note: "assumed: coupon sites collect codes; no figure found"}
          new_customer_share: {value: 15% to 65%, source: "AvantLink: 21.5 % of affiliate orders", year: 2015, trust: B, note: "widened upwards, since creators reach new audiences"}
        time:
          order_lag: {value: 0.5 to 5 days, trust: D, note: "assumed: most orders follow the click within days"}
          refund_lag: {value: 7 to 20 days, trust: D, note: "assumed"}
          refund_window: {value: 30 days, trust: D, note: "assumed: a usual right of return"}
          repeat_lag: {value: 30 to 120 days, trust: D, note: "assumed"}
          fee_terms: {value: 0, note: "fees are paid with the post, unless stated"}
          commission_terms: {value: 30 days, trust: D, note: "assumed: paid once the refund window is over"}

        """

    /// What follows from what creators are paid for.
    private static let deals = """
        deals:
          gifting:
            no_show: {value: 20% to 88%, source: "under half of unsolicited gifts are posted about (Traackr); under 10 % of one brand's TikTok affiliates, 80 % on a platform they opted into", trust: C, note: "undated; spans them all"}
            gift_cost: {value: 0.3 to 0.7 * product.order_value, trust: D, note: "assumed: what a product costs you with shipping, as a share of the order value"}
          commission:
            no_show: {value: 30% to 93%, source: "under 10 % of 100 affiliates of one brand posted; most affiliates of a programme bring nothing", trust: C, note: "undated; how many of those who sign up become active"}
            gift_cost: {value: 0.05 to 0.6 * product.order_value, trust: D, note: "assumed: the sample that an affiliate needs to show a product, on average over those who need none"}
            management_hours: {value: 0.1 to 1 hours, trust: D, note: "assumed: an affiliate signs up himself and asks little"}
            posts: {value: 1 to 5, trust: D, note: "assumed: who earns by the order returns to his link"}
            sign_up_cost: {value: 1 to 10, trust: D, note: "assumed: to find, vet and set up an affiliate, in dollars"}

        """

    /// What is the same in every tier.
    private static let common = """
            fake_followers: {value: 0, note: "published reach is per follower as stated, fakes among them; state your own audit only beside a reach of real followers"}
            acceptance: {value: 100%, note: "every creator who is asked accepts, unless stated"}
            no_show_pay: {value: 0, note: "who does not post is not paid, unless stated"}
            posts: {value: 1, note: "one post a creator unless stated"}
            gift_cost: {value: 0, note: "no product is given unless stated"}
            sign_up_cost: {value: 0, note: "no cost of signing up unless stated"}
            fee_followers_correlation: {value: 0.56, source: "Lumanu, correlation of payments with followers", trust: B}
            size_exponent: {value: 1, note: "views grow in proportion to followers"}
            post_luck: {varies: 3x, trust: D, note: "assumed: a factor of three either way between posts of one creator; published spreads differ"}
            sales_power:
              varies: 7x
              source: "influencer-hero.com: the top 10 to 20 % of creators make 80 % of sales; 40 micro stylists: 38 orders, most by one (press)"
              trust: C
              note: "undated; log-sd 1.2; that the top fifth makes 80 % would be 1.7 with equal audiences, which differ too"
            fit: {value: 1, note: "all creators suit the product alike, unless stated"}
            screened_per_hire: {value: 1, note: "creators are asked as they come, unless stated"}
            screening_cost: {value: 0, note: "state what looking at a creator costs you"}
            screening_accuracy: {value: 30% to 70%, trust: D, note: "assumed: no study found"}
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

    private struct TierFigures {
        var followers: String
        var fee: String
        var feeSource: String
        var pool: String
        var views: String
        var engagement: String
        var response: String
        var responseNote: String
        var tilt: String
        var hours: String
        var noShow: String
    }

    private static func tier(_ name: String, _ figures: TierFigures) -> String {
        """
          \(name):
            followers: {varies: \(figures.followers), source: "[PAP 2025, table]", year: 2025, trust: C, note: "where the tier is cut"}
            fee:
              typical: \(figures.fee) * fee_level
              varies: 2.7x
              source: "\(figures.feeSource)"
              year: 2025
              trust: C
              note: "what creators ask differs within a tier by a log-sd of 0.6 (Lumanu); what they ask on the whole, nobody agrees on"
            pool: {value: \(figures.pool), note: "a guess at how many fit one niche; state what your search finds"}
            views_per_follower: {typical: \(figures.views) * reach_level, varies: 1.8x, source: "Minter.io, reach per post", year: 2019, trust: B, note: "the source, widened to both sides: its formats are mixed"}
            engagements_per_follower: {typical: \(figures.engagement), varies: 1.8x, source: "[PAP 2025, table]; agency; a survey of 2 M accounts (2016)", year: 2025, trust: C, note: "spans the three; reported, and no road to orders unless the file says so"}
            clicks_per_view: {typical: \(figures.response) * market_clicks_per_view, varies: 1.8x, source: "[PAP 2025, ctr3-5]; vendors", year: 2025, trust: C, note: "\(figures.responseNote)"}
            orders_per_click: {typical: market_orders_per_click\(figures.tilt), source: "Beichert et al. 2024; Digital Applied; AvantLink", year: 2024, trust: C, note: "the market's rate and the tilt between tiers"}
            management_hours: {value: \(figures.hours) hours, trust: D, note: "assumed: to find, brief and pay a creator; state your own"}
            no_show: {value: \(figures.noShow), source: "Later: 80 % of paid creators post; contracts of large fees are kept more often (assumed)", trust: B, note: "undated; about the published share, by as much as niches differ"}

        """ + common
    }

    private static let tiers =
        "tiers:\n"
        + tier(
            "nano",
            TierFigures(
                followers: "1k to 10k", fee: "36 to 110",
                feeSource: "Klear: about 100 $; price lists 10 to 100 $; gifts of 50 $ (Beichert et al. 2024)",
                pool: "10000", views: "25% to 55%", engagement: "2.2% to 7%", response: "1.07 to 2.4",
                responseNote:
                    "small audiences are said to click 3 to 5 times as often, engage and buy twice as often; shrunk, so that a dollar of fee and time brings as many orders as with other tiers",
                tilt: " * tier_tilt * tier_tilt * tier_tilt", hours: "0.3 to 1.5", noShow: "10% to 30%"))
        + tier(
            "micro",
            TierFigures(
                followers: "10k to 100k", fee: "170 to 520",
                feeSource: "price lists 100 to 500 $; agency 50 to 200 $; up to 100 $ for 10,000 followers (press)",
                pool: "2000", views: "16% to 40%", engagement: "1.4% to 4.5%", response: "0.67 to 1.5",
                responseNote: "the tier that the market's rate is said of", tilt: " * tier_tilt", hours: "1 to 4",
                noShow: "5% to 25%"
            ))
        + tier(
            "macro",
            TierFigures(
                followers: "100k to 1M", fee: "1500 to 4600",
                feeSource:
                    "Klear: 3,138 $ above 500k followers; price lists 500 to 10,000 $; well over 1,000 $ (Beichert et al. 2024); YouTube deals 3,800 $ (agency)",
                pool: "400", views: "14% to 36%", engagement: "0.8% to 2.6%", response: "0.67 to 1.5",
                responseNote: "as micro, less surely", tilt: " / tier_tilt", hours: "4 to 16", noShow: "1% to 10%"))
        + tier(
            "mega",
            TierFigures(
                followers: "1M to 10M", fee: "13.5k to 41k",
                feeSource:
                    "price lists 5k to 100k $; a photo 49,500 $ (Tagger/Sprout); celebrities 13,000 £ (information request)",
                pool: "50", views: "10% to 30%", engagement: "0.4% to 1.4%", response: "0.67 to 1.5",
                responseNote: "as micro, least surely", tilt: " / tier_tilt / tier_tilt / tier_tilt", hours: "15 to 60",
                noShow: "1% to 8%"))

    private static let platforms = """
        platforms:
          instagram:
            click_half_life: {value: 15 to 24 hours, source: "Graffius, half-life of posts 19 h", trust: C, note: "undated; a fifth either way"}
          tiktok:
            click_half_life: {value: 4 to 24 hours, source: "Graffius; the half-life of a video's feed is shorter still", trust: C, note: "undated; sources differ by a factor of six"}
            size_exponent: {value: 0.1 to 0.5, source: "Tian, Dew, Iyengar 2024, elasticity of impressions to followers 0.10", year: 2024, trust: A, note: "widened upwards, since the study is of sponsored posts only"}
            nano: {engagements_per_view: {typical: 10.3% to 18%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C, note: "the article's range or a quarter either way; reported only"}}
            micro: {engagements_per_view: {typical: 6.5% to 11%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C, note: "the article's range or a quarter either way; reported only"}}
            macro: {engagements_per_view: {typical: 4% to 7%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C, note: "the article's range or a quarter either way; reported only"}}
            mega: {engagements_per_view: {typical: 2% to 3.4%, varies: 1.5x, source: "[PAP 2025, table]", year: 2025, trust: C, note: "the article's range or a quarter either way; reported only"}}
            post_luck: {varies: 10x, source: "tiktokodds.com, views across creators", trust: C, note: "undated; part of a log-sd of 2.56 over all creators"}
          youtube:
            size_exponent: {value: 0.3 to 0.9, trust: D, note: "search and suggestions bring viewers who are not followers; no study found"}
            click_half_life: {value: 4 to 9 days, source: "Graffius, half-life of videos 6 d", trust: C, note: "undated; a half either way"}
            tail_share: {value: 20% to 50%, trust: D, note: "search goes on finding videos; no study found"}
            tail_half_life: {value: 60 to 180 days, trust: D, note: "assumed"}
          pinterest:
            size_exponent: {value: 0.02 to 0.2, source: "GenSumo, Tapmy: followers do not drive distribution", trust: C, note: "undated; near none"}
            clicks_per_view: {typical: 0.2 to 0.5 * market_clicks_per_view, varies: 2x, source: "GenSumo, Tapmy: 0.1 to 1 % outbound clicks", trust: C, note: "undated; a third of other platforms' rate, with its unknown"}
            click_half_life: {value: 0.7 to 1.6 days, source: "Piquora, 70 % of clicks within two days", trust: C, note: "undated; widened"}
            tail_share: {value: 30% to 90%, source: "Graffius, half-life 3.5 months, against Piquora", trust: C, note: "undated; the two contradict each other: wide"}
            tail_half_life: {value: 80 to 140 days, source: "Graffius, half-life 3.5 months", trust: C, note: "undated; a third either way"}

        """
}
