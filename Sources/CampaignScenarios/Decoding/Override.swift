// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// A value that replaces or adds to what a scenario file says: `tiers.nano.fee=300`.
public struct Override: Sendable, Equatable {
    /// Where the value goes, the keys joined by dots.
    public var path: String
    /// The value as it would stand in the file.
    public var value: String

    /// The override that `text`, a path and a value joined by `=`, states.
    public init(parsing text: String) throws(ScenarioError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0).trimmed()
        }
        guard parts.count == 2, !parts[1].isEmpty,
            parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
        else { throw .notAnOverride(text) }
        path = parts[0]
        value = parts[1]
    }
}

extension SourceNode {
    /// The node with `value` at the keys of `path`, replacing what stands there.
    func replacing(_ path: ArraySlice<String>, with value: SourceNode) -> SourceNode {
        guard let key = path.first else { return value }
        var entries = self.entries ?? []
        let rest = path.dropFirst()
        if let index = entries.firstIndex(where: { $0.key == key }) {
            entries[index].value = entries[index].value.replacing(rest, with: value)
            if rest.isEmpty { entries[index].keyLocation = value.location }
        } else {
            let empty = SourceNode(content: .mapping([]), location: value.location)
            entries.append(Entry(key: key, keyLocation: value.location, value: empty.replacing(rest, with: value)))
        }
        return SourceNode(content: .mapping(entries), location: location)
    }
}
