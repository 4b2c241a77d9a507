// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
internal import CampaignReports

/// What is known of a run before it begins: what is simulated, and how.
public struct RunDescription: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// The name of the file it was read from, without folders: they differ between machines.
    public let file: String
    /// How it is simulated.
    public let options: ForecastOptions
    /// The checksum of the resolved scenario.
    public let checksum: String
    /// The scenario with defaults and overrides filled in.
    public let resolvedText: String

    /// A run of a scenario.
    public init(scenario: Scenario, file: String, options: ForecastOptions, checksum: String, resolvedText: String) {
        self.scenario = scenario
        self.file = file
        self.options = options
        self.checksum = checksum
        self.resolvedText = resolvedText
    }

    /// The names of the splits as a list in JSON on one line: a run of some splits only is another run.
    var splitNames: String {
        let names = scenario.splits.map { JSONValue.string($0.name).encoded().dropLast() }
        return "[\(names.joined(separator: ", "))]"
    }
}
