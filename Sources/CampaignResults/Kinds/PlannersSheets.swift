// SPDX-License-Identifier: GPL-3.0-or-later

// Sheets that planners keep themselves, up to four of which belong together: creators, their posts, what was tracked, what was paid.

extension ExportKind {
    /// The network of rows that come from such sheets.
    static let sheet = "sheet"

    private static let creatorNames = [
        "creator_id", "influencer_id", "id", "creator", "influencer", "handle", "username",
    ]

    static let creators = ExportKind(
        name: "creators", title: "a list of creators", network: sheet, unit: .creator,
        columns: [
            .creator: creatorNames, .alias: ["name", "handle", "username"], .platform: ["platform"],
            .followers: ["follower_count", "followers"],
        ],
        signature: ["followers", "platform"])

    static let posts = ExportKind(
        name: "posts", title: "a list of posts", network: sheet, unit: .post,
        columns: [
            .post: ["post_id", "url", "link"], .creator: creatorNames, .platform: ["platform"], .date: ["date"],
            .views: ["views", "impressions", "plays"], .reach: ["reach"], .likes: ["likes", "engagements"],
            .comments: ["comments"], .engagementRate: ["engagement_rate", "er"], .clicks: ["clicks"], .fee: ["fee"],
        ],
        signature: ["date", "likes"])

    static let tracking = ExportKind(
        name: "tracking", title: "a sheet of tracked orders", network: sheet, unit: .tally,
        columns: [
            .creator: creatorNames, .post: ["post_id"], .platform: ["platform"], .source: ["source", "channel"],
            .date: ["date"], .clicks: ["clicks"], .orders: ["orders"], .refunds: ["returns", "refunds"],
            .value: ["revenue", "sales"], .currency: ["currency"],
        ],
        signature: ["date", "orders", "revenue"])

    static let payouts = ExportKind(
        name: "payouts", title: "a sheet of payouts", network: sheet, unit: .payout,
        columns: [
            .creator: creatorNames, .basis: ["basis"], .rate: ["rate"], .orders: ["orders"],
            .total: ["total_payout", "total"], .currency: ["currency"],
        ],
        signature: ["basis", "rate"])

    /// Every kind, for recognition and `--platform`.
    public static let all: [ExportKind] = [
        postAffiliatePro, tikTokShop, awin, impact, cj, partnerize, partnerizeClicks, belboon, refersion, shareASale,
        amazon, shopMy, rewardful, transactions, creators, posts, tracking, payouts,
    ]
}
