// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// What a post's random numbers are used for.
enum PostUse {
    static let moment = DrawUse("moment")
    static let orders = DrawUse("orders")
    static let clicks = DrawUse("clicks")
    static let leads = DrawUse("leads")
    static let engagements = DrawUse("engagements")
    static let conversion = DrawUse("overdispersion")
    static let untracked = DrawUse("untracked_orders")
    static let leaked = DrawUse("code_leakage")
    static let caused = DrawUse("incremental_share")
    static let causedRefunds = DrawUse("incremental_share refunded")
    static let causedWorth = DrawUse("incremental_share worth")
    static let won = DrawUse("new_customer_share")
    static let again = DrawUse("repeat_orders")
    static let againWorth = DrawUse("repeat_orders worth")
    static let againCaused = DrawUse("repeat_orders caused")
    static let againCausedWorth = DrawUse("repeat_orders caused worth")
    static let keptWeeks = DrawUse("weeks kept")
    static let keptWorths = DrawUse("weeks kept worth")
    static let refundedWeeks = DrawUse("weeks refunded")
    static let trackedSales = SalesUses(of: "tracked")
    static let untrackedSales = SalesUses(of: "untracked")
    static let leakedSales = SalesUses(of: "leaked")

    /// What becomes of orders of one kind: how many are sent back, what the others and those were worth.
    struct SalesUses {
        let refunds, worth, refundedWorth: DrawUse

        init(of kind: String) {
            refunds = DrawUse(kind + " refunds")
            worth = DrawUse(kind + " order_value kept")
            refundedWorth = DrawUse(kind + " order_value refunded")
        }
    }
}
