// SPDX-License-Identifier: GPL-3.0-or-later

extension QuantityKey {
    /// All that is known of the quantity before any file states it.
    public var record: QuantityRecord {
        switch self {
        // The product.
        case .orderValue:
            QuantityRecord(
                .product, .positive, .money, granularity: .order, events: .nothing,
                meaning: "What a customer pays for an order before discounts; the mean over orders is 'typical'.",
                example: "{typical: 60 to 80, varies: 1.5x}", leftOut: "it is required")
        case .grossMargin:
            QuantityRecord(
                .product, .share, .share,
                meaning: "The share of net revenue left after the goods are paid for.",
                example: "60%", leftOut: "it is required")
        case .refundRate:
            QuantityRecord(
                .product, .share, .share,
                meaning: "The share of orders that are sent back for money.",
                example: "6% to 12%")
        case .codeDiscount:
            QuantityRecord(
                .product, .share, .share,
                meaning: "What a creator's promo code takes off an order, as a share of its value.",
                example: "10%")
        case .codeUplift:
            QuantityRecord(
                .product, .positive, .factor,
                meaning: "The factor by which a promo code multiplies the rate of orders.",
                example: "1.1 to 1.5")
        case .repeatOrders:
            QuantityRecord(
                .product, .nonNegative, .orders, part: .repeatPurchases, greatest: 1_000,
                meaning:
                    "How many further orders a customer whom the campaign won makes on average, at the full price.",
                example: "0.4 to 1.2")
        case .offer:
            QuantityRecord(
                .product, .positive, .factor,
                meaning:
                    "How well this product, brief, season and brand sell, for all creators together, about 1 for a middling campaign: multiplies orders per click.",
                example: "0.5 to 2")
        case .untrackedOrders:
            QuantityRecord(
                .product, .nonNegative, .orders, greatest: 1_000,
                meaning:
                    "Orders that the campaign causes and no link or code tracks (search, later visits, word of mouth), for each tracked order; they are conversions, and no commission is due on them.",
                example: "0.3 to 1")
        // What every creator costs besides the deal.
        case .hourlyWage:
            QuantityRecord(
                .costs, .nonNegative, .money,
                meaning: "What an hour of managing creators costs you.",
                example: "35", needs: [.unlike(0, .managementHours)])
        case .agencyShare:
            QuantityRecord(
                .costs, .share, .share,
                meaning: "What an agency takes on top of fees, as a share of them.",
                example: "15%", needs: [.fee])
        case .networkFee:
            QuantityRecord(
                .costs, .share, .share,
                meaning: "What the affiliate network takes on top of commission, as a share of it.",
                example: "20%", needs: [.commission, .paidCommission])
        // The people who see the posts.
        case .population:
            QuantityRecord(
                .audience, .positive, .people, part: .audience,
                meaning: "How many people the product is for: no campaign reaches more of them.",
                example: "2M people", leftOut: "left out, there is no end of people")
        case .overlapWithin:
            QuantityRecord(
                .audience, .share, .share, part: .audience,
                meaning:
                    "The share of a creator's audience that creators of the same tier have reached before, beyond chance.",
                example: "10% to 25%")
        case .overlapBetween:
            QuantityRecord(
                .audience, .share, .share, part: .audience,
                meaning:
                    "The share of a creator's audience that creators of other tiers have reached before, beyond chance.",
                example: "5%", needs: [.severalTiers])
        case .repeatResponse:
            QuantityRecord(
                .audience, .share, .share, part: .audience,
                meaning:
                    "How readily those respond whom another creator has reached before, as a share of the first response.",
                example: "30% to 70%", needs: [.repeatedReach])
        case .viewsPerPerson:
            QuantityRecord(
                .audience, .fromOne, .factor, part: .audience,
                meaning: "Views of a post for each person who sees it.",
                example: "1.2 to 1.5")
        // Which orders a campaign caused.
        case .incrementalShare:
            QuantityRecord(
                .attribution, .share, .share, part: .attribution,
                meaning: "The share of tracked orders that would not have happened without the campaign.",
                example: "60% to 90%")
        case .codeLeakage:
            QuantityRecord(
                .attribution, .nonNegative, .share, part: .attribution, greatest: 1_000,
                meaning:
                    "Orders that use a creator's code found elsewhere, for each tracked order that creators bring; commission is due on them.",
                example: "5% to 20%")
        case .newCustomerShare:
            QuantityRecord(
                .attribution, .share, .share, part: .attribution,
                meaning: "The share of the orders kept that come from new customers.",
                example: "20% to 60%")
        // When things happen after a click.
        case .orderLag:
            QuantityRecord(
                .time, .nonNegative, .days, part: .time,
                meaning: "The mean time from a click to its order.",
                example: "1 to 4 days")
        case .refundLag:
            QuantityRecord(
                .time, .nonNegative, .days, part: .time,
                meaning: "The mean time from an order to its refund, within the refund window.",
                example: "10 days", needs: [.unlike(0, .refundRate)])
        case .refundWindow:
            QuantityRecord(
                .time, .positive, .days, part: .time,
                meaning: "The time after which no order is refunded.",
                example: "30 days", needs: [.unlike(0, .refundRate)])
        case .repeatLag:
            QuantityRecord(
                .time, .nonNegative, .days, part: .time,
                meaning: "The mean time from an order to the further orders of its customer.",
                example: "60 days", needs: [.unlike(0, .repeatOrders)])
        case .feeTerms:
            QuantityRecord(
                .time, .nonNegative, .days, part: .time,
                meaning: "The time from a post to the payment of its fee.",
                example: "30 days", needs: [.fee])
        case .commissionTerms:
            QuantityRecord(
                .time, .nonNegative, .days, part: .time,
                meaning: "The time from an order to the payment of its commission.",
                example: "45 days", needs: [.commission, .paidCommission])
        // A tier, a platform or a line: who the creators are.
        case .followers:
            QuantityRecord(
                .line, .positive, .followers, granularity: .creator, events: .nothing,
                meaning:
                    "How many followers creators have; an interval holds the tier's bounds, which no creator leaves.",
                example: "10k to 100k")
        case .fee:
            QuantityRecord(
                .line, .nonNegative, .money, granularity: .creator,
                meaning: "What a creator is paid for a post under a flat deal.",
                example: "{varies: 200 to 1000}", needs: [.fee])
        case .fakeFollowers:
            QuantityRecord(
                .line, .share, .share, granularity: .creator,
                meaning: "The share of a creator's followers who are not people.",
                example: "10% to 30%")
        case .pool:
            QuantityRecord(
                .line, .wholeNumber, .creators, greatest: 1e9,
                meaning: "How many creators of the niche can be found at all, for each line by itself.",
                example: "500")
        case .acceptance:
            QuantityRecord(
                .line, .share, .share,
                meaning: "The share of creators who accept when they are asked.",
                example: "40% to 80%")
        case .noShow:
            QuantityRecord(
                .line, .share, .share,
                meaning: "The share of hired creators who never post.",
                example: "20%")
        case .noShowPay:
            QuantityRecord(
                .line, .share, .share,
                meaning: "The share of the fee that is paid to a creator who never posts.",
                example: "50%", needs: [.fee, .unlike(0, .noShow)])
        case .managementHours:
            QuantityRecord(
                .line, .nonNegative, .hours,
                meaning: "The hours of work that each hired creator takes, over the whole partnership.",
                example: "2 hours", needs: [.unlike(0, .hourlyWage)])
        case .posts:
            QuantityRecord(
                .line, .wholeNumber, .posts, greatest: 1_000, events: .nothing,
                meaning: "How many posts each hired creator makes; in each month, where 'months' is stated.",
                example: "3")
        case .giftCost:
            QuantityRecord(
                .line, .nonNegative, .money, takesRows: true,
                meaning: "What the product sent to a creator costs you, with shipping.",
                example: "35")
        case .signUpCost:
            QuantityRecord(
                .line, .nonNegative, .money, takesRows: true,
                meaning: "What it costs to sign up a creator, under any deal.",
                example: "5")
        case .feeFollowersCorrelation:
            QuantityRecord(
                .line, .correlation, .factor, events: .nothing,
                meaning: "The rank correlation between the fees and the followers of creators.",
                example: "0.56", needs: [.fee, .differing(.fee), .differing(.followers)])
        // A tier, a platform or a line: how creators are chosen.
        case .fit:
            QuantityRecord(
                .line, .positive, .factor, granularity: .creator, part: .selection, hasMeanOne: true, events: .nothing,
                meaning:
                    "How much creators differ in how well the product suits their audience, about a mean of 1; screening can find the better ones.",
                example: "{varies: 2x}")
        case .screenedPerHire:
            QuantityRecord(
                .line, .wholeNumber, .creators, part: .selection, greatest: 1_000, events: .nothing,
                meaning: "How many creators are looked at for each one hired; the one that looks best is asked.",
                example: "5")
        case .screeningCost:
            QuantityRecord(
                .line, .nonNegative, .money, part: .selection,
                meaning: "What it costs to look at one creator; it counts as management.",
                example: "20")
        case .screeningAccuracy:
            QuantityRecord(
                .line, .share, .share, part: .selection,
                meaning: "The correlation of what screening sees of a creator's fit with the fit itself.",
                example: "40% to 70%", needs: [.differing(.fit), .unlike(1, .screenedPerHire)])
        // A tier, a platform or a line: how long creators stay, and what repetition does.
        case .months:
            QuantityRecord(
                .line, .wholeNumber, .months, part: .partnership, greatest: 120, events: .nothing,
                meaning: "How many months a partnership is agreed for; posts are then posts a month.",
                example: "6")
        case .dropout:
            QuantityRecord(
                .line, .share, .share, part: .partnership,
                meaning: "The share of creators who leave in a month; posts that they owe are neither made nor paid.",
                example: "5%", needs: [.unlike(1, .months)])
        case .familiarity:
            QuantityRecord(
                .line, .nonNegative, .share, part: .partnership, greatest: 1_000,
                meaning:
                    "How much more an audience clicks, at most, once it knows the creator and the product together.",
                example: "20% to 60%", needs: [.severalPosts])
        case .familiarityPosts:
            QuantityRecord(
                .line, .positive, .posts, part: .partnership, events: .nothing,
                meaning: "The number of further posts after which half of the familiarity is there.",
                example: "2", needs: [.severalPosts, .unlike(0, .familiarity)])
        case .fatigue:
            QuantityRecord(
                .line, .share, .share, part: .partnership,
                meaning: "The share of the clicks that each further post of a creator loses.",
                example: "2% to 6%", needs: [.severalPosts])
        // A tier, a platform or a line: what their posts do.
        case .viewsPerFollower:
            QuantityRecord(
                .line, .positive, .factor, granularity: .creator, events: .posts,
                meaning: "Views of a post, as a multiple of the followers of a typical creator of the line.",
                example: "{typical: 20% to 40%, varies: 1.8x}")
        case .sizeExponent:
            QuantityRecord(
                .line, .share, .share,
                meaning: "How views grow with followers within a line: 1 in proportion, 0 not at all.",
                example: "0.1 to 0.5", needs: [.either(.unknown(.followers), .unlike(0, .fakeFollowers))])
        case .postLuck:
            QuantityRecord(
                .line, .positive, .factor, granularity: .post, hasMeanOne: true, events: .nothing,
                meaning: "How much the views of one creator's posts scatter about their mean.",
                example: "{varies: 3x}")
        case .engagementsPerFollower:
            QuantityRecord(
                .line, .share, .share, granularity: .creator, events: .posts,
                meaning: "Engagements of a post per follower of the creator.",
                example: "{typical: 2.2% to 3.3%, varies: 1.8x}")
        case .engagementsPerView:
            QuantityRecord(
                .line, .share, .share, granularity: .creator, events: .posts,
                meaning: "Engagements of a post per view.",
                example: "{typical: 10% to 18%, varies: 1.5x}")
        case .clicksPerEngagement:
            QuantityRecord(
                .line, .share, .share, granularity: .creator, events: .posts,
                meaning: "Clicks on the link per engagement.",
                example: "{typical: 1% to 3%, varies: 2x}")
        case .clicksPerView:
            QuantityRecord(
                .line, .share, .share, granularity: .creator, events: .posts,
                meaning: "Clicks on the link per view.",
                example: "{typical: 0.5% to 3%}")
        case .leadsPerClick:
            QuantityRecord(
                .line, .share, .share, granularity: .creator,
                meaning: "Leads (sign-ups, trials) per click.",
                example: "{typical: 5% to 15%}")
        case .ordersPerClick:
            QuantityRecord(
                .line, .share, .share, granularity: .creator, events: .posts,
                meaning: "Orders per click.",
                example: "61 of 2530")
        case .ordersPerLead:
            QuantityRecord(
                .line, .share, .share, granularity: .creator, events: .posts,
                meaning: "Orders per lead, in place of orders per click.",
                example: "{typical: 10% to 30%}")
        case .salesPower:
            QuantityRecord(
                .line, .positive, .factor, granularity: .creator, hasMeanOne: true, events: .nothing,
                meaning: "How much creators differ in what their audience buys, about a mean of 1.",
                example: "{varies: 7x}")
        case .overdispersion:
            QuantityRecord(
                .line, .share, .share,
                meaning: "How much more than counts usually do the orders of a creator scatter: 0 not at all.",
                example: "0")
        // A tier, a platform or a line: when posts are published and clicked.
        case .startWeek:
            QuantityRecord(
                .line, .fromOne, .weeks, granularity: .creator, part: .calendar, greatest: 520, events: .nothing,
                meaning: "The campaign week in which a creator's first post appears; week 1 is the first.",
                example: "\"uniform(min: 1, max: 5)\"", needs: [.weeks])
        case .clickHalfLife:
            QuantityRecord(
                .line, .positive, .days, part: .time, events: .nothing,
                meaning: "The time in which half of a post's early clicks are made.",
                example: "15 hours to 25 hours", needs: [.unlike(1, .tailShare)])
        case .tailShare:
            QuantityRecord(
                .line, .share, .share, part: .time, events: .nothing,
                meaning: "The share of a post's clicks that come late, from search, saves and links that stay.",
                example: "5% to 20%")
        case .tailHalfLife:
            QuantityRecord(
                .line, .positive, .days, part: .time, events: .nothing,
                meaning: "The time in which half of the late clicks are made.",
                example: "30 to 90 days", needs: [.unlike(0, .tailShare)])
        // A deal.
        case .feeShare:
            QuantityRecord(
                .deal, .share, .share, pays: .posts,
                meaning: "The share of the usual fee that the deal pays: full, none or a percentage.",
                example: "50%",
                leftOut: "a deal that leaves it out pays no fee; a line without 'deal' pays the full fee")
        case .perAcquisition:
            QuantityRecord(
                .deal, .nonNegative, .money, pays: .orders, takesRows: true,
                meaning: "Money for each order.",
                example: "12", leftOut: "left out, none is paid")
        case .perLead:
            QuantityRecord(
                .deal, .nonNegative, .money, pays: .leads, takesRows: true,
                meaning: "Money for each lead.",
                example: "2.50", leftOut: "left out, none is paid")
        case .revenueShare:
            QuantityRecord(
                .deal, .share, .share, pays: .revenue, takesRows: true,
                meaning: "The share of net revenue that is paid as commission.",
                example: "10%", leftOut: "left out, none is paid")
        case .perView:
            QuantityRecord(
                .deal, .nonNegative, .money, pays: .views, takesRows: true,
                meaning:
                    "Money for each view of a creator's posts: 25 / 1000 for 25 per thousand, as platforms pay for short video.",
                example: "25 / 1000", leftOut: "left out, none is paid")
        case .commissionCap:
            QuantityRecord(
                .deal, .nonNegative, .money, takesRows: true,
                meaning: "The most commission that one creator is paid.",
                example: "2000", leftOut: "left out, commission has no upper bound", needs: [.commission])
        // A risk.
        case .probability:
            QuantityRecord(
                .risk, .share, .share, part: .risks,
                meaning: "The share of campaigns that the event strikes.",
                example: "5%", leftOut: "it is required")
        case .fromWeek:
            QuantityRecord(
                .risk, .fromOne, .weeks, part: .risks, greatest: 520,
                meaning:
                    "The campaign week from which on the event holds, for posts of that week and later; the whole campaign unless stated.",
                example: "\"uniform(min: 2, max: 10)\"", leftOut: "left out, the event holds for the whole campaign")
        case .lasting:
            QuantityRecord(
                .risk, .fromOne, .weeks, part: .risks, greatest: 520,
                meaning: "For how many weeks the event holds; to the end unless stated.",
                example: "4 weeks", leftOut: "left out, the event holds to the end")
        }
    }
}
