// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// Every assumption of a scenario as a table: for a terminal, as Markdown, or as comma-separated values.
public struct LedgerTable: Sendable {
    /// The columns of the comma-separated values.
    public static let columns = [
        "quantity", "median", "uncertain_low", "uncertain_high", "varies_low", "varies_high", "decision_share",
        "decision_share_error", "trust", "year", "source", "note", "library",
    ]

    /// The assumptions.
    public let ledger: AssumptionLedger
    private let title: String

    /// The tables of a ledger.
    public init(_ ledger: AssumptionLedger, title: String) {
        self.ledger = ledger
        self.title = title
    }

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
                    TextTable.Column(title: "median", cells: entries.map { Self.number($0.median, $0) }),
                    TextTable.Column(
                        title: "nobody knows (90 %)", cells: entries.map { Self.range($0.uncertainty, $0) }),
                    TextTable.Column(title: "differs (90 %)", cells: entries.map { Self.range($0.variability, $0) }),
                    TextTable.Column(title: "decides", cells: entries.map(Self.share)),
                    TextTable.Column(
                        title: "trust", cells: entries.map { $0.quantity.provenance.trust?.rawValue ?? "" }),
                    TextTable.Column(
                        title: "source", cells: entries.map(Self.origin), widest: 40, group: 1),
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

    /// A number to three significant digits, a share as percentage; what is known keeps all digits before the point.
    private static func number(_ value: Double, _ entry: Entry) -> String {
        let decimal = DecimalNumber(value)
        let place = decimal.leadingPlace ?? 0
        let rounded = decimal.rounded(toPlace: Swift.min(place - 2, 0))
        return entry.isShare ? rounded.shifted(by: 2).literal + "%" : rounded.literal
    }

    private static func range(_ range: ClosedRange<Double>?, _ entry: Entry) -> String {
        range.map { "\(number($0.lowerBound, entry)) – \(number($0.upperBound, entry))" } ?? ""
    }
}

// MARK: - Files

extension LedgerTable {
    /// The name and version of the JSON document's layout.
    public static let schema = "tiercast/ledger/1"

    /// The assumptions as a JSON document; `checksum` is that of the resolved scenario.
    public func document(checksum: String) -> JSONValue {
        func number(_ value: Double?) -> JSONValue { value.map { StoredNumber(exactly: $0).json } ?? .null }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        let assumptions = ledger.entries.map { entry -> JSONValue in
            let provenance = entry.quantity.provenance
            return .object([
                "quantity": .string(entry.path.text), "median": number(entry.median),
                "uncertain_low": number(entry.uncertainty?.lowerBound),
                "uncertain_high": number(entry.uncertainty?.upperBound),
                "varies_low": number(entry.variability?.lowerBound),
                "varies_high": number(entry.variability?.upperBound),
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
            "scenario_checksum": .string(checksum), "assumptions": .array(assumptions),
        ])
    }

    /// The table in Markdown.
    public func markdown() -> String {
        let rows = ledger.entries.map { entry in
            let provenance = entry.quantity.provenance
            return [
                "`\(Displayed.clean(entry.path.text))`", Self.number(entry.median, entry),
                Self.range(entry.uncertainty, entry),
                Self.range(entry.variability, entry), Self.share(entry), provenance.trust?.rawValue ?? "",
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

    /// The table as comma-separated values, numbers in full.
    public func csv() -> String {
        var text = Self.columns.joined(separator: ",") + "\n"
        func number(_ value: Double?) -> String { value.map { StoredNumber(exactly: $0).csv } ?? "" }
        for entry in ledger.entries {
            let provenance = entry.quantity.provenance
            let fields = [
                CSVField.text(entry.path.text), number(entry.median), number(entry.uncertainty?.lowerBound),
                number(entry.uncertainty?.upperBound), number(entry.variability?.lowerBound),
                number(entry.variability?.upperBound),
                entry.decisionShare.map { StoredNumber($0.held, error: $0.standardError).csv } ?? "",
                entry.decisionShare.map { StoredNumber(error: $0.standardError).csv } ?? "",
                provenance.trust?.rawValue ?? "",
                provenance.year.map(String.init) ?? "", CSVField.text(provenance.source ?? ""),
                CSVField.text(provenance.note ?? ""), CSVField.text(provenance.library ?? ""),
            ]
            text += fields.joined(separator: ",") + "\n"
        }
        return text
    }
}
