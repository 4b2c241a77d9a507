// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A verdict")
struct VerdictTests {
    private func verdict(_ profiles: [SplitProfile], _ pairs: [ProfitPair] = []) -> Verdict {
        Verdict(profiles: profiles, pairs: pairs, currency: Currency(code: "USD"))
    }

    private func sentence(_ profiles: [SplitProfile], _ pairs: [ProfitPair] = []) -> String {
        verdict(profiles, pairs).sentence
    }

    private static let size = "costs $48,000 and brings 560 orders [60 – 4,900] (medians; 9 of 10 campaigns)"

    // MARK: - One split

    @Test("of one split that loses says what would break even, and by which rate")
    func oneLoses() {
        #expect(
            sentence([HandMade.profile("a", profit: -15_000, losses: 7_100, factor: 2.3, factorError: 0.03)])
                == "a loses money on average, and in 71 of 100 campaigns; it \(Self.size). To break even on average it would "
                + "need 2.30 times (± 0.059) the orders: orders from 5.7% of clicks instead of 2.5%.")
    }

    @Test("of one split that earns says how surely, and where a few campaigns carry the mean")
    func oneEarns() {
        #expect(
            sentence([HandMade.profile("a", profit: 12_000, losses: 1_200, factor: 0.8)])
                == "a earns $12,000 on average and loses money in 12 of 100 campaigns; it \(Self.size).")
        #expect(
            sentence([HandMade.profile("a", profit: 12_000, losses: 7_100, factor: 0.8)])
                == "a earns $12,000 on average, yet loses money in 71 of 100 campaigns: a few great ones carry the mean; it "
                + "\(Self.size).")
    }

    @Test("claims neither gain nor loss within the error of the mean", arguments: [-900.0, 0, 900])
    func oneOpen(profit: Double) {
        let text = sentence([HandMade.profile("a", profit: profit, losses: 5_500, factor: 1.01)])
        #expect(
            text.hasPrefix("a is not shown to earn or to lose money on average in these trials; it loses money in 55"))
        #expect(!text.contains("break even"))
    }

    @Test("says how often almost nothing is sold, from 5 of 100 campaigns on")
    func sellsNothing() {
        func text(_ count: Int) -> String {
            sentence([HandMade.profile("a", profit: 12_000, losses: 1_200, factor: 0.8, sellsNothing: count)])
        }
        #expect(text(500).hasSuffix("It sells almost nothing, less than a tenth of its cost, in 5 of 100 campaigns."))
        #expect(!text(499).contains("almost nothing"))
    }

    // MARK: - Breaking even

    @Test("asks of the file what it counts: clicks, leads, or neither")
    func drivers() {
        func text(_ driver: BreakEven.Driver, isCapped: Bool = false) -> String {
            sentence([
                HandMade.profile(
                    "a", profit: -15_000, losses: 7_100, factor: 2, driver: driver, isCapped: isCapped)
            ])
        }
        #expect(text(.orders).hasSuffix("it would need 2.00 times (± 0.02) the orders."))
        #expect(text(.leadsAndOrders).hasSuffix("it would need 2.00 times (± 0.02) the leads and orders."))
        #expect(text(.viewsAndOrders).hasSuffix("2.00 times (± 0.02) the views, with the orders that follow."))
        #expect(text(.ordersPerClick, isCapped: true).contains("at most 2.00 times"))
    }

    @Test("says where no rate, no number of orders, or nothing known would do")
    func hopeless() {
        func text(_ factor: Double?, error: Double = 0.01, rate: Double? = 0.025, margin: Double = 30_000) -> String {
            sentence([
                HandMade.profile(
                    "a", profit: -15_000, losses: 7_100, factor: factor, factorError: error, rate: rate, margin: margin)
            ])
        }
        #expect(
            text(80).hasSuffix(
                "the orders, which is more orders than it has clicks: no rate of orders per click would do."))
        #expect(text(40).hasSuffix("the orders: about one from every click."))
        #expect(text(-3, margin: -9_000).contains("No number of orders would break even"))
        #expect(text(500, margin: 90).contains("more orders than it has clicks"))
        #expect(text(9, error: 4).hasSuffix("How many orders would break even is not known from these trials."))
        #expect(text(nil, margin: -90).hasSuffix("How many orders would break even is not known from these trials."))
        #expect(text(nil, rate: 0, margin: 0).contains("brings nothing in any of these campaigns"))
    }

    // MARK: - Several splits

    @Test("begins with that everything loses, and names the split nearest to break-even, not the one that spends least")
    func allLose() {
        let text = sentence(
            [
                HandMade.profile("big", profit: -15_000, losses: 9_700, factor: 2.3),
                HandMade.profile("tiny", profit: -2_000, losses: 9_900, factor: 9, cost: 3_000),
            ], [HandMade.pair(0, 1, difference: -13_000, error: 100, firstBetter: 300)])
        #expect(
            text
                == "Every split loses money on average; big is nearest to break-even: it \(Self.size) and loses money in 97 of "
                + "100 campaigns. To break even on average it would need 2.30 times (± 0.02) the orders: orders from 5.7% of "
                + "clicks instead of 2.5%. tiny loses least on average and spends least: where everything loses, that is no merit."
        )
    }

    @Test("does not tell losers apart whose factors may be the same")
    func equallyFar() {
        let profiles = [
            HandMade.profile("a", profit: -15_000, losses: 9_700, factor: 2.3, factorError: 0.1),
            HandMade.profile("b", profit: -15_000, losses: 9_700, factor: 2.5, factorError: 0.1),
            HandMade.profile("c", profit: -15_000, losses: 9_700, factor: 5, factorError: 0.1),
        ]
        #expect(
            sentence(profiles).contains("a and b are nearest to break-even, and alike as far as these trials tell."))
        #expect(
            sentence(Array(profiles.prefix(2))).contains(
                "a and b are equally far from break-even as far as these trials tell."))
    }

    @Test("names the split that earns more, how surely and by how much")
    func oneWins() {
        let text = sentence(
            [
                HandMade.profile("a", profit: 5_000, losses: 3_000, factor: 0.9),
                HandMade.profile("b", profit: 17_300, losses: 2_000, factor: 0.8),
            ], [HandMade.pair(0, 1, difference: -12_300, error: 150, firstBetter: 600)])
        #expect(
            text
                == "b earns more than a in 94 of 100 campaigns, on average $12,300 more. b \(Self.size), earns $17,300 on average "
                + "and loses money in 20 of 100 campaigns.")
    }

    @Test("says what commission costs beyond the budget, and what is earned on orders that the campaign caused")
    func causedAndOverBudget() {
        var profile = HandMade.profile("a", profit: 9_000, losses: 4_000, factor: nil)
        func sentence() -> String { Verdict(profiles: [profile], pairs: [], currency: Currency(code: "USD")).sentence }
        #expect(!sentence().contains("budget") && !sentence().contains("caused"))
        profile.overBudget = HandMade.proportion(450)
        #expect(!sentence().contains("than its budget"))
        profile.overBudget = HandMade.proportion(3_500)
        #expect(
            sentence().contains(
                "It costs more than its budget in 35 of 100 campaigns, since commission is due on what is sold."))
        for (value, words) in [
            (5_000.0, "it earns $5,000 on average."), (-5_000, "it loses $5,000 on average."),
            (100, "it is not shown to earn or to lose on average."),
        ] {
            profile.caused = Estimate(value: value, standardError: 200)
            #expect(sentence().contains("Counting only orders that the campaign caused, \(words)"))
        }
    }

    @Test("names those behind the splits between which the choice is open")
    func behind() {
        let profiles = ["a", "b", "c"].map { HandMade.profile($0, profit: 9_000, losses: 4_000, factor: nil) }
        let pairs = [
            HandMade.pair(0, 1, difference: 500, error: 400, firstBetter: 5_300),
            HandMade.pair(0, 2, difference: 60_000, error: 900, firstBetter: 7_300),
            HandMade.pair(1, 2, difference: 59_500, error: 900, firstBetter: 7_200),
        ]
        let sentence = Verdict(profiles: profiles, pairs: pairs, currency: Currency(code: "USD")).sentence
        #expect(sentence.hasPrefix("The choice between a and b is open"))
        #expect(sentence.contains("c is behind: a earns more in 73 of 100 campaigns, on average $60,000 more."))
    }

    @Test("leaves the choice open where the lead or the mean is small, and says which")
    func open() {
        let profiles = [
            HandMade.profile("a", profit: 17_000, losses: 3_000, factor: 0.9),
            HandMade.profile("b", profit: 16_500, losses: 2_000, factor: 0.8),
        ]
        func text(_ difference: Double, _ error: Double, _ wins: Int) -> String {
            sentence(
                profiles, [HandMade.pair(0, 1, difference: difference, error: error, firstBetter: wins)])
        }
        #expect(
            text(500, 400, 7_000).hasPrefix(
                "The choice between a and b is open: a earns more than b in 70 of 100 campaigns, and these trials do not show "
                    + "which earns more on average. a costs"))
        #expect(
            text(500, 100, 5_500).hasPrefix(
                "The choice between a and b is open: a earns more than b in 55 of 100 campaigns; a earns $500 more on average."
            ))
        #expect(
            text(500, 100, 3_500).hasPrefix(
                "The choice between a and b is open: a earns $500 more on average, yet b earns more than a in 65 of 100 "
                    + "campaigns."))
        // What both cost and bring stands there.
        #expect(text(500, 400, 7_000).contains(" b costs $48,000"))
        #expect(text(500, 100, 6_000).hasPrefix("a earns more than b in 60 of 100 campaigns, on average $500 more."))
    }

    @Test("needs more of a lead where more splits compete for it")
    func several() {
        let profiles = (0..<4).map { HandMade.profile("s\($0)", profit: 17_000 - Double($0), losses: 100, factor: 0.9) }
        func text(_ error: Double) -> String {
            sentence(
                profiles,
                [Int](0..<4).pairs.map {
                    HandMade.pair($0.0, $0.1, difference: 1_000, error: error, firstBetter: 7_000)
                })
        }
        // One of three tests at 5 % in all asks for 2.13 errors.
        #expect(text(465).hasPrefix("s0 earns more than s1, the next best on average, in 70 of 100 campaigns"))
        #expect(text(475).hasPrefix("The choice between s0, s1, s2 and s3 is open"))
    }

    @Test("calls splits the same that are")
    func same() {
        let profiles = ["a", "b"].map { HandMade.profile($0, profit: 5_000, losses: 3_000, factor: 0.9) }
        #expect(
            sentence(profiles, [HandMade.pair(0, 1, difference: 0, error: 0, firstBetter: 0, equal: 10_000)]).hasPrefix(
                "a and b bring the same profit in every imagined campaign. a costs"))
        let losers = ["a", "b"].map { HandMade.profile($0, profit: -5_000, losses: 9_000, factor: 1.2) }
        let text = sentence(losers, [HandMade.pair(0, 1, difference: 0, error: 0, firstBetter: 0, equal: 10_000)])
        #expect(text.hasPrefix("a and b bring the same profit in every imagined campaign. a loses money on average"))
    }

    // MARK: - Money that hires nobody

    @Test("never ranks money that hires nobody, however well it does")
    func unhired() {
        let idle = HandMade.profile("idle", profit: 90_000, losses: 0, factor: 0.5, unhired: HandMade.idle)
        let other = HandMade.profile("a", profit: -15_000, losses: 9_700, factor: 2.3)
        let better = HandMade.profile("b", profit: 5_000, losses: 3_000, factor: 0.9)
        let pairs = [
            HandMade.pair(0, 1, difference: 105_000, error: 10, firstBetter: 10_000),
            HandMade.pair(0, 2, difference: 85_000, error: 10, firstBetter: 10_000),
            HandMade.pair(1, 2, difference: -20_000, error: 10, firstBetter: 100),
        ]
        let reason =
            "idle is left out of this ranking: its money hires nobody in 51 of 100 campaigns (mega, 60% of the budget)."
        let three = sentence([idle, other, better], pairs)
        #expect(three.hasPrefix("b earns more than a in 99 of 100 campaigns") && three.hasSuffix(reason))
        let two = sentence([idle, other], pairs)
        #expect(
            two.hasPrefix("a is the only split that can be ranked, and loses money on average") && two.hasSuffix(reason)
        )
        #expect(verdict([idle, other], pairs).leader == 1)
    }

    @Test("says that no split can be ranked where all money hires nobody")
    func allUnhired() {
        let whole = UnhiredMoney(lines: [], share: 1, nobodyHired: HandMade.proportion(10_000))
        let profiles = [
            HandMade.profile("a", profit: 0, losses: 0, factor: nil, unhired: HandMade.idle),
            HandMade.profile("b", profit: 0, losses: 0, factor: nil, unhired: whole),
        ]
        #expect(
            sentence(profiles)
                == "No split can be ranked by what it earns, as their money hires nobody too often: that of a hires nobody in 51 "
                + "of 100 campaigns (mega, 60% of the budget); that of b hires nobody in all 10,000 campaigns.")
        #expect(
            sentence([profiles[1]])
                == "b cannot be judged by what it earns: its money hires nobody in all 10,000 campaigns.")
        #expect(!verdict(profiles).everythingLoses)
    }

    @Test("ends with what else must be known")
    func caveats() {
        var verdict = verdict([HandMade.profile("a", profit: 12_000, losses: 1_200, factor: 0.8)])
        verdict.caveats = ["The ranking rests on defaults."]
        #expect(verdict.sentence.hasSuffix("campaigns). The ranking rests on defaults."))
    }

    @Test("says about where a share of campaigns is known to more than one of a hundred only")
    func often() {
        #expect(Verdict.often(Proportion(count: 620, trials: 1_000)) == "about 62 of 100 campaigns")
        #expect(Verdict.often(Proportion(count: 6_200, trials: 10_000)) == "62 of 100 campaigns")
        #expect(Verdict.often(Proportion(count: 0, trials: 10_000)) == "none of 10,000 campaigns")
        #expect(Verdict.often(Proportion(count: 10_000, trials: 10_000)) == "all 10,000 campaigns")
        #expect(Verdict.often(Proportion(count: 9_960, trials: 10_000)) == "more than 99 of 100 campaigns")
        #expect(Verdict.often(Proportion(count: 1, trials: 10_000)) == "fewer than 1 of 100 campaigns")
    }
}
