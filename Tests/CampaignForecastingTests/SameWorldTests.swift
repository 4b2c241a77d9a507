// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
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

    @Test func clicksOfOneLineDoNotDependOnItsOrders() throws {
        var other = Self.uncertain
        other[.ordersPerClick] = .shared(.constant(0.5))
        #expect(
            try table(other.blocks(trials: 50)).map { $0[.clicks] }
                == table(Self.uncertain.blocks(trials: 50)).map { $0[.clicks] })
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
