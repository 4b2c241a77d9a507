// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import RealModule

/// What a forecast says of one campaign before its outcome is known: return and cost per order, draw by draw.
///
/// Where the draws come from does not matter: a simulation made now, or a forecast that was kept.
public struct OutcomeDraws: Sendable {
    /// Revenue over cost in each draw; NaN where nothing was spent.
    public let returns: [Double]
    /// Cost per order in each draw; +∞ where money was spent and nothing sold, NaN where nothing was spent.
    public let costsPerOrder: [Double]

    /// As many costs per order as returns.
    public init(returns: [Double], costsPerOrder: [Double]) {
        precondition(returns.count == costsPerOrder.count, "a draw has a return and a cost per order")
        self.returns = returns
        self.costsPerOrder = costsPerOrder
    }

    /// The draws in which money was spent.
    public var spent: Proportion { Proportion(count: returns.count { !$0.isNaN }, trials: returns.count) }

    /// The largest return that adds to the weight of a draw: a case that returned thousandfold is as likely to be
    /// published as one that returned more.
    public static let weightCap = 1_000.0

    /// How likely each draw is to be published: its return to the power of `selection`, 1 for all where that is 0.
    ///
    /// A draw in which nothing was spent has no weight, nor, under a selection above 0, one in which nothing was sold.
    func weights(selection: Double) -> [Double] {
        returns.map { value in
            if value.isNaN { return 0 }
            if selection == 0 { return 1 }
            return value > 0 ? Double.pow(min(value, Self.weightCap), selection) : 0
        }
    }

    /// What the forecast says of `roas` or `cpa`, weighted by `selection`; nil where no draw has a weight.
    public func law(of metric: Metric, selection: Double) -> WeightedDraws? {
        WeightedDraws(metric == .cpa ? costsPerOrder : returns, weights: weights(selection: selection))
    }
}
