// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignDistributions
import CampaignLearning
import Foundation

/// A campaign of twelve shared scores with nano and micro creators in turn, simulated and judged by the same laws.
struct ToyCampaign: Sendable {
    /// The shared scores, by place.
    enum Score: Int, CaseIterable {
        case offer, clicksPerView, ordersPerClick, ordersPerTracked, viewsNano, viewsMicro, feeNano, feeMicro, value
        case refunds, spread, tilt
    }

    /// What results hold.
    enum Content: Sendable { case orders, clicksAndOrders }

    static let count = Score.allCases.count
    static let followers = [8_000, 50_000]

    static func typical(_ z: [Double]) -> [TypicalValues] {
        func score(_ score: Score) -> Double { z[score.rawValue] }
        let clicks = min(0.9, exp(log(0.012) + 0.5 * score(.clicksPerView)))
        let level = log(0.03) + 0.4 * score(.offer) + 0.5 * score(.ordersPerClick)
        func kind(_ views: Score, _ fee: Score, _ median: Double, _ tilt: Double) -> TypicalValues {
            TypicalValues(
                viewsPerFollower: median * exp(0.5 * score(views)), clicksPerView: clicks,
                ordersPerClick: min(0.9, exp(level + tilt * score(.tilt))), feeLevel: exp(0.4 * score(fee)),
                orderValue: 60 * exp(0.2 * score(.value)), refundRate: 1 / (1 + exp(2 - 0.5 * score(.refunds))))
        }
        return [kind(.viewsNano, .feeNano, 0.2, 0.3), kind(.viewsMicro, .feeMicro, 0.12, -0.3)]
    }

    static func spreads(_ z: [Double]) -> [ResultSpreads] {
        let factor = 6 * exp(log(2) / 1.645 * z[Score.spread.rawValue])
        return [ResultSpreads](repeating: ResultSpreads(sales: Spread(factor: factor, centre: .mean)), count: 2)
    }

    static func simulate(_ z: [Double], creators: Int, _ content: Content, _ luck: inout Luck) -> [CreatorResult] {
        let (typical, spreads) = (typical(z), spreads(z)[0])
        return (0..<creators).map { number in
            let kind = number % 2
            let values = typical[kind]
            let factor = exp(
                luck.factor(spreads.luck) + luck.factor(spreads.reach))
            let views = Double(followers[kind]) * values.viewsPerFollower * factor
            let pull = luck.factor(spreads.clicks)
            let power = luck.factor(spreads.sales)
            var result = CreatorResult(key: "creator \(number)", kind: kind, followers: followers[kind])
            switch content {
            case .orders:
                result.orders = luck.poisson(
                    views * values.clicksPerView * exp(pull) * values.ordersPerClick * exp(power))
            case .clicksAndOrders:
                let odds = values.clicksPerView / (1 - values.clicksPerView) * exp(pull)
                let seen = max(1, Int(views.rounded()))
                result.views = seen
                let clicks = luck.binomial(seen, odds / (1 + odds))
                result.clicks = clicks
                result.orders = luck.binomial(clicks, min(1, values.ordersPerClick * exp(power)))
            }
            let orders = result.orders ?? 0
            result.refunds = luck.binomial(orders, values.refundRate)
            if orders > 0 {
                result.value =
                    luck.gamma(shape: Double(orders) * spreads.valueShape) * values.orderValue / spreads.valueShape
            }
            result.fee = values.feeLevel * exp(luck.factor(spreads.fees))
            return result
        }
    }

    /// The scores that results touch.
    static let touched = (0..<count).filter { $0 != Score.ordersPerTracked.rawValue }

    static func fit(_ results: [CreatorResult], seed: UInt64, settings: FitSettings = FitSettings()) -> ScoreFit {
        let likelihood = ResultLikelihood(results)
        return ScoreFit(
            count: count, touched: results.isEmpty ? [] : touched, draws: DrawSource(seed: seed), settings: settings
        ) { likelihood.logLikelihood(typical($0), spreads($0)) }
    }
}

/// Chance for simulated campaigns.
struct Luck {
    private var state: UInt64

    /// Seeds are mixed first: those that follow each other would else give the same numbers, one place on.
    init(seed: UInt64) { state = Self.mixed(seed &+ 0x1234_5678_9abc_def1) }

    private static func mixed(_ state: UInt64) -> UInt64 {
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ bits >> 31
    }

    mutating func uniform() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        return (Double(Self.mixed(state) >> 12) + 0.5) * 0x1p-52
    }

    mutating func normal() -> Double { NormalLaw.quantile(uniform()) }

    /// The logarithm of a factor.
    mutating func factor(_ spread: Spread) -> Double { spread.shift + spread.deviation * normal() }

    /// Sums of exponential gaps up to 30 at a time, since Poisson counts add up.
    mutating func poisson(_ mean: Double) -> Int {
        var (rest, count) = (mean, 0)
        while rest > 0 {
            let part = min(rest, 30)
            rest -= part
            var product = uniform()
            let limit = exp(-part)
            while product > limit {
                count += 1
                product *= uniform()
            }
        }
        return count
    }

    /// Gaps between successes are geometric.
    mutating func binomial(_ trials: Int, _ chance: Double) -> Int {
        guard chance > 0 else { return 0 }
        guard chance < 1 else { return trials }
        var (place, count) = (0.0, 0)
        while true {
            place += (log(uniform()) / log1p(-chance)).rounded(.down) + 1
            if place > Double(trials) { return count }
            count += 1
        }
    }

    /// Marsaglia and Tsang 2000, for shapes of 1 and more.
    mutating func gamma(shape: Double) -> Double {
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = pow(1 + c * x, 3)
            if v > 0, log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
        }
    }
}
