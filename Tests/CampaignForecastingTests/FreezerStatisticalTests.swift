// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite("Frozen forecasts, statistically") struct FreezerStatisticalTests {
    /// A campaign of a few creators of whom nobody knows how much they sell; half of the orders are not tracked.
    private static let campaign: CampaignFixture = {
        var fixture = CampaignFixture()
        fixture.budget = 3_000
        fixture.set([.followers: 40, .clicksPerView: 0.5, .untrackedOrders: 0.5, .refundRate: 0.1, .salesPower: 3])
        fixture[.ordersPerClick] = .shared(.uncertain(.logNormal(low: 0.02, high: 0.3)))
        return fixture
    }()

    private static func frozen(trials: Int, seed: UInt64, threads: Int = 1) throws -> FrozenForecast {
        try Freezer(
            campaign: try PreparedCampaign(campaign.scenario),
            options: ForecastOptions(trials: trials, seed: seed, threads: threads)
        ).frozen(on: "2026-03-01")
    }

    /// The forecast of a figure, and what the one imagined campaign of another seed brought.
    private struct Case {
        var law: PredictiveLaw
        var outcome: Double
        var uniform: Double
    }

    private static func cases(
        _ count: Int, forecast: ScoredFigure, outcome: ScoredFigure
    ) throws -> [Case] {
        try (0..<count).compactMap { number in
            let made = try frozen(trials: 48, seed: UInt64(number + 1)).splits[0]
            let came = try frozen(trials: 1, seed: UInt64(10_000 + number)).splits[0]
            guard let law = made.figures.first(where: { $0.name == forecast })?.law,
                let value = came.figures.first(where: { $0.name == outcome })?.law.values.first
            else { return nil }
            // Any even numbers will do; those of a golden ratio are.
            let uniform = (Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
            return Case(law: law, outcome: value, uniform: uniform)
        }
    }

    private static func chance(_ cases: [Case], _ law: (PredictiveLaw) -> PredictiveLaw? = { $0 }) -> Double {
        KolmogorovLaw.probability(
            ofUniform: cases.compactMap { law($0.law)?.position(of: $0.outcome, uniform: $0.uniform) })
    }

    /// A forecast half as wide, by ratios.
    private static func overconfident(_ law: PredictiveLaw) -> PredictiveLaw? {
        let middle = law.quantile(0.5).value
        return PredictiveLaw(
            values: law.values.map { middle > 0 ? (middle * ($0 / middle).squareRoot()).rounded() : $0 },
            defined: law.defined)
    }

    @Test(
        "positions of a right forecast are uniform at a risk of 0.001; overconfidence and all orders for tracked ones are rejected"
    )
    func positions() throws {
        let cases = try Self.cases(200, forecast: .trackedOrders, outcome: .trackedOrders)
        #expect(cases.count == 200)
        #expect(Self.chance(cases) > 1e-3, "\(Self.chance(cases))")
        #expect(Self.chance(cases, Self.overconfident) < 1e-4, "\(Self.chance(cases, Self.overconfident))")
        let swapped = zip(cases, try Self.cases(200, forecast: .conversions, outcome: .conversions)).map {
            Case(law: $1.law, outcome: $0.outcome, uniform: $0.uniform)
        }
        #expect(Self.chance(swapped) < 1e-4, "\(Self.chance(swapped))")
    }

    @Test("a frozen forecast has the values of the run, the same with any number of threads")
    func values() throws {
        let (trials, seed): (Int, UInt64) = (700, 5)
        let forecast = try Self.campaign.forecast(trials: trials, seed: seed)
        let frozen = try Self.frozen(trials: trials, seed: seed)
        #expect(try frozen == Self.frozen(trials: trials, seed: seed, threads: 3))
        let split = frozen.splits[0]
        #expect(split.budget == 3_000 && split.tier == "nano" && frozen.trials == trials)
        for figure in split.figures where !figure.name.isOfTracked {
            let summary = try #require(forecast.splits[0].total.metrics[figure.name.metric])
            #expect(figure.law.quantile(0.5).value == summary.quantile(0.5)?.value, "\(figure.name)")
        }
        #expect(Set(split.figures.map(\.name)).isSuperset(of: [.trackedRevenue, .trackedCPA, .trackedROAS]))
    }

    /// Of a campaign in which all orders are tracked, tracked figures are those of all orders; a calculator says the mean of what is
    /// certain: 10,000 at 500 each are 20 creators with 1,000 views, as many clicks and 40 orders of each.
    @Test("tracked figures and a calculator's are those of a case that is known")
    func known() throws {
        var fixture = CampaignFixture()
        fixture.set([.ordersPerClick: 0.04])
        let frozen = try Freezer(
            campaign: try PreparedCampaign(fixture.scenario), options: ForecastOptions(trials: 400, seed: 2)
        ).frozen(on: "2026-03-01")
        let figures = Dictionary(uniqueKeysWithValues: frozen.splits[0].figures.map { ($0.name, $0) })
        for (one, other) in [
            (ScoredFigure.trackedOrders, ScoredFigure.conversions), (.trackedRevenue, .revenue), (.trackedCPA, .cpa),
            (.trackedROAS, .roas),
        ] {
            let (tracked, all) = (try #require(figures[one]).law.values, try #require(figures[other]).law.values)
            #expect(zip(tracked, all).allSatisfy { abs($0 - $1) <= 1e-9 * $1 })
        }
        // 20 · 1,000 clicks, each an order with probability 0.04: 800 with a standard error of √(800 · 0.96 / 400).
        let orders = try #require(figures[.conversions]?.calculator)
        #expect(abs(orders - 800) < 5 * (800 * 0.96 / 400.0).squareRoot(), "\(orders)")
        let cost = try #require(figures[.cost]?.calculator)
        #expect(cost == 10_000)
        #expect(abs(try #require(figures[.cpa]?.calculator) - cost / orders) < 1e-9)
    }
}
