// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

extension CampaignReport {
    /// The names of all charts that a report can have, which tell what files it may become before it is made.
    public static let chartNames: [String] = {
        let ofMetrics = ["distribution", "chance", "difference", "tornado"].flatMap { kind in
            Metric.allCases.map { "\(kind)-\($0.rawValue.hyphenated)" }
        }
        let ofWeeks = WeeklyForecast.Track.all.map { "weeks-\($0.name.hyphenated)" }
        return ofMetrics + ofWeeks + ["money", "funnel", "layers", "claims", "stress", "flips", "frontier"]
    }()
}
