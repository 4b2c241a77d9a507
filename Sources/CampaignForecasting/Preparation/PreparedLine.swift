// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A budget line with every assumption resolved to slots, laws and streams.
struct PreparedLine: Sendable {
    /// The random streams of a line, named after the line and the quantity.
    struct Streams: Sendable {
        var followers, fee, acceptance, noShow, fakeFollowers, views, luck, engagementRate, clickRate, leadRate,
            orderRate, salesPower, fit, fitUnseen, dropout, startWeek, moment: StreamName
        /// The keys of posts, from which all that comes after views is drawn; and those of posts that are counted together.
        var counts, pooled: StreamName
    }

    /// What clicks are counted on.
    enum ClickBase: Sendable { case engagements, views }
    /// What engagements are counted on.
    enum EngagementBase: Sendable { case followers, views }

    var name: String
    var tier: Tier
    var streams: Streams
    // Who the creators are.
    var followers: CreatorLaw
    /// The followers of a typical creator of the line, at which `viewsPerFollower` holds.
    var referenceFollowers: Double
    var fee: CreatorLaw
    var feeCorrelation: Int
    var fakeFollowers: CreatorLaw
    var pool, acceptance, noShow, noShowPay, managementHours, hourlyWage, agencyShare, networkFee, posts, giftCost,
        signUpCost: Int
    // What their posts do.
    var viewsPerFollower: CreatorLaw
    /// The views per follower without events, which a rate of engagements per follower goes by; nil where no event changes
    /// them.
    var calmViewsPerFollower: CreatorLaw?
    var sizeExponent: Int
    var postLuck: CreatorLaw
    var engagementBase: EngagementBase
    var engagementRate: CreatorLaw
    var clickBase: ClickBase
    var clickRate: CreatorLaw
    var leadRate: CreatorLaw?
    var orderRate: CreatorLaw
    /// Whether the order rate is one per lead, not per click.
    var ordersFromLeads: Bool
    var salesPower: CreatorLaw
    /// How the sales power meets the ceiling of a chance; nil where all creators have the same.
    var salesCeiling: SalesCeiling?
    var overdispersion: Int
    // The deal.
    var clawback: Bool
    var feeShare: Int?
    var commission: CommissionParts<Int>
    // The product.
    var orderValue: OrderValueLaw
    var grossMargin, refundRate, codeDiscount, codeUplift, offer, untrackedOrders: Int
    // The parts that a scenario may leave out.
    var selection: Selection?
    var partnership: Partnership?
    var startWeek: CreatorLaw?
    var attribution: Attribution?
    var repeatOrders: Int?
    var time: Time?
    /// The lists that creators are taken from, and what these say that each is paid.
    var tables: [PreparedTable]
    var own: OwnTerms
    var timed: [TimedChange]
    var hasAudience: Bool
}

// MARK: - Parts that a scenario may leave out

extension PreparedLine {
    /// How creators are screened: the slots of its quantities.
    struct Selection: Sendable {
        var fit: CreatorLaw
        var screened, cost, accuracy: Int
    }

    /// How long creators stay and what repetition does: the slots of its quantities.
    struct Partnership: Sendable {
        var months, dropout, familiarity, familiarityPosts, fatigue: Int
    }

    /// Which orders the campaign caused: the slots of its quantities.
    struct Attribution: Sendable {
        var incrementalShare, codeLeakage, newCustomerShare: Int
    }

    /// When things happen after a post: the number of weeks reported, and the slots of its quantities.
    struct Time: Sendable {
        var weeks: Int
        var clickHalfLife, tailShare, tailHalfLife, orderLag, refundLag, refundWindow, repeatLag, feeTerms,
            commissionTerms: Int
    }

    /// What an event changes for the posts from some week on.
    struct TimedChange: Sendable {
        var key: QuantityKey
        var operation: Risk.Operation
        /// Slots: 1 where the event strikes, its first week, its weeks (nil: to the end), and the value.
        var strike, from: Int
        var lasting: Int?
        var value: Int
    }
}

/// How audiences overlap: the slots of its quantities; nil for a population without end.
struct PreparedAudience: Sendable {
    var population: Int?
    var overlapWithin, overlapBetween, repeatResponse, viewsPerPerson: Int
}

extension PreparedLine.Streams {
    init(line: String) {
        func stream(_ use: String) -> StreamName { StreamName("lines." + line, use: use) }
        followers = stream("followers")
        fee = stream("fee")
        acceptance = stream("acceptance")
        noShow = stream("no_show")
        fakeFollowers = stream("fake_followers")
        views = stream("views_per_follower")
        luck = stream("post_luck")
        engagementRate = stream("engagement rate")
        clickRate = stream("click rate")
        leadRate = stream("leads_per_click")
        orderRate = stream("order rate")
        salesPower = stream("sales_power")
        fit = stream("fit seen")
        fitUnseen = stream("fit unseen")
        dropout = stream("dropout")
        startWeek = stream("start_week")
        moment = stream("start_week moment")
        counts = stream("posts")
        pooled = stream("posts pooled")
    }
}
