// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// Campaigns whose moments are known in closed form; tolerances are 5 standard errors (failure rate 6 · 10⁻⁷).
@Suite struct AnalyticCampaignStatisticalTests {
    private static let trials = 40_000

    /// 20 creators, views log-normal 5k–10k, clicks Beta(20, 980), orders Beta(5, 95) a click.
    private func twenty(ratesPerCreator: Bool, shift: Double = 1) -> CampaignFixture {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(low: 5_000 * shift, high: 10_000 * shift))
        let click = Distribution.beta(alpha: 20, beta: 980)
        let order = Distribution.beta(alpha: 5, beta: 95)
        fixture[.clicksPerView] = ratesPerCreator ? .varying(click) : .shared(.uncertain(click))
        fixture[.ordersPerClick] = ratesPerCreator ? .varying(order) : .shared(.uncertain(order))
        return fixture
    }

    /// The moments of the orders of 20 creators: mean 144.596, and the variance with rates of their own or shared.
    private func moments(ratesPerCreator: Bool) -> (mean: Double, variance: Double) {
        func square(_ a: Double, _ b: Double) -> Double { a * (a + 1) / ((a + b) * (a + b + 1)) }
        let law = Distribution.logNormal(low: 5_000, high: 10_000)
        let views = law.mean ?? .nan
        let sigma = Distribution.logSD(spread: 2.0.squareRoot())
        let viewsSquare = views * views * Double.exp(sigma * sigma)
        let rate = 0.02 * 0.05
        let rateSquare = square(20, 980) * square(5, 95)
        // Given views and rates a creator's orders are binomial: variance V·r·(1 − r).
        let within = 20 * views * (rate - rateSquare)
        let between =
            ratesPerCreator
            ? 20 * (viewsSquare * rateSquare - views * views * rate * rate)
            : 20 * (viewsSquare - views * views) * rateSquare
                + 400 * views * views * (rateSquare - rate * rate)
        return (20 * views * rate, within + between)
    }

    private func deviations(_ column: [Double], _ expected: (mean: Double, variance: Double)) -> (Double, Double) {
        let moments = Moments(column)
        let n = Double(column.count)
        let variance = moments.squares / (n - 1)
        let fourth = column.reduce(0) { $0 + Double.pow($1 - moments.mean, 4) } / n
        return (
            (moments.mean - expected.mean) / (variance / n).squareRoot(),
            (variance - expected.variance) / ((fourth - variance * variance) / n).squareRoot()
        )
    }

    @Test(arguments: [true, false]) func twentyCreatorsHaveTheMomentsOfTheTextbook(ratesPerCreator: Bool) throws {
        let expected = moments(ratesPerCreator: ratesPerCreator)
        #expect(abs(expected.mean - 144.596) < 0.001)
        #expect(abs(expected.variance.squareRoot() - (ratesPerCreator ? 21.48 : 73.16)) < 0.01)
        let column = try twenty(ratesPerCreator: ratesPerCreator).column(.orders, trials: Self.trials)
        let (mean, variance) = deviations(column, expected)
        #expect(abs(mean) < 5)
        #expect(abs(variance) < 5)
    }

    @Test(arguments: [true, false]) func viewsThatAreTwoPercentHigherAreNoticed(ratesPerCreator: Bool) throws {
        let column = try twenty(ratesPerCreator: ratesPerCreator, shift: 1.02).column(.orders, trials: Self.trials)
        #expect(abs(deviations(column, moments(ratesPerCreator: ratesPerCreator)).0) > 5)
    }

    @Test(arguments: [true, false]) func layersOfVarianceSplitTheTextbookCase(ratesPerCreator: Bool) throws {
        let forecast = try twenty(ratesPerCreator: ratesPerCreator).forecast(trials: 4_096, layerTrials: 4_096)
        let layers = try #require(forecast.splits[0].total.metrics[.conversions]?.layers)
        let expected = moments(ratesPerCreator: ratesPerCreator)
        let rateSquare = (20.0 * 21) / (1_000 * 1_001) * (5.0 * 6) / (100 * 101)
        let views = Distribution.logNormal(low: 5_000, high: 10_000).mean ?? .nan
        let orders = 20 * views * (0.001 - rateSquare) / expected.variance
        let uncertainty = ratesPerCreator ? 0 : 400 * views * views * (rateSquare - 1e-6) / expected.variance
        for (layer, share) in [
            (layers.uncertainty, uncertainty), (layers.orders, orders), (layers.posts, 0),
            (layers.creators, 1 - uncertainty - orders),
        ] {
            #expect(abs(layer.value - share) < 5 * layer.standardError + 1e-9)
        }
    }

    @Test func revenueOfGammaOrdersHasTheCompoundMoments() throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .shared(.constant(1_000))
        fixture[.ordersPerClick] = .shared(.constant(0.05))
        fixture[.orderValue] = .scattered(typical: .constant(80), factor: 1.8)
        fixture[.refundRate] = .shared(.constant(0.1))
        let sigma = Distribution.logSD(spread: 1.8)
        let orders = 20_000 * 0.05 * 0.9
        let variance = orders * 6_400 * (Double.exp(sigma * sigma) - 1) + 6_400 * 20_000 * 0.045 * (1 - 0.045)
        let column = try fixture.column(.revenue, trials: Self.trials)
        let (mean, spread) = deviations(column, (orders * 80, variance))
        #expect(abs(mean) < 5)
        #expect(abs(spread) < 5)
        let shifted = deviations(column.map { $0 * 1.02 }, (orders * 80, variance))
        #expect(abs(shifted.0) > 5)
    }

    @Test func salesPowerLeavesTheMeanAlone() throws {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.constant(0.001))
        fixture[.salesPower] = .scattered(typical: .constant(1), factor: 4)
        let column = try fixture.column(.orders, trials: Self.trials)
        let sigma = Distribution.logSD(spread: 4)
        let variance = 20 * (1 + 1 * (Double.exp(sigma * sigma) - 1))
        #expect(abs((Moments(column).mean - 20) / (variance / Double(Self.trials)).squareRoot()) < 5)
        #expect(abs((Moments(column).mean * 1.02 - 20) / (variance / Double(Self.trials)).squareRoot()) > 5)
    }

    @Test func ordersOfACreatorWithOverdispersionAreBetaBinomial() throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture.set([.followers: 100, .ordersPerClick: 0.3, .overdispersion: 0.3])
        let column = try fixture.column(.orders, trials: Self.trials)
        // Variance n·p·(1 − p)·(1 + (n − 1)·ρ).
        let (mean, variance) = deviations(column, (30, 21 * (1 + 99 * 0.3)))
        #expect(abs(mean) < 5)
        #expect(abs(variance) < 5)
        let shifted = deviations(column, (30 * 1.03, 21 * (1 + 99 * 0.28)))
        #expect(abs(shifted.0) > 5)
        #expect(abs(shifted.1) > 5)
    }

    @Test func correlatedAssumptionsHaveTheirRankCorrelation() throws {
        var fixture = CampaignFixture()
        fixture[.grossMargin] = .shared(.uncertain(.betaInterval(low: 0.2, high: 0.6)))
        fixture[.orderValue] = .shared(.uncertain(.logNormal(low: 50, high: 150)))
        fixture.correlations = [
            Correlation(first: fixture.path(.grossMargin), second: fixture.path(.orderValue), rank: 0.6)
        ]
        let campaign = try PreparedCampaign(fixture.scenario)
        let draws = campaign.program.draw(trials: 0..<20_000, noise: NoiseKey(seed: 1))
        func column(_ path: QuantityPath) throws -> [Double] {
            draws.columns[try #require(campaign.program.paths.firstIndex(of: path))]
        }
        let found = rankCorrelation(try column(fixture.path(.grossMargin)), try column(fixture.path(.orderValue)))
        let tolerance = rankTolerance(0.6, draws.columns[0].count)
        #expect(abs(found - 0.6) < tolerance)
        #expect(abs(found - 0.63) > tolerance)
    }

    @Test func feesGoWithFollowersAndKeepTheirLaw() throws {
        var fixture = CampaignFixture()
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 10_000))
        fixture[.fee] = .varying(.logNormal(low: 200, high: 1_000))
        fixture.budget = 1e6
        fixture.set([.pool: 1, .feeFollowersCorrelation: 0.7])
        let blocks = try fixture.blocks(trials: 20_000)
        func column(_ outcome: Outcome) -> [Double] {
            blocks.flatMap { $0.column(split: 0, line: 0, outcome: outcome).map(Array.init) ?? [] }
        }
        let (views, fees) = (column(.views), column(.fees))
        #expect(views.count == 20_000)
        let tolerance = rankTolerance(0.7, views.count)
        #expect(abs(rankCorrelation(views, fees) - 0.7) < tolerance)
        #expect(abs(rankCorrelation(views, fees) - 0.73) > tolerance)
        // A normal sample's variance has the standard error σ²·√(2/n).
        for (values, low, high) in [(views, 1_000.0, 10_000.0), (fees, 200, 1_000)] {
            let sigma = Distribution.logSD(spread: (high / low).squareRoot())
            let moments = Moments(values.map { Double.log($0) })
            let ratio = moments.squares / Double(values.count - 1) / (sigma * sigma)
            let reach = 5 * (2 / Double(values.count)).squareRoot()
            #expect(abs(ratio - 1) < reach)
            #expect(abs(ratio * 1.1 - 1) > reach)
        }
    }
}

/// Spearman's rank correlation of two columns without ties worth the name.
private func rankCorrelation(_ first: [Double], _ second: [Double]) -> Double {
    func ranks(_ column: [Double]) -> [Double] {
        var result = Array(repeating: 0.0, count: column.count)
        for (rank, index) in column.indices.sorted(by: { column[$0] < column[$1] }).enumerated() {
            result[index] = Double(rank)
        }
        return result
    }
    let middle = Double(first.count - 1) / 2
    let (first, second) = (ranks(first), ranks(second))
    let product = zip(first, second).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
    return product / first.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
}

/// 5 standard errors of a rank correlation, each at most 1.06/√n before Fisher's transformation (Fieller, Hartley, Pearson
/// 1957).
private func rankTolerance(_ correlation: Double, _ count: Int) -> Double {
    5 * 1.06 * (1 - correlation * correlation) / Double(count).squareRoot()
}
