// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of CONTRIBUTING.md that says which module each target may import.
struct ImportTable {
    /// The modules each target may import.
    let allowed: [String: Set<String>]

    /// Reads the rows beneath the header `| target | job | may import |`; names stand in backticks.
    init(markdown: String) {
        var allowed: [String: Set<String>] = [:]
        var inside = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map(Self.trimmed)
            guard cells.count >= 3 else {
                inside = false
                continue
            }
            if cells[0] == "target", cells[2] == "may import" {
                inside = true
            } else if inside, let target = Self.names(in: cells[0]).first {
                allowed[target] = Set(Self.names(in: cells[2]))
            }
        }
        self.allowed = allowed
    }

    /// What stands between backticks.
    private static func names(in cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func trimmed(_ cell: Substring) -> String {
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// The modules that a Swift file imports, whatever attribute, access level or kind the import carries.
func importedModules(in source: String) -> [String] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
    let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    return source.split(separator: "\n").compactMap { line in
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        while let word = words.first, modifiers.contains(word) || word.hasPrefix("@") { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
        return words.first?.split(whereSeparator: { $0 == "." || $0 == ";" }).first.map(String.init)
    }
}
