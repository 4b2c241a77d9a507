// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What `--precision` adds to `summary.json`.
enum PrecisionFields {
    static let precision = ObjectFields<PrecisionResult>(
        "precision", "How exactly the figures are known that the run was to know exactly.",
        [
            Field("asked", "what was asked for, as it was written", .text) { $0.goal.text },
            Field("metric", "the metric", .choice(Metric.allCases.map(\.rawValue))) { $0.goal.metric.rawValue },
            Field("statistic", "`mean`, `ratio_of_means`, `p5` and so on, or `probability`", .text) {
                $0.goal.statisticName
            },
            Field("reached", "whether every figure is known that exactly", .bool) { $0.isReached },
            Field("confidence", "the confidence of each interval by itself", .share) { _ in
                StoredNumber(exactly: PrecisionResult.confidence)
            },
            Field("trials", "trials that it took", .count) { $0.trials },
            Field("most_trials", "trials that it might take at most", .count) { $0.mostTrials },
            Field("figures", "the figures", .list(figure.shape)) { $0.figures },
        ])

    private static let figure = ObjectFields<PrecisionFigure>(
        "precise_figure", "A figure that was to be known exactly.",
        [
            Field("split", "the split that it is of", .text) { $0.split },
            Field("minus", "the split that is taken off in the same campaign, of differences", optional: .text) {
                $0.minus
            },
            Field("value", "the figure", .value) { $0.reported.stored },
            Field("low", "the lower end of its 95 % interval", .value) { $0.reported.storedLow },
            Field("high", "the upper end", .value) { $0.reported.storedHigh },
            Field("half_width", "how far the farther end lies from it", .value) { $0.width.stored },
            Field("wanted_half_width", "how far it may lie", .value) { $0.wantedWidth.stored },
            Field("reached", "whether it lies no farther", .bool) { $0.isReached },
            Field(
                "needed_trials",
                "about how many trials would do; `null` where it is reached, or where more need not help",
                .orNull(.count)
            ) { $0.neededTrials },
            Field(
                "remark", "why it is not known more exactly, or less than its interval says; else `null`",
                .orNull(.text)
            ) { $0.remark },
        ])
}

extension PrecisionFigure {
    /// The figure with its interval, with one digit more than its error supports.
    fileprivate var reported: ReportedNumber {
        ReportedNumber(value, low: low, high: high, error: (high - low) / (2 * StandardNormal.z975))
    }

    /// How far the farther end of the interval lies from the figure, with two digits.
    fileprivate var width: ReportedNumber { ReportedNumber(halfWidth, digitsOf: halfWidth) }

    /// How far it may lie; more digits than anybody asks for.
    fileprivate var wantedWidth: ReportedNumber { ReportedNumber(wanted, digitsOf: wanted / 1_000) }

    /// The numbers that stand in rows of their own.
    func rows(_ goal: PrecisionGoal) -> [(name: String, number: ReportedNumber)] {
        zip([goal.statisticName] + Self.widthNames, [reported, width, wantedWidth]).map { ($0, $1) }
    }

    /// What the rows of widths are called.
    static let widthNames = ["half_width", "wanted_half_width"]
}
