// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignText

/// The JSON Schema (draft 2020-12) of `summary.json`: a document that it accepts has every key and no other.
public enum SummarySchema {
    /// The schema.
    public static var document: JSONValue {
        let shape = SummaryFields.document.inlined
        return shape.schema.merging([
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Summary of a Tiercast forecast",
            "description": "What 'tiercast run --output' writes as summary.json; docs/results.md explains every key.",
            "$defs": .object(shape.definitions.mapValues(\.schema)),
        ])
    }

    /// The schema's text.
    public static func text() -> String { document.encoded() }
}
