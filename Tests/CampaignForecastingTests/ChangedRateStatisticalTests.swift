// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

/// What a changed rate changes: the outcome by as much as it says, and no more luck than a thinning has.
@Suite struct ChangedRateStatisticalTests {
    private static let trials = 400

    private func fixture(engagements: Double = 0.05, clicks: Double = 0.2, orders: Double = 0.1) -> CampaignFixture {
        var fixture = CampaignFixture()
        fixture.budget = 100_000
        fixture[.followers] = .varying(.logNormal(low: 1_000, high: 30_000))
        fixture[.postLuck] = .scattered(typical: .constant(1), factor: 3)
        fixture[.engagementsPerView] = nil
        fixture[.clicksPerView] = nil
        fixture.set([
            .viewsPerFollower: 0.4, .posts: 2, .engagementsPerFollower: engagements, .clicksPerEngagement: clicks,
            .ordersPerClick: orders,
        ])
        fixture[.salesPower] = .scattered(typical: .constant(1), factor: 7)
        return fixture
    }

    /// The mean of the changes, how many standard errors it is from `expected` where each is a thinning with this mean, and
    /// the ratio of their variance to a thinning's.
    private func changes(
        _ outcome: Outcome, from one: CampaignFixture, to other: CampaignFixture, seed: UInt64 = 1, relative: Double
    ) throws -> (distance: Double, dispersion: Double) {
        let before = try one.column(outcome, trials: Self.trials)
        let after = try other.column(outcome, trials: Self.trials, seed: seed)
        let expected = before.reduce(0, +) / Double(Self.trials) * relative
        let changes = Moments(zip(before, after).map { $1 - $0 })
        let variance = changes.squares / Double(Self.trials - 1)
        return ((changes.mean - expected) / (variance / Double(Self.trials)).squareRoot(), variance / expected)
    }

    @Test(arguments: [Outcome.engagements, .clicks, .orders])
    func aSmallChangeMovesCountsLikeAThinning(outcome: Outcome) throws {
        let change = 1e-3
        let moved: CampaignFixture
        switch outcome {
        case .engagements: moved = fixture(engagements: 0.05 * (1 + change))
        case .clicks: moved = fixture(clicks: 0.2 * (1 + change))
        default: moved = fixture(orders: 0.1 * (1 + change))
        }
        let (distance, dispersion) = try changes(outcome, from: fixture(), to: moved, relative: change)
        #expect(abs(distance) < 5)
        // The variance of a thinning is its mean; what a campaign's size adds is far smaller here.
        #expect(dispersion < 3)
        // With luck of its own it would be hundreds of times that.
        #expect(try changes(outcome, from: fixture(), to: moved, seed: 2, relative: change).dispersion > 100)
    }

    @Test func theLawOfClicksLeadsAndEngagementsIsThatOfAChain() throws {
        // Of 100,000 views 10 % engage, of these 30 % click, of these half become leads, of these 80 % order.
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture[.clicksPerView] = nil
        fixture[.ordersPerClick] = nil
        fixture.set([
            .followers: 100_000, .engagementsPerView: 0.1, .clicksPerEngagement: 0.3, .leadsPerClick: 0.5,
            .ordersPerLead: 0.8,
        ])
        let trials = 20_000
        func column(_ outcome: Outcome) throws -> [Double] { try fixture.column(outcome, trials: trials) }
        let (engaged, clicked) = (try column(.engagements), try column(.clicks))
        let (led, ordered) = (try column(.leads), try column(.orders))
        let n = 100_000.0
        func covariance(_ one: [Double], _ other: [Double]) -> Double {
            let (a, b) = (Moments(one), Moments(other))
            return zip(one, other).reduce(0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) } / Double(trials - 1)
        }
        func expectNear(_ found: Double, _ expected: Double, error: Double, shift: Double) {
            #expect(abs(found - expected) < 5 * error)
            #expect(abs(found - expected * shift) > 5 * error)
        }
        for (values, chance) in [(engaged, 0.1), (clicked, 0.03), (led, 0.015), (ordered, 0.012)] {
            let variance = n * chance * (1 - chance)
            expectNear(
                Moments(values).mean, n * chance, error: (variance / Double(trials)).squareRoot(), shift: 1.01)
            expectNear(
                covariance(values, values), variance, error: variance * (2 / Double(trials)).squareRoot(), shift: 1.1)
        }
        // Of nested counts the covariance is n·p_inner·(1 − p_outer).
        for (outer, inner, p, q) in [
            (engaged, clicked, 0.1, 0.03), (clicked, led, 0.03, 0.015), (led, ordered, 0.015, 0.012),
            (clicked, ordered, 0.03, 0.012), (engaged, ordered, 0.1, 0.012),
        ] {
            let expected = n * q * (1 - p)
            let (one, other) = (n * p * (1 - p), n * q * (1 - q))
            let error = ((one * other + expected * expected) / Double(trials)).squareRoot()
            expectNear(covariance(outer, inner), expected, error: error, shift: 1.3)
        }
    }

    @Test func ordersRiseSmoothlyAlongARate() throws {
        let paths = try (0...60).map { step in
            try fixture(orders: 0.1 * Double.pow(1.01, Double(step))).column(.orders, trials: 20)
        }
        for trial in 0..<20 {
            let path = paths.map { $0[trial] }
            for (before, after) in zip(path, path.dropFirst()) {
                #expect(after >= before)
                // A step is a hundredth of the orders; five standard deviations of a thinning, and some for small numbers.
                #expect(after - before < before / 100 + 5 * (before / 100).squareRoot() + 10)
            }
        }
    }

    /// The mean of orders where the sales power varies by a factor, in standard errors from that without.
    private func distance(spread: Double, rate: Double, shift: Double = 1) throws -> Double {
        var fixture = CampaignFixture()
        fixture.set([.clicksPerView: 0.01, .followers: 2_000, .ordersPerClick: rate * shift])
        fixture[.salesPower] = .scattered(typical: .constant(1), factor: spread)
        let orders = Moments(try fixture.column(.orders, trials: 6_000))
        let error = (orders.squares / Double(orders.count - 1) / Double(orders.count)).squareRoot()
        return (orders.mean - 20 * 20 * rate) / error
    }

    @Test(arguments: [3, 7, 27, 60], [0.04, 0.3, 0.8])
    func aStatedRateIsTheMeanOverCreatorsAtEverySpread(spread: Double, rate: Double) throws {
        #expect(abs(try distance(spread: spread, rate: rate)) < 5)
        #expect(abs(try distance(spread: spread, rate: rate, shift: 1.15)) > 5)
    }

    @Test(arguments: [nil, 1.0]) func anEventOnViewsTakesTheEngagementsWithIt(fromWeek: Double?) throws {
        let plain = fixture()
        var struck = plain
        struck.addRisk("trouble", probability: 1, .viewsPerFollower, .multiply, 0.5, fromWeek: fromWeek)
        for outcome in [Outcome.views, .engagements, .orders] {
            let (before, after) = (try plain.column(outcome, trials: 200), try struck.column(outcome, trials: 200))
            let half = Moments(zip(before, after).map { $1 - $0 / 2 })
            // Rounding of views, and the luck of the half that is left.
            let error = (half.squares / 199 / 200).squareRoot() + 1e-9
            #expect(abs(half.mean) < 5 * error + (outcome == .views ? 5 : 0), "\(outcome)")
            #expect(abs(half.mean - before.reduce(0, +) / 200 * 0.1) > 5 * error, "\(outcome)")
        }
    }
}
