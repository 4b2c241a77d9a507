// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a row was merged, dropped or doubted, or what it was taken for.
public enum ImportReason: String, CaseIterable, Sendable {
    // One thing in several rows.
    case lines, corrections, negativeRow = "negative_row", newerState = "newer_state", secondTier = "second_tier"
    case counts
    // Left out.
    case duplicate, total, countedElsewhere = "counted_elsewhere", sameSale = "same_sale", declined, test, lead
    case otherSource = "other_source", withoutCreator = "without_creator", withoutOrder = "without_order"
    case sumsBesideOrders = "sums_beside_orders", payBesideOrders =
        "pay_beside_orders"
    // Kept, but perhaps wrong.
    case negativeCount = "negative_count", aboveReach = "above_reach", refundTwice = "refund_told_twice"
    case severalCreators = "several_creators", orderWithoutCreator = "order_without_creator"
    case orderWithoutNumber = "order_without_number", withoutDate = "without_date", changed = "changed_amounts"
    case dollar, unlisted, nameTwice = "name_twice", idleNegative = "negative_amount", payWithoutTotal =
        "pay_without_total"
    // Read, in a way that is worth saying.
    case bonus, serialDate = "serial_date", windows, decimalNumber = "decimal_number", reachForViews = "reach_for_views"
    case estimatedCommission = "estimated_commission"

    /// What becomes of a row.
    public enum Verdict: String, CaseIterable, Sendable {
        /// It became part of another row.
        case merged
        /// It is left out.
        case dropped
        /// It is kept, and may be wrong.
        case doubted
        /// It is kept, and how it was read is worth saying.
        case noted
    }

    /// What becomes of the row.
    public var verdict: Verdict {
        switch self {
        case .lines, .corrections, .negativeRow, .newerState, .secondTier, .counts: .merged
        case .duplicate, .total, .countedElsewhere, .sameSale, .declined, .test, .lead, .otherSource, .withoutCreator,
            .withoutOrder, .sumsBesideOrders, .payBesideOrders:
            .dropped
        case .negativeCount, .aboveReach, .refundTwice, .severalCreators, .orderWithoutCreator, .orderWithoutNumber,
            .withoutDate, .changed, .dollar, .unlisted, .nameTwice, .idleNegative, .payWithoutTotal:
            .doubted
        case .bonus, .serialDate, .windows, .decimalNumber, .reachForViews, .estimatedCommission: .noted
        }
    }

    /// What is said of it.
    public var meaning: String {
        switch self {
        case .lines: "further articles of an order, added to it"
        case .corrections: "corrections, added to the order that they correct"
        case .negativeRow: "negative rows, taken off the order that was sent back"
        case .newerState: "the same transaction again, with what became of it since"
        case .secondTier: "commission of a second tier, added to that of the order"
        case .counts: "counts of the same creator, post and day, added up"
        case .duplicate: "the same row again"
        case .total: "sums beneath a table"
        case .countedElsewhere: "the same order in the file of another network, counted once"
        case .sameSale: "an order of the same second, amount and creator in the file of another network, counted once"
        case .declined: "declined, so never an order"
        case .test: "tests"
        case .lead: "leads, not sales"
        case .otherSource: "from other sources than creators, such as paid or organic"
        case .withoutCreator: "without a creator, so that nothing can be said of them"
        case .withoutOrder: "refunds or second tiers of orders that no file holds"
        case .sumsBesideOrders: "sums of a creator whose orders stand one by one too, counted once"
        case .payBesideOrders: "commission in a payout of a creator whose orders have theirs, counted once"
        case .negativeCount: "a count below 0, left empty"
        case .aboveReach: "more likes and comments than people reached, both left empty"
        case .refundTwice: "a refund told by the state and by a negative row, taken off once"
        case .severalCreators: "an order of several creators, given to the one with most of it"
        case .orderWithoutCreator: "an order without a creator"
        case .orderWithoutNumber: "an order without a number, taken for one of its own"
        case .withoutDate: "without a date"
        case .changed: "the same transaction with other amounts; the last ones are kept"
        case .dollar: "a bare $, taken for US dollars"
        case .unlisted: "a creator whom the list of creators does not name"
        case .nameTwice: "a number with two names in the list of creators; the last one is kept"
        case .idleNegative: "a negative amount with no order to take it off, left empty"
        case .payWithoutTotal: "a payout whose total is neither written nor can be worked out"
        case .bonus: "bonuses without a sale, counted as fees"
        case .serialDate: "dates written as the number of a day in a spreadsheet"
        case .windows: "text that is not UTF-8, read as Windows-1252"
        case .decimalNumber: "numbers such as 42.0 that a spreadsheet made of 42"
        case .reachForViews: "people reached, taken for views"
        case .estimatedCommission: "commission not settled yet, as it is estimated"
        }
    }
}
