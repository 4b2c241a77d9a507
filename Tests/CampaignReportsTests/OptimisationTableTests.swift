// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("An optimisation")
struct OptimisationTableTests {
    private func text(_ optimisation: Optimisation = HandMade.optimisation, width: Int = 2_000) -> String {
        OptimisationTable(optimisation, of: HandMade.scenario).page.text(width: width, coloured: false)
    }

    @Test("begins with the split, what it gains and against what")
    func answer() {
        #expect(
            text().contains(
                "100% nano came out best of 11 splits by mean profit: on fresh draws it earns $100,000 more than celebrity, the best "
                    + "of the file's own splits, on average, and more in 94 of 100 campaigns. It costs $48,000 and brings 560 orders"
            ))
        var rare = HandMade.optimisation
        rare.profitPair.firstBetter = Proportion(count: 4_600, trials: 10_000)
        rare.problem.reference = "celebrity"
        #expect(text(rare).contains("$100,000 more than celebrity on average, yet more in only 46 of 100 campaigns."))
        #expect(
            text().contains(
                "The splits are those in steps of 5%, the best one refined to 1 %; of all 21 the others break a bound or hire nobody "
                    + "too often."))
        #expect(text().contains("Rounding to the cent put $0.01 on the largest line."))
        #expect(text().contains("In the search itself the best split scored $121,000, $1,000 more"))
    }

    @Test("says what holds it back where nothing is better, or that the curve is flat")
    func reason() {
        var same = HandMade.optimisation
        same.improvement = Estimate(value: 100, standardError: 900)
        #expect(text(same).contains("None of 11 splits is shown to be better than celebrity"))
        #expect(
            text(same).contains(
                "Of the splits in steps of 5%, 3 are not shown to be worse than the best. The split found costs"))
        same.constraintCosts[0].gain = Estimate(value: 5_000, standardError: 100)
        #expect(text(same).contains("What holds it back is that mega gets 0% to 50%."))
    }

    @Test("begins with that nothing earns where the best of a search for profit loses")
    func losing() {
        var losing = HandMade.optimisation
        let loser = HandMade.profile("", profit: -9_000, losses: 9_000, factor: 2)
        losing.best.profit = Estimate(value: -9_000, standardError: 500)
        losing.best.profile = loser
        losing.searchValue = Estimate(value: -8_900, standardError: 500)
        for split in losing.own.indices { losing.own[split].profile = loser }
        #expect(
            text(losing).contains(
                "None of 11 splits is shown to earn money on average; 100% nano came out best: it does better than celebrity in 94 of "
                    + "100 campaigns on fresh draws, on average by $100,000. It loses money on average"))
        #expect(text(losing).contains("where everything loses, to earn most is to spend least"))
    }

    @Test("ranks nothing against money that hires nobody, and says where all of it does")
    func unhired() {
        var idle = HandMade.optimisation
        idle.own[0].profile.unhired = HandMade.idle
        #expect(
            text(idle).contains(
                "100% nano came out best of 11 splits, and celebrity, the split to compare with, cannot be"))
        #expect(
            text(idle).contains(
                "celebrity is left out of the ranking: its money hires nobody in 51 of 100 campaigns (mega, 60% of the budget)."
            ))
        #expect(text(idle).contains("hires nobody  keeps all"))
        idle.hires = false
        idle.best.profile.unhired = HandMade.idle
        #expect(text(idle).contains("No split hires creators often enough to be ranked by what it earns: 100% nano"))
    }

    @Test("gives differences of percentages in percentage points")
    func points() {
        var chance = HandMade.optimisation
        chance.problem.objective = .chance
        chance.improvement = Estimate(value: 0.167, standardError: 0.002)
        #expect(
            text(chance).contains(
                "by chance to meet all goals: 16.7 pts more than celebrity on fresh draws; it earns more"))
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
