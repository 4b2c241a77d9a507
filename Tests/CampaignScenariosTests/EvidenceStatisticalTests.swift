// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Foundation
import Testing

/// What the library 'evidence' lets expect where a file states nothing but a product.
///
/// Chances are compared with bounds far wider than their error: with 2,000 trials 5 standard errors are 5.6 points at most.
@Suite("Published figures alone")
struct EvidenceStatisticalTests {
    private static let trials = 2_000
    /// Five standard errors of a chance of a half (failure rate 6 · 10⁻⁷).
    private static let tolerance = 5 * (0.25 / Double(trials)).squareRoot()

    private func forecast(_ more: String, splits: String, defaults: String = "evidence", goals: String = "[roas >= 3]")
        throws -> Forecast
    {
        let text = """
            version: 1
            budget: 60k
            defaults: \(defaults)
            product: {order_value: {typical: 60 to 80, varies: 1.5x}, gross_margin: 60%}
            splits: \(splits)
            goals: \(goals)
            \(more)
            """
        let campaign = try PreparedCampaign(try read(text).scenario)
        return try Forecaster(
            campaign: campaign, options: ForecastOptions(trials: Self.trials, seed: 11, threads: 2, layerTrials: 0)
        ).run()
    }

    @Test(
        "a typical campaign loses money more often than not, sometimes returns three dollars a dollar, and leaves tiers open"
    )
    func typical() throws {
        let forecast = try forecast(
            "",
            splits:
                "{nano: {nano: 100%}, micro: {micro: 100%}, macro: {macro: 100%}, mixed: {nano: 33%, micro: 33%, macro: 34%}}"
        )
        for split in forecast.splits {
            #expect(
                (0.6 + Self.tolerance...0.9 - 0.02).contains(split.losses.value), "\(split.name) \(split.losses.value)")
            #expect(
                (0.05 + 0.02...0.3 - Self.tolerance).contains(split.goals[0].met.value),
                "\(split.name) \(split.goals[0].met.value)")
            // Unselected sources: most affiliates and many campaigns sell next to nothing.
            #expect((0.1...0.4).contains(split.total.almostNothingSold.value), "\(split.total.almostNothingSold.value)")
        }
        // No tier is taken to be better: each is ahead of each other one in a quarter of the campaigns at least.
        for pair in forecast.profitPairs {
            #expect(
                (0.25...0.75).contains(pair.firstBetter.value),
                "\(pair.first) \(pair.second): \(pair.firstBetter.value)")
        }
        // What nobody knows is shared: a mixed split does not average it away.
        func width(_ split: Int) throws -> Double {
            let roas = try #require(forecast.splits[split].total.metrics[.roas])
            return Double(try #require(roas.quantile(0.95)).value / #require(roas.quantile(0.25)).value)
        }
        #expect(try width(3) > 0.6 * (width(0) + width(1) + width(2)) / 3)
    }

    @Test("the article's figures, at face value, do not: the check tells the two apart")
    func article() throws {
        let forecast = try forecast("", splits: "{nano: {nano: 100%}}", defaults: "article")
        #expect(forecast.splits[0].losses.value > 0.95 && forecast.splits[0].goals[0].met.value < 0.01)
    }

    @Test("commission alone is no certain return")
    func commissionOnly() throws {
        let split = try forecast(
            "lines: {affiliates: {tier: nano, deal: {revenue_share: 10%}}}", splits: "{s: {affiliates: 100%}}"
        ).splits[0]
        let roas = try #require(split.total.metrics[.roas])
        let (low, high) = (try #require(roas.quantile(0.05)).value, try #require(roas.quantile(0.95)).value)
        #expect(low < 1 && high > 4 && high < 20, "\(low) to \(high)")
        // Samples, sign-up, hours and the network's fee cost something; only some become active.
        for metric in [Metric.gifts, .management, .networkFee, .fees] {
            #expect(try #require(split.total.metrics[metric]?.quantile(0.5)).value > 0, "\(metric)")
        }
        let (creators, posts) = (
            try #require(split.total.metrics[.creators]?.quantile(0.5)).value,
            try #require(split.total.metrics[.posts]?.quantile(0.5)).value
        )
        #expect(posts < 0.9 * creators)
        // Some of what is paid for would have come anyway.
        let (tracked, incremental) = (
            try #require(split.total.metrics[.conversions]?.mean).value,
            try #require(split.total.metrics[.incrementalConversions]?.mean).value
        )
        #expect(incremental < tracked)
    }
}
