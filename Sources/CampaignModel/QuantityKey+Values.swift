// SPDX-License-Identifier: GPL-3.0-or-later

extension QuantityKey {
    /// The values that a quantity may take.
    public enum Domain: String, Sendable {
        /// A share: 0…1.
        case share
        /// Above 0.
        case positive
        /// 0 or above.
        case nonNegative
        /// 1 or above.
        case fromOne
        /// A whole number, 1 or above.
        case wholeNumber
        /// A correlation: −1…1.
        case correlation
    }

    /// What a value of the quantity counts.
    public enum Unit: String, Sendable {
        case money, share, followers, hours, creators, posts, people, orders, months, weeks, days, factor
    }

    /// What differs between two draws of the quantity.
    public enum Level: String, Sendable {
        /// One value for the whole campaign.
        case campaign
        /// A value for each creator.
        case creator
        /// A value for each post.
        case post
        /// A value for each order.
        case order
    }

    /// The values that the quantity may take; an interval becomes a beta law on `share`, a log-normal one elsewhere.
    public var domain: Domain {
        switch self {
        case .grossMargin, .refundRate, .codeDiscount, .agencyShare, .networkFee, .fakeFollowers, .acceptance, .noShow,
            .noShowPay, .engagementsPerFollower, .engagementsPerView, .clicksPerEngagement, .clicksPerView,
            .leadsPerClick, .ordersPerClick, .ordersPerLead, .overdispersion, .feeShare, .revenueShare, .sizeExponent,
            .overlapWithin, .overlapBetween, .repeatResponse, .incrementalShare, .newCustomerShare, .screeningAccuracy,
            .dropout, .fatigue, .tailShare, .probability:
            .share
        case .hourlyWage, .managementHours, .giftCost, .signUpCost, .perAcquisition, .perLead, .commissionCap, .fee,
            .codeLeakage, .untrackedOrders, .repeatOrders, .orderLag, .refundLag, .repeatLag, .feeTerms,
            .commissionTerms,
            .screeningCost, .familiarity:
            .nonNegative
        case .orderValue, .codeUplift, .offer, .followers, .viewsPerFollower, .postLuck, .salesPower, .population, .fit,
            .familiarityPosts, .clickHalfLife, .tailHalfLife, .refundWindow:
            .positive
        case .startWeek, .viewsPerPerson, .fromWeek, .lasting: .fromOne
        case .pool, .posts, .months, .screenedPerHire: .wholeNumber
        case .feeFollowersCorrelation: .correlation
        }
    }

    /// What a value of the quantity counts.
    public var unit: Unit {
        switch self {
        case .orderValue, .hourlyWage, .fee, .giftCost, .signUpCost, .perAcquisition, .perLead, .commissionCap,
            .screeningCost:
            .money
        case .followers: .followers
        case .managementHours: .hours
        case .pool, .screenedPerHire: .creators
        case .posts, .familiarityPosts: .posts
        case .population: .people
        case .repeatOrders, .untrackedOrders: .orders
        case .months: .months
        case .startWeek, .fromWeek, .lasting: .weeks
        case .orderLag, .refundLag, .refundWindow, .repeatLag, .feeTerms, .commissionTerms, .clickHalfLife,
            .tailHalfLife:
            .days
        case .codeUplift, .offer, .viewsPerFollower, .postLuck, .salesPower, .feeFollowersCorrelation, .fit,
            .viewsPerPerson:
            .factor
        default: .share
        }
    }

    /// The largest value that may be stated; nil where only the domain bounds it.
    ///
    /// Beyond it lies what no campaign has: a thousand orders for one, a century, more people than there are.
    public var greatest: Double? {
        switch self {
        case .posts, .screenedPerHire: 1_000
        case .months: 120
        case .startWeek, .fromWeek, .lasting: 520
        case .pool: 1e9
        case .codeLeakage, .familiarity, .untrackedOrders, .repeatOrders: 1_000
        default:
            switch (domain, unit) {
            case (.share, _), (.correlation, _): nil
            case (_, .money): 1e12
            case (_, .days): 36_525
            case (_, .hours): 1e5
            case (_, .people), (_, .followers): 1e10
            default: 1e6
            }
        }
    }

    /// Whether a distribution stated for it is stretched to the mean 1, so that it only says how values differ.
    public var hasMeanOne: Bool { self == .postLuck || self == .salesPower || self == .fit }

    /// Whether it is one for the whole campaign unless a column of a list of creators says it of each of them.
    public var takesRows: Bool {
        switch self {
        case .perAcquisition, .perLead, .revenueShare, .commissionCap, .giftCost, .signUpCost: true
        default: false
        }
    }

    /// What differs between two draws of the quantity.
    public var level: Level {
        switch self {
        case .orderValue: .order
        case .postLuck: .post
        case .followers, .fee, .fakeFollowers, .viewsPerFollower, .engagementsPerFollower, .engagementsPerView,
            .clicksPerEngagement, .clicksPerView, .leadsPerClick, .ordersPerClick, .ordersPerLead, .salesPower,
            .fit, .startWeek:
            .creator
        default: .campaign
        }
    }
}
