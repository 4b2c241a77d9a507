// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Testing

@testable import CampaignForecasting

/// What must not change a draw: threads, more trials, other splits, other assumptions.
@Suite struct SameWorldTests {
    private static var uncertain: CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(
            .truncated(base: .logNormal(low: 1_000, high: 10_000), min: 1_000, max: 10_000))
        fixture[.fee] = .varying(.logNormal(low: 200, high: 1_000))
        fixture[.postLuck] = .scattered(typical: .constant(1), factor: 3)
        fixture[.posts] = .shared(.constant(3))
        fixture[.engagementsPerView] = .scattered(
            typical: .uncertain(.betaInterval(low: 0.02, high: 0.04)), factor: 1.5)
        fixture[.clicksPerView] = .shared(.uncertain(.betaInterval(low: 0.01, high: 0.04)))
        fixture[.ordersPerClick] = .shared(.uncertain(.beta(alpha: 61, beta: 2_500)))
        fixture[.salesPower] = .scattered(typical: .constant(1), factor: 7)
        fixture[.orderValue] = .scattered(typical: .uncertain(.logNormal(low: 48, high: 72)), factor: 1.5)
        fixture[.refundRate] = .shared(.constant(0.1))
        fixture[.acceptance] = .shared(.constant(0.6))
        fixture[.noShow] = .shared(.constant(0.2))
        fixture.splits = [Split(name: "all", shares: ["nano": 1])]
        return fixture
    }

    private func table(_ blocks: [OutcomeBlock], split: Int = 0) -> [Outcomes] {
        blocks.flatMap { block in (0..<block.count).map { block.outcomes(split: split, line: 0, trial: $0) } }
    }

    @Test(arguments: [2, 7]) func everyNumberOfThreadsGivesTheSameTrials(threads: Int) throws {
        let one = try Self.uncertain.forecast(trials: 2_000, threads: 1, layerTrials: 600)
        let many = try Self.uncertain.forecast(trials: 2_000, threads: threads, layerTrials: 600)
        #expect(one.splits[0].total.metrics == many.splits[0].total.metrics)
    }

    @Test func theFirstTrialsOfALongerRunAreTheShorterRun() throws {
        let short = table(try Self.uncertain.blocks(trials: 700))
        let long = table(try Self.uncertain.blocks(trials: 1_500))
        #expect(Array(long.prefix(700)) == short)
    }

    @Test func anotherSeedGivesOtherTrials() throws {
        #expect(try table(Self.uncertain.blocks(trials: 5)) != table(Self.uncertain.blocks(trials: 5, seed: 2)))
    }

    @Test func anUnrelatedAssumptionChangesNoTrial() throws {
        var more = Self.uncertain
        more.extras[QuantityPath("assumptions.a")] = Quantity(law: .shared(.uncertain(.normal(mean: 1, sd: 1))))
        more.extras[QuantityPath("assumptions.b")] = Quantity(law: .shared(.uncertain(.normal(mean: 1, sd: 1))))
        more.correlations = [
            Correlation(first: QuantityPath("assumptions.a"), second: QuantityPath("assumptions.b"), rank: 0.5)
        ]
        #expect(try table(more.blocks(trials: 50)) == table(Self.uncertain.blocks(trials: 50)))
    }

    @Test func anotherSplitChangesNoTrialAndABiggerBudgetKeepsWhatASmallerOneHad() throws {
        var two = Self.uncertain
        two.lines = ["nano", "rest"]
        two.splits = [
            Split(name: "small", shares: ["nano": 0.3, "rest": 0.7]), Split(name: "all", shares: ["nano": 1]),
        ]
        let both = try two.blocks(trials: 300)
        #expect(table(both, split: 1) == table(try Self.uncertain.blocks(trials: 300)))
        for (small, large) in zip(table(both, split: 0), table(both, split: 1)) {
            for outcome in [Outcome.creators, .posts, .views, .engagements, .clicks, .orders, .fees, .revenue] {
                #expect(small[outcome] <= large[outcome])
            }
        }
    }

    /// Parts that change nothing by what they say, one by one and all together.
    private static let neutralParts: [(name: String, add: @Sendable (inout CampaignFixture) -> Void)] = [
        ("time", { $0.addTime(weeks: 8, [.clickHalfLife: 3, .orderLag: 5]) }),
        ("partnership", { $0.addPartnership([:]) }),
        ("audience", { $0.addAudience([:]) }),
        ("attribution", { $0.addAttribution([:]) }),
        ("repeat orders", { $0.set([.repeatOrders: 0]) }),
        ("selection", { $0.set([.fit: 1, .screenedPerHire: 1, .screeningCost: 0, .screeningAccuracy: 0]) }),
        ("leads", { $0.set([.leadsPerClick: 0.3]) }),
        ("risk", { $0.addRisk("none", probability: 0, .viewsPerFollower, .multiply, 0.1) }),
        ("timed risk", { $0.addRisk("late", probability: 0, .viewsPerFollower, .multiply, 0.1, fromWeek: 2) }),
    ]

    @Test(arguments: [0, 0.1], [false, true])
    func aPartThatChangesNothingChangesNoTrial(overdispersion: Double, byFollowers: Bool) throws {
        var plain = Self.uncertain
        plain.set([.overdispersion: overdispersion, .untrackedOrders: 0.5])
        if byFollowers {
            plain[.engagementsPerFollower] = .scattered(typical: .constant(0.3), factor: 1.5)
            plain[.clicksPerEngagement] = .shared(.constant(0.1))
            (plain[.engagementsPerView], plain[.clicksPerView]) = (nil, nil)
        }
        let expected = table(try plain.blocks(trials: 40))
        #expect(expected.contains { $0[.trackedOrders] > 0 })
        let own: [Outcome] = Outcome.allCases.filter { $0.part == nil && $0 != .leads }
        var all = plain
        for (name, add) in Self.neutralParts {
            var more = plain
            add(&more)
            add(&all)
            for (one, other) in zip(table(try more.blocks(trials: 40)), expected) {
                for outcome in own { #expect(one[outcome] == other[outcome], "\(name): \(outcome)") }
            }
        }
        for (one, other) in zip(table(try all.blocks(trials: 40)), expected) {
            for outcome in own { #expect(one[outcome] == other[outcome], "all: \(outcome)") }
        }
    }

    @Test(arguments: [
        [Outcome.orders], [.orders, .clicks], [.revenue, .engagements], [.creators], [.leads, .orders],
    ])
    func leavingCountsOutChangesNoDraw(kept: [Outcome]) throws {
        var fixture = Self.uncertain
        fixture.set([.leadsPerClick: 0.4])
        let campaign = try PreparedCampaign(fixture.scenario)
        let (all, some) = (campaign.simulated(0..<30), campaign.simulated(0..<30, kept: kept))
        for outcome in kept {
            let column = try #require(all.column(split: 0, line: 0, outcome: outcome))
            #expect(some.column(split: 0, line: 0, outcome: outcome) == column, "\(outcome)")
            #expect(column.contains { $0 > 0 }, "\(outcome)")
        }
    }

    @Test(arguments: Outcome.allCases)
    func askingForOneOutcomeAndNoWeeksChangesNoDrawWhereAllPartsAreInForce(outcome: Outcome) throws {
        var fixture = Self.uncertain
        fixture.terms = [.feeShare: 1, .perAcquisition: 3, .revenueShare: 0.1]
        fixture.clawback = false
        fixture.gift = true
        fixture.set([
            .refundRate: 0.2, .untrackedOrders: 0.5, .repeatOrders: 0.6, .giftCost: 20, .hourlyWage: 30,
            .managementHours: 1, .agencyShare: 0.1, .networkFee: 0.2, .leadsPerClick: 0.4,
        ])
        fixture.addAudience([.population: 20_000, .overlapWithin: 0.3, .repeatResponse: 0.5])
        fixture.addAttribution([.incrementalShare: 0.7, .codeLeakage: 0.2, .newCustomerShare: 0.6])
        fixture.addPartnership([.months: 2, .dropout: 0.1, .fatigue: 0.05])
        fixture.addTime(weeks: 6)
        let campaign = try PreparedCampaign(fixture.scenario)
        let noise = NoiseKey(seed: 1)
        func column(_ run: CampaignRun) throws -> ArraySlice<Double> {
            let block = IndividualEngine().simulator(of: run)
                .outcomes(trials: 0..<30, draws: campaign.program.draw(trials: 0..<30, noise: noise), noise: noise)
            return try #require(block.column(split: 0, line: 0, outcome: outcome))
        }
        let all = try column(CampaignRun(campaign, followsWeeks: true))
        #expect(try column(CampaignRun(campaign, kept: [outcome])) == all)
        #expect(all.contains { $0 > 0 })
    }

    @Test func aCampaignInAnotherCurrencyIsTheSameCampaign() throws {
        func campaign(_ rate: Double) -> CampaignFixture {
            var fixture = Self.uncertain
            fixture.budget *= rate
            fixture.gift = true
            fixture.terms = [.feeShare: 0.5, .perAcquisition: 2 * rate, .revenueShare: 0.1, .commissionCap: 150 * rate]
            fixture.set([
                .signUpCost: 20 * rate, .giftCost: 30 * rate, .hourlyWage: 30 * rate, .managementHours: 2,
                .agencyShare: 0.1, .networkFee: 0.2,
            ])
            fixture[.fee] = .varying(.logNormal(low: 200 * rate, high: 1_000 * rate))
            fixture[.orderValue] = .scattered(
                typical: .uncertain(.logNormal(low: 48 * rate, high: 72 * rate)), factor: 1.5)
            return fixture
        }
        let money = Set(Metric.costOutcomes + [.revenue, .grossProfit, .unspent])
        let rate = 128.0
        let (home, abroad) = (table(try campaign(1).blocks(trials: 40)), table(try campaign(rate).blocks(trials: 40)))
        #expect(home.contains { $0[.commission] > 0 } && home.count == 40)
        for (one, other) in zip(home, abroad) {
            for outcome in Outcome.allCases {
                let expected = one[outcome] * (money.contains(outcome) ? rate : 1)
                #expect(abs(other[outcome] - expected) <= 1e-9 * abs(expected), "\(outcome)")
            }
        }
    }

    @Test func trialsBeyond32BitsAreTrialsOfTheirOwn() throws {
        let campaign = try PreparedCampaign(Self.uncertain.scenario)
        func views(_ trial: Int) -> Double? {
            campaign.simulated(trial..<trial + 1).column(split: 0, line: 0, outcome: .views)?.first
        }
        let first = try #require(views(3))
        #expect(views(3 + 1 << 32) != first)
        #expect(views(3) == first)
    }

    @Test func moneyIsConserved() throws {
        var fixture = Self.uncertain
        fixture.terms = [.feeShare: 0.5, .revenueShare: 0.1]
        fixture[.networkFee] = .shared(.constant(0.2))
        for outcome in table(try fixture.blocks(trials: 200)) {
            let cost = Metric.cost.value(of: outcome)
            #expect(abs(outcome[.unspent] - max(0, fixture.budget - cost)) < 0.005)
            #expect(abs(Metric.profit.value(of: outcome) - (outcome[.grossProfit] - cost)) < 0.005)
            #expect(outcome[.fees] + outcome[.agency] <= fixture.budget)
        }
    }
}
