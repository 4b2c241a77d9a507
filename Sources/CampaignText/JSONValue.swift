// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON document.
///
/// Foundation's encoder is not used: it prints numbers with its own idea of digits, and its layout may change from one
/// version to the next. Here a number is the text it is written as, keys are sorted by their UTF-8 bytes, and the same
/// document is the same bytes everywhere.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number as the digits to write.
    case number(String)
    case string(String)
    /// A number without bound, which JSON has no digits for: the string `infinity` or `-infinity`.
    case infinity(FloatingPointSign)
    case array([JSONValue])
    case object([String: JSONValue])

    /// A whole number.
    public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }
}

// MARK: - Encoding

extension JSONValue {
    /// The document as text, indented by two spaces, with a line feed at its end.
    public func encoded() -> String {
        var text = ""
        write(to: &text, indent: "")
        return text + "\n"
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): Self.write(value, to: &text)
        case .infinity(let sign): Self.write(sign == .minus ? "-infinity" : "infinity", to: &text)
        case .array(let values) where !values.isEmpty && values.allSatisfy(\.isNumeric):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                value.write(to: &text, indent: indent)
            }
            text += "]"
        case .array(let values):
            Self.writeList(values, between: ("[", "]"), to: &text, indent: indent) { value, text, inner in
                value.write(to: &text, indent: inner)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            Self.writeList(sorted, between: ("{", "}"), to: &text, indent: indent) { member, text, inner in
                Self.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indent: inner)
            }
        }
    }

    /// Whether it is a number or a missing one; lists of them stand on one line.
    private var isNumeric: Bool {
        switch self {
        case .number, .null: true
        case .string, .bool, .array, .object, .infinity: false
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], between marks: (String, String), to text: inout String, indent: String,
        write: (Element, inout String, String) -> Void
    ) {
        text += marks.0
        let inner = indent + "  "
        for (index, element) in elements.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + inner
            write(element, &text, inner)
        }
        text += (elements.isEmpty ? "" : "\n" + indent) + marks.1
    }

    /// Writes a string as RFC 8259, section 7, asks: quotation mark, reverse solidus and control characters escaped.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                // What a terminal obeys rather than shows is legal in JSON from U+007F on; escaped, it is the same text to a
                // program. So are U+2028 and U+2029, which end a line in scripts that the document may be pasted into.
                if !LegibleText.isLegible(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}
