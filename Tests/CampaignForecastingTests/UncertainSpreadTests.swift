// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

@Suite("Spreads that are uncertain themselves")
struct UncertainSpreadTests {
    private static func outcomes(_ scenario: Scenario) throws -> [[Double]] {
        let block = try PreparedCampaign(scenario).simulated(0..<200)
        return Outcome.allCases.compactMap { block.column(split: 0, line: 0, outcome: $0).map(Array.init) }
    }

    /// A campaign whose keys differ by the factor e^(1.645), stated, or as the value of a quantity.
    private static func scenario(_ key: QuantityKey, typical: Double, isOpen: Bool) -> Scenario {
        var fixture = CampaignFixture()
        fixture.set([.ordersPerClick: 0.03, .clicksPerView: 0.05])
        // The standard deviation of the logarithm is 1.
        let factor = Double.exp(1.6448536269514722)
        fixture[key] = .scattered(typical: .constant(typical), factor: factor)
        var scenario = fixture.scenario
        guard isOpen else { return scenario }
        let path = fixture.path(key)
        scenario.quantities[path]?.spread = path.spread
        scenario.quantities[path.spread] = Quantity(law: .shared(.constant(factor)))
        return scenario
    }

    @Test(
        "a factor that is the value of a quantity does what the same factor does where it is known",
        arguments: [
            (QuantityKey.salesPower, 1.0), (.viewsPerFollower, 0.3), (.clicksPerView, 0.05), (.fee, 300),
            (.postLuck, 1),
            (.followers, 5_000),
        ])
    func same(_ key: QuantityKey, _ typical: Double) throws {
        let known = try Self.outcomes(Self.scenario(key, typical: typical, isOpen: false))
        let open = try Self.outcomes(Self.scenario(key, typical: typical, isOpen: true))
        #expect(known == open)
        // The twin: another factor does something else.
        var other = Self.scenario(key, typical: typical, isOpen: true)
        for path in other.quantities.keys where path.isSpread { other.quantities[path]?.law = .shared(.constant(2)) }
        #expect(try Self.outcomes(other) != known)
    }

    @Test("between the spreads worked out, the ceiling of a chance is met within 0.3 %")
    func ceiling() throws {
        let ceiling = SalesCeiling(width: 0)
        for sigma in [0.06, 0.4, 1.06, 1.7, 2.2] {
            let exact = CappedFactor(logSD: sigma)
            let values = SlotValues(values: [Double.exp(sigma * 1.6448536269514722)])
            for mean in [0.001, 0.02, 0.1, 0.3] {
                let found = values.read { ceiling.chance(mean: mean, $0) }
                #expect(abs(found / exact.chance(mean: mean) - 1) < 3e-3, "\(sigma) \(mean)")
            }
        }
    }
}
