// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// One row of a file by what its fields say; the same value is filled again for each row.
struct SourceRow {
    /// Where a field of an object stands in its content and in the file.
    struct Member {
        var field: ImportField
        var range: Range<Int>
        var line, column: Int
    }

    /// Where the rows at hand come from.
    private enum Origin {
        case nowhere
        case table(DataRecords, columns: [(field: ImportField, column: Int)])
        case object([Member])
    }

    /// The bytes that the fields are parts of.
    private var bytes: [UInt8] = []
    private var starts = [Int](repeating: 0, count: ImportField.allCases.count)
    private var ends = [Int](repeating: 0, count: ImportField.allCases.count)
    /// The line on which the row begins.
    private(set) var line = 0
    /// All of the row, whatever of it is read.
    private var whole = 0..<0
    private var origin = Origin.nowhere
    private var record = 0

    // MARK: - Filling

    /// Takes over the bytes of records that follow, of which these columns are read.
    mutating func begin(_ records: DataRecords, columns: [(field: ImportField, column: Int)]) {
        bytes = records.bytes
        origin = .table(records, columns: columns)
    }

    /// Takes over a record of the table.
    mutating func fill(_ records: DataRecords, _ record: Int, _ columns: [(field: ImportField, column: Int)]) {
        self.record = record
        line = records.lines[record]
        for (field, column) in columns {
            let range = records.range(record, column) ?? 0..<0
            (starts[field.rawValue], ends[field.rawValue]) = (range.lowerBound, range.upperBound)
        }
        let last = records.starts[record + 1] - records.starts[record] - 1
        whole = (records.range(record, 0)?.lowerBound ?? 0)..<(records.range(record, last)?.upperBound ?? 0)
    }

    /// Takes over the members of an object; `content` is all of it.
    mutating func fill(_ members: [Member], of content: [UInt8], line: Int) {
        bytes = content
        self.line = line
        for field in ImportField.allCases.indices { (starts[field], ends[field]) = (0, 0) }
        for member in members {
            starts[member.field.rawValue] = member.range.lowerBound
            ends[member.field.rawValue] = member.range.upperBound
        }
        whole = content.indices
        origin = .object(members)
    }

    // MARK: - Asking

    /// The bytes of a field without spaces around them; empty where the row is without it.
    func raw(_ field: ImportField) -> ArraySlice<UInt8> {
        var (start, end) = (starts[field.rawValue], ends[field.rawValue])
        while start < end, Self.isSpace(bytes[start]) { start += 1 }
        while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
        return bytes[start..<end]
    }

    /// The bytes of a field; nil where they say nothing, as `n/a` does.
    func value(_ field: ImportField) -> ArraySlice<UInt8>? {
        let bytes = raw(field)
        guard let first = bytes.first else { return nil }
        // What stands for nothing begins with one of these, or is n/a, null, none or nan.
        if !"-#?nN".utf8.contains(first), first < 0x80 || bytes.count > 5 { return bytes }
        return WrittenFigure.isMissing(String(decoding: bytes, as: UTF8.self)) ? nil : bytes
    }

    /// The text of a field, and whether it is that of Windows-1252; nil where it says nothing.
    func text(_ field: ImportField) -> (text: String, isWindows: Bool)? { value(field).map(Self.text) }

    /// The place of a field in the file; that of the row where it is without it.
    func place(_ field: ImportField) -> (line: Int, column: Int) {
        switch origin {
        case .nowhere: (line, 1)
        case .table(let records, let columns):
            columns.first { $0.field == field }.map { records.place(record, $0.column) } ?? (line, 1)
        case .object(let members): members.first { $0.field == field }.map { ($0.line, $0.column) } ?? (line, 1)
        }
    }

    /// Whether the row only adds up those above it.
    var isTotal: Bool {
        guard case .table = origin, let first = bytes[whole].first, "tTsSgG".utf8.contains(first) else { return false }
        let word = bytes[whole].prefix(12).prefix { $0 == 0x20 || (0x41...0x5A).contains($0 & 0xDF) }
        return Self.totals.contains(String(decoding: word, as: UTF8.self).lowercased())
    }

    private static let totals: Set<String> = ["total", "totals", "grand total", "summe", "gesamt"]

    /// A hash of the whole row.
    var hash: UInt64 { ByteHash.hash(bytes[whole]) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func text(_ bytes: ArraySlice<UInt8>) -> (text: String, isWindows: Bool) {
        if let text = String(validating: bytes, as: UTF8.self) {
            return (bytes.contains(0x22) ? text.replacing("\"\"", with: "\"") : text, false)
        }
        // Bytes that Windows-1252 has no character for are shown as unknown.
        guard let found = try? DataText(Array(bytes)) else { return (String(decoding: bytes, as: UTF8.self), false) }
        return (String(decoding: found.bytes, as: UTF8.self), true)
    }
}

/// A hash of bytes: FNV-1a with the last step of MurmurHash3.
enum ByteHash {
    static func hash(_ bytes: ArraySlice<UInt8>, from seed: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
        var state = seed
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = (state ^ (state >> 33)) &* 0xff51_afd7_ed55_8ccd
        state = (state ^ (state >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return state ^ (state >> 33)
    }
}
