// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports

// MARK: - Groups and their metrics

/// A group of a split, or the trials of a split that an event strikes or spares.
struct GroupPlace: Sendable {
    let split: String
    let kind: GroupKind
    let name: String

    /// The columns that say which group it is, where groups are the kinds stated.
    fileprivate static func fields(_ kinds: String) -> [StoreField<GroupPlace>] {
        [
            .text("split", "the split") { $0.split }, .text("group_kind", kinds) { $0.kind.rawValue },
            .text("group_name", "the tier, platform, line or event; the empty text for `total`") { $0.name },
        ]
    }
}

extension StoreLayout {
    private static let groupKey = ["split", "group_kind", "group_name"]

    static let groups = StoreRows<(place: GroupPlace, position: Int, forecast: GroupForecast)>(
        "groups", key: groupKey, parent: ofSplit,
        GroupPlace.fields("`total`, `tier`, `platform` or `line`").map { $0.of(\.place) } + [
            .integer("position", "the place in the split's list of groups, the total first") { $0.position },
            .real("budget", "money given to it") { $0.forecast.budget },
        ]
            + GroupChance.allCases.flatMap { chance in
                StoreField.proportion(chance.rawValue, chance.meaning) { chance.proportion($0.forecast) }
            })

    /// A metric of a group.
    typealias MetricRow = (place: GroupPlace, metric: ReportedMetric)

    private static let ofMetric: [StoreField<MetricRow>] =
        GroupPlace.fields(
            "`total`, `tier`, `platform` or `line`; `risk_with` and `risk_without`: the split in the trials that an event strikes, "
                + "and in the others"
        ).map { $0.of(\.place) }
        + [.text("metric", "the [metric](results.md#metrics)") { $0.metric.metric.rawValue }]

    static let metrics = StoreRows<MetricRow>(
        "metrics", key: groupKey + ["metric"], parent: ofSplit, ofMetric + numbers + layers)

    private static let numbers: [StoreField<MetricRow>] = [
        .number(.mean),
        .text("mean_kind", "`mean`, or `ratio_of_means` for a ratio such as `cpa`, whose own mean need not exist") {
            $0.metric.metric.meanKind
        },
        .error("standard_error", of: .mean, "of `mean`"), .number(.sd), .number(.expectedShortfall),
        .integer("undefined", MetricStatistic.undefined.meaning) { $0.metric.summary.undefined },
        .integer("infinite", MetricStatistic.infinite.meaning) { $0.metric.summary.infinite },
    ]

    /// NULL where there is no spread or it was not computed.
    private static let layers = VarianceLayer.allCases.flatMap { layer -> [StoreField<MetricRow>] in
        let statistic = MetricStatistic.layer(layer)
        return [.number(statistic), .error(statistic.name + "_error", of: statistic, "errors of these shares")]
    }

    static let quantiles = StoreRows<(of: MetricRow, quantile: QuantileEstimate)>(
        "quantiles", key: groupKey + ["metric", "probability"], parent: ("metrics", metrics.table.key),
        ofMetric.map { $0.of(\.of) } + [
            .real("probability", "0.05, 0.1, 0.25, 0.5, 0.75, 0.9 or 0.95") { $0.quantile.probability },
            .real("value", "the quantile") { $0.quantile.value },
            .optionalReal("standard_error", "its error; NULL where an infinite end leaves nothing to judge by") {
                ReportedNumber($0.quantile).standardError
            },
            .real("low", "its 95 % interval") { $0.quantile.low },
            .real("high", "its 95 % interval") { $0.quantile.high },
        ])
}

extension StoreField where Row == StoreLayout.MetricRow {
    /// A number of a metric's summary.
    fileprivate static func number(_ statistic: MetricStatistic) -> StoreField {
        .optionalReal(statistic.name, statistic.meaning) { $0.metric.number(statistic)?.value }
    }

    /// Its error.
    fileprivate static func error(_ name: String, of statistic: MetricStatistic, _ meaning: String) -> StoreField {
        .optionalReal(name, meaning) { $0.metric.number(statistic)?.standardError }
    }
}

// MARK: - Goals and weeks

extension StoreLayout {
    static let goals = StoreRows<(split: String, position: Int, goal: Goal, met: Proportion)>(
        "goals", key: ["split", "position"], parent: ofSplit,
        [
            .text("split", "the split") { $0.split },
            .integer("position", "1 for the first goal of the file") { $0.position },
            .text("metric", "what is bounded") { $0.goal.metric.rawValue },
            .text("relation", "`<=` or `>=`") { $0.goal.relation.rawValue },
            .real("bound", "the bound") { $0.goal.bound },
        ] + StoreField.proportion("met", "probability that it is met") { $0.met })

    /// A week of a track of a split; `isLater` of what comes after the last one.
    typealias WeekRow = (
        split: String, track: WeeklyForecast.Track, number: Int, isLater: Bool, week: WeeklyForecast.Week
    )

    static let weekly = StoreRows<WeekRow>(
        "weekly", key: ["split", "track", "week"], parent: ofSplit,
        [
            .text("split", "the split") { $0.split },
            .text("track", "`orders`, `revenue`, `spend`, `cash`, and `cumulative_` before each") { $0.track.name },
            .integer("week", "the week, from 1") { $0.number },
            .integer(
                "is_later",
                "1 in the row after the last week, which holds all that comes later (of a cumulative track: the total); else 0"
            ) { $0.isLater ? 1 : 0 },
            .optionalReal("mean", "mean with its error") { $0.week.mean.value },
            .optionalReal("standard_error", "mean with its error") { $0.week.mean.standardError },
        ] + StoreField.quantiles("quantiles") { $0.week.quantiles })

    static let breakEven = StoreRows<(split: String, weekly: WeeklyForecast)>(
        "break_even", key: ["split"], parent: ofSplit,
        [.text("split", "the split") { $0.split }]
            + StoreField.proportion("never", "share of the trials that hire somebody that have no such week") {
                $0.weekly.neverBreaksEven
            }
            + StoreField.quantiles(
                "quantiles of the week from which on cumulative cash stays at or above 0, what comes after the last week included, "
                    + "over the trials that hire somebody; infinite where there is none, NULL where nobody is ever hired"
            ) { $0.weekly.breakEven })

    static let lowestCash = StoreRows<(split: String, measure: String, quantiles: [QuantileEstimate])>(
        "lowest_cash", key: ["split", "measure"], parent: ofSplit,
        [
            .text("split", "the split") { $0.split },
            .text(
                "measure",
                "`cash`: the lowest cumulative cash at the end of a week reported; `week`: the first week with it"
            ) { $0.measure },
        ] + StoreField.quantiles("quantiles; NULL where nobody is ever hired") { $0.quantiles })
}
