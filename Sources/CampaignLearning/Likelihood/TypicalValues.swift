// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// What the shared scores say of the creators of one kind, before luck of their own: those of a tier, platform or line.
public struct TypicalValues: Sendable, Hashable {
    /// Views of a post for each follower of a creator of the reference size.
    public var viewsPerFollower: Double
    /// The followers at which `viewsPerFollower` holds, F₀; of a creator with F followers a post has F₀ · (F/F₀)^e times as many views.
    public var referenceFollowers: Double
    /// How views grow with followers, e: 1 in proportion.
    public var sizeExponent: Double
    /// Clicks for each view of a creator of the reference size, 0…1.
    public var clicksPerView: Double
    /// How clicks for each view grow with followers: 0 not at all.
    public var clickExponent: Double
    /// Tracked orders for each click: the mean over creators, 0…1.
    public var ordersPerClick: Double
    /// Fees as a multiple of a creator's reference fee.
    public var feeLevel: Double
    /// The mean value of an order.
    public var orderValue: Double
    /// The share of orders sent back, 0…1.
    public var refundRate: Double

    /// Typical values, each above 0.
    public init(
        viewsPerFollower: Double, clicksPerView: Double, ordersPerClick: Double, feeLevel: Double = 1,
        orderValue: Double = 1, refundRate: Double = 0.5, referenceFollowers: Double = 1, sizeExponent: Double = 1,
        clickExponent: Double = 0
    ) {
        self.viewsPerFollower = viewsPerFollower
        self.clicksPerView = clicksPerView
        self.ordersPerClick = ordersPerClick
        self.feeLevel = feeLevel
        self.orderValue = orderValue
        self.refundRate = refundRate
        self.referenceFollowers = referenceFollowers
        self.sizeExponent = sizeExponent
        self.clickExponent = clickExponent
    }

    /// Views of a post, before luck, of a creator with so many followers.
    public func viewsPerPost(followers: Double) -> Double {
        Double.exp(LogTypicals(self).views(followers: Double.log(followers)))
    }

    /// Clicks for each view of such a creator; of the reference size where the followers are not known.
    public func clicksPerView(followers: Double?) -> Double {
        Double.exp(LogTypicals(self).clicks(followers: followers.map { Double.log($0) } ?? .nan))
    }
}

/// How creators and posts differ from what is typical.
public struct ResultSpreads: Sendable, Hashable {
    /// Sales power of creators: orders for each click.
    public var sales: Spread
    /// Luck of posts: their views.
    public var luck: Spread
    /// Reach of creators: views for each follower.
    public var reach: Spread
    /// Pull of creators: the odds of a click.
    public var clicks: Spread
    /// Fees of creators.
    public var fees: Spread
    /// The shape of the gamma law of an order's value: the inverse square of its coefficient of variation.
    public var valueShape: Double

    /// Spreads; those that are left out are the default of the library.
    public init(
        sales: Spread, luck: Spread = Spread(factor: 3, centre: .mean),
        reach: Spread = Spread(factor: 1.8, centre: .median),
        clicks: Spread = Spread(factor: 2, centre: .median), fees: Spread = Spread(deviation: 0.55, centre: .median),
        valueShape: Double = 2
    ) {
        self.sales = sales
        self.luck = luck
        self.reach = reach
        self.clicks = clicks
        self.fees = fees
        self.valueShape = valueShape
    }
}

/// Typical values as the likelihoods take them.
struct LogTypicals {
    let views, clicks, orders, fee, value, refund, noRefund, reference, sizeExponent, clickExponent: Double

    init(_ typical: TypicalValues) {
        views = Double.log(typical.viewsPerFollower)
        clicks = Double.log(typical.clicksPerView)
        orders = Double.log(typical.ordersPerClick)
        fee = Double.log(typical.feeLevel)
        value = Double.log(typical.orderValue)
        refund = Double.log(typical.refundRate)
        noRefund = Double.log(onePlus: -typical.refundRate)
        reference = Double.log(typical.referenceFollowers)
        sizeExponent = typical.sizeExponent
        clickExponent = typical.clickExponent
    }

    /// The logarithm of the views of a post, before luck, of a creator with followers of this logarithm.
    func views(followers: Double) -> Double {
        views + (sizeExponent == 1 ? followers : reference + sizeExponent * (followers - reference))
    }

    /// The logarithm of clicks for each view, at most 1, of such a creator; NaN where the followers are not known.
    func clicks(followers: Double) -> Double {
        clickExponent == 0 || followers.isNaN ? clicks : min(0, clicks + clickExponent * (followers - reference))
    }
}
