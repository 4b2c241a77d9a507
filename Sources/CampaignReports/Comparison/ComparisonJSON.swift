// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// A comparison as a JSON document; `docs/compare.md` says what every key means.
public struct ComparisonJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/comparison/1"

    /// The results.
    public let comparison: Comparison

    /// The document of a comparison.
    public init(_ comparison: Comparison) { self.comparison = comparison }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue { Self.fields.inlined.json(comparison) }
}

// MARK: - Keys

extension ComparisonJSON {
    static let fields = ObjectFields<Comparison>(
        "document", "How splits compare.",
        [
            Field("schema", "name and version of the layout, `\(schema)`", .exactly(schema)) { _ in schema },
            Field("verdict", "the verdict", .text) {
                ComparisonVerdict(comparison: $0, currency: Currency(code: $0.currency)).sentence
            },
            Field("currency", "ISO 4217 code of all money", .text) { $0.currency },
            Field("contenders", "the splits; of several files `FILE/SPLIT`", .list(.text)) { $0.contenders },
            Field("profiles", "an entry a split: what the verdict rests on", .list(profile.shape)) { $0.profiles },
            Field("provenance", "how to compute it again", origin.shape) { $0 },
            Field("standings", "for each metric, by name, an entry a split", .named(.list(standing.shape))) {
                comparison in
                comparison.metrics.map { metric in
                    let standings = comparison.standings[metric] ?? []
                    return (
                        metric.rawValue,
                        standings.enumerated().map { Place(comparison, metric, number: $0, standing: $1) }
                    )
                }
            },
            Field("pairs", "an entry a pair of splits", .list(pair.shape)) { comparison in
                comparison.pairs.map { ($0, comparison) }
            },
        ])

    private static let profile = ObjectFields<SplitProfile>(
        "profile", "What the verdict says of a split.",
        [
            Field("contender", "the split", .text) { $0.name },
            Field("cost", "`quantiles` of cost", .quantiles) { $0.cost },
            Field("conversions", "`quantiles` of orders", .quantiles) { $0.orders },
            Field("almost_nothing_sold", GroupChance.almostNothingSold.meaning, .proportion) { $0.almostNothingSold },
        ] + SummaryFields.profile)

    private static let origin = ObjectFields<Comparison>(
        "origin", "How to compute it again.",
        SummaryFields.provenance.fields.filter { ["seed", "trials", "version", "engine"].contains($0.key) }
            .map { $0.of { ($0.provenance, "") } } + [
                Field("scenario_checksums", "hashes of the resolved scenarios, by file", .named(.text)) {
                    $0.subjects.map { ($0.fileStem, $0.checksum) }
                }
            ])

    /// A split among all, by a metric.
    private struct Place {
        let contender: String
        let metric: Metric
        let standing: Standing
        let isAmongBest: Bool

        init(_ comparison: Comparison, _ metric: Metric, number: Int, standing: Standing) {
            contender = comparison.contenders[number]
            self.metric = metric
            self.standing = standing
            isAmongBest = (comparison.best[metric] ?? []).contains(number)
        }
    }

    private static let standing = ObjectFields<Place>(
        "standing", "How a split stands among all.",
        [
            Field("contender", "the split", .text) { $0.contender },
            Field(
                "mean", "its mean with `standard_error` and `kind`; `null` where it does not exist", .orNull(.mean)
            ) { place in place.standing.mean.map { ($0, place.metric) } },
            Field("best", "probability that no other one is better", .proportion) { $0.standing.best },
            Field(
                "regret",
                "what is lost on average by taking it instead of the best one of each trial; `null` where a value is infinite",
                .orNull(.estimate)
            ) { $0.standing.regret },
            Field("cannot_be_told_from_best", "whether its mean is not shown to be worse than the best one's", .bool) {
                $0.isAmongBest
            },
        ])
}

// MARK: - Pairs

extension ComparisonJSON {
    private static let pair = ObjectFields<(of: ComparedPair, among: Comparison)>(
        "pair", "Two splits, trial by trial.",
        [
            Field("first", "the one", .text) { $0.among.contenders[$0.of.first] },
            Field("second", "the other", .text) { $0.among.contenders[$0.of.second] },
            Field("differences", "by metric, the first one less the second one", .named(difference.shape)) { pair in
                pair.among.metrics.compactMap { metric in
                    pair.of.differences[metric].map { (metric.rawValue, ($0, pair.of.dominance[metric])) }
                }
            },
            Field("profit_by_line", "where the difference in mean profit comes from", .list(line.shape)) {
                $0.of.byLine
            },
        ])

    private static let line = ObjectFields<(line: String, difference: Estimate)>(
        "line", "What a line adds to a difference.",
        [
            Field("line", "the line", .text) { $0.line },
            Field("difference", "its part of the difference; parts add up to the whole", .estimate) { $0.difference },
        ])

    private static let difference = ObjectFields<(of: PairedDifference, dominance: DominanceVerdict?)>(
        "difference", "The difference of a metric.",
        [
            Field("mean", "difference of the means, or of the ratios of means", .orNull(.estimate)) { $0.of.mean },
            Field("quantiles", "of the differences of the trials where both values are finite", .quantiles) {
                $0.of.quantiles
            },
            Field("first_better", better, .proportion) { $0.of.firstBetter },
            Field("equal", better, .proportion) { $0.of.equal },
            Field("second_better", better, .proportion) { ComparisonVerdict.losses($0.of) },
            Field("undefined_first", undefined, .count) { $0.of.undefined[0] },
            Field("undefined_second", undefined, .count) { $0.of.undefined[1] },
            Field("dominates_first_order", dominance, .orNull(.text)) { $0.dominance?.firstOrder?.rawValue },
            Field("dominates_second_order", dominance, .orNull(.text)) { $0.dominance?.secondOrder?.rawValue },
            Field(
                "layers",
                "shares of the variance of the differences: `uncertainty`, `creators`, `posts`, `orders`; for CPA of their ranks; "
                    + "`null` where there is no spread", .orNull(.layers)
            ) { $0.of.layers },
        ])

    private static let better = "of the trials where both are defined"
    private static let undefined = "trials in which the metric is undefined"
    private static let dominance = "`first`, `second`, or `null` where no dominance is shown"
}
