// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The summary of a forecast as a tidy table, one number a row; `docs/results.md` says what every column means.
public struct SummaryCSV: Sendable {
    /// The columns, in order.
    public static var columns: [String] { SummaryRow.fields.columns }

    /// The results.
    public let forecast: Forecast

    /// The table of a forecast.
    public init(_ forecast: Forecast) { self.forecast = forecast }

    /// The table's text, rows in the order of the scenario.
    public func text() -> String {
        let origin = (forecast.provenance, forecast.subject.checksum)
        return SummaryRow.fields.csv(
            forecast.splits.flatMap { split in
                rows(split).map { SummaryRow(split: split.name, figure: $0, origin: origin) }
            }
                + precise.map { SummaryRow(split: $0.split, figure: $0.figure, origin: origin) })
    }
}

// MARK: - Rows

extension SummaryCSV {
    private typealias Figure = SummaryRow.Figure

    private func rows(_ split: SplitForecast) -> [Figure] {
        let groups = split.groups
        let goals = split.goals.map { goal, met in
            Figure(
                "goal",
                "\(goal.metric.rawValue) \(goal.relation.rawValue) " + StoredNumber(exactly: goal.bound).csv,
                goal.metric.rawValue, met)
        }
        return groups.prefix(1).flatMap(rows) + goals + groups.dropFirst().flatMap(rows)
            + (split.weekly.map(rows) ?? []) + forecast.risks.flatMap { rows($0, split: split.name) }
    }

    private func rows(_ group: ReportedGroup) -> [Figure] {
        let (kind, name, forecast) = (group.kind.rawValue, group.name, group.forecast)
        var rows = [Figure(kind, name, "budget", ("exact", ReportedNumber(exactly: forecast.budget)))]
        rows += GroupChance.allCases.map { Figure(kind, name, $0.rawValue, $0.proportion(forecast)) }
        for figure in TradeFigure.allCases {
            rows += (forecast.trade[figure] ?? []).map { Figure(kind, name, figure.rawValue, MetricNumbers.row($0)) }
        }
        for metric in Metric.allCases {
            guard let summary = forecast.metrics[metric] else { continue }
            rows += self.rows(ReportedMetric(metric, summary, of: self.forecast), kind, name)
        }
        return rows
    }

    private func rows(_ metric: ReportedMetric, _ group: String, _ name: String) -> [Figure] {
        metric.numbers.map { Figure(group, name, metric.metric.rawValue, $0) }
    }

    /// A row a track, week and statistic; the week after the last one is `later`.
    private func rows(_ weekly: WeeklyForecast) -> [Figure] {
        var rows: [Figure] = []
        for track in WeeklyForecast.Track.all {
            for (number, week) in (weekly.tracks[track] ?? []).enumerated() {
                let name = number < weekly.weeks ? "\(number + 1)" : "later"
                rows += ([("mean", ReportedNumber(week.mean))] + week.quantiles.map(MetricNumbers.row)).map {
                    Figure("week", name, track.name, $0)
                }
            }
        }
        let whole = [
            ("break_even_week", weekly.breakEven), ("lowest_cash", weekly.lowestCash),
            ("lowest_cash_week", weekly.lowestCashWeek),
        ]
        for (name, quantiles) in whole {
            rows += quantiles.map { Figure("total", "", name, MetricNumbers.row($0)) }
        }
        return rows + [Figure("total", "", "never_breaks_even", weekly.neverBreaksEven)]
    }

    /// How exactly the figures are known that the run was to know exactly.
    private var precise: [(split: String, figure: Figure)] {
        guard let precision = forecast.precision else { return [] }
        let goal = precision.goal
        return precision.figures.flatMap { figure in
            figure.rows(goal).map { (figure.name, Figure("precision", goal.text, goal.metric.rawValue, $0)) }
        }
    }

    /// What a split returns with and without an event.
    private func rows(_ risk: RiskForecast, split: String) -> [Figure] {
        var rows = [Figure("risk", risk.name, "struck", risk.struck)]
        for effect in risk.splits.first(where: { $0.split == split })?.effects ?? [] {
            for (kind, summary) in effect.sides {
                rows += self.rows(ReportedMetric(effect.metric, summary, of: forecast), kind.rawValue, risk.name)
            }
        }
        return rows
    }
}
