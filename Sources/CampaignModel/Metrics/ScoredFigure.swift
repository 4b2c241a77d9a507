// SPDX-License-Identifier: GPL-3.0-or-later

/// A figure that results of a campaign may tell, so that a forecast of it can be scored; those that exports tell come first.
public enum ScoredFigure: String, CaseIterable, Sendable {
    case trackedOrders = "tracked_orders"
    case trackedRevenue = "tracked_revenue"
    case clicks, views, engagements, commission, fees
    case conversions
    case keptOrders = "kept_orders"
    case revenue, cost, profit, creators, posts
    case trackedCPA = "tracked_cpa"
    case trackedROAS = "tracked_roas"
    case cpa, roas, roi

    /// The metric that it is.
    public var metric: Metric { basis.metric }

    /// Whether it is the metric of tracked orders alone, those that a link or code sees.
    public var isOfTracked: Bool { basis.isOfTracked }

    private var basis: (metric: Metric, isOfTracked: Bool) {
        switch self {
        case .trackedOrders: (.trackedOrders, false)
        case .trackedRevenue: (.revenue, true)
        case .clicks: (.clicks, false)
        case .views: (.views, false)
        case .engagements: (.engagements, false)
        case .commission: (.commission, false)
        case .fees: (.fees, false)
        case .conversions: (.conversions, false)
        case .keptOrders: (.keptOrders, false)
        case .revenue: (.revenue, false)
        case .cost: (.cost, false)
        case .profit: (.profit, false)
        case .creators: (.creators, false)
        case .posts: (.posts, false)
        case .trackedCPA: (.cpa, true)
        case .trackedROAS: (.roas, true)
        case .cpa: (.cpa, false)
        case .roas: (.roas, false)
        case .roi: (.roi, false)
        }
    }

    /// What stands above and below the line of a ratio; nil of a sum.
    public var ratio: (top: ScoredFigure, bottom: ScoredFigure)? {
        switch self {
        case .trackedCPA: (.cost, .trackedOrders)
        case .trackedROAS: (.trackedRevenue, .cost)
        case .cpa: (.cost, .conversions)
        case .roas: (.revenue, .cost)
        case .roi: (.profit, .cost)
        case .trackedOrders, .trackedRevenue, .clicks, .views, .engagements, .commission, .fees, .conversions,
            .keptOrders, .revenue, .cost, .profit, .creators, .posts:
            nil
        }
    }
}

extension ScoredFigure {
    /// Its name in sentences and tables.
    public var title: String { (isOfTracked ? "tracked " : "") + metric.title }

    /// What a value counts.
    public var unit: Metric.Unit { metric.unit }

    /// Whether it may lie below 0.
    public var isSigned: Bool { metric == .profit || metric == .roi }

    /// What it is, as an entry of a table.
    public var meaning: String {
        guard isOfTracked else { return metric.record.meaning }
        return ratio.map { "\($0.top.title) / \($0.bottom.title)" }
            ?? "revenue of the tracked orders, net of refunds and code discounts; in a forecast the revenue of each line times the "
            + "tracked share of its orders"
    }
}
