// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// What the linter says of some files as a JSON document; `docs/lint.md` says what every key means.
public struct LintJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/lint/1"

    private let reports: [LintReport]

    /// The document of the reports.
    public init(_ reports: [LintReport]) { self.reports = reports }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(reports) }
}

// MARK: - Keys

extension LintJSON {
    static let fields = ObjectFields<[LintReport]>(
        "document", "What the linter says of some files.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("version", "the version of Tiercast that looked", .text) { _ in TiercastVersion.current },
            Field("files", "the files, in the order in which they were named", .list(file.shape)) { $0 },
            Field("findings", "what was found, by file", .list(finding.shape)) { $0.flatMap(\.findings) },
            Field("silenced", "what files silence, with the same keys and the `reason`", .list(silenced.shape)) {
                $0.flatMap(\.silenced)
            },
        ])

    private static let file = ObjectFields<LintReport>(
        "file", "A file.",
        [
            Field("file", "its name", .text) { $0.file },
            Field("scenario_checksum", "hash of the resolved scenario", .text) { $0.checksum },
            Field("verdict", "what was found, in a sentence", .text) { $0.sentence },
            Field("warnings", "how many findings are warnings", .count) { $0.count(.warning) },
            Field("advice", "how many are advice", .count) { $0.count(.advice) },
            Field("silenced", "how many findings the file silences", .count) { $0.silenced.count },
        ])

    private static let finding = ObjectFields<LintReport.Placed>(
        "finding", "A finding.",
        [
            Field("rule", "the rule that found it", .text) { $0.finding.rule.rawValue },
            Field("severity", "`warning` or `advice`", .text) { $0.finding.rule.severity.rawValue },
            Field("place", "where it is", place.shape) { $0 },
            Field("quantities", "the quantities that it is about", .list(.text)) {
                $0.finding.quantities.map(\.text)
            },
            Field("message", "what was found", .text) { $0.finding.message },
            Field("why", "why it matters", .text) { $0.finding.rule.why },
            Field("fix", "what to do about it", .text) { $0.finding.rule.fix },
        ])

    private static let place = ObjectFields<LintReport.Placed>(
        "place", "A place in a file.",
        [
            Field("file", "the file, or the override, that it points into", .text) { $0.file },
            Field("line", "the line, from 1", .count) { $0.line },
            Field("column", "the column, from 1", .count) { $0.column },
            Field("quantity", "the quantity that stands there, or `null`", .orNull(.text)) { $0.quantity?.text },
        ])

    private static let silenced = ObjectFields<(placed: LintReport.Placed, reason: String)>(
        "silenced", "A finding that a file silences.",
        finding.fields.map { $0.of { $0.placed } } + [
            Field("reason", "why the file silences it", .text) { $0.reason }
        ])
}
