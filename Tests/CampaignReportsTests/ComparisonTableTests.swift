// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignReports

@Suite("A comparison")
struct ComparisonTableTests {
    @Test("begins with a sentence that can be pasted into a slide")
    func sentence() {
        let verdict = ComparisonVerdict(comparison: HandMade.comparison, currency: Currency(code: "USD"))
        #expect(
            verdict.sentence
                == "small earns more than celebrity in 94 of 100 campaigns, on average $12,300 more, in 90 of 100 between −$400 "
                + "and $30,000. small costs $48,000 and brings 560 orders [60 – 4,900] (medians; 9 of 10 campaigns), earns $10,300 on "
                + "average and loses money in 23 of 100 campaigns. small is likelier to exceed every level of profit, the outermost "
                + "2.5 % aside.")
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        let text = ComparisonTable(HandMade.comparison).page.text(
            width: width, coloured: false)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
        #expect(text.contains("celebrity less small"))
    }
}
