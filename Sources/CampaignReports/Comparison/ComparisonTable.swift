// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// Which split is better, how surely and why, as text for a terminal.
public struct ComparisonTable: Sendable {
    /// The results.
    public let comparison: Comparison
    private var title: String { comparison.subjects.map(\.scenario.name).joined(separator: " · ") }
    private var currency: Currency { Currency(code: comparison.currency) }

    /// The tables of a comparison.
    public init(_ comparison: Comparison) { self.comparison = comparison }

    /// The sentence, then how the splits stand, then each pair.
    public var page: Page {
        var page = Page()
        let provenance = comparison.provenance
        let trials = Figure(exactly: Double(provenance.trials)).text(.count)
        page.head(title, facts: ["\(trials) trials", "seed \(provenance.seed)"])
        page.say(ComparisonVerdict(comparison: comparison, currency: currency).sentence)
        return Page.joined([page, tables])
    }

    /// The tables without the answer.
    var tables: Page {
        var page = Page()
        for metric in comparison.metrics { page.add(standings(metric)) }
        page.note(
            "mean: of CPA and ROI the ratio of the means; best: how often no other is better, shared first places included; "
                + "regret: what is lost on average against the best of each campaign; first: not shown to be worse than the "
                + "best on average (95 %); hires nobody: its money does so too often for what it earns to be ranked.")
        for pair in comparison.pairs {
            page.add(table(pair))
            page.add(lines(pair))
        }
        page.note(
            "Differences are the first less the second in the same imagined campaign. mean: of CPA and ROI the "
                + "difference of the ratios of means; ahead: how often the first is better; dominates: order 1, it is "
                + "likelier to exceed any level; order 2, whoever dislikes risk prefers it; tested at 0.1 %.")
        return page
    }

    private func text(_ figure: Figure?, _ metric: Metric) -> String {
        let style = Figure.Style(metric, currency: currency)
        return figure?.text(style, digits: style == .percent ? nil : 3) ?? Figure.undefined
    }

    private func difference(_ figure: Figure?, _ metric: Metric) -> String {
        let style = Figure.Style(metric, currency: currency).ofDifferences
        return figure?.text(style, digits: style == .points ? nil : 3) ?? Figure.undefined
    }

    private func name(_ contender: Int) -> String { Displayed.clean(comparison.contenders[contender]) }
}

// MARK: - Tables

extension ComparisonTable {
    private func standings(_ metric: Metric) -> TextTable {
        let standings = comparison.standings[metric] ?? []
        let best = comparison.best[metric] ?? []
        return TextTable(
            title: metric.title,
            names: comparison.contenders.indices.map { TextTable.RowName(text: name($0), look: .strong) },
            columns: [
                TextTable.Column(
                    title: "mean", cells: standings.map { text($0.mean.map { Figure($0) }, metric) }),
                TextTable.Column(title: "best", cells: standings.map { Figure.chance($0.best) }),
                TextTable.Column(
                    title: "regret", cells: standings.map { difference($0.regret.map { Figure($0) }, metric) }),
                TextTable.Column(
                    title: "first",
                    cells: comparison.contenders.indices.map { contender in
                        if metric != .conversions, comparison.profiles[contender].unhired != nil {
                            return "hires nobody"
                        }
                        return best.contains(contender) ? "yes" : ""
                    }),
            ])
    }

    private func table(_ pair: ComparedPair) -> TextTable {
        let metrics = comparison.metrics
        let differences = metrics.compactMap { pair.differences[$0] }
        func cells(_ text: (Metric, PairedDifference) -> String) -> [String] { zip(metrics, differences).map(text) }
        func quantile(_ metric: Metric, _ difference: PairedDifference, _ probability: Double) -> String {
            self.difference(difference.quantiles.at(probability).map { Figure($0) }, metric)
        }
        return TextTable(
            title: "\(name(pair.first)) less \(name(pair.second))",
            names: metrics.map { TextTable.RowName(text: $0.title) },
            columns: [
                TextTable.Column(
                    title: "mean", cells: cells { self.difference($1.mean.map { Figure($0) }, $0) }),
                TextTable.Column(title: "5 %", cells: cells { quantile($0, $1, 0.05) }),
                TextTable.Column(title: "median", cells: cells { quantile($0, $1, 0.5) }),
                TextTable.Column(title: "95 %", cells: cells { quantile($0, $1, 0.95) }),
                TextTable.Column(title: "ahead", cells: cells { Figure.chance($1.firstBetter) }),
                TextTable.Column(title: "equal", cells: cells { Figure.chance($1.equal) }),
                TextTable.Column(title: "dominates", cells: cells { metric, _ in dominance(pair, metric) }),
                TextTable.Column(
                    title: "unknown",
                    cells: cells { _, difference in
                        difference.layers.map { Figure($0.uncertainty).text(.percent) } ?? Figure.undefined
                    }),
            ])
    }

    private func dominance(_ pair: ComparedPair, _ metric: Metric) -> String {
        func name(_ side: DominanceVerdict.Side) -> String { self.name(side == .first ? pair.first : pair.second) }
        let verdict = pair.dominance[metric]
        if let side = verdict?.firstOrder { return "\(name(side)), order 1" }
        if let side = verdict?.secondOrder { return "\(name(side)), order 2" }
        return "not shown"
    }

    private func lines(_ pair: ComparedPair) -> TextTable {
        TextTable(
            title: "profit by line", names: pair.byLine.map { TextTable.RowName(text: Displayed.clean($0.line)) },
            columns: [
                TextTable.Column(
                    title: "mean difference",
                    cells: pair.byLine.map { Figure($0.difference).text(.money(currency), digits: 3) })
            ])
    }
}
