// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

@testable import CampaignForecasting

/// What verdicts rest on, with round figures.
extension HandMade {
    /// A split that costs $48,000 and brings 560 orders.
    static func profile(
        _ name: String, profit: Double, error: Double = 500, losses: Int, factor: Double?, factorError: Double = 0.01,
        rate: Double? = 0.025, driver: BreakEven.Driver = .ordersPerClick, isCapped: Bool = false,
        margin: Double = 30_000, sellsNothing: Int = 0, cost: Double = 48_000, unhired: UnhiredMoney? = nil
    ) -> SplitProfile {
        SplitProfile(
            name: name, profit: Estimate(value: profit, standardError: error), losses: proportion(losses),
            almostNothingSold: proportion(sellsNothing),
            cost: quantiles([46_000, 46_500, 47_000, cost, 48_500, 49_000, 49_500], width: 100),
            orders: quantiles([60, 110, 270, 560, 1_200, 2_900, 4_900], width: 5),
            breakEven: BreakEven(
                fixedCost: Estimate(value: 45_000, standardError: 100),
                margin: Estimate(value: margin, standardError: 200),
                factor: factor.map { Estimate(value: $0, standardError: factorError) },
                ordersPerClick: rate.map { Estimate(value: $0, standardError: $0 / 200) }, driver: driver,
                isCapped: isCapped), unhired: unhired)
    }

    /// Money of mega creators that hires nobody in 51 of 100 campaigns.
    static let idle = UnhiredMoney(lines: ["mega"], share: 0.6, nobodyHired: proportion(5_100))

    static func pair(
        _ first: Int, _ second: Int, difference: Double, error: Double, firstBetter: Int, equal: Int = 0
    ) -> ProfitPair {
        ProfitPair(
            first: first, second: second, difference: Estimate(value: difference, standardError: error),
            firstBetter: proportion(firstBetter), equal: proportion(equal))
    }

    static func proportion(_ count: Int) -> Proportion { Proportion(count: count, trials: 10_000) }

    private static func quantiles(_ values: [Double], width: Double) -> [QuantileEstimate] {
        zip(QuantileEstimate.reported, values).map {
            QuantileEstimate(probability: $0, value: $1, low: $1 - width, high: $1 + width)
        }
    }
}
