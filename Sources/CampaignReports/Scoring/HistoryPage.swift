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
            ], version: TiercastVersion.current, mark: String(report.checksum.prefix(16)),
            closing: "Forecasts were kept before their campaigns, and are graded once.", switches: nil,
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
                    "Each forecast was written to a file before its campaign, with a hash of all that is in it; the first digits of the hash stand "
                        + "beneath. The history holds what became of it in rows that are sealed one after the other."),
                CampaignReport.table(seals),
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
        let scored = report.campaigns(isAhead: !report.ahead.isEmpty).compactMap { campaign in
            campaign[leading.figure].map { (campaign: campaign, score: $0) }
        }
        let rows = scored.enumerated().map { number, item in
            let outcome = HistoryTable.value(item.score.outcome, item.score, of: item.campaign)
            let forecast = HistoryTable.forecast(item.score, of: item.campaign)
            return PositionChart.Row(
                name: "\(number + 1) · \(Displayed.clean(item.campaign.campaign))", position: item.score.position,
                tip: "\(outcome), forecast \(forecast)")
        }
        return PositionChart(title: "Where \(leading.figure.title) came out in the forecast", rows: rows).chart
    }
}
