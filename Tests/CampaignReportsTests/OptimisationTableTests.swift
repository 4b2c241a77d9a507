// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("An optimisation")
struct OptimisationTableTests {
    private func text(_ optimisation: Optimisation = HandMade.optimisation, width: Int = 2_000) -> String {
        OptimisationTable(optimisation).page.text(width: width, coloured: false)
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
                "The splits are the file's own and those in steps of 5%, the best one refined to 1 %; of all 21 the others break a bound or hire nobody "
                    + "too often."))
        #expect(text().contains("Rounding to the cent put $0.01 on the largest line."))
        #expect(text().contains("In the search itself the best split scored $121,000, $1,000 more"))
    }

    @Test("says what holds it back where nothing is better, or that the curve is flat")
    func reason() {
        var same = HandMade.optimisation
        same.improvement = Estimate(value: 100, standardError: 900)
        #expect(
            text(same).contains(
                "celebrity is not shown to be beaten: 100% nano, the best of 11 splits in the search, earns more in 94 of 100 campaigns "
                    + "on fresh draws. 3 of them are not shown to be worse than the best. celebrity costs"))
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

    @Test("says that an own split stays where nothing does better, and never that it was found")
    func own() {
        var own = HandMade.optimisation
        own.best = own.own[1]
        own.reference = 1
        own.improvement = Estimate(value: 0, standardError: 0)
        #expect(
            text(own).contains(
                "small came out best of 11 splits: the search found none that does better on fresh draws, and 3 of them are not shown "
                    + "to be worse than it. It costs"))
        #expect(!text(own).contains("flattered"))
        // Held against another of them it may well be better.
        own.reference = 0
        own.improvement = Estimate(value: 100_000, standardError: 900)
        #expect(
            text(own).contains(
                "small (100% nano) came out best of 11 splits by mean profit: on fresh draws it earns $100,000"))
    }

    @Test("says which splits it looked at")
    func searched() {
        var other = HandMade.optimisation
        #expect(text().contains("A creator costs more than a step (mega $20,000)"))
        other.search = .hires
        #expect(text(other).contains("All creators of a line cost the same, so these stand for every split there is"))
        other.search = .climbed
        #expect(text(other).contains("in these steps none is more than"))
        other.finalists = 30
        #expect(text(other).contains("Lines share an audience: 30 of 21, the file's own and those that do best"))
    }

    @Test("begins with the smallest budget that meets all targets, or with the highest chance there is")
    func target() {
        var asked = HandMade.optimisation
        asked.question = HandMade.question
        let page = text(asked)
        let first =
            "$50,000 [$50,000 – $75,000] is the smallest budget tried that meets conversions ≥ 2,000 and CPA ≤ $45 together in at "
            + "least 80% of campaigns: with small (100% nano) it does in 80.2% [79.4% – 81%]."
        #expect(page.contains(first.replacing("[$50,000", with: "[$47,500")))
        #expect(
            page.firstRange(of: "$50,000")?.lowerBound ?? page.endIndex < page.firstRange(of: "came out")?.lowerBound
                ?? page.startIndex)
        #expect(page.contains("budgets lie $2,500 apart there."))
        #expect(page.contains("By itself that split meets conversions ≥ 2,000 in 81.2%, CPA ≤ $45 in 82.2%."))
        #expect(page.contains("celebrity at none, small first does at $50,000."))
        #expect(
            page.contains(
                "A bigger budget is not always better: at $500,000 the chance is 40.0%, against 85.0% at $75,000."))
        asked.question?.sure = 0.9
        #expect(
            text(asked).contains(
                "No budget tried, from $25,000 to $500,000, meets conversions ≥ 2,000 and CPA ≤ $45 together in 90% of campaigns: the "
                    + "highest chance is 85.0% [84.3% – 85.7%], at $75,000 with 100% nano."))
        asked.question?.sure = 0.3
        #expect(text(asked).contains("Already $25,000, the smallest budget tried, meets"))
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        #expect(text(width: width).split(separator: "\n").allSatisfy { $0.count <= width })
    }
}
