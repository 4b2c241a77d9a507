// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The budgets at which each line is to be simulated, and which of them each split takes.
///
/// A line's budgets are ascending; a bigger one hires a longer prefix of the same candidate list, so all of them
/// are read off one pass.
public struct BudgetPlan: Sendable {
    /// The distinct amounts of each line, ascending, in the scenario's currency.
    public let amounts: [[Double]]
    /// For each split and line the index into the line's amounts; nil where the split gives the line nothing.
    let levels: [[Int?]]
    /// For each line the number of levels of the lines before it.
    private let firstLevel: [Int]
    /// The number of levels of all lines together.
    let levelCount: Int

    /// Whether what a line brings depends on what a split gives to other lines, so that each split has levels of its own.
    let isJoint: Bool

    /// The plan that a scenario's splits need.
    public init(scenario: Scenario) {
        self.init(
            amounts: scenario.splits.map { split in
                scenario.lines.map { scenario.amount(of: $0, in: split) }
            }, lines: scenario.lines.count, isJoint: scenario.parts.contains(.audience))
    }

    /// The plan for these amounts, by split and line; an amount of 0 leaves the line out.
    ///
    /// - Parameters:
    ///   - wanted: the money, by split and line.
    ///   - lines: the number of lines.
    ///   - isJoint: whether lines share an audience, so that no two splits share a line's outcomes; `amounts` are then in the
    ///     order of the splits.
    public init(amounts wanted: [[Double]], lines: Int, isJoint: Bool = false) {
        let amounts = (0..<lines).map { line in
            let own = wanted.map { $0[line] }.filter { $0 > 0 }
            return isJoint ? own : Array(Set(own)).sorted()
        }
        self.amounts = amounts
        self.isJoint = isJoint
        var next = Array(repeating: 0, count: lines)
        levels = wanted.map { split in
            split.enumerated().map { line, amount in
                guard amount > 0, isJoint else { return amounts[line].firstIndex(of: amount) }
                next[line] += 1
                return next[line] - 1
            }
        }
        var first: [Int] = []
        var total = 0
        for line in amounts {
            first.append(total)
            total += line.count
        }
        firstLevel = first
        levelCount = total
    }

    /// The number of the (line, level) pair that a split takes of a line; nil where it gives the line nothing.
    func level(split: Int, line: Int) -> Int? { levels[split][line].map { firstLevel[line] + $0 } }

    /// The number of parts that can be simulated one without the other: the lines, or the splits where their lines share an audience.
    var partCount: Int { isJoint ? splitCount : amounts.count }

    /// The number of splits.
    var splitCount: Int { levels.count }

    /// The money that a split gives to a line; nil where it gives nothing.
    func amount(split: Int, line: Int) -> Double? { levels[split][line].map { amounts[line][$0] } }

    /// The number of a line's lowest level among all levels.
    func firstLevel(line: Int) -> Int { firstLevel[line] }
}
