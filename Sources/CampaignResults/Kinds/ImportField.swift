// SPDX-License-Identifier: GPL-3.0-or-later

/// What a column of an export says, whatever it is called there.
public enum ImportField: Int, CaseIterable, Sendable {
    // Which.
    case order, line, creator, alias, post, platform, source
    // When.
    case date, clicked, decided
    // What became of it.
    case state, returned, reason, type, tier, test
    // Money.
    case value, commission, estimate, fee, currency, refunded
    // Counts.
    case orders, refunds, clicks, views, reach, likes, comments, followers
    case engagementRate
    // Payouts.
    case basis, rate, total

    /// What it is, for those who name columns of their own.
    public var meaning: String {
        switch self {
        case .order: "the shop's number of the order; rows that share it are one order"
        case .line: "the number of the row: a transaction, a conversion, an article of the order"
        case .creator: "who brought it: a name, a handle or a number"
        case .alias: "in a list of creators, the name or handle behind the number in `creator`"
        case .post: "the post that brought it"
        case .platform: "where the creator posts"
        case .source: "where traffic came from; what is not of creators is left out"
        case .date: "the day of the order, post or count"
        case .clicked: "when the link was clicked"
        case .decided: "when the order was approved or sent back"
        case .state: "what became of the order"
        case .returned: "whether the goods came back, yes or no"
        case .reason: "why an order was declined; returns and cancellations are refunds"
        case .type: "sale, lead or bonus"
        case .tier: "from 2 on the commission of whoever recruited the creator"
        case .test: "whether it is a test, yes or no"
        case .value: "the money of the order or row"
        case .commission: "what the creator gets of it"
        case .estimate: "the commission as long as `commission` is empty"
        case .fee: "what was paid whatever came of it"
        case .currency: "the currency of the money"
        case .refunded: "the money sent back"
        case .orders: "a number of orders"
        case .refunds: "a number of returns"
        case .clicks: "clicks on the link"
        case .views: "views, plays or impressions"
        case .reach: "people reached, taken for views where those are missing"
        case .likes: "likes, or all engagements together"
        case .comments: "comments"
        case .followers: "followers of the creator"
        case .engagementRate: "engagements as a share of `--engagement-base`"
        case .basis: "what a payout is for: post or order"
        case .rate: "what is paid for one of these"
        case .total: "what was paid out"
        }
    }

    /// Whether it is money.
    var isMoney: Bool {
        switch self {
        case .value, .commission, .estimate, .fee, .refunded, .rate, .total: true
        case .order, .line, .creator, .alias, .post, .platform, .source, .date, .clicked, .decided, .state, .returned,
            .reason, .type, .tier, .test, .currency, .orders, .refunds, .clicks, .views, .reach, .likes, .comments,
            .followers, .engagementRate, .basis:
            false
        }
    }

    /// Whether it is a whole number of something.
    var isCount: Bool { Self.counts.contains(self) }

    private static let counts: Set<ImportField> = [
        .orders, .refunds, .clicks, .views, .reach, .likes, .comments, .followers,
    ]

    /// Those that hold days.
    static let dates: [ImportField] = [.date, .clicked, .decided]
    /// Those that hold numbers.
    static let numbers: [ImportField] = [
        .value, .commission, .estimate, .fee, .refunded, .orders, .refunds, .clicks, .views, .reach, .likes, .comments,
        .followers, .engagementRate, .rate, .total,
    ]

    /// The name by which `--columns` asks for it.
    public var name: String { self == .engagementRate ? "engagement_rate" : "\(self)" }

    /// The field of this name.
    public init?(name: String) {
        guard let field = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = field
    }
}
