// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignSampling

@Suite("Sobol points are those of Joe and Kuo's direction numbers")
struct SobolPointsTests {
    @Test("before the shift they equal SciPy's, in its first and its 512th dimension")
    func referencePoints() {
        // scipy.stats.qmc.Sobol(d=512, scramble=False, bits=32).random(16)
        let points = SobolPoints(dimensions: 512)
        let dimensions = [0, 1, 2, 9, 99, 511]
        let known = [
            1: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 2: [0.75, 0.25, 0.25, 0.75, 0.75, 0.75],
            3: [0.25, 0.75, 0.75, 0.25, 0.25, 0.25], 7: [0.125, 0.625, 0.375, 0.875, 0.625, 0.125],
            12: [0.3125, 0.1875, 0.3125, 0.9375, 0.0625, 0.3125],
        ]
        for (index, values) in known {
            #expect(dimensions.map { Double(points.fraction($0, index)) * 0x1p-32 } == values)
        }
    }

    @Test("each coordinate of the first 2ⁿ shifted points falls once into each of 2ⁿ equal parts")
    func evenSpread() {
        let points = SobolPoints(dimensions: 512)
        for dimension in [0, 1, 40, 300, 511] {
            let column = points.coordinate(dimension, of: 0..<256, set: 3, seed: 11)
            #expect(Set(column.map { Int($0 * 256) }).count == 256)
        }
    }

    @Test("sets are shifted by different amounts, and a range gives the same points as the whole")
    func shifts() {
        let points = SobolPoints(dimensions: 2)
        let whole = points.coordinate(1, of: 0..<64, set: 0, seed: 1)
        #expect(points.coordinate(1, of: 20..<30, set: 0, seed: 1) == Array(whole[20..<30]))
        #expect(points.coordinate(1, of: 0..<64, set: 1, seed: 1) != whole)
    }
}
