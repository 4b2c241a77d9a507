// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// What the linter knows of a file in one line, for those who look at its answer only.
public struct LintLine: Sendable {
    private let findings: [LintFinding]
    private let file: String

    /// The line on what was found in a file.
    public init(_ result: LintResult, file: String) {
        findings = result.findings
        self.file = file
    }

    /// How much was found, and the gravest of it; nil where nothing was.
    public var sentence: String? {
        guard let gravest = findings.min(by: { Self.rank($0) < Self.rank($1) }) else { return nil }
        func count(_ severity: LintRule.Severity, _ one: String, _ more: String) -> String? {
            let number = findings.count { $0.rule.severity == severity }
            return number == 0 ? nil : "\(number) \(number == 1 ? one : more)"
        }
        let counts = [count(.warning, "warning", "warnings"), count(.advice, "piece of advice", "pieces of advice")]
            .compactMap { $0 }
        let what = findings.count == 1 ? "" : "the gravest: "
        return
            "lint: \(counts.joined(separator: " and ")) at a glance; \(what)\(Displayed.clean(gravest.message)). tiercast lint "
            + "\(Displayed.clean(file)) also tries other values of the assumptions, and may find more."
    }

    /// Warnings before advice; of warnings those on which the whole answer rests first, then in the order of the rules.
    private static func rank(_ finding: LintFinding) -> (Int, Int, Int) {
        (
            finding.rule.severity == .warning ? 0 : 1, finding.rule.gravity ?? .max,
            LintRule.allCases.firstIndex(of: finding.rule) ?? 0
        )
    }
}
