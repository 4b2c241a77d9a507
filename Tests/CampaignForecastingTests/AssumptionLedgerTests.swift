// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite struct AssumptionLedgerTests {
    @Test func everyQuantityStandsInItWithWhatIsUnknownAndWhatVaries() throws {
        var fixture = CampaignFixture()
        fixture[.fee] = .varying(.logNormal(low: 200, high: 1_000))
        fixture[.clicksPerView] = .scattered(typical: .uncertain(.betaInterval(low: 0.01, high: 0.03)), factor: 2)
        fixture[.refundRate] = .shared(.constant(0.1))
        let ledger = try PreparedCampaign(fixture.scenario).ledger()
        #expect(ledger.entries.count == fixture.scenario.quantities.count)
        #expect(ledger.entries.map(\.path) == ledger.entries.map(\.path).sorted())
        func entry(_ key: QuantityKey) throws -> AssumptionLedger.Entry {
            try #require(ledger.entries.first { $0.path == fixture.path(key) })
        }
        let refunds = try entry(.refundRate)
        #expect(refunds.uncertainty == nil && refunds.variability == nil && refunds.median == 0.1 && refunds.isShare)
        let fee = try entry(.fee)
        #expect(fee.uncertainty == nil && !fee.isShare)
        let fees = try #require(fee.variability)
        #expect(abs(fees.lowerBound - 200) < 1e-6 && abs(fees.upperBound - 1_000) < 1e-6)
        let clicks = try entry(.clicksPerView)
        let unknown = try #require(clicks.uncertainty)
        #expect(abs(unknown.lowerBound - 0.01) < 1e-9 && abs(unknown.upperBound - 0.03) < 1e-9)
        let odds = clicks.median / (1 - clicks.median)
        #expect(abs((clicks.variability?.upperBound ?? 0) - 2 * odds / (1 + 2 * odds)) < 1e-12)
    }

    @Test func whatEventsMakeOfAQuantityIsNoQuantityOfTheFile() throws {
        var fixture = CampaignFixture()
        fixture.addRisk("dearer", probability: 0.5, .agencyShare, .add, 0.2)
        let ledger = try PreparedCampaign(fixture.scenario).ledger()
        #expect(ledger.entries.count == fixture.scenario.quantities.count)
        #expect(ledger.entries.first { $0.path == fixture.path(.agencyShare) }?.uncertainty == nil)
    }

    /// Ways to make a quantity of one distribution and numbers, with the function that each is.
    static let made: [(expression: @Sendable (Expression) -> Expression, value: @Sendable (Double) -> Double)] = [
        ({ $0 }, { $0 }),
        ({ .binary(.multiply, $0, .constant(3)) }, { 3 * $0 }),
        ({ .binary(.multiply, .constant(0.5), $0) }, { 0.5 * $0 }),
        ({ .binary(.add, .constant(7), .binary(.divide, $0, .constant(4))) }, { 7 + $0 / 4 }),
        ({ .binary(.subtract, .constant(5_000), $0) }, { 5_000 - $0 }),
        ({ .binary(.add, .constant(5_000), .binary(.multiply, $0, .constant(-1))) }, { 5_000 - $0 }),
        ({ .binary(.subtract, $0, .binary(.add, .constant(1), .constant(2))) }, { $0 - 3 }),
    ]

    @Test(arguments: 0..<7)
    func quantilesOfWhatFollowsFromOneLawAreExact(way: Int) throws {
        let (expression, value) = Self.made[way]
        let law = Distribution.uniform(min: 100, max: 300)
        for isReferred in [false, true] {
            var fixture = CampaignFixture()
            let path = QuantityPath("assumptions.a")
            fixture.extras[path] = Quantity(law: .shared(.uncertain(law)))
            fixture[.fee] = .shared(expression(isReferred ? .reference(path) : .uncertain(law)))
            let entries = try PreparedCampaign(fixture.scenario).ledger(seed: 9).entries
            let fee = try #require(entries.first { $0.path == fixture.path(.fee) })
            let ends = [value(110), value(290)].sorted()
            #expect(fee.counted.isEmpty)
            #expect(abs(fee.median - value(200)) < 1e-9)
            #expect(abs((fee.uncertainty?.lowerBound ?? 0) - ends[0]) < 1e-9)
            #expect(abs((fee.uncertainty?.upperBound ?? 0) - ends[1]) < 1e-9)
        }
    }

    @Test func quantilesOfWhatIsMadeOfSeveralLawsAreCountedWithTheirError() throws {
        var fixture = CampaignFixture()
        let law = Expression.uncertain(.uniform(min: 100, max: 300))
        fixture[.fee] = .shared(.binary(.add, law, law))
        let entries = try PreparedCampaign(fixture.scenario).ledger().entries
        let fee = try #require(entries.first { $0.path == fixture.path(.fee) })
        #expect(fee.counted.map(\.probability) == [0.05, 0.5, 0.95])
        // The sum of two is triangular on 200…600: a twentieth lies below 200 + 400 √(0.05 / 2).
        let exact = [200 + 400 * 0.025.squareRoot(), 400, 600 - 400 * 0.025.squareRoot()]
        for (counted, exact) in zip(fee.counted, exact) {
            let error = (counted.high - counted.low) / (2 * 1.96)
            #expect(abs(counted.value - exact) < 5 * error && error > 0)
        }
    }

    @Test func namesOfTheFilesOwnAreSharesWhereOnlySharesAreMadeOfThem() throws {
        let (rate, tilt, price, both) = (
            QuantityPath("assumptions.rate"), QuantityPath("assumptions.tilt"), QuantityPath("assumptions.price"),
            QuantityPath("assumptions.both")
        )
        let inner = QuantityPath("assumptions.inner")
        var fixture = CampaignFixture()
        fixture.extras = [
            inner: Quantity(law: .shared(.uncertain(.logNormal(low: 0.003, high: 0.04)))),
            rate: Quantity(law: .shared(.reference(inner))),
            tilt: Quantity(law: .shared(.uncertain(.logNormal(low: 0.7, high: 1.4)))),
            price: Quantity(law: .shared(.constant(0.5))), both: Quantity(law: .shared(.constant(0.5))),
        ]
        func product(_ one: QuantityPath, _ other: QuantityPath) -> Quantity.Law {
            .shared(.binary(.multiply, .reference(one), .reference(other)))
        }
        fixture[.clicksPerView] = product(rate, tilt)
        fixture[.ordersPerClick] = product(rate, both)
        fixture[.fee] = product(price, both)
        let campaign = try PreparedCampaign(fixture.scenario)
        let shares = Set(campaign.ledger().entries.filter(\.isShare).map(\.path.text).filter { $0.hasPrefix("assum") })
        #expect(shares == ["assumptions.rate", "assumptions.inner"])
        for assumption in campaign.assumptions where assumption.key == nil {
            #expect(assumption.isShownAsShare == (assumption.path == inner), "\(assumption.path)")
        }
    }
}
