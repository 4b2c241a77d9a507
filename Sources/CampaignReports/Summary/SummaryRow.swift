// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// A row of `summary.csv`: a number, where it belongs and how it was computed.
struct SummaryRow {
    /// A number with what it is of.
    struct Figure {
        let group: String
        let name: String
        let metric: String
        let statistic: String
        let number: ReportedNumber

        init(
            _ group: String, _ name: String, _ metric: String, _ statistic: (name: String, number: ReportedNumber)
        ) {
            self.group = group
            self.name = name
            self.metric = metric
            self.statistic = statistic.name
            number = statistic.number
        }

        init(_ group: String, _ name: String, _ metric: String, _ proportion: Proportion) {
            self.init(group, name, metric, ("probability", ReportedNumber(proportion)))
        }
    }

    let split: String
    let figure: Figure
    let origin: (of: ForecastProvenance, checksum: String)
}

// MARK: - Columns

extension SummaryRow {
    /// The columns.
    static let fields = ObjectFields<SummaryRow>(
        "row", "A number a row.",
        [
            Field("split", "the split; `a minus b` of a difference in `precision`", .text) { $0.split },
            Field("group", list(groups), .text) { $0.figure.group },
            Field(
                "name",
                "the tier, platform, line, goal, week (`later` for what comes after the last), event or precision asked for; empty for "
                    + "`total`",
                .text
            ) { $0.figure.name },
            Field("metric", "a metric, a weekly track, or " + list(figures), .text) { $0.figure.metric },
            Field("statistic", list(statistics), .text) { $0.figure.statistic },
            Field("value", "the number", .value) { $0.figure.number.stored },
            Field(
                "standard_error", "its Monte Carlo error; 0 where it is exact, empty where it is not estimated", .value
            ) { $0.figure.number.storedError },
            Field("low", interval, .value) { $0.figure.number.storedLow },
            Field("high", interval, .value) { $0.figure.number.storedHigh },
        ]
            + SummaryFields.provenance.fields.filter { repeated.contains($0.key) }
            .map { $0.of { $0.origin } })

    private static let interval = "95 % interval of quantiles and probabilities, else empty"
    /// What stands in every row of the provenance.
    private static let repeated = ["seed", "trials", "version", "scenario_checksum"]

    private static var groups: [String] { GroupKind.allCases.map(\.rawValue) + ["goal", "week", "risk", "precision"] }

    private static var figures: [String] {
        ["budget"] + GroupChance.allCases.map(\.rawValue) + TradeFigure.allCases.map(\.rawValue)
            + ["break_even_week", "never_breaks_even", "lowest_cash", "lowest_cash_week", "struck"]
    }

    private static var statistics: [String] {
        Metric.meanKinds + [MetricStatistic.sd.name] + QuantileEstimate.reported.map(MetricNumbers.name)
            + [MetricStatistic.expectedShortfall, .undefined, .infinite].map(\.name)
            + VarianceLayer.allCases.map { MetricStatistic.layer($0).name } + ["probability", "exact"]
            + PrecisionFigure.widthNames
    }

    private static func list(_ names: [String]) -> String {
        names.dropLast().map { "`\($0)`" }.joined(separator: ", ") + " or `\(names.last ?? "")`"
    }
}
