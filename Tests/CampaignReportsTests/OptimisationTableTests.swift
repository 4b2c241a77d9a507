// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("An optimisation")
struct OptimisationTableTests {
    private func text(_ optimisation: Optimisation = HandMade.optimisation, width: Int = 200) -> String {
        OptimisationTable(optimisation, of: HandMade.scenario).page.text(width: width, coloured: false)
    }

    @Test("begins with the split, what it gains and against what")
    func answer() {
        #expect(
            text().contains(
                "Of 21 splits in steps of 5%, refined to 1 %, the best is 100% nano: $100,000 more than celebrity on fresh"
            ))
        #expect(text().contains("Rounding to the cent put $0.01 on the largest line."))
        #expect(text().contains("In the search itself the best split scored $121,000, $1,000 more"))
    }

    @Test("says what holds it back where nothing is better, or that the curve is flat")
    func reason() {
        var same = HandMade.optimisation
        same.improvement = Estimate(value: 100, standardError: 900)
        #expect(text(same).contains("none is shown to be better than celebrity"))
        #expect(text(same).contains("The curve is flat there"))
        same.constraintCosts[0].gain = Estimate(value: 5_000, standardError: 100)
        #expect(text(same).contains("What holds it back is that mega gets 0% to 50%."))
    }

    @Test("names the smallest budget that meets the target")
    func target() {
        #expect(text().contains("meets the target in half of the campaigns or more is $25,000 (60%)"))
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        #expect(text(width: width).split(separator: "\n").allSatisfy { $0.count <= width })
    }
}
