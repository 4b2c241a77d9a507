// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What the documents of all studies of one scenario begin with.
struct StudyHead {
    let subject: Subject
    let verdict: String
    let provenance: ForecastProvenance

    /// The layout, the scenario, the sentence and how it was computed.
    static func fields(_ schema: String) -> [Field<StudyHead>] {
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("scenario", "the scenario's name", .text) { $0.subject.scenario.name },
            Field("currency", "ISO 4217 code of all money", .text) { $0.subject.scenario.currency },
            Field("verdict", "the answer in a sentence", .text) { $0.verdict },
            Field(
                "provenance",
                "how to compute it again: "
                    + SummaryFields.provenance.columns.map { "`\($0)`" }.joined(separator: ", ")
                    + ", as in [summary.json](results.md#summaryjson)", SummaryFields.provenance.shape
            ) { ($0.provenance, $0.subject.checksum) },
        ]
    }

    /// Six digits of a number that has no error of its own.
    static func six(_ value: Double) -> JSONValue { StoredNumber(sixDigitsOf: value).json }
}

extension StoredNumber {
    /// Six digits of a number that has no error of its own.
    init(sixDigitsOf value: Double) { self.init(value, error: abs(value) * 1e-5) }
}
