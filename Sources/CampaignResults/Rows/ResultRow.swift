// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a campaign brought by one order, one post or one creator: a row of a results file.
///
/// Columns add up: an order is a row with `orders` 1, and what is counted of a post or a creator holds no order that has a row of its
/// own. Amounts that are not known are nil, never 0.
public struct ResultRow: Sendable, Equatable {
    /// What a row is of.
    public enum Kind: String, CaseIterable, Sendable {
        /// One order.
        case order
        /// One post.
        case post
        /// One creator, on one day or as a whole.
        case creator
    }

    /// What became of an order.
    public enum State: String, CaseIterable, Sendable {
        /// Nobody knows yet whether it stays.
        case pending
        /// It stays.
        case approved
        /// All of it was sent back or cancelled.
        case refunded
    }

    /// What the row is of.
    public var kind: Kind
    /// The order's number, as text; empty where there is none.
    public var order = ""
    /// The hash that stands for the creator; empty where an order came without one.
    public var creator = ""
    /// The hash that stands for the post; empty where there is none.
    public var post = ""
    /// Where the creator posts.
    public var platform: Platform?
    /// The network or sheet that the row came from.
    public var network = ""
    /// The day of the order, the post or the count.
    public var day: CalendarDay?
    /// The day of the click that led to the order.
    public var clicked: CalendarDay?
    /// The day on which the order was approved or sent back.
    public var decided: CalendarDay?
    /// What became of the order; nil of other rows.
    public var state: State?
    /// The creator's followers.
    public var followers: Int?
    /// Views.
    public var views: Int?
    /// Likes, comments and the like.
    public var engagements: Int?
    /// Clicks on the link.
    public var clicks: Int?
    /// Tracked orders.
    public var orders: Int?
    /// Orders of these that were sent back.
    public var refunds: Int?
    /// What was ordered, in money.
    public var value: Double?
    /// What of the value was sent back.
    public var refunded: Double?
    /// The commission that is left after refunds.
    public var commission: Double?
    /// What was paid besides, whatever came of it.
    public var fee: Double?
    /// The currency of the money, an ISO 4217 code; empty where there is no money.
    public var currency = ""
    /// The last day until which no order of the network is pending.
    public var settledUntil: CalendarDay?

    /// An empty row.
    public init(kind: Kind) { self.kind = kind }
}
