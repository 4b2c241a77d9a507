// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

// Exports of affiliate networks with a row for each transaction. Columns that a file lacks are not missed, but for those that show
// what it is.

extension ExportKind {
    static let postAffiliatePro = ExportKind(
        name: "post-affiliate-pro", title: "Post Affiliate Pro, transactions", network: "post-affiliate-pro",
        unit: .order,
        columns: [
            .order: ["t_orderid", "orderid"], .line: ["id", "transid"], .creator: ["userid", "a_aid"],
            .date: ["dateinserted"], .decided: ["dateapproved"], .state: ["rstatus"], .type: ["rtype"],
            .tier: ["tier"], .value: ["totalcost"], .commission: ["commission"],
            .currency: ["originalcurrencyid"],
        ],
        signature: ["rstatus", "rtype", "totalcost"],
        states: ["a": .approved, "p": .pending, "d": .declined],
        types: ["a": .lead, "b": .bonus, "e": .bonus, "r": .refund, "h": .refund], refunds: .negativeRows)

    static let awin = ExportKind(
        name: "awin", title: "Awin, transactions", network: "awin", unit: .order,
        columns: [
            .order: ["order_ref", "orderRef"], .line: ["id"], .creator: ["publisher_id", "publisherId"],
            .date: ["date", "transactionDate"], .clicked: ["clickDate", "click_date"],
            .decided: ["validation_date", "validationDate"], .state: ["commission_status", "commissionStatus"],
            .reason: ["decline_reason", "declineReason"], .type: ["type"],
            .value: ["sale_amount", "saleAmount", "saleAmount.amount"],
            .commission: ["commission", "commissionAmount", "commissionAmount.amount"],
            .currency: ["currency", "saleAmount.currency"],
        ],
        signature: ["commission_status", "publisher_id"],
        states: ["0": .pending, "1": .approved, "2": .declined], types: ["bonus": .bonus, "lead": .lead])

    static let impact = ExportKind(
        name: "impact", title: "impact.com, action listing", network: "impact", unit: .order,
        columns: [
            .order: ["Order Id", "Oid"], .line: ["Action Id"], .creator: ["Partner", "Media Partner", "Sub Id 1"],
            .date: ["Action Date"], .clicked: ["Referral Date"], .decided: ["Locking Date"], .state: ["Status"],
            .value: ["Sale Amount"], .commission: ["Payout"], .currency: ["Currency"],
        ],
        signature: ["Action Id", "Action Date", "Payout"])

    static let cj = ExportKind(
        name: "cj", title: "CJ, commission detail", network: "cj", unit: .order,
        columns: [
            .order: ["orderId", "originalActionId"], .line: ["commissionId"], .creator: ["publisherId"],
            .date: ["eventDate"], .clicked: ["clickDate"], .decided: ["postingDate"], .state: ["actionStatus"],
            .type: ["actionType"], .value: ["saleAmountUsd"], .commission: ["pubCommissionAmountUsd"],
        ],
        signature: ["commissionId", "actionStatus", "saleAmountUsd"],
        // "closed" and "corrected" say what became of a row, and not of the order.
        states: ["closed": .approved, "corrected": .approved, "extended": .pending, "locked": .approved],
        types: ["bonus": .bonus, "performance_incentive": .bonus, "lead": .lead, "sim_lead": .lead],
        refunds: .corrections, currency: "USD")

    static let partnerize = ExportKind(
        name: "partnerize", title: "Partnerize, conversions", network: "partnerize", unit: .order,
        columns: [
            .order: ["conversion_reference"], .line: ["conversion_id"], .creator: ["publisher_name", "publisher_id"],
            .date: ["conversion_date", "conversion_time"], .clicked: ["click_time"], .state: ["conversion_status"],
            .value: ["value"], .commission: ["publisher_commission", "commission"], .currency: ["currency"],
        ],
        signature: ["conversion_id", "conversion_status", "publisher_commission"])

    static let partnerizeClicks = ExportKind(
        name: "partnerize-clicks", title: "Partnerize, clicks", network: "partnerize", unit: .click,
        columns: [
            .line: ["click_id", "clickref"], .creator: ["publisher_name", "publisher_id"],
            .date: ["set_time", "click_time", "click_date"],
        ],
        signature: ["camref", "publisher_name", "set_time"])

    static let belboon = ExportKind(
        name: "belboon", title: "Ingenious/belboon, conversions", network: "belboon", unit: .order,
        columns: [
            .order: ["order_id"], .line: ["conversion_id"], .creator: ["publisher_name", "adspace_name", "sub_id"],
            .date: ["conversion_date"], .clicked: ["click_date"], .decided: ["confirmation_date"], .state: ["status"],
            .value: ["amount"], .commission: ["commission"], .currency: ["currency"],
        ],
        signature: ["conversion_id", "advertiser_name", "confirmation_date"], decimal: .comma, dates: .day)

    static let refersion = ExportKind(
        name: "refersion", title: "Refersion, conversions", network: "refersion", unit: .order,
        columns: [
            .order: ["order_id"], .line: ["conversion_id"], .creator: ["affiliate_id"],
            .date: ["created", "created_at"],
            .state: ["status"], .test: ["is_test_conversion"], .value: ["order_total"],
            .commission: ["commission_total"], .currency: ["currency"],
        ],
        signature: ["conversion_id", "affiliate_id", "commission_total"], refunds: .negativeRows)

    static let shareASale = ExportKind(
        name: "shareasale", title: "ShareASale, transactions", network: "shareasale", unit: .order,
        columns: [
            .order: ["orderNumber"], .line: ["transID"], .creator: ["affiliateId", "userID", "afftrack"],
            .date: ["transDate"], .clicked: ["clickDate"], .decided: ["lockDate"],
            .returned: ["voided"], .state: ["transactionStatus"], .value: ["transAmount"],
            .commission: ["commission"], .currency: ["currency"],
        ],
        signature: ["transID", "transAmount", "voided"],
        states: ["void": .refunded, "locked": .approved, "pending": .pending, "paid": .approved],
        dates: .month, currency: "USD")

    static let rewardful = ExportKind(
        name: "rewardful", title: "Rewardful, conversions", network: "rewardful", unit: .order,
        columns: [
            .order: ["order_id"], .line: ["id", "sale_id"], .creator: ["affiliate_id", "affiliate", "token"],
            .date: ["charged_at", "created_at"], .decided: ["due_at"], .state: ["state", "status"],
            .value: ["sale_amount_cents", "charge_amount_cents"], .commission: ["amount", "commission_amount_cents"],
            .currency: ["currency"],
        ],
        signature: ["sale_amount_cents", "affiliate_id"], states: ["due": .approved], scale: 0.01)

    static let shopMy = ExportKind(
        name: "shopmy", title: "ShopMy, orders", network: "shopmy", unit: .order,
        columns: [
            .order: ["order_id", "id"], .creator: ["creator", "user", "curator"],
            .date: ["transaction_date", "order_date", "date"], .state: ["status"], .value: ["order_amount"],
            .commission: ["commission_amount", "commission"], .currency: ["currency"],
        ],
        signature: ["order_amount", "commission_amount"], scale: 0.01)

    /// One shape in which public connectors give the transactions of dozens of networks.
    static let transactions = ExportKind(
        name: "transactions", title: "transactions in the common JSON shape", network: "transactions", unit: .order,
        columns: [
            .order: ["orderId", "orderReference"], .line: ["id", "transactionId"],
            .creator: ["publisher", "publisherId", "affiliate", "affiliateId", "creator", "subId"],
            .date: ["dateConverted"], .clicked: ["dateClicked"], .decided: ["dateApproved"], .state: ["status"],
            .reason: ["reversalReason"], .value: ["amount"], .commission: ["commission"], .currency: ["currency"],
        ],
        signature: ["status", "amount", "dateConverted"])
}
