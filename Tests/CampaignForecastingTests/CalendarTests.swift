// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite struct CalendarTests {
    @Test func halfOfTheClicksAreMadeInTheHalfLife() {
        #expect(abs(DelayLaw(halfLife: 19.0 / 24, tail: 0, tailHalfLife: 1).probability(upTo: 19.0 / 24) - 0.5) < 1e-12)
        let two = DelayLaw(halfLife: 1, tail: 0.25, tailHalfLife: 30)
        #expect(abs(two.probability(upTo: 30) - (0.75 * (1 - Double.exp2(-30)) + 0.25 * 0.5)) < 1e-12)
    }

    @Test func aDelayAfterADelayIsTheirConvolution() {
        let clicks = DelayLaw(halfLife: 2, tail: 0.3, tailHalfLife: 20)
        let both = clicks.followed(byMean: 3)
        for days in [0.5, 3, 10, 60] {
            // ∫ F(x − y) e^(−y/3)/3 dy by the midpoint rule.
            let parts = 20_000
            let expected = (0..<parts).reduce(0.0) { sum, part in
                let delay = days * (Double(part) + 0.5) / Double(parts)
                return sum + clicks.probability(upTo: days - delay) * Double.exp(-delay / 3) / 3 * days / Double(parts)
            }
            #expect(abs(both.probability(upTo: days) - expected) < 1e-6)
        }
        // Equal rates have a form of their own, which the law must come close to.
        let equal = DelayLaw(mean: 3).followed(byMean: 3)
        #expect(abs(equal.probability(upTo: 6) - (1 - 3 * Double.exp(-2))) < 1e-5)
    }

    @Test func weeksAreAveragesOverTheMomentOfTheWeek() {
        for law in [
            DelayLaw(halfLife: 0.8, tail: 0.1, tailHalfLife: 40), DelayLaw(mean: 12, end: 30),
            DelayLaw(halfLife: 5, tail: 0.5, tailHalfLife: 90).followed(byMean: 2),
        ] {
            let weeks = law.weekly(400)
            #expect(abs(weeks.reduce(0, +) - 1) < 1e-6)
            for lag in [0, 1, 4] {
                let parts = 20_000
                let expected =
                    (0..<parts).reduce(0.0) { sum, part in
                        let moment = 7 * (Double(part) + 0.5) / Double(parts)
                        let (from, to) = (7 * Double(lag) - moment, 7 * Double(lag + 1) - moment)
                        return sum + law.probability(upTo: to) - law.probability(upTo: from)
                    } / Double(parts)
                #expect(abs(weeks[lag] - expected) < 1e-5)
            }
        }
    }

    @Test func nothingIsRefundedAfterTheWindow() {
        let law = DelayLaw(mean: 100, end: 14)
        #expect(law.probability(upTo: 14) == 1)
        #expect(law.weekly(10).dropFirst(4).allSatisfy { $0 < 1e-12 })
    }

    private var everything: CampaignFixture {
        var fixture = CampaignFixture()
        fixture.budget = 6_000
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 10_000))
        fixture[.clicksPerView] = .shared(.constant(0.1))
        fixture[.ordersPerClick] = .shared(.constant(0.2))
        fixture[.leadsPerClick] = .shared(.constant(0.5))
        fixture[.orderValue] = .scattered(typical: .constant(80), factor: 1.8)
        fixture[.refundRate] = .shared(.constant(0.2))
        fixture[.noShow] = .shared(.constant(0.2))
        fixture[.noShowPay] = .shared(.constant(0.3))
        fixture[.posts] = .shared(.constant(2))
        fixture.set([
            .codeDiscount: 0.1, .agencyShare: 0.1, .networkFee: 0.2, .hourlyWage: 30, .managementHours: 2,
            .giftCost: 15,
        ])
        fixture.gift = true
        fixture.terms = [.feeShare: 0.4, .perAcquisition: 1, .perLead: 0.1, .revenueShare: 0.05, .commissionCap: 400]
        fixture.addPartnership([.months: 3, .dropout: 0.1])
        fixture.set([.untrackedOrders: 0.4])
        fixture.addAttribution([.codeLeakage: 0.2, .incrementalShare: 0.8, .newCustomerShare: 0.5])
        fixture[.repeatOrders] = .shared(.constant(0.5))
        fixture.addTime(
            weeks: 12,
            [
                .clickHalfLife: 3, .tailShare: 0.3, .tailHalfLife: 40, .orderLag: 4, .refundLag: 10, .refundWindow: 30,
                .repeatLag: 30, .feeTerms: 30, .commissionTerms: 45,
            ])
        fixture[.startWeek] = .varying(.uniform(min: 1, max: 6))
        fixture.lines = ["nano", "more"]
        fixture.splits = [
            Split(name: "small", shares: ["nano": 0.4]), Split(name: "large", shares: ["nano": 0.7, "more": 0.3]),
        ]
        return fixture
    }

    @Test func theWeeksAddUpToTheTotalsOfEachTrial() throws {
        for block in try everything.blocks(trials: 100) {
            for (split, lines) in [(0, [0]), (1, [0, 1])] {
                for line in lines {
                    for trial in 0..<block.count {
                        let outcomes = block.outcomes(split: split, line: line, trial: trial)
                        func sum(_ series: WeeklySeries) throws -> Double {
                            try (0...12).reduce(0.0) { sum, week in
                                let column = try #require(
                                    block.column(split: split, line: line, series: series, week: week))
                                return sum + column[column.startIndex + trial]
                            }
                        }
                        #expect(try sum(.orders) == outcomes[.orders])
                        #expect(abs(try sum(.revenue) - outcomes[.revenue]) < 0.005)
                        #expect(abs(try sum(.grossProfit) - outcomes[.grossProfit]) < 0.005)
                        #expect(abs(try sum(.spend) - Metric.cost.value(of: outcomes)) < 0.005)
                        let parts = Metric.costOutcomes.reduce(0) { $0 + outcomes[$1] }
                        #expect(abs(Metric.cost.value(of: outcomes) - parts) < 0.005)
                    }
                }
            }
        }
    }

    @Test func aSplitsWeeksAreThoseOfItsOwnBudget() throws {
        var alone = everything
        alone.lines = ["nano"]
        alone.splits = [Split(name: "small", shares: ["nano": 0.4])]
        let (both, one) = (try everything.blocks(trials: 30), try alone.blocks(trials: 30))
        for week in 0...12 {
            // Weeks are drawn by level, and the lowest level comes first.
            #expect(
                both[0].column(split: 0, line: 0, series: .orders, week: week)
                    .map(Array.init) == one[0].column(split: 0, line: 0, series: .orders, week: week).map(Array.init))
        }
    }

    @Test func whatIsPaidAndSoldAtOnceFallsOnItsWeeks() throws {
        var fixture = CampaignFixture()
        fixture.budget = 1_000
        fixture[.posts] = .shared(.constant(1))
        fixture.addPartnership([.months: 2])
        fixture.addTime(weeks: 8, [.feeTerms: 14])
        let block = try #require(try fixture.blocks(trials: 1).first)
        func weeks(_ series: WeeklySeries) -> [Double] {
            (0...8).map { block.column(split: 0, line: 0, series: series, week: $0)?.first ?? .nan }
        }
        // One creator: a post in week 1 and one a month later, give or take half a month; each fee of 500 two weeks after.
        let spend = weeks(.spend)
        #expect(spend[2] == 500)
        #expect(spend[4...].reduce(0, +) == 500)
        let orders = weeks(.orders)
        #expect(orders[0] + orders[1] == 1_000)
        #expect(orders[2...].reduce(0, +) == 1_000)
        #expect(orders[0] > 500)
    }

    @Test func whatIsOwedIsPaidSoManyWeeksLater() throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture.terms = [.feeShare: 1, .perAcquisition: 1]
        // Six weeks from the post to its fee, two from an order to its commission.
        fixture.addTime(weeks: 8, [.feeTerms: 42, .commissionTerms: 14])
        let block = try #require(try fixture.blocks(trials: 1).first)
        let spend = (0...8).map { block.column(split: 0, line: 0, series: .spend, week: $0)?.first ?? .nan }
        #expect(spend[6] == 500)
        // Orders of the last hours of week 1 fall into week 2.
        #expect(spend[2] + spend[3] == 1_000 && spend[2] > 500)
    }

    @Test func ordersAndRefundsFallOnTheWeeksOfTheirLaws() throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture.set([.refundRate: 0.5, .clicksPerView: 0.1])
        fixture.addTime(
            weeks: 6,
            [.clickHalfLife: 10, .tailShare: 0.2, .tailHalfLife: 60, .orderLag: 3, .refundLag: 9, .refundWindow: 40])
        let weekly = try #require(try fixture.forecast(trials: 4_000).splits[0].weekly)
        let sold = DelayLaw(halfLife: 10, tail: 0.2, tailHalfLife: 60).followed(byMean: 3).weekly(6)
        let back = DelayLaw(mean: 9, end: 40).weekly(6)
        for week in 0..<6 {
            // 100 orders of 80, half of which are taken back later.
            let refunded = (0...week).reduce(0) { $0 + sold[$1] * back[week - $1] }
            for (flow, expected) in [
                (WeeklyForecast.Flow.orders, 100 * sold[week]), (.revenue, 8_000 * (sold[week] - 0.5 * refunded)),
            ] {
                let mean = try #require(weekly.tracks[.init(flow, isCumulative: false)])[week].mean
                // 5 standard errors (failure rate 6 · 10⁻⁷).
                #expect(abs(mean.value - expected) < 5 * mean.standardError)
                if week < 3 { #expect(abs(mean.value - 1.15 * expected) > 5 * mean.standardError) }
            }
        }
    }

    @Test func moneyThatComesOrGoesAfterTheLastWeekCountsForBreakEven() throws {
        var fixture = CampaignFixture()
        fixture.set([.clicksPerView: 0.001])
        // Paid in week 7, so that six weeks show no cost, and three show nothing at all.
        fixture.addTime(weeks: 3, [.startWeek: 2, .feeTerms: 42])
        var weekly = try #require(try fixture.forecast(trials: 10).splits[0].weekly)
        #expect(weekly.neverBreaksEven.count == 10)
        fixture.set([.startWeek: 5])
        weekly = try #require(try fixture.forecast(trials: 10).splits[0].weekly)
        #expect(weekly.neverBreaksEven.count == 10)
        fixture.set([.startWeek: 2, .clicksPerView: 1])
        weekly = try #require(try fixture.forecast(trials: 10).splits[0].weekly)
        #expect(weekly.neverBreaksEven.count == 0)
        #expect(weekly.breakEven.map(\.value) == Array(repeating: 1, count: 7))
    }

    /// The largest and the smallest mean of the orders of weeks 5 to 20 of a steady partnership.
    private func steadyWeeks(posts: Double) throws -> (least: Double, most: Double) {
        var fixture = CampaignFixture()
        fixture.budget = 500_000
        fixture.set([.posts: posts, .clicksPerView: 0.05])
        fixture.addPartnership([.months: 6])
        fixture.addTime(weeks: 26)
        let weekly = try #require(try fixture.forecast(trials: 20).splits[0].weekly)
        let track = try #require(weekly.tracks[.init(.orders, isCumulative: false)])
        let means = track[4..<20].map(\.mean.value)
        return (means.min() ?? 0, means.max() ?? 0)
    }

    @Test(arguments: [1.0, 2, 3]) func ordersOfASteadyPartnershipAreSteady(posts: Double) throws {
        let (least, most) = try steadyWeeks(posts: posts)
        #expect(least > 0)
        #expect(most < 1.5 * least)
    }

    @Test func delaysWalkedThroughAreThoseOfTheLaw() {
        for law in [
            DelayLaw(halfLife: 0.8, tail: 0.1, tailHalfLife: 40), DelayLaw(mean: 12, end: 30),
            DelayLaw(halfLife: 5, tail: 0.5, tailHalfLife: 90).followed(byMean: 2),
        ] {
            for start in [0, 0.3, 6.9] {
                var walk = law.walk(from: start)
                for week in 0..<20 {
                    #expect(abs(walk.next() - law.probability(upTo: start + 7 * Double(week))) < 1e-12)
                }
            }
        }
    }

    @Test func breakEvenIsTheWeekFromWhichOnCashStaysAboveNothing() throws {
        var fixture = CampaignFixture()
        fixture.addPartnership([.months: 2])
        fixture.addTime(weeks: 8)
        // 10 creators cost 1,000 each and sell 1,000 orders at 40 margin in each of two weeks: at once.
        var weekly = try #require(try fixture.forecast(trials: 10).splits[0].weekly)
        #expect(weekly.breakEven.map(\.value) == Array(repeating: 1, count: 7))
        #expect(weekly.neverBreaksEven.count == 0)
        // With next to no margin never.
        fixture[.grossMargin] = .shared(.constant(0.001))
        weekly = try #require(try fixture.forecast(trials: 10).splits[0].weekly)
        #expect(weekly.breakEven.map(\.value) == Array(repeating: .infinity, count: 7))
        #expect(weekly.neverBreaksEven.count == 10)
        #expect(weekly.neverBreaksEven.trials == 10)
        // Nor does a campaign that hires nobody: it has nothing to break even on.
        fixture[.acceptance] = .shared(.constant(0))
        weekly = try #require(try fixture.forecast(trials: 10).splits[0].weekly)
        #expect(weekly.breakEven.isEmpty && weekly.lowestCash.isEmpty && weekly.lowestCashWeek.isEmpty)
        #expect(weekly.neverBreaksEven.trials == 0)
    }

    @Test func theLowestCashIsTheLeastOfTheWeeks() throws {
        var fixture = CampaignFixture()
        fixture.budget = 3_000
        fixture[.acceptance] = .shared(.constant(0.3))
        fixture[.pool] = .shared(.constant(6))
        fixture[.ordersPerClick] = .scattered(typical: .uncertain(.uniform(min: 0, max: 0.03)), factor: 2)
        fixture.addPartnership([.months: 3])
        fixture.addTime(weeks: 14, [.feeTerms: 10])
        let trials = 200
        var (depths, weeks, turns): ([Double], [Double], [Double]) = ([], [], [])
        for block in try fixture.blocks(trials: trials) {
            let creators = block.column(split: 0, line: 0, outcome: .creators).map(Array.init) ?? []
            func column(_ series: WeeklySeries, _ week: Int) -> [Double] {
                block.column(split: 0, line: 0, series: series, week: week).map(Array.init) ?? []
            }
            let (earned, spent) = ((0..<14).map { column(.grossProfit, $0) }, (0..<14).map { column(.spend, $0) })
            for trial in 0..<block.count where creators[trial] > 0 {
                var (cash, all): (Double, [Double]) = (0, [])
                for week in 0..<14 {
                    cash += earned[week][trial] - spent[week][trial]
                    all.append(cash)
                }
                depths.append(all.min() ?? .nan)
                weeks.append(Double(all.firstIndex(of: all.min() ?? .nan) ?? 0) + 1)
                let last = all.lastIndex { $0 < 0 }.map { $0 + 1 } ?? 0
                let end = cash + column(.grossProfit, 14)[trial] - column(.spend, 14)[trial]
                let isStill = all.allSatisfy { $0 == 0 }
                turns.append(last == 14 || end < 0 || isStill ? .infinity : Double(last + 1))
            }
        }
        let weekly = try #require(try fixture.forecast(trials: trials).splits[0].weekly)
        func median(_ values: [Double]) -> Double { values.sorted()[(values.count + 1) / 2 - 1] }
        #expect(depths.count > 100 && depths.count < trials)
        #expect(weekly.neverBreaksEven == Proportion(count: turns.count { $0 == .infinity }, trials: depths.count))
        #expect(weekly.breakEven[3].value == median(turns))
        #expect(abs(weekly.lowestCash[3].value - median(depths)) < 1e-6)
        #expect(weekly.lowestCashWeek[3].value == median(weeks))
        #expect(Set(turns).count > 2)
    }
}
