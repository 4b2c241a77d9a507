// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Which budget meets several targets in the same campaign, how surely, and with which split.
public struct BudgetQuestion: Sendable {
    /// What is to be met together.
    public var targets: [Goal]
    /// The share of campaigns that are to meet all targets.
    public var sure: Double
    /// The budgets tried, ascending.
    public var points: [TargetPoint]
    /// Where a bigger budget is shown to meet the targets less often; nil where none is.
    public var fall: TargetFall?

    /// The number of the smallest budget tried that meets the targets as surely as wanted; nil where none does.
    public var smallest: Int? { points.firstIndex { $0.chance.value >= sure } }

    /// The number of the smallest budget that is not shown (95 %) to meet them less surely.
    public var low: Int? { points.firstIndex { $0.chance.interval.upperBound >= sure } }

    /// The number of the smallest budget that is shown (95 %) to meet them as surely.
    public var high: Int? { points.firstIndex { $0.chance.interval.lowerBound >= sure } }

    /// The number of the budget that meets them most often, the smallest of several.
    public var likeliest: Int {
        points.indices.max { (points[$0].chance.count, $1) < (points[$1].chance.count, $0) } ?? 0
    }

    /// The number of the smallest budget with which one of the scenario's own splits meets the targets as surely as wanted.
    public func smallest(own: Int) -> Int? { points.firstIndex { $0.own[own].value >= sure } }
}

/// How often a budget meets targets.
public struct TargetPoint: Sendable {
    /// The money.
    public var budget: Double
    /// The split that meets all targets most often, by the money of each line.
    public var amounts: [Double]
    /// The name of the scenario's own split that it is; nil of one that was found.
    public var name: String?
    /// The campaigns that meet all targets, among fresh ones.
    public var chance: Proportion
    /// The campaigns that meet each target.
    public var each: [Proportion]
    /// The mean profit and the mean cost.
    public var profit, cost: Estimate
    /// The campaigns that meet all targets with each of the scenario's own splits and this budget.
    public var own: [Proportion]
}

/// A bigger budget that meets targets less often.
public struct TargetFall: Sendable, Equatable {
    /// The numbers of the smaller and the bigger budget.
    public var from, to: Int
    /// By how much the chance is lower at the bigger one.
    public var difference: Estimate
}
