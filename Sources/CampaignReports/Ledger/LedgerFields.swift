// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// An assumption of the ledger as machines read it, a row of CSV or an object of JSON.
struct LedgerRow {
    let entry: AssumptionLedger.Entry
    let unit: String?
    private var provenance: Provenance { entry.quantity.provenance }

    /// The columns.
    static let fields = ObjectFields<LedgerRow>(
        "assumption", "An assumption.",
        [
            Field("quantity", "its place in the file", .text) { $0.entry.path.text },
            Field("median", "its median", .value) { $0.entry.middle.stored },
            Field("uncertain_low", uncertain, .value) { $0.entry.uncertain?.low.stored },
            Field("uncertain_high", uncertain, .value) { $0.entry.uncertain?.high.stored },
            Field("varies_low", varies, .value) { $0.entry.varies?.low.stored },
            Field("varies_high", varies, .value) { $0.entry.varies?.high.stored },
            Field(
                "decision_share",
                "the share of the variance of the decision that it explains by itself, as in `sensitivity` by bins",
                .value
            ) { $0.entry.decisionShare.map { StoredNumber($0.held, error: $0.standardError) } },
            Field("decision_share_error", "the Monte Carlo error of that share", .value) {
                $0.entry.decisionShare.map { StoredNumber(error: $0.standardError) }
            },
            Field("trust", "how far its source is trusted: A, B, C or D", .orNull(.text)) {
                $0.provenance.trust?.rawValue
            },
            Field("year", "the year of its source", .orNull(.count)) { $0.provenance.year },
            Field("source", "where it comes from", .orNull(.text)) { $0.provenance.source },
            Field("note", "what the file or the library remarks", .orNull(.text)) { $0.provenance.note },
            Field(
                "library", "the library of defaults that it comes from; none where the file states it", .orNull(.text)
            ) {
                $0.provenance.library
            },
            Field(
                "unit",
                "what it counts: a currency, `share`, `days` and so on; none of a plain factor and of a name of the file's own",
                .orNull(.text)
            ) { $0.unit },
        ])

    private static let uncertain = "nine of ten campaign-wide values lie between"
    private static let varies = "nine of ten values of creators, posts or orders lie between, at the median"
}

extension LedgerTable {
    /// The name and version of the JSON document's layout.
    public static let schema = "tiercast/ledger/1"

    static let fields = ObjectFields<LedgerTable>(
        "ledger", "The assumptions of a scenario.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("scenario", "the scenario's name", .text) { $0.title },
            Field("version", "version of Tiercast", .text) { _ in TiercastVersion.current },
            Field("scenario_checksum", "hash of the resolved scenario", .text) { $0.ledger.subject.checksum },
            Field("assumptions", "the assumptions, each with the columns of the CSV", .list(LedgerRow.fields.shape)) {
                $0.rows
            },
        ])

    /// The columns of the comma-separated values.
    public static var columns: [String] { LedgerRow.fields.columns }

    fileprivate var rows: [LedgerRow] { ledger.entries.map { LedgerRow(entry: $0, unit: unit($0)) } }

    /// The assumptions as a JSON document.
    public var document: JSONValue { Self.fields.inlined.json(self) }

    /// The table as comma-separated values, numbers with the digits that they support.
    public func csv() -> String { LedgerRow.fields.csv(rows) }
}
