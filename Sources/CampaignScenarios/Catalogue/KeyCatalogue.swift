// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What every key of a scenario means.
public enum KeyCatalogue {
    /// A name that is no key of a scenario.
    public struct UnknownKey: Error, Sendable, Equatable, CustomStringConvertible {
        /// The name as given.
        public var key: String
        /// The nearest names, nearest first.
        public var nearest: [String]

        /// An unknown name with what may have been meant.
        public init(key: String, nearest: [String]) {
            self.key = key
            self.nearest = nearest
        }

        /// What is unknown, and what may have been meant.
        public var description: String {
            let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.map { "'\($0)'" }.joined(separator: " or "))?"
            return "'\(key)' is not a key of a scenario\(hint)"
        }
    }

    /// A key with what it means.
    public struct Entry: Sendable, Equatable {
        /// The key as it stands in a file.
        public var key: QuantityKey
        /// The name in a file.
        public var name: String
        /// One sentence.
        public var meaning: String
        /// A value as a planner would write it.
        public var example: String
    }

    /// Every quantity, in the order of a file.
    public static var all: [Entry] {
        QuantityKey.allCases.map { key in
            let (meaning, example) = text(key)
            return Entry(key: key, name: key == .feeShare ? "fee" : key.rawValue, meaning: meaning, example: example)
        }
    }

    private static func text(_ key: QuantityKey) -> (meaning: String, example: String) {
        switch key {
        case .orderValue:
            (
                "What a customer pays for an order before discounts; the mean over orders is 'typical'.",
                "{typical: 60 to 80, varies: 1.5x}"
            )
        case .grossMargin: ("The share of net revenue left after the goods are paid for.", "60%")
        case .refundRate: ("The share of orders that are sent back for money.", "6% to 12%")
        case .codeDiscount: ("What a creator's promo code takes off an order, as a share of its value.", "10%")
        case .codeUplift: ("The factor by which a promo code multiplies the rate of orders.", "1.1 to 1.5")
        case .repeatOrders:
            (
                "How many further orders a customer whom the campaign won makes on average, at the full price.",
                "0.4 to 1.2"
            )
        case .offer:
            (
                "How well this product, brief, season and brand sell, for all creators together, about 1 for a middling campaign: multiplies orders per click.",
                "0.5 to 2"
            )
        case .untrackedOrders:
            (
                "Orders that the campaign causes and no link or code tracks (search, later visits, word of mouth), for each tracked order; they are conversions, and no commission is due on them.",
                "0.3 to 1"
            )
        case .population: ("How many people the product is for: no campaign reaches more of them.", "2M people")
        case .overlapWithin:
            (
                "The share of a creator's audience that creators of the same tier have reached before, beyond chance.",
                "10% to 25%"
            )
        case .overlapBetween:
            ("The share of a creator's audience that creators of other tiers have reached before, beyond chance.", "5%")
        case .repeatResponse:
            (
                "How readily those respond whom another creator has reached before, as a share of the first response.",
                "30% to 70%"
            )
        case .viewsPerPerson: ("Views of a post for each person who sees it.", "1.2 to 1.5")
        case .incrementalShare:
            ("The share of tracked orders that would not have happened without the campaign.", "60% to 90%")
        case .codeLeakage:
            (
                "Orders that use a creator's code found elsewhere, for each tracked order that creators bring; commission is due on them.",
                "5% to 20%"
            )
        case .newCustomerShare: ("The share of the orders kept that come from new customers.", "20% to 60%")
        case .orderLag: ("The mean time from a click to its order.", "1 to 4 days")
        case .refundLag: ("The mean time from an order to its refund, within the refund window.", "10 days")
        case .refundWindow: ("The time after which no order is refunded.", "30 days")
        case .repeatLag: ("The mean time from an order to the further orders of its customer.", "60 days")
        case .feeTerms: ("The time from a post to the payment of its fee.", "30 days")
        case .commissionTerms: ("The time from an order to the payment of its commission.", "45 days")
        case .fit:
            (
                "How much creators differ in how well the product suits their audience, about a mean of 1; screening can find the better ones.",
                "{varies: 2x}"
            )
        case .screenedPerHire:
            ("How many creators are looked at for each one hired; the one that looks best is asked.", "5")
        case .screeningCost: ("What it costs to look at one creator; it counts as management.", "20")
        case .screeningAccuracy:
            ("The correlation of what screening sees of a creator's fit with the fit itself.", "40% to 70%")
        case .months: ("How many months a partnership is agreed for; posts are then posts a month.", "6")
        case .dropout:
            ("The share of creators who leave in a month; posts that they owe are neither made nor paid.", "5%")
        case .familiarity:
            (
                "How much more an audience clicks, at most, once it knows the creator and the product together.",
                "20% to 60%"
            )
        case .familiarityPosts: ("The number of further posts after which half of the familiarity is there.", "2")
        case .fatigue: ("The share of the clicks that each further post of a creator loses.", "2% to 6%")
        case .startWeek:
            (
                "The campaign week in which a creator's first post appears; week 1 is the first.",
                "\"uniform(min: 1, max: 5)\""
            )
        case .clickHalfLife: ("The time in which half of a post's early clicks are made.", "15 hours to 25 hours")
        case .tailShare:
            ("The share of a post's clicks that come late, from search, saves and links that stay.", "5% to 20%")
        case .tailHalfLife: ("The time in which half of the late clicks are made.", "30 to 90 days")
        case .probability: ("The share of campaigns that the event strikes.", "5%")
        case .fromWeek:
            (
                "The campaign week from which on the event holds, for posts of that week and later; the whole campaign unless stated.",
                "\"uniform(min: 2, max: 10)\""
            )
        case .lasting: ("For how many weeks the event holds; to the end unless stated.", "4 weeks")
        case .hourlyWage: ("What an hour of managing creators costs you.", "35")
        case .agencyShare: ("What an agency takes on top of fees, as a share of them.", "15%")
        case .networkFee: ("What the affiliate network takes on top of commission, as a share of it.", "20%")
        case .followers:
            (
                "How many followers creators have; an interval holds the tier's bounds, which no creator leaves.",
                "10k to 100k"
            )
        case .fee: ("What a creator is paid for a post under a flat deal.", "{varies: 200 to 1000}")
        case .fakeFollowers: ("The share of a creator's followers who are not people.", "10% to 30%")
        case .pool: ("How many creators of the niche can be found at all, for each line by itself.", "500")
        case .acceptance: ("The share of creators who accept when they are asked.", "40% to 80%")
        case .noShow: ("The share of hired creators who never post.", "20%")
        case .noShowPay: ("The share of the fee that is paid to a creator who never posts.", "50%")
        case .managementHours:
            ("The hours of work that each hired creator takes, over the whole partnership.", "2 hours")
        case .posts: ("How many posts each hired creator makes; in each month, where 'months' is stated.", "3")
        case .giftCost: ("What the product sent to a creator costs you, with shipping.", "35")
        case .signUpCost: ("What it costs to sign up a creator, under any deal.", "5")
        case .feeFollowersCorrelation: ("The rank correlation between the fees and the followers of creators.", "0.56")
        case .viewsPerFollower:
            (
                "Views of a post, as a multiple of the followers of a typical creator of the line.",
                "{typical: 20% to 40%, varies: 1.8x}"
            )
        case .sizeExponent:
            ("How views grow with followers within a line: 1 in proportion, 0 not at all.", "0.1 to 0.5")
        case .postLuck: ("How much the views of one creator's posts scatter about their mean.", "{varies: 3x}")
        case .engagementsPerFollower:
            ("Engagements of a post per follower of the creator.", "{typical: 2.2% to 3.3%, varies: 1.8x}")
        case .engagementsPerView: ("Engagements of a post per view.", "{typical: 10% to 18%, varies: 1.5x}")
        case .clicksPerEngagement: ("Clicks on the link per engagement.", "{typical: 1% to 3%, varies: 2x}")
        case .clicksPerView: ("Clicks on the link per view.", "{typical: 0.5% to 3%}")
        case .leadsPerClick: ("Leads (sign-ups, trials) per click.", "{typical: 5% to 15%}")
        case .ordersPerClick: ("Orders per click.", "61 of 2530")
        case .ordersPerLead: ("Orders per lead, in place of orders per click.", "{typical: 10% to 30%}")
        case .salesPower: ("How much creators differ in what their audience buys, about a mean of 1.", "{varies: 7x}")
        case .overdispersion:
            ("How much more than counts usually do the orders of a creator scatter: 0 not at all.", "0")
        case .feeShare: ("The share of the usual fee that the deal pays: full, none or a percentage.", "50%")
        case .perAcquisition: ("Money for each order.", "12")
        case .perLead: ("Money for each lead.", "2.50")
        case .revenueShare: ("The share of net revenue that is paid as commission.", "10%")
        case .commissionCap: ("The most commission that one creator is paid.", "2000")
        }
    }
}
