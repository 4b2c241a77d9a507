// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// What the linter says of one file, with the places in it, as text for a terminal.
public struct LintReport: Sendable {
    /// A finding with its place in the file.
    public struct Placed: Sendable, Equatable {
        /// The finding.
        public var finding: LintFinding
        /// The file, or the override, that it points into.
        public var file: String
        /// The line, from 1.
        public var line: Int
        /// The column, from 1.
        public var column: Int
        /// The quantity that stands there; nil where the place is no quantity.
        public var quantity: QuantityPath?
        /// Place, message, the line of the file and a caret, as compilers print them.
        public var rendered: String

        /// A finding at a place.
        public init(
            finding: LintFinding, file: String, line: Int, column: Int, quantity: QuantityPath?, rendered: String
        ) {
            self.finding = finding
            self.file = file
            self.line = line
            self.column = column
            self.quantity = quantity
            self.rendered = rendered
        }
    }

    /// The file looked at.
    public let file: String
    /// The checksum of the resolved scenario.
    public let checksum: String
    /// What is found, warnings first, each in the order of the file.
    public let findings: [Placed]
    /// What the file silences, with the reasons.
    public let silenced: [(placed: Placed, reason: String)]

    /// The report of a file.
    public init(
        file: String, checksum: String = "", findings: [Placed], silenced: [(placed: Placed, reason: String)]
    ) {
        self.file = file
        self.checksum = checksum
        self.findings = findings.sorted(by: Self.goesBefore)
        self.silenced = silenced.sorted { Self.goesBefore($0.placed, $1.placed) }
    }

    private static func goesBefore(_ left: Placed, _ right: Placed) -> Bool {
        func rank(_ placed: Placed) -> (Int, Int, Int, Int) {
            let rule = LintRule.allCases.firstIndex(of: placed.finding.rule) ?? 0
            return (placed.finding.rule.severity == .warning ? 0 : 1, placed.line, placed.column, rule)
        }
        return rank(left) < rank(right)
    }

    /// How many findings are left of a severity.
    public func count(_ severity: LintRule.Severity) -> Int { findings.count { $0.finding.rule.severity == severity } }
}

// MARK: - Text

extension LintReport {
    /// How much was found, in one sentence.
    public var sentence: String {
        let (warnings, advice) = (count(.warning), count(.advice))
        var kinds: [String] = []
        if warnings > 0 { kinds.append("\(warnings) warning\(warnings == 1 ? "" : "s")") }
        if advice > 0 { kinds.append("\(advice) \(advice == 1 ? "piece" : "pieces") of advice") }
        let count = findings.isEmpty ? "no findings" : "\(findings.count) finding\(findings.count == 1 ? "" : "s")"
        let detail = kinds.isEmpty ? "" : ": \(kinds.joined(separator: ", "))"
        let rest = silenced.isEmpty ? "" : "; \(silenced.count) silenced"
        return "\(count) in \(Displayed.clean(file))\(detail)\(rest)."
    }

    /// The sentence, then each finding with why it matters and how to mend it.
    public var page: Page {
        var page = Page()
        page.say(sentence)
        for placed in findings {
            let rule = placed.finding.rule
            page.list(placed.rendered, notes: [("why", rule.why), ("fix", rule.fix)])
        }
        return page
    }

    /// Every rule with its severity and what it finds.
    public static func rules(width: Int) -> String {
        let names = LintRule.allCases.map(\.rawValue.count).max() ?? 0
        let severities = LintRule.Severity.allCases.map(\.rawValue.count).max() ?? 0
        let indent = names + severities + 4
        let lines = LintRule.allCases.map { rule in
            let head = Displayed.left(rule.rawValue, names + 2) + Displayed.left(rule.severity.rawValue, severities + 2)
            // The text is wrapped beside the names, and below them where the terminal is narrow.
            return head
                + Displayed.wrapped(rule.title, width: Swift.max(30, width - indent), indent: 0)
                .replacing("\n", with: "\n" + String(repeating: " ", count: indent))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
