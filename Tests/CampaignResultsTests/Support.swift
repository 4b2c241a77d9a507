// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

@testable import CampaignResults

/// Exports made for the purpose, and what an import makes of them.
enum Fixture {
    /// A file of the folder of fixtures, read in small pieces, so that records are cut wherever they can be.
    static func source(_ name: String, pieces: Int = 97) throws -> ByteSource {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return ByteSource(name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))), pieces: pieces)
    }

    /// What is imported from files of the folder.
    static func imported(_ names: String..., options: ImportOptions = ImportOptions()) throws -> ImportedResults {
        try imported(sources: names.map { try source($0) }, options: options)
    }

    /// What is imported from texts, each a file named `1.csv`, `2.csv` and so on.
    static func imported(texts: String..., options: ImportOptions = ImportOptions()) throws -> ImportedResults {
        try imported(
            sources: texts.enumerated().map { ByteSource(name: "\($0 + 1).csv", bytes: Array($1.utf8), pieces: 64) },
            options: options)
    }

    static func imported(sources: [ByteSource], options: ImportOptions) throws -> ImportedResults {
        let importer = Importer(options)
        for source in sources { try importer.add(source) }
        return try importer.results()
    }

    /// Keys that are the same in every run.
    static var keys: CreatorKeys { CreatorKeys(key: Array(0..<32)) }

    /// What texts are refused for.
    static func problems(_ texts: String..., options: ImportOptions = ImportOptions()) throws -> [ResultProblem] {
        let importer = Importer(options)
        for (index, text) in texts.enumerated() {
            try importer.add(ByteSource(name: "\(index + 1).csv", bytes: Array(text.utf8), pieces: 64))
        }
        do { _ = try importer.results() } catch { return error.problems }
        return []
    }

    /// Options with what `body` says.
    static func options(_ body: (inout ImportOptions) throws -> Void) rethrows -> ImportOptions {
        var options = ImportOptions()
        try body(&options)
        return options
    }
}

extension ImportedResults {
    /// The rows, hashed with the fixed key.
    var rows: [ResultRow] {
        var keys = Fixture.keys
        var rows: [ResultRow] = []
        forEach(keys: &keys) { rows.append($0) }
        return rows
    }

    /// The results file.
    var bytes: [UInt8] {
        var keys = Fixture.keys
        var bytes = Array(ResultText.header.utf8)
        forEach(keys: &keys) { ResultText.append($0, to: &bytes) }
        return bytes
    }

    /// The row of an order.
    func order(_ number: String) -> ResultRow? { rows.first { $0.order == number } }
}

extension ImportAccount {
    /// The counts of all findings by reason, those of files and of all together.
    var reasons: [ImportReason: Int] {
        (files.flatMap(\.findings) + findings).reduce(into: [:]) { $0[$1.reason, default: 0] += $1.count }
    }
}

/// A total in a line: orders, pending, sent back, value, refunded, commission, fee.
struct Sums: Equatable, CustomStringConvertible {
    var orders, pending, refunds: Int
    var value, refunded, commission, fee: Double

    init(
        _ orders: Int, pending: Int = 0, refunds: Int = 0, _ value: Double, refunded: Double = 0, commission: Double,
        fee: Double = 0
    ) {
        (self.orders, self.pending, self.refunds) = (orders, pending, refunds)
        (self.value, self.refunded, self.commission, self.fee) = (value, refunded, commission, fee)
    }

    init(_ total: ImportAccount.Total) {
        func cents(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        self.init(
            total.orders, pending: total.pending, refunds: total.refunds, cents(total.value),
            refunded: cents(total.refunded),
            commission: cents(total.commission), fee: cents(total.fee))
    }

    var description: String {
        "\(orders) orders, \(pending) pending, \(refunds) back, \(value) of which \(refunded) back, \(commission) and \(fee)"
    }
}
