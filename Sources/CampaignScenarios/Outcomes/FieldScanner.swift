// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Cuts the characters of a table into records of fields, and follows the line and column of each.
struct FieldScanner {
    private let scalars: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private let file: String
    private let diagnostics: Diagnostics
    private var (index, line, column) = (0, 1, 1)

    /// A scanner at the start of a table.
    init(_ scalars: [Unicode.Scalar], separator: Unicode.Scalar, file: String, diagnostics: Diagnostics) {
        self.scalars = scalars
        self.separator = separator
        self.file = file
        self.diagnostics = diagnostics
    }

    /// The records that are not blank; nil, and reported, where a quotation mark is never closed.
    mutating func records() -> [[DelimitedText.Field]]? {
        var records: [[DelimitedText.Field]] = []
        while index < scalars.count {
            guard let record = record() else { return nil }
            if record.contains(where: { !$0.text.isEmpty }) { records.append(record) }
        }
        return records
    }

    /// The fields up to the end of the line, which is taken.
    private mutating func record() -> [DelimitedText.Field]? {
        var record: [DelimitedText.Field] = []
        repeat {
            skipSpaces()
            guard let field = peek() == "\"" ? quotedField() : plainField() else { return nil }
            record.append(field)
        } while takeSeparator(behind: &record)
        if peek() == "\r" { take() }
        if peek() == "\n" { take() }
        return record
    }

    /// Whether a separator was taken and a field stands behind it.
    private mutating func takeSeparator(behind record: inout [DelimitedText.Field]) -> Bool {
        guard peek() == separator else { return false }
        take()
        guard peek() == nil else { return true }
        // A separator at the very end leaves an empty field behind it.
        record.append(DelimitedText.Field(text: "", location: place))
        return false
    }

    private mutating func plainField() -> DelimitedText.Field {
        let start = place
        var text = String.UnicodeScalarView()
        while let scalar = peek(), !endsField(scalar) {
            text.append(scalar)
            take()
        }
        return DelimitedText.Field(text: String(text).trimmed(), location: start)
    }

    /// A field between quotation marks; nil where the second one is missing.
    private mutating func quotedField() -> DelimitedText.Field? {
        let start = place
        take()
        var text = String.UnicodeScalarView()
        let inside = place
        while let scalar = peek(), scalar != "\"" || peek(1) == "\"" {
            text.append(scalar)
            if scalar == "\"" { take() }
            take()
        }
        guard peek() != nil else {
            diagnostics.error("the quotation mark is never closed; add another one at the end", at: start)
            return nil
        }
        take()
        skipSpaces()
        if let scalar = peek(), !endsField(scalar) {
            diagnostics.error(
                "\"\(Character(scalar))\" stands behind a closing quotation mark; double the marks inside a text",
                at: place)
            while let scalar = peek(), !endsField(scalar) { take() }
        }
        return DelimitedText.Field(text: String(text).trimmed(), location: inside)
    }
}

// MARK: - Characters

extension FieldScanner {
    private var place: SourceLocation { SourceLocation(file: file, line: line, column: column) }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        scalars.indices.contains(index + ahead) ? scalars[index + ahead] : nil
    }

    /// Takes one scalar and follows the place.
    private mutating func take() {
        if peek() == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        index += 1
    }

    private mutating func skipSpaces() {
        while peek() == " " || (peek() == "\t" && separator != "\t") { take() }
    }

    /// Whether the scalar at hand is no part of a field: a separator, or the end of the line.
    private func endsField(_ scalar: Unicode.Scalar) -> Bool {
        scalar == separator || scalar == "\n" || (scalar == "\r" && peek(1) == "\n")
    }
}
