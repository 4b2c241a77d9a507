// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// A member of an object of a document: its key, what it means, what it may be, and what it is.
struct Field<Root>: Sendable {
    /// The key.
    let key: String
    /// What it means, as an entry of a table.
    let meaning: String
    /// Whether some objects are without it.
    let isOptional: Bool
    /// Its value; nil where the object is without it.
    let json: @Sendable (Root) -> JSONValue?
    fileprivate let shape: Shape<Root>

    /// A member of every object.
    init<Value>(
        _ key: String, _ meaning: String, _ shape: Shape<Value>, _ value: @escaping @Sendable (Root) -> Value
    ) {
        self.init(key: key, meaning: meaning, shape: shape.of(value), isOptional: false) { shape.json(value($0)) }
    }

    /// A member that objects without a value are without.
    init<Value>(
        _ key: String, _ meaning: String, optional shape: Shape<Value>,
        _ value: @escaping @Sendable (Root) -> Value?
    ) {
        let whole = Shape<Value?>.orNull(shape).of(value)
        self.init(
            key: key, meaning: meaning,
            shape: Shape(
                schema: shape.schema, definitions: whole.definitions, rows: whole.rows, json: whole.json),
            isOptional: true
        ) { value($0).map(shape.json) }
    }

    private init(
        key: String, meaning: String, shape: Shape<Root>, isOptional: Bool,
        json: @escaping @Sendable (Root) -> JSONValue?
    ) {
        self.key = key
        self.meaning = meaning
        self.shape = shape
        self.isOptional = isOptional
        self.json = json
    }

    /// The same member of an object that this one can be worked out of.
    func of<Whole>(_ root: @escaping @Sendable (Whole) -> Root) -> Field<Whole> {
        Field<Whole>(key: key, meaning: meaning, shape: shape.of(root), isOptional: isOptional) { [json] in
            json(root($0))
        }
    }
}

/// All that is said of an object of a document; its JSON, its schema and the table that explains it are printed from here, and
/// rows of comma-separated values where each member is one.
struct ObjectFields<Root>: Sendable {
    /// Its name in schemas and pages.
    let name: String
    /// What it is, in a sentence.
    let meaning: String
    /// Its members.
    let fields: [Field<Root>]

    /// An object.
    init(_ name: String, _ meaning: String, _ fields: [Field<Root>]) {
        self.name = name
        self.meaning = meaning
        self.fields = fields
    }

    /// The object, described under its own name.
    var shape: Shape<Root> { inlined.defined(as: name, meaning, table: table()) }

    /// The object, described where it is used.
    var inlined: Shape<Root> {
        var definitions: [String: SchemaDefinition] = [:]
        for field in fields { definitions.merge(field.shape.definitions) { first, _ in first } }
        return Shape(schema: schema, definitions: definitions, rows: rows) { [fields] root in
            var members: [String: JSONValue] = [:]
            for field in fields { members[field.key] = field.json(root) }
            return .object(members)
        }
    }

    /// Each member and no other.
    private var schema: JSONValue {
        var properties: [String: JSONValue] = [:]
        for field in fields {
            properties[field.key] = field.shape.schema.merging(["description": .string(field.meaning)])
        }
        return [
            "type": "object", "description": .string(meaning), "additionalProperties": false,
            "required": .texts(fields.filter { !$0.isOptional }.map(\.key).sorted()),
            "properties": .object(properties),
        ]
    }

    private var rows: [FieldRow] {
        fields.flatMap { field in
            [FieldRow(key: field.key, meaning: field.meaning)]
                + field.shape.rows.map {
                    FieldRow(key: field.key + ($0.key.hasPrefix("[") ? "" : ".") + $0.key, meaning: $0.meaning)
                }
        }
    }

    /// The table in Markdown that explains the members, which are keys or columns.
    func table(_ title: String = "key") -> String { FieldRow.table(title, rows) }
}

// MARK: - Comma-separated values

extension ObjectFields {
    /// The keys, in the order of the members.
    var columns: [String] { fields.map(\.key) }

    /// The members of an object as fields of a row, in the same order.
    func row(_ root: Root) -> [String] { fields.map { $0.json(root)?.csvField ?? "" } }

    /// A line with the keys and one for each object.
    func csv(_ roots: [Root]) -> String {
        ([columns] + roots.map(row)).map { $0.joined(separator: ",") + "\n" }.joined()
    }
}
