// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// How a value stands in a document: what it may be there, and how it is written.
struct Shape<Value>: Sendable {
    /// The JSON Schema of it.
    let schema: JSONValue
    /// What the schema refers to, by name.
    var definitions: [String: SchemaDefinition] = [:]
    /// What is to be explained of its members, of an object that stands where it is used.
    var rows: [FieldRow] = []
    /// The value in the document.
    let json: @Sendable (Value) -> JSONValue

    /// The shape under a name of its own, which schemas refer to.
    func defined(as name: String, _ meaning: String, table: String? = nil) -> Shape {
        let described = JSONValue.object(["description": .string(meaning)]).merging(schema)
        return Shape(
            schema: ["$ref": .string("#/$defs/\(name)")],
            definitions: definitions.merging([name: SchemaDefinition(schema: described, table: table)]) { own, _ in own
            },
            json: json)
    }

    /// The shape of what the value is worked out of.
    func of<Root>(_ value: @escaping @Sendable (Root) -> Value) -> Shape<Root> {
        derived(schema: schema) { [json] in json(value($0)) }
    }

    /// A shape that is made of this one.
    private func derived<Whole>(
        schema: JSONValue, rowsUnder place: String = "", _ json: @escaping @Sendable (Whole) -> JSONValue
    ) -> Shape<Whole> {
        Shape<Whole>(
            schema: schema, definitions: definitions,
            rows: rows.map { FieldRow(key: place + $0.key, meaning: $0.meaning) }, json: json)
    }
}

/// What schemas refer to by its name.
struct SchemaDefinition: Sendable {
    /// Its JSON Schema.
    let schema: JSONValue
    /// The table that explains its members; nil of what has none.
    let table: String?
}

// MARK: - Made of others

extension Shape {
    /// Something, or null.
    static func orNull<Wrapped>(_ shape: Shape<Wrapped>) -> Shape where Value == Wrapped? {
        shape.derived(schema: ["anyOf": [shape.schema, ["type": "null"]]]) { $0.map(shape.json) ?? .null }
    }

    /// A list.
    static func list<Element>(_ shape: Shape<Element>) -> Shape where Value == [Element] {
        shape.derived(schema: ["type": "array", "items": shape.schema], rowsUnder: "[].") {
            .array($0.map(shape.json))
        }
    }

    /// A list with an element at least, each once.
    static func set<Element>(_ shape: Shape<Element>) -> Shape where Value == [Element] {
        let list = Shape.list(shape)
        return list.derived(schema: list.schema.merging(["minItems": 1, "uniqueItems": true]), list.json)
    }

    /// An object with a member for each of some things, by their names, which may be those of a fixed list only.
    static func named<Member>(_ shape: Shape<Member>, names: [String]? = nil) -> Shape
    where Value == [(String, Member)] {
        var schema: JSONValue = ["type": "object", "additionalProperties": shape.schema]
        if let names { schema = schema.merging(["propertyNames": ["enum": .texts(names)]]) }
        return shape.derived(schema: schema, rowsUnder: "….") { members in
            .object(Dictionary(members.map { ($0.0, shape.json($0.1)) }) { first, _ in first })
        }
    }
}

// MARK: - Texts

extension Shape where Value == String {
    /// A text.
    static var text: Shape { Shape(schema: ["type": "string"]) { .string($0) } }

    /// A text of a fixed list.
    static func choice(_ values: [String]) -> Shape { Shape(schema: ["enum": .texts(values)]) { .string($0) } }

    /// One text only.
    static func exactly(_ value: String) -> Shape { Shape(schema: ["const": .string(value)]) { .string($0) } }

    /// The hash of a file.
    static var checksum: Shape {
        Shape(schema: ["type": "string", "pattern": "^[0-9a-f]{16}$"]) { .string($0) }
    }
}

extension Shape where Value == String? {
    /// A day such as `2026-11-02`, or null.
    static var day: Shape {
        Shape(schema: ["type": ["string", "null"], "format": "date"]) { $0.map { .string($0) } ?? .null }
    }
}

extension JSONValue {
    /// A list of texts.
    static func texts(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
}

// MARK: - Numbers

extension Shape where Value == Bool {
    /// Whether or not.
    static var bool: Shape { Shape(schema: ["type": "boolean"]) { .bool($0) } }
}

extension Shape where Value: BinaryInteger & SendableMetatype {
    /// A whole number, 0 or above.
    static var count: Shape { Shape(schema: ["type": "integer", "minimum": 0]) { .integer($0) } }
}

extension Shape where Value == StoredNumber {
    /// A finite number.
    static var number: Shape { Shape(schema: ["type": "number"]) { $0.json } }

    /// A number, 0 or above.
    static var amount: Shape { Shape(schema: ["type": "number", "minimum": 0]) { $0.json } }

    /// A number above 0.
    static var positive: Shape { Shape(schema: ["type": "number", "exclusiveMinimum": 0]) { $0.json } }

    /// A number in 0…1.
    static var share: Shape {
        Shape(schema: ["type": "number", "minimum": 0, "maximum": 1]) { $0.json }
            .defined(as: "share", "A share of a whole.")
    }
}

extension Shape where Value == StoredNumber? {
    /// A number; infinity as a word; null where it is undefined or there is none.
    static var value: Shape {
        let schema: JSONValue = [
            "anyOf": [["type": "number"], ["enum": ["infinity", "-infinity"]], ["type": "null"]]
        ]
        return Shape(schema: schema) { $0?.json ?? .null }
            .defined(as: "value", "A number; infinity as a word; null where it is undefined.")
    }
}
