// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Reads a column that was written out: `sample(list.csv, 2: 900.0, 3: 1200.0)`, the number of each row before its value.
enum SampleForm {
    static let name = Sample.record.spelling

    static func sample(_ arguments: String, offset: Int) throws(ValueError) -> Sample {
        let parts = arguments.split(separator: ",", omittingEmptySubsequences: false)
        var rows: [Int] = []
        var values: [Double] = []
        for part in parts.dropFirst() {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed() }
            guard pair.count == 2, let row = Int(pair[0]), row >= 0, row > rows.last ?? -1, let value = Double(pair[1]),
                value.isFinite, value.magnitude <= 1e15
            else {
                throw ValueError(
                    offset: offset,
                    message: "\(String(part).trimmed().quotedForMessage) is no row; sample is written as "
                        + "sample(list.csv, 2: 900, 3: 1200), rows in ascending order")
            }
            rows.append(row)
            values.append(value)
        }
        guard let table = parts.first.map({ unescaped(String($0).trimmed()) }), !table.isEmpty, !rows.isEmpty else {
            throw ValueError(offset: offset, message: "sample takes a name and rows: sample(list.csv, 2: 900, 3: 1200)")
        }
        return Sample(table: table, rows: rows, values: values)
    }

    /// The name of a table as `Sample.text` escapes it.
    private static func unescaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let character = rest.first {
            if character == "%", let byte = UInt8(rest.dropFirst().prefix(2), radix: 16) {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else {
                bytes += Array(String(character).utf8)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
