// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The objects of `summary.json` that hold weeks.
enum WeekFields {
    static let weekly = ObjectFields<ForecastPart<WeeklyForecast>>(
        "weekly", "A split week by week.",
        [
            Field("start", "the first day of week 1, or `null`", .day) { $0.forecast.subject.scenario.time?.start },
            Field("weeks", "the weeks reported one by one", .count) { $0.weeks },
            Field(
                "tracks",
                "an object with a member for each track: `orders`, `revenue`, `spend`, `cash` (gross margin on revenue less spend) in "
                    + "each week, and `cumulative_orders`, `cumulative_revenue`, `cumulative_spend`, `cumulative_cash` from week 1 on",
                .named(track.shape, names: WeeklyForecast.Track.all.map(\.name))
            ) { weekly in
                WeeklyForecast.Track.all.compactMap { track in weekly.tracks[track].map { (track.name, $0) } }
            },
            Field(
                "break_even",
                "the week from which on cumulative cash stays at or above 0, what comes after the last week included; none where no "
                    + "money has moved by the last week", breakEven.inlined
            ) { $0.value },
            Field(
                "lowest_cash",
                "the lowest cumulative cash at the end of a week reported, over the trials that hire somebody",
                lowestCash.inlined
            ) { $0.value },
        ])

    static let breakEven = ObjectFields<WeeklyForecast>(
        "break_even", "The week of break-even.",
        [
            Field("quantiles", "over all trials that hire somebody, infinite where there is none", .quantiles) {
                $0.breakEven
            },
            Field("never", "the share of them that have none", .proportion) { $0.neverBreaksEven },
        ])

    static let lowestCash = ObjectFields<WeeklyForecast>(
        "lowest_cash", "The lowest cumulative cash and its week.",
        [
            Field("quantiles", "its quantiles", .quantiles) { $0.lowestCash },
            Field("week", "quantiles of the first week with it", .quantiles) { $0.lowestCashWeek },
        ])

    static let track = ObjectFields<[WeeklyForecast.Week]>(
        "track", "A track by week, and what comes later.",
        [
            Field("mean", "the means", means.inlined) { $0.map { ReportedNumber($0.mean) } },
            Field(
                "quantiles", "`p5` … `p95`",
                .named(column.shape, names: QuantileEstimate.reported.map(MetricNumbers.name))
            ) { weeks in
                QuantileEstimate.reported.enumerated().map { number, probability in
                    (MetricNumbers.name(probability), weeks.map { ReportedNumber($0.quantiles[number]) })
                }
            },
        ])

    static let means = ObjectFields<[ReportedNumber]>(
        "means", "Means.",
        [
            Field(
                "value",
                "an entry a week; the last one, one more than there are weeks, is all that comes later (of a cumulative track: the "
                    + "total)", .list(.value)
            ) { $0.map(\.stored) },
            Field("standard_error", "their Monte Carlo errors", .list(.value)) { $0.map(\.storedError) },
        ])

    static let column = ObjectFields<[ReportedNumber]>(
        "column", "Values by week.",
        [
            Field("value", "the quantile of each week and of what comes later", .list(.value)) { $0.map(\.stored) },
            Field("low", "the lower ends of their 95 % intervals", .list(.value)) { $0.map(\.storedLow) },
            Field("high", "the upper ends", .list(.value)) { $0.map(\.storedHigh) },
        ])
}
