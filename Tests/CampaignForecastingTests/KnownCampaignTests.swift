// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

/// Campaigns in which nothing is left to chance: every figure is arithmetic, exact to the cent.
@Suite struct KnownCampaignTests {
    private func outcomes(_ fixture: CampaignFixture) throws -> Outcomes {
        try #require(try fixture.blocks(trials: 1).first).outcomes(split: 0, line: 0, trial: 0)
    }

    @Test func aFlatDealHiresWholeCreatorsAndKeepsTheRest() throws {
        var fixture = CampaignFixture()
        fixture.budget = 10_250
        let result = try outcomes(fixture)
        #expect(result[.creators] == 20)
        #expect(result[.fees] == 10_000)
        #expect(result[.unspent] == 250)
        #expect(result[.views] == 20_000)
        #expect(result[.orders] == 20_000)
        #expect(result[.revenue] == 1_600_000)
        #expect(Metric.profit.value(of: result) == 790_000)
        #expect(Metric.cpa.value(of: result) == 0.5)
        #expect(Metric.roi.value(of: result) == 79)
    }

    @Test func managementAgencyAndSignUpCostsAreCommittedWhenHiring() throws {
        var fixture = CampaignFixture()
        fixture[.hourlyWage] = .shared(.constant(30))
        fixture[.managementHours] = .shared(.constant(2))
        fixture[.agencyShare] = .shared(.constant(0.1))
        fixture[.signUpCost] = .shared(.constant(20))
        // 500 + 50 + 60 + 20 = 630 a creator: 15 creators in 10,000.
        let result = try outcomes(fixture)
        #expect(result[.creators] == 15)
        #expect(result[.fees] == 7_800)
        #expect(result[.agency] == 750)
        #expect(result[.management] == 900)
        #expect(result[.unspent] == 550)
    }

    @Test func giftingPaysTheGiftAndNoFee() throws {
        var fixture = CampaignFixture()
        fixture.terms = [:]
        fixture.gift = true
        fixture[.giftCost] = .shared(.constant(40))
        let result = try outcomes(fixture)
        #expect(result[.creators] == 250)
        #expect(result[.gifts] == 10_000)
        #expect(result[.fees] == 0)
    }

    @Test func commissionIsPaidByOrderByLeadAndByRevenueAndTheNetworkOnTop() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 0.5, .perAcquisition: 1, .perLead: 0.25, .revenueShare: 0.1]
        fixture[.leadsPerClick] = .shared(.constant(1))
        fixture[.networkFee] = .shared(.constant(0.2))
        fixture[.codeDiscount] = .shared(.constant(0.25))
        let result = try outcomes(fixture)
        // 250 a creator: 40 creators, 40,000 orders and leads, 60 net each.
        #expect(result[.creators] == 40)
        #expect(result[.revenue] == 2_400_000)
        #expect(result[.commission] == 290_000)
        #expect(result[.networkFee] == 58_000)
        #expect(result[.unspent] == 0)
    }

    @Test func refundsTakeCommissionBackOnlyWithClawback() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perAcquisition: 2, .revenueShare: 0.1]
        fixture[.refundRate] = .shared(.constant(1))
        #expect(try outcomes(fixture)[.commission] == 0)
        fixture.clawback = false
        let kept = try outcomes(fixture)
        #expect(kept[.commission] == 200_000)
        #expect(kept[.revenue] == 0)
        #expect(kept[.refunds] == 20_000)
    }

    @Test func aCapBoundsTheCommissionOfEachCreator() throws {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .perAcquisition: 2, .commissionCap: 300]
        #expect(try outcomes(fixture)[.commission] == 6_000)
    }

    @Test func theSupplyOfCreatorsIsFinite() throws {
        var fixture = CampaignFixture()
        fixture[.pool] = .shared(.constant(7))
        let result = try outcomes(fixture)
        #expect(result[.creators] == 7)
        #expect(result[.unspent] == 6_500)
    }

    @Test func creatorsWhoNeverPostBringNothingAndCostWhatTheContractSays() throws {
        var fixture = CampaignFixture()
        fixture[.noShow] = .shared(.constant(1))
        fixture[.noShowPay] = .shared(.constant(0.25))
        let result = try outcomes(fixture)
        #expect(result[.creators] == 20)
        #expect(result[.posts] == 0)
        #expect(result[.fees] == 2_500)
        #expect(result[.views] == 0)
    }

    @Test func fakeFollowersSeeNothing() throws {
        var fixture = CampaignFixture()
        fixture[.fakeFollowers] = .shared(.constant(0.25))
        #expect(try outcomes(fixture)[.views] == 15_000)
    }

    @Test func anEngagementRatePerFollowerIsARatePerViewDividedByReach() throws {
        var fixture = CampaignFixture()
        fixture[.engagementsPerView] = nil
        fixture[.engagementsPerFollower] = .shared(.constant(0.5))
        fixture[.viewsPerFollower] = .shared(.constant(0.5))
        let result = try outcomes(fixture)
        #expect(result[.views] == 10_000)
        #expect(result[.engagements] == 10_000)
    }

    @Test func theCodeAndTheOfferRaiseTheChanceOfAnOrder() throws {
        var fixture = CampaignFixture()
        fixture.set([.ordersPerClick: 0.125, .codeUplift: 4])
        fixture[.offer] = .shared(.constant(2))
        // 0.125 · 4 · 2 = 1 order a click.
        #expect(try outcomes(fixture)[.orders] == 20_000)
        fixture[.offer] = .shared(.constant(1))
        #expect(try outcomes(fixture)[.orders] < 20_000)
    }

    @Test func viewsGrowWithThePeopleToThePowerOfTheExponentAroundTheMedianCreator() throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .shared(.uncertain(.logNormal(low: 2_500, high: 40_000)))
        let trials = 50
        let proportional = try fixture.column(.views, trials: trials)
        fixture[.sizeExponent] = .shared(.constant(0.5))
        let rooted = try fixture.column(.views, trials: trials)
        #expect(Set(proportional).count == trials)
        for (whole, root) in zip(proportional, rooted) {
            let expected = 20 * 10_000 * (whole / 200_000).squareRoot()
            // Views are whole numbers a post.
            #expect(abs(root - expected) <= 20 + 0.001 * expected)
        }
    }

    @Test func aBudgetThatPaysNobodyLeavesCostMetricsUndefined() throws {
        var fixture = CampaignFixture()
        fixture.budget = 499
        let total = try fixture.forecast(trials: 10).splits[0].total
        #expect(total.nobodyHired.count == 10)
        #expect(total.metrics[.cpa]?.undefined == 10)
        #expect(total.metrics[.roi]?.undefined == 10)
        #expect(total.metrics[.roi]?.quantiles == [])
        #expect(total.mean(.unspent) == 499)
    }

    @Test func aCampaignThatDoesNotTakePlaceMeetsNoGoalOnMoney() throws {
        var fixture = CampaignFixture()
        fixture.budget = 499
        fixture.goals = [
            Goal(metric: .profit, relation: .atLeast, bound: 0), Goal(metric: .cost, relation: .atMost, bound: 1_000),
            Goal(metric: .roi, relation: .atLeast, bound: 0), Goal(metric: .cpa, relation: .atMost, bound: 45),
            Goal(metric: .revenue, relation: .atLeast, bound: 0), Goal(metric: .unspent, relation: .atMost, bound: 500),
            Goal(metric: .conversions, relation: .atMost, bound: 10),
        ]
        let split = try fixture.forecast(trials: 10).splits[0]
        #expect(split.goals.map(\.met.count) == [0, 0, 0, 0, 0, 10, 10])
        #expect(split.profile.unhired?.lines == [] && split.profile.unhired?.nobodyHired.count == 10)
        // One creator more, and it takes place.
        fixture.budget = 500
        #expect(try fixture.forecast(trials: 10).splits[0].goals.map(\.met.count) == [10, 10, 10, 10, 10, 10, 0])
    }

    @Test func orderThatCostsNothingEarnsAllTheSame() throws {
        var fixture = CampaignFixture()
        fixture.set([.fee: 0, .signUpCost: 0])
        fixture[.pool] = .shared(.constant(3))
        fixture.goals = [Goal(metric: .profit, relation: .atLeast, bound: 0)]
        let split = try fixture.forecast(trials: 10).splits[0]
        #expect(split.total.mean(.cost) == 0 && split.goals[0].met.count == 10)
    }

    @Test func costWithoutAnyOrderIsAnInfiniteCostPerOrder() throws {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.constant(0))
        let total = try fixture.forecast(trials: 10).splits[0].total
        #expect(total.noOrder.count == 10)
        #expect(total.metrics[.cpa]?.infinite == 10)
        #expect(total.metrics[.cpa]?.quantile(0.5)?.value == .infinity)
        #expect(total.metrics[.cpa]?.mean == nil)
    }
}
