// SPDX-License-Identifier: GPL-3.0-or-later

/// What one creator brought in one campaign. What is not known is nil, and says nothing.
public struct CreatorResult: Sendable, Hashable {
    /// The creator: a hash.
    public var key: String
    /// Which of the kinds of creators it is: the place of its typical values.
    public var kind: Int
    /// The posts.
    public var posts: Int
    /// The creator's followers.
    public var followers: Int?
    /// Views of all posts.
    public var views: Int?
    /// Clicks on the link.
    public var clicks: Int?
    /// Tracked orders.
    public var orders: Int?
    /// The share of the clicks to come that the calendar lets one expect by now, above 0 to 1.
    public var clickExposure: Double
    /// The share of the orders to come of what they are counted on, likewise.
    public var exposure: Double
    /// Orders of which it is known whether they were sent back.
    public var settledOrders: Int?
    /// Those of them that were sent back.
    public var refunds: Int?
    /// The value of orders.
    public var value: Double?
    /// The orders that `value` is the value of; all of them unless it is known.
    public var valuedOrders: Int?
    /// What was paid, whatever came of it.
    public var fee: Double?
    /// What a fee of the level 1 would be.
    public var referenceFee: Double

    /// A result; what is left out is not known.
    public init(
        key: String, kind: Int = 0, posts: Int = 1, followers: Int? = nil, views: Int? = nil, clicks: Int? = nil,
        clickExposure: Double = 1, orders: Int? = nil, exposure: Double = 1, settledOrders: Int? = nil,
        refunds: Int? = nil, value: Double? = nil,
        valuedOrders: Int? = nil, fee: Double? = nil, referenceFee: Double = 1
    ) {
        self.key = key
        self.kind = kind
        self.posts = posts
        self.followers = followers
        self.views = views
        self.clicks = clicks
        self.clickExposure = clickExposure
        self.orders = orders
        self.exposure = exposure
        self.settledOrders = settledOrders
        self.refunds = refunds
        self.value = value
        self.valuedOrders = valuedOrders
        self.fee = fee
        self.referenceFee = referenceFee
    }

    /// Everything that the likelihood sees, in the order by which results are sorted; what is not known stands first.
    private var order: [Double] {
        let counts = [followers, views, clicks, orders, settledOrders, refunds, valuedOrders].map {
            $0.map(Double.init) ?? -1
        }
        return [Double(kind), Double(posts)] + counts + [clickExposure, exposure, value ?? -1, fee ?? -1, referenceFee]
    }

    /// Results in an order that does not depend on the one given, so that their sum is the same to the last bit.
    static func sorted(_ results: [CreatorResult]) -> [CreatorResult] {
        results.map { ($0, Array($0.key.utf8), $0.order) }
            .sorted { one, other in
                one.1 != other.1
                    ? one.1.lexicographicallyPrecedes(other.1) : one.2.lexicographicallyPrecedes(other.2)
            }
            .map(\.0)
    }
}
