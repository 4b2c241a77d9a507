// SPDX-License-Identifier: GPL-3.0-or-later

extension Metric {
    /// What there is to say of the metric.
    public var record: MetricRecord {
        switch self {
        case .conversions:
            MetricRecord(
                "conversions", .count, .sum([.orders]),
                meaning: "orders, tracked or not, refunded ones included; goals on it and on `cpa` count them too")
        case .cost:
            MetricRecord(
                "cost", .money, .sum(Self.costOutcomes), isBetterLower: true,
                meaning: "what was spent: fees + gifts + management + agency + commission + network fee")
        case .cpa:
            MetricRecord(
                "CPA", .money, .ratio(.cost, .conversions), isBetterLower: true, isCostPerResult: true,
                meaning:
                    "cost / conversions; infinite where there is cost and no order, undefined where there is neither")
        case .revenue:
            MetricRecord(
                "revenue", .money, .sum([.revenue]),
                meaning: "revenue net of refunds and code discounts")
        case .roas:
            MetricRecord(
                "ROAS", .ratio, .ratio(.revenue, .cost),
                meaning: "revenue / cost; undefined where nothing was spent")
        case .profit:
            MetricRecord(
                "profit", .money, .sum([.grossProfit], minus: Self.costOutcomes),
                meaning: "gross margin on net revenue less cost")
        case .roi:
            MetricRecord(
                "ROI", .share, .ratio(.profit, .cost),
                meaning: "profit / cost, as ratio: −0.34 is −34 %; undefined where nothing was spent")
        case .trackedOrders:
            MetricRecord(
                "tracked orders", .count, .sum([.trackedOrders]),
                meaning: "orders that a link or code tracks, among `conversions`; commission is due on these")
        case .keptOrders:
            MetricRecord(
                "kept orders", .count, .sum([.orders], minus: [.refunds]),
                meaning:
                    "orders that are not sent back: `conversions` less `refunds`; as in `conversions`, repeat orders are not among them"
            )
        case .costPerKeptOrder:
            MetricRecord(
                "cost per kept order", .money, .ratio(.cost, .keptOrders), isBetterLower: true, isCostPerResult: true,
                meaning: "cost / kept orders; infinite where every order is sent back")
        case .returnRate:
            MetricRecord(
                "return rate", .share, .ratio(.refunds, .conversions), isBetterLower: true,
                meaning: "refunds / conversions, as share: 0.08 is 8 %; undefined where nothing is ordered")
        case .views:
            MetricRecord(
                "views", .count, .sum([.views]),
                meaning: "times a post was shown")
        case .engagements:
            MetricRecord(
                "engagements", .count, .sum([.engagements]),
                meaning: "likes, comments, shares and saves")
        case .clicks:
            MetricRecord(
                "clicks", .count, .sum([.clicks]),
                meaning: "clicks on the tracked links")
        case .leads:
            MetricRecord(
                "leads", .count, .sum([.leads]),
                meaning: "sign-ups or trials, where a line counts leads")
        case .costPerLead:
            MetricRecord(
                "cost per lead", .money, .ratio(.cost, .leads), isBetterLower: true, isCostPerResult: true,
                meaning: "cost / leads, where a line counts leads")
        case .refunds:
            MetricRecord(
                "refunds", .count, .sum([.refunds]), isBetterLower: true,
                meaning: "orders that were refunded")
        case .creators:
            MetricRecord(
                "creators", .count, .sum([.creators]),
                meaning: "creators hired")
        case .posts:
            MetricRecord(
                "posts", .count, .sum([.posts]),
                meaning: "posts published")
        case .unspent:
            MetricRecord(
                "unspent", .money, .sum([.unspent]), isBetterLower: true,
                meaning:
                    "budget that bought nothing; 0 where commission, which is due on what is sold or seen, takes the cost beyond the budget"
            )
        case .fees:
            MetricRecord(
                "fees", .money, .sum([.fees]), isBetterLower: true,
                meaning: "paid to creators as fees and sign-up costs")
        case .gifts:
            MetricRecord(
                "gifts", .money, .sum([.gifts]), isBetterLower: true,
                meaning: "cost of the products given away")
        case .management:
            MetricRecord(
                "management", .money, .sum([.management]), isBetterLower: true,
                meaning: "hours spent on creators times the wage, and what it costs to look at them")
        case .agency:
            MetricRecord(
                "agency", .money, .sum([.agency]), isBetterLower: true,
                meaning: "paid to the agency")
        case .commission:
            MetricRecord(
                "commission", .money, .sum([.commission]), isBetterLower: true,
                meaning: "performance pay after clawback")
        case .networkFee:
            MetricRecord(
                "network fee", .money, .sum([.networkFee]), isBetterLower: true,
                meaning: "paid to the affiliate network on commission")
        case .reach:
            MetricRecord(
                "reach", .count, .sum([.reach]), part: .audience,
                meaning:
                    "different people reached; of a tier, platform or line those whom no line before it had reached, the lines with the higher response first, so that parts add up"
            )
        case .frequency:
            MetricRecord(
                "frequency", .ratio, .ratio(.views, .reach), isBetterLower: true, part: .audience,
                meaning: "views / reach")
        case .ordersLost:
            MetricRecord(
                "orders lost", .count, .sum([.ordersLost]), isBetterLower: true, part: .audience,
                meaning:
                    "orders expected of the clicks that people did not make because another creator had reached them before"
            )
        case .incrementalConversions:
            MetricRecord(
                "incremental conversions", .count, .sum([.incrementalOrders]), part: .attribution,
                meaning: "tracked orders that the campaign caused, and all that nothing tracked")
        case .incrementalCPA:
            MetricRecord(
                "incremental CPA", .money, .ratio(.cost, .incrementalConversions), isBetterLower: true,
                isCostPerResult: true, part: .attribution,
                meaning: "cost / incremental conversions")
        case .incrementalRevenue:
            MetricRecord(
                "incremental revenue", .money, .sum([.incrementalRevenue]), part: .attribution,
                meaning: "revenue of the incremental orders, and of what their customers order again")
        case .incrementalROAS:
            MetricRecord(
                "incremental ROAS", .ratio, .ratio(.incrementalRevenue, .cost), part: .attribution,
                meaning: "incremental revenue / cost")
        case .incrementalProfit:
            MetricRecord(
                "incremental profit", .money, .sum([.incrementalGrossProfit], minus: Self.costOutcomes),
                part: .attribution,
                meaning: "gross margin on incremental revenue less cost")
        case .incrementalROI:
            MetricRecord(
                "incremental ROI", .share, .ratio(.incrementalProfit, .cost), part: .attribution,
                meaning: "incremental profit / cost")
        case .leakedOrders:
            MetricRecord(
                "leaked orders", .count, .sum([.leakedOrders]), isBetterLower: true, part: .attribution,
                meaning:
                    "orders with a code that no creator brought; among `conversions`, paid commission, not incremental")
        case .newCustomers:
            MetricRecord(
                "new customers", .count, .sum([.newCustomers]), part: .attribution,
                meaning: "new customers who kept their order")
        case .costPerNewCustomer:
            MetricRecord(
                "cost per new customer", .money, .ratio(.cost, .newCustomers), isBetterLower: true,
                isCostPerResult: true, part: .attribution,
                meaning: "cost / new customers")
        case .repeatOrders:
            MetricRecord(
                "repeat orders", .count, .sum([.repeatOrders]), part: .repeatPurchases,
                meaning: "further orders of the customers won; not among `conversions`, but their revenue is revenue")
        }
    }
}
