// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Reads scenario files.
public struct ScenarioReader {
    private let readData: (String) throws -> [UInt8]

    /// A reader that asks `readData` for the bytes of the files that `data(file.csv, column)` names, their paths relative
    /// to the scenario file; without it no scenario may name one.
    public init(readData: @escaping (String) throws -> [UInt8] = { _ in throw ScenarioError.noDataFiles }) {
        self.readData = readData
    }

    /// The scenario in `bytes`, with `overrides` applied in order; `file` is the name that problems are reported with.
    ///
    /// All problems of a file are reported at once.
    public func read(bytes: [UInt8], file: String, overrides: [Override] = []) throws(ScenarioErrors) -> ReadScenario {
        let diagnostics = Diagnostics()
        let parsed = SourceParser(file: file, diagnostics: diagnostics).parse(bytes)
        guard var root = parsed else { throw diagnostics.errors }
        for override in overrides {
            let name = "--set \(override.path)"
            let parser = SourceParser(file: name, diagnostics: diagnostics)
            guard let value = parser.parse(text: override.value) else { continue }
            let path = override.path.split(separator: ".").map(String.init)
            root = root.replacing(path[...], with: value)
        }
        let stack = LibraryStack(of: root, in: file, diagnostics: diagnostics, readData: readData)
        let decoder = ScenarioDecoder(root: root, diagnostics: diagnostics, readData: readData)
        guard let scenario = decoder.decode(stack), !diagnostics.hasErrors else {
            throw diagnostics.errors
        }
        return ReadScenario(scenario: scenario, decoder: decoder, file: file)
    }
}

/// A scenario with the places in its file that its parts come from.
public struct ReadScenario: Sendable {
    /// The scenario, resolved: defaults are filled in.
    public let scenario: Scenario
    /// What is doubtful in the file.
    public let warnings: [ScenarioProblem]
    /// The scenario as a file: every quantity with its provenance, keys in alphabetical order. Reading it gives the same
    /// scenario, up to the order of lines and splits; reordering the original file's keys does not change it.
    public let resolvedText: String
    /// What `resolvedText` says, by place: `nano.fee`, `splits.small.nano`, `goals[0]`.
    public let resolvedEntries: [String: String]
    /// 16 hexadecimal digits that stand for `resolvedText`.
    public let checksum: String
    /// The scenario and where it comes from, for results to name.
    public var subject: Subject { Subject(scenario, file: start.file, checksum: checksum) }

    /// Where the correlations are stated.
    public let correlationLocation: SourceLocation

    /// The quantities that the file states and nothing uses, in the order of their names.
    public let unused: [QuantityPath]

    /// What was read of data files, and how: separators, decimal mark, currency, rows left out.
    public let dataNotes: [String]

    /// The first place of the file.
    public let start: SourceLocation
    /// Whether the file says which library of defaults stands in for what it leaves out.
    public let namesDefaults: Bool
    private let stated: Set<QuantityPath>
    private let quantityLocations: [QuantityPath: SourceLocation]
    private let splitLocations: [String: SourceLocation]
    private let lineLocations: [String: SourceLocation]
    private let claimLocations: [String: SourceLocation]
    private let allowanceLocations: [LintRule: SourceLocation]
    private let sources: [String: [String]]

    init(scenario: Scenario, decoder: ScenarioDecoder, file: String) {
        self.scenario = scenario
        warnings = decoder.diagnostics.sorted.filter { $0.severity == .warning }
        resolvedText = ResolvedText.text(scenario)
        resolvedEntries = ResolvedText.entries(scenario)
        checksum = StableHash.hexadecimal(resolvedText)
        start = SourceLocation(file: file, line: 1, column: 1)
        correlationLocation = decoder.root.entries?.first { $0.key == "correlate" }?.keyLocation ?? start
        quantityLocations = decoder.table.entries.mapValues(\.location)
        splitLocations = decoder.splitLocations
        lineLocations = Dictionary(decoder.lines.map { ($0.name, $0.location) }) { first, _ in first }
        claimLocations = decoder.claimLocations
        allowanceLocations = decoder.allowanceLocations
        namesDefaults = decoder.root["defaults"] != nil
        stated = Set(decoder.table.stated.map(\.path))
        unused = decoder.idle
        dataNotes = decoder.table.dataNotes
        sources = decoder.diagnostics.sources
    }

    /// Where a quantity is stated: in the file, an override, or a library.
    public func location(of path: QuantityPath) -> SourceLocation { quantityLocations[path] ?? start }

    /// Where a split is stated.
    public func location(ofSplit name: String) -> SourceLocation { splitLocations[name] ?? start }

    /// Where a line is stated; a line that only a split names stands at the first split.
    public func location(ofLine name: String) -> SourceLocation { lineLocations[name] ?? start }

    /// Where a claim is stated.
    public func location(ofClaim name: String) -> SourceLocation { claimLocations[name] ?? start }
    /// Where an allowance is stated.
    public func location(ofAllowance rule: LintRule) -> SourceLocation { allowanceLocations[rule] ?? start }

    /// Where the file says something that makes a quantity what it is: where it is stated, else the first line that uses
    /// it, else the file's start.
    public func statedLocation(of path: QuantityPath) -> SourceLocation {
        if let location = quantityLocations[path], stated.contains(path) { return location }
        let users = scenario.lines.filter { ScenarioDecoder.paths(of: $0).contains(path) }
        return users.map { location(ofLine: $0.name) }.min() ?? start
    }

    /// Whether a quantity stands in the file or an override.
    public func isStated(_ path: QuantityPath) -> Bool { stated.contains(path) }

    /// A problem that was found later, at a place of this file.
    public func problem(
        _ message: String, at location: SourceLocation, severity: ScenarioProblem.Severity
    ) -> ScenarioProblem {
        let lines = sources[location.file] ?? []
        let line = lines.indices.contains(location.line - 1) ? lines[location.line - 1] : nil
        return ScenarioProblem(severity: severity, location: location, message: message, sourceLine: line)
    }
}
