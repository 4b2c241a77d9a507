// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a verdict says of a split: whether it loses money and how surely, what it costs and brings, what would break even, and
/// whether its money hires anybody.
public struct SplitProfile: Sendable, Equatable {
    /// The split's name.
    public var name: String
    /// The mean profit.
    public var profit: Estimate
    /// Trials with a negative profit.
    public var losses: Proportion
    /// Trials with cost whose revenue is below a tenth of it.
    public var almostNothingSold: Proportion
    /// The quantiles of cost.
    public var cost: [QuantileEstimate]
    /// The quantiles of orders.
    public var orders: [QuantileEstimate]
    /// What would break even.
    public var breakEven: BreakEven
    /// Money that hires nobody too often for the split to be ranked by what it earns; nil where there is none.
    public var unhired: UnhiredMoney?
    /// Whether published figures alone decide which of its scenario's splits is better (`Scenario.restsOnLibrary`).
    public var restsOnLibrary: Bool
    /// The mean profit on those orders only that the campaign caused; nil where nothing is said of which it did.
    public var caused: Estimate?
    /// Trials that cost more than the budget, since commission is due on what is sold.
    public var overBudget: Proportion

    /// A profile.
    public init(
        name: String, profit: Estimate, losses: Proportion, almostNothingSold: Proportion, cost: [QuantileEstimate],
        orders: [QuantileEstimate], breakEven: BreakEven, unhired: UnhiredMoney?,
        restsOnLibrary: Bool = false, caused: Estimate? = nil, overBudget: Proportion = Proportion(count: 0, trials: 1)
    ) {
        self.name = name
        self.profit = profit
        self.losses = losses
        self.almostNothingSold = almostNothingSold
        self.cost = cost
        self.orders = orders
        self.breakEven = breakEven
        self.unhired = unhired
        self.restsOnLibrary = restsOnLibrary
        self.caused = caused
        self.overBudget = overBudget
    }
}

/// Two splits by what they earn in the same imagined campaigns.
public struct ProfitPair: Sendable, Equatable {
    /// The numbers of the two splits.
    public var first, second: Int
    /// The mean profit of the first one less that of the second one.
    public var difference: Estimate
    /// Trials in which the first one earns more.
    public var firstBetter: Proportion
    /// Trials in which both earn the same.
    public var equal: Proportion

    /// A pair.
    public init(first: Int, second: Int, difference: Estimate, firstBetter: Proportion, equal: Proportion) {
        self.first = first
        self.second = second
        self.difference = difference
        self.firstBetter = firstBetter
        self.equal = equal
    }
}

/// Campaigns that spend and sell almost nothing.
enum AlmostNothingSold {
    /// The return on ad spend below which almost nothing is sold.
    static let bound = 0.1

    /// Trials with cost whose revenue is below a tenth of it.
    static func count(cost: [Double], revenue: [Double]) -> Int {
        zip(cost, revenue).count { $0 > 0 && $1 < bound * $0 }
    }
}
