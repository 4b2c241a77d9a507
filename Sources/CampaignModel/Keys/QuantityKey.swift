// SPDX-License-Identifier: GPL-3.0-or-later

/// Every quantity that a scenario can state, by the name it has in the file.
public enum QuantityKey: String, CaseIterable, Sendable {
    // The product.
    case orderValue = "order_value"
    case grossMargin = "gross_margin"
    case refundRate = "refund_rate"
    case codeDiscount = "code_discount"
    case codeUplift = "code_uplift"
    case repeatOrders = "repeat_orders"
    case offer
    case untrackedOrders = "untracked_orders"
    // What every creator costs besides the deal.
    case hourlyWage = "hourly_wage"
    case agencyShare = "agency_share"
    case networkFee = "network_fee"
    // The people who see the posts.
    case population
    case overlapWithin = "overlap_within"
    case overlapBetween = "overlap_between"
    case repeatResponse = "repeat_response"
    case viewsPerPerson = "views_per_person"
    // Which orders a campaign caused.
    case incrementalShare = "incremental_share"
    case codeLeakage = "code_leakage"
    case newCustomerShare = "new_customer_share"
    // When things happen after a click.
    case orderLag = "order_lag"
    case refundLag = "refund_lag"
    case refundWindow = "refund_window"
    case repeatLag = "repeat_lag"
    case feeTerms = "fee_terms"
    case commissionTerms = "commission_terms"
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
    // A tier, a platform or a line: how creators are chosen.
    case fit
    case screenedPerHire = "screened_per_hire"
    case screeningCost = "screening_cost"
    case screeningAccuracy = "screening_accuracy"
    // A tier, a platform or a line: how long creators stay, and what repetition does.
    case months
    case dropout
    case familiarity
    case familiarityPosts = "familiarity_posts"
    case fatigue
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
    // A tier, a platform or a line: when posts are published and clicked.
    case startWeek = "start_week"
    case clickHalfLife = "click_half_life"
    case tailShare = "tail_share"
    case tailHalfLife = "tail_half_life"
    // A deal.
    case feeShare = "fee_share"
    case perAcquisition = "per_acquisition"
    case perLead = "per_lead"
    case revenueShare = "revenue_share"
    case perView = "per_view"
    case commissionCap = "cap"
    // A risk.
    case probability
    case fromWeek = "from_week"
    case lasting

    /// The name in a file; a deal names the share of the usual fee that it pays like that fee.
    public var name: String { self == .feeShare ? "fee" : rawValue }
}

// MARK: - Deals

extension QuantityKey {
    /// The terms of a deal that are quantities, in the order of their keys.
    public static let dealTerms = allCases.filter { $0.section == .deal }

    /// What a deal pays for by this term; nil where it pays nothing.
    public var pays: Payment? { record.pays }

    /// Whether it is pay for performance, which a deal's `cap` holds.
    public var isPerformance: Bool { pays != nil && pays != .posts }
}

// MARK: - What its record says

extension QuantityKey {
    /// The part of the file in which this key stands; `line` means a tier, a platform or a line.
    public var section: Section { record.section }

    /// The part of the model that needs this key; nil where every campaign does.
    public var part: ModelPart? { record.part }

    /// The values that the quantity may take; an interval becomes a beta law on `share`, a log-normal one elsewhere.
    public var domain: Domain { record.domain }

    /// What a value of the quantity counts.
    public var unit: Unit { record.unit }

    /// What differs between two draws of the quantity.
    public var granularity: Granularity { record.granularity }

    /// Whether a distribution stated for it is stretched to the mean 1, so that it only says how values differ.
    public var hasMeanOne: Bool { record.hasMeanOne }

    /// Whether it is one for the whole campaign unless a column of a list of creators says it of each of them.
    public var takesRows: Bool { record.takesRows }

    /// The largest value that may be stated; nil where only the domain bounds it.
    ///
    /// Beyond it lies what no campaign has: a thousand orders for one, a century, more people than there are.
    public var greatest: Double? { record.greatest ?? domain.greatest(unit) }
}

extension QuantityKey.Domain {
    /// The largest value of a quantity without a bound of its own.
    fileprivate func greatest(_ unit: QuantityKey.Unit) -> Double? {
        switch self {
        case .share, .correlation: nil
        case .positive, .nonNegative, .fromOne, .wholeNumber:
            switch unit {
            case .money: 1e12
            case .days: 36_525
            case .hours: 1e5
            case .people, .followers: 1e10
            case .share, .creators, .posts, .orders, .months, .weeks, .factor: 1e6
            }
        }
    }
}
