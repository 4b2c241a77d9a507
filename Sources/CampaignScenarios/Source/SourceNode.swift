// SPDX-License-Identifier: GPL-3.0-or-later

/// A node of a scenario file with its place: what YAML says, before any meaning.
struct SourceNode: Sendable {
    enum Content: Sendable {
        /// A scalar's text, with how many characters its quotes take before it.
        case scalar(String, quoted: Bool)
        case mapping([Entry])
        case sequence([SourceNode])
    }

    struct Entry: Sendable {
        var key: String
        var keyLocation: SourceLocation
        var value: SourceNode
    }

    var content: Content
    var location: SourceLocation

    var scalar: String? {
        if case .scalar(let text, _) = content { return text }
        return nil
    }

    var entries: [Entry]? {
        if case .mapping(let entries) = content { return entries }
        return nil
    }

    var items: [SourceNode]? {
        if case .sequence(let items) = content { return items }
        return nil
    }

    /// Whether nothing was written: an empty plain scalar, or YAML's words for null.
    var isNull: Bool {
        if case .scalar(let text, false) = content { return ["", "~", "null", "Null", "NULL"].contains(text) }
        return false
    }

    subscript(key: String) -> SourceNode? { entries?.first { $0.key == key }?.value }

    /// The place of the character `offset` of the scalar's text.
    func location(at offset: Int) -> SourceLocation {
        guard case .scalar(_, let quoted) = content else { return location }
        return SourceLocation(
            file: location.file, line: location.line, column: location.column + offset + (quoted ? 1 : 0))
    }

    /// What the node is, for messages.
    var kind: String {
        switch content {
        case .scalar: isNull ? "empty" : "a single value"
        case .mapping: "a mapping"
        case .sequence: "a list"
        }
    }
}
