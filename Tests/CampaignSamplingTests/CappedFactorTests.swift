// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

/// The mean of min(1, p·S) by the midpoint rule over 400,000 equally likely parts of S.
@Suite struct CappedFactorTests {
    private func mean(_ values: [Double], chance: Double) -> Double {
        values.reduce(0) { $0 + ($1 > 0 ? min(1, chance * $1) : 0) } / Double(values.count)
    }

    private func values(_ value: (_ score: Double) -> Double) -> [Double] {
        let parts = 400_000
        return (0..<parts).map { value(NormalLaw.quantile((Double($0) + 0.5) / Double(parts))) }
    }

    @Test(arguments: [1.5, 3, 7, 27, 100])
    func aLogNormalFactorKeepsTheMean(spread: Double) {
        let sigma = Distribution.logSD(spread: spread)
        let factor = CappedFactor(logSD: sigma)
        let sample = values { Double.exp(sigma * $0 - sigma * sigma / 2) }
        for stated in [1e-4, 0.01, 0.04, 0.2, 0.5, 0.9] {
            let chance = factor.chance(mean: stated)
            #expect(chance >= stated)
            // The cells' width costs up to 1 in 1,000, the midpoint rule's tail no more.
            #expect(abs(mean(sample, chance: chance) / stated - 1) < 2e-3, "\(stated)")
        }
        #expect(factor.chance(mean: 1) == .infinity)
        // Without the correction the mean would be too low.
        if spread > 5 { #expect(mean(sample, chance: 0.2) < 0.2 * 0.97) }
    }

    @Test func aDiscreteFactorKeepsTheMean() throws {
        let law = Distribution.discrete(values: [0, 0.5, 4], weights: [2, 6, 2])
        // Its mean is 1.1.
        let factor = CappedFactor(try #require(ScoreLaw(law)), factor: 1 / 1.1)
        let weights = [(0.0, 0.2), (0.5 / 1.1, 0.6), (4 / 1.1, 0.2)]
        for stated in [0.1, 0.3, 0.5, 0.7] {
            let chance = factor.chance(mean: stated)
            let found = weights.reduce(0) { $0 + $1.1 * min(1, chance * $1.0) }
            #expect(abs(found / stated - 1) < 0.02, "\(stated)")
        }
        // A fifth of the creators sells nothing, whatever the others do.
        #expect(factor.chance(mean: 0.85) == .infinity)
    }
}
