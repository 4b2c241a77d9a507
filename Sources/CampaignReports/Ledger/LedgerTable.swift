// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// Every assumption of a scenario as a table: for a terminal, as Markdown, or as comma-separated values.
public struct LedgerTable: Sendable {
    /// The columns of the comma-separated values.
    public static let columns = [
        "quantity", "median", "uncertain_low", "uncertain_high", "varies_low", "varies_high", "decision_share",
        "decision_share_error", "trust", "year", "source", "note", "library", "unit",
    ]

    /// The assumptions.
    public let ledger: AssumptionLedger
    private var title: String { ledger.subject.scenario.name }
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
        return page
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
    /// The name and version of the JSON document's layout.
    public static let schema = "tiercast/ledger/1"

    /// The assumptions as a JSON document.
    public var document: JSONValue {
        func number(_ number: LedgerNumber?) -> JSONValue { number?.stored.json ?? .null }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        let assumptions = ledger.entries.map { entry -> JSONValue in
            let provenance = entry.quantity.provenance
            return .object([
                "quantity": .string(entry.path.text), "unit": text(unit(entry)), "median": number(entry.middle),
                "uncertain_low": number(entry.uncertain?.low), "uncertain_high": number(entry.uncertain?.high),
                "varies_low": number(entry.varies?.low), "varies_high": number(entry.varies?.high),
                "decision_share": entry.decisionShare.map { StoredNumber($0.held, error: $0.standardError).json }
                    ?? .null,
                "decision_share_error": entry.decisionShare.map { StoredNumber(error: $0.standardError).json } ?? .null,
                "trust": text(provenance.trust?.rawValue), "year": provenance.year.map { .integer($0) } ?? .null,
                "source": text(provenance.source), "note": text(provenance.note),
                "library": text(provenance.library),
            ])
        }
        return .object([
            "schema": .string(Self.schema), "scenario": .string(title), "version": .string(TiercastVersion.current),
            "scenario_checksum": .string(ledger.subject.checksum), "assumptions": .array(assumptions),
        ])
    }

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

    /// The table as comma-separated values, numbers with the digits that they support.
    public func csv() -> String {
        var text = Self.columns.joined(separator: ",") + "\n"
        func number(_ number: LedgerNumber?) -> String { number?.stored.csv ?? "" }
        for entry in ledger.entries {
            let provenance = entry.quantity.provenance
            let fields = [
                CSVField.text(entry.path.text), number(entry.middle), number(entry.uncertain?.low),
                number(entry.uncertain?.high), number(entry.varies?.low), number(entry.varies?.high),
                entry.decisionShare.map { StoredNumber($0.held, error: $0.standardError).csv } ?? "",
                entry.decisionShare.map { StoredNumber(error: $0.standardError).csv } ?? "",
                provenance.trust?.rawValue ?? "",
                provenance.year.map(String.init) ?? "", CSVField.text(provenance.source ?? ""),
                CSVField.text(provenance.note ?? ""), CSVField.text(provenance.library ?? ""),
                CSVField.text(unit(entry) ?? ""),
            ]
            text += fields.joined(separator: ",") + "\n"
        }
        return text
    }
}
