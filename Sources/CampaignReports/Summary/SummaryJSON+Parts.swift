// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

// MARK: - Weeks

extension SummaryJSON {
    /// A split week by week: lists with an entry a week, the last one being all that comes after the last week.
    func json(_ weekly: WeeklyForecast) -> JSONValue {
        let tracks = WeeklyForecast.Track.all.compactMap { track in
            weekly.tracks[track].map { (track.name, Self.columns($0)) }
        }
        return .object([
            "start": scenario.time?.start.map { .string($0) } ?? .null, "weeks": .integer(weekly.weeks),
            "tracks": .object(Self.keyed(tracks)),
            "break_even": .object([
                "quantiles": Self.json(weekly.breakEven), "never": Self.json(weekly.neverBreaksEven),
            ]),
            "lowest_cash": .object([
                "quantiles": Self.json(weekly.lowestCash), "week": Self.json(weekly.lowestCashWeek),
            ]),
        ])
    }
}

extension SummaryJSON {
    private static func columns(_ weeks: [WeeklyForecast.Week]) -> JSONValue {
        let errors = weeks.map(\.mean.standardError)
        let quantiles = QuantileEstimate.reported.enumerated().map { number, probability in
            let column = weeks.map { $0.quantiles[number] }
            func list(_ value: (QuantileEstimate) -> Double) -> JSONValue {
                .array(column.map { StoredNumber(value($0), error: $0.standardError).json })
            }
            return (
                MetricNumbers.name(probability),
                JSONValue.object(["value": list(\.value), "low": list(\.low), "high": list(\.high)])
            )
        }
        return .object([
            "mean": .object([
                "value": .array(zip(weeks, errors).map { StoredNumber($0.mean.value, error: $1).json }),
                "standard_error": .array(errors.map { StoredNumber(error: $0).json }),
            ]), "quantiles": .object(keyed(quantiles)),
        ])
    }
}

// MARK: - Risks

extension SummaryJSON {
    /// An event: how often it struck, and what each split returns with and without it.
    func json(_ risk: RiskForecast) -> JSONValue {
        let splits = risk.splits.map { split in
            (
                split.split,
                JSONValue.object(
                    Self.keyed(
                        split.effects.map { effect in
                            (
                                effect.metric.rawValue,
                                .object([
                                    "with": json(effect.with, of: effect.metric),
                                    "without": json(effect.without, of: effect.metric),
                                ])
                            )
                        }))
            )
        }
        return .object(["struck": Self.json(risk.struck), "splits": .object(Self.keyed(splits))])
    }
}
