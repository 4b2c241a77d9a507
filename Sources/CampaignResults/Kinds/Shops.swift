// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// Exports of shops that pay creators, whose rows are articles or counts.

extension ExportKind {
    static let tikTokShop = ExportKind(
        name: "tiktok-shop", title: "TikTok Shop, affiliate orders", network: "tiktok-shop", unit: .order,
        columns: [
            .order: ["Order ID"], .line: ["SKU ID"], .creator: ["Creator Username"], .post: ["Content ID"],
            .date: ["Time Created"], .decided: ["Time Commission Paid"],
            .returned: ["Fully returned or refunded"], .state: ["Order Status"], .value: ["Payment Amount", "Price"],
            .commission: ["Actual Commission Payment"], .estimate: ["Est. standard commission payment"],
            .currency: ["Currency"],
        ],
        signature: ["Order ID", "SKU ID", "Creator Username"],
        states: ["ineligible": .declined, "to be settled": .pending, "awaiting payment": .pending], dates: .day,
        platform: .tiktok)

    static let amazon = ExportKind(
        name: "amazon", title: "Amazon Associates, earnings", network: "amazon", unit: .tally,
        columns: [
            .creator: ["Tracking ID"], .date: ["Date Shipped"], .orders: ["Items Shipped"], .refunds: ["Returns"],
            .value: ["Revenue", "Revenue($)"], .commission: ["Ad Fees", "Ad Fees($)"],
        ],
        signature: ["Tracking ID", "Items Shipped", "Returns"], refunds: .negativeRows, keepsEqualRows: true)
}
