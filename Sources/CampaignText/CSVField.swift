// SPDX-License-Identifier: GPL-3.0-or-later

/// Fields of comma-separated values (RFC 4180).
public enum CSVField {
    /// Text from a scenario as a field.
    ///
    /// A name that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or carriage return first) gets an
    /// apostrophe before it; quotation marks are doubled. What a terminal or a spreadsheet would obey rather than show does not
    /// get into a field; tabs and ends of lines stay, between quotation marks.
    public static func text(_ text: String) -> String {
        let text = legible(text)
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

    private static func legible(_ text: String) -> String {
        // A carriage return that ends no line would let what follows it cover what stands before it.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        return lines.map { LegibleText.clean(String($0), keepingLines: true) }.joined(separator: "\r\n")
    }
}
