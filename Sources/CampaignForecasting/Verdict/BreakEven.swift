// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// By how much orders would have to change for a split to break even on average, everything else as it is drawn.
///
/// Gross profit, commission and network fee grow with orders; fees, gifts, management and agency do not. Mean profit is
/// f · margin − fixed cost with f times the orders, so it is 0 at f = fixed cost / margin.
public struct BreakEven: Sendable, Equatable {
    /// The mean of all cost that does not grow with orders.
    public var fixedCost: Estimate
    /// The mean gross profit less what is paid for orders: commission and network fee.
    public var margin: Estimate
    /// Fixed cost over margin, both means; nil where the margin is 0.
    public var factor: Estimate?
    /// Mean tracked orders over mean clicks, the rate that `orders_per_click` is; nil where nobody clicks.
    public var ordersPerClick: Estimate?
    /// What has to grow by the factor.
    public var driver: Driver
    /// Whether a cap bounds commission, which then grows less than orders do: the factor is the most that is needed.
    public var isCapped: Bool

    /// What has to grow by the factor.
    public enum Driver: Sendable, Equatable {
        /// Orders, by more of them for each click.
        case ordersPerClick
        /// Orders, with several rates before them.
        case orders
        /// Leads and orders alike, as leads are paid for too.
        case leadsAndOrders
        /// Views, and with them all that follows, as views are paid for too.
        case viewsAndOrders
    }

    /// What would break even.
    public init(
        fixedCost: Estimate, margin: Estimate, factor: Estimate?, ordersPerClick: Estimate?, driver: Driver,
        isCapped: Bool = false
    ) {
        self.fixedCost = fixedCost
        self.margin = margin
        self.factor = factor
        self.ordersPerClick = ordersPerClick
        self.driver = driver
        self.isCapped = isCapped
    }
}

/// What is known of a split's break-even after some trials.
struct BreakEvenAccumulator: Sendable {
    private var fixed = Moments([])
    private var margin = Moments([])
    private var factor = PairedMoments([], [])
    private var rate = PairedMoments([], [])

    /// The cost that does not grow with orders.
    static let fixedMetrics: [Metric] = [.fees, .gifts, .management, .agency]
    /// The metrics that are read.
    static let metrics = fixedMetrics + [.profit, .trackedOrders, .clicks]

    /// Takes in trials.
    mutating func add(_ column: (Metric) -> [Double]) {
        let profit = column(.profit)
        var cost = Array(repeating: 0.0, count: profit.count)
        for metric in Self.fixedMetrics { MetricColumns.add(column(metric), to: &cost, sign: 1) }
        var earned = profit
        MetricColumns.add(cost, to: &earned, sign: 1)
        fixed.merge(Moments(cost))
        margin.merge(Moments(earned))
        factor.merge(PairedMoments(cost, earned))
        rate.merge(PairedMoments(column(.trackedOrders), column(.clicks)))
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: BreakEvenAccumulator) {
        fixed.merge(other.fixed)
        margin.merge(other.margin)
        factor.merge(other.factor)
        rate.merge(other.rate)
    }

    /// What breaks even for a split of these lines.
    func result(_ lines: [BudgetLine]) -> BreakEven {
        let nothing = Estimate(value: 0, standardError: 0)
        let paid = lines.reduce(into: Set<QuantityKey.Payment>()) { $0.formUnion($1.deal.paidResults) }
        let countsLeads = lines.contains { $0.assumptions[.ordersPerLead] != nil }
        return BreakEven(
            fixedCost: fixed.estimate ?? nothing, margin: margin.estimate ?? nothing, factor: factor.ratioOfMeans,
            ordersPerClick: rate.ratioOfMeans,
            driver: paid.contains(.views)
                ? .viewsAndOrders : paid.contains(.leads) ? .leadsAndOrders : countsLeads ? .orders : .ordersPerClick,
            isCapped: lines.contains { $0.deal.cap != nil })
    }
}
