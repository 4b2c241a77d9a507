// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignText
import Testing

@testable import CampaignReports

@Suite("Fields")
struct FieldTests {
    private static let inner = ObjectFields<Int>(
        "inner", "Inside.", [Field("number", "a number", .count) { $0 }])

    private static let outer = ObjectFields<(name: String, value: Int?)>(
        "outer", "Outside.",
        [
            Field("name", "its name", .text) { $0.name }, Field("value", "what it holds", .orNull(.count)) { $0.value },
            Field("place", "where it is", optional: inner.inlined) { $0.value },
            Field("all", "each", .list(inner.shape)) { $0.value.map { [$0] } ?? [] },
        ])

    @Test("write what an object has, null where it is empty, and leave out what is optional")
    func json() {
        #expect(
            Self.outer.inlined.json(("a", 3))
                == ["name": "a", "value": 3, "place": ["number": 3], "all": [["number": 3]]])
        #expect(Self.outer.inlined.json(("b", nil)) == ["name": "b", "value": .null, "all": []])
    }

    @Test("make the schema: what is required, what stands inside and what is referred to")
    func schema() {
        let shape = Self.outer.inlined
        #expect(shape.schema["required"] == ["all", "name", "value"])
        #expect(shape.schema["additionalProperties"] == false)
        #expect(
            shape.schema["properties"]?["value"]?["anyOf"] == [["type": "integer", "minimum": 0], ["type": "null"]])
        #expect(shape.schema["properties"]?["place"]?["required"] == ["number"])
        #expect(shape.schema["properties"]?["all"]?["items"] == ["$ref": "#/$defs/inner"])
        #expect(Array(shape.definitions.keys) == ["inner"])
        #expect(shape.definitions["inner"]?.schema["description"] == "Inside.")
    }

    @Test("explain each key, with those of an object that stands inside, once where several mean the same")
    func table() {
        #expect(
            Self.outer.table() == """
                | key | meaning |
                |---|---|
                | `name` | its name |
                | `value` | what it holds |
                | `place` | where it is |
                | `place.number` | a number |
                | `all` | each |

                """)
        let rows = [FieldRow(key: "low", meaning: "an end"), FieldRow(key: "high", meaning: "an end")]
        #expect(FieldRow.table("column", rows).hasSuffix("|\n| `low`, `high` | an end |\n"))
    }

    @Test("make rows of comma-separated values, in their own order")
    func csv() {
        let fields = ObjectFields<(name: String, value: Int?)>("row", "A row.", Array(Self.outer.fields.prefix(2)))
        #expect(fields.csv([("=1", 3), ("b", nil)]) == "name,value\n'=1,3\nb,\n")
    }
}
