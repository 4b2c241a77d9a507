// SPDX-License-Identifier: GPL-3.0-or-later

/// What separates whole numbers from fractions.
package enum DecimalMark: String, Sendable {
    case point, comma

    fileprivate var scalar: Unicode.Scalar { self == .point ? "." : "," }
    fileprivate var other: DecimalMark { self == .point ? .comma : .point }
    /// In words.
    package var name: String { "decimal \(rawValue)" }
}

/// A number as people write it in tables: with a currency, thousands apart, a decimal mark of either kind, per cent.
package struct WrittenFigure {
    /// The whole digits and fractions with their marks, currency, sign, unit and spaces taken away.
    private var body: String
    private var exponent = 0
    private var isNegative = false
    package var isPercent = false
    /// The sign or code of a currency.
    package var currency: String?
    /// The mark that the text itself shows to be the decimal one; nil where it holds none or leaves it open.
    package private(set) var shown: DecimalMark?
    /// Whether another choice of decimal mark would make another number of it.
    package private(set) var isAmbiguous = false
    private var hasMark = false

    /// What stands for nothing.
    private static let missing: Set<String> = [
        "", "-", "–", "—", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "?",
    ]

    /// Whether a field says nothing.
    package static func isMissing(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        return !isDigit(first) && missing.contains(text.lowercased())
    }

    package static let currencies: [String: Set<String>] = [
        "$": ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"], "€": ["EUR"], "£": ["GBP"],
        "¥": ["JPY", "CNY"], "EUR": ["EUR"], "USD": ["USD"], "GBP": ["GBP"], "CHF": ["CHF"], "US$": ["USD"],
        "SEK": ["SEK"], "NOK": ["NOK"], "DKK": ["DKK"], "PLN": ["PLN"], "CAD": ["CAD"], "AUD": ["AUD"],
    ]
    private static let signs = currencies.keys.sorted { ($0.count, $1) > ($1.count, $0) }

    /// The figure that a text says; nil where it is none.
    package init?(_ text: String) {
        body = ""
        // Most fields are bare numbers, and files may hold millions of them.
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }) {
            guard text.utf8.count <= 40, read(text) else { return nil }
            return
        }
        var text = text.replacing("−", with: "-").trimmed()
        if text.hasPrefix("-") { (isNegative, text) = (true, String(text.dropFirst()).trimmed()) }
        text = takeCurrency(text)
        if !isNegative, text.hasPrefix("-") { (isNegative, text) = (true, String(text.dropFirst()).trimmed()) }
        if text.hasPrefix("+") { text = String(text.dropFirst()) }
        if text.hasSuffix("%") { (isPercent, text) = (true, String(text.dropLast()).trimmed()) }
        switch text.last {
        case "k", "K": (exponent, text) = (3, String(text.dropLast()).trimmed())
        case "M": (exponent, text) = (6, String(text.dropLast()).trimmed())
        default: break
        }
        if isPercent { exponent -= 2 }
        guard text.unicodeScalars.count <= 40, takePower(&text), let bare = Self.withoutSpaces(text) else { return nil }
        guard read(bare) else { return nil }
    }

    /// Takes a currency off either end of a text.
    private mutating func takeCurrency(_ text: String) -> String {
        for sign in Self.signs {
            let isFirst = text.hasPrefix(sign)
            guard isFirst || text.hasSuffix(sign) else { continue }
            currency = sign
            return String(isFirst ? text.dropFirst(sign.count) : text.dropLast(sign.count)).trimmed()
        }
        return text
    }

    /// Takes `e3` off the end of a text; false where something else than a number follows.
    private mutating func takePower(_ text: inout String) -> Bool {
        guard let index = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return true }
        guard let power = Int(text[text.index(after: index)...]), abs(power) <= 300, index > text.startIndex else {
            return false
        }
        exponent += power
        text = String(text[..<index])
        return true
    }

    /// The text without spaces and apostrophes between thousands; nil where they stand elsewhere.
    private static func withoutSpaces(_ text: String) -> String? {
        let marks: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "’"]
        let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) { marks.contains($0) }
        guard parts.count > 1 else { return text }
        for (number, part) in parts.enumerated() {
            let digits = part.prefix { ("0"..."9").contains($0) }.count
            let isLast = number == parts.count - 1
            guard number == 0 ? (1...3).contains(part.count) : digits == 3, isLast || digits == part.count else {
                return nil
            }
        }
        return String(String.UnicodeScalarView(parts.joined()))
    }

    /// Finds out what the marks of a text of digits, points and commas say; false where it is no number.
    private mutating func read(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { Self.isDigit($0) }),
            bytes.allSatisfy({ Self.isDigit($0) || $0 == Self.point || $0 == Self.comma })
        else { return false }
        body = text
        guard let last = bytes.lastIndex(where: { !Self.isDigit($0) }) else { return true }
        hasMark = true
        let mark: DecimalMark = bytes[last] == Self.point ? .point : .comma
        let (points, commas) = (bytes.count { $0 == Self.point }, bytes.count { $0 == Self.comma })
        if points > 0, commas > 0 {
            guard (mark == .point ? points : commas) == 1, Self.hasThousands(bytes[..<last]) else { return false }
            shown = mark
        } else if points + commas > 1 {
            guard Self.hasThousands(bytes[...]) else { return false }
            shown = mark.other
        } else if Self.hasThousands(bytes[...]) {
            isAmbiguous = true
        } else {
            shown = mark
        }
        return true
    }

    private static let (point, comma): (UInt8, UInt8) = (0x2E, 0x2C)
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Whether the marks stand before thousands, as in 1.234.567.
    private static func hasThousands(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(omittingEmptySubsequences: false) { !isDigit($0) }
        guard let first = parts.first, first.first != 0x30 else { return false }
        return (1...3).contains(first.count) && parts.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// The number, where the decimal mark is `decimal`.
    package func value(_ decimal: DecimalMark) -> Double {
        var digits = body
        if hasMark {
            digits = body.replacing(String(Character(decimal.other.scalar)), with: "")
                .replacing(String(Character(decimal.scalar)), with: ".")
        }
        if digits.hasPrefix(".") { digits = "0" + digits }
        if digits.hasSuffix(".") { digits += "0" }
        return (isNegative ? -1 : 1) * (Double("\(digits)e\(exponent)") ?? .nan)
    }
}
