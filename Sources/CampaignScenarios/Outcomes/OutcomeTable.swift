// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A table of what real campaigns returned: comma-, semicolon- or tab-separated, a campaign a row.
///
/// Every column but `id` may be missing, and every field but that of `id` may be empty.
public struct OutcomeTable: Sendable, Equatable {
    /// The campaigns, in the order of the file.
    public let rows: [PublishedOutcome]
    /// 16 hexadecimal digits that stand for the bytes of the table.
    public let checksum: String

    /// The most campaigns of a table.
    public static let rowLimit = 5_000

    /// Reads a table; `file` is the name that problems are reported with.
    ///
    /// - Throws: all problems of the table at once, each at its line and column.
    public init(bytes: [UInt8], file: String) throws(ScenarioErrors) {
        let diagnostics = Diagnostics()
        let text = DelimitedText(bytes, file: file, diagnostics: diagnostics)
        var reader = OutcomeRowReader(takesDecimalCommas: text.separator != ",", diagnostics: diagnostics)
        rows = reader.rows(text.records, file: file)
        checksum = StableHash.hexadecimal(String(decoding: bytes, as: UTF8.self))
        if diagnostics.hasErrors { throw diagnostics.errors }
    }
}
