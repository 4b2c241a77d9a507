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
        case .pool: ("How many creators of the niche can be found at all.", "500")
        case .acceptance: ("The share of creators who accept when they are asked.", "40% to 80%")
        case .noShow: ("The share of hired creators who never post.", "20%")
        case .noShowPay: ("The share of the fee that is paid to a creator who never posts.", "50%")
        case .managementHours: ("The hours of work that each hired creator takes.", "2 hours")
        case .posts: ("How many posts each hired creator makes.", "3")
        case .giftCost: ("What the product sent to a creator costs you, with shipping.", "35")
        case .signUpCost: ("What it costs to sign up a creator who works for commission only.", "5")
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
            ("How much more than counts usually do clicks and orders of a post scatter: 0 not at all.", "0")
        case .feeShare: ("The share of the usual fee that the deal pays: full, none or a percentage.", "50%")
        case .perAcquisition: ("Money for each order.", "12")
        case .perLead: ("Money for each lead.", "2.50")
        case .revenueShare: ("The share of net revenue that is paid as commission.", "10%")
        case .commissionCap: ("The most commission that one creator is paid.", "2000")
        }
    }
}
