// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignReports

/// Writes the page of a history of scores: as Markdown or as HTML, as the file's name ends.
struct HistoryReportWriter {
    /// Where the page goes.
    let page: String

    /// How names of pages end; nothing else, such as a history or a frozen forecast, is written over.
    static let endings = [".html", ".md"]

    private var isMarkdown: Bool { page.lowercased().hasSuffix(".md") }

    /// Writes the page, or nothing where a part of it cannot be made.
    func write(_ report: HistoryReport) throws {
        if isMarkdown { return try AtomicFile.write(Array(HistoryTable(report).page.markdown.utf8), to: page) }
        let history = HistoryPage(report)
        try ReportWriter(page: page, charts: nil).write(history.charts) { history.html(drawing: $0) }
    }
}
