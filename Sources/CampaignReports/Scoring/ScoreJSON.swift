// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignResults
public import CampaignText

/// What became of a frozen forecast as a JSON document; `docs/score.md` says what every key means.
public struct ScoreJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/score/1"

    private let report: ScoreReport

    /// The document of a score.
    public init(_ report: ScoreReport) { self.report = report }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(report) }
}

// MARK: - Keys

extension ScoreJSON {
    static let fields = ObjectFields<ScoreReport>(
        "score", "A frozen forecast held against results.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("verdict", "the first sentences", .text) { $0.sentence },
            Field("version", "the version of Tiercast that scored", .text) { _ in TiercastVersion.current },
            Field("forecast", "the seal of the frozen forecast", .text) { $0.score.seal },
            Field("campaign", "the campaign's name", .text) { $0.score.campaign },
            Field("frozen", "the day on which it was frozen", .text) { $0.score.frozen },
            Field("scored", "the day on which it was scored", .text) { $0.score.scored },
            Field("timing", timing, .choice(CampaignScore.Timing.allCases.map(\.rawValue))) {
                $0.score.timing.rawValue
            },
            Field("split", "the split that was run", .text) { $0.score.split },
            Field("tier", "the tier of its creators, `mixed` of several", .text) { $0.score.tier },
            Field("budget", "the money given to it", .amount) { StoredNumber(exactly: $0.score.budget) },
            Field("currency", "the currency of all money", .text) { $0.score.currency },
            Field("pending", "orders of the results that may still be sent back", .count) { $0.totals.pending },
            Field("figures", "the figures that results tell", .list(figure.shape)) { $0.score.figures },
            Field("warnings", "what a reader must know first", .list(.text)) { $0.alarms },
        ])

    static let timing =
        "`before` where the forecast was there before the results, `after` where it was not, `unknown` where results have no days"

    static let figure = ObjectFields<FigureScore>(
        "figure_score", "A figure held against its forecast.",
        [
            Field("figure", "its name", .choice(ScoredFigure.allCases.map(\.rawValue))) { $0.figure.rawValue },
            Field("outcome", "what happened", .value) { StoredNumber(exactly: $0.outcome) },
            Field(
                "position",
                "the share of the forecast below the outcome, 0 to 1, with chance between equal values: the randomised probability integral "
                    + "transform (PIT)", .share
            ) { StoredNumber(sixDigitsOf: $0.position) },
            Field("in_50", inside, .bool) { $0.isInside(0.5) },
            Field("in_90", inside, .bool) { $0.isInside(0.9) },
            Field(
                "quantiles", "the forecast, by the share below: `p5`, `p25`, `p50`, `p75`, `p95`",
                .named(.value, names: FigureScore.probabilities.map(MetricNumbers.name))
            ) { score in
                zip(FigureScore.probabilities, score.quantiles).map {
                    (MetricNumbers.name($0), StoredNumber(sixDigitsOf: $1))
                }
            },
            Field("crps", "the continuous ranked probability score, or `null`", .value) {
                $0.rankedProbability.map { StoredNumber(sixDigitsOf: $0) }
            },
            Field("log_score", "the logarithmic score, or `null`", .value) {
                $0.logarithmic.map { StoredNumber(sixDigitsOf: $0) }
            },
            Field(
                "references",
                "simpler forecasts, by name: `last`, `tier`, `calculator`; without those that say nothing",
                .named(reference.shape, names: FigureScore.Reference.allCases.map(\.rawValue))
            ) { score in
                FigureScore.Reference.allCases.compactMap { reference in
                    score.references[reference].map { (reference.rawValue, ($0, score.skill(against: reference))) }
                }
            },
        ])

    private static let inside = "whether the outcome lies between the quantiles that hold so much of the forecast"

    private static let reference = ObjectFields<(value: Double, skill: Double?)>(
        "reference", "A simpler forecast, which says one number.",
        [
            Field("value", "what it says", .value) { StoredNumber(sixDigitsOf: $0.value) },
            Field("skill", "the share of its error that the forecast saves, or `null`", .value) {
                $0.skill.map { StoredNumber(sixDigitsOf: $0) }
            },
        ])
}
