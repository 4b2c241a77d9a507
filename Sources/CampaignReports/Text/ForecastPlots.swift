// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The shapes of a forecast's distributions for a terminal: a row a split on an axis that all share.
struct ForecastPlots {
    private let forecast: Forecast
    private let currency: Currency

    init(_ forecast: Forecast, currency: Currency) {
        self.forecast = forecast
        self.currency = currency
    }

    /// A plot for conversions, CPA and ROI, where there is anything to see.
    var plots: [TextPlot] {
        var plots = [Metric.conversions, .cpa, .roi].compactMap { metric in
            forecast.distributions.first { $0.metric == metric }.flatMap { plot($0) }
        }
        if !plots.isEmpty { plots[plots.count - 1].note = Self.reading }
        return plots
    }

    private static let reading =
        "Height: how often, each split to its own scale. beyond: above the axis; no order: cost and no order; undefined: nothing "
        + "spent."

    /// The plot of one distribution; nil where there is nothing to see.
    func plot(_ distribution: MetricDistribution) -> TextPlot? {
        guard let first = distribution.edges.first, let last = distribution.edges.last, distribution.edges.count > 2
        else {
            return nil
        }
        let style = Figure.Style(distribution.metric, currency: currency)
        let title = distribution.metric.title + (distribution.isLogarithmic ? " (log)" : "")
        return TextPlot(
            title: title, ends: (Self.text(first, style), Self.text(last, style)),
            rows: zip(forecast.splits, distribution.splits).map { split, shape in
                TextPlot.Row(
                    name: Displayed.clean(split.name), heights: shape.counts.map(Double.init),
                    remark: Self.remark(shape))
            })
    }

    private static func text(_ edge: Double, _ style: Figure.Style) -> String {
        Figure(exactly: Double(DecimalNumber(edge, error: nil).literal) ?? edge).text(style)
    }

    /// What lies outside the axis.
    private static func remark(_ shape: SplitDistribution) -> String {
        let outside = [(shape.above, "beyond"), (shape.infinite, "no order"), (shape.undefined, "undefined")]
        return outside.filter { $0.0 > 0 }
            .map { Figure.chance(Proportion(count: $0.0, trials: shape.trials)) + " " + $0.1 }
            .joined(separator: ", ")
    }
}
