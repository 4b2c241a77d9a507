// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignText
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A sensitivity study")
struct SensitivityTableTests {
    @Test("begins with what decides, and how much is chance")
    func sentence() {
        #expect(
            SensitivityVerdict(sensitivity: HandMade.sensitivity(.bins)).sentence
                == "Which split brings the best profit depends most on nano.orders_per_click (38% of its variance), then on "
                + "mega.orders_per_click (3%). 56% is chance in creators, posts and orders.")
        #expect(
            SensitivityVerdict(sensitivity: HandMade.sensitivity(.morris)).sentence
                == "The difference in profit between small and celebrity is moved most by nano.orders_per_click, then by "
                + "mega.orders_per_click.")
    }

    @Test("names no assumption first that the trials do not tell from the next one")
    func alike() {
        var study = HandMade.sensitivity(.sobol)
        for output in study.outputs.indices {
            study.outputs[output].effects[1] = .sobol(
                SobolIndex(
                    first: VarianceShare(value: 0.4, standardError: 0.05),
                    total: VarianceShare(value: 0.41, standardError: 0.05)))
        }
        let sentence = SensitivityVerdict(sensitivity: study).sentence
        #expect(
            sentence.hasPrefix(
                "Which split brings the best profit depends most on nano.orders_per_click (43%) and mega.orders_per_click (41%), "
                    + "in shares of its variance; these trials do not tell which of them matters most."))
    }

    @Test("is never wider than asked", arguments: Sensitivity.Method.allCases)
    func fits(method: Sensitivity.Method) {
        for width in [60, 80, 120] {
            let table = SensitivityTable(HandMade.sensitivity(method))
            let text = table.page.text(width: width, coloured: false)
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
            #expect(!text.contains("nan "))
        }
    }

    @Test("shows how outputs move from the lowest to the highest values, and hides chances that nothing moves")
    func tornado() {
        let text = SensitivityTable(HandMade.sensitivity(.bins)).page.text(
            width: 200, coloured: false)
        #expect(text.contains("−$4,100") && text.contains("$38,000"))
        #expect(text.contains("4.0% … 70%") && text.contains("ROI ≥ 0%"))
        #expect(text.contains("all of them together"))
        #expect(!text.contains("−0") && !text.contains("below 0"))
        #expect(text.contains("--method shapley divides it"))
        #expect(text.contains("2 rows without a value"))
    }
}

@Suite("A stress test")
struct StressTableTests {
    private let table = StressTable(HandMade.stress)

    @Test("begins with where the best split stays best, and what is nearest to changing that")
    func sentence() {
        #expect(
            StressWords(stress: HandMade.stress, currency: Currency(code: "USD")).sentence
                == "small has the best mean profit as planned; another split is best under fees_up (celebrity). By itself "
                + "nano.orders_per_click changes the best split below 2.31% [2.19% – 2.43%] (−0.67 sd). The smallest joint shift "
                + "found that changes which split is best is 1.2 [1.1 – 1.3] standard deviations long; a move at least so far "
                + "that way has a probability of about 11%."
        )
    }

    @Test("shows worlds against splits, in brackets what is not shown, switching values and ranges without one")
    func tables() {
        let text = table.page.text(width: 120, coloured: false)
        #expect(text.contains("(small)") && text.contains("$5,000"))
        #expect(text.contains("below 2.31% [2.19% – 2.43%]") && text.contains("celebrity is best"))
        #expect(text.contains("10,000 trials of each world") && text.contains("625 to 2,500 where assumptions move"))
        #expect(text.contains("product.order_value ($8 to $800)"))
        #expect(text.contains("already.") && text.contains("No joint shift of up to 4 standard deviations"))
    }

    @Test("names apart what the trials do not tell from now, and shocks that change nothing")
    func untold() {
        let text = table.page.text(width: 4_000, coloured: false)
        #expect(text.contains("Too near to where they stand now for these trials to tell: "))
        #expect(!text.contains("below 3.01%"))
        #expect(
            text.contains("Without effect here, and not counted: engagement_down (it changes engagements, not profit).")
        )
        #expect(text.contains("so no joint shift is named"))
        // One world as planned and two that count, in each table.
        #expect(!text.contains("\nengagement_down "))
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        let text = table.page.text(width: width, coloured: false)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }
}

@Suite("A check of claims")
struct ClaimTableTests {
    private let table = ClaimTable(HandMade.claims)

    @Test("begins with which claims hold and which cannot hold together")
    func sentence() {
        #expect(
            ClaimVerdict(check: HandMade.claims).sentence
                == "1 of 2 claims holds at the median: roi5_78. cpa40 and roi5_78 can hold each, but not together within what "
                + "is assumed.")
    }

    @Test("shows what would have to be true, in brackets what lies outside the range")
    func remedies() {
        let text = table.page.text(width: 120, coloured: false)
        #expect(text.contains("for cpa40") && !text.contains("for roi5_78"))
        #expect(text.contains("0.91") && text.contains("known") && text.contains("(−5.1 sd)"))
        #expect(text.contains("0.082") && text.contains("0.0115 to 0.54"))
        #expect(text.contains("cpa.nano / cpa.mega = 0.60 ± 10%"))
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        let text = table.page.text(width: width, coloured: false)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }
}

@Suite("The documentation of the studies")
struct StudyDocumentationTests {
    private func words(_ document: JSONValue) -> Set<String> {
        switch document {
        case .object(let members):
            members.reduce(into: Set<String>()) { $0.formUnion(words($1.value).union([$1.key])) }
        case .array(let values): values.reduce(into: Set<String>()) { $0.formUnion(words($1)) }
        default: []
        }
    }

    private func expect(_ words: Set<String>, in name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/\(name)")
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in words.sorted() { #expect(text.contains("`\(word)`"), "\(word) is not in \(name)") }
    }

    @Test("explains every key of a sensitivity study", arguments: Sensitivity.Method.allCases)
    func sensitivity(_ method: Sensitivity.Method) throws {
        let document = SensitivityJSON(HandMade.sensitivity(method)).document
        try expect(words(document), in: "sensitivity.md")
    }

    @Test("explains every key of a stress test")
    func stress() throws {
        let document = StressJSON(HandMade.stress).document
        let common: Set = ["count", "high", "low", "trials", "celebrity", "small"]
        try expect(words(document).subtracting(common), in: "stress.md")
    }

    @Test("explains every key of a check of claims")
    func claims() throws {
        let document = ClaimJSON(HandMade.claims).document
        let common: Set = ["count", "high", "low", "trials", "p5", "p50", "p95"]
        try expect(words(document).subtracting(common), in: "claims.md")
    }

    @Test("explains every column of the ledger")
    func ledger() throws { try expect(Set(LedgerTable.columns), in: "results.md") }

    @Test("explains every key of the linter's findings")
    func lint() throws {
        let placed = LintReport.Placed(
            finding: HandMade.lint, file: "a.yaml", line: 1, column: 1, quantity: nil, rendered: "")
        let report = LintReport(file: "a.yaml", findings: [placed], silenced: [(placed, "why not")])
        try expect(words(LintJSON([report]).document), in: "lint.md")
    }
}

@Suite("The linter's report")
struct LintReportTests {
    private func placed(_ rule: LintRule, line: Int) -> LintReport.Placed {
        LintReport.Placed(
            finding: LintFinding(rule: rule, place: .scenario, message: "x"), file: "a.yaml", line: line, column: 3,
            quantity: nil, rendered: "a.yaml:\(line):3: x [\(rule.rawValue)]")
    }

    @Test("counts what it found, and shows warnings first, each in the order of the file")
    func order() {
        let report = LintReport(
            file: "a.yaml",
            findings: [placed(.noGoals, line: 1), placed(.noRefunds, line: 9), placed(.certainRisk, line: 2)],
            silenced: [(placed(.knownRate, line: 4), "measured")])
        #expect(report.sentence == "3 findings in a.yaml: 2 warnings, 1 piece of advice; 1 silenced.")
        let text = report.page.text(width: 80, coloured: false)
        #expect(report.findings.map(\.line) == [2, 9, 1])
        #expect(text.contains("why: ") && text.contains("fix: ") && !text.contains("[known-rate]"))
        #expect(LintReport(file: "a.yaml", findings: [], silenced: []).sentence == "no findings in a.yaml.")
    }

    @Test("lists every rule")
    func rules() {
        let text = LintReport.rules(width: 100)
        #expect(LintRule.allCases.allSatisfy { text.contains($0.rawValue) })
    }
}
