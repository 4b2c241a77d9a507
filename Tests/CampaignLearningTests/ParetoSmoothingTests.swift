// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignDistributions
import CampaignLearning
import Foundation
import Testing

@Suite("Pareto smoothed weights")
struct ParetoSmoothingTests {
    @Test(
        "tails of a known shape",
        arguments: [(0.2, 0.2368, 938.4), (0.5, 0.4966, 444.5), (0.7, 0.6699, 139.2), (1.0, 0.9299, 21.5)])
    func shapes(_ k: Double, _ shape: Double, _ effective: Double) {
        let smoothed = ParetoSmoothing(
            logWeights: (1...1_000).map { -k * log(1 - (Double($0) - 0.5) / 1_000) })
        #expect(abs(smoothed.shape - shape) < 5e-5, "\(smoothed.shape)")
        #expect(abs(smoothed.effectiveCount - effective) < 0.05, "\(smoothed.effectiveCount)")
        #expect(abs(smoothed.weights.reduce(0, +) - 1) < 1e-12)
    }

    @Test("a proposal that is too narrow")
    func narrow() {
        let logs = (1...4_000).map { index in
            let z = NormalLaw.quantile((Double(index) - 0.5) / 4_000)
            return z * z / 2 * (1 - 1 / 2.25)
        }
        let smoothed = ParetoSmoothing(logWeights: logs)
        #expect(abs(smoothed.shape - 0.515) < 5e-4, "\(smoothed.shape)")
        #expect(abs(smoothed.effectiveCount - 2_095) < 0.5, "\(smoothed.effectiveCount)")
    }

    @Test("nothing to smooth, and nothing at all")
    func extremes() {
        let equal = ParetoSmoothing(logWeights: Array(repeating: -3, count: 100))
        #expect(equal.shape == -.infinity)
        #expect(abs(equal.effectiveCount - 100) < 1e-9)
        let none = ParetoSmoothing(logWeights: [-.infinity, .nan])
        #expect(none.shape == .infinity)
        #expect(none.effectiveCount == 0)
    }
}
