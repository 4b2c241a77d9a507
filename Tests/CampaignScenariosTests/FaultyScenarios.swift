// SPDX-License-Identifier: GPL-3.0-or-later

/// A file for every kind of problem.
let faultyScenarios: [(name: String, text: String)] = [
    ("empty", ""),
    ("comments only", "# nothing\n"),
    ("list", "- a\n- b\n"),
    ("missing", "name: x\n"),
    ("version", scenario().replacing("version: 1", with: "version: 2")),
    ("unknown top key", scenario("tier: {}")),
    ("unknown quantity key", scenario("tiers: {nano: {fees: 3}}")),
    ("synonym", scenario("lines: {a: {tier: nano, deal: {commission: 10%}}}")),
    ("unknown tier", scenario("tiers: {nanno: {fee: 3}}")),
    ("unknown platform", scenario("lines: {a: {tier: nano, platform: tictok}}")),
    ("duplicate key", scenario("tiers:\n  nano:\n    fee: 3\n    pool: 50\n    fee: 4")),
    ("duplicate flow key", scenario("tiers: {nano: {fee: 3, fee: 4}}")),
    ("wrong type list", scenario("tiers: {nano: {fee: [1, 2]}}")),
    ("wrong type scalar", scenario("tiers: 5")),
    ("null value", scenario("tiers:\n  nano:\n    fee:")),
    ("cycle", scenario("assumptions: {a: b * 2, b: c, c: a + 1}")),
    ("self cycle", scenario("tiers: {nano: {gift_cost: nano.gift_cost}}")),
    ("unknown reference", scenario("tiers: {nano: {gift_cost: 2 * micro.fea}}")),
    ("unknown assumption", scenario("tiers: {nano: {gift_cost: zzz}}")),
    ("reference to varying", scenario("tiers: {nano: {gift_cost: nano.fee}}")),
    ("nan", scenario("tiers: {nano: {fee: .nan}}")),
    ("inf", scenario("tiers: {nano: {fee: .inf}}")),
    ("sexagesimal", scenario("tiers: {nano: {fee: 10:30}}")),
    ("yes", scenario("tiers: {nano: {fee: yes}}")),
    ("separator", scenario("tiers:\n  nano:\n    fee: 1,000")),
    ("K", scenario("tiers: {nano: {fee: 5K}}")),
    ("dollar", scenario("tiers: {nano: {fee: $500}}")),
    ("dash", scenario("tiers: {nano: {fee: 200–500}}")),
    ("unit", scenario("tiers: {nano: {management_hours: 2 weeks}}")),
    ("currency", scenario("tiers: {nano: {fee: 30 EUR}}")),
    ("percent of money", scenario("tiers: {nano: {fee: 30%}}")),
    ("factor of share", scenario("tiers: {nano: {no_show: 3x}}")),
    ("share above 1", scenario("tiers: {nano: {no_show: 30}}")),
    ("negative", scenario("tiers: {nano: {gift_cost: -3}}")),
    ("zero", scenario("product2: 1", product: "code_uplift: 0")),
    ("whole", scenario("tiers: {nano: {posts: 1.5}}")),
    ("correlation domain", scenario("tiers: {nano: {fee_followers_correlation: 2}}")),
    ("correlation interval", scenario("tiers: {nano: {fee_followers_correlation: 0.2 to 0.5}}")),
    ("interval to 0", scenario("tiers: {nano: {fee: -200 to 1000}}")),
    ("interval reversed", scenario("tiers: {nano: {fee: 500 to 200}}")),
    ("share interval", scenario("tiers: {nano: {no_show: 0% to 20%}}")),
    ("one percent", scenario("tiers: {nano: {no_show: 5 to 20%}}")),
    ("too wide", scenario("tiers: {nano: {fee: 1 to 1M}}")),
    ("too wide spread", scenario("tiers: {nano: {fee: lognormal(median: 5, spread: 900)}}")),
    ("bad sd", scenario("tiers: {nano: {fee: gamma(mean: 5, sd: 0)}}")),
    ("positional", scenario("tiers: {nano: {fee: uniform(1, 2)}}")),
    ("missing parameter", scenario("tiers: {nano: {fee: uniform(min: 1)}}")),
    ("extra parameter", scenario("tiers: {nano: {fee: uniform(min: 1, max: 2, mode: 1)}}")),
    ("unknown distribution", scenario("tiers: {nano: {fee: unifrom(min: 1, max: 2)}}")),
    ("order", scenario("tiers: {nano: {fee: pert(min: 5, mode: 2, max: 9)}}")),
    ("poisson", scenario("tiers: {nano: {fee: poisson(mean: 1e10)}}")),
    ("support", scenario("tiers: {nano: {fee: normal(mean: 10, sd: 5)}}")),
    ("support of share", scenario("tiers: {nano: {no_show: gamma(mean: 10%, sd: 5%)}}")),
    ("evidence", scenario("tiers: {nano: {orders_per_click: 70 of 61}}")),
    ("evidence of money", scenario("tiers: {nano: {gift_cost: 6 of 61}}")),
    ("varies alone", scenario("tiers: {nano: {fee: {varies: 1.5x}}}")),
    ("varies without x", scenario("tiers: {nano: {fee: {typical: 5, varies: 1.5}}}")),
    ("varies below 1", scenario("tiers: {nano: {fee: {typical: 5, varies: 0.5x}}}")),
    ("varies interval", scenario("tiers: {nano: {fee: {typical: 5, varies: 2 to 3}}}")),
    ("varies from large to small", scenario("tiers: {nano: {fee: {typical: 5, varies: 3x to 2x}}}")),
    ("varies from below 1", scenario("tiers: {nano: {fee: {typical: 5, varies: 0.5x to 2x}}}")),
    (
        "varies by an uncertain factor between orders",
        scenario("note: x", product: "order_value: {typical: 5, varies: 2x to 3x}").replacing(
            "  order_value: 80\n", with: "")
    ),
    ("typical on campaign", scenario("tiers: {nano: {pool: {typical: 5}}}")),
    ("value and typical", scenario("tiers: {nano: {fee: {value: 5, typical: 3}}}")),
    ("nothing", scenario("tiers: {nano: {fee: {note: x}}}")),
    ("unknown part", scenario("tiers: {nano: {fee: {tipical: 3}}}")),
    ("trust", scenario("tiers: {nano: {fee: {value: 3, trust: E}}}")),
    ("year", scenario("tiers: {nano: {fee: {value: 3, year: 20}}}")),
    ("both denominators", scenario("tiers: {nano: {clicks_per_view: 1%, clicks_per_engagement: 2%}}")),
    ("per lead", scenario("lines: {a: {tier: nano, deal: {per_lead: 3}}}")),
    ("orders per lead", scenario("lines: {a: {tier: nano, orders_per_lead: 10%}}")),
    ("deal", scenario("lines: {a: {tier: nano, deal: free}}")),
    ("empty deal", scenario("lines: {a: {tier: nano, deal: {fee: none}}}")),
    ("no tier", scenario("lines: {a: {platform: tiktok}}")),
    ("gift", scenario("lines: {a: {tier: nano, deal: {gift: yes}}}")),
    ("shares", scenario(splits: "{s: {nano: 60%, micro: 30%}}")),
    ("amounts", scenario(splits: "{s: {nano: 6k, micro: 3k}}")),
    ("mixed", scenario(splits: "{s: {nano: 60%, micro: 3k}}")),
    ("unknown line", scenario(splits: "{s: {nanno: 100%}}")),
    ("no splits", scenario(splits: "{}")),
    ("negative share", scenario(splits: "{s: {nano: 160%, micro: -60%}}")),
    ("budget", scenario().replacing("10k", with: "-10k")),
    ("budget percent", scenario().replacing("10k", with: "10%")),
    ("currency code", scenario("currency: euro")),
    ("goal", scenario("goals: [cpa < 45]")),
    ("goal metric", scenario("goals: [cpaa <= 45]")),
    ("goal unit", scenario("goals: [cpa <= 45%]")),
    ("correlate varying", scenario("correlate: [{of: [nano.fee, nano.orders_per_click], rank: 0.5}]")),
    ("correlate fixed", scenario("correlate: [{of: [product.order_value, nano.orders_per_click], rank: 0.5}]")),
    ("correlate rank", scenario("correlate: [{of: [micro.orders_per_click, nano.orders_per_click], rank: 2}]")),
    (
        "correlate twice",
        scenario(
            "correlate: [{of: [micro.orders_per_click, nano.orders_per_click], rank: 0.5}, {of: [nano.orders_per_click, micro.orders_per_click], rank: 0.4}]"
        )
    ),
    ("anchor", scenario("tiers: {nano: {fee: &a 3, gift_cost: *a}}")),
    ("tag", scenario("note: !!str x")),
    ("documents", scenario("---\nversion: 1")),
    ("open quote", scenario("note: \"abc")),
    ("yaml", scenario("tiers: {nano: {fee: 3}")),
    ("tab", scenario("tiers:\n\tnano: {fee: 3}")),
    ("control", scenario("note: a\u{7}b")),
    ("data", scenario("tiers: {nano: {fee: data(x.csv, y)}}")),
    ("deep", scenario("note: " + String(repeating: "[", count: 60))),
    ("parens", scenario("tiers: {nano: {fee: ((3}}")),
    ("end", scenario("tiers: {nano: {fee: 3 +}}")),
    ("divide", scenario("tiers: {nano: {fee: 3 / 0}}")),
    ("time without weeks", scenario("time: {order_lag: 2 days}")),
    ("weeks", scenario("time: {weeks: 2.5}")),
    ("start", scenario("time: {weeks: 8, start: 2026-02-30}")),
    ("time unit", scenario("time: {weeks: 8, order_lag: 2 posts}")),
    ("time key without time", scenario("tiers: {nano: {click_half_life: 19 hours}}")),
    ("months", scenario("tiers: {nano: {months: 0}}")),
    ("too many months", scenario("tiers: {nano: {months: 500}}")),
    ("start week", scenario("tiers: {nano: {start_week: 0}}")),
    ("audience key", scenario("audience: {populaton: 2M}")),
    ("incremental share", scenario("attribution: {incremental_share: 120%}")),
    ("goal without its part", scenario("goals: [incremental_roi >= 0]")),
    ("risk without probability", scenario("risks: {a: {effects: {fee: {multiply: 2}}}}")),
    ("risk without effects", scenario("risks: {a: {probability: 5%}}")),
    ("risk on nothing", scenario("risks: {a: {probability: 5%, on: tictok, effects: {fee: {multiply: 2}}}}")),
    (
        "risk on an unused platform",
        scenario("risks: {a: {probability: 5%, on: tiktok, effects: {fee: {multiply: 2}}}}")
    ),
    ("risk effect key", scenario("risks: {a: {probability: 5%, effects: {fees: {multiply: 2}}}}")),
    ("risk effect form", scenario("risks: {a: {probability: 5%, effects: {fee: 2}}}")),
    ("risk too late", scenario("risks: {a: {probability: 5%, from_week: 3, effects: {fee: {multiply: 2}}}}")),
    (
        "risk sets views",
        scenario("risks: {a: {probability: 5%, from_week: 3, effects: {views_per_follower: {set: 0}}}}")
    ),
    ("risk lasts from nowhere", scenario("risks: {a: {probability: 5%, lasting: 3, effects: {fee: {multiply: 2}}}}")),
    (
        "risk of another denominator",
        scenario("risks: {a: {probability: 5%, effects: {clicks_per_view: {multiply: 2}}}}")
    ),
    ("interval with a hyphen", scenario("tiers: {nano: {fee: 120-180}}")),
    ("interval of shares with a hyphen", scenario("tiers: {nano: {acceptance: 40%-70%}}")),
    ("plus minus", scenario("tiers: {nano: {fee: {typical: 150 +- 30}}}")),
    ("percent after a space", scenario("tiers: {nano: {acceptance: 40 %}}")),
    ("thousands with a point", scenario("tiers: {nano: {fee: 1.200}}")),
    ("goal of two thousand per cent", scenario("goals: [roi >= 20]")),
    ("gifts that cost nothing", scenario("lines: {a: {tier: nano, deal: gifting}}")),
    ("fee of a deal as money", scenario("lines: {a: {tier: nano, deal: {fee: 200}}}")),
    ("tab before a key", scenario("tiers:\n  nano:\n  \tfee: 3")),
    ("spaced interval of shares with a hyphen", scenario("tiers: {nano: {acceptance: 10% - 30%}}")),
    ("share without per cent", scenario("tiers: {nano: {acceptance: 45}}")),
    ("hours without a wage", scenario("tiers: {nano: {management_hours: 2 hours}}")),
    ("budget with a point for thousands", scenario().replacing("budget: 10k", with: "budget: 40.000 USD")),
    ("budget in another currency", scenario().replacing("budget: 10k", with: "budget: 40k EUR")),
    ("two at once", scenario("tiers: {nano: {fee: -1, pol: 3}}\ngoals: [x]")),
    (
        "a figure of the tier in place of the platform's",
        """
        version: 1
        budget: 20k
        product: {order_value: 80, gross_margin: 60%}
        tiers: {macro: {clicks_per_engagement: 2%}}
        lines: {pins: {tier: macro, platform: pinterest}}
        splits: {s: {pins: 100%}}
        """
    ),
    (
        "quantities that nothing reads",
        """
        version: 1
        budget: 20k
        defaults: article
        product: {order_value: 80, gross_margin: 60%}
        costs: {network_fee: 10%, agency_share: 5%}
        tiers:
          nano: {fee: 90, no_show: 0, no_show_pay: 40%, posts: 2}
          mega: {fee: 9000, pool: 4}
        platforms: {tiktok: {post_luck: {varies: 4x}}}
        assumptions: {spare: 1 to 2, used: 1 to 2}
        lines:
          a: {tier: nano, fee: 80 * used, fatigue: 10%}
          idle: {tier: micro, fee: 300, posts: 2}
        correlate: [{of: [spare, used], rank: 0.5}]
        splits: {s: {a: 100%}}
        """
    ),
    (
        "terms and fees that no line could read",
        """
        version: 1
        budget: 20k
        product: {order_value: 80, gross_margin: 60%}
        deals: {gifting: {fee: 80}}
        lines:
          a: {tier: nano, deal: {fee: 50%, cap: 100, clawback: false}}
          b: {tier: nano, deal: {fee: none, revenue_share: 10%}, fee: 90}
        splits: {s: {a: 50%, b: 50%}}
        """
    ),
    (
        "events that change nothing",
        """
        version: 1
        budget: 20k
        product: {order_value: 80, gross_margin: 60%}
        lines: {a: {tier: nano, deal: {revenue_share: 10%}}}
        risks:
          dear: {probability: 10%, effects: {no_show_pay: {set: 50%}}}
          kept: {probability: 10%, effects: {orders_per_click: {multiply: 1}, gift_cost: {add: 0}}}
          more: {probability: 10%, effects: {fake_followers: {multiply: 2}}}
          late: {probability: 10%, from_week: 30, effects: {views_per_follower: {multiply: 0.5}}}
        splits: {s: {a: 100%}}
        """
    ),
    ("goals on leads without leads", scenario("goals: [leads >= 5, cost_per_lead <= 20]")),
    (
        "sources of a contradiction",
        scenario(
            """
            tiers:
              nano:
                pool: {either: [{source: a}, {value: 2, source: b}]}
                gift_cost: {either: [{typical: 3, source: a}, {value: 2, source: b}]}
            """)
    ),
    ("learned without scores", scenario("learned: {season: 30%, from: [{rows: 1, creators: 1, orders: 0}]}")),
    (
        "learned of another prior",
        scenario(
            """
            tiers: {nano: {orders_per_click: {typical: 1% to 3%}}}
            learned:
              season: 30%
              from: [{rows: 1, creators: 1, orders: 0, hash: "0123456789abcdef"}]
              scores:
                - {of: tiers.nano.orders_per_click, prior: "0123456789abcdef", mean: 0, factor: [1]}
                - {of: tiers.nano.oders_per_click, prior: "0123456789abcdef", mean: 0, factor: [0, 1]}
            """)
    ),
    ("beyond all measure", scenario("tiers: {nano: {fee: 1e13}}", product: "untracked_orders: 1e12")),
    ("an interval beyond all measure", scenario(product: "repeat_orders: 1 to 1e9")),
    (
        "fees that no line could read",
        """
        version: 1
        budget: 20k
        product: {order_value: 80, gross_margin: 60%}
        deals: {gifting: {fee: 80}}
        lines:
          b: {tier: nano, deal: {fee: none, revenue_share: 10%}, fee: 90}
        splits: {s: {b: 100%}}
        """
    ),
]
