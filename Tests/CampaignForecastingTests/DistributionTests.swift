// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite("The distribution of a metric")
struct MetricDistributionTests {
    private func part(_ metric: Metric, _ values: [Double]) -> ForecastAccumulator.MetricPart {
        var part = ForecastAccumulator.MetricPart(samples: SampleStore(trials: values.count))
        part.add(metric) { $0 == metric ? values : values.map { _ in 1 } }
        return part
    }

    @Test("counts every trial once, on ranges that all splits share")
    func complete() {
        let one = (0..<1_000).map { Double($0 % 97) }
        let other = (0..<1_000).map { number -> Double in
            switch number % 10 {
            case 0: .infinity
            case 1: .nan
            default: Double(number)
            }
        }
        let distribution = MetricDistribution(.conversions, of: [part(.conversions, one), part(.conversions, other)])
        #expect(distribution.splits.map(\.trials) == [1_000, 1_000])
        #expect(distribution.splits[1].infinite == 100 && distribution.splits[1].undefined == 100)
        #expect(distribution.splits.allSatisfy { $0.counts.count == distribution.edges.count - 1 })
        let widths = zip(distribution.edges.dropFirst(), distribution.edges).map { $0 - $1 }
        #expect(Set(widths).count == 1 && widths[0] == 50)
        #expect(distribution.splits[0].counts[0] == one.count { $0 < 50 })
    }

    @Test("goes over to ratios where the values span more than a factor of twenty")
    func ratios() {
        let values = (0..<1_000).map { 10 * Double($0 + 1) }
        let distribution = MetricDistribution(.cpa, of: [part(.cpa, values)])
        #expect(!distribution.isLogarithmic || distribution.edges[0] > 0)
        let wide = MetricDistribution(.cpa, of: [part(.cpa, values.map { $0 * $0 })])
        #expect(wide.isLogarithmic)
        let ratio = zip(wide.edges.dropFirst(), wide.edges).map { $0 / $1 }
        #expect(ratio.allSatisfy { abs($0 / ratio[0] - 1) < 1e-12 })
        #expect(wide.splits[0].trials == 1_000 && wide.edges.count <= 50)
    }

    @Test("holds one value in one range, and nothing where nothing is defined", arguments: [0.0, 1, -3.5, 1e9, 1e-9])
    func single(value: Double) {
        let distribution = MetricDistribution(.profit, of: [part(.profit, Array(repeating: value, count: 50))])
        #expect(distribution.edges.count == 2 && distribution.splits[0].counts == [50])
        let nothing = MetricDistribution(.profit, of: [part(.profit, [.nan, .nan])])
        #expect(nothing.edges.isEmpty && nothing.splits[0].undefined == 2 && nothing.splits[0].percentiles.isEmpty)
    }

    @Test("has percentiles that are the values at their ranks")
    func percentiles() {
        let values = (1...1_000).map(Double.init).shuffled()
        let distribution = MetricDistribution(.profit, of: [part(.profit, values)])
        #expect(distribution.splits[0].percentiles == (1...99).map { Double($0) * 10 })
    }
}
