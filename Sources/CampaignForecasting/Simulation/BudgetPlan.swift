// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The budgets at which each line is to be simulated, and which of them each split takes.
///
/// A line's budgets are ascending; a bigger one hires a longer prefix of the same queue of creators, so all of them
/// are read off one pass.
public struct BudgetPlan: Sendable {
    /// The distinct amounts of each line, ascending, in the scenario's currency.
    public let amounts: [[Double]]
    /// For each split and line the index into the line's amounts; nil where the split gives the line nothing.
    let levels: [[Int?]]
    /// For each line the number of levels of the lines before it.
    private let firstSlot: [Int]
    /// The number of levels of all lines together.
    let levelCount: Int

    /// The plan that a scenario's splits need.
    public init(scenario: Scenario) {
        self.init(
            amounts: scenario.splits.map { split in
                scenario.lines.map { scenario.amount(of: $0, in: split) }
            }, lines: scenario.lines.count)
    }

    /// The plan for these amounts, by split and line; an amount of 0 leaves the line out.
    public init(amounts wanted: [[Double]], lines: Int) {
        let amounts = (0..<lines).map { line in
            Array(Set(wanted.map { $0[line] }.filter { $0 > 0 })).sorted()
        }
        self.amounts = amounts
        levels = wanted.map { split in
            split.enumerated().map { line, amount in amounts[line].firstIndex(of: amount) }
        }
        var first: [Int] = []
        var total = 0
        for line in amounts {
            first.append(total)
            total += line.count
        }
        firstSlot = first
        levelCount = total
    }

    /// The number of the (line, level) pair that a split takes of a line; nil where it gives the line nothing.
    func slot(split: Int, line: Int) -> Int? { levels[split][line].map { firstSlot[line] + $0 } }

    /// The number of a line's lowest level among all levels.
    func firstSlot(line: Int) -> Int { firstSlot[line] }
}
