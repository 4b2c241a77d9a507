// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// A library of defaults as it was read: what stands in for what a scenario leaves out.
struct Library {
    /// What figures from it are said to come from: `evidence`, or a file's name with its date.
    var name: String
    /// What it states.
    var root: SourceNode
    /// What the paths of its data files are relative to, with a slash at its end; empty for that of the scenario.
    var directory = ""
}

/// The libraries of a scenario, the one that wins first: a file of the planner's own where there is one, then a built-in one.
struct LibraryStack {
    var libraries: [Library]
    private let folder: String

    /// The keys of a library besides its sections.
    static let headKeys = ["version", "name", "date", "note", "defaults"]
    /// The sections that a library may hold; what it states there stands in for what a scenario leaves out.
    static let sections = [
        "product", "costs", "assumptions", "tiers", "platforms", "deals", "audience", "attribution", "time",
    ]

    /// The libraries that `defaults:` of a scenario names; `evidence` where it is missing or wrong (which is reported).
    ///
    /// - Parameter scenario: the scenario's file, whose folder the problems of a library are reported in.
    init(
        of root: SourceNode, in scenario: String, diagnostics: Diagnostics, readData: (String) throws -> [UInt8]
    ) {
        folder = scenario.lastIndex(of: "/").map { String(scenario[...$0]) } ?? ""
        libraries = []
        let base: BuiltInLibrary
        if let node = root["defaults"] {
            base = Self.builtIn(node, diagnostics) ?? readOwn(node, diagnostics, readData) ?? .standard
        } else {
            base = .standard
        }
        libraries.append(Library(name: base.rawValue, root: base.root(diagnostics)))
    }

    private static func builtIn(_ node: SourceNode, _ diagnostics: Diagnostics) -> BuiltInLibrary? {
        node.scalar.flatMap { BuiltInLibrary(rawValue: $0) }
    }

    private static let accepted =
        BuiltInLibrary.allCases.map(\.rawValue).joined(separator: ", ") + ", or a file such as our-benchmarks.yaml"

    /// Reads a file of the planner's own; returns the built-in library below it.
    private mutating func readOwn(
        _ node: SourceNode, _ diagnostics: Diagnostics, _ readData: (String) throws -> [UInt8]
    ) -> BuiltInLibrary? {
        guard let file = node.scalar, !node.isNull, file.contains(where: { $0 == "." || $0 == "/" }) else {
            let written = node.isNull ? node.kind : node.scalar?.quotedForMessage ?? node.kind
            var hint = NearestName.hint(node.scalar ?? "", in: BuiltInLibrary.allCases.map(\.rawValue))
            if hint.isEmpty { hint = "; write \(Self.accepted)" }
            diagnostics.error("'defaults' is \(written)\(hint)", at: node.location)
            return nil
        }
        let bytes: [UInt8]
        do { bytes = try readData(file) } catch {
            diagnostics.error(
                "the library \(file.quotedForMessage) cannot be read; the path is relative to the scenario file",
                at: node.location)
            return nil
        }
        guard let root = parse(bytes, file, diagnostics) else { return nil }
        let directory = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        libraries.append(
            Library(name: "\(file) (\(date(root, diagnostics)))", root: root, directory: directory))
        guard let below = root["defaults"] else { return nil }
        guard let base = Self.builtIn(below, diagnostics) else {
            diagnostics.error(
                "a library is layered over a built-in one; 'defaults' is \((below.scalar ?? below.kind).quotedForMessage), "
                    + "write \(BuiltInLibrary.allCases.map(\.rawValue).joined(separator: " or "))", at: below.location)
            return nil
        }
        return base
    }

    /// The keys of a library of the planner's own; those that it does not take are reported.
    private func parse(_ bytes: [UInt8], _ file: String, _ diagnostics: Diagnostics) -> SourceNode? {
        let parser = SourceParser(file: file.hasPrefix("/") ? file : folder + file, diagnostics: diagnostics)
        guard let root = parser.parse(bytes) else { return nil }
        guard let entries = root.entries else {
            diagnostics.error(
                root.isNull ? "the library is empty" : "a library is a mapping of keys, not \(root.kind)",
                at: root.location)
            return nil
        }
        for entry in entries where !(Self.headKeys + Self.sections).contains(entry.key) {
            let reason =
                ScenarioDecoder.topLevelKeys.contains(entry.key)
                ? "; it belongs to a scenario"
                : NearestName.hint(entry.key, in: Self.headKeys + Self.sections)
            diagnostics.error("'\(entry.key)' is not a key of a library of defaults\(reason)", at: entry.keyLocation)
        }
        return root
    }

    /// The day on which a library of the planner's own was last looked at.
    private func date(_ root: SourceNode, _ diagnostics: Diagnostics) -> String {
        guard let node = root["date"] else {
            diagnostics.error(
                "a library of defaults is dated, so that old benchmarks are seen; write 'date: 2026-05-01'",
                at: root.location)
            return "undated"
        }
        guard let text = node.scalar, TimeFrame.isDate(text) else {
            diagnostics.error(
                "'date' is \((node.scalar ?? node.kind).quotedForMessage); write a day such as 2026-05-01",
                at: node.location)
            return "undated"
        }
        return text
    }
}
