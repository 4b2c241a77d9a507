// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// Every assumption of a scenario as a table: for a terminal, as Markdown, or as comma-separated values.
public struct LedgerTable: Sendable {
    /// The columns of the comma-separated values.
    public static let columns = [
        "quantity", "median", "uncertain_low", "uncertain_high", "varies_low", "varies_high", "decision_share",
        "decision_share_error", "trust", "year", "source", "note", "default",
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
    /// The table, the file's own assumptions first, then the built-in ones; lines of at most `width` columns.
    public func text(width: Int, coloured: Bool) -> String {
        let width = Swift.max(ForecastTable.narrowest, width)
        let paint = Paint(isOn: coloured)
        var blocks = [[paint(.strong, Displayed.wrapped(Displayed.clean(title), width: width))]]
        for (name, isDefault) in [("stated", false), ("built-in", true)] {
            let entries = ledger.entries.filter { $0.quantity.provenance.isDefault == isDefault }
            guard !entries.isEmpty else { continue }
            let table = TextTable(
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
                        title: "source", cells: entries.map { Displayed.cut(Self.origin($0), 40) }, group: 1),
                ])
            blocks.append(table.lines(width: width, paint: paint))
        }
        blocks.append([paint(.faint, Displayed.wrapped(summary, width: width))])
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
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
            + "where there is one split) that it explains by itself; below 0 % is sampling noise about none."
    }

    private static func share(_ entry: Entry) -> String {
        entry.decisionShare.map { Figure($0.value, error: $0.standardError).text(.percent) } ?? ""
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
    /// The table in Markdown.
    public func markdown() -> String {
        var lines = [
            "| quantity | median | nobody knows (90 %) | differs (90 %) | decides | trust | source | note |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for entry in ledger.entries {
            let provenance = entry.quantity.provenance
            let cells = [
                "`\(entry.path)`", Self.number(entry.median, entry), Self.range(entry.uncertainty, entry),
                Self.range(entry.variability, entry), Self.share(entry),
                provenance.trust?.rawValue ?? "", Self.escaped(Self.origin(entry)), Self.escaped(provenance.note ?? ""),
            ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The table as comma-separated values, numbers in full.
    public func csv() -> String {
        var text = Self.columns.joined(separator: ",") + "\n"
        func number(_ value: Double?) -> String { value.map { StoredNumber(exactly: $0).csv } ?? "" }
        for entry in ledger.entries {
            let provenance = entry.quantity.provenance
            let fields = [
                entry.path.text, number(entry.median), number(entry.uncertainty?.lowerBound),
                number(entry.uncertainty?.upperBound), number(entry.variability?.lowerBound),
                number(entry.variability?.upperBound),
                entry.decisionShare.map { StoredNumber($0.value, error: $0.standardError).csv } ?? "",
                entry.decisionShare.map { StoredNumber(error: $0.standardError).csv } ?? "",
                provenance.trust?.rawValue ?? "",
                provenance.year.map(String.init) ?? "", CSVField.text(provenance.source ?? ""),
                CSVField.text(provenance.note ?? ""), provenance.isDefault ? "true" : "false",
            ]
            text += fields.joined(separator: ",") + "\n"
        }
        return text
    }

    /// Text that Markdown shows as it is: signs that it would read are escaped, lines joined.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in Displayed.clean(text.replacing("\n", with: " ")) {
            if "\\`*_{}[]<>()#+-.!|&~".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
