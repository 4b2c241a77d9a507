// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// Every assumption of a scenario as a table: for a terminal, as Markdown, or as comma-separated values.
public struct LedgerTable: Sendable {
    /// The assumptions.
    public let ledger: AssumptionLedger
    var title: String { ledger.subject.scenario.name }
    var currency: Currency { Currency(code: ledger.subject.scenario.currency) }

    /// The tables of a ledger.
    public init(_ ledger: AssumptionLedger) { self.ledger = ledger }

    private typealias Entry = AssumptionLedger.Entry
}

// MARK: - Terminal

extension LedgerTable {
    /// The table, the file's own assumptions first, then those of each library.
    public var page: Page {
        var page = Page()
        page.head(title)
        return Page.joined([page, tables])
    }

    /// The tables without the title.
    var tables: Page { Page.joined([stated, builtIn, reading]) }

    /// What the file states.
    var stated: Page { page("stated", ledger.entries.filter { !$0.quantity.provenance.isDefault }) }

    /// What the file leaves to libraries of defaults, a table each.
    var builtIn: Page {
        var names: [String] = []
        for entry in ledger.entries {
            if let name = entry.quantity.provenance.library, !names.contains(name) { names.append(name) }
        }
        return Page.joined(
            names.sorted().map { name in
                page("from \(Displayed.clean(name))", ledger.entries.filter { $0.quantity.provenance.library == name })
            })
    }

    /// How to read both.
    var reading: Page {
        var page = Page()
        page.note(summary)
        if let learned { page.note(learned) }
        return page
    }

    /// Which of the quantities are not as they are stated; nil where results taught nothing.
    private var learned: String? {
        ledger.subject.scenario.learned.map { learned in
            var names: [String] = []
            for score in learned.scores where !names.contains(score.quantity.shortText) {
                names.append(score.quantity.shortText)
            }
            return "Results of \(ImportReport.counted(learned.creators, "creator")) taught of "
                + "\(names.map(Displayed.clean).joined(separator: ", ")): their medians and intervals are what is known now, not what the file or a library "
                + "states."
        }
    }

    private func page(_ name: String, _ entries: [Entry]) -> Page {
        var page = Page()
        page.add(
            TextTable(
                title: name, names: entries.map { TextTable.RowName(text: $0.path.shortText) },
                columns: [
                    TextTable.Column(title: "median", cells: entries.map(median)),
                    TextTable.Column(title: "nobody knows (90 %)", cells: entries.map(uncertainty)),
                    TextTable.Column(title: "differs (90 %)", cells: entries.map(variability)),
                    TextTable.Column(title: "decides", cells: entries.map(Self.share)),
                    TextTable.Column(
                        title: "trust", cells: entries.map { $0.quantity.provenance.trust?.rawValue ?? "" }),
                    TextTable.Column(
                        title: "source", cells: entries.map(Self.origin), widest: 40, panel: 1),
                ]))
        return page
    }

    private var summary: String {
        let all = ledger.entries
        let uncertain = all.filter { $0.uncertainty != nil }
        let unsourced = uncertain.filter {
            let provenance = $0.quantity.provenance
            return provenance.source == nil && provenance.note == nil
        }
        return
            "\(all.count) quantities, \(uncertain.count) of them uncertain; \(unsourced.count) of these say neither where they "
            + "come from nor why. trust: A (audited or peer-reviewed) to D (repeated by blogs). differs: between creators, "
            + "posts or orders, at the median. decides: the share of the variance of the decision for the best split (of the result, "
            + "where there is one split) that it explains by itself, in brackets where it is not told from 0."
    }

    private static func share(_ entry: Entry) -> String {
        entry.decisionShare.map { share in
            let text = Figure(share.held, error: share.standardError).text(.percent)
            return share.low > 0 || share.held == 0 ? text : "(\(text))"
        } ?? ""
    }

    private static func origin(_ entry: Entry) -> String {
        let provenance = entry.quantity.provenance
        return [provenance.source.map(Displayed.clean), provenance.year.map(String.init)].compactMap { $0 }
            .joined(separator: ", ")
    }
}

// MARK: - Files

extension LedgerTable {
    /// The table in Markdown.
    public func markdown() -> String {
        let rows = ledger.entries.map { entry in
            let provenance = entry.quantity.provenance
            return [
                "`\(Displayed.clean(entry.path.text))`", median(entry), uncertainty(entry), variability(entry),
                Self.share(entry), provenance.trust?.rawValue ?? "",
                MarkdownText.escaped(Self.origin(entry)), MarkdownText.escaped(provenance.note ?? ""),
                MarkdownText.escaped(provenance.library ?? ""),
            ]
        }
        let columns = [
            "quantity", "median", "nobody knows (90 %)", "differs (90 %)", "decides", "trust", "source", "note",
            "library",
        ]
        return MarkdownText.table(columns, rightFrom: columns.count, rows) + "\n"
    }
}
