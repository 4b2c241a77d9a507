// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignResults
public import CampaignText

/// What an import did as a JSON document; `docs/import.md` says what every key means.
public struct ImportJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/import/1"

    private let report: ImportReport

    /// The document of an import.
    public init(_ report: ImportReport) { self.report = report }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(report) }
}

// MARK: - Keys

extension ImportJSON {
    static let fields = ObjectFields<ImportReport>(
        "document", "What an import read, merged, dropped and doubted.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("version", "the version of Tiercast that imported", .text) { _ in TiercastVersion.current },
            Field("verdict", "what was imported, in a sentence", .text) { $0.sentence },
            Field("output", "the results file, or `null`", .orNull(.text)) { $0.output },
            Field("keys", "the file that leads from hashes to names, or `null`", .orNull(.text)) { $0.keys?.file },
            Field("files", "the files, in the order in which they were named", .list(file.shape)) { $0.account.files },
            Field("findings", "what became of rows when the files were put together", .list(finding.shape)) {
                $0.account.findings
            },
            Field("results", "what is left, by network and currency", .list(total.shape)) { $0.account.totals },
            Field("creators", "how many creators rows are of", .count) { $0.account.creators },
            Field("posts", "how many posts", .count) { $0.account.posts },
            Field("first_day", "the first day of a row, or `null`", .day) { $0.account.days?.lowerBound.text },
            Field("last_day", "the last one", .day) { $0.account.days?.upperBound.text },
        ])

    private static let file = ObjectFields<FileAccount>(
        "file", "A file that was read.",
        [
            Field("file", "its name", .text) { $0.name },
            Field("kind", "what it was taken for", .text) { $0.kind },
            Field("layout", "how it is written", .list(.text)) { $0.layout },
            Field("rows", "its rows; those kept, merged and dropped add up to them", .count) { $0.rows },
            Field("kept", "the rows that became rows of the results", .count) { $0.kept },
        ]
            + ImportReason.Verdict.allCases.map { verdict in
                Field(verdict.rawValue, "the rows \(verdict.rawValue)", .count) { $0.count(verdict) }
            } + [
                Field("personal", "the columns with personal data, which were not read", .list(.text)) { $0.personal },
                Field("findings", "what became of its rows, by reason", .list(finding.shape)) { $0.findings },
            ])

    private static let finding = ObjectFields<ImportFinding>(
        "finding", "What became of rows for one reason.",
        [
            Field("reason", "why, in a word", .text) { $0.reason.rawValue },
            Field(
                "verdict", "`merged`, `dropped`, `doubted` or `noted`",
                .choice(ImportReason.Verdict.allCases.map(\.rawValue))
            ) { $0.reason.verdict.rawValue },
            Field("meaning", "why, in words", .text) { $0.reason.meaning },
            Field("count", "how many rows", .count) { $0.count },
            Field("lines", "the lines of the first ones; none where several files are about it", .list(.count)) {
                $0.lines
            },
        ])

    private static let total = ObjectFields<ImportAccount.Total>(
        "result", "The sums of the rows of one network in one currency.",
        [
            Field("network", "the network, `sheet` of planners' own", .text) { $0.network },
            Field("currency", "the currency; empty of rows without money", .text) { $0.currency },
            Field("rows", "the rows", .count) { $0.rows },
            Field("orders", "tracked orders, pending and refunded ones among them", .count) { $0.orders },
            Field("pending", "orders that may still be sent back", .count) { $0.pending },
            Field("refunds", "orders sent back whole", .count) { $0.refunds },
            Field("views", "views", .count) { $0.views },
            Field("engagements", "engagements", .count) { $0.engagements },
            Field("clicks", "clicks", .count) { $0.clicks },
            Field("value", "what was ordered", .number) { cents($0.value) },
            Field("refunded", "what of it was sent back", .number) { cents($0.refunded) },
            Field("commission", "the commission that is left", .number) { cents($0.commission) },
            Field("fee", "what was paid besides", .number) { cents($0.fee) },
            Field("settled_until", "the last day until which no order is pending, or `null`", .day) {
                $0.settledUntil?.text
            },
        ])

    /// A sum without what adding up leaves behind the fourth decimal.
    private static func cents(_ value: Double) -> StoredNumber { StoredNumber(exactly: (value * 1e4).rounded() / 1e4) }
}
