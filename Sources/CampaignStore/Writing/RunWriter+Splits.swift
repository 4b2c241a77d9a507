// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports

// MARK: - Splits

extension RunWriter {
    func write(_ split: SplitForecast, of forecast: Forecast) throws {
        for (position, group) in split.groups.enumerated() {
            let place = GroupPlace(split: split.name, kind: group.kind, name: group.name)
            try insert((place, position + 1, group.forecast), into: StoreLayout.groups)
            for metric in Metric.allCases {
                guard let summary = group.forecast.metrics[metric] else { continue }
                try write(ReportedMetric(metric, summary, of: forecast), at: place)
            }
        }
        for (position, goal) in split.goals.enumerated() {
            try insert((split.name, position + 1, goal.goal, goal.met), into: StoreLayout.goals)
        }
        if let weekly = split.weekly { try write(weekly, split: split.name) }
    }

    private func write(_ weekly: WeeklyForecast, split: String) throws {
        for track in WeeklyForecast.Track.all {
            for (number, week) in (weekly.tracks[track] ?? []).enumerated() {
                try insert((split, track, number + 1, number == weekly.weeks, week), into: StoreLayout.weekly)
            }
        }
        try insert((split, weekly), into: StoreLayout.breakEven)
        for (measure, quantiles) in [("cash", weekly.lowestCash), ("week", weekly.lowestCashWeek)] {
            try insert((split, measure, quantiles), into: StoreLayout.lowestCash)
        }
    }

    func write(_ risk: RiskForecast, position: Int, of forecast: Forecast) throws {
        try insert((risk, position), into: StoreLayout.risks)
        for split in risk.splits {
            for effect in split.effects {
                for (kind, summary) in effect.sides {
                    let place = GroupPlace(split: split.split, kind: kind, name: risk.name)
                    try write(ReportedMetric(effect.metric, summary, of: forecast), at: place)
                }
            }
        }
    }

    /// The metric of a group.
    private func write(_ metric: ReportedMetric, at place: GroupPlace) throws {
        try insert((place, metric), into: StoreLayout.metrics)
        for quantile in metric.summary.quantiles {
            try insert(((place, metric), quantile), into: StoreLayout.quantiles)
        }
    }
}
