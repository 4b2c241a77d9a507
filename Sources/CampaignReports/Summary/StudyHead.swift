// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What the documents of all studies of one scenario begin with.
enum StudyHead {
    /// The layout, the scenario, the sentence and how it was computed.
    static func members(
        schema: String, of subject: Subject, verdict: String, _ provenance: ForecastProvenance
    ) -> [String: JSONValue] {
        [
            "schema": .string(schema), "scenario": .string(subject.scenario.name),
            "currency": .string(subject.scenario.currency), "verdict": .string(verdict),
            "provenance": SummaryJSON.json(provenance, checksum: subject.checksum),
        ]
    }

    /// Six digits of a number that has no error of its own.
    static func six(_ value: Double) -> JSONValue { StoredNumber(value, error: abs(value) * 1e-5).json }
}
