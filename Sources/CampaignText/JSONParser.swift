// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
    /// The document that some bytes are (RFC 8259); a name that an object has twice is a problem.
    package init(parsing bytes: [UInt8]) throws(DataProblem) {
        var parser = JSONParser(bytes)
        self = try parser.document()
    }
}

/// Reads a JSON document from its first byte to its last.
private struct JSONParser {
    private let bytes: [UInt8]
    private var index = 0

    /// Lists and objects in each other; deeper ones are no result of anybody's.
    private static let deepest = 64

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(DataProblem) -> JSONValue {
        let value = try value(depth: 0)
        skipSpaces()
        if index < bytes.count { throw problem("something stands behind the end of the document") }
        return value
    }

    private mutating func value(depth: Int) throws(DataProblem) -> JSONValue {
        guard depth < Self.deepest else { throw problem("lists and objects stand in each other \(depth) deep") }
        skipSpaces()
        switch peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .string(try text())
        case nil: throw problem("the document ends too early")
        case .some: return try word()
        }
    }

    private mutating func object(depth: Int) throws(DataProblem) -> JSONValue {
        index += 1
        var members: [String: JSONValue] = [:]
        skipSpaces()
        if take("}") { return .object(members) }
        while true {
            skipSpaces()
            let start = index
            let name = try text()
            skipSpaces()
            try expect(":")
            guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
                index = start
                throw problem("the name \(name.quotedForMessage) is there twice")
            }
            skipSpaces()
            if take("}") { return .object(members) }
            try expect(",")
        }
    }

    private mutating func list(depth: Int) throws(DataProblem) -> JSONValue {
        index += 1
        var values: [JSONValue] = []
        skipSpaces()
        if take("]") { return .array(values) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpaces()
            if take("]") { return .array(values) }
            try expect(",")
        }
    }
}

// MARK: - Texts and words

extension JSONParser {
    /// A number, true, false or null.
    private mutating func word() throws(DataProblem) -> JSONValue {
        let start = index
        while let byte = peek(), "+-.".utf8.contains(byte) || Self.isDigit(byte) || Self.isLetter(byte) { index += 1 }
        let word = bytes[start..<index]
        switch String(decoding: word, as: UTF8.self) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case let digits:
            guard Self.isNumber(word) else {
                index = start
                throw problem(word.isEmpty ? "a value is missing" : "\(digits.quotedForMessage) is no value")
            }
            return .number(digits)
        }
    }

    /// Whether bytes are a number: a sign, digits without a leading 0, a fraction, a power of ten.
    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        func digits() -> Bool {
            let count = rest.prefix(while: isDigit).count
            rest.removeFirst(count)
            return count > 0
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "0"), rest.dropFirst().first.map(isDigit) == true { return false }
        guard digits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() else { return false }
        }
        if let sign = rest.first, sign | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
            guard digits() else { return false }
        }
        return rest.isEmpty
    }

    private mutating func text() throws(DataProblem) -> String {
        try expect("\"")
        var result: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw problem("a control character stands in a text") }
            index += 1
            if byte == UInt8(ascii: "\\") { result += try escaped() } else { result.append(byte) }
        }
        try expect("\"")
        guard let text = String(validating: result, as: UTF8.self) else { throw problem("the text is not UTF-8") }
        return text
    }

    private mutating func escaped() throws(DataProblem) -> [UInt8] {
        guard let byte = peek() else { throw problem("the text is never closed") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            var units = [try unit()]
            if (0xD800..<0xDC00).contains(units[0]), take("\\") {
                try expect("u")
                units.append(try unit())
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case _: throw problem("'\\' stands before something that JSON does not escape")
        }
    }

    private mutating func unit() throws(DataProblem) -> UInt16 {
        let digits = bytes[index..<min(index + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ Self.isDigit($0) || Self.isLetter($0) }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("'\\u' takes four hexadecimal digits") }
        index += 4
        return unit
    }
}

// MARK: - Bytes

extension JSONParser {
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpaces() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    }

    /// Takes a sign where it stands here.
    private mutating func take(_ sign: Character) -> Bool {
        guard peek() == sign.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ sign: Character) throws(DataProblem) {
        guard !take(sign) else { return }
        let found = peek().map { (0x21...0x7E).contains($0) ? "'\(Character(Unicode.Scalar($0)))'" : "a sign" }
        throw problem("\(found ?? "the end") stands where '\(sign)' is needed")
    }

    /// What is wrong here.
    private func problem(_ message: String) -> DataProblem {
        let before = bytes[..<min(index, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        // Bytes that continue a character do not count.
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return DataProblem(message: message, line: line, column: column)
    }
}
