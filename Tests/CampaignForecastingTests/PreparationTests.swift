// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import RealModule
import Testing

@testable import CampaignForecasting

@Suite struct PreparationTests {
    @Test func aFactorOnAShareMultipliesItsOdds() {
        var column = [-Double.log(3), 0, Double.log(3), 700]
        column.withUnsafeMutableBufferPointer { CreatorLaw.odds(slot: 0, sigma: 1).apply($0) { _ in 0.25 } }
        // Odds of 1/9, 1/3, 1 and as good as infinite.
        for (value, expected) in zip(column, [0.1, 0.25, 0.5, 1]) { #expect(abs(value - expected) < 1e-12) }
    }

    private func problems(_ fixture: CampaignFixture) -> [PreparationProblem] {
        do throws(CampaignError) {
            _ = try PreparedCampaign(fixture.scenario)
        } catch {
            if case .unprepared(let problems) = error { return problems }
        }
        return []
    }

    @Test func aCycleOfReferencesIsPrinted() {
        var fixture = CampaignFixture()
        fixture[.acceptance] = .shared(.reference(fixture.path(.noShow)))
        fixture[.noShow] = .shared(.reference(fixture.path(.acceptance)))
        let ring = [QuantityKey.acceptance, .noShow, .acceptance].map(fixture.path)
        let found = problems(fixture)
        #expect(found.first == .circularReference(ring))
        #expect(
            found.first?.message.contains("tiers.nano.acceptance → tiers.nano.no_show → tiers.nano.acceptance") == true)
    }

    @Test func correlationsThatCannotHoldTogetherNameOnesThatCan() {
        var fixture = CampaignFixture()
        let paths = ["a", "b", "c"].map { QuantityPath("assumptions.\($0)") }
        for path in paths { fixture.extras[path] = Quantity(law: .shared(.uncertain(.normal(mean: 0, sd: 1)))) }
        fixture.correlations = [
            Correlation(first: paths[0], second: paths[1], rank: 0.9),
            Correlation(first: paths[1], second: paths[2], rank: 0.9),
            Correlation(first: paths[0], second: paths[2], rank: -0.9),
        ]
        let found = problems(fixture)
        #expect(found.count == 1)
        #expect(found.first?.message.contains("assumptions.a with assumptions.b 0.4") == true)
    }

    @Test func aLineThatItsMoneyCannotPayIsNamed() throws {
        var fixture = CampaignFixture()
        fixture.budget = 400
        let warnings = try PreparedCampaign(fixture.scenario).hireabilityWarnings()
        #expect(warnings.map(\.line) == ["nano"])
        fixture.budget = 600
        #expect(try PreparedCampaign(fixture.scenario).hireabilityWarnings().isEmpty)
    }

    @Test func aRateThatArithmeticDrivesAboveOneIsHeldAndReported() throws {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.binary(.multiply, .constant(3), .constant(0.5)))
        let forecast = try fixture.forecast(trials: 20)
        #expect(forecast.splits[0].total.mean(.conversions) == 20_000)
        #expect(forecast.warnings.first?.contains("tiers.nano.orders_per_click") == true)
    }
}
