// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
    /// The document as comma-separated values: a row for each value with its place in the document, such as
    /// `pairs[0].differences.roi.mean.value`, members in the order of their names.
    public var csv: String {
        var text = "key,value\n"
        appendRows(to: &text, key: "")
        return text
    }

    private func appendRows(to text: inout String, key: String) {
        switch self {
        case .array(let values):
            for (index, value) in values.enumerated() { value.appendRows(to: &text, key: "\(key)[\(index)]") }
        case .object(let members):
            for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                value.appendRows(to: &text, key: key.isEmpty ? name : "\(key).\(name)")
            }
        case .null, .bool, .number, .infinity, .string: text += CSVField.text(key) + "," + (csvField ?? "") + "\n"
        }
    }

    /// The value as a field, empty where it is null; nil of lists and objects.
    public var csvField: String? {
        switch self {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .infinity(let sign): StoredNumber.infinity(sign == .minus)
        case .string(let value): CSVField.text(value)
        case .array, .object: nil
        }
    }
}
