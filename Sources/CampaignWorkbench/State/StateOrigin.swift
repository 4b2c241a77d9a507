// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// What a state belongs to: all that its trials depend on, their number aside.
struct StateOrigin: Sendable, Equatable {
    /// By name; a data file under its own.
    private let entries: [Entry]

    /// A property of a run.
    struct Entry: Sendable, Equatable {
        var name: String
        var value: String
    }

    private static let dataPrefix = "data "

    /// The origin of a run's state.
    init(_ loaded: LoadedScenario, _ options: ForecastOptions) {
        let scenario = loaded.campaign.scenario
        let provenance = ForecastProvenance(options)
        // The order of lines and splits, which a checksum may not see, decides the order of what is kept of a trial.
        entries =
            [
                Entry(name: "version", value: provenance.version),
                Entry(name: "engine", value: provenance.engine.rawValue),
                Entry(name: "seed", value: "\(options.seed)"),
                Entry(name: "layers", value: "\(options.layerTrials)"),
                Entry(name: "scenario", value: loaded.campaign.subject.checksum),
                Entry(name: "lines", value: Self.list(scenario.lines.map(\.name))),
                Entry(name: "splits", value: Self.list(scenario.splits.map(\.name))),
            ]
            + loaded.data.map { Entry(name: Self.dataPrefix + $0.file, value: $0.checksum) }
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

// MARK: - As text

extension StateOrigin {
    /// A line for each property.
    var text: String {
        entries.map { "\(Self.onOneLine($0.name))\t\(Self.onOneLine($0.value))\n" }.joined()
    }

    /// The origin that a text states; nil where it is no such text.
    init?(_ text: String) {
        var entries: [Entry] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { return nil }
            entries.append(Entry(name: parts[0], value: parts[1]))
        }
        self.entries = entries
    }

    private static func onOneLine(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    }
}

// MARK: - Differences

extension StateOrigin {
    /// In which properties a state's origin is another one than this, in words.
    func differences(from found: StateOrigin) -> [String] {
        // Written and read again, so that both are spelled alike.
        let own = StateOrigin(text)?.entries ?? []
        let changed = own.compactMap { entry -> String? in
            let other = found.entries.first { $0.name == entry.name }?.value
            return other == entry.value ? nil : Self.sentence(entry, was: other)
        }
        let gone = found.entries.filter { entry in !own.contains { $0.name == entry.name } }
        return changed + gone.map { "\(Self.noun($0.name)) is no longer read" }
    }

    private static func sentence(_ entry: Entry, was other: String?) -> String {
        guard let other else { return "\(noun(entry.name)) was not read then" }
        if entry.name == "scenario" {
            return "the scenario said something else then (its checksum was \(other) and is \(entry.value))"
        }
        if entry.name.hasPrefix(dataPrefix) { return "\(noun(entry.name)) has changed since" }
        return "its \(entry.name) \(entry.name.hasSuffix("s") ? "are" : "is") \(other), not \(entry.value)"
    }

    private static func noun(_ name: String) -> String {
        name.hasPrefix(dataPrefix) ? String(name.dropFirst(dataPrefix.count)) : "'\(name)'"
    }
}
