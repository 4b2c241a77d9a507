// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Which trials meet a goal: the one place where goals are counted.
///
/// A campaign that spends nothing and earns nothing did not take place. Its profit of 0 is no success and its cost of 0 no saving,
/// so that it meets no goal on money or on a ratio.
enum GoalCount {
    /// What must be known of a trial to say whether it meets these goals.
    static func metrics(_ goals: [Goal]) -> [Metric] {
        goals.isEmpty ? [] : goals.map(\.metric) + [.cost, .profit]
    }

    /// Whether each trial meets the goal; `column` gives the values of the metrics above.
    static func met(_ goal: Goal, _ column: (Metric) -> [Double]) -> [Bool] {
        let values = column(goal.metric)
        guard goal.isOnMoney else { return values.map { goal.isMet(by: $0) } }
        let (cost, profit) = (column(.cost), column(.profit))
        return values.indices.map { trial in
            goal.isMet(by: values[trial]) && !(cost[trial] == 0 && profit[trial] == 0)
        }
    }

    /// How many trials meet the goal.
    static func count(_ goal: Goal, _ column: (Metric) -> [Double]) -> Int { met(goal, column).count { $0 } }
}

extension Goal {
    /// Whether it bounds what a campaign costs or earns; money left over is neither.
    fileprivate var isOnMoney: Bool { metric.unit != .count && metric != .unspent }
}
