// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignResults
internal import CampaignText

/// What an import did, as text for a terminal.
public struct ImportTable: Sendable {
    /// What it did.
    public let report: ImportReport

    /// The tables of an import.
    public init(_ report: ImportReport) { self.report = report }

    private var account: ImportAccount { report.account }

    /// The sentence, the files, what became of their rows, and what is left.
    public var page: Page {
        var page = Page()
        page.say(report.sentence)
        page.add(
            files,
            note: "Rows kept, merged and dropped are all rows of a file; doubted and noted ones are among those kept.")
        for file in account.files {
            let layout = ([file.kind] + file.layout).joined(separator: ", ")
            page.list("\(FileName.last(file.name)): \(layout)", notes: Self.notes(file.findings))
        }
        if !account.findings.isEmpty { page.list("All files together", notes: Self.notes(account.findings)) }
        page.add(totals, note: totalNote)
        page.alarm(alarms)
        for note in notes { page.note(note) }
        return page
    }

    private var files: TextTable {
        func column(_ title: String, _ cell: (FileAccount) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: account.files.map(cell))
        }
        let verdicts = ImportReason.Verdict.allCases.map { verdict in
            column(verdict.rawValue) { ImportReport.number($0.count(verdict)) }
        }
        return TextTable(
            title: "file", names: account.files.map { TextTable.RowName(text: FileName.last($0.name), look: .strong) },
            columns: [column("rows") { ImportReport.number($0.rows) }, column("kept") { ImportReport.number($0.kept) }]
                + verdicts)
    }

    /// What each finding says: how many rows, where the first ones stand, and why.
    private static func notes(_ findings: [ImportFinding]) -> [(name: String, text: String)] {
        ImportReport.sorted(findings).map { finding in
            let lines = finding.lines.map(String.init).joined(separator: ", ")
            let more = finding.count > finding.lines.count ? ", …" : ""
            let place = lines.isEmpty ? "" : " (line\(finding.count == 1 ? "" : "s") \(lines)\(more))"
            return (
                finding.reason.verdict.rawValue,
                "\(ImportReport.number(finding.count))\(place): \(finding.reason.meaning)"
            )
        }
    }

    private var totals: TextTable {
        func column(_ title: String, _ cell: (ImportAccount.Total) -> Int) -> TextTable.Column {
            let cells = account.totals.map { total in cell(total) == 0 ? "" : ImportReport.number(cell(total)) }
            return TextTable.Column(title: title, cells: cells)
        }
        func money(_ title: String, _ cell: (ImportAccount.Total) -> Double) -> TextTable.Column {
            TextTable.Column(
                title: title,
                cells: account.totals.map { $0.currency.isEmpty ? "" : ImportReport.money(cell($0), $0.currency) },
                panel: 1)
        }
        let columns = [
            column("rows", \.rows), column("orders", \.orders), column("pending", \.pending),
            column("sent back", \.refunds), column("views", \.views), column("engagements", \.engagements),
            column("clicks", \.clicks), money("value", \.value), money("sent back", \.refunded),
            money("commission", \.commission), money("fees", \.fee),
            TextTable.Column(
                title: "settled until", cells: account.totals.map { $0.settledUntil?.text ?? "" }, panel: 1),
        ]
        return TextTable(
            title: "results",
            names: account.totals.map {
                TextTable.RowName(text: $0.currency.isEmpty ? $0.network : "\($0.network) in \($0.currency)")
            },
            columns: columns.filter { column in column.cells.contains { !$0.isEmpty } })
    }

    private var totalNote: String {
        "settled until: the last day until which no order is pending; what is younger may still be sent back."
    }

    private var alarms: [String] {
        var lines: [String] = []
        if account.currencies.count > 1 {
            lines.append(
                "Money is in \(account.currencies.joined(separator: " and ")), kept apart by row and never added up across currencies."
            )
        }
        if account.rows == 0 { lines.append("Nothing is left: no row holds an order, a count or money.") }
        return lines
    }

    private var notes: [String] {
        var notes: [String] = []
        for file in account.files where !file.personal.isEmpty {
            notes.append(
                "\(FileName.last(file.name)): personal data not read: \(file.personal.joined(separator: ", ")).")
        }
        if let output = report.output {
            notes.append("Written: \(output), \(ImportReport.counted(account.rows, "row")).")
        } else {
            notes.append("Nothing is written; --output FILE writes the results.")
        }
        if let keys = report.keys {
            notes.append(
                "Creators and posts are hashes. \(keys.file) leads back to \(ImportReport.counted(keys.names, "name")) and makes the next "
                    + "import give them the same hashes: keep it, and do not pass it on.")
        }
        return notes
    }
}
