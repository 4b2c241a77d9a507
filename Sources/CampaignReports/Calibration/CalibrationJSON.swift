// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignLearning
internal import CampaignModel
public import CampaignText

/// What results taught as a JSON document; `docs/calibrate.md` says what every key means.
public struct CalibrationJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/calibrate/1"

    private let report: CalibrationReport

    /// The document of a calibration.
    public init(_ report: CalibrationReport) { self.report = report }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(report) }
}

// MARK: - Keys

extension CalibrationJSON {
    static let fields = ObjectFields<CalibrationReport>(
        "document", "What results taught of a scenario.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("version", "the version of Tiercast that learnt", .text) { _ in TiercastVersion.current },
            Field("scenario", "the scenario's name", .text) { $0.calibration.subject.scenario.name },
            Field("currency", "ISO 4217 code of all money", .text) { $0.calibration.subject.scenario.currency },
            Field("verdict", "the answer in a few sentences", .text) { $0.sentence },
            Field("seed", "the seed of all draws", .count) { $0.calibration.seed },
            Field("is_kept", "whether what was learnt stands", .bool) { $0.isKept },
            Field("output", "the copy of the scenario, or `null`", .orNull(.text)) { $0.isKept ? $0.output : nil },
            Field("rows", "all rows", .count) { $0.calibration.account.rows },
            Field("used_rows", "the rows that something was learnt from", .count) { $0.calibration.account.usedRows },
            Field("creators", "the creators of these", .count) { $0.calibration.account.creators },
            Field("orders", "their tracked orders", .count) { $0.calibration.account.orders },
            Field("first_day", "the first day of a row, or `null`", .day) { $0.calibration.account.firstDay },
            Field("last_day", "the last one", .day) { $0.calibration.account.lastDay },
            Field("findings", "what became of the other rows", .list(finding.shape)) {
                $0.calibration.account.findings
            },
            Field("lines", "how many creators each line was held against", .list(line.shape)) {
                $0.calibration.account.lines.map { ($0.name, $0.creators) }
            },
            Field("foreseen", "whether the assumptions could have brought these results", .bool) {
                $0.calibration.check.isForeseen
            },
            Field(
                "foreseen_probability", "how likely results are that lie as far off or farther, under the assumptions",
                .proportion
            ) { report in
                let check = report.calibration.check
                let trials = check.replicates + 1
                return Proportion(
                    count: Int((check.probability * Double(trials)).rounded()), trials: trials)
            },
            Field("sums", "what was found of each line, against what was to be expected", .list(sum.shape)) {
                $0.calibration.check.sums
            },
            Field("refused", "why what was learnt does not stand; none where it does", .list(.text)) {
                $0.calibration.failures.map(\.words)
            },
            Field(
                "tail_shape", "k̂ of the law that was fitted, below 0.7 where it stands, or `null` where none was",
                .value
            ) { $0.calibration.fit.map { StoredNumber($0.shape, error: 0.01) } },
            Field("effective_draws", "how many of the draws of the law count, or `null`", .value) {
                $0.calibration.fit.map { StoredNumber($0.effectiveDraws, error: 1) }
            },
            Field("figures", "what planners read, before and after", .list(figure.shape)) { $0.calibration.figures },
            Field("quantities", "uncertain quantities, before and after", .list(quantity.shape)) {
                $0.calibration.quantities
            },
        ])

    private static let finding = ObjectFields<ResultAccount.Finding>(
        "finding", "What became of rows for one reason.",
        [
            Field("fate", "why, in a word", .choice(ResultFate.allCases.map(\.rawValue))) { $0.fate.rawValue },
            Field("meaning", "why, in words", .text) { $0.fate.meaning },
            Field("left_out", "whether the rows taught nothing; else they were used in part", .bool) {
                $0.fate.isLeftOut
            },
            Field("rows", "how many", .count) { $0.rows },
            Field("creators", "the hashes of the creators they are of", .list(.text)) { $0.creators },
        ])

    private static let line = ObjectFields<(name: String, creators: Int)>(
        "line", "A line and the creators held against it.",
        [
            Field("line", "its name", .text) { $0.name },
            Field("creators", "how many creators", .count) { $0.creators },
        ])

    private static let sum = ObjectFields<PriorCheck.Sum>(
        "sum", "A sum of a line's results.",
        [
            Field("line", "the line", .text) { $0.line },
            Field("of", "what is added up", .choice(PriorCheck.Sum.Kind.allCases.map(\.rawValue))) { $0.kind.rawValue },
            Field("found", "what results say", .number) { StoredNumber(exactly: ($0.found * 1e4).rounded() / 1e4) },
            Field("expected", "quantiles of what the assumptions let expect of the same creators", .quantiles) {
                $0.expected
            },
        ])

    private static let figure = ObjectFields<Calibration.LearntFigure>(
        "figure", "A figure of a line before and after.",
        [
            Field("line", "the line", .text) { $0.line },
            Field(
                "figure",
                "`orders_per_post`: tracked orders of a post of a creator of typical size, the mean over creators and luck; `fee_per_order`: the "
                    + "fee of a post over that", .choice(Calibration.LearntFigure.Kind.allCases.map(\.rawValue))
            ) { $0.kind.rawValue },
            Field("before", "its quantiles before", .quantiles) { $0.before },
            Field("after", "its quantiles now", .quantiles) { $0.after },
        ])

    private static let quantity = ObjectFields<Calibration.LearntQuantity>(
        "quantity", "An uncertain quantity before and after.",
        [
            Field("assumption", "its name in tables", .text) { $0.before.label },
            Field("quantity", "its place in the file", .text) { $0.before.path.text },
            Field("before_low", "its 5 % point before", .value) { value($0.before, -StandardNormal.z95) },
            Field("before_median", "its median before", .value) { value($0.before, 0) },
            Field("before_high", "its 95 % point before", .value) { value($0.before, StandardNormal.z95) },
            Field("after_low", "its 5 % point now", .value) { value($0.after, -StandardNormal.z95) },
            Field("after_median", "its median now", .value) { value($0.after, 0) },
            Field("after_high", "its 95 % point now", .value) { value($0.after, StandardNormal.z95) },
            Field("open", "how wide the law of its score is now, as a share of its width before", .number) {
                StoredNumber($0.width, error: 0.02 * $0.width)
            },
        ])

    private static func value(_ assumption: Assumption, _ score: Double) -> StoredNumber {
        StoredNumber(sixDigitsOf: assumption.shown(assumption.value(at: score)))
    }
}
