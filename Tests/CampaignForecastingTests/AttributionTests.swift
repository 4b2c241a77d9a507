// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite struct AttributionTests {
    private func outcomes(_ fixture: CampaignFixture) throws -> Outcomes {
        try #require(try fixture.blocks(trials: 1).first).outcomes(split: 0, line: 0, trial: 0)
    }

    @Test func whatWouldHaveHappenedAnywayIsNotCaused() throws {
        var fixture = CampaignFixture()
        fixture.addAttribution([.incrementalShare: 0])
        let result = try outcomes(fixture)
        #expect(result[.orders] == 20_000)
        #expect(result[.incrementalOrders] == 0)
        #expect(result[.incrementalRevenue] == 0)
        #expect(Metric.incrementalCPA.value(of: result) == .infinity)
        #expect(Metric.incrementalROI.value(of: result) == -1)
    }

    @Test func withNothingBesideTrackingBothViewsAgree() throws {
        var fixture = CampaignFixture()
        fixture[.refundRate] = .shared(.constant(0.25))
        fixture[.orderValue] = .scattered(typical: .constant(80), factor: 1.8)
        fixture.addAttribution([:])
        for trial in 0..<20 {
            let block = try #require(try fixture.blocks(trials: 20).first)
            let result = block.outcomes(split: 0, line: 0, trial: trial)
            #expect(result[.incrementalOrders] == result[.orders])
            #expect(result[.incrementalRevenue] == result[.revenue])
            #expect(result[.newCustomers] == result[.orders] - result[.refunds])
        }
    }

    @Test func leakedOrdersEarnCommissionAndAreNotCaused() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perAcquisition: 2]
        fixture.addAttribution([.codeLeakage: 0.5])
        let result = try outcomes(fixture)
        #expect(result[.leakedOrders] > 0)
        #expect(result[.orders] == 20_000 + result[.leakedOrders])
        #expect(result[.commission] == 2 * result[.orders])
        #expect(result[.incrementalOrders] == 20_000)
        #expect(result[.revenue] == 80 * result[.orders])
    }

    @Test func untrackedOrdersAreCausedAndEarnNoCommission() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perAcquisition: 2]
        fixture.set([.codeDiscount: 0.5, .untrackedOrders: 0.5])
        fixture.addAttribution([.incrementalShare: 0, .codeLeakage: 0.5])
        let result = try outcomes(fixture)
        let untracked = result[.orders] - result[.trackedOrders]
        #expect(untracked > 0)
        #expect(result[.trackedOrders] == 20_000 + result[.leakedOrders])
        #expect(result[.commission] == 2 * result[.trackedOrders])
        #expect(result[.incrementalOrders] == untracked)
        #expect(result[.incrementalRevenue] == 80 * untracked)
        #expect(result[.revenue] == 40 * result[.trackedOrders] + 80 * untracked)
    }

    @Test func aCapHoldsForAllPostsOfACreatorTogether() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perAcquisition: 2, .commissionCap: 300]
        fixture[.posts] = .shared(.constant(3))
        fixture.addPartnership([:])
        let result = try outcomes(fixture)
        #expect(result[.creators] == 6)
        #expect(result[.commission] == 1_800)
    }
}

/// Thinning and counts by chance; tolerances are 5 standard errors (failure rate 6 · 10⁻⁷).
@Suite struct AttributionStatisticalTests {
    private static let trials = 20_000

    private func distance(_ column: [Double], _ mean: Double) -> Double {
        let moments = Moments(column)
        return (moments.mean - mean) / ((moments.sd ?? 0) / Double(column.count).squareRoot())
    }

    @Test(arguments: [
        (Outcome.incrementalOrders, 0.7 + 0.3), (.leakedOrders, 0.2), (.newCustomers, 0.468),
    ])
    func countsHaveTheirStatedShareOfTheTrackedOrders(outcome: Outcome, share: Double) throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture[.ordersPerClick] = .shared(.constant(0.1))
        fixture[.refundRate] = .shared(.constant(0.1))
        fixture[.untrackedOrders] = .shared(.constant(0.3))
        fixture.addAttribution([.incrementalShare: 0.7, .codeLeakage: 0.2, .newCustomerShare: 0.4])
        let column = try fixture.column(outcome, trials: Self.trials)
        #expect(abs(distance(column, 100 * share)) < 5)
        #expect(abs(distance(column, 100 * share * 1.02)) > 5)
    }

    /// Of 100 tracked orders 75 are kept and 30 of these are caused; 50 more are untracked, 37.5 of these kept, all caused.
    /// Half of the 112.5 are new customers, who order twice more each, caused as their first orders are: 67.5 of 112.5.
    @Test(arguments: [
        (Outcome.newCustomers, 56.25), (.repeatOrders, 112.5), (.incrementalRevenue, 80 * (30 * 0.75 + 37.5 + 67.5)),
    ])
    func furtherOrdersAreOfTheNewCustomersAndCausedAsTheirFirstOnes(outcome: Outcome, mean: Double) throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture.set([
            .ordersPerClick: 0.1, .refundRate: 0.25, .untrackedOrders: 0.5, .codeDiscount: 0.25, .repeatOrders: 2,
        ])
        fixture.addAttribution([.incrementalShare: 0.4, .newCustomerShare: 0.5])
        let column = try fixture.column(outcome, trials: Self.trials)
        #expect(abs(distance(column, mean)) < 5)
        #expect(abs(distance(column, mean * 1.02)) > 5)
    }

    @Test func aPartOfGammaOrdersIsWorthItsShareWithTheVarianceOfABeta() throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture[.followers] = .shared(.constant(100))
        fixture[.orderValue] = .scattered(typical: .constant(80), factor: 1.8)
        fixture.addAttribution([.incrementalShare: 0.5])
        // 100 orders of gamma value: the revenue of a Binomial(100, ½) number of them.
        let column = try fixture.column(.incrementalRevenue, trials: Self.trials)
        let sigma = Distribution.logSD(spread: 1.8)
        let variance = 50 * 6_400 * (Double.exp(sigma * sigma) - 1) + 6_400 * 25
        let moments = Moments(column)
        let n = Double(column.count)
        let sampled = moments.squares / (n - 1)
        let fourth = column.reduce(0) { $0 + Double.pow($1 - moments.mean, 4) } / n
        let error = ((fourth - sampled * sampled) / n).squareRoot()
        #expect(abs(distance(column, 4_000)) < 5)
        #expect(abs(distance(column, 4_080)) > 5)
        #expect(abs(sampled - variance) < 5 * error)
        #expect(abs(sampled - 1.1 * variance) > 5 * error)
    }
}
