// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// What a history of scores shows as a JSON document; `docs/score.md` says what every key means.
public struct HistoryJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/history/1"

    private let report: HistoryReport

    /// The document of a history.
    public init(_ report: HistoryReport) { self.report = report }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(report) }
}

// MARK: - Keys

extension HistoryJSON {
    static let fields = ObjectFields<HistoryReport>(
        "history", "What several campaigns show of their forecasts.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("file", "the history", .text) { $0.file },
            Field("verdict", "the first sentences", .text) { $0.sentence },
            Field("version", "the version of Tiercast", .text) { _ in TiercastVersion.current },
            Field("campaigns", "the campaigns in it", .count) { $0.history.campaigns.count },
            Field(
                "forecasts", "by figure what the campaigns show whose forecasts were not made afterwards",
                .list(summary.shape)
            ) { $0.ahead },
            Field("made_afterwards", "by figure what the others show", .list(summary.shape)) { $0.afterwards },
            Field("warnings", "what a reader must know first", .list(.text)) { $0.alarms },
        ])

    private static let summary = ObjectFields<ScoreSummary>(
        "history_summary", "What several campaigns show of the forecasts of one figure.",
        [
            Field("figure", "its name", .choice(ScoredFigure.allCases.map(\.rawValue))) { $0.figure.rawValue },
            Field(
                "positions", "where the outcomes stand in their forecasts, in the order of the history", .list(.share)
            ) {
                $0.positions.map { StoredNumber(sixDigitsOf: $0) }
            },
        ]
            + BacktestSummary.nominalCoverages.enumerated().map { number, level in
                let percent = Int(clamping: level * 100)
                return Field(
                    "in_\(percent)",
                    "those in the central \(percent) % interval, as in [backtest.json](backtest.md#backtestjson)",
                    BacktestJSON.coverage.shape
                ) { $0.coverages[number] }
            } + [
                Field("distance", "Kolmogorov's distance of the positions from an even spread", .share) {
                    StoredNumber(sixDigitsOf: $0.distance)
                },
                Field("chance", "how often right forecasts are as far from even, or further: exact", .share) {
                    StoredNumber(sixDigitsOf: $0.probability)
                },
                Field("noticed", "the distance that 5 of 100 histories of right forecasts exceed", .share) {
                    StoredNumber(sixDigitsOf: $0.noticed)
                },
                Field("crps", "the mean continuous ranked probability score, or `null`", .value) {
                    $0.rankedProbability.map { StoredNumber(sixDigitsOf: $0) }
                },
                Field("log_score", "the mean logarithmic score, or `null`", .value) {
                    $0.logarithmic.map { StoredNumber(sixDigitsOf: $0) }
                },
                Field(
                    "skills", "beside simpler forecasts, by name: `last`, `tier`, `calculator`",
                    .named(skill.shape, names: FigureScore.Reference.allCases.map(\.rawValue))
                ) { summary in
                    FigureScore.Reference.allCases.compactMap { reference in
                        summary.skills[reference].map { (reference.rawValue, $0) }
                    }
                },
            ])

    private static let skill = ObjectFields<(value: Double, count: Int)>(
        "skill", "How much of the errors of simpler forecasts is saved.",
        [
            Field("value", "the share of their error that is saved", .number) { StoredNumber(sixDigitsOf: $0.value) },
            Field("campaigns", "in how many campaigns", .count) { $0.count },
        ])
}
