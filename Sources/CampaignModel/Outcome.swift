// SPDX-License-Identifier: GPL-3.0-or-later

/// What a line brought and cost in one trial, counted so that lines add up.
///
/// Money is in the scenario's currency.
public enum Outcome: Int, CaseIterable, Sendable {
    /// Creators hired.
    case creators
    /// Posts published.
    case posts
    /// Times a post was shown.
    case views
    /// Likes, comments, shares and saves.
    case engagements
    /// Clicks on the tracked links.
    case clicks
    /// Leads, where the line counts them.
    case leads
    /// Orders, refunded ones included.
    case orders
    /// Orders that were refunded.
    case refunds
    /// Paid to creators as fees and sign-up costs.
    case fees
    /// Cost of gifted products.
    case gifts
    /// Hours spent on creators times the wage.
    case management
    /// Paid to the agency.
    case agency
    /// Performance pay after clawback.
    case commission
    /// Paid to the affiliate network on commission.
    case networkFee
    /// Revenue net of refunds and code discounts.
    case revenue
    /// Gross margin on net revenue.
    case grossProfit
    /// Budget that bought nothing.
    case unspent

    /// The number of outcomes.
    @inlinable public static var count: Int { 17 }
}

/// The outcomes of one trial, for a line or a sum of lines.
public struct Outcomes: Sendable, Equatable {
    private var values: [Double]

    /// Nothing happened.
    public init() { values = Array(repeating: 0, count: Outcome.count) }

    /// The value of one outcome.
    public subscript(outcome: Outcome) -> Double {
        get { values[outcome.rawValue] }
        set { values[outcome.rawValue] = newValue }
    }
}
