// SPDX-License-Identifier: GPL-3.0-or-later

/// What a line brought and cost in one trial, counted so that lines add up.
///
/// Money is in the scenario's currency.
public enum Outcome: Int, CaseIterable, Sendable {
    /// Creators hired.
    case creators
    /// Posts published.
    case posts
    /// Times a post was shown.
    case views
    /// Likes, comments, shares and saves.
    case engagements
    /// Clicks on the tracked links.
    case clicks
    /// Leads, where the line counts them.
    case leads
    /// Orders, tracked or not, refunded ones included.
    case orders
    /// Orders that a link or code tracks, refunded ones included; among `orders`, and what commission is due on.
    case trackedOrders
    /// Orders that were refunded.
    case refunds
    /// Paid to creators as fees and sign-up costs.
    case fees
    /// Cost of gifted products.
    case gifts
    /// Hours spent on creators times the wage.
    case management
    /// Paid to the agency.
    case agency
    /// Performance pay after clawback.
    case commission
    /// Paid to the affiliate network on commission.
    case networkFee
    /// Revenue net of refunds and code discounts.
    case revenue
    /// Gross margin on net revenue.
    case grossProfit
    /// Budget that bought nothing.
    case unspent
    /// People reached whom no creator before had reached.
    case reach
    /// Orders expected of the clicks that were lost on people reached before.
    case ordersLost
    /// Orders with a creator's code that no creator had brought; among `trackedOrders`.
    case leakedOrders
    /// Orders that would not have happened without the campaign, tracked or not.
    case incrementalOrders
    /// Revenue of the incremental orders, net of refunds and code discounts.
    case incrementalRevenue
    /// Gross margin on the incremental revenue.
    case incrementalGrossProfit
    /// New customers who kept their order.
    case newCustomers
    /// Further orders of the customers won; not among `orders`.
    case repeatOrders

    /// The number of outcomes.
    @inlinable public static var count: Int { 26 }

    /// The part of the model that it belongs to; nil where every campaign has it.
    public var part: ModelPart? {
        switch self {
        case .reach, .ordersLost: .audience
        case .leakedOrders, .incrementalOrders, .incrementalRevenue, .incrementalGrossProfit,
            .newCustomers:
            .attribution
        case .repeatOrders: .repeatPurchases
        default: nil
        }
    }

    /// The outcome's name in tables.
    public var name: String {
        switch self {
        case .networkFee: "network_fee"
        case .trackedOrders: "tracked_orders"
        case .grossProfit: "gross_profit"
        case .ordersLost: "orders_lost"
        case .leakedOrders: "leaked_orders"
        case .incrementalOrders: "incremental_orders"
        case .incrementalRevenue: "incremental_revenue"
        case .incrementalGrossProfit: "incremental_gross_profit"
        case .newCustomers: "new_customers"
        case .repeatOrders: "repeat_orders"
        default: "\(self)"
        }
    }
}

/// The outcomes of one trial, for a line or a sum of lines.
public struct Outcomes: Sendable, Equatable {
    private var values: [Double]

    /// Nothing happened.
    public init() { values = Array(repeating: 0, count: Outcome.count) }

    /// The value of one outcome.
    public subscript(outcome: Outcome) -> Double {
        get { values[outcome.rawValue] }
        set { values[outcome.rawValue] = newValue }
    }
}
