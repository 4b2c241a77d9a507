// SPDX-License-Identifier: GPL-3.0-or-later

/// What a line brought and cost in one trial, counted so that lines add up; its record says what each is.
///
/// Money is in the scenario's currency.
public enum Outcome: Int, CaseIterable, Sendable {
    case creators, posts, views, engagements, clicks, leads
    case orders, trackedOrders, refunds
    case fees, gifts, management, agency, commission, networkFee
    case revenue, grossProfit, unspent
    case reach, ordersLost
    case leakedOrders, incrementalOrders, incrementalRevenue, incrementalGrossProfit, newCustomers
    case repeatOrders

    /// The number of outcomes.
    @inlinable public static var count: Int { 26 }

    /// The part of the model that it belongs to; nil where every campaign has it.
    public var part: ModelPart? { record.part }

    /// The outcome's name in tables.
    public var name: String { record.name }
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
