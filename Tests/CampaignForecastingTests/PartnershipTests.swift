// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

@Suite struct PartnershipTests {
    private func outcomes(_ fixture: CampaignFixture) throws -> Outcomes {
        try #require(try fixture.blocks(trials: 1).first).outcomes(split: 0, line: 0, trial: 0)
    }

    @Test func aPartnershipOfThreeMonthsPaysAndPostsForEachMonth() throws {
        var fixture = CampaignFixture()
        fixture[.posts] = .shared(.constant(2))
        fixture.addPartnership([.months: 3])
        let result = try outcomes(fixture)
        #expect(result[.creators] == 3)
        #expect(result[.posts] == 18)
        #expect(result[.fees] == 9_000)
        #expect(result[.views] == 18_000)
    }

    @Test func whoLeavesAfterTheFirstMonthIsPaidForItAlone() throws {
        var fixture = CampaignFixture()
        fixture.addPartnership([.months: 4, .dropout: 1])
        let result = try outcomes(fixture)
        #expect(result[.creators] == 5)
        #expect(result[.posts] == 5)
        #expect(result[.fees] == 2_500)
        #expect(result[.unspent] == 7_500)
    }

    @Test func halfOfTheFamiliarityIsThereAfterItsNumberOfPosts() {
        let response = Repetition(familiarity: 0.4, half: 3, fatigue: 0.1)
        #expect(response.factor(post: 0) == 1)
        #expect(abs(response.factor(post: 3) - 1.2 * 0.729) < 1e-12)
        // After very many posts only fatigue is left.
        #expect(response.factor(post: 200) < 1e-8)
    }

    @Test func fatigueTakesItsShareOfTheClicksOfEachFurtherPost() throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .shared(.constant(1_000_000))
        fixture[.posts] = .shared(.constant(2))
        fixture.addPartnership([.fatigue: 1])
        // All who see the first post click, none who see the second.
        #expect(try outcomes(fixture)[.clicks] == 10_000_000)
        #expect(try outcomes(fixture)[.views] == 20_000_000)
    }

    @Test func screeningTakesMoreCreatorsFromThePoolAndCostsMoney() throws {
        var fixture = CampaignFixture()
        fixture[.pool] = .shared(.constant(23))
        fixture.set([.fit: 1, .screenedPerHire: 5, .screeningCost: 20, .screeningAccuracy: 0.5])
        let result = try outcomes(fixture)
        #expect(result[.creators] == 4)
        #expect(result[.management] == 400)
        #expect(result[.fees] == 2_000)
    }

    @Test func furtherOrdersBringRevenueAtTheFullPriceAndNoCommission() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .revenueShare: 0.1]
        fixture[.codeDiscount] = .shared(.constant(0.5))
        fixture[.repeatOrders] = .shared(.constant(1))
        let result = try outcomes(fixture)
        #expect(result[.orders] == 20_000)
        #expect(result[.commission] == 80_000)
        #expect(result[.repeatOrders] > 0)
        #expect(result[.revenue] == 800_000 + 80 * result[.repeatOrders])
    }
}

/// Chance in partnerships and screening; tolerances are 5 standard errors (failure rate 6 · 10⁻⁷).
@Suite struct PartnershipStatisticalTests {
    private static let trials = 20_000

    private func distance(_ column: [Double], _ mean: Double) -> Double {
        let moments = Moments(column)
        return (moments.mean - mean) / ((moments.sd ?? 0) / Double(column.count).squareRoot())
    }

    @Test func creatorsStayFromMonthToMonthWithTheStatedProbability() throws {
        var fixture = CampaignFixture()
        fixture.budget = 12_000
        fixture.addPartnership([.months: 12, .dropout: 0.2])
        let column = try fixture.column(.posts, trials: Self.trials)
        // Two creators: 1 + 0.8 + … + 0.8^11 posts each.
        let mean = 2 * (1 - Double.pow(0.8, 12)) / 0.2
        #expect(abs(distance(column, mean)) < 5)
        #expect(abs(distance(column, mean * 1.03)) > 5)
    }

    @Test(arguments: [(1.0, 2.0), (0.6, 2.0), (1.0, 5.0)])
    func theBestOfThoseScreenedIsAsGoodAsOrderStatisticsSay(accuracy: Double, screened: Double) throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .shared(.constant(10_000))
        fixture[.ordersPerClick] = .shared(.constant(0.01))
        fixture[.fit] = .scattered(typical: .constant(1), factor: 2)
        fixture[.pool] = .shared(.constant(100_000))
        fixture.set([.screenedPerHire: screened, .screeningCost: 0, .screeningAccuracy: accuracy])
        let column = try fixture.column(.orders, trials: Self.trials)
        // E exp(s·z − s²/2) with z the best of n scores, by the midpoint rule over the law of the best; what screening
        // does not see has the mean 1 and drops out of it.
        let sigma = Distribution.logSD(spread: 2) * accuracy
        let parts = 200_000
        let mean =
            (0..<parts).reduce(0.0) { sum, part in
                let best = NormalLaw.quantile(Double.pow((Double(part) + 0.5) / Double(parts), 1 / screened))
                return sum + Double.exp(sigma * best - sigma * sigma / 2)
            } / Double(parts)
        #expect(abs(distance(column, 20 * 100 * mean)) < 5)
        #expect(abs(distance(column, 20 * 100 * mean * 1.02)) > 5)
    }

    @Test func theBestOfTwoHasTheMeanOfTheTextbook() {
        // E exp(s·max − s²/2) = 2 Φ(s/√2): what the midpoint rule above must give for two.
        let sigma = Distribution.logSD(spread: 2)
        let parts = 200_000
        let mean =
            (0..<parts).reduce(0.0) { sum, part in
                let best = NormalLaw.quantile(((Double(part) + 0.5) / Double(parts)).squareRoot())
                return sum + Double.exp(sigma * best - sigma * sigma / 2)
            } / Double(parts)
        #expect(abs(mean - 2 * NormalLaw.probability(below: sigma / 2.0.squareRoot())) < 1e-5)
    }
}
