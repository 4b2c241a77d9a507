// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A history of scores as one page for readers, which grows with every campaign.
public struct HistoryPage: Sendable {
    private let report: HistoryReport

    /// The page of a history.
    public init(_ report: HistoryReport) { self.report = report }

    /// The charts of the page.
    public var charts: [Chart] { positions.map { [$0] } ?? [] }

    /// The page's markup.
    ///
    /// - Parameter drawing: what draws the charts.
    public func html(drawing: ReportPage.Drawing) -> String {
        PageFrame(
            title: "Forecasts and what became of them",
            facts: [
                Displayed.clean(FileName.last(report.file)),
                ImportReport.counted(report.history.campaigns.count, "campaign"),
            ], version: TiercastVersion.current, mark: report.mark,
            closing: "A forecast is graded once; its entry is never changed.", switches: nil,
            sections: sections, drawing: drawing
        ).html
    }

    private var sections: [CampaignReport.Section] {
        var answer: [CampaignReport.Part] = [.text(report.sentence)] + report.alarms.map { .note($0) }
        if let positions { answer.append(.chart(positions)) }
        let parts = HistoryTable(report).parts.enumerated().compactMap { number, part in
            CampaignReport.section(
                "part-\(number + 1)", part.title, [CampaignReport.table(part.table, note: part.note)])
        }
        let method = CampaignReport.section(
            "method", "How to check it",
            [
                .text(
                    "A frozen forecast is a file with a hash of all that it holds, whose first digits stand beneath: it is the file that was kept if it "
                        + "has the seal that was told then."),
                CampaignReport.table(seals),
                .text(report.seal),
            ])
        return [CampaignReport.section("answer", "The answer", answer)].compactMap { $0 } + parts
            + [method].compactMap { $0 }
    }

    private var seals: TextTable {
        let campaigns = report.history.campaigns
        func column(_ title: String, _ cell: (CampaignScore) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: campaigns.map { Displayed.clean(cell($0)) })
        }
        return TextTable(
            title: "campaign", names: campaigns.map { TextTable.RowName(text: Displayed.clean($0.campaign)) },
            columns: [
                column("seal") { "\($0.seal.prefix(16))" }, column("frozen") { $0.frozen },
                column("split") { $0.split },
                column("forecast came") { campaign in
                    switch campaign.timing {
                    case .before: "first"
                    case .unknown: "unknown"
                    case .after: "afterwards"
                    }
                },
            ])
    }

    /// Where the outcomes of the leading figure stand.
    private var positions: Chart? {
        guard let leading = report.leading else { return nil }
        let campaigns = report.campaigns(isAhead: !report.ahead.isEmpty)
        let rows = campaigns.enumerated().compactMap { number, campaign in
            campaign[leading.figure].map { score in
                PositionChart.Row(
                    name: HistoryTable.name(number, campaign), position: score.position,
                    tip:
                        "\(HistoryTable.value(score.outcome, score, of: campaign)), forecast \(HistoryTable.forecast(score, of: campaign))"
                )
            }
        }
        return PositionChart(title: "Where \(leading.figure.title) came out in the forecast", rows: rows).chart
    }
}
