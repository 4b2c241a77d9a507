// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports

/// The tables of a database of runs; `docs/database.md` says what every column means.
enum StoreLayout {
    /// `TIER` in ASCII: how a database says that it is one of Tiercast's (`PRAGMA application_id`).
    static let applicationID = 0x5449_4552
    /// The version of the layout (`PRAGMA user_version`); it changes when a table or column goes, comes or changes its
    /// meaning.
    static let version = 4

    /// The tables, each after the one that its rows belong to.
    static let tables = [
        runs, warnings, splits, groups, metrics, quantiles, goals, weekly, breakEven, lowestCash, risks, trials,
    ]

    /// What makes a run the same as another one: it has the same results then.
    static let identity = ["scenario_checksum", "split_names", "seed", "trials", "engine", "version"]

    static let runs = StoreTable(
        name: "runs",
        columns: [
            .integer("run"), .text("scenario"), .text("file"), .text("currency"), .real("budget"), .text("split_names"),
            // SQLite has no unsigned numbers of 64 bits.
            .text("seed"), .integer("trials"), .integer("requested_trials"), .text("engine"), .text("version"),
            .text("scenario_checksum"), .integer("weeks").optional, .text("first_day").optional,
            .text("resolved_scenario"),
        ], key: ["run"], unique: identity)

    static let warnings = StoreTable(
        name: "warnings", columns: [.integer("run"), .integer("position"), .text("message")],
        key: ["run", "position"], parent: ofRun)

    static let splits = StoreTable(
        name: "splits", columns: [.integer("run"), .text("split"), .integer("position")], key: ["run", "split"],
        parent: ofRun)

    static let groups = StoreTable(
        name: "groups",
        columns: [
            .integer("run"), .text("split"), .text("group_kind"), .text("group_name"), .integer("position"),
            .real("budget"),
        ] + StoreColumn.proportion("no_order") + StoreColumn.proportion("nobody_hired")
            + StoreColumn.proportion("almost_nothing_sold"),
        key: ["run", "split", "group_kind", "group_name"], parent: ofSplit)

    static let metrics = StoreTable(
        name: "metrics",
        columns: [
            .integer("run"), .text("split"), .text("group_kind"), .text("group_name"), .text("metric"),
            .real("mean").optional, .text("mean_kind"), .real("standard_error").optional, .real("sd").optional,
            .real("expected_shortfall").optional, .integer("undefined"), .integer("infinite"),
        ]
            + ["uncertainty", "creators", "posts", "orders"].flatMap { layer in
                [StoreColumn.real("layer_" + layer).optional, .real("layer_" + layer + "_error").optional]
            },
        key: metricKey, parent: ofSplit)

    static let quantiles = StoreTable(
        name: "quantiles",
        columns: [
            .integer("run"), .text("split"), .text("group_kind"), .text("group_name"), .text("metric"),
            .real("probability"), .real("value"), .real("standard_error").optional, .real("low"), .real("high"),
        ], key: metricKey + ["probability"], parent: ("metrics", metricKey))

    static let goals = StoreTable(
        name: "goals",
        columns: [
            .integer("run"), .text("split"), .integer("position"), .text("metric"), .text("relation"), .real("bound"),
        ] + StoreColumn.proportion("met"), key: ["run", "split", "position"], parent: ofSplit)

    static let weekly = StoreTable(
        name: "weekly",
        columns: [
            .integer("run"), .text("split"), .text("track"), .integer("week"), .integer("is_later"),
            .real("mean").optional, .real("standard_error").optional,
        ] + quantileColumns, key: ["run", "split", "track", "week"], parent: ofSplit)

    static let breakEven = StoreTable(
        name: "break_even",
        columns: [.integer("run"), .text("split")] + StoreColumn.proportion("never") + quantileColumns,
        key: ["run", "split"], parent: ofSplit)

    static let lowestCash = StoreTable(
        name: "lowest_cash",
        columns: [.integer("run"), .text("split"), .text("measure")] + quantileColumns,
        key: ["run", "split", "measure"], parent: ofSplit)

    static let risks = StoreTable(
        name: "risks",
        columns: [.integer("run"), .text("risk"), .integer("position")] + StoreColumn.proportion("struck"),
        key: ["run", "risk"], parent: ofRun)

    static let trials = StoreTable(
        name: "trials",
        columns: [.integer("run"), .integer("trial"), .text("split"), .text("line")]
            + Outcome.allCases.map { StoreColumn.real($0.name).optional }
            + trialMetrics.map { StoreColumn.real($0.rawValue).optional },
        key: ["run", "trial", "split", "line"], parent: ofSplit)

    /// The metrics of a trial that are not an outcome by another name.
    static let trialMetrics = TrialTable.derived(of: Metric.allCases, besides: Outcome.allCases)
}

// MARK: - Shared parts

extension StoreLayout {
    private static let metricKey = ["run", "split", "group_kind", "group_name", "metric"]
    private static let ofRun = (table: "runs", key: ["run"])
    private static let ofSplit = (table: "splits", key: ["run", "split"])

    /// The quantiles that every summary reports, side by side, each with its interval.
    private static let quantileColumns = QuantileEstimate.reported.flatMap { probability in
        let name = MetricNumbers.name(probability)
        return [name, name + "_low", name + "_high"].map { StoreColumn.real($0).optional }
    }
}
