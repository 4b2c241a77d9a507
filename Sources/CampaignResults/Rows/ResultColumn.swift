// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A column of a results file.
public enum ResultColumn: String, CaseIterable, Sendable {
    case row, order, creator, post, platform, network, date, clicked, decided, state
    case followers, views, engagements, clicks, orders, refunds
    case value, refunded, commission, fee, currency
    case settledUntil = "settled_until"

    /// What a column holds.
    enum Domain {
        case text
        case choice([String])
        case day
        case count
        case money
        case currency
    }

    /// What it holds.
    var domain: Domain {
        switch self {
        case .row: .choice(ResultRow.Kind.allCases.map(\.rawValue))
        case .platform: .choice(Platform.allCases.map(\.rawValue))
        case .state: .choice(ResultRow.State.allCases.map(\.rawValue))
        case .order, .creator, .post, .network: .text
        case .date, .clicked, .decided, .settledUntil: .day
        case .followers, .views, .engagements, .clicks, .orders, .refunds: .count
        case .value, .refunded, .commission, .fee: .money
        case .currency: .currency
        }
    }

    /// What it means, as an entry of a table.
    public var meaning: String {
        switch self {
        case .row: "what the row is of: `order`, `post` or `creator`"
        case .order: "the order's number, as text"
        case .creator:
            "the hash that stands for the creator; in a sheet filled in by hand the name, which an import hashes"
        case .post: "the hash that stands for the post, likewise"
        case .platform: "`instagram`, `tiktok`, `youtube`, `pinterest` or `other`"
        case .network: "the network that the row came from, `sheet` of planners' own"
        case .date: "the day of the order, the post or the count, such as 2026-03-02"
        case .clicked: "the day of the click that led to the order"
        case .decided: "the day on which the order was approved or sent back"
        case .state: "of an order: `pending`, `approved` or `refunded`"
        case .followers: "the creator's followers"
        case .views: "views; the reach where nothing else is known"
        case .engagements: "likes, comments and the like"
        case .clicks: "clicks on the link"
        case .orders: "tracked orders; 1 of an order"
        case .refunds: "orders sent back whole; of a creator or post those that came back on that day"
        case .value: "what was ordered, in money, before refunds"
        case .refunded: "what of the value was sent back"
        case .commission: "the commission that is left after refunds"
        case .fee: "what was paid besides, whatever came of it"
        case .currency: "the currency of the money, such as EUR"
        case .settledUntil: "the last day until which no order of the network is pending"
        }
    }

    /// Those of the sheet that is filled in by hand.
    static let ofTemplate: [ResultColumn] = [
        .row, .order, .creator, .post, .platform, .date, .state, .followers, .views, .engagements, .clicks, .orders,
        .refunds, .value, .refunded, .commission, .fee, .currency,
    ]
}
