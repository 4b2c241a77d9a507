// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

// MARK: - What the splits may return

extension CampaignReport {
    private static let headline: [Metric] = [.conversions, .cpa, .roi]
    /// The most pairs of splits whose differences are drawn one by one.
    private static let mostPairs = 6

    private var table: ForecastTable { ForecastTable(forecast) }

    /// The distributions of conversions, CPA and ROI.
    var distributions: Section? {
        let charts = Self.headline.compactMap {
            DistributionChart(forecast: forecast, currency: currency, metric: $0).chart.map(Part.chart)
        }
        return Self.section(
            "distributions", "What each split may return",
            charts + [
                Self.table(table.splitTable, note: ForecastTable.reading),
                Self.table(table.tradeTable, note: ForecastTable.tradeMeaning),
            ])
    }

    /// The chance to reach each value.
    var chances: Section? {
        let metrics = Metric.allCases.filter { metric in forecast.distributions.contains { $0.metric == metric } }
        return Self.section(
            "chances", "How likely each goal is",
            metrics.compactMap {
                ChanceChart(forecast: forecast, goals: scenario.goals, currency: currency, metric: $0).chart.map(
                    Part.chart)
            })
    }

    /// The differences between splits.
    var differences: Section? {
        guard let comparison else { return nil }
        func name(_ contender: Int) -> String { Displayed.clean(comparison.contenders[contender]) }
        // Of many pairs those with the best split are shown; the tables hold all.
        let leader = ComparisonVerdict(comparison: comparison, currency: currency).leader
        let pairs =
            comparison.pairs.count <= Self.mostPairs
            ? comparison.pairs : comparison.pairs.filter { $0.first == leader || $0.second == leader }
        let charts = comparison.metrics.compactMap { metric -> Part? in
            let style = Figure.Style(metric, currency: currency)
            let rows = pairs.compactMap { pair -> IntervalChart.Row? in
                guard let difference = pair.differences[metric] else { return nil }
                let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].compactMap { wanted in
                    difference.quantiles.first { $0.probability == wanted }
                }
                let texts = quantiles.map { Figure($0).text(style.ofDifferences, digits: 3) }
                guard texts.count == 5 else { return nil }
                return IntervalChart.Row(
                    name: "\(name(pair.first)) less \(name(pair.second))", quantiles: quantiles.map(\.value),
                    tip:
                        "median \(texts[2]), 90 of 100 between \(texts[0]) and \(texts[4]); \(name(pair.first)) is better in "
                        + Figure.chance(difference.firstBetter))
            }
            return IntervalChart(
                name: "difference-\(metric.rawValue.hyphenated)", title: "Difference in \(metric.title)",
                reading:
                    "In the same imagined campaign: the point is the median difference, the thick line holds 50 of 100 campaigns, "
                    + "the thin one 90; at 0 both splits are alike.", axisTitle: "difference in \(metric.title)",
                style: style, rows: rows, reference: 0
            ).chart.map(Part.chart)
        }
        return Self.section(
            "differences", "One split against another",
            charts + [
                .folded(
                    "All figures of the comparison",
                    ComparisonTable(comparison).tables)
            ])
    }

    /// Where the money goes and what it brings.
    var money: Section? {
        var values: [ShareChart.Part] = []
        let bars = ["money", "orders"]
        for split in forecast.splits {
            for (bar, metric) in zip(bars, [Metric.cost, .conversions]) {
                let style = Figure.Style(metric, currency: currency)
                let means = split.tiers.map { $0.forecast.metrics[metric]?.mean }
                let total = means.compactMap { $0?.value }.reduce(0, +)
                for (tier, mean) in zip(split.tiers, means) {
                    guard let mean, total > 0 else { continue }
                    values.append(
                        ShareChart.Part(
                            split: Displayed.clean(split.name), bar: bar, part: tier.tier.rawValue,
                            share: mean.value / total,
                            tip: "mean \(Figure(mean).text(style, digits: 3)), "
                                + Figure(mean.value / total, error: mean.standardError / total).text(.percent)))
                }
            }
        }
        let tiers = Tier.allCases.enumerated().filter { _, tier in values.contains { $0.part == tier.rawValue } }
        let chart = ShareChart(
            name: "money", title: "Money and orders by tier",
            reading:
                "Upper bar: how the money spent is shared over tiers; lower bar: how the orders are. A tier whose part grows "
                + "downwards sells more than its share of the money.",
            splits: forecast.splits.map { Displayed.clean($0.name) },
            bars: bars, parts: tiers.map(\.element.rawValue),
            colours: .array(tiers.map { .string(ChartStyle.tiers[$0.offset]) }), values: values)
        return Self.section(
            "money", "Where the money goes and what it brings",
            [
                chart.chart.map(Part.chart), FunnelChart(forecast: forecast).chart.map(Part.chart),
                Self.table(table.tierTable), Self.table(table.lineTable),
            ])
    }

    /// Where the spread comes from.
    var layers: Section? {
        var values: [ShareChart.Part] = []
        let parts = ["unknown", "creators", "posts", "orders"]
        for split in forecast.splits {
            for metric in [Metric.conversions, .roi] {
                guard let layers = split.total.metrics[metric]?.layers else { continue }
                let shares = [layers.uncertainty, layers.creators, layers.posts, layers.orders]
                for (part, share) in zip(parts, shares) {
                    values.append(
                        ShareChart.Part(
                            split: Displayed.clean(split.name), bar: metric.title, part: part, share: share.value,
                            tip: Figure(share).text(.percent) + " of the variance"))
                }
            }
        }
        let chart = ShareChart(
            name: "layers", title: "Shares of the variance",
            reading:
                "The darkest part is what nobody knows yet: it stays however many creators are hired, and only finding out "
                + "takes it away; the others shrink with more creators.",
            splits: forecast.splits.map { Displayed.clean($0.name) },
            bars: [Metric.conversions.title, Metric.roi.title], parts: parts, colours: ChartStyle.layers, values: values
        )
        return Self.section(
            "layers", "Where the spread comes from",
            [chart.chart.map(Part.chart), Self.table(table.layerTable, note: ForecastTable.layerMeaning)])
    }

    /// Week by week.
    var weeks: Section? {
        guard scenario.time != nil else { return nil }
        let tracks = [
            WeeklyForecast.Track(.orders, isCumulative: false), WeeklyForecast.Track(.orders, isCumulative: true),
            WeeklyForecast.Track(.cash, isCumulative: true),
        ]
        var page = Page()
        table.addWeeks(to: &page)
        return Self.section(
            "weeks", "Week by week",
            tracks.map { WeeklyChart(forecast: forecast, currency: currency, track: $0).chart.map(Part.chart) } + [
                .page(page)
            ])
    }

    /// Events.
    var risks: Section? {
        var page = Page()
        table.addRisks(to: &page)
        return page.blocks.isEmpty ? nil : Self.section("risks", "What may strike", [.page(page)])
    }
}

// MARK: - What decides

extension CampaignReport {
    /// Which assumption drives the result.
    var drivers: Section? {
        guard let sensitivity else { return nil }
        return Self.section(
            "drivers", "Which assumption decides",
            [
                .text(SensitivityVerdict(sensitivity: sensitivity).sentence)
            ]
                + [sensitivity.metric, .conversions].map { metric in
                    TornadoChart(sensitivity: sensitivity, currency: currency, metric: metric).chart.map(Part.chart)
                } + [
                    .folded("All figures of the sensitivity study", SensitivityTable(sensitivity).tables)
                ])
    }

    /// The value of each assumption at which the decision switches.
    var switchingValues: Section? {
        guard let stress else { return nil }
        let table = StressTable(stress)
        return Self.section(
            "flips", "At which value the decision switches",
            [
                SwitchingValueChart(stress: stress, words: StressWords(stress: stress, currency: currency)).chart.map(
                    Part.chart),
                .page(table.switchingValues),
                table.never.blocks.isEmpty ? nil : .folded("What changes nothing within its range", table.never),
            ])
    }

    /// Which split it should be.
    var frontier: Section? {
        guard let optimisation else { return nil }
        let table = OptimisationTable(optimisation)
        return Self.section(
            "frontier", "Which split it should be",
            [
                .text(table.answer),
                FrontierChart(optimisation: optimisation, currency: currency).chart.map(Part.chart),
                .folded("All figures of the search", table.tables),
            ])
    }

    /// What becomes of the plan when things go wrong.
    var shocks: Section? {
        guard let stress, stress.worlds.count > 1 else { return nil }
        let words = StressWords(stress: stress, currency: currency)
        return Self.section(
            "shocks", "When things go wrong",
            [
                .text(words.worlds), StressMatrix(stress: stress, words: words).chart.map(Part.chart),
                .page(StressTable(stress).shocks),
            ])
    }

    /// Which claims hold.
    var claimed: Section? {
        guard let claims else { return nil }
        let rows = claims.claims.compactMap { checked -> IntervalChart.Row? in
            guard let ends = checked.claimed, ends.lowerBound > 0 else { return nil }
            // The middle of what is claimed, on a scale of ratios.
            let middle = (ends.lowerBound * ends.upperBound).squareRoot()
            let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].compactMap { wanted in
                checked.simulated.first { $0.probability == wanted }?.value
            }
            guard quantiles.count == 5, quantiles.allSatisfy({ $0 > 0 }), middle > 0 else { return nil }
            return IntervalChart.Row(
                name: Displayed.clean(checked.claim.name), quantiles: quantiles.map { $0 / middle },
                tip: "claimed \(ClaimTable.claimed(checked)), simulated \(ClaimTable.simulated(checked, 0.5)) "
                    + "(\(ClaimTable.simulated(checked, 0.05)) to \(ClaimTable.simulated(checked, 0.95))); holds in "
                    + Figure.chance(checked.holds))
        }
        let chart = IntervalChart(
            name: "claims", title: "What is simulated, as a multiple of what is claimed",
            reading:
                "At 1 the claim is met; left of it less is simulated than claimed, right of it more, on an axis of ratios. Thick "
                + "line: 50 of 100 campaigns; thin line: 90.", axisTitle: "times what is claimed", style: .factor,
            rows: rows,
            reference: 1, isLogarithmic: true)
        let table = ClaimTable(claims)
        return Self.section(
            "claims", "Which claims hold",
            [
                .text(ClaimVerdict(check: claims).sentence), chart.chart.map(Part.chart), Self.table(table.claimTable),
                .folded("What each claim says", table.says),
                .folded("What would have to be true", table.remedies),
            ])
    }
}

// MARK: - What it rests on

extension CampaignReport {
    /// The ledger.
    var assumptions: Section? {
        let table = LedgerTable(ledger)
        return Self.section(
            "assumptions", "What was assumed",
            [
                .page(table.stated), .folded("What the file leaves to libraries of defaults", table.builtIn),
                .page(table.reading),
            ])
    }

    /// How it was computed.
    var method: Section? {
        let provenance = forecast.provenance
        let trials = Figure(exactly: Double(provenance.trials)).text(.count)
        var names = ["imagined campaigns", "seed", "version", "engine", "checksum of the scenario"]
        var values = [trials, "\(provenance.seed)", provenance.version, provenance.engine.rawValue, checksum]
        for (name, other) in [
            ("campaigns of the stress test, for each world", stress?.provenance),
            ("campaigns of the search", optimisation?.provenance),
            ("campaigns of the claims", claims?.provenance),
        ] {
            guard let other else { continue }
            names.append(name)
            values.append(Figure(exactly: Double(other.trials)).text(.count))
        }
        var page = Page()
        page.add(
            TextTable(
                title: "computed with", names: names.map { TextTable.RowName(text: $0) },
                columns: [TextTable.Column(title: "", cells: values)]))
        return Self.section(
            "method", "How this was computed",
            [
                .text(
                    "Tiercast imagined this campaign \(trials) times. In each of them every assumption below was drawn once, "
                        + "creators were hired in a random order while the money lasted, and their posts, clicks and orders were "
                        + "drawn one by one; all splits saw the same campaigns. Each figure is printed with no more digits than its "
                        + "Monte Carlo error supports: the last one shown is where that error begins, so that another seed changes it and may "
                        + "change the one before it."
                ),
                .page(page),
                .text("The same file, seed and version give the same figures again, with any number of threads:"),
                .page(Page.listing(command)),
            ])
    }
}
