// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that Markdown shows as it is (CommonMark 0.31, section 2.4).
enum MarkdownText {
    /// `text` on one line, without control characters, every sign that Markdown would read escaped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in Displayed.clean(text.replacing("\n", with: " ")) {
            if "\\`*_{}[]<>()#+-.!|&~".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// `text` on one line with only the signs escaped that could begin markup inside a sentence; figures and full stops stay
    /// legible.
    static func sentence(_ text: String) -> String {
        var result = ""
        for character in Displayed.clean(text.replacing("\n", with: " ")) {
            if "\\`*_[]<>|&~#".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// A table; cells are Markdown already.
    static func table(_ columns: [String], rightFrom first: Int, _ rows: [[String]]) -> String {
        let marks = columns.indices.map { $0 < first ? "---" : "---:" }
        return ([columns, marks] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }
}
