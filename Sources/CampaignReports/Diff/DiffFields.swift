// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// What the document of two summaries' differences holds.
enum DiffFields {
    static let document = ObjectFields<DiffTable>(
        "document", "What changed between two summaries.",
        [
            Field("schema", "name and version of the layout, `\(DiffTable.schema)`", .exactly(DiffTable.schema)) { _ in
                DiffTable.schema
            },
            Field("before", "the first file", .text) { $0.names.before },
            Field("after", "the second file", .text) { $0.names.after },
            Field("verdict", "what changed, in a sentence", .text) { $0.sentence },
            Field("nothing_changed", "whether both say the same", .bool) { $0.diff.isEmpty },
            Field("assumptions", "what changed of the assumptions", .list(change.shape)) { $0.diff.assumptions },
            Field("plan", "what changed of other facts of the plan", .list(change.shape)) { $0.diff.scenario },
            Field("run", "what changed of how it was computed", .list(change.shape)) { $0.diff.method },
            Field("same_campaigns", "whether seed, trials, engine and version are the same", .bool) {
                $0.diff.sharesDraws
            },
            Field("outcomes", "the figures that changed", .list(outcome.shape)) { $0.diff.outcomes },
        ])

    private static let change = ObjectFields<ResultDiff.Change>(
        "change", "Something that is said in another way.",
        [
            Field("place", "its place", .text) { $0.place },
            Field("before", said, .orNull(.text)) { $0.before },
            Field("after", said, .orNull(.text)) { $0.after },
        ])

    private static let said = "what the file says there; `null` where it says nothing"

    private static let outcome = ObjectFields<ResultDiff.Outcome>(
        "outcome", "A figure that came out in another way.",
        [
            Field("split", "the split", .text) { $0.split },
            Field("figure", "a metric, or a goal", .text) { $0.figure.name },
            Field(
                "statistic", "what of it: `mean`, `ratio_of_means`, `p50` or `chance`",
                .choice(Metric.meanKinds + ["p50", "chance"])
            ) { $0.figure.statistic },
            Field("before", "in the first file; `null` where it does not exist", .orNull(.estimate)) { $0.before },
            Field("after", "in the second file, or `null`", .orNull(.estimate)) { $0.after },
            Field("change", "from the one to the other; `null` where one does not exist", .orNull(.estimate)) {
                $0.change
            },
            Field("beyond_noise", "whether it is beyond noise", .bool) { $0.isBeyondNoise },
        ])
}

extension ResultDiff.Outcome.Figure {
    /// The metric or the goal.
    fileprivate var name: String {
        switch self {
        case .mean(let metric), .median(let metric): metric.rawValue
        case .chance(let goal):
            "\(goal.metric.rawValue) \(goal.relation.rawValue) \(StoredNumber(exactly: goal.bound).csv)"
        }
    }

    /// What is compared of it.
    fileprivate var statistic: String {
        switch self {
        case .mean(let metric): metric.meanKind
        case .median: "p50"
        case .chance: "chance"
        }
    }
}
