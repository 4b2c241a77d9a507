// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Every quantity that the file or its libraries state, by full name, and what each decodes to.
final class QuantityTable {
    struct Entry {
        var path: QuantityPath
        /// nil for an entry of `assumptions`.
        var key: QuantityKey?
        var node: SourceNode
        var location: SourceLocation
        /// The library that it comes from; nil for what the planner states.
        var library: String?
        /// Which entry wins, whatever its place: 0 for what the planner states, then his own library, then a built-in one.
        var layer: Int
        /// Whether it stands in the scenario's file or an override.
        var isInFile: Bool
        /// What the paths of its data files are relative to.
        var directory: String
        /// Whether it stands in for what a planner left out; such an entry gives way to every other.
        var isDefault: Bool { library != nil }
    }

    private(set) var entries: [QuantityPath: Entry] = [:]
    private(set) var quantities: [QuantityPath: Quantity] = [:]
    private var pending: Set<QuantityPath> = []
    private var failed: Set<QuantityPath> = []

    let diagnostics: Diagnostics
    private let files: DataFiles
    private var notes: [QuantityPath: [String]] = [:]
    var currency = "USD"
    /// Which quantity stands for a key of a line: `lines.launch.fee` may be `tiers.nano.fee`.
    var inherited: (_ line: String, _ key: String) -> QuantityPath? = { _, _ in nil }

    init(diagnostics: Diagnostics, readData: @escaping (String) throws -> [UInt8]) {
        self.diagnostics = diagnostics
        files = DataFiles(readData: readData)
    }

    subscript(path: String) -> Entry? { entries[QuantityPath(path)] }

    /// Adds a quantity, of the file where `library` is nil; it replaces one of the same name that was added before.
    func add(
        _ path: String, key: QuantityKey?, node: SourceNode, location: SourceLocation, library: Library? = nil
    ) {
        // A resolved file says of what it did not state itself which library that came from.
        let name = library?.name ?? node["library"]?.scalar
        let layer = name.map { BuiltInLibrary(rawValue: $0) == nil ? 1 : 2 } ?? 0
        entries[QuantityPath(path)] = Entry(
            path: QuantityPath(path), key: key, node: node, location: location, library: name, layer: layer,
            isInFile: library == nil, directory: library?.directory ?? "")
        for option in Contradiction.options(of: node) {
            add(
                "\(path).\(Contradiction.name).\(option.number)", key: key, node: option.node,
                location: option.node.location, library: library)
        }
    }

    /// Adds a quantity that the reader made up: which of several sources is right.
    func add(_ chooser: Quantity, at path: QuantityPath, like entry: Entry) {
        var own = entry
        own.path = path
        own.key = nil
        entries[path] = own
        quantities[path] = chooser
    }

    /// Whether the reader made up a quantity of this path.
    func isMadeUp(_ path: QuantityPath) -> Bool { quantities[path] != nil }

    /// The entries that stand in the scenario's file or an override.
    var stated: [Entry] { entries.values.filter(\.isInFile) }

    /// The quantity at a path, decoded once; nil where it is missing or wrong (which is reported).
    @discardableResult
    func quantity(_ path: QuantityPath) -> Quantity? {
        if let quantity = quantities[path] { return quantity }
        guard let entry = entries[path], !failed.contains(path), !pending.contains(path) else { return nil }
        pending.insert(path)
        defer { pending.remove(path) }
        guard let quantity = QuantityDecoder(table: self, entry: entry).decode() else {
            failed.insert(path)
            return nil
        }
        quantities[path] = quantity
        return quantity
    }

    // MARK: - References

    /// The full name of what a reference means.
    func resolve(_ name: String, _ offset: Int) throws(ValueError) -> QuantityPath {
        let parts = name.split(separator: ".").map(String.init)
        var spellings: [String] = []
        switch parts.count {
        case 1: spellings = ["assumptions.\(name)"]
        case 2 where Tier(rawValue: parts[0]) != nil: spellings = ["tiers.\(name)", "lines.\(name)"]
        case 2 where Platform(rawValue: parts[0]) != nil: spellings = ["platforms.\(name)"]
        case 2: spellings = [name, "lines.\(name)"]
        default: spellings = [name]
        }
        for spelling in spellings {
            if entries[QuantityPath(spelling)] != nil { return QuantityPath(spelling) }
            let parts = spelling.split(separator: ".").map(String.init)
            if parts.count == 3, parts[0] == "lines", let path = inherited(parts[1], parts[2]) { return path }
        }
        let known = entries.keys.map(\.text).flatMap { text in
            let parts = text.split(separator: ".").map(String.init)
            let short = parts.count > 1 && ["tiers", "platforms", "lines", "assumptions"].contains(parts[0])
            return short ? [text, parts.dropFirst().joined(separator: ".")] : [text]
        }
        let hint = NearestName.hint(name, in: Array(Set(known)).sorted())
        throw ValueError(
            offset: offset,
            message: "'\(name)' is not a quantity of this scenario"
                + (hint.isEmpty
                    ? "; write its path, such as macro.fee or product.order_value, or a name from 'assumptions:'"
                    : hint))
    }

    // MARK: - Data

    /// What a reference to a data file says, noted as what the quantity rests on.
    func data(
        _ reference: DataReference, for entry: Entry, _ offset: Int
    ) throws(ValueError) -> DataFiles.Reading {
        let reading = try files.reading(
            reference, in: entry.directory, isShare: entry.key.map { $0.domain == .share }, offset: offset)
        if notes[entry.path]?.contains(reading.note) != true { notes[entry.path, default: []].append(reading.note) }
        return reading
    }

    /// What was read of data files for a quantity, and how; nil where it has none.
    func note(_ path: QuantityPath) -> String? { notes[path]?.joined(separator: "; ") }

    /// What was read of data files, and how, in the order of the quantities.
    var dataNotes: [String] { notes.sorted { $0.key < $1.key }.flatMap(\.value) }
}
