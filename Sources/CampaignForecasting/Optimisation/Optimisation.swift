// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Which split a budget should have, and how surely.
public struct Optimisation: Sendable {
    /// What it is about.
    public var subject: Subject
    /// How it was computed; the trials are those of the search, and as many fresh ones score what was found.
    public var provenance: ForecastProvenance
    /// What was asked.
    public var problem: OptimisationProblem
    /// The names of the lines, in the order of all amounts.
    public var lines: [String]
    /// The money to share, in the scenario's currency.
    public var budget: Double
    /// The number of splits scored in the first pass, the scenario's own among them.
    public var scored: Int
    /// The step of the first pass, as a share of the budget.
    public var step: Double
    /// The money that rounding to the cent left over and that the best split's largest line took, so that all add up.
    public var rounding: Double
    /// How many of them keep all constraints and hire creators often enough to be ranked; where lines share an audience, how many
    /// of the `finalists` do.
    public var kept: Int
    /// How many splits were scored once more with the audience that their lines share; nil where they share none.
    public var finalists: Int?
    /// Whether their money hires creators often enough to be ranked by what they earn; else no split's does.
    public var hires: Bool
    /// Which splits were scored.
    public var search: SearchKind
    /// What a creator of each line costs; nil of a line that hires nobody with the whole budget.
    public var prices: [CreatorPrice?]
    /// A bound that no split in these steps exceeds in the search, where one is known: of mean profit and orders the optimum by
    /// dynamic programming, of shortfall and of caution the optimum of mean profit.
    public var upperBound: Double?
    /// The best split, scored on fresh draws; its name is that of the scenario's own split where that is one.
    public var best: ScoredSplit
    /// Its objective in the search itself, which chose it for that value and therefore flatters it.
    public var searchValue: Estimate
    /// The scenario's own splits, scored on the same fresh draws.
    public var own: [ScoredSplit]
    /// The number of the split among `own` that the best one is compared with.
    public var reference: Int
    /// The objective of the best less that of the reference, on the same fresh draws; of regret, on those of the search.
    public var improvement: Estimate
    /// The best one and the reference by what they earn in the same fresh campaigns; the best one is the first.
    public var profitPair: ProfitPair
    /// What each constraint costs: how much better the best split without it would be.
    public var constraintCosts: [ConstraintCost]
    /// For each line the least and greatest share among the splits that are not shown to be worse than the best (95 %).
    public var asGood: [ClosedRange<Double>]
    /// The number of such splits.
    public var asGoodCount: Int
    /// Splits than which no other has both more mean profit and a better worst 5 %, by falling mean profit.
    public var frontier: [FrontierSplit]
    /// What each line brings by itself, by amount.
    public var curves: [[CurvePoint]]
    /// What is best at other budgets; empty where it was not asked for.
    public var budgets: [BudgetPoint]
    /// Which budget meets the targets; nil where none were given.
    public var question: BudgetQuestion?
}

/// Which splits a search scored, besides the scenario's own.
public enum SearchKind: String, Sendable, Equatable {
    /// All in steps of a share of the budget.
    case steps
    /// One for each way to hire, since creators of a line all cost the same: no other split does anything else.
    case hires
    /// Those on the way up hills from several starts, in steps of a share of the budget; a better one may exist.
    case climbed
}

/// What a split scores in the search.
public struct SearchScore: Sendable, Equatable {
    /// The mean profit.
    public var profit: Estimate
    /// The mean profit of the worst 5 % of campaigns.
    public var shortfall: Estimate

    /// Scores.
    public init(profit: Estimate, shortfall: Estimate) {
        self.profit = profit
        self.shortfall = shortfall
    }
}

/// A split with its scores.
public struct ScoredSplit: Sendable {
    /// The split's name; nil for one that is not the scenario's own.
    public var name: String?
    /// The money of each line, to the cent.
    public var amounts: [Double]
    /// The objective.
    public var objective: Estimate
    /// Means.
    public var profit, conversions, creators, cost: Estimate
    /// Ratios of means; nil where they do not exist.
    public var cpa, roi: Estimate?
    /// The mean profit of the worst 5 % of campaigns.
    public var shortfall: Estimate
    /// What a verdict says of it.
    public var profile: SplitProfile
    /// The chance to meet each goal of the scenario.
    public var goals: [Proportion]
    /// Whether it keeps each constraint.
    public var keeps: [Bool]
    /// What it scores on the draws of the search, as splits on the frontier do; nil where it was not in the search.
    public var search: SearchScore?
}

/// What a constraint costs.
public struct ConstraintCost: Sendable {
    /// The constraint.
    public var constraint: Constraint
    /// The best split without it.
    public var amounts: [Double]
    /// How much better its objective is.
    public var gain: Estimate
}

/// A split on the efficient frontier.
public struct FrontierSplit: Sendable {
    /// The name of the scenario's own split; nil for one that was found.
    public var name: String?
    /// The money of each line.
    public var amounts: [Double]
    /// The mean profit and that of the worst 5 %.
    public var profit, shortfall: Estimate
}

/// What a line brings at one amount.
public struct CurvePoint: Sendable {
    /// The money.
    public var amount: Double
    /// The mean profit, and its 5th and 95th percentile.
    public var profit: Estimate
    /// The interval that holds nine campaigns of ten.
    public var range: ClosedRange<Double>
    /// The mean number of orders.
    public var conversions: Estimate
    /// What the money since the point before earned, for each unit of it: points lie whole creators apart.
    public var marginal: Estimate
}

/// What is best at a budget.
public struct BudgetPoint: Sendable {
    /// The money.
    public var budget: Double
    /// The split, scored on fresh draws.
    public var split: ScoredSplit
    /// What the money since an earlier budget earned, for each unit of it: the one before, or as many before as a creator costs.
    public var marginal: Estimate
}
