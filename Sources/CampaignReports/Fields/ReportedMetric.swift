// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// A number of a metric's summary that stands by itself: a key in JSON, a row in CSV, a column in SQL. The quantiles stand beside them.
public enum MetricStatistic: Hashable, Sendable {
    case mean, sd, expectedShortfall, undefined, infinite
    case layer(VarianceLayer)

    /// The name in results.
    public var name: String {
        switch self {
        case .mean: "mean"
        case .sd: "sd"
        case .expectedShortfall: "expected_shortfall"
        case .undefined: "undefined"
        case .infinite: "infinite"
        case .layer(let layer): "layer_" + layer.rawValue
        }
    }

    /// What it is, as an entry of a table.
    public var meaning: String {
        switch self {
        case .mean: "its mean, of a ratio the ratio of the two means; `null` where it does not exist"
        case .sd: "standard deviation over trials; `null` where some are infinite"
        case .expectedShortfall:
            "mean of the worst 5 % of trials: the highest for costs and CPA, the lowest for the others"
        case .undefined: "trials in which nothing stands over nothing, such as ROI where nothing was spent"
        case .infinite: "trials with cost and nothing to show for it, such as CPA without an order"
        case .layer(let layer): "share of the variance: " + layer.meaning
        }
    }
}

/// A metric's summary over the trials of a forecast.
public struct ReportedMetric: Sendable {
    /// The metric.
    public let metric: Metric
    /// What is known of it.
    public let summary: MetricSummary
    /// The trials of the forecast.
    let trials: Int

    /// A metric in a forecast.
    public init(_ metric: Metric, _ summary: MetricSummary, of forecast: Forecast) {
        self.metric = metric
        self.summary = summary
        trials = forecast.provenance.trials
    }

    /// A number of the summary; nil where there is none.
    public func number(_ statistic: MetricStatistic) -> ReportedNumber? {
        switch statistic {
        case .mean: summary.mean.map { ReportedNumber($0) }
        case .sd: summary.sd.map { ReportedNumber($0, digitsOf: MetricNumbers.error(ofSD: $0, trials: trials)) }
        case .expectedShortfall:
            summary.expectedShortfall.map { ReportedNumber($0, digitsOf: summary.shortfallError(of: metric)) }
        case .undefined: ReportedNumber(exactly: Double(summary.undefined))
        case .infinite: ReportedNumber(exactly: Double(summary.infinite))
        case .layer(let layer): summary.layers.map { ReportedNumber(layer.share($0)) }
        }
    }

    /// All numbers, in the order of tables, by the names of their rows.
    var numbers: [(name: String, number: ReportedNumber)] {
        func row(_ statistic: MetricStatistic, name: String? = nil) -> [(name: String, number: ReportedNumber)] {
            number(statistic).map { [(name ?? statistic.name, $0)] } ?? []
        }
        return row(.mean, name: metric.meanKind) + row(.sd) + summary.quantiles.map(MetricNumbers.row)
            + row(.expectedShortfall) + row(.undefined) + row(.infinite)
            + VarianceLayer.allCases.flatMap { row(.layer($0)) }
    }
}

extension MetricSummary {
    /// The error that decides the digits kept of the expected shortfall: that of the 5 % quantile on the bad side.
    func shortfallError(of metric: Metric) -> Double {
        quantile(metric.isBetterLower ? 0.95 : 0.05)?.standardError ?? .nan
    }
}
