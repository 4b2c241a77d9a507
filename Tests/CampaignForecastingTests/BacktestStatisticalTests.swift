// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// Laws that a backtest must obey, each with a twin in which it does not hold.
@Suite struct BacktestStatisticalTests {
    private static let spread = 1.1

    private func logNormal(_ count: Int, median: Double = 1, seed: UInt64) -> [Double] {
        let source = RandomSource(seed: seed)
        source.open(StreamName("returns"), trial: 0)
        return (0..<count).map { _ in median * Double.exp(Self.spread * source.gaussian()) }
    }

    /// Log-normal returns weighted by their k-th power are log-normal with a log-median higher by k·s².
    @Test(arguments: [0.5, 1.0]) func aSelectionMovesTheMedianOfALogNormalLaw(power: Double) throws {
        let count = 100_000
        let returns = logNormal(count, median: 0.3, seed: 7)
        let draws = OutcomeDraws(returns: returns, costsPerOrder: returns)
        let score = try #require(OutcomeScore(metric: .roas, value: 1, draws: draws, selection: power))
        let shift = Double.log(score.median.value / 0.3)
        // A weighted median of normal logs: variance E[w²(1{x < m} − ½)²] / (E[w]² φ(0)²/s²·n), and E[w²]/E[w]² = exp(k²s²).
        let s = Self.spread
        let error =
            s * (2 * Double.pi).squareRoot() / 2 * Double.exp(power * power * s * s / 2) / Double(count).squareRoot()
        #expect(abs(shift - power * s * s) < 5 * error)
        #expect(abs(shift - 1.1 * power * s * s) > 5 * error)
        // The effective number of draws is n·exp(−k²s²).
        let effective = Double(count) * Double.exp(-power * power * s * s)
        #expect(abs(score.effectiveDraws / effective - 1) < 0.1)
    }

    /// Whether the central 50 % and 90 % of a forecast cover as many outcomes as right forecasts do: within 3.29 standard errors, a
    /// failure rate of 10⁻³; the ends of the intervals are known from finitely many draws themselves.
    private func isCalibrated(_ outcomes: [Double], _ draws: OutcomeDraws, power: Double = 0) throws -> Bool {
        let law = try #require(draws.law(of: .roas, selection: power))
        let summary = BacktestSummary(
            outcomes.map { OutcomeScore(metric: .roas, value: $0, law: law, selection: power) }, selection: power)
        return BacktestSummary.nominalCoverages.allSatisfy { nominal in
            let n = Double(summary.count)
            let variance = n * nominal * (1 - nominal) * (1 + n / law.effectiveCount)
            return abs(Double(summary.coverage(nominal).count) - n * nominal) < 3.2905 * variance.squareRoot()
        }
    }

    @Test func outcomesThatFollowTheirForecastAreCoveredAtTheirRate() throws {
        let returns = logNormal(10_000, seed: 1)
        let draws = OutcomeDraws(returns: returns, costsPerOrder: returns)
        let outcomes = logNormal(1_500, seed: 2)
        #expect(try isCalibrated(outcomes, draws))
        #expect(try !isCalibrated(outcomes.map { 2 * $0 }, draws))
        #expect(try !isCalibrated(outcomes.map { Double.pow($0, 1.2) }, draws))
    }

    @Test func publishedOutcomesAreCoveredUnderTheSelectionThatPublishedThem() throws {
        let returns = logNormal(20_000, seed: 3)
        let draws = OutcomeDraws(returns: returns, costsPerOrder: returns)
        // Published with a chance in proportion to the return: a log-median higher by s².
        let published = logNormal(1_500, median: Double.exp(Self.spread * Self.spread), seed: 4)
        #expect(try isCalibrated(published, draws, power: 1))
        #expect(try !isCalibrated(published, draws))
        #expect(try !isCalibrated(published, draws, power: 0.5))
    }

    /// One campaign, uncertain and with creators that differ: its outcomes are campaigns simulated with another seed.
    @Test func campaignsThatFollowTheModelAreCoveredAtTheirRate() throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(low: 2_000, high: 20_000))
        fixture[.clicksPerView] = .shared(.uncertain(.beta(alpha: 2, beta: 60)))
        fixture[.ordersPerClick] = .shared(.uncertain(.beta(alpha: 3, beta: 60)))
        let campaign = try PreparedCampaign(fixture.scenario)
        let forecast = try Backtester.draws(of: campaign, options: ForecastOptions(trials: 8_000, seed: 1, threads: 2))
        let real = try Backtester.draws(of: campaign, options: ForecastOptions(trials: 1_500, seed: 2))
        #expect(forecast.spent.value == 1)
        #expect(try isCalibrated(real.returns, forecast))
        #expect(try !isCalibrated(real.returns.map { 1.7 * $0 }, forecast))
        let alone = try Backtester.draws(of: campaign, options: ForecastOptions(trials: 1_500, seed: 1))
        #expect(alone.returns == Array(forecast.returns.prefix(1_500)))
    }
}
