// SPDX-License-Identifier: GPL-3.0-or-later

/// What a planner reads off a trial; its record says all that there is to say of it.
public enum Metric: String, CaseIterable, Sendable {
    case conversions, cost, cpa, revenue, roas, profit, roi
    case trackedOrders = "tracked_orders"
    case keptOrders = "kept_orders"
    case costPerKeptOrder = "cost_per_kept_order"
    case returnRate = "return_rate"
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

    /// How a metric follows from a trial's outcomes.
    public enum Definition: Sendable, Equatable {
        /// The sum of these outcomes less the sum of those.
        case sum([Outcome], minus: [Outcome])
        /// A ratio of two metrics.
        case ratio(Metric, Metric)

        /// The sum of outcomes.
        static func sum(_ outcomes: [Outcome]) -> Definition { .sum(outcomes, minus: []) }
    }

    /// What a value of the metric counts.
    public enum Unit: Sendable {
        case count, money
        /// A multiple, such as revenue over cost.
        case ratio
        /// A share or a return, which is read in per cent.
        case share
    }
}

// MARK: - What its record says

extension Metric {
    /// The metric's name in sentences and tables.
    public var title: String { record.title }

    /// What a value of the metric counts.
    public var unit: Unit { record.unit }

    /// How it follows from a trial's outcomes.
    ///
    /// A ratio is +∞ where something stands over nothing, and undefined (NaN) where nothing stands over nothing; a
    /// ratio over cost is undefined wherever nothing was spent.
    public var definition: Definition { record.definition }

    /// Whether a planner wants less of it.
    public var isBetterLower: Bool { record.isBetterLower }

    /// Whether it is a cost for each of something, and so infinite where there is cost and none of it.
    public var isCostPerResult: Bool { record.isCostPerResult }

    /// The part of the model that it belongs to; nil where every campaign has it.
    public var part: ModelPart? { record.part }
}

// MARK: - Values

extension Metric {
    /// What was really spent: fees + gifts + management + agency + commission + network fee.
    public static let costOutcomes: [Outcome] = [.fees, .gifts, .management, .agency, .commission, .networkFee]

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

    /// A ratio metric's value for its numerator and denominator.
    public func ratio(_ top: Double, _ bottom: Double) -> Double {
        if bottom != 0 { return top / bottom }
        return isCostPerResult && top > 0 ? .infinity : .nan
    }
}
