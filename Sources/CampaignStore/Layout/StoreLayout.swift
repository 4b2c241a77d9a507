// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports

/// The tables of a database of runs; `docs/database.md` shows what every column means.
enum StoreLayout {
    /// `TIER` in ASCII: how a database says that it is one of Tiercast's (`PRAGMA application_id`).
    static let applicationID = 0x5449_4552
    /// The version of the layout (`PRAGMA user_version`); it changes when a table or column goes, comes or changes its
    /// meaning.
    static let version = 4

    /// The tables, each after the one that its rows belong to.
    static let tables = [
        runs.table, warnings.table, splits.table, groups.table, metrics.table, quantiles.table, goals.table,
        weekly.table, breakEven.table, lowestCash.table, risks.table, trials.table,
    ]

    /// What makes a run the same as another one: it has the same results then.
    static let identity = ["scenario_checksum", "split_names", "seed", "trials", "engine", "version"]

    static let ofRun = (table: "runs", key: ["run"])
    static let ofSplit = (table: "splits", key: ["run", "split"])

    static let runs = StoreRows<RunDescription>(
        "runs", run: "its number in this database", key: [], unique: identity,
        [
            .text("scenario", "the name of the scenario") { $0.scenario.name },
            .text("file", "the name of its file, without folders") { $0.subject.fileName },
            .text("currency", "ISO 4217 code") { $0.scenario.currency },
            .real("budget", "the money to spend") { $0.scenario.budget },
            .text("split_names", "the splits that were simulated, a list in JSON") { $0.splitNames },
            .text(
                "seed", "seed of the random streams, as text: it may have more than the 63 bits of SQLite's integers"
            ) { String($0.options.seed) },
            .integer("trials", "trials that were completed") { $0.options.trials },
            .integer(
                "requested_trials",
                "trials that were asked for: as many, since a run that was interrupted is not kept"
            ) { $0.options.trials },
            .text("engine", "`\(Engine.chain.rawValue)`") { _ in Engine.chain.rawValue },
            .text("version", "version of Tiercast") { _ in TiercastVersion.current },
            .text("scenario_checksum", "hash of the resolved scenario") { $0.subject.checksum },
            .optionalInteger("weeks", "weeks reported one by one; NULL where the scenario has no `time`") {
                $0.scenario.time?.weeks
            },
            .optionalText("first_day", "the first day of week 1; NULL where weeks are only numbered") {
                $0.scenario.time?.start
            },
            .text("resolved_scenario", "the scenario as a file, with defaults and overrides filled in") {
                $0.resolvedText
            },
        ])

    static let warnings = StoreRows<(position: Int, message: String)>(
        "warnings", key: ["position"], parent: ofRun,
        [
            .integer("position", "1 for the first sentence") { $0.position },
            .text("message", "the sentence") { $0.message },
        ])

    static let splits = StoreRows<(name: String, position: Int)>(
        "splits", key: ["split"], parent: ofRun,
        [
            .text("split", "its name in the run") { $0.name },
            .integer("position", "1 for the first split of the file") { $0.position },
        ])

    static let risks = StoreRows<(risk: RiskForecast, position: Int)>(
        "risks", key: ["risk"], parent: ofRun,
        [
            .text("risk", "the event's name") { $0.risk.name },
            .integer("position", "1 for the first event") { $0.position },
        ] + StoreField.proportion("struck", "how often it struck") { $0.risk.struck })
}
