// SPDX-License-Identifier: GPL-3.0-or-later

/// A key of a document or a column of a table with what it means.
public struct FieldRow: Sendable, Equatable {
    /// The key, with those of the objects around it: `provenance.seed`.
    public let key: String
    /// What it means, as an entry of a table.
    public let meaning: String

    /// A key.
    public init(key: String, meaning: String) {
        self.key = key
        self.meaning = meaning
    }

    /// A table in Markdown with a row for each meaning; keys that mean the same share one.
    public static func table(_ title: String, _ rows: [FieldRow]) -> String {
        var keys: [String: [String]] = [:]
        var meanings: [String] = []
        for row in rows {
            if keys[row.meaning] == nil { meanings.append(row.meaning) }
            keys[row.meaning, default: []].append("`\(row.key)`")
        }
        let lines = meanings.map { "| \(keys[$0, default: []].joined(separator: ", ")) | \($0) |\n" }
        return "| \(title) | meaning |\n|---|---|\n" + lines.joined()
    }
}
