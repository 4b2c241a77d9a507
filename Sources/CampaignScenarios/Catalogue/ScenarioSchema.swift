// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// The JSON Schema of scenario files, for completion and checks in editors.
///
/// The schema knows keys and shapes; what a value means, only the reader checks.
public enum ScenarioSchema {
    /// The schema (JSON Schema 2020-12), generated from the catalogue of keys.
    public static func json() -> String { value().encoded() }

    private static func value() -> JSONValue {
        .members([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("Tiercast scenario")),
            ("type", .string("object")),
            ("required", .array(["version", "budget", "product", "splits"].map { .string($0) })),
            ("additionalProperties", .bool(false)),
            ("properties", .members(topLevel())),
            ("$defs", .members(definitions())),
        ])
    }

    private static func topLevel() -> [(String, JSONValue)] {
        let tiers = Tier.allCases.map(\.rawValue)
        return [
            ("version", described("version", [("const", .integer(1))])),
            ("name", described("name", [("type", .string("string"))])),
            ("currency", described("currency", [("type", .string("string")), ("pattern", .string("^[A-Z]{3}$"))])),
            ("budget", described("budget", scalar)),
            ("note", described("note", [("type", .string("string"))])),
            ("defaults", described("defaults", [("type", .string("string"))])),
            ("product", closed("product", quantities([.product]), required: ["order_value", "gross_margin"])),
            ("costs", closed("costs", quantities([.costs]))),
            ("assumptions", named("assumptions", reference("quantity"))),
            ("tiers", closed("tiers", tiers.map { ($0, reference("lineQuantities")) })),
            ("platforms", closed("platforms", Platform.allCases.map { ($0.rawValue, reference("platform")) })),
            (
                "deals", closed("deals", Deal.Basis.allCases.map { ($0.rawValue, reference("lineQuantities")) })
            ),
            ("lines", named("lines", reference("line"))),
            ("audience", closed("audience", quantities([.audience]))),
            ("attribution", closed("attribution", quantities([.attribution]))),
            (
                "time",
                closed(
                    "time",
                    [
                        ("weeks", described("weeks", scalar)),
                        ("start", described("start", [("type", .string("string"))])),
                    ]
                        + quantities([.time]), required: ["weeks"])
            ),
            ("risks", named("risks", reference("risk"))),
            ("correlate", described("correlate", [("type", .string("array")), ("items", reference("correlation"))])),
            ("splits", named("splits", named(nil, .members(scalar)))),
            (
                "goals",
                described("goals", [("type", .string("array")), ("items", .members([("type", .string("string"))]))])
            ),
            ("stress", named("stress", reference("shock"))),
            ("claims", named("claims", reference("claim"))),
            ("allow", closed("allow", LintRule.allCases.map { ($0.rawValue, allowance($0)) })),
            ("learned", learned),
        ]
    }

    private static func definitions() -> [(String, JSONValue)] {
        let quantityParts: [(String, JSONValue)] = QuantityDecoder.keys.map { key in
            switch key {
            case "trust": (key, described(key, [("enum", .array(["A", "B", "C", "D"].map { .string($0) }))]))
            case "year": (key, described(key, [("type", .string("integer"))]))
            case "source", "note", "library": (key, described(key, [("type", .string("string"))]))
            case Contradiction.name:
                (
                    key,
                    described(
                        key,
                        [("type", .string("array")), ("minItems", .integer(2)), ("items", reference("side"))])
                )
            default: (key, described(key, scalar))
            }
        }
        let tiers = Tier.allCases.map { ($0.rawValue, reference("lineQuantities")) }
        let line: [(String, JSONValue)] = [
            ("tier", described("tier", [("enum", .array(Tier.allCases.map { .string($0.rawValue) }))])),
            ("platform", described("platform", [("enum", .array(Platform.allCases.map { .string($0.rawValue) }))])),
            ("deal", reference("deal")),
        ]
        let deal: [(String, JSONValue)] =
            quantities([.deal]) + Deal.flags.map { ($0, described($0, [("type", .string("boolean"))])) }
        return [
            ("quantity", .members([("anyOf", .array([.members(scalar), closed(nil, quantityParts)]))])),
            (
                "side",
                closed(
                    nil,
                    quantityParts.filter { $0.0 != Contradiction.name && $0.0 != "varies" }
                        + [("weight", described("weight", scalar))], required: ["source"])
            ),
            ("lineQuantities", closed(nil, quantities([.line]))),
            ("platform", closed(nil, quantities([.line]) + tiers)),
            ("line", closed(nil, line + quantities([.line]))),
            (
                "deal",
                described(
                    "deal",
                    [
                        (
                            "anyOf",
                            .array([
                                .members([("enum", .array([.string("flat"), .string("gifting")]))]), closed(nil, deal),
                            ])
                        )
                    ])
            ),
            ("risk", risk), ("shock", shock), ("claim", claim),
            (
                "change",
                closed(
                    nil, Risk.Operation.allCases.map { ($0.rawValue, described($0.rawValue, [quantity])) })
            ),
            (
                "correlation",
                closed(
                    nil,
                    [
                        (
                            "of",
                            .members([
                                ("type", .string("array")), ("items", .members([("type", .string("string"))])),
                                ("minItems", .integer(2)), ("maxItems", .integer(2)),
                            ])
                        ), ("rank", .members(scalar)),
                    ], required: ["of", "rank"])
            ),
        ]
    }

    private static var struck: [(String, JSONValue)] {
        KeyCatalogue.all.filter(\.key.canBeStruck).map { entry in
            (
                entry.name,
                JSONValue.members([
                    ("description", .string(entry.meaning)), ("$ref", .string("#/$defs/change")),
                ])
            )
        }
    }

    private static let texts: [(String, JSONValue)] = [("type", .string("array")), ("items", .members(text))]
    private static let text: [(String, JSONValue)] = [("type", .string("string"))]

    private static var risk: JSONValue {
        closed(
            nil,
            quantities([.risk]) + [
                ("on", described("on", text)), ("effects", closed("effects", struck)),
                ("note", described("note", text)),
            ], required: ["probability", "effects"])
    }

    private static var shock: JSONValue {
        closed(
            nil,
            [
                ("on", described("on", text)), ("effects", closed("effects", struck)),
                ("together", described("together", texts)), ("note", described("note", text)),
            ])
    }

    private static var claim: JSONValue {
        let fields: [(String, JSONValue)] = ScenarioDecoder.claimKeys.map { key in
            switch key {
            case "tolerance": (key, described(key, scalar))
            case "trust": (key, described(key, [("enum", .array(["A", "B", "C", "D"].map { .string($0) }))]))
            case "year": (key, described(key, [("type", .string("integer"))]))
            default: (key, described(key, text))
            }
        }
        return .members([("anyOf", .array([.members(text), closed(nil, fields, required: ["says"])]))])
    }

    private static var learned: JSONValue {
        func list(_ item: JSONValue) -> JSONValue { .members([("type", .string("array")), ("items", item)]) }
        let source = ScenarioDecoder.learnedSourceKeys.map { key -> (String, JSONValue) in
            switch key {
            case "sample": (key, .members(texts))
            case "first", "last", "hash": (key, .members(text))
            default: (key, .members([("type", .string("integer"))]))
            }
        }
        let score = ScenarioDecoder.learnedScoreKeys.map { key -> (String, JSONValue) in
            switch key {
            case "of", "prior": (key, .members(text))
            case "part": (key, .members([("type", .string("integer"))]))
            case "mean": (key, .members([("type", .string("number"))]))
            default: (key, list(.members([("type", .string("number"))])))
            }
        }
        return closed(
            "learned",
            [
                ("season", .members(scalar)),
                ("from", list(closed(nil, source, required: ["rows", "creators", "orders", "hash"]))),
                ("scores", list(closed(nil, score, required: ["of", "prior", "mean", "factor"]))),
            ], required: ["season", "from", "scores"])
    }

    /// The reason for which a rule is silenced, for the whole file or at some quantities.
    private static func allowance(_ rule: LintRule) -> JSONValue {
        .members([
            ("description", .string("Silences: \(rule.title).")),
            (
                "anyOf",
                .array([
                    .members([("type", .string("string"))]),
                    closed(
                        nil,
                        [
                            (
                                "at",
                                described(
                                    "at",
                                    [
                                        ("type", .string("array")), ("items", .members([("type", .string("string"))])),
                                        ("minItems", .integer(1)),
                                    ])
                            ), ("because", described("because", [("type", .string("string"))])),
                        ], required: ["at", "because"]),
                ])
            ),
        ])
    }

    private static let quantity: (String, JSONValue) = ("$ref", .string("#/$defs/quantity"))

    private static func quantities(_ sections: [QuantityKey.Section]) -> [(String, JSONValue)] {
        KeyCatalogue.all.filter { sections.contains($0.key.section) }.map { entry in
            let description =
                "\(entry.meaning) Unit: \(entry.key.unit.rawValue). Values: \(KeyCatalogue.values(entry.key)). "
                + "Example: \(entry.name): \(entry.example)"
            return (
                entry.name, .members([("description", .string(description)), ("$ref", .string("#/$defs/quantity"))])
            )
        }
    }

    private static let scalar: [(String, JSONValue)] = [("type", .array([.string("number"), .string("string")]))]

    private static func reference(_ name: String) -> JSONValue { .members([("$ref", .string("#/$defs/\(name)"))]) }

    private static func described(_ key: String?, _ rest: [(String, JSONValue)]) -> JSONValue {
        guard let key, let text = KeyCatalogue.sections[key] else { return .members(rest) }
        return .members([("description", .string(text))] + rest)
    }

    /// A mapping of known keys.
    private static func closed(_ key: String?, _ properties: [(String, JSONValue)], required: [String] = [])
        -> JSONValue
    {
        var rest: [(String, JSONValue)] = [("type", .string("object")), ("additionalProperties", .bool(false))]
        if !required.isEmpty { rest.append(("required", .array(required.map { .string($0) }))) }
        return described(key, rest + [("properties", .members(properties))])
    }

    /// A mapping whose keys are names that the planner chooses.
    private static func named(_ key: String?, _ value: JSONValue) -> JSONValue {
        described(
            key,
            [
                ("type", .string("object")),
                ("propertyNames", .members([("pattern", .string("^[A-Za-z_][A-Za-z0-9_-]{0,63}$"))])),
                ("additionalProperties", value),
            ])
    }
}

extension JSONValue {
    /// An object of these members, each name once.
    fileprivate static func members(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: members))
    }
}
