// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite struct UntrackedTests {
    private static let outcomes: [Outcome] = [
        .creators, .views, .engagements, .clicks, .leads, .trackedOrders, .fees, .commission,
    ]

    /// A campaign with every part that orders go through.
    private var fixture: CampaignFixture {
        var fixture = CampaignFixture()
        fixture.terms = [.feeShare: 1, .revenueShare: 0.1]
        fixture.set([.ordersPerClick: 0.2, .clicksPerView: 0.3, .refundRate: 0.2, .codeDiscount: 0.1])
        fixture[.salesPower] = .scattered(typical: .constant(1), factor: 3)
        fixture[.orderValue] = .scattered(typical: .constant(80), factor: 1.8)
        return fixture
    }

    @Test func whatIsTrackedAndPaidDoesNotDependOnWhatIsNot() throws {
        var more = fixture
        more.set([.untrackedOrders: 1.5])
        for outcome in Self.outcomes {
            let before = try fixture.column(outcome, trials: 20)
            #expect(try more.column(outcome, trials: 20) == before, "\(outcome)")
        }
        let untracked = zip(
            try more.column(.orders, trials: 20), try more.column(.trackedOrders, trials: 20)
        ).map { $0 - $1 }
        #expect(untracked.allSatisfy { $0 > 0 })
    }

    @Test(arguments: [false, true]) func weeksAddUpToAllOrders(hasPartnership: Bool) throws {
        var timed = fixture
        timed.set([.untrackedOrders: 1.5, .repeatOrders: 0.2])
        if hasPartnership { timed.addPartnership([.months: 2]) }
        timed.addTime(weeks: 20, [.orderLag: 5])
        let block = try #require(try timed.blocks(trials: 10).first)
        for trial in 0..<10 {
            let outcomes = block.outcomes(split: 0, line: 0, trial: trial)
            for (series, total) in [(WeeklySeries.orders, Outcome.orders), (.revenue, .revenue)] {
                let weeks = (0...20).compactMap {
                    block.column(split: 0, line: 0, series: series, week: $0).map { Array($0)[trial] }
                }
                #expect(abs(weeks.reduce(0, +) - outcomes[total]) <= 1e-9 * (1 + outcomes[total]))
            }
        }
    }

    @Test func whatBecomesOfOrdersChangesNoOrder() throws {
        var base = fixture
        base.set([.untrackedOrders: 1.5])
        base.addAttribution([.codeLeakage: 0.3])
        var moreRefunds = base
        moreRefunds.set([.refundRate: 0.4])
        var widerValues = base
        widerValues[.orderValue] = .scattered(typical: .constant(80), factor: 4)
        var timed = base
        timed.addTime(weeks: 20)
        for outcome in [Outcome.orders, .trackedOrders, .leakedOrders] {
            let orders = try base.column(outcome, trials: 50)
            #expect(orders.contains { $0 > 0 })
            for other in [moreRefunds, widerValues, timed] {
                #expect(try other.column(outcome, trials: 50) == orders, "\(outcome)")
            }
        }
    }

    @Test func anOfferMultipliesWhatClicksBring() throws {
        var plain = CampaignFixture()
        plain.set([.ordersPerClick: 0.2])
        var better = CampaignFixture()
        better.set([.ordersPerClick: 0.1, .offer: 2])
        #expect(try plain.column(.orders, trials: 20) == (try better.column(.orders, trials: 20)))
    }
}

/// Untracked orders are Poisson about what was expected; tolerances are 5 standard errors (failure rate 6 · 10⁻⁷).
@Suite struct UntrackedStatisticalTests {
    private static let trials = 20_000

    /// One creator with 1,000 views, of which 2 orders are to be expected by links.
    private func untracked(_ share: Double) throws -> [Double] {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture.set([.clicksPerView: 0.02, .ordersPerClick: 0.1, .untrackedOrders: share])
        let orders = try fixture.column(.orders, trials: Self.trials)
        return zip(orders, try fixture.column(.trackedOrders, trials: Self.trials)).map { $0 - $1 }
    }

    @Test func countsAreThoseOfAPoissonLaw() throws {
        let counts = try untracked(0.75)
        let n = Double(counts.count)
        for count in 0...4 {
            let mean = 1.5
            let factorial = (1...max(count, 1)).reduce(1) { $0 * Double($1) }
            let probability = Double.exp(-mean) * Double.pow(mean, count) / factorial
            let error = (probability * (1 - probability) / n).squareRoot()
            #expect(abs(Double(counts.count { $0 == Double(count) }) / n - probability) < 5 * error)
        }
        let moments = Moments(counts)
        let error = (1.5 / n).squareRoot()
        #expect(abs(moments.mean - 1.5) < 5 * error)
        #expect(abs(moments.mean - 1.5 * 1.05) > 5 * error)
    }

    @Test func chanceInTrackedOrdersIsNotChanceInUntrackedOnes() throws {
        var fixture = CampaignFixture()
        fixture.budget = 500
        fixture.set([.clicksPerView: 0.02, .ordersPerClick: 0.1, .untrackedOrders: 1])
        let tracked = try fixture.column(.trackedOrders, trials: Self.trials)
        let all = try fixture.column(.orders, trials: Self.trials)
        func correlation(_ one: [Double], _ other: [Double]) -> Double {
            let (a, b) = (Moments(one), Moments(other))
            let product = zip(one, other).reduce(0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) }
            return product / (a.squares * b.squares).squareRoot()
        }
        // The error of a correlation of 0 is 1/√n.
        #expect(abs(correlation(tracked, zip(all, tracked).map { $0 - $1 })) < 5 / Double(Self.trials).squareRoot())
        // All orders hold the tracked ones, so these are correlated: the check tells the two cases apart.
        #expect(correlation(tracked, all) > 5 / Double(Self.trials).squareRoot())
    }
}
