// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Reads a JSON document that is a list of objects, one at a time (RFC 8259). The list may be a member of an object, as in
/// `{"data": [...]}`. Members of members have the names of both with a point between; lists within objects are passed over.
struct ObjectReader {
    private var pieces: TextPieces
    private var bytes: [UInt8] = []
    private var index = 0
    private var (line, column) = (1, 1)
    private var isAtEnd = false
    /// Why the file could not be read on.
    private var failure: (any Error)?

    /// Objects in objects; deeper ones are no export.
    private static let deepest = 32
    /// The most bytes of one text.
    private static let longestText = 1 << 20

    /// A member of an object: its names, and where its value stands in `content`.
    private struct Member {
        var name: String
        var range: Range<Int>
        var line, column: Int
    }

    private var members: [Member] = []
    private var content: [UInt8] = []

    init(_ source: ByteSource) throws { pieces = try TextPieces(source) }

    private init(prefix: [UInt8]) throws {
        self = try ObjectReader(ByteSource(name: "", bytes: prefix))
    }

    /// The names of the members of the first objects in the beginning of a document.
    static func names(in prefix: [UInt8]) throws -> [String] {
        var names: [String] = []
        var count = 0
        var reader = try ObjectReader(prefix: prefix)
        do {
            try reader.enterList()
            while count < 50, try reader.takeObject() {
                count += 1
                for member in reader.members where !names.contains(member.name) { names.append(member.name) }
            }
        } catch let problem as DataProblem {
            // The beginning may end within an object.
            if count == 0 { throw problem }
        }
        return names
    }

    /// Calls `body` with each object until it answers false.
    mutating func forEach(_ kind: ExportKind, _ body: (SourceRow) throws -> Bool) throws {
        var row = SourceRow()
        var fields: [String: [(field: ImportField, rank: Int)]] = [:]
        for (field, names) in kind.columns {
            for (rank, name) in names.enumerated() { fields[ExportKind.key(name), default: []].append((field, rank)) }
        }
        var cache: [String: [(field: ImportField, rank: Int)]] = [:]
        try enterList()
        while true {
            skipSpaces()
            let start = line
            guard try takeObject() else { return }
            var found: [SourceRow.Member] = []
            var ranks: [Int] = []
            for member in members where !member.range.isEmpty {
                let meant = cache[member.name] ?? fields[ExportKind.key(member.name)] ?? []
                cache[member.name] = meant
                for (field, rank) in meant {
                    let place = SourceRow.Member(
                        field: field, range: member.range, line: member.line, column: member.column)
                    if let known = found.firstIndex(where: { $0.field == field }) {
                        guard rank < ranks[known] else { continue }
                        (found[known], ranks[known]) = (place, rank)
                    } else {
                        found.append(place)
                        ranks.append(rank)
                    }
                }
            }
            row.fill(found, of: content, line: start)
            guard try body(row) else { return }
        }
    }
}

// MARK: - Lists and objects

extension ObjectReader {
    /// Goes into the list of objects.
    private mutating func enterList() throws {
        skipSpaces()
        guard peek() == UInt8(ascii: "{") else { return try expect("[") }
        take()
        while true {
            skipSpaces()
            _ = try text()
            skipSpaces()
            try expect(":")
            skipSpaces()
            if peek() == UInt8(ascii: "[") { return take() }
            try skipValue(depth: 0)
            skipSpaces()
            guard peek() == UInt8(ascii: ",") else { throw problem("no list of objects is in this document") }
            take()
        }
    }

    /// Reads the next object into `members`; false at the end of the list.
    private mutating func takeObject() throws -> Bool {
        members.removeAll(keepingCapacity: true)
        content.removeAll(keepingCapacity: true)
        skipSpaces()
        if peek() == UInt8(ascii: ",") {
            take()
            skipSpaces()
        }
        if peek() == UInt8(ascii: "]") { return false }
        try object(under: "", depth: 0)
        skipSpaces()
        guard let next = peek(), next == UInt8(ascii: ",") || next == UInt8(ascii: "]") else {
            throw problem("a comma or ']' is missing behind an object")
        }
        return true
    }

    private mutating func object(under name: String, depth: Int) throws {
        guard depth < Self.deepest else { throw problem("objects stand in each other \(depth) deep") }
        try expect("{")
        skipSpaces()
        if peek() == UInt8(ascii: "}") { return take() }
        while true {
            skipSpaces()
            let key = String(decoding: try text(), as: UTF8.self)
            skipSpaces()
            try expect(":")
            skipSpaces()
            try value(name.isEmpty ? key : "\(name).\(key)", depth: depth)
            skipSpaces()
            guard peek() == UInt8(ascii: ",") else { break }
            take()
        }
        try expect("}")
    }

    private mutating func value(_ name: String, depth: Int) throws {
        let (line, column) = (line, column)
        switch peek() {
        case UInt8(ascii: "{"): try object(under: name, depth: depth + 1)
        case UInt8(ascii: "["): try skipValue(depth: depth)
        case let first:
            let bytes = first == UInt8(ascii: "\"") ? try text() : try word()
            let start = content.count
            if first == UInt8(ascii: "\"") || bytes != Array("null".utf8) { content += bytes }
            // What separates values keeps two rows apart whose values join to the same text.
            members.append(Member(name: name, range: start..<content.count, line: line, column: column))
            content.append(0x1F)
        }
    }

    private mutating func skipValue(depth: Int) throws {
        guard depth < Self.deepest else { throw problem("lists stand in each other \(depth) deep") }
        switch peek() {
        case UInt8(ascii: "["):
            take()
            skipSpaces()
            while let byte = peek(), byte != UInt8(ascii: "]") {
                try skipValue(depth: depth + 1)
                skipSpaces()
                if peek() == UInt8(ascii: ",") { take() } else if peek() != UInt8(ascii: "]") { break }
                skipSpaces()
            }
            try expect("]")
        case UInt8(ascii: "{"):
            let (kept, names) = (content, members)
            try object(under: "", depth: depth + 1)
            (content, members) = (kept, names)
        case UInt8(ascii: "\""): _ = try text()
        case _: _ = try word()
        }
    }
}

// MARK: - Texts and words

extension ObjectReader {
    /// A number, true, false or null as it is written.
    private mutating func word() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = peek(), bytes.count < 64, "+-.".utf8.contains(byte) || Self.isWord(byte) {
            bytes.append(byte)
            take()
        }
        let isWord = ["true", "false", "null"].contains { Array($0.utf8) == bytes }
        guard isWord || (!bytes.isEmpty && Double(String(decoding: bytes, as: UTF8.self)) != nil) else {
            throw problem("a value is missing or is none of JSON's")
        }
        return bytes
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }

    /// The text between two quotation marks.
    private mutating func text() throws -> [UInt8] {
        try expect("\"")
        var result: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw problem("a control character stands in a text") }
            guard result.count < Self.longestText else { throw problem("a text is longer than is read") }
            take()
            if byte == UInt8(ascii: "\\") { result += try escaped() } else { result.append(byte) }
        }
        try expect("\"")
        return result
    }

    private mutating func escaped() throws -> [UInt8] {
        guard let byte = peek() else { throw problem("the text is never closed") }
        take()
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"), UInt8(ascii: "f"): return [0x20]
        case UInt8(ascii: "u"):
            var units = [try unit()]
            if (0xD800..<0xDC00).contains(units[0]), peek() == UInt8(ascii: "\\") {
                take()
                try expect("u")
                units.append(try unit())
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case _: throw problem("'\\' stands before something that JSON does not escape")
        }
    }

    private mutating func unit() throws -> UInt16 {
        var digits = ""
        for _ in 0..<4 {
            guard let byte = peek() else { break }
            digits.unicodeScalars.append(Unicode.Scalar(byte))
            take()
        }
        guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else {
            throw problem("'\\u' takes four hexadecimal digits")
        }
        return unit
    }
}

// MARK: - Bytes

extension ObjectReader {
    private mutating func peek() -> UInt8? {
        if index < bytes.count { return bytes[index] }
        guard !isAtEnd else { return nil }
        do { bytes = try pieces.piece() } catch {
            failure = error
            bytes = []
        }
        index = 0
        isAtEnd = bytes.isEmpty
        return bytes.first
    }

    private mutating func take() {
        if bytes[index] == 0x0A { (line, column) = (line + 1, 1) } else if bytes[index] & 0xC0 != 0x80 { column += 1 }
        index += 1
    }

    private mutating func skipSpaces() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { take() }
    }

    private mutating func expect(_ sign: Character) throws {
        guard peek() == sign.asciiValue else {
            let found = peek().map { (0x21...0x7E).contains($0) ? "'\(Character(Unicode.Scalar($0)))'" : "a sign" }
            throw problem("\(found ?? "the end") stands where '\(sign)' is needed")
        }
        take()
    }

    /// What is wrong here, or why the file ends here.
    private func problem(_ message: String) -> any Error {
        failure ?? DataProblem(message: message, line: line, column: column)
    }
}
