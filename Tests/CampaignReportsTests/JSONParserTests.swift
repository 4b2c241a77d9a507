// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignText

@Suite("Reading JSON") struct JSONParserTests {
    private func parsed(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    private func trouble(_ text: String) -> String {
        do {
            return "read as \(try parsed(text))"
        } catch let problem as DataProblem {
            return "\(problem.line ?? 0):\(problem.column ?? 0): \(problem.message)"
        } catch { return "\(error)" }
    }

    @Test("what is written is read again")
    func again() throws {
        let document: JSONValue = [
            "a\n\u{1}\"\\/é€😀": ["b", 1, -2.5, .null, true, false, .array([]), .object([:])], "c": .number("1e-7"),
            "d": .string("\u{2028}"),
        ]
        #expect(try parsed(document.encoded()) == document && parsed(document.compact) == document)
        #expect(try parsed(#" "\u0041\ud83d\ude00\b\f\/" "#) == .string("A😀\u{8}\u{C}/"))
        for number in ["0", "-0", "10", "1.5", "-0.25", "1e5", "1E+05", "2.5e-3"] {
            #expect(try parsed(number) == .number(number))
        }
    }

    @Test(
        "what is no JSON is told at its place",
        arguments: [
            ("", "1:1: the document ends too early"), ("{", "1:2: the end stands where '\"' is needed"),
            ("[1,\n 2", "2:3: the end stands where ',' is needed"), ("[1 2]", "1:4: '2' stands where ',' is needed"),
            ("{\"a\": 1,}", "1:9: '}' stands where '\"' is needed"), ("[01]", "1:2: \"01\" is no value"),
            ("[é, nul]", "1:2: a value is missing"), ("[\"é\", nul]", "1:7: \"nul\" is no value"),
            ("[1.]", "1:2: \"1.\" is no value"), ("[+1]", "1:2: \"+1\" is no value"),
            ("[.5]", "1:2: \".5\" is no value"),
            ("[1e]", "1:2: \"1e\" is no value"), ("1 2", "1:3: something stands behind the end of the document"),
            ("{\"a\": 1, \"a\": 2}", "1:10: the name \"a\" is there twice"),
            ("\"\\x\"", "1:4: '\\' stands before something that JSON does not escape"),
            ("\"\\u00g0\"", "1:4: '\\u' takes four hexadecimal digits"),
            ("\"a\u{1}\"", "1:3: a control character stands in a text"),
            ("\"a", "1:3: the end stands where '\"' is needed"),
            ("NaN", "1:1: \"NaN\" is no value"), ("[,]", "1:2: a value is missing"),
        ])
    func refusals(_ text: String, _ message: String) { #expect(trouble(text) == message) }

    @Test("depth, bytes that are no text, and cuts anywhere end in a message")
    func hostile() {
        #expect(trouble(String(repeating: "[", count: 100_000)).contains("stand in each other 64 deep"))
        #expect(throws: DataProblem.self) { try JSONValue(parsing: [0x22, 0xFF, 0xFE, 0x22]) }
        let bytes = Array(#"{"a": [1, "\ud83d\ude00", {"b": null}], "c": -1.5e3}"#.utf8)
        for count in bytes.indices {
            #expect(throws: DataProblem.self) { try JSONValue(parsing: Array(bytes[..<count])) }
        }
    }
}
