// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Foundation
import Testing

/// What the linter says of a scenario's text, the rules that imagine campaigns included.
private func lint(_ text: String) throws -> LintResult {
    let read = try read(text)
    let further = try DecisionLint(try PreparedCampaign(read.scenario), threads: 2)?.findings() ?? []
    return try PreparedCampaign(read.scenario).lint(unused: read.unused, further: further)
}

@Suite("The linter")
struct LintTests {
    @Test("has a case for every rule")
    func complete() { #expect(Set(lintCases.map(\.rule)) == Set(LintRule.allCases)) }

    @Test("finds what each rule is about, and only then", arguments: lintCases)
    func rule(_ rule: LintRule, _ found: String, _ notFound: String) throws {
        let findings = try lint(found).findings.filter { $0.rule == rule }
        #expect(findings.count == 1, "\(rule.rawValue) is not found")
        #expect(findings.allSatisfy { !$0.message.isEmpty && !$0.message.contains("no number") })
        let others = try lint(notFound).findings.filter { $0.rule == rule }
        #expect(others.isEmpty, "\(others.map(\.message))")
    }

    @Test("silences a rule for the whole file or for some quantities, with the reason")
    func allowed() throws {
        let whole = try lint(scenario("allow: {no-goals: \"none yet\"}"))
        #expect(!whole.findings.contains { $0.rule == .noGoals })
        #expect(whole.silenced.map(\.reason) == ["none yet"])
        let text = """
            tiers: {nano: {fee: 300, orders_per_click: 2%}, micro: {fee: 3000, orders_per_click: 2%}}
            allow: {same-fee-for-all: {at: [nano.fee], because: "one agency"}}
            """
        let some = try lint(scenario(text, splits: "{s: {nano: 50%, micro: 50%}}"))
        #expect(some.silenced.map(\.finding.quantities) == [[QuantityPath("tiers.nano.fee")]])
        let left = try #require(some.findings.first { $0.rule == .sameFeeForAll })
        #expect(left.quantities == [QuantityPath("tiers.micro.fee")])
    }

    @Test(
        "hears no allowance that names no rule, no reason or no quantity",
        arguments: [
            ("no-goal: x", "did you mean 'no-goals'?"), ("no-goals:", "gives no reason"),
            ("no-goals: \"\"", "gives no reason"),
            ("same-fee-for-all: {because: x}", "names no quantities"),
            ("same-fee-for-all: {at: [nano.fea], because: x}", "nano.fea"),
            ("same-fee-for-all: {at: nano.fee, because: x}", "names no quantities"),
            ("same-fee-for-all: {at: [nano.fee], becaus: x}", "did you mean 'because'?"),
        ])
    func refused(_ allowance: String, _ reason: String) {
        let found = problems(scenario("allow:\n  \(allowance)"))
        #expect(found.contains { $0.contains(reason) && $0.hasPrefix("test.yaml:9:") }, "\(found)")
    }

    @Test("keeps allowances in the resolved text")
    func resolved() throws {
        let text = scenario(
            "tiers: {nano: {fee: 300}}\nallow: {no-goals: \"none: yet\", same-fee-for-all: {at: [nano.fee], because: x}}"
        )
        let first = try read(text)
        let again = try read(first.resolvedText)
        #expect(again.scenario.allowances == first.scenario.allowances)
        #expect(again.checksum == first.checksum)
    }

    @Test("says of every rule what it finds, why it matters and how to mend it, each in a sentence")
    func words() {
        for rule in LintRule.allCases {
            #expect(!rule.title.isEmpty && rule.title.first?.isLowercase == true)
            #expect(rule.why.hasSuffix(".") && rule.fix.hasSuffix("."))
        }
        #expect(Set(LintRule.allCases.map(\.why)).count == LintRule.allCases.count)
    }

    @Test("is documented rule by rule")
    func documented() throws {
        let text = try String(contentsOf: repository.appending(path: "docs/lint.md"), encoding: .utf8)
        for rule in LintRule.allCases {
            #expect(text.contains("| `\(rule.rawValue)` | \(rule.severity.rawValue) |"), "\(rule.rawValue)")
        }
    }

    @Test("gives each shipped scenario no more findings than can be read")
    func shipped() throws {
        for file in try shippedScenarios() {
            let text = try String(contentsOf: file, encoding: .utf8)
            let read = try ScenarioReader { _ in throw NoSuchFile() }.read(bytes: Array(text.utf8), file: "s.yaml")
            let found = try PreparedCampaign(read.scenario).lint(unused: read.unused).findings
            #expect(found.count <= 12 && !found.contains { $0.rule == .unusedQuantity }, "\(file.lastPathComponent)")
        }
    }
}
