// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension KeyCatalogue {
    /// The reference of the scenario language as Markdown, generated from the catalogue; `docs/scenario-reference.md`
    /// is this text.
    public static func reference() -> String {
        var out = [intro]
        out.append("## Top level\n\n| key | meaning |\n|---|---|")
        for key in ScenarioDecoder.topLevelKeys { out.append("| `\(key)` | \(sections[key] ?? "") |") }
        out.append("\n" + values)
        out.append("| distribution | what it is | source |\n|---|---|---|")
        for law in Distribution.laws.map({ $0.record }) where LawSpelling.named(law.spelling) != nil {
            let examples = law.forms.map { "`\($0.example)`" }.joined(separator: " or ")
            out.append("| \(examples) | \(law.meaning) | \(law.source) |")
        }
        out.append("\n" + layers)
        for section in QuantityKey.Section.allCases {
            out.append("\n## \(titles[section] ?? "")\n")
            for entry in all where entry.key.section == section { out.append(page(entry)) }
            let others = section == .deal ? Deal.flags : section == .time ? ScenarioDecoder.timeKeys : []
            for name in others { out.append("### `\(name)`\n\n\(sections[name] ?? "")\n") }
        }
        return out.joined(separator: "\n") + "\n"
    }

    private static func page(_ entry: Entry) -> String {
        let key = entry.key
        var lines = ["### `\(entry.name)`\n", entry.meaning]
        lines.append("Unit: \(key.unit.rawValue). Values: \(values(key)). \(granularity(key).capitalizedFirst).\n")
        lines.append("```yaml\n\(entry.name): \(entry.example)\n```")
        if let part = key.part, part != .risks {
            lines.append("\nIn force only where \(condition(part)).")
        }
        if BuiltInLibrary.allCases.allSatisfy({ defaults(of: key, in: $0).isEmpty }) {
            lines.append("\nNo default: \(withoutDefault(key)).")
        }
        for library in BuiltInLibrary.allCases {
            let found = defaults(of: key, in: library)
            if found.isEmpty { continue }
            lines.append("\nDefaults in `\(library.rawValue)`:\n")
            for (path, text) in found { lines.append("- `\(path)`: \(text)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let titles: [QuantityKey.Section: String] = [
        .product: "`product`", .costs: "`costs`", .line: "`tiers`, `platforms` and `lines`", .deal: "`deal` of a line",
        .audience: "`audience`", .attribution: "`attribution`", .time: "`time`", .risk: "An event of `risks`",
    ]

    private static let intro = """
        # Scenario reference

        A scenario is one YAML file: a product, a budget, what is assumed about creators, and the splits to compare. This
        page is generated from the reader's own catalogue of keys. `tiercast explain KEY` prints the same for one key,
        `tiercast validate FILE` checks a file, `tiercast init` writes a commented one.

        YAML anchors, aliases, tags and quoted texts over several lines are not read.

        """

    private static let values = """
        ## Values

        | form | meaning |
        |---|---|
        | `62%`, `250k`, `3M`, `1.5x`, `12 hours`, `300 EUR` | a known number; the unit must fit the quantity |
        | `200 to 1000` | 5th and 95th percentile: beta where the values lie in 0 to 1, log-normal otherwise; for `followers` the bounds of the tier |
        | `61 of 2140` | what was observed of a rate: a beta law with Jeffreys' prior, Beta(61.5, 2079.5) |
        | `data(file.csv, column)` | the rows of a column, one a creator, an order or a campaign: [data.md](data.md) |
        | `data(file.csv, column, where: tier = micro)` | those of some rows; `= != < > <= >=`, joined by `and` |
        | `rate(file.csv, orders / clicks)` | the pooled ratio of two columns, as well known as its rows support |
        | `macro.fee`, `product.order_value`, `my_name` | another quantity: of a tier or line, by its full path, or a name under `assumptions` |
        | `3 to 5 * macro.clicks_per_engagement` | arithmetic with + - * / and parentheses; `to` binds tighter than `*`; an interval inside is log-normal. Put spaces around a minus after a name |

        Named distributions, their parameters always named. Put them between quotes, as in
        `fee: "pert(min: 200, mode: 400, max: 1000)"`: Tiercast reads them without, but a colon inside is not YAML, and editors
        mark it.

        """

    private static let layers = """
        An interval so wide that its mean lies above its 95th percentile is refused.

        A quantity may be a mapping: `{typical: 1% to 3%, varies: 1.5x, source: text, year: 2025, trust: B, note: text}`.
        `typical` is what nobody knows yet and is the same for all creators; `varies` is how they differ. `varies: 1.5x`
        means that 90 % of the values lie within typical / 1.5 and typical * 1.5 (of the odds, for a share). A quantity that
        is one for the whole campaign takes `value` instead. On a quantity that differs between creators, posts or orders, a
        bare interval or distribution is variability; a bare number, evidence, a reference or arithmetic is the value of all.
        A quantity that only varies cannot be referred to: it has no single value.

        ## Which value stands

        For each line: what the line says, else the tier within the platform, else the platform, else its deal in `deals`, else
        the tier, all in the file; then the same of a library of your own; then the same of a built-in one. Lines that share
        an inherited quantity share its uncertainty. Of
        `engagements_per_follower` and `engagements_per_view`, of `clicks_per_engagement` and `clicks_per_view`, and of
        `orders_per_click` and `orders_per_lead` one stands for a line: the one stated nearest to it.

        What the file states and no line reads, under its deal, its platform and the parts in force, is reported with the reason: as an
        error where no line could ever read it, else as a warning. So is a figure of a tier that stands in place of one that a
        library has of the platform or deal of a line.

        ## Parts that a file may leave out

        `audience`, `attribution`, `time` and `risks`, and the keys of partnership (`months`, `dropout`, `familiarity`,
        `familiarity_posts`, `fatigue`), selection (`fit`, `screened_per_hire`, `screening_cost`, `screening_accuracy`) and
        repeat purchases (`repeat_orders`) are switched on by being stated. A file that states none of a part's keys is
        simulated as if the part did not exist, and its results do not change by a byte.

        ```yaml
        audience: {population: 2M, overlap_within: 15%}
        attribution: {incremental_share: 60% to 90%, code_leakage: 10%}
        time: {weeks: 26, start: 2026-03-02, fee_terms: 30 days}
        tiers:
          micro: {months: 6, dropout: 5%, familiarity: 30%, fatigue: 3%, fit: {varies: 2x}, screened_per_hire: 5, screening_cost: 20}
        risks:
          tiktok-ban:
            probability: 5%
            on: tiktok
            from_week: "uniform(min: 2, max: 12)"
            effects: {views_per_follower: {multiply: 0}}
          fees-up:
            probability: 20%
            effects: {fee: {multiply: 1.3}}
        ```

        An event with a `from_week` changes what posts do from that week on, and so only rates of posts:
        `views_per_follower` (by `multiply`), engagements, clicks and orders per something. One without changes its
        quantities for the whole campaign.

        A `post_luck`, `sales_power` or `fit` stated as a distribution is stretched to the mean 1. A tail of posts that go
        viral is a mixture: `post_luck: {varies: "mixture(0.97: lognormal(median: 1, spread: 3), 0.03: pareto(min: 5, shape: 1.6))"}`.

        ## Libraries of defaults

        What a file leaves out comes from a library. `defaults: evidence`, which stands where a file names none, holds what
        published figures say, as wide as they contradict each other; `defaults: article` holds the figures of one article at
        face value. `tiercast defaults` lists them, `tiercast defaults evidence` prints one, `tiercast defaults evidence article`
        compares two.

        A library of your own is a file in the same language, with a `date`, and with any of the sections `product`, `costs`,
        `assumptions`, `tiers`, `platforms`, `deals`, `audience`, `attribution` and `time`. It is layered over a built-in one,
        `evidence` unless it says otherwise itself. A scenario names it by a path relative to its own file:

        ```yaml
        # our-benchmarks.yaml
        name: Skincare, German market
        date: 2026-05-01
        defaults: evidence
        assumptions:
          market_orders_per_click: {value: 2% to 4%, source: "shops of 14 clients", year: 2025, trust: B}
        tiers:
          micro:
            fee: {typical: 250 to 420, varies: 2.3x, source: "214 contracts", year: 2025, trust: A}
        ```

        A name under `assumptions` that stands in the file and in a library means the file's; so a file can replace
        `market_orders_per_click`, to which the rates of all tiers refer.

        ## Sources that say opposite things

        ```yaml
        orders_per_click:
          either:
            - {typical: 2% to 4%, weight: 2, source: "shop, 2025", trust: B}
            - {typical: 0.5% to 1%, weight: 1, source: "agency", trust: C}
        ```

        In each imagined campaign one of the sources is right, by the weights. They are kept apart in `tiercast ledger`, and
        `tiercast lint` says what the contradiction does to the decision. `varies` may stand beside `either`.

        ## Lines from splits

        A tier that a split names is a line of its own: on Instagram, for the full fee.
        """
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
