// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// Forecasts held against outcomes as a JSON document; `docs/backtest.md` says what every key means.
public struct BacktestJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/backtest/1"

    /// The findings.
    public let report: BacktestReport

    /// The document of findings.
    public init(_ report: BacktestReport) { self.report = report }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(report) }
}

// MARK: - Keys

extension BacktestJSON {
    static let fields = ObjectFields<BacktestReport>(
        "document", "Forecasts held against outcomes.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("file", "the table", .text) { $0.file },
            Field("table_checksum", "hash of its bytes", .checksum) { $0.tableChecksum },
            Field("verdict", "the first sentence", .text) { $0.sentence },
            Field(
                "provenance",
                "as in [summary.json](results.md#summaryjson); `trials` are those of each campaign, `scenario_checksum` is the hash of all scenarios",
                SummaryFields.provenance.shape
            ) { ($0.backtest.provenance, $0.scenarioChecksum) },
            Field(
                "selections", "the powers, in the order given; lists by selection below have this order", .list(.amount)
            ) { $0.backtest.selections.map { StoredNumber(exactly: $0) } },
            Field("weight_cap", "the return above which weights do not grow", .positive) { _ in
                StoredNumber(exactly: OutcomeDraws.weightCap)
            },
            Field(
                "fee_or_gift", "by selection, the summary of the outcomes under a fee or a gift", .list(summary.shape)
            ) { $0.backtest.headline },
            Field("performance_pay", "by selection, the summary of those under performance pay", .list(summary.shape)) {
                $0.backtest.underPerformancePay
            },
            Field("groups", "the outcomes that have something in common", .list(stratum.shape)) {
                $0.backtest.strata
            },
            Field("outcomes", "the outcomes compared", .list(outcome.shape)) {
                $0.backtest.cases.filter { $0.outcome.metric != nil }
            },
            Field("chances", "the stated chances", .list(chance.shape)) { $0.backtest.heldChances },
            Field("not_compared", "the rows left out", .list(leftOut.shape)) { $0.notCompared },
        ])

    private static let selection = "the power of the return by which draws were weighted"

    private static let leftOut = ObjectFields<(id: String, reason: String)>(
        "left_out", "A row that no forecast was held against.",
        [
            Field("id", "of the row", .text) { $0.id },
            Field("reason", "why it is left out", .text) { $0.reason },
        ])
}

// MARK: - Summaries

extension BacktestJSON {
    private static let stratum = ObjectFields<Backtest.Stratum>(
        "stratum", "Outcomes that have something in common.",
        [
            Field(
                "trait",
                "what they have in common, `tier`, `platform`, `deal` or `grade`; `deal` groups all outcomes, the others those under "
                    + "a fee or a gift", .choice(Backtest.Trait.allCases.map(\.rawValue))
            ) { $0.trait.rawValue },
            Field("name", "which one", .text) { $0.name },
            Field("summaries", "by selection, their summary", .list(summary.shape)) { $0.summaries },
        ])

    private static let summary = ObjectFields<BacktestSummary>(
        "summary", "What became of several forecasts at one selection.",
        [
            Field("selection", selection, .amount) { StoredNumber(exactly: $0.selection) },
            Field("outcomes", "their number", .count) { $0.count },
        ]
            + BacktestSummary.nominalCoverages.map { level in
                let percent = Int(clamping: level * 100)
                return Field("in_\(percent)", "those in the central \(percent) % interval", coverage.shape) {
                    $0.coverage(level)
                }
            } + [
                Field(
                    "typical_factor",
                    "how many times they are typically off the median (off by); `null` without outcomes",
                    .value
                ) { StoredNumber($0.typicalFactor, error: abs($0.typicalFactor) * 0.01) },
                Field("better", "those better than the median of their forecast", .count) { $0.better },
                Field("worse", "those worse than it", .count) { $0.worse },
            ])

    static let coverage = ObjectFields<Coverage>(
        "coverage", "How many outcomes an interval covers.",
        [
            Field("count", "the outcomes in the interval", .count) { $0.count },
            Field("low", "the lower 95 % limit of the coverage", .share) {
                StoredNumber(sixDigitsOf: $0.limits.lowerBound)
            },
            Field("high", "the upper one", .share) { StoredNumber(sixDigitsOf: $0.limits.upperBound) },
            Field("chance_of_as_few", "the probability that as many or fewer are covered by right forecasts", .share) {
                StoredNumber(sixDigitsOf: $0.chanceOfAsFew)
            },
            Field("expected_low", expected, .count) { $0.expected.lowerBound },
            Field("expected_high", expected, .count) { $0.expected.upperBound },
        ])

    private static let expected = "how many right forecasts cover in 95 of 100 such tables (if right)"
}

// MARK: - Outcomes

extension BacktestJSON {
    private static let outcome = ObjectFields<Backtest.Case>(
        "outcome", "An outcome with what became of its forecast.",
        [Field("id", "of the row", .text) { $0.outcome.id }]
            + Backtest.Trait.allCases.map { trait in
                Field(trait.rawValue, "of the row; `grade` is `none` where the row has none", .orNull(.text)) {
                    $0.outcome.traits[trait]
                }
            } + [
                Field("metric", "`roas` or `cpa`", .text) { $0.outcome.metric?.rawValue ?? "" },
                Field("value", "what was returned: a ratio, or dollars", .amount) {
                    StoredNumber(sixDigitsOf: $0.outcome.value)
                },
                Field("remark", "that it is a middle or a ratio; else `null`", .orNull(.text)) { $0.outcome.remark },
                Field("is_selected", "whether its forecast is weighted", .bool) { $0.outcome.isSelected },
                Field("is_performance_pay", "whether it is counted apart", .bool) { $0.outcome.isPaidByResult },
                Field("spent", "the imagined campaigns in which money was spent", .proportion) { $0.spent },
                Field(
                    "scores", "by selection; `null` where no imagined campaign has a weight",
                    .list(.orNull(score.shape))
                ) { $0.scores },
            ])

    private static let score = ObjectFields<OutcomeScore>(
        "score", "An outcome held against its forecast.",
        [
            Field("selection", usedSelection, .amount) { StoredNumber(exactly: $0.selection) },
            Field("position", "the PIT", .estimate) { $0.position },
            Field("quantiles", "of the forecast: `p5`, `p25`, `p50`, `p75`, `p95`", .quantiles) { $0.quantiles },
            Field("ratio", "how many times better the outcome is than the median", .estimate) {
                Estimate(value: $0.ratio, standardError: $0.ratioError)
            },
            Field("effective_draws", "the draws of equal weight that would know as much", .amount) {
                StoredNumber($0.effectiveDraws, error: 1)
            },
            Field("in_50", covered, .bool) { $0.isCovered(0.5) },
            Field("in_90", covered, .bool) { $0.isCovered(0.9) },
        ])

    private static let usedSelection = "the power used, 0 where the row is not selected"
    private static let covered = "whether the outcome lies in the central interval"
}

// MARK: - Chances

/// How often a return was reached, as it is stated and as it is forecast.
private struct HeldChance {
    let id: String
    let stated: StatedChance
    /// The forecast's by the power used.
    let forecast: [(selection: Double, chance: Estimate)]
}

extension Backtest {
    fileprivate var heldChances: [HeldChance] {
        cases.flatMap { row in
            let powers = row.outcome.isSelected ? selections : selections.map { _ in 0 }
            return zip(row.outcome.chances, row.chances).map { stated, forecast in
                HeldChance(
                    id: row.outcome.id, stated: stated,
                    forecast: zip(powers, forecast).map { (selection: $0, chance: $1) })
            }
        }
    }
}

extension BacktestJSON {
    private static let chance = ObjectFields<HeldChance>(
        "chance", "A stated chance beside that of the forecast.",
        [
            Field("id", "of the row", .text) { $0.id },
            Field("relation", "`>`, `>=`, `<` or `<=`", .text) { $0.stated.relation },
            Field("threshold", "the return that was reached", .amount) { StoredNumber(exactly: $0.stated.threshold) },
            Field("stated", "how often it was, as it is stated", .share) {
                StoredNumber(exactly: $0.stated.probability)
            },
            Field("forecast", "by selection, how often it is in the forecast", .list(forecast.shape)) { $0.forecast },
        ])

    private static let forecast = ObjectFields<(selection: Double, chance: Estimate)>(
        "forecast_chance", "A chance in a forecast.",
        [
            Field("selection", usedSelection, .amount) { StoredNumber(exactly: $0.selection) },
            Field("chance", "the probability; `null` where no imagined campaign has a weight", .estimate) { $0.chance },
        ])
}
