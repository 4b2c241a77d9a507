// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports
internal import GRDB

// MARK: - Splits

extension RunWriter {
    func write(_ split: SplitForecast) throws {
        var groups = [(kind: "total", name: "", forecast: split.total)]
        groups += split.tiers.map { ("tier", $0.tier.rawValue, $0.forecast) }
        groups += split.platforms.map { ("platform", $0.platform.rawValue, $0.forecast) }
        groups += split.lines.map { ("line", $0.line, $0.forecast) }
        for (position, group) in groups.enumerated() {
            try insert(
                into: StoreLayout.groups,
                [split.name, group.kind, group.name, position + 1, group.forecast.budget]
                    + values(group.forecast.noOrder) + values(group.forecast.nobodyHired)
                    + values(group.forecast.almostNothingSold))
            for metric in Metric.allCases {
                guard let summary = group.forecast.metrics[metric] else { continue }
                try write(summary, of: metric, at: [split.name, group.kind, group.name])
            }
        }
        for (position, goal) in split.goals.enumerated() {
            let (bound, met) = (goal.goal, goal.met)
            try insert(
                into: StoreLayout.goals,
                [split.name, position + 1, bound.metric.rawValue, bound.relation.rawValue, bound.bound] + values(met))
        }
        if let weekly = split.weekly { try write(weekly, split: split.name) }
    }

    private func write(_ weekly: WeeklyForecast, split: String) throws {
        for track in WeeklyForecast.Track.all {
            for (number, week) in (weekly.tracks[track] ?? []).enumerated() {
                try insert(
                    into: StoreLayout.weekly,
                    [
                        split, track.name, number + 1, number == weekly.weeks ? 1 : 0, week.mean.value,
                        week.mean.standardError,
                    ] + values(week.quantiles))
            }
        }
        try insert(
            into: StoreLayout.breakEven, [split] + values(weekly.neverBreaksEven) + values(weekly.breakEven))
        for (measure, quantiles) in [("cash", weekly.lowestCash), ("week", weekly.lowestCashWeek)] {
            try insert(into: StoreLayout.lowestCash, [split, measure] + values(quantiles))
        }
    }

    func write(_ risk: RiskForecast, position: Int) throws {
        try insert(into: StoreLayout.risks, [risk.name, position] + values(risk.struck))
        for split in risk.splits {
            for effect in split.effects {
                for (kind, summary) in [("risk_with", effect.with), ("risk_without", effect.without)] {
                    try write(summary, of: effect.metric, at: [split.split, kind, risk.name])
                }
            }
        }
    }
}

// MARK: - Numbers

extension RunWriter {
    private typealias Values = [(any DatabaseValueConvertible)?]

    /// The metric of a group, whose split, kind and name are `place`.
    private func write(_ summary: MetricSummary, of metric: Metric, at place: [String]) throws {
        let key: Values = place + [metric.rawValue]
        let numbers: Values = [
            summary.mean?.value, metric.meanKind, summary.mean?.standardError, summary.sd, summary.expectedShortfall,
            summary.undefined, summary.infinite,
        ]
        let layers = [
            summary.layers?.uncertainty, summary.layers?.creators, summary.layers?.posts, summary.layers?.orders,
        ]
        try insert(
            into: StoreLayout.metrics, key + numbers + layers.flatMap { [$0?.value, $0?.standardError] })
        for quantile in summary.quantiles {
            try insert(
                into: StoreLayout.quantiles,
                key + [
                    quantile.probability, quantile.value, Figure(quantile).error, quantile.low, quantile.high,
                ])
        }
    }

    /// A share of trials with its error and interval, in the order of `StoreColumn.proportion`.
    private func values(_ proportion: Proportion) -> Values {
        let interval = proportion.interval
        return [proportion.value, Figure(proportion).error, interval.lowerBound, interval.upperBound]
    }

    /// Quantiles side by side; nothing where there are none.
    private func values(_ quantiles: [QuantileEstimate]) -> Values {
        QuantileEstimate.reported.flatMap { probability -> Values in
            let quantile = quantiles.first { $0.probability == probability }
            return [quantile?.value, quantile?.low, quantile?.high]
        }
    }
}
