// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("The ledger")
struct LedgerTableTests {
    private static var subject: Subject {
        var subject = HandMade.subject
        subject.scenario.currency = "EUR"
        return subject
    }

    private let ledger = AssumptionLedger(
        subject: Self.subject,
        entries: [
            AssumptionLedger.Entry(
                path: QuantityPath("product.refund_rate"),
                quantity: Quantity(
                    law: .shared(.constant(0.1)),
                    provenance: Provenance(source: "=HYPERLINK(\"x\")", year: 2025, trust: .b, note: "a|b *c*")),
                isShare: true, median: 0.1, uncertainty: 0.0612...0.1234, variability: nil,
                decisionShare: VarianceShare(value: 0.3127, standardError: 0.012)),
            AssumptionLedger.Entry(
                path: QuantityPath("tiers.nano.fee"),
                quantity: Quantity(law: .shared(.constant(1)), provenance: Provenance(library: "evidence")), key: .fee,
                isShare: false, median: 447.2136, uncertainty: nil, variability: 200...1_000),
            AssumptionLedger.Entry(
                path: QuantityPath("time.fee_terms"),
                quantity: Quantity(law: .shared(.reference(QuantityPath("assumptions.a")))), key: .feeTerms,
                isShare: false,
                median: 30.4321, uncertainty: 12.3456...71.2345, variability: nil,
                counted: [
                    QuantileEstimate(probability: 0.05, value: 12.3456, low: 12.1, high: 12.5),
                    QuantileEstimate(probability: 0.5, value: 30.4321, low: 28, high: 32),
                    QuantileEstimate(probability: 0.95, value: 71.2345, low: 60, high: 90),
                ]),
            AssumptionLedger.Entry(
                path: QuantityPath("lines.a.months"), quantity: Quantity(law: .shared(.constant(1))), key: .months,
                isShare: false, median: 1),
        ])

    @Test("shows shares as percentages, the file's own assumptions first")
    func text() {
        let text = LedgerTable(ledger).page.text(
            width: 120, coloured: false)
        #expect(text.contains("10%") && text.contains("6.12% – 12.3%"))
        #expect(text.contains("31%"))
        #expect(text.contains("€447.21") && text.contains("€200 – €1,000"))
        #expect(text.contains("1 month "))
        #expect(text.contains("4 quantities, 2 of them uncertain; 1 of these say neither"))
        let parts = text.split(separator: "from evidence", maxSplits: 1)
        #expect(parts.count == 2 && parts[0].contains("product.refund_rate") && parts[1].contains("nano.fee"))
    }

    @Test("prints no digit that draws do not support, with the unit")
    func counted() {
        let table = LedgerTable(ledger)
        let text = table.page.text(width: 120, coloured: false)
        #expect(text.contains("30 days") && text.contains("12.3 – 71"))
        #expect(table.csv().contains("time.fee_terms,30.4,12.35,71.2,"))
        #expect(table.csv().contains(",days\n") && table.csv().contains(",share\n"))
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        let text = LedgerTable(ledger).page.text(
            width: width, coloured: false)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }

    @Test("disarms what a spreadsheet or Markdown would read")
    func escaped() {
        let table = LedgerTable(ledger)
        #expect(table.csv().contains("\"'=HYPERLINK(\"\"x\"\")\""))
        #expect(table.markdown().contains("a\\|b \\*c\\*"))
        let rows = table.markdown().split(separator: "\n")
        #expect(rows.count == 6)
        #expect(
            table.csv().split(separator: "\n")[1].hasPrefix(
                "product.refund_rate,0.1,0.0612,0.1234,,,0.313,0.012,B,2025,"))
    }
}
