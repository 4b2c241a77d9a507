// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

// MARK: - As the trade counts it

extension ForecastTable {
    /// The most rows with which lines stand under their splits.
    private static let mostRows = 16

    static let tradeMeaning: String = {
        func text(_ number: Double) -> String { Figure(exactly: number).text(.factor) }
        func ends(_ range: ClosedRange<Double>) -> String { "\(text(range.lowerBound)) to \(text(range.upperBound))" }
        let orders = [Tier.nano, .micro, .macro].map { tier in
            "\(text(TradeBounds.ordersPerPost(tier).upperBound)) of \(tier.rawValue)"
        }
        return
            "Medians. CPM: cost of 1,000 views. high, low: outside what is published: CPM \(ends(TradeBounds.cpm)), a click "
            + "\(ends(TradeBounds.costPerClick)), orders a post up to \(Verdict.list(orders)) creators (orders of 100)."
    }()

    /// What each split, and each of its lines where these are few, comes to as people of the trade count it.
    var tradeTable: TextTable {
        let lines = forecast.splits.map { $0.lines.count > 1 ? $0.lines : [] }
        let showsLines = forecast.splits.count + lines.joined().count <= Self.mostRows
        /// Each row's name, figures and tiers.
        let rows = zip(forecast.splits, lines).flatMap { split, lines in
            [
                (
                    name: TextTable.RowName(text: Displayed.clean(split.name), look: .strong), group: split.total,
                    tiers: split.tiers.map(\.tier)
                )
            ]
                + (showsLines ? lines : []).map { line in
                    (
                        name: TextTable.RowName(text: Displayed.clean(line.line), indent: 2), group: line.forecast,
                        tiers: scenario.lines.filter { $0.name == line.line }.map(\.tier)
                    )
                }
        }
        let figures = TradeFigure.allCases.map { figure in
            TextTable.Column(title: figure.title, cells: rows.map { cell(figure, $0.group, $0.tiers) })
        }
        let groups = rows.map { GroupForecast?.some($0.group) }
        return TextTable(
            title: "as the trade counts it", names: rows.map(\.name),
            columns: figures + [medians(.posts, of: groups), medians(.creators, of: groups)])
    }

    /// A median, and whether it lies outside what is published.
    private func cell(_ figure: TradeFigure, _ group: GroupForecast, _ tiers: [Tier]) -> String {
        guard let median = group.trade[figure]?.at(0.5) else { return Figure.undefined }
        let text = Figure(median).text(figure.isMoney ? .money(currency) : .count, digits: 3)
        guard let range = TradeBounds.range(figure, tiers: tiers, currency: scenario.currency) else { return text }
        if median.value > range.upperBound { return text + " high" }
        return median.value < range.lowerBound ? text + " low" : text
    }
}
