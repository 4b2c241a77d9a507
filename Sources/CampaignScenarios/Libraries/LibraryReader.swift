// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Reads libraries of defaults, to show what they say.
public struct LibraryReader {
    private let readData: (String) throws -> [UInt8]

    /// A reader that asks `readData` for the bytes of files.
    public init(readData: @escaping (String) throws -> [UInt8] = { _ in throw ScenarioError.noDataFiles }) {
        self.readData = readData
    }

    /// What a built-in library says.
    public func contents(_ library: BuiltInLibrary) -> LibraryContents {
        LibraryContents(
            name: library.rawValue, meaning: library.meaning,
            figures: Self.figures(library.root(Diagnostics()), library: library.rawValue))
    }

    /// What a library says that is built in or a file of the planner's own.
    ///
    /// - Throws: every problem of the file, as a scenario that names it would report them.
    public func contents(named name: String) throws(ScenarioErrors) -> LibraryContents {
        if let library = BuiltInLibrary(rawValue: name) { return contents(library) }
        // A scenario that leaves everything to the library finds all that is wrong with it.
        let probe = """
            version: 1
            budget: 1000000
            defaults: \(ResolvedText.quoted(name))
            product: {order_value: 50, gross_margin: 50%}
            splits: {all: {nano: 25%, micro: 25%, macro: 25%, mega: 25%}}
            """
        let read = try ScenarioReader(readData: readData).read(bytes: Array(probe.utf8), file: "command line")
        let diagnostics = Diagnostics()
        let root = SourceParser(file: name, diagnostics: diagnostics).parse(
            text: "defaults: \(ResolvedText.quoted(name))")
        let stack = LibraryStack(
            of: root ?? SourceNode(content: .mapping([]), location: read.start), in: name, diagnostics: diagnostics,
            readData: readData)
        guard let own = stack.libraries.first, let base = stack.libraries.last else { throw diagnostics.errors }
        return LibraryContents(
            name: own.name, base: base.name, meaning: own.root["note"]?.scalar ?? own.root["name"]?.scalar ?? "",
            figures: Self.figures(own.root, library: own.name))
    }

    private static func figures(_ root: SourceNode, library: String) -> [LibraryContents.Figure] {
        var found: [LibraryContents.Figure] = []
        func walk(_ node: SourceNode, _ path: String) {
            for entry in node.entries ?? [] {
                let name = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                if path == "assumptions" || QuantityKey(rawValue: entry.key) != nil {
                    let provenance = ProvenanceDecoder(diagnostics: Diagnostics()).decode(entry.value, library: library)
                    found.append(
                        LibraryContents.Figure(
                            path: QuantityPath(name), value: KeyCatalogue.figure(entry.value),
                            provenance: provenance ?? Provenance(library: library)))
                } else {
                    walk(entry.value, name)
                }
            }
        }
        for section in LibraryStack.sections {
            if let body = root[section] { walk(body, section) }
        }
        return found
    }
}
