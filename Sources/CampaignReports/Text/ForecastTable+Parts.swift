// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

// MARK: - Parts that a scenario may leave out

extension ForecastTable {
    /// The tables of the parts that the scenario has, each with a sentence on how to read it.
    func addParts(to page: inout Page) {
        func add(_ table: TextTable, _ meaning: String) { page.add(table, note: meaning) }
        let parts = scenario.parts
        if scenario.lines.contains(where: \.countsLeads) {
            add(
                metricTable("leads", [.leads, .costPerLead]),
                "cost per lead: all cost of the campaign over its leads.")
        }
        if parts.contains(.audience) {
            add(
                metricTable("audience", [.reach, .frequency, .ordersLost]),
                "reach: different people; frequency: views for each of them; orders lost: expected of the clicks that "
                    + "people reached before did not make.")
        }
        if parts.contains(.attribution) {
            add(
                metricTable(
                    "caused", [.incrementalConversions, .incrementalCPA, .incrementalROI, .leakedOrders, .newCustomers]),
                "incremental: orders that would not have happened without the campaign, tracked or not; beside them stand "
                    + "the attributed figures above. leaked: orders with a code that no creator brought.")
        }
        addWeeks(to: &page)
        addRisks(to: &page)
    }

    /// The weeks and break-even; nothing where time is left out.
    func addWeeks(to page: inout Page) {
        guard let weekTable else { return }
        page.add(
            weekTable, note: "Summed up from week 1; medians and 90 % intervals. cash: gross margin less what was paid."
        )
        page.add(
            breakEvenTable,
            note:
                "Over all campaigns that hire somebody. Break-even: the week from which on cash stays at or above 0, ∞ where there is "
                + "none within the weeks reported; never: how many have none. lowest cash: the least at the end of a week, and "
                + "the first such week." + (weekNames.firstDay.map { " " + $0 } ?? ""))
    }

    /// What each event changes; nothing where there is none.
    func addRisks(to page: inout Page) {
        guard let riskTable else { return }
        page.add(
            riskTable,
            note:
                "shown: whether orders, profit or ROI differ by more than chance (95 %); what is not shown may be noise. Means "
                + "with and without: over the campaigns that the event strikes and those that it spares. Means of ROI are "
                + "ratios of means; worst 5 %: the mean ROI of the worst twentieth.")
    }

    private func metricTable(_ title: String, _ metrics: [Metric]) -> TextTable {
        let totals = forecast.splits.map(\.total)
        return TextTable(
            title: title,
            names: forecast.splits.map { TextTable.RowName(text: Displayed.clean($0.name), look: .strong) },
            columns: metrics.map { intervals($0, of: totals) })
    }
}

// MARK: - Weeks

extension ForecastTable {
    /// The weeks that a planner looks at first, of those reported, and the last one.
    static func milestones(weeks: Int) -> [Int] {
        [1, 2, 4, 8, 13, 26, 39, 52, 78, 104, 156, 208].filter { $0 * 10 <= weeks * 9 } + [weeks]
    }

    var weekNames: WeekName { WeekName(time: scenario.time) }

    private var weekTable: TextTable? {
        guard let weeks = scenario.time?.weeks else { return nil }
        let shown = Self.milestones(weeks: weeks)
        /// A row a split, and under it a row a milestone and, where much comes later, one for all.
        let rows = forecast.splits.flatMap { split in
            let isLonger = [.spend, .orders].contains { split.weekly?.muchLater($0) != nil }
            let last = isLonger ? [weeks + 1] : []
            return [(split: split, week: Int?.none)] + (shown + last).map { (split: split, week: Int?.some($0)) }
        }
        let names = rows.map { row in
            row.week.map { TextTable.RowName(text: $0 > weeks ? "in all" : weekNames.text($0), indent: 2) }
                ?? TextTable.RowName(text: Displayed.clean(row.split.name), look: .strong)
        }
        func column(_ flow: WeeklyForecast.Flow, _ style: Figure.Style) -> TextTable.Column {
            let cells = rows.map { row in
                row.week.map { week in
                    row.split.weekly?.tracks[WeeklyForecast.Track(flow, isCumulative: true)]?[week - 1].quantiles ?? []
                }
            }
            return TextTable.Column(title: flow.rawValue, cells: intervals(cells, style))
        }
        return TextTable(
            title: "by week", names: names,
            columns: [
                column(.orders, .count), column(.spend, .money(currency)), column(.cash, .money(currency)),
            ])
    }

    private var breakEvenTable: TextTable {
        let splits = forecast.splits.filter { $0.weekly != nil }
        func column(
            _ title: String, _ quantiles: (WeeklyForecast) -> [QuantileEstimate], _ style: Figure.Style
        ) -> TextTable.Column {
            TextTable.Column(title: title, cells: intervals(splits.map { $0.weekly.map(quantiles) }, style))
        }
        return TextTable(
            title: "break-even", names: splits.map { TextTable.RowName(text: Displayed.clean($0.name), look: .strong) },
            columns: [
                column("week", \.breakEven, .count),
                TextTable.Column(
                    title: "never", cells: splits.map { $0.weekly.map { Figure.chance($0.neverBreaksEven) } ?? "" }),
                column("lowest cash", \.lowestCash, .money(currency)), column("in week", \.lowestCashWeek, .count),
            ])
    }
}

// MARK: - Risks

extension ForecastTable {
    private var riskTable: TextTable? {
        guard !forecast.risks.isEmpty else { return nil }
        /// A row an event, and under it a row a split.
        let rows = forecast.risks.flatMap { risk in
            [(risk: risk, split: Int?.none)] + risk.splits.indices.map { (risk: risk, split: Int?.some($0)) }
        }
        let names = rows.map { row in
            row.split.map { TextTable.RowName(text: Displayed.clean(row.risk.splits[$0].split), indent: 2) }
                ?? TextTable.RowName(text: Displayed.clean(row.risk.name), look: .strong)
        }
        func column(
            _ title: String, _ metric: Metric, _ side: KeyPath<RiskEffect, MetricSummary>,
            _ figure: (MetricSummary) -> Figure?
        ) -> TextTable.Column {
            let style = Figure.Style(metric, currency: currency)
            let cells = rows.map { row -> String in
                guard let split = row.split else { return "" }
                let effect = row.risk.splits[split].effects.first { $0.metric == metric }
                return effect.flatMap { figure($0[keyPath: side]) }?.text(style) ?? Figure.undefined
            }
            return TextTable.Column(title: title, cells: cells)
        }
        func mean(_ summary: MetricSummary) -> Figure? { summary.mean.map { Figure($0) } }
        func worst(_ summary: MetricSummary) -> Figure? {
            summary.expectedShortfall.map { Figure($0, error: summary.shortfallError(of: .roi)) }
        }
        let struck = rows.map { $0.split == nil ? Figure.chance($0.risk.struck) : "" }
        let shown = rows.map { row in
            row.split.map { split in row.risk.splits[split].effects.contains(where: Self.isShown) ? "yes" : "no" } ?? ""
        }
        return TextTable(
            title: "risks", names: names,
            columns: [
                TextTable.Column(title: "struck", cells: struck), TextTable.Column(title: "shown", cells: shown),
                column("conversions with", .conversions, \.with, mean),
                column("without", .conversions, \.without, mean), column("ROI with", .roi, \.with, mean),
                column("without", .roi, \.without, mean), column("worst 5 % with", .roi, \.with, worst),
                column("without", .roi, \.without, worst),
            ])
    }

    /// Whether the means with and without an event differ by more than chance.
    private static func isShown(_ effect: RiskEffect) -> Bool {
        guard let with = effect.with.mean, let without = effect.without.mean else { return false }
        let error = (with.standardError * with.standardError + without.standardError * without.standardError)
            .squareRoot()
        // Three comparisons at 5 % in all.
        return abs(with.value - without.value) > 2.394 * error
    }
}
