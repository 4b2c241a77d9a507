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
        case .null: text += CSVField.text(key) + ",\n"
        case .bool(let value): text += CSVField.text(key) + (value ? ",true\n" : ",false\n")
        case .number(let digits): text += CSVField.text(key) + "," + digits + "\n"
        case .infinity(let sign): text += CSVField.text(key) + "," + StoredNumber.infinity(sign == .minus) + "\n"
        case .string(let value): text += CSVField.text(key) + "," + CSVField.text(value) + "\n"
        case .array(let values):
            for (index, value) in values.enumerated() { value.appendRows(to: &text, key: "\(key)[\(index)]") }
        case .object(let members):
            for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                value.appendRows(to: &text, key: key.isEmpty ? name : "\(key).\(name)")
            }
        }
    }
}
