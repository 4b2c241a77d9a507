// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignReports

/// A row of the trial data with the names that it is written with.
struct TrialRow {
    let row: TrialTable.Row
    let split: String
    let line: String
    /// Whether the scenario reports each outcome, and each of `StoreLayout.trialMetrics`.
    let reported: (outcomes: [Bool], metrics: [Bool])
}

extension StoreLayout {
    /// The metrics of a trial that are not an outcome by another name.
    static let trialMetrics = TrialTable.derived(of: Metric.allCases, besides: Outcome.allCases)

    static let trials = StoreRows<TrialRow>(
        "trials", key: ["trial", "split", "line"], parent: ofSplit,
        [
            .integer("trial", "number of the trial, from 1") { $0.row.trial }, .text("split", "the split") { $0.split },
            .text("line", "the line, or `\(TrialTable.allLines)`") { $0.line },
        ]
            + Outcome.allCases.enumerated().map { number, outcome in
                let column = TrialTable.column(outcome)
                return .optionalReal(column.key, column.meaning) {
                    $0.reported.outcomes[number] ? $0.row.values[outcome] : nil
                }
            }
            + trialMetrics.enumerated().map { number, metric in
                let column = TrialTable.column(metric)
                return .optionalReal(column.key, column.meaning) {
                    $0.reported.metrics[number] ? metric.value(of: $0.row.values) : nil
                }
            })
}
