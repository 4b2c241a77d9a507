// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A mistake in the text of a value, at an offset counted in Unicode scalars.
struct ValueError: Error, Equatable {
    var offset: Int
    var message: String
}

/// A number as written: its value and what follows it directly.
struct WrittenNumber: Equatable {
    var value: Double
    var suffix: Suffix?
    /// A word such as `hours` or `EUR` after the number.
    var unit: String?

    enum Suffix: String { case percent = "%", factor = "x" }
}

/// A piece of the text of a value.
struct Token: Equatable {
    enum Kind: Equatable {
        case number(WrittenNumber)
        case word(String)
        case data(DataReference)
        case sample(Sample)
        case symbol(Character)
        case end
    }

    var kind: Kind
    var offset: Int
    var text: String
}

/// Cuts the text of a value into tokens, with numbers read by this language's own rules, not YAML's.
struct Tokenizer {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    static let limit = 20_000

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The tokens of `text`, the last one `.end`.
    static func tokens(of text: String) throws(ValueError) -> [Token] {
        var tokenizer = Tokenizer(text)
        var tokens: [Token] = []
        while true {
            let token = try tokenizer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
            guard tokens.count <= limit else {
                throw ValueError(
                    offset: token.offset, message: "a value of more than \(limit) words; use data(file.csv, column)")
            }
        }
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func slice(_ start: Int, _ end: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    private mutating func next() throws(ValueError) -> Token {
        while let scalar = current, scalar == " " || scalar == "\t" || scalar == "\n" { index += 1 }
        let start = index
        guard let scalar = current else { return Token(kind: .end, offset: start, text: "end") }
        if Self.isDigit(scalar) || (scalar == "." && index + 1 < scalars.count && Self.isDigit(scalars[index + 1])) {
            return try number(from: start)
        }
        if Self.isLetter(scalar) { return try word(from: start) }
        if "()+-*/,:".unicodeScalars.contains(scalar) {
            index += 1
            return Token(kind: .symbol(Character(scalar)), offset: start, text: String(Character(scalar)))
        }
        throw ValueError(offset: start, message: unexpected(scalar))
    }

    private func unexpected(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "$", "€", "£", "¥": "'\(scalar)' is not read; write the bare amount, in the scenario's currency"
        case "–", "—", "−": "'\(scalar)' is not read; write '-' for minus, 'to' for an interval"
        case "<", ">", "=", "~", "±":
            "'\(scalar)' is not read in a quantity; write a number, an interval '5 to 10' or a distribution"
        case "%": "'%' stands directly after its number: write 10%"
        default: "'\(scalar)' is not read here"
        }
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }

    private mutating func skipDigits() { while let scalar = current, Self.isDigit(scalar) { index += 1 } }

    private mutating func number(from start: Int) throws(ValueError) -> Token {
        skipDigits()
        if current == "." {
            index += 1
            skipDigits()
        }
        let hasExponent = skipExponent()
        let digits = slice(start, index)
        if current == "," || current == "_" || current == "'", index + 1 < scalars.count,
            Self.isDigit(scalars[index + 1])
        {
            throw ValueError(
                offset: index,
                message: "no separators inside a number: write 45.5 with a point, 1000 or 1k for thousands")
        }
        if current == "." { throw ValueError(offset: index, message: "a number has one decimal point") }
        let (suffix, shift) = try suffix()
        // The shift is part of the text, so that 35% is the double nearest to 0.35.
        let base = hasExponent || shift.isEmpty ? digits : (digits.hasSuffix(".") ? digits + "0" : digits) + shift
        let factor =
            switch shift {
            case "e-2": 0.01
            case "e3": 1000.0
            case "e6": 1_000_000.0
            default: 1.0
            }
        guard let value = Double(base).map({ hasExponent ? $0 * factor : $0 }), value.isFinite else {
            throw ValueError(offset: start, message: "'\(digits)' is too large for a number")
        }
        return Token(
            kind: .number(WrittenNumber(value: value, suffix: suffix)), offset: start, text: slice(start, index))
    }

    /// Whether a power of ten followed the digits, which is skipped.
    private mutating func skipExponent() -> Bool {
        guard current == "e" || current == "E" else { return false }
        var ahead = index + 1
        if ahead < scalars.count, scalars[ahead] == "-" || scalars[ahead] == "+" { ahead += 1 }
        guard ahead < scalars.count, Self.isDigit(scalars[ahead]) else { return false }
        index = ahead
        skipDigits()
        return true
    }

    /// What stands directly behind a number, and the power of ten that it stands for.
    private mutating func suffix() throws(ValueError) -> (WrittenNumber.Suffix?, shift: String) {
        let start = index
        while let scalar = current, Self.isLetter(scalar) || scalar == "%" { index += 1 }
        let word = slice(start, index)
        switch word {
        case "": return (nil, "")
        case "%": return (.percent, "e-2")
        case "x": return (.factor, "")
        case "k": return (nil, "e3")
        case "M": return (nil, "e6")
        case "m", "K", "b", "B", "bn", "mn", "mio":
            throw ValueError(offset: start, message: "'\(word)' is not read; write k for thousand, M for million")
        default:
            throw ValueError(
                offset: start,
                message: "'\(word)' is not read after a number; accepted are %, k, M, x, or a space and a unit")
        }
    }

    private mutating func word(from start: Int) throws(ValueError) -> Token {
        while let scalar = current {
            let joins =
                (scalar == "." || scalar == "-") && index + 1 < scalars.count
                && (Self.isLetter(scalars[index + 1]) || Self.isDigit(scalars[index + 1]))
            guard Self.isLetter(scalar) || Self.isDigit(scalar) || joins else { break }
            index += 1
        }
        let text = slice(start, index)
        guard ["data", "rate", SampleForm.name].contains(text), current == "(" else {
            return Token(kind: .word(text), offset: start, text: text)
        }
        let open = index
        guard let close = closing(from: open) else {
            throw ValueError(offset: open, message: "\(text)( is not closed; write \(DataReference.form)")
        }
        let arguments = slice(open + 1, close)
        index = close + 1
        let kind: Token.Kind =
            text == SampleForm.name
            ? .sample(try SampleForm.sample(arguments, offset: open))
            : .data(try DataReference(arguments, isRate: text == "rate", offset: open))
        return Token(kind: kind, offset: start, text: slice(start, index))
    }

    /// Where the parenthesis that opens at `open` closes; those between quotation marks do not count.
    private func closing(from open: Int) -> Int? {
        var depth = 0
        var quote: Unicode.Scalar?
        for place in open..<scalars.count {
            let scalar = scalars[place]
            if let mark = quote {
                if scalar == mark { quote = nil }
            } else {
                switch scalar {
                case "\"", "'": quote = scalar
                case "(": depth += 1
                case ")":
                    depth -= 1
                    if depth == 0 { return place }
                default: break
                }
            }
        }
        return nil
    }
}
