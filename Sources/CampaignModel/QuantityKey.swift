// SPDX-License-Identifier: GPL-3.0-or-later

/// Every quantity that a scenario can state, by the name it has in the file.
public enum QuantityKey: String, CaseIterable, Sendable {
    // The product.
    case orderValue = "order_value"
    case grossMargin = "gross_margin"
    case refundRate = "refund_rate"
    case codeDiscount = "code_discount"
    case codeUplift = "code_uplift"
    // What every creator costs besides the deal.
    case hourlyWage = "hourly_wage"
    case agencyShare = "agency_share"
    case networkFee = "network_fee"
    // A tier, a platform or a line: who the creators are.
    case followers
    case fee
    case fakeFollowers = "fake_followers"
    case pool
    case acceptance
    case noShow = "no_show"
    case noShowPay = "no_show_pay"
    case managementHours = "management_hours"
    case posts
    case giftCost = "gift_cost"
    case signUpCost = "sign_up_cost"
    case feeFollowersCorrelation = "fee_followers_correlation"
    // A tier, a platform or a line: what their posts do.
    case viewsPerFollower = "views_per_follower"
    case sizeExponent = "size_exponent"
    case postLuck = "post_luck"
    case engagementsPerFollower = "engagements_per_follower"
    case engagementsPerView = "engagements_per_view"
    case clicksPerEngagement = "clicks_per_engagement"
    case clicksPerView = "clicks_per_view"
    case leadsPerClick = "leads_per_click"
    case ordersPerClick = "orders_per_click"
    case ordersPerLead = "orders_per_lead"
    case salesPower = "sales_power"
    case overdispersion
    // A deal.
    case feeShare = "fee_share"
    case perAcquisition = "per_acquisition"
    case perLead = "per_lead"
    case revenueShare = "revenue_share"
    case commissionCap = "cap"
}

// MARK: - Where a quantity stands

extension QuantityKey {
    /// The part of the scenario file that states a quantity.
    public enum Section: String, CaseIterable, Sendable {
        case product, costs, line, deal
    }

    /// The part of the file in which this key stands; `line` means a tier, a platform or a line.
    public var section: Section {
        switch self {
        case .orderValue, .grossMargin, .refundRate, .codeDiscount, .codeUplift: .product
        case .hourlyWage, .agencyShare, .networkFee: .costs
        case .feeShare, .perAcquisition, .perLead, .revenueShare, .commissionCap: .deal
        default: .line
        }
    }
}

// MARK: - What values it takes

extension QuantityKey {
    /// The values that a quantity may take.
    public enum Domain: String, Sendable {
        /// A share: 0…1.
        case share
        /// Above 0.
        case positive
        /// 0 or above.
        case nonNegative
        /// A whole number, 1 or above.
        case wholeNumber
        /// A correlation: −1…1.
        case correlation
    }

    /// What a value of the quantity counts.
    public enum Unit: String, Sendable {
        case money, share, followers, hours, creators, posts, factor
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
            .leadsPerClick, .ordersPerClick, .ordersPerLead, .overdispersion, .feeShare, .revenueShare, .sizeExponent:
            .share
        case .hourlyWage, .managementHours, .giftCost, .signUpCost, .perAcquisition, .perLead, .commissionCap, .fee:
            .nonNegative
        case .orderValue, .codeUplift, .followers, .viewsPerFollower, .postLuck, .salesPower: .positive
        case .pool, .posts: .wholeNumber
        case .feeFollowersCorrelation: .correlation
        }
    }

    /// What a value of the quantity counts.
    public var unit: Unit {
        switch self {
        case .orderValue, .hourlyWage, .fee, .giftCost, .signUpCost, .perAcquisition, .perLead, .commissionCap: .money
        case .followers: .followers
        case .managementHours: .hours
        case .pool: .creators
        case .posts: .posts
        case .codeUplift, .viewsPerFollower, .postLuck, .salesPower, .feeFollowersCorrelation: .factor
        default: .share
        }
    }

    /// What differs between two draws of the quantity.
    public var level: Level {
        switch self {
        case .orderValue: .order
        case .postLuck: .post
        case .followers, .fee, .fakeFollowers, .viewsPerFollower, .engagementsPerFollower, .engagementsPerView,
            .clicksPerEngagement, .clicksPerView, .leadsPerClick, .ordersPerClick, .ordersPerLead, .salesPower:
            .creator
        default: .campaign
        }
    }
}
