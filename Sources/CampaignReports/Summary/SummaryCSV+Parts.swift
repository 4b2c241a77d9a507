// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

// MARK: - Weeks and risks

extension SummaryCSV {
    /// A row a track, week and statistic; the week after the last one is `later`.
    func rows(_ weekly: WeeklyForecast, split: String) -> [[String]] {
        var rows: [[String]] = []
        for track in WeeklyForecast.Track.all {
            for (number, week) in (weekly.tracks[track] ?? []).enumerated() {
                let place = [split, "week", number < weekly.weeks ? "\(number + 1)" : "later", track.name]
                rows.append(place + estimate("mean", week.mean))
                rows += week.quantiles.map { place + row($0) }
            }
        }
        let whole = [
            ("break_even_week", weekly.breakEven), ("lowest_cash", weekly.lowestCash),
            ("lowest_cash_week", weekly.lowestCashWeek),
        ]
        for (name, quantiles) in whole { rows += quantiles.map { [split, "total", "", name] + row($0) } }
        rows.append([split, "total", "", "never_breaks_even"] + probability(weekly.neverBreaksEven))
        return rows
    }

    /// What a split returns with and without an event.
    func rows(_ risk: RiskForecast, split name: String) -> [[String]] {
        let split = CSVField.text(name)
        var rows = [[split, "risk", CSVField.text(risk.name), "struck"] + probability(risk.struck)]
        for effect in risk.splits.first(where: { $0.split == name })?.effects ?? [] {
            for (group, summary) in [("risk_with", effect.with), ("risk_without", effect.without)] {
                let place = [split, group, CSVField.text(risk.name), effect.metric.rawValue]
                rows += statistics(summary, of: effect.metric).map { place + $0 }
            }
        }
        return rows
    }
}
