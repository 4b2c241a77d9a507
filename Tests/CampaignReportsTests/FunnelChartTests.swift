// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("The chart from views to orders")
struct FunnelChartTests {
    private func summary(_ mean: Double) -> MetricSummary {
        MetricSummary(
            mean: Estimate(value: mean, standardError: mean / 1_000), sd: mean / 10,
            quantiles: QuantileEstimate.reported.map {
                QuantileEstimate(probability: $0, value: mean * $0 * 2, low: mean * $0, high: mean * $0 * 3)
            },
            expectedShortfall: nil, undefined: 0, infinite: 0)
    }

    private func forecast(_ means: [Metric: Double]) -> Forecast {
        var forecast = HandMade.forecast()
        for split in forecast.splits.indices {
            forecast.splits[split].total.metrics = means.mapValues(summary)
        }
        return forecast
    }

    @Test("has a row for each count of each split, with its share of views or of clicks")
    func rows() throws {
        let chart = try #require(
            FunnelChart(forecast: forecast([.views: 1e6, .engagements: 5e4, .clicks: 1e4, .conversions: 250])).chart)
        #expect(chart.data.rows.count == 4 * HandMade.forecast().splits.count)
        for text in ["5% of views", "1% of views", "2.5% of clicks"] { #expect(chart.alternative.contains(text)) }
    }

    @Test("leaves out what is not counted, draws nothing below 1, and nothing at all of views alone")
    func gaps() throws {
        let chart = try #require(FunnelChart(forecast: forecast([.views: 1e6, .clicks: 0, .conversions: 2])).chart)
        #expect(chart.data.rows.count == 2 * HandMade.forecast().splits.count)
        #expect(!chart.alternative.contains("clicks"))
        for row in chart.data.rows {
            for case .number(let value) in row { #expect(value >= 1) }
        }
        #expect(FunnelChart(forecast: forecast([.views: 1e6, .conversions: 0])).chart == nil)
    }
}
