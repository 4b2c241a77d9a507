// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Where a plan stands while it is moved: the money of its splits, and the assumptions that are set by hand.
public struct PlanMove: Sendable {
    /// A split with its money.
    public struct Split: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// What each line of the scenario gets, in its currency; 0 leaves a line out.
        public var amounts: [Double]

        /// A split of this name with these amounts, one a line.
        public init(name: String, amounts: [Double]) {
            self.name = name
            self.amounts = amounts
        }
    }

    /// The splits, which may be others than the scenario's.
    public var splits: [Split]
    private(set) var moves = AssumptionPoint()

    /// These splits, every assumption as it is drawn.
    public init(splits: [Split]) { self.splits = splits }

    /// The splits of a scenario, every assumption as it is drawn.
    public init(_ scenario: Scenario) {
        self.init(
            splits: scenario.splits.map { split in
                Split(name: split.name, amounts: scenario.lines.map { scenario.amount(of: $0, in: split) })
            })
    }

    /// Sets an assumption to one value in all trials, which may lie beyond its range.
    public mutating func set(_ assumption: Assumption, to value: Double) { moves.set(assumption, to: value) }

    /// Leaves every assumption as it is drawn.
    public mutating func resetAssumptions() { moves = AssumptionPoint() }
}
