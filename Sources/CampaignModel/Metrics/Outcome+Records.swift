// SPDX-License-Identifier: GPL-3.0-or-later

/// What there is to say of an outcome.
public struct OutcomeRecord: Sendable {
    /// The name in tables.
    public var name: String
    /// The part of the model that it belongs to; nil where every campaign has it.
    public var part: ModelPart?
    /// What it is, as an entry of a table.
    public var meaning: String

    init(_ name: String, part: ModelPart? = nil, meaning: String) {
        self.name = name
        self.part = part
        self.meaning = meaning
    }
}

extension Outcome {
    /// What there is to say of the outcome.
    public var record: OutcomeRecord {
        switch self {
        case .creators:
            OutcomeRecord("creators", meaning: "creators hired")
        case .posts:
            OutcomeRecord("posts", meaning: "posts published")
        case .views:
            OutcomeRecord("views", meaning: "times a post was shown")
        case .engagements:
            OutcomeRecord("engagements", meaning: "likes, comments, shares and saves")
        case .clicks:
            OutcomeRecord("clicks", meaning: "clicks on the tracked links")
        case .leads:
            OutcomeRecord("leads", meaning: "leads, where the line counts them")
        case .orders:
            OutcomeRecord("orders", meaning: "orders, tracked or not, refunded ones included")
        case .trackedOrders:
            OutcomeRecord(
                "tracked_orders",
                meaning:
                    "orders that a link or code tracks, refunded ones included; among `orders`, and what commission is due on"
            )
        case .refunds:
            OutcomeRecord("refunds", meaning: "orders that were refunded")
        case .fees:
            OutcomeRecord("fees", meaning: "paid to creators as fees and sign-up costs")
        case .gifts:
            OutcomeRecord("gifts", meaning: "cost of gifted products")
        case .management:
            OutcomeRecord("management", meaning: "hours spent on creators times the wage")
        case .agency:
            OutcomeRecord("agency", meaning: "paid to the agency")
        case .commission:
            OutcomeRecord("commission", meaning: "performance pay after clawback")
        case .networkFee:
            OutcomeRecord("network_fee", meaning: "paid to the affiliate network on commission")
        case .revenue:
            OutcomeRecord("revenue", meaning: "revenue net of refunds and code discounts")
        case .grossProfit:
            OutcomeRecord("gross_profit", meaning: "gross margin on net revenue")
        case .unspent:
            OutcomeRecord("unspent", meaning: "budget that bought nothing")
        case .reach:
            OutcomeRecord("reach", part: .audience, meaning: "people reached whom no creator before had reached")
        case .ordersLost:
            OutcomeRecord(
                "orders_lost", part: .audience,
                meaning: "orders expected of the clicks that were lost on people reached before")
        case .leakedOrders:
            OutcomeRecord(
                "leaked_orders", part: .attribution,
                meaning: "orders with a creator's code that no creator had brought; among `tracked_orders`")
        case .incrementalOrders:
            OutcomeRecord(
                "incremental_orders", part: .attribution,
                meaning: "orders that would not have happened without the campaign, tracked or not")
        case .incrementalRevenue:
            OutcomeRecord(
                "incremental_revenue", part: .attribution,
                meaning: "revenue of the incremental orders, net of refunds and code discounts")
        case .incrementalGrossProfit:
            OutcomeRecord(
                "incremental_gross_profit", part: .attribution,
                meaning: "gross margin on the incremental revenue")
        case .newCustomers:
            OutcomeRecord("new_customers", part: .attribution, meaning: "new customers who kept their order")
        case .repeatOrders:
            OutcomeRecord(
                "repeat_orders", part: .repeatPurchases,
                meaning: "further orders of the customers won; not among `orders`")
        }
    }
}
