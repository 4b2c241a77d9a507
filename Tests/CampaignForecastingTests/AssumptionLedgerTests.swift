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
        // Quantiles of 4,096 draws: 5 standard errors of an order statistic at 5 % are 1.7 % of the draws.
        #expect((0.009...0.011).contains(unknown.lowerBound) && (0.028...0.032).contains(unknown.upperBound))
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
}
