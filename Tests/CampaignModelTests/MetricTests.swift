// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@Suite struct MetricTests {
    private func outcomes(_ values: [Outcome: Double]) -> Outcomes {
        var result = Outcomes()
        for (outcome, value) in values { result[outcome] = value }
        return result
    }

    @Test func costIsWhatWasReallySpent() {
        let spent = outcomes([
            .fees: 1, .gifts: 2, .management: 4, .agency: 8, .commission: 16, .networkFee: 32, .unspent: 64,
        ])
        #expect(Metric.cost.value(of: spent) == 63)
    }

    @Test func returnOnInvestmentIsProfitOverCost() {
        let result = outcomes([.fees: 100, .revenue: 500, .grossProfit: 250, .orders: 5])
        #expect(Metric.profit.value(of: result) == 150)
        #expect(Metric.roi.value(of: result) == 1.5)
        #expect(Metric.roas.value(of: result) == 5)
        #expect(Metric.cpa.value(of: result) == 20)
    }

    @Test func nothingSpentLeavesRatiosUndefined() {
        let nothing = Outcomes()
        for metric in [Metric.cpa, .roas, .roi] { #expect(metric.value(of: nothing).isNaN) }
    }

    @Test func costWithoutOrdersIsInfiniteCostPerOrder() {
        #expect(Metric.cpa.value(of: outcomes([.fees: 10])) == .infinity)
    }

    @Test func anUndefinedMetricMeetsNoGoal() {
        #expect(!Goal(metric: .roi, relation: .atLeast, bound: -1).isMet(by: .nan))
        #expect(!Goal(metric: .cpa, relation: .atMost, bound: 45).isMet(by: .infinity))
        #expect(Goal(metric: .cpa, relation: .atMost, bound: 45).isMet(by: 45))
    }

    @Test func wilsonsIntervalIsTheTextbookOne() {
        // Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662.
        let interval = Proportion(count: 81, trials: 263).interval
        #expect(abs(interval.lowerBound - 0.2553) < 5e-5)
        #expect(abs(interval.upperBound - 0.3662) < 5e-5)
    }

    @Test func outcomesAreCounted() { #expect(Outcome.count == Outcome.allCases.count) }

    /// FNV-1a of "a" is af63dc4c8601ec8c; the finaliser of SplitMix64 was applied by another program.
    @Test(arguments: [("", "f52a15e9a9b5e89b"), ("a", "02c0bdbf481420f8"), ("tiers.nano.fee", "751faccd67beccd6")])
    func theStableHashNeverChanges(text: String, digits: String) {
        #expect(StableHash.hexadecimal(text) == digits)
    }
}
