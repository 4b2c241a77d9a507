// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// The JSON Schema (draft 2020-12) of `summary.json`: a document that it accepts has every key and no other.
public enum SummarySchema {
    /// The schema.
    public static var document: JSONValue {
        whole.merging([
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Summary of a Tiercast forecast",
            "description": "What 'tiercast run --output' writes as summary.json; docs/results.md explains every key.",
            "$defs": definitions,
        ])
    }

    /// The schema's text.
    public static func text() -> String { document.encoded() }
}

// MARK: - Objects

extension SummarySchema {
    /// An object with these members and no others, all of which it has but the optional ones.
    private static func object(
        _ description: String, _ members: KeyValuePairs<String, JSONValue>, optional: Set<String> = []
    ) -> JSONValue {
        [
            "type": "object", "description": .string(description), "additionalProperties": false,
            "required": .array(members.map(\.key).filter { !optional.contains($0) }.sorted().map { .string($0) }),
            "properties": .object(SummaryJSON.keyed(members.map { ($0.key, $0.value) })),
        ]
    }

    /// An object whose members are called after things of the scenario.
    private static func named(_ description: String, _ value: JSONValue, names: [String]? = nil) -> JSONValue {
        let open: JSONValue = ["type": "object", "description": .string(description), "additionalProperties": value]
        guard let names else { return open }
        return open.merging(["propertyNames": ["enum": .array(names.map { .string($0) })]])
    }

    private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

    private static func orNull(_ value: JSONValue) -> JSONValue { ["anyOf": [value, ["type": "null"]]] }

    private static func text(_ description: String) -> JSONValue {
        ["type": "string", "description": .string(description)]
    }

    private static func whole(_ description: String) -> JSONValue {
        ["type": "integer", "minimum": 0, "description": .string(description)]
    }

    private static func choice(_ values: [String]) -> JSONValue { ["enum": .array(values.map { .string($0) })] }

    private static var percentiles: [String] { QuantileEstimate.reported.map(MetricNumbers.name) }

    private static func list(_ item: JSONValue) -> JSONValue { ["type": "array", "items": item] }
}

// MARK: - The document

extension SummarySchema {
    private static var whole: JSONValue {
        object(
            "A forecast of every split.",
            [
                "schema": ["const": .string(SummaryJSON.schema)],
                "scenario": object(
                    "The scenario.",
                    [
                        "name": text("its name"), "currency": text("ISO 4217"),
                        "budget": ["type": "number", "exclusiveMinimum": 0, "description": "money, in the currency"],
                    ]),
                "provenance": object(
                    "How to compute it again.",
                    [
                        "seed": whole("seed of the random streams"), "trials": whole("trials that were completed"),
                        "requested_trials": whole("trials that were asked for"),
                        "partial": ["type": "boolean", "description": "whether the run was interrupted"],
                        "version": text("version of Tiercast"), "engine": choice(Engine.allCases.map(\.rawValue)),
                        "scenario_checksum": ["type": "string", "pattern": "^[0-9a-f]{16}$"],
                    ]),
                "resolved": named(
                    "What the resolved scenario says, by place.", ["type": "string"]),
                "split_names": list(["type": "string"]).merging(["minItems": 1, "uniqueItems": true]),
                "splits": named("By split.", reference("split")),
                "risks": named("By event.", reference("risk")),
                "verdict": text("the answer in plain sentences"), "warnings": list(["type": "string"]),
            ], optional: ["risks"])
    }

    private static var definitions: JSONValue {
        .object([
            "value": [
                "description": "A number; infinity as a word; null where it is undefined.",
                "anyOf": [["type": "number"], choice(["infinity", "-infinity"]), ["type": "null"]],
            ],
            "share": ["type": "number", "minimum": 0, "maximum": 1],
            "estimate": object("An estimate.", ["value": reference("value"), "standard_error": reference("value")]),
            "mean": object(
                "A mean.",
                [
                    "value": reference("value"), "standard_error": reference("value"),
                    "kind": choice(["mean", "ratio_of_means"]),
                ]),
            "quantile": object(
                "A quantile with its 95 % interval.",
                ["value": reference("value"), "low": reference("value"), "high": reference("value")]),
            "quantiles": named(
                "By probability; empty where the metric is never defined.", reference("quantile"), names: percentiles),
            "proportion": object(
                "A share of trials with Wilson's 95 % interval.",
                [
                    "count": whole("trials in which it happened"), "trials": whole("all trials"),
                    "value": orNull(reference("share")), "low": reference("share"), "high": reference("share"),
                ]),
            "layers": object(
                "Which share of the variance each layer brings.",
                [
                    "uncertainty": reference("estimate"), "creators": reference("estimate"),
                    "posts": reference("estimate"),
                    "orders": reference("estimate"),
                ]),
            "metric": object(
                "A metric over trials.",
                [
                    "mean": orNull(reference("mean")), "sd": reference("value"), "quantiles": reference("quantiles"),
                    "expected_shortfall": reference("value"), "undefined": whole("trials in which it is undefined"),
                    "infinite": whole("trials in which it is infinite"), "layers": orNull(reference("layers")),
                ]),
            "group": object(
                "All lines of a split, or those of a tier, platform or name.",
                [
                    "budget": ["type": "number", "minimum": 0],
                    "metrics": named("By metric.", reference("metric"), names: Metric.allCases.map(\.rawValue)),
                    "no_order": reference("proportion"), "nobody_hired": reference("proportion"),
                    "almost_nothing_sold": reference("proportion"),
                    "trade": named(
                        "By figure of the trade.", reference("quantiles"), names: TradeFigure.allCases.map(\.rawValue)),
                ]),
            "goal": object(
                "A goal and how often it is met.",
                [
                    "metric": choice(Metric.allCases.map(\.rawValue)),
                    "relation": choice(Goal.Relation.allCases.map(\.rawValue)), "bound": ["type": "number"],
                    "met": reference("proportion"),
                ]),
            "split": object(
                "A split.",
                [
                    "total": reference("group"),
                    "tiers": named("By tier.", reference("group"), names: Tier.allCases.map(\.rawValue)),
                    "platforms": named("By platform.", reference("group"), names: Platform.allCases.map(\.rawValue)),
                    "lines": named("By line.", reference("group")), "goals": list(reference("goal")),
                    "losses": reference("proportion"), "break_even_factor": orNull(reference("estimate")),
                    "unhired": orNull(reference("unhired")), "weekly": reference("weekly"),
                ], optional: ["weekly"]),
            "unhired": object(
                "Money that hires nobody too often for the split to be ranked by what it earns.",
                [
                    "lines": list(["type": "string"]), "share": reference("share"),
                    "nobody_hired": reference("proportion"),
                ]),
            "column": object(
                "Values by week.",
                ["value": list(reference("value")), "low": list(reference("value")), "high": list(reference("value"))]),
            "track": object(
                "A track by week, and what comes later.",
                [
                    "mean": object(
                        "Means.", ["value": list(reference("value")), "standard_error": list(reference("value"))]),
                    "quantiles": named("By probability.", reference("column"), names: percentiles),
                ]),
            "weekly": object(
                "A split week by week.",
                [
                    "start": ["type": ["string", "null"], "format": "date"],
                    "weeks": whole("weeks reported one by one"),
                    "tracks": named("By track.", reference("track"), names: WeeklyForecast.Track.all.map(\.name)),
                    "break_even": object(
                        "The week of break-even.",
                        ["quantiles": reference("quantiles"), "never": reference("proportion")]),
                    "lowest_cash": object(
                        "The lowest cumulative cash and its week.",
                        ["quantiles": reference("quantiles"), "week": reference("quantiles")]),
                ]),
            "effect": object(
                "A metric with and without an event.", ["with": reference("metric"), "without": reference("metric")]),
            "risk": object(
                "An event.",
                [
                    "struck": reference("proportion"),
                    "splits": named(
                        "By split.",
                        named("By metric.", reference("effect"), names: RiskForecast.metrics.map(\.rawValue))),
                ]),
        ])
    }
}
