// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

/// Pay per view: exact where nothing is left to chance, else against the mean of what the views are drawn from.
@Suite("Pay per view")
struct PerViewStatisticalTests {
    /// A failure rate of one in a million, two-sided.
    private static let z = 4.9

    private func outcomes(_ fixture: CampaignFixture) throws -> Outcomes {
        try #require(try fixture.blocks(trials: 1).first).outcomes(split: 0, line: 0, trial: 0)
    }

    @Test("Each view is paid for, sold or not, beside what else the deal pays")
    func everyView() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perView: 0.25]
        fixture.set([.networkFee: 0.2, .ordersPerClick: 0])
        // 20 creators of 1,000 views each.
        #expect(try outcomes(fixture)[.commission] == 5_000)
        #expect(try outcomes(fixture)[.networkFee] == 1_000)
        fixture.set([.ordersPerClick: 1])
        fixture.terms[.perAcquisition] = 2
        #expect(try outcomes(fixture)[.commission] == 45_000)
        fixture.terms[.commissionCap] = 300
        #expect(try outcomes(fixture)[.commission] == 6_000)
    }

    @Test("Orders sent back take nothing of it, with clawback or without")
    func refunds() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perView: 0.25, .perAcquisition: 2]
        fixture.set([.refundRate: 1])
        #expect(try outcomes(fixture)[.commission] == 5_000)
        fixture.clawback = false
        #expect(try outcomes(fixture)[.commission] == 45_000)
    }

    @Test("What attribution says of orders changes nothing of it")
    func attribution() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perView: 0.25]
        fixture.addAttribution([.incrementalShare: 0.3, .codeLeakage: 0.5])
        let result = try outcomes(fixture)
        #expect(result[.leakedOrders] > 0 && result[.commission] == 5_000)
    }

    /// Views as creators of a known budget draw them, followers and luck log-normal.
    private var uncertain: CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(median: 1_000, spread: 3))
        fixture[.postLuck] = .scattered(typical: .constant(1), factor: 2)
        fixture.set([.viewsPerFollower: 0.4, .clicksPerView: 0.02, .ordersPerClick: 0.02])
        fixture.terms = [.feeShare: 1, .perView: 0.025]
        return fixture
    }

    @Test("Its mean is the rate times the expected views, and 2 % more is noticed")
    func expected() throws {
        let trials = 6_000
        let commission = try uncertain.column(.commission, trials: trials)
        let views = try uncertain.column(.views, trials: trials)
        for (paid, seen) in zip(commission, views) { #expect(abs(paid - 0.025 * seen) < 1e-9 * seen) }
        // 20 creators · 0.4 · the mean of the followers; luck has the mean 1.
        let followers = try #require(Distribution.logNormal(median: 1_000, spread: 3).mean)
        let expected = 0.025 * 20 * 0.4 * followers
        let mean = commission.reduce(0, +) / Double(trials)
        let square = commission.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(trials)
        let error = (square / Double(trials)).squareRoot()
        #expect(abs(mean - expected) <= Self.z * error)
        #expect(abs(mean - 1.04 * expected) > Self.z * error)
    }

    @Test("A cap holds all posts of a creator together, as adding up each creator's views shows")
    func capped() throws {
        // One creator a campaign, so that the views of a trial are that creator's.
        var fixture = uncertain
        fixture.budget = 1_000
        fixture.set([.posts: 3])
        fixture[.fee] = .shared(.constant(300))
        fixture.terms[.perView] = 0.05
        let views = try fixture.column(.views, trials: 2_000)
        fixture.terms[.commissionCap] = 40
        let commission = try fixture.column(.commission, trials: 2_000)
        var capped = 0
        for (paid, seen) in zip(commission, views) {
            #expect(abs(paid - min(40, 0.05 * seen)) < 1e-9)
            if 0.05 * seen > 40 { capped += 1 }
        }
        #expect(capped > 100 && capped < 1_900)
    }

    @Test("The weeks of what is spent add up to the total, with posts that sell nothing too")
    func weeks() throws {
        var fixture = uncertain
        fixture.terms[.perAcquisition] = 1
        fixture.terms[.commissionCap] = 200
        fixture.addTime(
            weeks: 10, [.clickHalfLife: 3, .tailShare: 0.3, .tailHalfLife: 40, .orderLag: 4, .commissionTerms: 45])
        fixture[.startWeek] = .varying(.uniform(min: 1, max: 6))
        let block = try #require(try fixture.blocks(trials: 50).first)
        for trial in 0..<block.count {
            let outcomes = block.outcomes(split: 0, line: 0, trial: trial)
            let spent = try (0...10).reduce(0.0) { sum, week in
                let column = try #require(block.column(split: 0, line: 0, series: .spend, week: week))
                return sum + column[column.startIndex + trial]
            }
            #expect(abs(spent - Metric.cost.value(of: outcomes)) < 0.005)
        }
    }

    @Test("A list of creators pairs each rate with its own creator's views")
    func list() throws {
        func column(_ values: [Double]) -> Quantity.Law {
            .varying(.sample(Sample(table: "list.csv", rows: Array(2..<values.count + 2), values: values)))
        }
        let (followers, rates, caps) = ([100.0, 200, 300, 400], [0.1, 0.2, 0.4, 0.8], [1_000.0, 25, 1_000, 250])
        var fixture = CampaignFixture()
        fixture[.followers] = column(followers)
        fixture[.fee] = column([1, 1, 1, 1])
        fixture.set([.pool: 4, .clicksPerView: 0])
        fixture.terms[.perView] = 0
        fixture.ownTerms[.perView] = column(rates)
        // 10 + 40 + 120 + 320
        #expect(try fixture.column(.commission, trials: 50).allSatisfy { abs($0 - 490) < 1e-9 })
        fixture.terms[.commissionCap] = 0
        fixture.ownTerms[.commissionCap] = column(caps)
        // 10 + 25 + 120 + 250
        #expect(try fixture.column(.commission, trials: 50).allSatisfy { abs($0 - 405) < 1e-9 })
    }

    @Test("What breaks even is views with all that follows, and the factor is exact")
    func breakEven() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perView: 0.25]
        fixture.set([.ordersPerClick: 1, .orderValue: 1])
        let known = try fixture.forecast(trials: 20).splits[0].profile.breakEven
        // A creator costs 500 and brings 1,000 orders of 0.5 margin less 0.25 a view: 250.
        #expect(known.driver == .viewsAndOrders)
        #expect(abs((known.factor?.value ?? .nan) - 2) < 1e-12)
    }
}
