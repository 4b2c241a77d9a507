// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// Forecasts held against outcomes, as text for a terminal.
public struct BacktestTable: Sendable {
    /// The findings.
    public let report: BacktestReport

    /// The tables of findings.
    public init(_ report: BacktestReport) { self.report = report }

    private var backtest: Backtest { report.backtest }

    /// The answer in a sentence, then coverage by selection, by stratum, each outcome, stated chances, and what was left out.
    public var page: Page {
        var page = Page()
        let trials = Figure(exactly: Double(backtest.provenance.trials)).text(.count)
        page.head(report.file, facts: ["\(trials) trials", "seed \(backtest.provenance.seed)"])
        page.say(report.sentence)
        page.add(coverage(backtest.headline, title: "fee or gift"), note: Self.coverageNote)
        if backtest.underPerformancePay.contains(where: { $0.count > 0 }) {
            page.add(
                coverage(backtest.underPerformancePay, title: "performance pay"),
                note: "Counted apart: the return follows from the commission.")
        }
        page.add(strata, note: "By tier, platform and grade: outcomes under a fee or a gift; by deal: all.")
        page.add(cases, note: caseNote)
        page.add(chances, note: chances.names.isEmpty ? nil : Self.chanceNote)
        page.alarm(alarms)
        if !report.notCompared.isEmpty { page.note(notCompared) }
        return page
    }

    /// The rows that were left out, those with the same reason together.
    private var notCompared: String {
        var reasons: [String] = []
        for row in report.notCompared where !reasons.contains(row.reason) { reasons.append(row.reason) }
        let parts = reasons.map { reason in
            let ids = report.notCompared.filter { $0.reason == reason }.map { Displayed.clean($0.id) }
            return "\(ids.joined(separator: ", ")) (\(reason))"
        }
        return "Not compared: \(parts.joined(separator: "; "))."
    }

    private static let coverageNote =
        "k: how strongly published cases are a choice of better ones; imagined campaigns count by their return to the power k. "
        + "In brackets: exact 95 % limits of the coverage. if right: outcomes covered in 95 of 100 such tables if every forecast "
        + "were right. as few: how often as few would be covered then. off by: the median factor between outcome and median forecast."

    private static let chanceNote =
        "stated: how often the return was reached, as published; the other columns: how often in the forecast."
}

// MARK: - Coverage

extension BacktestTable {
    private func coverage(_ summaries: [BacktestSummary], title: String) -> TextTable {
        func column(_ title: String, panel: Int = 0, _ cell: (BacktestSummary) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: summaries.map { $0.count > 0 ? cell($0) : "" }, panel: panel)
        }
        var columns = [column("outcomes") { "\($0.count)" }]
        for (number, nominal) in BacktestSummary.nominalCoverages.enumerated() {
            let percent = "\(Int(clamping: nominal * 100)) %"
            columns += [
                column("in \(percent)", panel: number) {
                    "\($0.coverage(nominal).count) [\(BacktestReport.interval($0.coverage(nominal).limits))]"
                },
                column("if right", panel: number) { BacktestReport.range($0.coverage(nominal).expected) },
                column("as few", panel: number) { BacktestReport.chance($0.coverage(nominal).chanceOfAsFew) },
            ]
        }
        columns += [
            column("off by", panel: 2) { "× " + BacktestReport.factor($0.typicalFactor) },
            column("better", panel: 2) { "\($0.better)" }, column("worse", panel: 2) { "\($0.worse)" },
        ]
        return TextTable(title: title, names: summaries.map { Self.name($0.selection) }, columns: columns)
    }

    private static func name(_ selection: Double) -> TextTable.RowName {
        TextTable.RowName(text: "k = \(BacktestReport.power(selection))", look: .strong)
    }

    private var strata: TextTable {
        var names: [TextTable.RowName] = []
        var rows: [[BacktestSummary]?] = []
        for trait in Backtest.Trait.allCases {
            let members = backtest.strata.filter { $0.trait == trait }
            guard !members.isEmpty else { continue }
            names.append(TextTable.RowName(text: trait.rawValue, look: .strong))
            rows.append(nil)
            for member in members {
                names.append(TextTable.RowName(text: Displayed.clean(member.name), indent: 2))
                rows.append(member.summaries)
            }
        }
        var columns = [TextTable.Column(title: "outcomes", cells: rows.map { $0?.first.map { "\($0.count)" } ?? "" })]
        for (number, selection) in backtest.selections.enumerated() {
            func column(_ title: String, _ cell: (BacktestSummary) -> String) -> TextTable.Column {
                TextTable.Column(title: title, cells: rows.map { $0.map { cell($0[number]) } ?? "" }, panel: number + 1)
            }
            columns += [
                column("k = \(BacktestReport.power(selection)): in 50 %") { "\($0.inHalf)" },
                column("in 90 %") { "\($0.inNinety)" },
                column("off by") { "× " + BacktestReport.factor($0.typicalFactor) },
            ]
        }
        return TextTable(title: "by", names: names, columns: columns)
    }
}

// MARK: - Outcomes

extension BacktestTable {
    private var compared: [Backtest.Case] { backtest.cases.filter { $0.outcome.metric != nil } }

    private var cases: TextTable {
        let cases = compared
        var columns = [
            TextTable.Column(title: "metric", cells: cases.map { $0.outcome.metric?.title ?? "" }),
            TextTable.Column(
                title: "outcome", cells: cases.map { Self.value($0.outcome.value, nil, $0.outcome.metric) }),
        ]
        for (number, selection) in backtest.selections.enumerated() {
            func column(_ title: String, _ cell: (Backtest.Case, OutcomeScore) -> String) -> TextTable.Column {
                TextTable.Column(
                    title: title,
                    cells: cases.map { row in row.scores[number].map { cell(row, $0) } ?? Figure.undefined },
                    panel: number + 1)
            }
            columns += [
                column("k = \(BacktestReport.power(selection)): forecast") { Self.forecast($1, $0.outcome.metric) },
                column("PIT") { Self.position($1.position) },
                column("reality") { Self.times($1) },
            ]
        }
        return TextTable(
            title: "outcome", names: cases.map { TextTable.RowName(text: Displayed.clean($0.outcome.id)) },
            columns: columns)
    }

    private var caseNote: String {
        let remarks = compared.compactMap { row in
            row.outcome.remark.map { "\(Displayed.clean(row.outcome.id)): \($0)" }
        }
        let apart = compared.filter(\.outcome.isPaidByResult).map { Displayed.clean($0.outcome.id) }
        let reading =
            "forecast: median and 5 % to 95 %. PIT: the share of imagined campaigns that did worse than the outcome. reality: how "
            + "many times better or worse the outcome is than the median."
        return
            ([reading] + (apart.isEmpty ? [] : ["Under performance pay: \(apart.joined(separator: ", "))."])
            + (remarks.isEmpty ? [] : [remarks.joined(separator: "; ") + "."])).joined(separator: " ")
    }

    /// A return as it is, a cost per order as money; no finer than its error.
    static func value(_ value: Double, _ error: Double?, _ metric: Metric?) -> String {
        guard value.isFinite else { return Figure(value, error: 0).text(.count) }
        let number = ClaimTable.number(value, error: error)
        return metric == .cpa ? Currency(code: "USD").prefix + number : number
    }

    private static func forecast(_ score: OutcomeScore, _ metric: Metric?) -> String {
        let unit = metric == .cpa ? Currency(code: "USD").prefix : ""
        let texts = zip(
            [score.quantiles[0], score.median, score.quantiles[4]],
            ClaimTable.numbers([score.quantiles[0], score.median, score.quantiles[4]])
        ).map { $0.value.isFinite ? unit + $1 : $1 }
        return "\(texts[1]) [\(texts[0]) – \(texts[2])]"
    }

    private static func position(_ position: Estimate) -> String {
        Figure(position.value, error: max(position.standardError, 1e-4)).text(.factor, digits: 3)
    }

    /// How many times better or worse reality was.
    private static func times(_ score: OutcomeScore) -> String {
        if score.ratio == 1 { return "as forecast" }
        let isBetter = score.ratio > 1
        let factor = isBetter ? score.ratio : 1 / score.ratio
        guard factor.isFinite else { return "∞ × \(isBetter ? "better" : "worse")" }
        let error = isBetter ? score.ratioError : score.ratioError * factor * factor
        let number = ClaimTable.number(factor, error: max(error.isNaN ? 0 : error, factor / 99))
        return "\(number) × \(isBetter ? "better" : "worse")"
    }
}

// MARK: - Chances and warnings

extension BacktestTable {
    private var chances: TextTable {
        let rows = backtest.cases.flatMap { row in zip(row.outcome.chances, row.chances).map { (row, $0, $1) } }
        var columns = [
            TextTable.Column(title: "stated", cells: rows.map { Figure(exactly: $0.1.probability).text(.percent) })
        ]
        for (number, selection) in backtest.selections.enumerated() {
            columns.append(
                TextTable.Column(
                    title: "k = \(BacktestReport.power(selection))",
                    cells: rows.map { row in
                        let chance = row.2[number]
                        return chance.value == 0
                            ? "0%" : Figure(chance.value, error: max(chance.standardError, 1e-4)).text(.percent)
                    }))
        }
        return TextTable(
            title: "chance",
            names: rows.map { row, stated, _ in
                TextTable.RowName(
                    text: "\(Displayed.clean(row.outcome.id)): ROAS \(stated.relation) "
                        + DecimalNumber(stated.threshold).literal)
            }, columns: columns)
    }

    private var alarms: [String] {
        var lines: [String] = []
        for row in backtest.cases {
            let name = Displayed.clean(row.outcome.id)
            if row.spent.count == 0 {
                lines.append("\(name): nothing is spent in any imagined campaign, so there is no forecast.")
            } else if row.spent.value < 0.9 {
                lines.append(
                    "\(name): nothing is spent in \(Figure.chance(row.idle)) of the imagined campaigns, which are left out."
                )
            }
            for score in row.scores.compactMap({ $0 }) where score.effectiveDraws < BacktestReport.fewestDraws {
                lines.append(
                    "\(name): at k = \(BacktestReport.power(score.selection)) the forecast rests on so few campaigns with a high "
                        + "return that \(Int(clamping: score.effectiveDraws.rounded())) of equal weight would know as much; ask for more trials."
                )
            }
        }
        return lines
    }
}

extension Backtest.Case {
    /// The draws in which nothing was spent.
    fileprivate var idle: Proportion { Proportion(count: spent.trials - spent.count, trials: spent.trials) }
}

extension StatedChance {
    /// The sign between the return and its threshold.
    var relation: String { (isAbove ? ">" : "<") + (isInclusive ? "=" : "") }
}
