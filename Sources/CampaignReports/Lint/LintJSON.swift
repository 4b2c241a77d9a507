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
    public var document: JSONValue {
        .object([
            "schema": .string(Self.schema), "version": .string(TiercastVersion.current),
            "files": .array(
                reports.map { report in
                    .object([
                        "file": .string(report.file), "scenario_checksum": .string(report.checksum),
                        "verdict": .string(report.sentence), "warnings": .integer(report.count(.warning)),
                        "advice": .integer(report.count(.advice)), "silenced": .integer(report.silenced.count),
                    ])
                }),
            "findings": .array(reports.flatMap { $0.findings.map { .object(Self.members($0)) } }),
            "silenced": .array(
                reports.flatMap { report in
                    report.silenced.map { placed, reason in
                        .object(Self.members(placed).merging(["reason": .string(reason)]) { first, _ in first })
                    }
                }),
        ])
    }

    private static func members(_ placed: LintReport.Placed) -> [String: JSONValue] {
        let rule = placed.finding.rule
        return [
            "rule": .string(rule.rawValue), "severity": .string(rule.severity.rawValue),
            "place": .object([
                "file": .string(placed.file), "line": .integer(placed.line), "column": .integer(placed.column),
                "quantity": placed.quantity.map { .string($0.text) } ?? .null,
            ]),
            "quantities": .array(placed.finding.quantities.map { .string($0.text) }),
            "message": .string(placed.finding.message), "why": .string(rule.why), "fix": .string(rule.fix),
        ]
    }
}
