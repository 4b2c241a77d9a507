// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignLearning
import Foundation
import Testing

@Suite("Likelihood of results by creator")
struct ResultLikelihoodTests {
    static let truth = [0.4, -0.3, 0.2, 0, 0.6, -0.5, 0.1, 0.2, -1, 0.3, 0.5, -0.2]

    static func results(_ content: ToyCampaign.Content, creators: Int, seed: UInt64 = 5) -> [CreatorResult] {
        var luck = Luck(seed: seed)
        return ToyCampaign.simulate(truth, creators: creators, content, &luck)
    }

    static func value(_ results: [CreatorResult]) -> Double {
        ResultLikelihood(results).logLikelihood(ToyCampaign.typical(truth), ToyCampaign.spreads(truth))
    }

    @Test("the order of rows changes no bit")
    func order() {
        let results = Self.results(.clicksAndOrders, creators: 60)
        let value = Self.value(results)
        #expect(value.isFinite)
        var luck = Luck(seed: 8)
        for _ in 0..<20 {
            let shuffled = results.map { ($0, luck.uniform()) }.sorted { $0.1 < $1.1 }.map(\.0)
            #expect(Self.value(shuffled).bitPattern == value.bitPattern)
        }
        // The twin: sums in the order given differ in their last bits.
        let parts = results.map { Self.value([$0]) }
        let sums = (0..<parts.count).map { (parts[$0...] + parts[..<$0]).reduce(0, +).bitPattern }
        #expect(Set(sums).count > 1)
    }

    @Test("each part is the law it says")
    func parts() {
        let typical = TypicalValues(
            viewsPerFollower: 0.2, clicksPerView: 0.01, ordersPerClick: 0.03, feeLevel: 2, orderValue: 50,
            refundRate: 0.1)
        let spreads = ResultSpreads(sales: Spread(deviation: 1.1, centre: .mean))
        func value(_ result: CreatorResult) -> Double {
            ResultLikelihood([result], rule: .precise).logLikelihood([typical], [spreads])
        }
        func normal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
            -((x - mean) * (x - mean) / variance + log(2 * .pi * variance)) / 2
        }
        let luck = spreads.luck.deviation
        let reach = spreads.reach.deviation
        #expect(value(CreatorResult(key: "a")) == 0)
        let views = value(CreatorResult(key: "a", followers: 10_000, views: 1_500))
        #expect(abs(views - normal(log(1_500), log(2_000) - luck * luck / 2, luck * luck + reach * reach)) < 1e-12)
        let clicks = value(CreatorResult(key: "a", views: 1_500, clicks: 20))
        let odds = log(0.01 / 0.99)
        #expect(
            abs(clicks - LuckyCount.logit(20, of: 1_500).logProbability(level: odds, spread: spreads.clicks.deviation))
                < 1e-12)
        let orders = value(CreatorResult(key: "a", clicks: 20, orders: 3))
        #expect(
            abs(orders - LuckyCount.capped(3, of: 20).logProbability(level: log(0.03) - 0.605, spread: 1.1)) < 1e-12)
        // Half of the orders are still to come.
        let early = value(CreatorResult(key: "a", clicks: 20, orders: 3, exposure: 0.5))
        #expect(
            abs(early - LuckyCount.capped(3, of: 20).logProbability(level: log(0.015) - 0.605, spread: 1.1)) < 1e-12)
        let all = (luck * luck + reach * reach + pow(spreads.clicks.deviation, 2) + 1.21).squareRoot()
        let alone = value(CreatorResult(key: "a", followers: 10_000, orders: 3))
        let level = log(10_000 * 0.2 * 0.01 * 0.03) - luck * luck / 2 - 0.605
        #expect(abs(alone - LuckyCount.unbounded(3).logProbability(level: level, spread: all)) < 1e-12)
        let refunds = value(CreatorResult(key: "a", settledOrders: 4, refunds: 1))
        #expect(abs(refunds - log(4 * 0.1 * pow(0.9, 3))) < 1e-12)
        // Gamma of shape 3 · 2 and scale 25 at 120.
        let amount = value(CreatorResult(key: "a", orders: 3, value: 120))
        #expect(value(CreatorResult(key: "a", orders: 5, value: 120, valuedOrders: 3)) == amount)
        #expect(abs(amount - (5 * log(120) - 120.0 / 25 - 6 * log(25) - log(120))) < 1e-12)
        // Views grow with the square root of followers, clicks for each view shrink with it, and half of the clicks are in.
        var sized = typical
        (sized.referenceFollowers, sized.sizeExponent, sized.clickExponent) = (2_500, 0.5, -0.5)
        func sizedValue(_ result: CreatorResult) -> Double {
            ResultLikelihood([result], rule: .precise).logLikelihood([sized], [spreads])
        }
        #expect(abs(sized.viewsPerPost(followers: 10_000) - 0.2 * 5_000) < 1e-9)
        #expect(abs(sized.clicksPerView(followers: 10_000) - 0.005) < 1e-12)
        let halved = sizedValue(CreatorResult(key: "a", followers: 10_000, clicks: 4, clickExposure: 0.5))
        let factors = luck * luck + reach * reach + pow(spreads.clicks.deviation, 2)
        let expected = log(1_000 * 0.005 * 0.5) - luck * luck / 2
        #expect(
            abs(halved - LuckyCount.unbounded(4).logProbability(level: expected, spread: factors.squareRoot())) < 1e-9)
        let fee = value(CreatorResult(key: "a", fee: 300, referenceFee: 100))
        #expect(abs(fee - normal(log(3), log(2), 0.3025)) < 1e-12)
    }

    @Test("the luck of several posts averages out")
    func posts() {
        let spread = Spread(factor: 3, centre: .mean)
        #expect(spread.averaged(over: 1) == spread)
        let four = spread.averaged(over: 4)
        #expect(abs(expm1(four.variance) - expm1(spread.variance) / 4) < 1e-12)
        #expect(abs(four.shift + four.variance / 2) < 1e-15)
        // A factor below 1 is held at 1.
        #expect(Spread(factor: 0.5, centre: .mean).deviation == 0)
    }

    @Test("extremes: no order from two hundred creators, half of all from one, one and three creators")
    func extremes() throws {
        var none = Self.results(.orders, creators: 200)
        for index in none.indices {
            none[index].orders = 0
            none[index].refunds = nil
            none[index].value = nil
        }
        var one = Self.results(.orders, creators: 20)
        one[3].orders = one.reduce(0) { $0 + ($1.orders ?? 0) } * 20
        one[3].value = 60 * Double(one[3].orders ?? 0)
        let settings = FitSettings(roundDraws: 300, finalDraws: 600, checkDraws: 600)
        for results in [none, one, Self.results(.clicksAndOrders, creators: 1), Self.results(.orders, creators: 3)] {
            let fit = try ToyCampaign.fit(results, seed: 3, settings: settings).fit()
            let check = try #require(fit.check)
            #expect(check.shape < Gates.largestShape, "\(check.shape)")
            #expect(check.effectiveDraws > Gates.leastShare * 600)
            #expect(fit.law.mean.allSatisfy { $0.isFinite && abs($0) < 8 })
        }
    }

    @Test("no creators teach nothing, bit for bit")
    func noRows() throws {
        #expect(try ToyCampaign.fit([], seed: 1).fit().law == .prior(count: ToyCampaign.count))
        #expect(
            ResultLikelihood([]).logLikelihood(ToyCampaign.typical(Self.truth), ToyCampaign.spreads(Self.truth)) == 0)
    }
}
