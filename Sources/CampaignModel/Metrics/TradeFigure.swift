// SPDX-License-Identifier: GPL-3.0-or-later

/// What a campaign comes to as people of the trade count it, to hold against what they know; each a ratio within a trial.
public enum TradeFigure: String, CaseIterable, Sendable {
    /// Cost of 1,000 views.
    case cpm
    /// Cost of a click.
    case costPerClick = "cost_per_click"
    /// Orders that a post brings.
    case ordersPerPost = "orders_per_post"

    /// What stands above and below the line.
    public var ratio: (top: Metric, bottom: Metric) {
        switch self {
        case .cpm: (.cost, .views)
        case .costPerClick: (.cost, .clicks)
        case .ordersPerPost: (.conversions, .posts)
        }
    }

    /// How many of what stands below the line it counts at once.
    public var scale: Double { self == .cpm ? 1_000 : 1 }

    /// The value for what stands above and below the line in a trial: infinite where something stands over nothing, undefined
    /// (NaN) where nothing does.
    public func value(_ top: Double, _ bottom: Double) -> Double {
        if bottom != 0 { return scale * top / bottom }
        return top > 0 ? .infinity : .nan
    }

    /// Whether it is money.
    public var isMoney: Bool { self != .ordersPerPost }

    /// Its name in tables.
    public var title: String {
        switch self {
        case .cpm: "CPM"
        case .costPerClick: "cost a click"
        case .ordersPerPost: "orders a post"
        }
    }
}

/// What published figures span, to mark what lies outside; `docs/results.md` says where each comes from.
public enum TradeBounds {
    /// Dollars for 1,000 views: vendors and agencies, from 3 on TikTok to 90 on YouTube (cars).
    public static let cpm = 3.0...90
    /// Dollars a click: up to 32 in newsletters; down to the lowest CPM, 3, at a click of 1.5 % of views, in the middle of the
    /// published 0.5 to 3 %. Sponsored tweets lie between, at 1.11.
    public static let costPerClick = 0.2...32

    /// Orders of 100 dollars that a post brings at most: published revenue per follower (Beichert, Bayerl, Goldenberg and Lanz 2024)
    /// at the most followers of the tier. Many posts sell nothing, so there is no least; of mega creators nothing is published.
    public static func ordersPerPost(_ tier: Tier) -> ClosedRange<Double> {
        switch tier {
        case .nano: 0...26.5
        case .micro: 0...265
        case .macro: 0...490
        case .mega: 0...Double.infinity
        }
    }

    /// What published figures span for a figure of creators of these tiers, in a currency; nil where they cannot be compared.
    public static func range(_ figure: TradeFigure, tiers: [Tier], currency: String) -> ClosedRange<Double>? {
        guard LintBounds.comparableCurrencies.contains(currency) else { return nil }
        switch figure {
        case .cpm: return cpm
        case .costPerClick: return costPerClick
        case .ordersPerPost: return 0...(tiers.map { ordersPerPost($0).upperBound }.max() ?? .infinity)
        }
    }
}
