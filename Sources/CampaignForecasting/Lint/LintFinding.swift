// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Something that makes a scenario's answer untrustworthy.
public struct LintFinding: Sendable, Equatable {
    /// The rule that found it.
    public var rule: LintRule
    /// What it is about.
    public var place: LintPlace
    /// The quantities that it speaks of; an allowance for one of them silences it.
    public var quantities: [QuantityPath]
    /// What was found, with the values.
    public var message: String

    /// A finding.
    public init(rule: LintRule, place: LintPlace, quantities: [QuantityPath] = [], message: String) {
        self.rule = rule
        self.place = place
        self.quantities = quantities
        self.message = message
    }
}

/// What a finding is about; the reader of the file knows where it stands.
public enum LintPlace: Sendable, Equatable {
    /// One quantity, or several of which the first in the file is shown.
    case quantity(QuantityPath)
    case split(String)
    case line(String)
    case allowance(LintRule)
    case scenario
}

/// What the linter says of a scenario.
public struct LintResult: Sendable, Equatable {
    /// What is found and not silenced.
    public var findings: [LintFinding]
    /// What an allowance of the file silences.
    public var silenced: [Silenced]

    /// A finding that the file accepts.
    public struct Silenced: Sendable, Equatable {
        /// The finding.
        public var finding: LintFinding
        /// Why it is accepted.
        public var reason: String

        /// A silenced finding.
        public init(finding: LintFinding, reason: String) {
            self.finding = finding
            self.reason = reason
        }
    }

    /// A result made by hand.
    public init(findings: [LintFinding], silenced: [Silenced]) {
        self.findings = findings
        self.silenced = silenced
    }

    /// What is left of `found` once the allowances are heard; one that silences nothing is a finding itself.
    public init(_ found: [LintFinding], allowances: [LintAllowance]) {
        self.init(findings: [], silenced: [])
        apply(allowances.filter { $0.rule != .unusedAllowance }, to: found)
        // Only now is it known which allowances are idle, and those may be allowed in turn.
        let idle = Self.idle(allowances.filter { $0.rule != .unusedAllowance }, silenced)
        let meta = allowances.filter { $0.rule == .unusedAllowance }
        apply(meta, to: idle)
        findings += Self.idle(meta, silenced)
    }

    private mutating func apply(_ allowances: [LintAllowance], to found: [LintFinding]) {
        for finding in found {
            if let allowance = allowances.first(where: { $0.rule == finding.rule && $0.covers(finding.quantities) }) {
                silenced.append(Silenced(finding: finding, reason: allowance.reason))
            } else {
                findings.append(finding)
            }
        }
    }

    private static func idle(_ allowances: [LintAllowance], _ silenced: [Silenced]) -> [LintFinding] {
        allowances.filter { allowance in
            !silenced.contains { $0.finding.rule == allowance.rule && allowance.covers($0.finding.quantities) }
        }.map { allowance in
            let places = allowance.quantities.map { " at " + LintWords.list($0.map(LintWords.name)) } ?? ""
            return LintFinding(
                rule: .unusedAllowance, place: .allowance(allowance.rule),
                message: "\(allowance.rule.rawValue)\(places) is allowed, and is not found")
        }
    }
}

extension PreparedCampaign {
    /// What a look at the scenario finds, without imagining any campaign.
    ///
    /// - Parameters:
    ///   - unused: the quantities that the file states and nothing uses, which the scenario does not hold.
    ///   - further: findings of rules that need more than a look; the allowances hold for them too.
    public func lint(unused: [QuantityPath] = [], further: [LintFinding] = []) -> LintResult {
        let context = LintContext(self, unused: unused)
        // What is known of a finding's effect stands in for the finding without it.
        let own = LintRules.all.flatMap { $0(context) }.filter { finding in
            !further.contains { $0.rule == finding.rule && $0.place == finding.place }
        }
        return LintResult(own + further, allowances: scenario.allowances)
    }
}

/// The rules, in the order in which they look.
enum LintRules {
    typealias Rule = @Sendable (LintContext) -> [LintFinding]

    static let all: [Rule] =
        denominators + intervals + funnel + money + variability + uncertainty + provenance + splits + parts
}
