// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel
internal import CampaignReports
internal import CampaignText

/// What is known of a run before it begins: what is simulated, and how.
public struct RunDescription: Sendable {
    /// What is simulated.
    public let subject: Subject
    /// How it is simulated.
    public let options: ForecastOptions
    /// The scenario with defaults and overrides filled in.
    public let resolvedText: String

    /// A run of a scenario.
    public init(_ subject: Subject, options: ForecastOptions, resolvedText: String) {
        self.subject = subject
        self.options = options
        self.resolvedText = resolvedText
    }

    var scenario: Scenario { subject.scenario }

    /// The names of the splits as a list in JSON on one line: a run of some splits only is another run.
    var splitNames: String {
        let names = scenario.splits.map { JSONValue.string($0.name).encoded().dropLast() }
        return "[\(names.joined(separator: ", "))]"
    }
}
