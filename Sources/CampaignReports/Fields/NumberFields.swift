// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The numbers that documents are made of.
enum NumberFields {
    private static let value = Field<ReportedNumber>("value", "the number", .value) { $0.stored }
    private static let error = Field<ReportedNumber>("standard_error", "its Monte Carlo error", .value) {
        $0.storedError
    }
    private static let low = Field<ReportedNumber>("low", "the lower end of its 95 % interval", .value) {
        $0.storedLow
    }
    private static let high = Field<ReportedNumber>("high", "the upper end of its 95 % interval", .value) {
        $0.storedHigh
    }

    static let estimate = ObjectFields<ReportedNumber>("estimate", "An estimate with its error.", [value, error])

    static let quantile = ObjectFields<ReportedNumber>(
        "quantile", "A quantile with its 95 % interval from order statistics.", [value, low, high])

    static let mean = ObjectFields<(estimate: Estimate, metric: Metric)>(
        "mean", "A mean.",
        estimate.fields.map { $0.of { ReportedNumber($0.estimate) } } + [
            Field(
                "kind",
                "`mean`, or `ratio_of_means` for a ratio such as `cpa`, `roas` and `roi`, that is E[cost]/E[orders] and so on, since "
                    + "the mean of a ratio need not exist", .choice(Metric.meanKinds)
            ) { $0.metric.meanKind }
        ])

    static let proportion = ObjectFields<Proportion>(
        "proportion", "A probability: a share of trials with Wilson's 95 % interval.",
        [
            Field("count", "trials in which it happened", .count) { $0.count },
            Field("trials", "all trials looked at", .count) { $0.trials },
            Field("value", "their ratio", .orNull(.share)) { ReportedNumber($0).stored },
            Field("low", "the lower end of Wilson's 95 % interval", .share) {
                StoredNumber($0.interval.lowerBound, error: Figure($0).error)
            },
            Field("high", "the upper end", .share) {
                StoredNumber($0.interval.upperBound, error: Figure($0).error)
            },
        ])

    static let layers = ObjectFields<VarianceLayers>(
        "layers", "Which share of the variance each layer brings, 0 or more each and 1 together.",
        VarianceLayer.allCases.map { layer in
            Field(layer.rawValue, layer.meaning, .estimate) { layer.share($0) }
        })
}

// MARK: - Shapes

/// The shapes of numbers, made once.
private enum NumberShapes {
    static let estimate = NumberFields.estimate.shape.of { ReportedNumber($0) } as Shape<Estimate>
    static let mean = NumberFields.mean.shape
    static let quantile = NumberFields.quantile.shape.of { ReportedNumber($0) } as Shape<QuantileEstimate>
    static let quantiles = Shape<[(String, QuantileEstimate)]>
        .named(quantile, names: QuantileEstimate.reported.map(MetricNumbers.name))
        .of { (quantiles: [QuantileEstimate]) in quantiles.map { (MetricNumbers.name($0.probability), $0) } }
        .defined(as: "quantiles", "By probability; empty where the metric is never defined.")
    static let proportion = NumberFields.proportion.shape
    static let layers = NumberFields.layers.shape
}

extension Shape where Value == Estimate {
    /// A number with its error.
    static var estimate: Shape { NumberShapes.estimate }
}

extension Shape where Value == (estimate: Estimate, metric: Metric) {
    /// A mean with its error and kind.
    static var mean: Shape { NumberShapes.mean }
}

extension Shape where Value == QuantileEstimate {
    /// A quantile with its interval.
    static var quantile: Shape { NumberShapes.quantile }
}

extension Shape where Value == [QuantileEstimate] {
    /// Quantiles by the names of their probabilities.
    static var quantiles: Shape { NumberShapes.quantiles }
}

extension Shape where Value == Proportion {
    /// A share of trials.
    static var proportion: Shape { NumberShapes.proportion }
}

extension Shape where Value == VarianceLayers {
    /// The shares of the layers.
    static var layers: Shape { NumberShapes.layers }
}
