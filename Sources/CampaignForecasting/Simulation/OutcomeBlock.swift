// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The outcomes of a run of consecutive trials, by split and line: what every analysis reads.
///
/// Columns are stored by line, budget level and outcome; a split chooses one level of each line. So a simulator that
/// can say what a line brings at several budgets serves both a forecast of a few splits and a search over thousands.
public struct OutcomeBlock: Sendable {
    /// The index of the first trial, from 0.
    public let firstTrial: Int
    /// The number of trials.
    public let count: Int
    /// What each split takes of each line.
    public let plan: BudgetPlan
    /// `count` values for each (line level, outcome); see `offset`.
    var values: [Double]

    init(firstTrial: Int, count: Int, plan: BudgetPlan) {
        self.firstTrial = firstTrial
        self.count = count
        self.plan = plan
        values = Array(repeating: 0, count: plan.levelCount * Outcome.count * count)
    }

    /// The position of a column's first value.
    func offset(slot: Int, outcome: Outcome) -> Int { (slot * Outcome.count + outcome.rawValue) * count }

    /// The column of one outcome of a line in a split: a value for each trial; nil where the split gives it nothing.
    public func column(split: Int, line: Int, outcome: Outcome) -> ArraySlice<Double>? {
        guard let slot = plan.slot(split: split, line: line) else { return nil }
        let start = offset(slot: slot, outcome: outcome)
        return values[start..<start + count]
    }

    /// A line's outcomes in one trial of the block; nothing where the split gives it nothing.
    public func outcomes(split: Int, line: Int, trial: Int) -> Outcomes {
        var result = Outcomes()
        guard let slot = plan.slot(split: split, line: line) else { return result }
        for outcome in Outcome.allCases { result[outcome] = values[offset(slot: slot, outcome: outcome) + trial] }
        return result
    }
}
