// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Goal {
    /// The goal in words, such as `CPA ≤ $45`.
    func text(_ currency: Currency) -> String {
        let bound = Figure(exactly: bound).text(Figure.Style(metric, currency: currency))
        return "\(metric.title) \(relation == .atMost ? "≤" : "≥") \(bound)"
    }
}
