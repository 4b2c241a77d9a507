// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import SwiftCSV

/// Reads a column of a CSV file as an empirical distribution: each value with the weight of its count.
enum DataColumn {
    static let sizeLimit = 20_000_000
    static let valueLimit = 100_000

    static func distribution(
        file: String, column: String, offset: Int, readData: (String) throws -> [UInt8]
    ) throws(ValueError) -> Distribution {
        func fail(_ message: String) -> ValueError { ValueError(offset: offset, message: "\(file): \(message)") }
        let bytes: [UInt8]
        do { bytes = try readData(file) } catch {
            throw fail("cannot be read; the path is relative to the scenario file")
        }
        guard bytes.count <= sizeLimit else { throw fail("has \(bytes.count) bytes; at most \(sizeLimit) are read") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw fail("is not UTF-8 text") }
        let table: CSV<Enumerated>
        do {
            table = try CSV<Enumerated>(string: text, delimiter: .comma, loadColumns: false)
        } catch { throw fail("is not a CSV table with a header line") }
        let header = table.header.map { $0.trimmed() }
        guard let index = header.firstIndex(of: column) else {
            let hint = NearestName.hint(column, in: header)
            throw fail(
                "has no column '\(column)'\(hint.isEmpty ? "; it has \(header.prefix(8).joined(separator: ", "))" : hint)"
            )
        }
        var counts: [Double: Double] = [:]
        for (row, fields) in table.rows.enumerated() {
            let field = fields.indices.contains(index) ? fields[index].trimmed() : ""
            if field.isEmpty { continue }
            guard let value = Double(field), value.isFinite, value.magnitude <= 1e15 else {
                throw fail("row \(row + 2) of '\(column)' is \(field.quotedForMessage), not a number")
            }
            counts[value, default: 0] += 1
            guard counts.count <= valueLimit else {
                throw fail("'\(column)' has more than \(valueLimit) different values")
            }
        }
        guard !counts.isEmpty else { throw fail("'\(column)' holds no numbers") }
        let values = counts.keys.sorted()
        return .discrete(values: values, weights: values.map { counts[$0] ?? 0 })
    }
}
