// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// The table a planner reads first: each split's orders, cost and return as median and 90 % interval, its chances, and
/// beneath it each tier.
public struct ForecastTable: Sendable {
    /// The results.
    public let forecast: Forecast
    /// The scenario that they belong to.
    public var scenario: Scenario { forecast.subject.scenario }
    /// What the linter says of the file, in a line; nil where it says nothing.
    public let lint: LintLine?

    /// The table of a forecast, with what the linter says of the file where that is known.
    public init(_ forecast: Forecast, lint: LintLine? = nil) {
        self.forecast = forecast
        self.lint = lint
    }

    var currency: Currency { Currency(code: scenario.currency) }
}

// MARK: - The page

extension ForecastTable {
    /// The answer, then the tables, each with how to read it.
    public var page: Page {
        var page = Page()
        page.head(scenario.name, facts: facts)
        if let notice { page.alarm([notice]) }
        page.say(answer)
        addPrecision(to: &page)
        page.add(splitTable)
        page.note(([Self.reading] + [returnedOrders].compactMap { $0 }).joined(separator: " "))
        page.add(tradeTable, note: Self.tradeMeaning)
        for plot in ForecastPlots(forecast, currency: currency).plots { page.add(plot) }
        page.add(tierTable)
        if let lineTable { page.add(lineTable) }
        if let costTable { page.add(costTable, note: Self.costMeaning) }
        addParts(to: &page)
        if let layers = layerTable { page.add(layers, note: Self.layerMeaning) }
        page.alarm(forecast.warnings.map { "Note: " + Displayed.clean($0) })
        if let lint = lint?.sentence { page.note(lint) }
        return page
    }

    /// The sentences with which the page begins.
    var answer: String {
        ([Verdict(forecast, currency: currency).sentence] + sentencesOnMoney).joined(separator: " ")
    }

    private var facts: [String] {
        let provenance = forecast.provenance
        return [
            "budget " + Figure(exactly: scenario.budget).text(.money(currency)), scenario.currency,
            count(provenance.trials, "trial"), "seed \(provenance.seed)",
        ] + defaults + learned + exactness
    }

    /// How exactly so many trials know what the splits earn, the least exactly known of them.
    private var exactness: [String] {
        let errors = forecast.splits.map(\.profile.profit.standardError).filter { $0 > 0 && $0.isFinite }
        guard let error = errors.max() else { return [] }
        let half = Figure(exactly: Figure.twoDigits(StandardNormal.z975 * error)).text(.money(currency))
        return ["mean profit ± \(half)"]
    }

    /// The library of defaults, with the planner's own above it.
    private var defaults: [String] {
        scenario.libraries.isEmpty
            ? [] : ["defaults: " + scenario.libraries.map(Displayed.clean).joined(separator: " over ")]
    }

    /// That the assumptions are not only those stated, where results taught of them.
    private var learned: [String] {
        scenario.learned.map { ["learnt from " + count($0.creators, "creator")] } ?? []
    }

    /// That a run was interrupted; nil where it was not.
    private var notice: String? {
        let provenance = forecast.provenance
        guard provenance.isPartial else { return nil }
        let asked = count(provenance.requestedTrials, "trial")
        return
            "PARTIAL: interrupted after \(count(provenance.trials, "trial")) of \(asked); the figures are those "
            + "of the trials that were done."
    }

    private func count(_ number: Int, _ noun: String) -> String {
        Figure(exactly: Double(number)).text(.count) + " \(noun)" + (number == 1 ? "" : "s")
    }

    static let reading =
        "Each figure is the median, the campaign in the middle; 90 of 100 imagined campaigns fall in the brackets, "
        + "5 below and 5 above. Under a goal stands the chance to reach it."
}

// MARK: - Splits

extension ForecastTable {
    /// The splits side by side.
    var splitTable: TextTable {
        let totals = forecast.splits.map(\.total)
        var columns = [Metric.conversions, .cpa, .roi].map { intervals($0, of: totals) }
        for (index, goal) in scenario.goals.enumerated() {
            let cells = forecast.splits.map { index < $0.goals.count ? Figure.chance($0.goals[index].met) : "" }
            columns.append(TextTable.Column(title: goal.text(currency), cells: cells, panel: 1))
        }
        columns.append(medians(.unspent, of: totals, panel: 1))
        let noOrder = totals.map { Figure.chance($0.noOrder) }
        columns.append(TextTable.Column(title: "no order", cells: noOrder, panel: 1))
        if totals.contains(where: { $0.almostNothingSold.count > 0 }) {
            let cells = totals.map { Figure.chance($0.almostNothingSold) }
            columns.append(TextTable.Column(title: "sells almost nothing", cells: cells, panel: 1))
        }
        let names = forecast.splits.map { TextTable.RowName(text: Displayed.clean($0.name), look: .strong) }
        return TextTable(title: "split", names: names, columns: columns)
    }
}

// MARK: - Tiers and lines

extension ForecastTable {
    /// A row of a table of parts: a heading without a forecast, or a part.
    private typealias PartRow = (name: TextTable.RowName, forecast: GroupForecast?)

    /// Each tier of each split.
    var tierTable: TextTable { partTable(title: "by tier", rows: tierRows) }

    /// Each line of each split; nil where lines are tiers.
    var lineTable: TextTable? {
        scenario.lines.contains { $0.name != $0.tier.rawValue } ? partTable(title: "by line", rows: lineRows) : nil
    }

    private var tierRows: [PartRow] {
        forecast.splits.flatMap { split in
            [heading(split)] + split.tiers.map { (TextTable.RowName(text: $0.tier.rawValue, indent: 2), $0.forecast) }
        }
    }

    private var lineRows: [PartRow] {
        forecast.splits.flatMap { split in
            [heading(split)]
                + split.lines.map {
                    (TextTable.RowName(text: Displayed.clean($0.line), indent: 2), $0.forecast)
                }
        }
    }

    private func heading(_ split: SplitForecast) -> PartRow {
        (TextTable.RowName(text: Displayed.clean(split.name), look: .strong), nil)
    }

    private func partTable(title: String, rows: [PartRow]) -> TextTable {
        let groups = rows.map(\.forecast)
        let budgets = groups.map { group in
            group.map { Figure(exactly: $0.budget).text(.money(currency)) } ?? ""
        }
        var columns = [
            TextTable.Column(title: "budget", cells: budgets), intervals(.creators, of: groups),
            intervals(.conversions, of: groups), intervals(.cpa, of: groups), medians(.cost, of: groups),
        ]
        if groups.contains(where: { ($0?.nobodyHired.count ?? 0) > 0 }) {
            let cells = groups.map { group in group.map { Figure.chance($0.nobodyHired) } ?? "" }
            columns.append(TextTable.Column(title: "nobody hired", cells: cells))
        }
        return TextTable(title: title, names: rows.map(\.name), columns: columns)
    }
}

// MARK: - Layers

extension ForecastTable {
    static let layerMeaning =
        "unknown: nobody knows it yet, and it stays however many creators are hired; creators: which ones are hired; "
        + "posts: their luck; orders: chance in clicks, orders and refunds. sd: standard deviation; stays: what would be left "
        + "of it with any number of creators."

    /// Where the spread comes from; nil where it was not computed or there is none.
    var layerTable: TextTable? {
        var names: [TextTable.RowName] = []
        var rows: [(metric: Metric, sd: Double, layers: VarianceLayers)] = []
        for split in forecast.splits {
            var isSameSplit = false
            for metric in [Metric.conversions, .roi] {
                guard let summary = split.total.metrics[metric], let layers = summary.layers else { continue }
                names.append(TextTable.RowName(text: isSameSplit ? "" : Displayed.clean(split.name), look: .strong))
                isSameSplit = true
                rows.append((metric, summary.sd ?? .nan, layers))
            }
        }
        if rows.isEmpty { return nil }
        func share(_ path: KeyPath<VarianceLayers, Estimate>) -> [String] {
            rows.map { Figure($0.layers[keyPath: path]).text(.percent) }
        }
        return TextTable(
            title: "spread from", names: names,
            columns: [
                TextTable.Column(title: "of", cells: rows.map(\.metric.title)),
                TextTable.Column(title: "unknown", cells: share(\.uncertainty)),
                TextTable.Column(title: "creators", cells: share(\.creators)),
                TextTable.Column(title: "posts", cells: share(\.posts)),
                TextTable.Column(title: "orders", cells: share(\.orders)),
                TextTable.Column(
                    title: "sd",
                    cells: rows.map {
                        deviation($0.sd, error: MetricNumbers.error(ofSD: $0.sd, trials: trials), $0.metric)
                    }),
                TextTable.Column(
                    title: "stays",
                    cells: rows.map { row in
                        // sd · √share; its error by the delta method, that of the share weighing most.
                        let share = Swift.max(0, row.layers.uncertainty.value)
                        let root = share.squareRoot()
                        let error = row.sd * row.layers.uncertainty.standardError / (2 * Swift.max(root, 0.05))
                        return deviation(row.sd * root, error: error, row.metric)
                    }),
            ])
    }

    private var trials: Int { forecast.provenance.trials }

    private func deviation(_ value: Double, error: Double, _ metric: Metric) -> String {
        let style = Figure.Style(metric, currency: currency)
        return Figure(value, error: error).text(style, digits: style == .percent ? nil : 3)
    }
}

// MARK: - Columns

extension ForecastTable {
    func medians(_ metric: Metric, of groups: [GroupForecast?], panel number: Int = 0) -> TextTable.Column {
        let style = Figure.Style(metric, currency: currency)
        let cells = groups.map { group in
            group.map {
                $0.metrics[metric]?.quantile(0.5).map { Figure($0).text(style, digits: 4) } ?? Figure.undefined
            } ?? ""
        }
        return TextTable.Column(title: metric.title, cells: cells, panel: number)
    }

    /// Median and 90 % interval of a metric.
    func intervals(_ metric: Metric, of groups: [GroupForecast?]) -> TextTable.Column {
        let cells = groups.map { $0.map { $0.metrics[metric]?.quantiles ?? [] } }
        return TextTable.Column(title: metric.title, cells: intervals(cells, Figure.Style(metric, currency: currency)))
    }

    /// Median and 90 % interval, the parts aligned over all rows: `1,830  [  610 – 5,400]`; nothing for nil.
    func intervals(_ rows: [[QuantileEstimate]?], _ style: Figure.Style) -> [String] {
        let parts = rows.map { quantiles in
            quantiles.map { quantiles -> [String] in
                guard let texts = FigureRange(quantiles)?.texts(style, digits: 3) else { return [] }
                return [texts[1], texts[0], texts[2]]
            }
        }
        let widths = (0..<3).map { part in
            parts.map { cell in cell.flatMap { $0.count == 3 ? Displayed.width($0[part]) : nil } ?? 0 }.max() ?? 0
        }
        return parts.map { cell -> String in
            guard let cell else { return "" }
            guard cell.count == 3 else { return Figure.undefined }
            let aligned = zip(cell, widths).map { Displayed.right($0.0, $0.1) }
            return "\(aligned[0]) [\(aligned[1]) – \(aligned[2])]"
        }
    }
}
