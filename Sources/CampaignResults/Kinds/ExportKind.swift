// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// What an export of a platform looks like: what its columns are called, what its rows are, and how it writes states, refunds,
/// dates and money. A new platform is a new value, and no code.
///
/// What stands between fields, the line of the header and the encoding are found from each file. Decimal mark and order of dates are
/// taken from what the columns show; what a kind says of them decides where a file shows nothing.
public struct ExportKind: Sendable {
    /// What a row is.
    enum Unit: Sendable {
        /// An order, a transaction, or an article of an order.
        case order
        /// Counts of a creator or a post.
        case tally
        /// A click.
        case click
        /// A post.
        case post
        /// A creator.
        case creator
        /// Money paid to a creator.
        case payout
    }

    /// How a refund is told.
    enum Refunds: Sendable {
        /// By the state of the row, which keeps its amounts.
        case states
        /// By a further row with negative amounts, in some exports besides the state.
        case negativeRows
        /// By rows that correct former ones: what an order is worth is their sum.
        case corrections
    }

    /// What became of a row.
    enum State: String, CaseIterable, Sendable {
        case pending, approved, refunded, declined
    }

    /// What a row of transactions is for.
    enum Purpose: Sendable {
        case sale, bonus, lead, refund
    }

    /// The name by which `--platform` asks for it.
    public let name: String
    /// The name in words.
    public let title: String
    /// The network that rows are said to come from.
    let network: String
    /// What a row is.
    let unit: Unit
    /// The names of the columns, the best first; upper case, spaces and signs do not matter.
    let columns: [ImportField: [String]]
    /// The columns that show a file to be of this kind; nil where only `--platform` does.
    let signature: [String]?
    /// What states are called, in lower case; others are looked up in the common words.
    var states: [String: State] = [:]
    /// What the types of rows are called, in lower case; others are sales.
    var types: [String: Purpose] = [:]
    /// How refunds are told.
    var refunds = Refunds.states
    /// How fractions are written, where the file does not show it.
    var decimal: DecimalMark?
    /// What comes first in dates, where the file does not show it.
    var dates: DateOrder?
    /// The minutes that its clock is ahead of UTC, where dates do not say it.
    var zone: Int?
    /// What amounts are multiplied with: 0.01 where they stand in cents.
    var scale = 1.0
    /// The currency, where no column says it.
    var currency: String?
    /// Where all its creators post.
    var platform: Platform?
    /// Whether rows that are equal to the letter may be different sales.
    var keepsEqualRows = false
}

extension ExportKind {
    /// A name of a column as it is compared: small letters and digits.
    static func key(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }))
    }

    /// Common words for states.
    static let commonStates: [String: State] = [
        "pending": .pending, "open": .pending, "new": .pending, "processing": .pending, "locked": .pending,
        "on hold": .pending, "approved": .approved, "confirmed": .approved, "paid": .approved, "completed": .approved,
        "complete": .approved, "settled": .approved, "closed": .approved, "shipped": .approved, "delivered": .approved,
        "valid": .approved, "extended": .approved, "refunded": .refunded, "returned": .refunded, "reversed": .refunded,
        "cancelled": .refunded, "canceled": .refunded, "chargeback": .refunded, "voided": .refunded,
        "declined": .declined, "rejected": .declined, "denied": .declined, "invalid": .declined,
        "unqualified": .declined,
    ]

    /// Whether an explanation of a decline tells of goods that came back or an order that was cancelled.
    static func isReturn(_ reason: String) -> Bool {
        let reason = reason.lowercased()
        return ["return", "refund", "cancel", "storn", "retour", "chargeback"].contains(where: reason.contains)
    }
}
