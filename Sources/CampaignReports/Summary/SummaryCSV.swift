// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The summary of a forecast as a tidy table, one number a row; `docs/results.md` says what every column means.
public struct SummaryCSV: Sendable {
    /// The columns, in order.
    public static let columns = [
        "split", "group", "name", "metric", "statistic", "value", "standard_error", "low", "high", "seed", "trials",
        "version", "scenario_checksum",
    ]

    /// The results.
    public let forecast: Forecast

    /// The table of a forecast.
    public init(_ forecast: Forecast) { self.forecast = forecast }

    /// The table's text, rows in the order of the scenario.
    public func text() -> String {
        let provenance = forecast.provenance
        let checksum = forecast.subject.checksum
        let ending = ",\(provenance.seed),\(provenance.trials),\(provenance.version),\(CSVField.text(checksum))\n"
        var text = Self.columns.joined(separator: ",") + "\n"
        for row in forecast.splits.flatMap(rows) {
            text += row.joined(separator: ",") + ending
        }
        return text
    }
}

// MARK: - Rows

extension SummaryCSV {
    private func rows(_ split: SplitForecast) -> [[String]] {
        var rows = self.rows(split.total, at: [CSVField.text(split.name), "total", ""])
        for goal in split.goals {
            let name =
                "\(goal.goal.metric.rawValue) \(goal.goal.relation.rawValue) "
                + StoredNumber(exactly: goal.goal.bound).csv
            rows.append(
                [CSVField.text(split.name), "goal", CSVField.text(name), goal.goal.metric.rawValue]
                    + probability(goal.met))
        }
        for part in split.tiers {
            rows += self.rows(part.forecast, at: [CSVField.text(split.name), "tier", part.tier.rawValue])
        }
        for part in split.platforms {
            rows += self.rows(part.forecast, at: [CSVField.text(split.name), "platform", part.platform.rawValue])
        }
        for part in split.lines {
            rows += self.rows(part.forecast, at: [CSVField.text(split.name), "line", CSVField.text(part.line)])
        }
        if let weekly = split.weekly { rows += self.rows(weekly, split: CSVField.text(split.name)) }
        for risk in forecast.risks { rows += self.rows(risk, split: split.name) }
        return rows
    }

    private func rows(_ group: GroupForecast, at place: [String]) -> [[String]] {
        var rows = [place + ["budget", "exact", StoredNumber(exactly: group.budget).csv, "0", "", ""]]
        rows.append(place + ["no_order"] + probability(group.noOrder))
        rows.append(place + ["nobody_hired"] + probability(group.nobodyHired))
        rows.append(place + ["almost_nothing_sold"] + probability(group.almostNothingSold))
        for figure in TradeFigure.allCases {
            rows += (group.trade[figure] ?? []).map { place + [figure.rawValue] + row($0) }
        }
        for metric in Metric.allCases {
            guard let summary = group.metrics[metric] else { continue }
            rows += statistics(summary, of: metric).map { place + [metric.rawValue] + $0 }
        }
        return rows
    }

    func statistics(_ summary: MetricSummary, of metric: Metric) -> [[String]] {
        var rows: [[String]] = []
        if let mean = summary.mean { rows.append(estimate(metric.meanKind, mean)) }
        if let sd = summary.sd {
            let error = MetricNumbers.error(ofSD: sd, trials: forecast.provenance.trials)
            rows.append(["sd", StoredNumber(sd, error: error).csv, "", "", ""])
        }
        rows += summary.quantiles.map(row)
        if let shortfall = summary.expectedShortfall {
            let error = summary.shortfallError(of: metric)
            rows.append(["expected_shortfall", StoredNumber(shortfall, error: error).csv, "", "", ""])
        }
        rows.append(["undefined", String(summary.undefined), "0", "", ""])
        rows.append(["infinite", String(summary.infinite), "0", "", ""])
        if let layers = summary.layers {
            rows.append(estimate("layer_uncertainty", layers.uncertainty))
            rows.append(estimate("layer_creators", layers.creators))
            rows.append(estimate("layer_posts", layers.posts))
            rows.append(estimate("layer_orders", layers.orders))
        }
        return rows
    }

    func row(_ quantile: QuantileEstimate) -> [String] {
        let error = quantile.standardError
        return [
            MetricNumbers.name(quantile.probability), StoredNumber(quantile.value, error: error).csv,
            StoredNumber(error: error).csv, StoredNumber(quantile.low, error: error).csv,
            StoredNumber(quantile.high, error: error).csv,
        ]
    }

    func estimate(_ statistic: String, _ estimate: Estimate) -> [String] {
        [
            statistic, StoredNumber(estimate.value, error: estimate.standardError).csv,
            StoredNumber(error: estimate.standardError).csv, "", "",
        ]
    }

    func probability(_ proportion: Proportion) -> [String] {
        let error = Figure(proportion).error
        let interval = proportion.interval
        return [
            "probability", StoredNumber(proportion.value, error: error).csv, StoredNumber(error: error).csv,
            StoredNumber(interval.lowerBound, error: error).csv, StoredNumber(interval.upperBound, error: error).csv,
        ]
    }
}
