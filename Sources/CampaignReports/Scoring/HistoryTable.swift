// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A history of scores as text.
public struct HistoryTable: Sendable {
    private let report: HistoryReport

    /// The tables of a history.
    public init(_ report: HistoryReport) { self.report = report }

    /// The answer, what each figure shows, then each campaign.
    public var page: Page {
        var page = Page()
        page.head(
            FileName.last(report.file), facts: [ImportReport.counted(report.history.campaigns.count, "campaign")])
        page.say(report.sentence)
        page.alarm(report.alarms)
        for part in parts { page.add(part.table, note: part.note) }
        page.note(report.seal)
        return page
    }

    /// The tables with how to read them, those of forecasts that were made afterwards behind the others.
    var parts: [(title: String, table: TextTable, note: String?)] {
        [true, false].flatMap { isAhead -> [(title: String, table: TextTable, note: String?)] in
            let summaries = isAhead ? report.ahead : report.afterwards
            guard !summaries.isEmpty else { return [] }
            // What is explained once need not be explained again.
            let isFirst = isAhead || report.ahead.isEmpty
            let made = isAhead ? "" : ", made afterwards"
            return [
                ("Calibration\(made)", Self.calibration(summaries), isFirst ? HistoryReport.evenNote : nil),
                ("Scores\(made)", Self.scores(summaries), isFirst ? HistoryReport.scoreNote : nil),
                (
                    "Campaigns\(made)", Self.campaigns(report.campaigns(isAhead: isAhead)),
                    isFirst ? HistoryReport.campaignNote : nil
                ),
            ]
        }
    }
}

// MARK: - Tables

extension HistoryTable {
    private static func names(_ summaries: [ScoreSummary]) -> [TextTable.RowName] {
        summaries.map { TextTable.RowName(text: $0.figure.title) }
    }

    private static func calibration(_ summaries: [ScoreSummary]) -> TextTable {
        func column(_ title: String, panel: Int = 0, _ cell: (ScoreSummary) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: summaries.map(cell), panel: panel)
        }
        var columns = [column("campaigns") { ImportReport.number($0.positions.count) }]
        for (number, nominal) in BacktestSummary.nominalCoverages.enumerated() {
            columns += [
                column("in \(Int(clamping: nominal * 100)) %", panel: number) {
                    "\($0.coverages[number].count) [\(BacktestReport.interval($0.coverages[number].limits))]"
                },
                column("if right", panel: number) { BacktestReport.range($0.coverages[number].expected) },
            ]
        }
        columns += [
            column("distance", panel: 2) { Figure($0.distance, error: 0.001).text(.factor) },
            column("chance", panel: 2) { BacktestReport.chance($0.probability) },
            column("noticed", panel: 2) { Figure($0.noticed, error: 0.001).text(.factor) },
        ]
        return TextTable(title: "positions of", names: names(summaries), columns: columns)
    }

    private static func scores(_ summaries: [ScoreSummary]) -> TextTable {
        func column(_ title: String, _ cell: (ScoreSummary) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: summaries.map(cell))
        }
        let simpler = FigureScore.Reference.allCases.compactMap { reference -> TextTable.Column? in
            guard summaries.contains(where: { $0.skills[reference] != nil }) else { return nil }
            return column(reference.title) { summary in
                summary.skills[reference].map { "\(ScoreFigures.skill($0.value)) (\($0.count))" } ?? ""
            }
        }
        return TextTable(
            title: "scores of", names: names(summaries),
            columns: [
                column("CRPS") { summary in
                    summary.rankedProbability.map { Figure($0, error: $0 / 10).text(.factor) } ?? Figure.undefined
                },
                column("log score") { ScoreFigures.logarithmic($0.logarithmic) },
            ] + simpler)
    }

    private static func campaigns(_ campaigns: [CampaignScore]) -> TextTable {
        var names: [TextTable.RowName] = []
        var rows: [(campaign: CampaignScore, score: FigureScore?)] = []
        for (number, campaign) in campaigns.enumerated() {
            names.append(TextTable.RowName(text: name(number, campaign), look: .strong))
            rows.append((campaign, nil))
            names += campaign.figures.map { TextTable.RowName(text: $0.figure.title, indent: 2) }
            rows += campaign.figures.map { (campaign, $0) }
        }
        func column(_ title: String, _ cell: (CampaignScore, FigureScore) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: rows.map { row in row.score.map { cell(row.campaign, $0) } ?? "" })
        }
        return TextTable(
            title: "campaign", names: names,
            columns: [
                column("outcome") { value($1.outcome, $1, of: $0) }, column("forecast") { forecast($1, of: $0) },
                column("position") { position($1.position) },
                TextTable.Column(title: "frozen", cells: rows.map { $0.score == nil ? $0.campaign.frozen : "" }),
                TextTable.Column(title: "scored", cells: rows.map { $0.score == nil ? $0.campaign.scored : "" }),
            ])
    }

    /// A campaign with its number among those beside it, from 0.
    static func name(_ number: Int, _ campaign: CampaignScore) -> String {
        "\(number + 1) · \(Displayed.clean(campaign.campaign))"
    }

    /// A position to two decimals; one that is not at an end is not shown there.
    static func position(_ value: Double) -> String {
        if value < 0.005 { return "<0.01" }
        return value > 0.995 ? ">0.99" : Figure(value, error: 0.01).text(.factor)
    }

    /// A value of a figure to three digits.
    static func value(_ value: Double, _ score: FigureScore, of campaign: CampaignScore) -> String {
        Figure(value, error: abs(value) / 1_000).text(
            Figure.Style(score.figure.metric, currency: Currency(code: campaign.currency)), digits: 3)
    }

    static func forecast(_ score: FigureScore, of campaign: CampaignScore) -> String {
        let texts = score.quantiles.map { value($0, score, of: campaign) }
        return "\(texts[2]) [\(texts[0]) – \(texts[4])]"
    }
}
