// SPDX-License-Identifier: GPL-3.0-or-later

/// The records of a table of separated values, with the place of every field.
///
/// Fields may stand between quotation marks, in which two of them stand for one and lines may end (RFC 4180). Lines end in LF,
/// CR LF or CR; blank ones are passed over.
package struct DataRecords {
    package let bytes: [UInt8]
    package let delimiter: UInt8
    /// Where the fields of each record begin in `fields`, and, at the end, their number.
    package private(set) var starts: [Int] = []
    /// The line on which each record begins, from 1.
    package private(set) var lines: [Int] = []
    private var fields: [Field] = []

    /// A part of the bytes, without the quotation marks around it.
    private struct Field {
        var start, end: Int
        var isQuoted: Bool
    }

    package var count: Int { lines.count }

    /// How many of the bytes the records take.
    package private(set) var consumed = 0
    /// The line that follows the records.
    package private(set) var nextLine: Int

    /// Splits `bytes`; after `limit` records it stops.
    ///
    /// - Parameters:
    ///   - bytes: a table or a piece of one that begins with a record.
    ///   - delimiter: what stands between fields.
    ///   - limit: the most records.
    ///   - line: the line on which the bytes begin.
    ///   - isLast: whether nothing follows the bytes; a record that may go on behind them is left to the next piece.
    package init(
        _ bytes: [UInt8], delimiter: UInt8, limit: Int = .max, line firstLine: Int = 1, isLast: Bool = true
    ) throws(DataProblem) {
        self.bytes = bytes
        self.delimiter = delimiter
        nextLine = firstLine
        var (index, line) = (0, firstLine)
        while index < bytes.count, lines.count < limit {
            let (first, begin) = (fields.count, line)
            var isBlank = true
            var isOpen = false
            while true {
                do { fields.append(try Self.field(bytes, delimiter, &index, &line)) } catch {
                    // A quotation mark may be closed in the next piece.
                    guard !isLast, index >= bytes.count else { throw error }
                    isOpen = true
                    break
                }
                if fields[fields.count - 1].end > fields[fields.count - 1].start { isBlank = false }
                guard index < bytes.count, bytes[index] == delimiter else { break }
                index += 1
            }
            // The line feed behind a carriage return may stand in the next piece.
            if !isLast, isOpen || index >= bytes.count || (bytes[index] == 0x0D && index + 1 == bytes.count) {
                fields.removeSubrange(first...)
                break
            }
            if index < bytes.count {
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                index += 1
                line += 1
            }
            if isBlank {
                fields.removeSubrange(first...)
            } else {
                starts.append(first)
                lines.append(begin)
            }
            (consumed, nextLine) = (index, line)
        }
        starts.append(fields.count)
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func field(
        _ bytes: [UInt8], _ delimiter: UInt8, _ index: inout Int, _ line: inout Int
    ) throws(DataProblem) -> Field {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte == 0x09 && delimiter != 0x09) }
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == 0x22 else {
            let start = index
            while index < bytes.count, bytes[index] != delimiter, !isEnd(bytes[index]) { index += 1 }
            var end = index
            while end > start, isSpace(bytes[end - 1]) { end -= 1 }
            return Field(start: start, end: end, isQuoted: false)
        }
        let (open, first) = (index, line)
        index += 1
        let start = index
        while index < bytes.count {
            if bytes[index] == 0x22 {
                guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
                index += 1
            } else if bytes[index] == 0x0A || (bytes[index] == 0x0D && bytes[min(index + 1, bytes.count - 1)] != 0x0A) {
                line += 1
            }
            index += 1
        }
        guard index < bytes.count else {
            throw DataProblem(
                message: "the quotation mark is never closed", line: first, column: column(of: open, in: bytes))
        }
        let end = index
        index += 1
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        if index < bytes.count, bytes[index] != delimiter, !isEnd(bytes[index]) {
            throw DataProblem(
                message: "something stands behind a closing quotation mark; double the marks inside a text",
                line: line, column: column(of: index, in: bytes))
        }
        return Field(start: start, end: end, isQuoted: true)
    }

    /// The column of a byte in its line, in characters from 1.
    private static func column(of index: Int, in bytes: [UInt8]) -> Int {
        var column = 1
        var place = index - 1
        while place >= 0, !isEnd(bytes[place]) {
            // Bytes that continue a character do not count.
            if bytes[place] & 0xC0 != 0x80 { column += 1 }
            place -= 1
        }
        return column
    }
}

// MARK: - Fields

extension DataRecords {
    /// The number of fields of a record, empty ones at its end left out.
    package func width(_ record: Int) -> Int {
        var width = starts[record + 1] - starts[record]
        while width > 0, isEmpty(record, width - 1) { width -= 1 }
        return width
    }

    private func isEmpty(_ record: Int, _ field: Int) -> Bool {
        let field = fields[starts[record] + field]
        return field.start == field.end
    }

    /// Where the bytes of a field stand, without quotation marks around it; nil where the record is too short.
    package func range(_ record: Int, _ field: Int) -> Range<Int>? {
        guard starts[record] + field < starts[record + 1] else { return nil }
        let field = fields[starts[record] + field]
        return field.start..<field.end
    }

    /// The text of a field without spaces around it; empty where the record is too short.
    package func text(_ record: Int, _ field: Int) -> String {
        guard starts[record] + field < starts[record + 1] else { return "" }
        let field = fields[starts[record] + field]
        let text = String(decoding: bytes[field.start..<field.end], as: UTF8.self)
        // What begins and ends with a visible ASCII character has no spaces to lose.
        let isBare =
            field.start < field.end && Self.isVisible(bytes[field.start]) && Self.isVisible(bytes[field.end - 1])
        let plain = field.isQuoted && text.utf8.contains(0x22) ? text.replacing("\"\"", with: "\"") : text
        return isBare ? plain : plain.trimmed()
    }

    private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

    /// The texts of a record.
    package func texts(_ record: Int) -> [String] {
        (0..<(starts[record + 1] - starts[record])).map { text(record, $0) }
    }

    /// The line and column of a field.
    package func place(_ record: Int, _ field: Int) -> (line: Int, column: Int) {
        let begin = fields[starts[record]].start
        let start = fields[min(starts[record] + field, starts[record + 1] - 1)].start
        let breaks = bytes[begin..<start].count { $0 == 0x0A }
        return (lines[record] + breaks, Self.column(of: start, in: bytes))
    }
}
