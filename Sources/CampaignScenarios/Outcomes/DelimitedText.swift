// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of separated values with the place of every field, which errors need and general readers do not give.
///
/// Fields may stand between quotation marks, in which two of them stand for one and lines may end (RFC 4180). The separator is
/// the comma, semicolon or tab that the first line has most of; lines end in LF or CR LF; a byte order mark is skipped.
struct DelimitedText {
    /// A field without the spaces around it.
    struct Field {
        var text: String
        /// Where the text begins.
        var location: SourceLocation
    }

    /// The records that are not blank, in order; the first one is the header.
    private(set) var records: [[Field]] = []
    /// What stands between fields.
    private(set) var separator: Unicode.Scalar = ","

    private let file: String
    private let diagnostics: Diagnostics

    /// Reads bytes; what is wrong with them as text is reported, and no records are left where they cannot be split.
    init(_ bytes: [UInt8], file: String, diagnostics: Diagnostics) {
        self.file = file
        self.diagnostics = diagnostics
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let text = decode(content) else { return }
        diagnostics.addSource(SourceParser.lines(of: text), named: file)
        let scalars = Array(text.unicodeScalars)
        guard checkCharacters(scalars) else { return }
        separator = Self.separator(of: scalars)
        var scanner = FieldScanner(scalars, separator: separator, file: file, diagnostics: diagnostics)
        records = scanner.records() ?? []
    }

    private func place(_ line: Int, _ column: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: column)
    }
}

// MARK: - Characters

extension DelimitedText {
    private func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // Line feeds are never part of a longer sequence, so the first line that does not decode holds the fault.
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where String(validating: line, as: UTF8.self) == nil {
            var (column, rest) = (1, line)
            while let length = (1...4).first(where: {
                $0 <= rest.count && String(validating: rest.prefix($0), as: UTF8.self) != nil
            }) {
                rest = rest.dropFirst(length)
                column += 1
            }
            let bad = String(rest.first ?? 0, radix: 16, uppercase: true)
            diagnostics.error(
                "byte 0x\(bad) is not UTF-8; save the table as UTF-8 text", at: place(index + 1, column))
            break
        }
        return nil
    }

    private func checkCharacters(_ scalars: [Unicode.Scalar]) -> Bool {
        var (line, column) = (1, 0)
        for (index, scalar) in scalars.enumerated() {
            column += 1
            if scalar == "\n" { (line, column) = (line + 1, 0) }
            let endsLine =
                scalar == "\n" || (scalar == "\r" && scalars.indices.contains(index + 1) && scalars[index + 1] == "\n")
            guard scalar.value < 0x20, scalar != "\t", !endsLine else { continue }
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: 4 - code.count) + code
            diagnostics.error("control character U+\(padded); delete it", at: place(line, column))
            return false
        }
        return true
    }

    /// The separator that the first line has most of outside quotation marks.
    private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        let delimiters: [Unicode.Scalar] = [",", ";", "\t"]
        var counts = [0, 0, 0]
        var isQuoted = false
        for scalar in scalars {
            if scalar == "\"" { isQuoted.toggle() }
            if scalar == "\n", !isQuoted { break }
            if !isQuoted, let index = delimiters.firstIndex(of: scalar) { counts[index] += 1 }
        }
        let best = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        return delimiters[best]
    }
}
