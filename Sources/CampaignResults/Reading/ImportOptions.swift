// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignText

/// What somebody says of files that do not say it themselves.
public struct ImportOptions: Sendable {
    /// What engagement rates are a share of.
    public enum EngagementBase: String, CaseIterable, Sendable {
        case followers, reach, views
    }

    /// What files are, where their header does not show it.
    public var platform: ExportKind?
    /// What columns are called, by field.
    public var columns: [(field: ImportField, name: String)] = []
    /// What states are called, in lower case.
    var states: [String: ExportKind.State] = [:]
    /// What comes first in dates that leave it open.
    public var dates: DateOrder?
    /// The decimal mark of numbers that leave it open.
    package var decimal: DecimalMark?
    /// The currency of money that has none.
    public var currency: String?
    /// The minutes that the clock of the results is ahead of UTC; nil where days are kept as they are written.
    public var zone: Int?
    /// Whether money stands in cents.
    public var isInCents = false
    /// What engagement rates are a share of.
    public var engagementBase: EngagementBase?

    /// Options that say nothing.
    public init() {}

    /// A kind made of the columns that were named; nil where none was, or where they belong to a platform.
    var ownKind: ExportKind? {
        guard !columns.isEmpty, platform == nil else { return nil }
        let fields = Set(columns.map(\.field))
        let unit: ExportKind.Unit =
            if fields.contains(.basis) || fields.contains(.total) {
                .payout
            } else if fields.contains(.order) || fields.contains(.line) {
                .order
            } else if fields.contains(.orders)
                || fields.contains(.clicks) && fields.isDisjoint(with: [.views, .reach, .likes])
            {
                .tally
            } else if !fields.isDisjoint(with: [.views, .reach, .likes, .post]) {
                .post
            } else if fields.contains(.followers) || fields.contains(.alias) {
                .creator
            } else {
                .order
            }
        return ExportKind(
            name: "own", title: "a sheet of your own", network: ExportKind.sheet, unit: unit,
            columns: Dictionary(columns.map { ($0.field, [$0.name]) }) { $1 }, signature: nil, refunds: .negativeRows)
    }
}

/// Why a text of options cannot be understood.
public struct ImportOptionError: Error, Sendable, Equatable {
    /// The reason, and what is accepted.
    public let message: String
}

extension ImportOptions {
    /// Takes over `order=Bestellnr, creator="Name, Vorname"`.
    public mutating func name(columns text: String) throws(ImportOptionError) {
        var columns = columns
        for (key, name) in try Self.pairs(text, of: "--columns", example: "order=Bestellnr, creator=Name") {
            guard let field = ImportField(name: key) else {
                let known = ImportField.allCases.map(\.name)
                let hint = NearestName.hint(key, in: known)
                throw ImportOptionError(
                    message: "--columns: \(key.quotedForMessage) is not a field"
                        + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint))
            }
            guard !columns.contains(where: { $0.field == field }) else {
                throw ImportOptionError(message: "--columns names '\(key)' twice")
            }
            columns.append((field, name))
        }
        self.columns = columns
    }

    /// Takes over `geliefert=approved, storniert=refunded`.
    public mutating func name(states text: String) throws(ImportOptionError) {
        for (word, name) in try Self.pairs(text, of: "--states", example: "geliefert=approved, storniert=refunded") {
            guard let state = ExportKind.State(rawValue: name) else {
                let known = ExportKind.State.allCases.map(\.rawValue)
                throw ImportOptionError(
                    message:
                        "--states: \(name.quotedForMessage) is not a state; known are \(known.joined(separator: ", "))"
                        + NearestName.hint(name, in: known))
            }
            states[word.lowercased()] = state
        }
    }

    /// Takes over the name of a kind.
    public mutating func name(platform text: String) throws(ImportOptionError) {
        guard let kind = ExportKind.all.first(where: { $0.name == text }) else {
            let known = ExportKind.all.map(\.name)
            let hint = NearestName.hint(text, in: known)
            throw ImportOptionError(
                message: "--platform: \(text.quotedForMessage) is not known"
                    + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint))
        }
        platform = kind
    }

    /// Takes over `+02:00`.
    public mutating func name(zone text: String) throws(ImportOptionError) {
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy(\.isASCII) && part.count == 2 ? Int(part) : nil }
        if text == "UTC" {
            zone = 0
        } else if let sign = text.first, "+-".contains(sign), numbers.count == 2, parts.count == 2,
            (0...14).contains(numbers[0]), (0...59).contains(numbers[1])
        {
            zone = (sign == "-" ? -1 : 1) * (numbers[0] * 60 + numbers[1])
        } else {
            throw ImportOptionError(message: "--time-zone takes UTC or hours and minutes ahead of it, such as +02:00")
        }
    }

    /// Takes over a code such as EUR.
    public mutating func name(currency text: String) throws(ImportOptionError) {
        guard CurrencyCode.isCode(text) else {
            throw ImportOptionError(message: "--currency takes a code of three capital letters such as EUR")
        }
        currency = text
    }

    /// The pairs of a text; names with commas stand between quotation marks.
    private static func pairs(
        _ text: String, of option: String, example: String
    ) throws(ImportOptionError) -> [(String, String)] {
        var parts: [String] = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        var pairs: [(String, String)] = []
        for part in parts {
            guard let sign = part.firstIndex(of: "=") else {
                throw ImportOptionError(message: "\(option): \(part.quotedForMessage) is no pair; write '\(example)'")
            }
            let key = String(part[..<sign]).trimmed()
            let name = String(part[part.index(after: sign)...]).trimmed().filter { $0 != "\"" }
            guard !key.isEmpty, !name.isEmpty else {
                throw ImportOptionError(message: "\(option): \(part.quotedForMessage) is no pair; write '\(example)'")
            }
            pairs.append((key, name))
        }
        return pairs
    }
}

/// Codes of currencies.
enum CurrencyCode {
    /// Whether a text is written as ISO 4217 writes codes.
    static func isCode(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }
}
