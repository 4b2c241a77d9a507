// SPDX-License-Identifier: GPL-3.0-or-later

/// What a planner reads off a trial. Each metric is defined here and nowhere else.
public enum Metric: String, CaseIterable, Sendable {
    case conversions, cost, cpa, revenue, roas, profit, roi
    case trackedOrders = "tracked_orders"
    case keptOrders = "kept_orders"
    case costPerKeptOrder = "cost_per_kept_order"
    case views, engagements, clicks, leads
    case costPerLead = "cost_per_lead"
    case refunds, creators, posts, unspent
    case fees, gifts, management, agency, commission
    case networkFee = "network_fee"
    case reach, frequency
    case ordersLost = "orders_lost"
    case incrementalConversions = "incremental_conversions"
    case incrementalCPA = "incremental_cpa"
    case incrementalRevenue = "incremental_revenue"
    case incrementalROAS = "incremental_roas"
    case incrementalProfit = "incremental_profit"
    case incrementalROI = "incremental_roi"
    case leakedOrders = "leaked_orders"
    case newCustomers = "new_customers"
    case costPerNewCustomer = "cost_per_new_customer"
    case repeatOrders = "repeat_orders"
}

// MARK: - Definition

extension Metric {
    /// How a metric follows from a trial's outcomes.
    public enum Definition: Sendable, Equatable {
        /// The sum of these outcomes less the sum of those.
        case sum([Outcome], minus: [Outcome])
        /// A ratio of two metrics.
        case ratio(Metric, Metric)
    }

    /// What was really spent: fees + gifts + management + agency + commission + network fee.
    public static let costOutcomes: [Outcome] = [.fees, .gifts, .management, .agency, .commission, .networkFee]

    /// The metric's definition.
    ///
    /// A ratio is +∞ where something stands over nothing, and undefined (NaN) where nothing stands over nothing; a
    /// ratio over cost is undefined wherever nothing was spent.
    public var definition: Definition {
        switch self {
        case .conversions: .sum([.orders], minus: [])
        case .trackedOrders: .sum([.trackedOrders], minus: [])
        case .keptOrders: .sum([.orders], minus: [.refunds])
        case .costPerKeptOrder: .ratio(.cost, .keptOrders)
        case .cost: .sum(Self.costOutcomes, minus: [])
        case .cpa: .ratio(.cost, .conversions)
        case .revenue: .sum([.revenue], minus: [])
        case .roas: .ratio(.revenue, .cost)
        case .profit: .sum([.grossProfit], minus: Self.costOutcomes)
        case .roi: .ratio(.profit, .cost)
        case .views: .sum([.views], minus: [])
        case .engagements: .sum([.engagements], minus: [])
        case .clicks: .sum([.clicks], minus: [])
        case .leads: .sum([.leads], minus: [])
        case .costPerLead: .ratio(.cost, .leads)
        case .refunds: .sum([.refunds], minus: [])
        case .creators: .sum([.creators], minus: [])
        case .posts: .sum([.posts], minus: [])
        case .unspent: .sum([.unspent], minus: [])
        case .fees: .sum([.fees], minus: [])
        case .gifts: .sum([.gifts], minus: [])
        case .management: .sum([.management], minus: [])
        case .agency: .sum([.agency], minus: [])
        case .commission: .sum([.commission], minus: [])
        case .networkFee: .sum([.networkFee], minus: [])
        case .reach: .sum([.reach], minus: [])
        case .frequency: .ratio(.views, .reach)
        case .ordersLost: .sum([.ordersLost], minus: [])
        case .incrementalConversions: .sum([.incrementalOrders], minus: [])
        case .incrementalCPA: .ratio(.cost, .incrementalConversions)
        case .incrementalRevenue: .sum([.incrementalRevenue], minus: [])
        case .incrementalROAS: .ratio(.incrementalRevenue, .cost)
        case .incrementalProfit: .sum([.incrementalGrossProfit], minus: Self.costOutcomes)
        case .incrementalROI: .ratio(.incrementalProfit, .cost)
        case .leakedOrders: .sum([.leakedOrders], minus: [])
        case .newCustomers: .sum([.newCustomers], minus: [])
        case .costPerNewCustomer: .ratio(.cost, .newCustomers)
        case .repeatOrders: .sum([.repeatOrders], minus: [])
        }
    }

    /// The part of the model that it belongs to; nil where every campaign has it.
    public var part: ModelPart? {
        switch self {
        case .reach, .frequency, .ordersLost: .audience
        case .incrementalConversions, .incrementalCPA, .incrementalRevenue, .incrementalROAS, .incrementalProfit,
            .incrementalROI, .leakedOrders, .newCustomers, .costPerNewCustomer:
            .attribution
        case .repeatOrders: .repeatPurchases
        default: nil
        }
    }

    /// The metric's value in a trial with these outcomes.
    ///
    /// What adds is added and then what takes off is taken off, one after the other, so that a trial has the same value
    /// to the last bit wherever it is read.
    public func value(of outcomes: Outcomes) -> Double {
        switch definition {
        case .sum(let plus, let minus):
            minus.reduce(plus.reduce(0) { $0 + outcomes[$1] }) { $0 - outcomes[$1] }
        case .ratio(let top, let bottom):
            ratio(top.value(of: outcomes), bottom.value(of: outcomes))
        }
    }

    /// The outcomes that metrics are made of, in the order of outcomes.
    public static func outcomes(of metrics: [Metric]) -> [Outcome] {
        let found = metrics.reduce(into: Set<Outcome>()) { $0.formUnion($1.parts) }
        return Outcome.allCases.filter(found.contains)
    }

    private var parts: Set<Outcome> {
        switch definition {
        case .sum(let plus, let minus): Set(plus + minus)
        case .ratio(let top, let bottom): top.parts.union(bottom.parts)
        }
    }

    /// Whether it is a cost for each of something, and so infinite where there is cost and none of it.
    public var isCostPerResult: Bool {
        switch self {
        case .cpa, .costPerKeptOrder, .costPerLead, .incrementalCPA, .costPerNewCustomer: true
        default: false
        }
    }

    /// A ratio metric's value for its numerator and denominator.
    public func ratio(_ top: Double, _ bottom: Double) -> Double {
        if bottom != 0 { return top / bottom }
        return isCostPerResult && top > 0 ? .infinity : .nan
    }
}

// MARK: - Reading

extension Metric {
    /// What a value of the metric counts.
    public enum Unit: Sendable {
        case count, money, ratio
    }

    /// What a value of the metric counts.
    public var unit: Unit {
        switch self {
        case .conversions, .trackedOrders, .keptOrders, .views, .engagements, .clicks, .leads, .refunds, .creators,
            .posts, .reach, .ordersLost, .incrementalConversions, .leakedOrders, .newCustomers, .repeatOrders:
            .count
        case .roas, .roi, .incrementalROAS, .incrementalROI, .frequency: .ratio
        default: .money
        }
    }

    /// Whether a planner wants less of it.
    public var isBetterLower: Bool {
        switch self {
        case .cost, .cpa, .costPerKeptOrder, .costPerLead, .unspent, .fees, .gifts, .management, .agency, .commission,
            .networkFee, .refunds, .frequency, .ordersLost, .incrementalCPA, .leakedOrders, .costPerNewCustomer:
            true
        default: false
        }
    }

    /// The metric's name in sentences and tables.
    public var title: String {
        switch self {
        case .cpa: "CPA"
        case .roas: "ROAS"
        case .roi: "ROI"
        case .trackedOrders: "tracked orders"
        case .keptOrders: "kept orders"
        case .costPerKeptOrder: "cost per kept order"
        case .costPerLead: "cost per lead"
        case .networkFee: "network fee"
        case .ordersLost: "orders lost"
        case .incrementalConversions: "incremental conversions"
        case .incrementalCPA: "incremental CPA"
        case .incrementalRevenue: "incremental revenue"
        case .incrementalROAS: "incremental ROAS"
        case .incrementalProfit: "incremental profit"
        case .incrementalROI: "incremental ROI"
        case .leakedOrders: "leaked orders"
        case .newCustomers: "new customers"
        case .costPerNewCustomer: "cost per new customer"
        case .repeatOrders: "repeat orders"
        default: rawValue
        }
    }
}
