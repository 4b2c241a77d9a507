// SPDX-License-Identifier: GPL-3.0-or-later

/// Fields of comma-separated values (RFC 4180).
enum CSVField {
    /// Text from a scenario as a field.
    ///
    /// A name that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or carriage return first) gets an
    /// apostrophe before it; quotation marks are doubled.
    static func text(_ text: String) -> String {
        var field = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + text }
        let needsQuotes = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        guard needsQuotes else { return field }
        var result = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { result += "\"\"" } else { result.unicodeScalars.append(scalar) }
        }
        return result + "\""
    }
}
