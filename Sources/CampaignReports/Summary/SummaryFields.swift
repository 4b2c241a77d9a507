// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// The objects of `summary.json`: what is said here is written, is in the schema and stands in `docs/results.md`.
enum SummaryFields {
    static let document = ObjectFields<SummaryJSON>(
        "document", "A forecast of every split.",
        [
            Field("schema", "name and version of the layout", .exactly(SummaryJSON.schema)) { _ in SummaryJSON.schema },
            Field("scenario", "the scenario", scenario.inlined) { $0.forecast.subject.scenario },
            Field("provenance", "how to compute it again", provenance.inlined) {
                ($0.forecast.provenance, $0.forecast.subject.checksum)
            },
            Field(
                "resolved",
                "what the resolved scenario says, by place: `nano.fee`, `splits.small.nano`, `goals[0]`; two summaries are told apart "
                    + "by it", .named(.text)
            ) { $0.resolved.map { ($0.key, $0.value) } },
            Field("split_names", "the splits in the order of the file", .set(.text)) { $0.forecast.splits.map(\.name) },
            Field("splits", "an object with a member for each split, by name", .named(split.shape)) { summary in
                summary.forecast.splits.map { ($0.name, ForecastPart($0, of: summary.forecast)) }
            },
            Field("verdict", "the sentences with which the table begins", .text) { ForecastTable($0.forecast).answer },
            Field(
                "risks", "where the scenario has events: an object with a member for each, by name",
                optional: .named(risk.shape)
            ) { summary in
                let risks = summary.forecast.risks
                return risks.isEmpty ? nil : risks.map { ($0.name, ForecastPart($0, of: summary.forecast)) }
            },
            Field(
                "precision", "where `--precision` asks for it: how exactly its figures are known",
                optional: PrecisionFields.precision.shape
            ) { $0.forecast.precision },
            Field("warnings", "sentences a reader should know before trusting the figures", .list(.text)) {
                $0.forecast.warnings
            },
        ])

    static let scenario = ObjectFields<Scenario>(
        "scenario", "The scenario.",
        [
            Field("name", "its name", .text) { $0.name },
            Field("currency", "ISO 4217 code of all money", .text) { $0.currency },
            Field("budget", "the money to spend", .positive) { StoredNumber(exactly: $0.budget) },
        ])

    static let provenance = ObjectFields<(of: ForecastProvenance, checksum: String)>(
        "provenance", "How to compute it again.",
        [
            Field("seed", "seed of the random streams", .count) { $0.of.seed },
            Field("trials", "trials that were completed", .count) { $0.of.trials },
            Field("requested_trials", "trials that were asked for", .count) { $0.of.requestedTrials },
            Field("partial", "whether the run was interrupted", .bool) { $0.of.isPartial },
            Field("version", "version of Tiercast", .text) { $0.of.version },
            Field("engine", "how campaigns were simulated: `chain`", .choice(Engine.allCases.map(\.rawValue))) {
                $0.of.engine.rawValue
            },
            Field("scenario_checksum", "hash of the resolved scenario", .checksum) { $0.checksum },
        ])
}

// MARK: - Splits

extension SummaryFields {
    static let split = ObjectFields<ForecastPart<SplitForecast>>(
        "split", "A split.",
        [
            Field("total", "the group of all lines", group.shape) { $0.part($0.total) },
            Field(
                "tiers", "a group for each tier with a share, by name",
                .named(group.shape, names: Tier.allCases.map(\.rawValue))
            ) { split in split.tiers.map { ($0.tier.rawValue, split.part($0.forecast)) } },
            Field(
                "platforms", "a group for each platform with a share, by name",
                .named(group.shape, names: Platform.allCases.map(\.rawValue))
            ) { split in split.platforms.map { ($0.platform.rawValue, split.part($0.forecast)) } },
            Field("lines", "a group for each line with a share, by name", .named(group.shape)) { split in
                split.lines.map { ($0.line, split.part($0.forecast)) }
            },
            Field("goals", "how often each goal is met, in the order of the file", .list(goal.shape)) { $0.goals },
        ] + profile.map { $0.of { $0.profile } } + [
            Field(
                "weekly", "where the scenario has `time`: the split week by week", optional: WeekFields.weekly.shape
            ) { split in split.weekly.map { split.part($0) } }
        ])

    /// What a verdict says of a split: the same keys in the documents of runs, comparisons and searches.
    static let profile: [Field<SplitProfile>] = [
        Field("losses", "probability that the profit is negative", .proportion) { $0.losses },
        Field(
            "break_even_factor",
            "how many times the orders would break even on average; `null` where what is paid for orders takes all that they earn",
            .orNull(.estimate)
        ) { $0.breakEven.margin.value > 0 ? $0.breakEven.factor : nil },
        Field(
            "unhired",
            "money that hires nobody too often for the split to be ranked by what it earns; else `null`",
            .orNull(unhired.shape)
        ) { $0.unhired },
    ]

    static let unhired = ObjectFields<UnhiredMoney>(
        "unhired", "Money that hires nobody too often for the split to be ranked by what it earns.",
        [
            Field("lines", "the lines; none where it is the whole split", .list(.text)) { $0.lines },
            Field("share", "their share of the split's budget", .share) {
                StoredNumber(exactly: ($0.share * 1e6).rounded() / 1e6)
            },
            Field("nobody_hired", "probability that nobody is hired, of several lines the least", .proportion) {
                $0.nobodyHired
            },
        ])

    static let goal = ObjectFields<(goal: Goal, met: Proportion)>(
        "goal", "A goal and how often it is met.",
        [
            Field("metric", "what is bounded", .choice(Metric.allCases.map(\.rawValue))) { $0.goal.metric.rawValue },
            Field("relation", "`<=` or `>=`", .choice(Goal.Relation.allCases.map(\.rawValue))) {
                $0.goal.relation.rawValue
            },
            Field("bound", "the bound", .number) { StoredNumber(exactly: $0.goal.bound) },
            Field(
                "met",
                "probability that the goal is met; an undefined value never meets a goal, and a campaign that spends and earns "
                    + "nothing meets none on money or on a ratio (`unspent` aside)", .proportion
            ) { $0.met },
        ])

    static let group = ObjectFields<ForecastPart<GroupForecast>>(
        "group", "All lines of a split, or those of a tier, platform or name.",
        [
            Field("budget", "money given to it", .amount) { StoredNumber(exactly: $0.budget) },
            Field(
                "metrics", "an object with a member for each metric, by name",
                .named(metric.shape, names: Metric.allCases.map(\.rawValue))
            ) { group in
                Metric.allCases.compactMap { metric in
                    group.metrics[metric].map {
                        (metric.rawValue, ReportedMetric(metric, $0, of: group.forecast))
                    }
                }
            },
        ]
            + GroupChance.allCases.map { chance in
                Field(chance.rawValue, chance.meaning, .proportion) { chance.proportion($0.value) }
            } + [
                Field(
                    "trade",
                    "quantiles of `cpm` (cost of 1,000 views), `cost_per_click` and `orders_per_post`, ratios within a trial; over trials "
                        + "where they are defined", .named(.quantiles, names: TradeFigure.allCases.map(\.rawValue))
                ) { group in
                    TradeFigure.allCases.compactMap { figure in group.trade[figure].map { (figure.rawValue, $0) } }
                }
            ])

    static let metric = ObjectFields<ReportedMetric>(
        "metric", "A metric over trials.",
        [
            Field(.mean, .orNull(.mean)) { metric in metric.summary.mean.map { ($0, metric.metric) } },
            Field(.sd, .value) { $0.number(.sd)?.stored },
            Field(
                "quantiles",
                "`p5`, `p10`, `p25`, `p50`, `p75`, `p90`, `p95`, over trials where the metric is defined; an infinite CPA counts as "
                    + "larger than every other", .quantiles
            ) { $0.summary.quantiles },
            Field(.expectedShortfall, .value) { $0.number(.expectedShortfall)?.stored },
            Field(.undefined, .count) { $0.summary.undefined }, Field(.infinite, .count) { $0.summary.infinite },
            Field(
                "layers",
                "which share of the variance each layer brings, 0 or more each and 1 together; `null` where there is no spread or it "
                    + "was not computed; for `cpa` of the variance of its ranks", .orNull(.layers)
            ) { $0.summary.layers },
        ])
}

extension Field where Root == ReportedMetric {
    /// A number of a metric.
    fileprivate init<Value>(
        _ statistic: MetricStatistic, _ shape: Shape<Value>, _ value: @escaping @Sendable (Root) -> Value
    ) {
        self.init(statistic.name, statistic.meaning, shape, value)
    }
}

// MARK: - Events

extension SummaryFields {
    static let risk = ObjectFields<ForecastPart<RiskForecast>>(
        "risk", "An event.",
        [
            Field("struck", "the probability with which the event struck", .proportion) { $0.struck },
            Field(
                "splits", "for each split, by name, `conversions`, `profit` and `roi`",
                .named(.named(effect.shape, names: RiskForecast.metrics.map(\.rawValue)))
            ) { risk in
                risk.splits.map { split in
                    (split.split, split.effects.map { ($0.metric.rawValue, risk.part($0)) })
                }
            },
        ])

    static let effect = ObjectFields<ForecastPart<RiskEffect>>(
        "effect", "A metric with and without an event.",
        [
            Field("with", "its summary over the trials with the event", metric.shape) {
                ReportedMetric($0.metric, $0.with, of: $0.forecast)
            },
            Field("without", "its summary over the others", metric.shape) {
                ReportedMetric($0.metric, $0.without, of: $0.forecast)
            },
        ])
}
