// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// For every rule a file in which it finds something, and one that differs by as little as takes that away.
let lintCases: [(rule: LintRule, found: String, notFound: String)] = [
    (
        .mixedDenominators,
        both("tiers: {nano: {clicks_per_engagement: 2%}, micro: {clicks_per_view: 1%}}"),
        both("tiers: {nano: {clicks_per_view: 2%}, micro: {clicks_per_view: 1%}}")
    ),
    (
        .engagementOnViewPlatform,
        scenario("lines: {a: {tier: nano, platform: tiktok, engagements_per_follower: 5%}}", splits: "{s: {a: 100%}}"),
        scenario("lines: {a: {tier: nano, platform: tiktok, engagements_per_view: 5%}}", splits: "{s: {a: 100%}}")
    ),
    (
        .sizeExponentOfPlatform,
        scenario("lines: {a: {tier: nano, platform: tiktok, size_exponent: 0.9}}", splits: "{s: {a: 100%}}"),
        scenario("lines: {a: {tier: nano, platform: tiktok, size_exponent: 0.3}}", splits: "{s: {a: 100%}}")
    ),
    (
        .meanAboveP95, nano("fee: \"pareto(min: 100, shape: 1.01)\""), nano("fee: \"pareto(min: 100, shape: 3)\"")
    ),
    (.meanInTheTail, nano("fee: 10 to 5000"), nano("fee: 200 to 1000")),
    (.fewSuccesses, nano("orders_per_click: 2 of 90"), nano("orders_per_click: 20 of 900")),
    (
        .fewRows, nano("gift_cost: data(data.csv, orders)\n    pool: 100"),
        nano("gift_cost: data(data.csv, orders)\n    pool: 3")
    ),
    (
        .lowTrustNarrow, nano("clicks_per_engagement: {typical: 2% to 2.1%, trust: D}"),
        nano("clicks_per_engagement: {typical: 1% to 3%, trust: D}")
    ),
    (
        .implausibleOrdersPerEngagement, nano("clicks_per_engagement: 60%\n    orders_per_click: 40%"),
        nano("clicks_per_engagement: 6%\n    orders_per_click: 4%")
    ),
    (.implausibleOrdersPerClick, nano("orders_per_click: 20%"), nano("orders_per_click: 4%")),
    (
        .ordersPerViewOutsidePublished, nano("orders_per_click: 0.01%"),
        nano("engagements_per_follower: 5%\n    clicks_per_engagement: 20%\n    orders_per_click: 10%")
    ),
    (
        .rateRisesWithTier,
        both("tiers: {nano: {engagements_per_follower: 1%}, micro: {engagements_per_follower: 3%}}"),
        both("tiers: {nano: {engagements_per_follower: 3%}, micro: {engagements_per_follower: 1%}}")
    ),
    (
        .contradictingSources,
        nano("fee: {either: [{typical: 300, source: a}, {typical: 900, source: b}]}"),
        nano("fee: {typical: 300 to 900}")
    ),
    (
        .giftsAlwaysPosted,
        scenario("lines: {a: {tier: nano, deal: gifting, gift_cost: 30, no_show: 2%}}", splits: "{s: {a: 100%}}"),
        scenario("lines: {a: {tier: nano, deal: gifting, gift_cost: 30, no_show: 50%}}", splits: "{s: {a: 100%}}")
    ),
    (
        .orderLosesMoney, scenario("lines: {a: {tier: nano, deal: {revenue_share: 70%}}}", splits: "{s: {a: 100%}}"),
        scenario("lines: {a: {tier: nano, deal: {revenue_share: 10%}}}", splits: "{s: {a: 100%}}")
    ),
    (.dollarDefaults, scenario("currency: EUR"), scenario("currency: EUR\ntiers: {nano: {fee: 200 to 900}}")),
    (
        .feeDiscontinuity,
        both("tiers: {nano: {fee: 50 to 100, followers: 1k to 10k}, micro: {fee: 2k to 5k, followers: 10k to 100k}}"),
        both("tiers: {nano: {fee: 50 to 500, followers: 1k to 10k}, micro: {fee: 500 to 5k, followers: 10k to 100k}}")
    ),
    (.feeOutsidePublished, nano("fee: 2k to 9k"), nano("fee: 200 to 900")),
    (.noRefunds, scenario(), scenario(product: "refund_rate: 12% to 20%")),
    (
        .freeManagement, scenario(),
        scenario("costs: {hourly_wage: 35}\ntiers: {nano: {management_hours: 2 hours}}")
    ),
    (
        .uncappedViewPay,
        scenario("lines: {a: {tier: nano, deal: {fee: 50%, per_view: 25 / 1000}}}", splits: "{s: {a: 100%}}"),
        scenario("lines: {a: {tier: nano, deal: {per_view: 25 / 1000, cap: 900}}}", splits: "{s: {a: 100%}}")
    ),
    (.attributionMissing, scenario(), scenario("attribution: {incremental_share: 60% to 90%}")),
    (.sameFeeForAll, nano("fee: 300"), nano("fee: 200 to 400")),
    (
        .sameOrderValueForAll, scenario(),
        scenario().replacing("order_value: 80", with: "order_value: {typical: 80, varies: 1.5x}")
    ),
    (.noUncertainty, scenario(), nano("orders_per_click: {typical: 1% to 3%}")),
    (.knownRate, nano("orders_per_click: 2%"), nano("orders_per_click: {typical: 1% to 3%}")),
    (
        .everythingIndependent,
        both("tiers: {nano: {orders_per_click: {typical: 1% to 3%}}, micro: {orders_per_click: {typical: 1% to 3%}}}"),
        both(
            """
            tiers:
              nano: {orders_per_click: {typical: 1% to 3%}, engagements_per_follower: 2%, clicks_per_engagement: 2%}
              micro: {orders_per_click: {typical: 1% to 3%}, engagements_per_follower: 2%, clicks_per_engagement: 2%}
            correlate: [{of: [nano.orders_per_click, micro.orders_per_click], rank: 0.5}]
            """)
    ),
    (
        .defaultDrives, scenario(),
        nano(
            "fee: 200 to 900\n    engagements_per_follower: 2%\n    clicks_per_engagement: 2%\n    orders_per_click: 2%"
        )
    ),
    // Each line hires twenty creators that are alike; which split earns more follows from their fees alone.
    (
        .driverWithoutUncertainty, hanging(orders: "2%", fee: "500"),
        hanging(orders: "{typical: 0.5% to 8%}", fee: "500")
    ),
    (.thinEvidence, hanging(orders: "2%", fee: "200 to 900"), hanging(orders: "2%", fee: "100 to 120")),
    (
        .missingSource, nano("orders_per_click: {typical: 1% to 3%}"),
        nano("orders_per_click: {typical: 1% to 3%, note: \"a guess\"}")
    ),
    (
        .sourceWithoutYear, nano("orders_per_click: {typical: 1% to 3%, source: a shop}"),
        nano("orders_per_click: {typical: 1% to 3%, source: a shop, year: 2024}")
    ),
    (
        .sourceWithoutTrust, nano("orders_per_click: {typical: 1% to 3%, source: a shop}"),
        nano("orders_per_click: {typical: 1% to 3%, source: a shop, trust: B}")
    ),
    (
        .oldSource,
        nano(
            "orders_per_click: {typical: 1% to 3%, source: x, year: 2015}\n    fee: {varies: 200 to 900, source: x, year: 2024}"
        ),
        nano(
            "orders_per_click: {typical: 1% to 3%, source: x, year: 2022}\n    fee: {varies: 200 to 900, source: x, year: 2024}"
        )
    ),
    (.poolTooSmall, nano("fee: 200 to 300\n    pool: 5"), nano("fee: 200 to 300\n    pool: 500")),
    (.fewCreators, nano("fee: 4k to 6k"), nano("fee: 200 to 300")),
    (
        .identicalSplits, scenario(splits: "{s: {nano: 100%}, t: {nano: 100%}}"),
        scenario(splits: "{s: {nano: 100%}, t: {micro: 100%}}")
    ),
    (
        .unfundedLine, scenario("lines: {a: {tier: nano}}"),
        scenario("lines: {a: {tier: nano}}", splits: "{s: {nano: 50%, a: 50%}}")
    ),
    (.noGoals, scenario(), scenario("goals: [roi >= 0]")),
    (
        .certainRisk, scenario("risks: {a: {probability: 100%, effects: {fee: {multiply: 2}}}}"),
        scenario("risks: {a: {probability: 10%, effects: {fee: {multiply: 2}}}}")
    ),
    (
        .screeningWithoutFit, nano("screened_per_hire: 3\n    fit: 1"),
        nano("screened_per_hire: 3\n    fit: {varies: 2x}")
    ),
    (
        .partnershipWithoutWear, nano("months: 4\n    dropout: 0%\n    fatigue: 0%"),
        nano("months: 4\n    dropout: 2% to 8%\n    fatigue: 1% to 4%")
    ),
    (
        .upliftWithoutDiscount, scenario(product: "code_uplift: 1.2"),
        scenario(product: "code_uplift: 1.2\n  code_discount: 10%")
    ),
    (.unusedQuantity, scenario("tiers: {macro: {fee: 20k}}"), scenario("tiers: {nano: {fee: 200}}")),
    (
        .unusedAllowance, scenario("goals: [roi >= 0]\nallow: {no-goals: \"none yet\"}"),
        scenario("allow: {no-goals: \"none yet\"}")
    ),
]

/// A scenario with more about nano creators.
private func nano(_ keys: String) -> String { scenario("tiers:\n  nano:\n    \(keys)") }

/// A scenario with a line each of nano and micro creators.
private func both(_ more: String) -> String { scenario(more, splits: "{s: {nano: 50%, micro: 50%}}") }

/// Two splits, one of nano and one of micro creators, of whom each costs a fee and an hour and brings the same orders.
private func hanging(orders: String, fee: String) -> String {
    let alike =
        "followers: 10k, engagements_per_follower: 10%, clicks_per_engagement: 100%, post_luck: 1, "
        + "sales_power: 1, management_hours: 1 hour, pool: 100"
    return scenario(
        """
        costs: {hourly_wage: 30 to 34}
        tiers:
          nano: {fee: {typical: \(fee)}, orders_per_click: \(orders), \(alike)}
          micro: {fee: 520, orders_per_click: 2%, \(alike)}
        """, splits: "{s: {nano: 100%}, t: {micro: 100%}}")
}
