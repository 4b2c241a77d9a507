// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a split must keep.
public enum Constraint: Sendable, Equatable {
    /// The share of the budget that a line gets.
    case share(line: String, low: Double, high: Double)
    /// The mean number of creators hired.
    case creators(atLeast: Double)
    /// What one creator may commit, as a share of the budget, in 95 of 100 campaigns.
    case largestCreator(share: Double)
    /// The chance to meet a goal.
    case chance(Goal, atLeast: Double)

    /// The share of a line within so many points of what a split gives it.
    public static func share(of line: String, within points: Double, of split: Split) -> Constraint {
        let share = split.shares[line] ?? 0
        return .share(line: line, low: max(0, share - points), high: min(1, share + points))
    }
}

/// Everything asked of an optimisation.
public struct OptimisationProblem: Sendable, Equatable {
    /// What the split is to be best at.
    public var objective: Objective
    /// What it must keep.
    public var constraints: [Constraint]
    /// The split that bounds given relative to one refer to, and that the result is shown against; the scenario's first one
    /// where it is nil.
    public var reference: String?
    /// Whether to leave it at the first pass, in steps of 5 %.
    public var isCoarse: Bool
    /// Whether a split whose money hires nobody too often (`UnhiredMoney`) may be best by what it earns; else it is left out, as
    /// what is not spent on anybody is no saving.
    public var allowsUnhired: Bool

    /// Whether money that hires nobody counts against a split: not where orders are all that counts, which it cannot bring.
    public var asksForHires: Bool { !allowsUnhired && objective != .conversions }

    /// A problem; nothing but the budget is to be kept unless said otherwise.
    public init(
        objective: Objective = .profit, constraints: [Constraint] = [], reference: String? = nil,
        isCoarse: Bool = false, allowsUnhired: Bool = false
    ) {
        self.objective = objective
        self.constraints = constraints
        self.reference = reference
        self.isCoarse = isCoarse
        self.allowsUnhired = allowsUnhired
    }
}
