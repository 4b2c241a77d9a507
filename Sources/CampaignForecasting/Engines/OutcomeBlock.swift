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
    /// `count` values for each line level: the most that one creator commits.
    var largest: [Double]
    /// The weeks reported one by one; 0 where time is left out.
    public let weeks: Int
    /// `count` values for each (line level, series, week), the last week being all that comes later.
    var weekly: [Double]

    init(firstTrial: Int, count: Int, plan: BudgetPlan, weeks: Int) {
        self.firstTrial = firstTrial
        self.count = count
        self.plan = plan
        self.weeks = weeks
        values = Array(repeating: 0, count: plan.levelCount * Outcome.count * count)
        largest = Array(repeating: 0, count: plan.levelCount * count)
        let perLevel = weeks > 0 ? WeeklySeries.allCases.count * (weeks + 1) : 0
        weekly = Array(repeating: 0, count: plan.levelCount * perLevel * count)
    }

    /// The position of a column's first value.
    func offset(level: Int, outcome: Outcome) -> Int { (level * Outcome.count + outcome.rawValue) * count }

    /// The column of one outcome of a line in a split: a value for each trial; nil where the split gives it nothing.
    public func column(split: Int, line: Int, outcome: Outcome) -> ArraySlice<Double>? {
        guard let level = plan.level(split: split, line: line) else { return nil }
        let start = offset(level: level, outcome: outcome)
        return values[start..<start + count]
    }

    /// A line's outcomes in one trial of the block; nothing where the split gives it nothing.
    public func outcomes(split: Int, line: Int, trial: Int) -> Outcomes {
        var result = Outcomes()
        guard let level = plan.level(split: split, line: line) else { return result }
        for outcome in Outcome.allCases { result[outcome] = values[offset(level: level, outcome: outcome) + trial] }
        return result
    }

    /// The most that one creator of a line commits, by trial; nil where the split gives the line nothing.
    public func largestCommitment(split: Int, line: Int) -> ArraySlice<Double>? {
        plan.level(split: split, line: line).map { largest[$0 * count..<($0 + 1) * count] }
    }

    /// A week's column of a line in a split: a value for each trial; nil where the split gives the line nothing.
    ///
    /// - Parameters:
    ///   - split: the split's number.
    ///   - line: the line's number.
    ///   - series: what is followed.
    ///   - week: from 0; `weeks` is all that comes later.
    public func column(split: Int, line: Int, series: WeeklySeries, week: Int) -> ArraySlice<Double>? {
        guard weeks > 0, let level = plan.level(split: split, line: line) else { return nil }
        let start = ((level * WeeklySeries.allCases.count + series.rawValue) * (weeks + 1) + week) * count
        return weekly[start..<start + count]
    }
}
