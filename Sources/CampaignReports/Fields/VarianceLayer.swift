// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A layer of chance that brings a share of a metric's variance.
public enum VarianceLayer: String, CaseIterable, Sendable {
    case uncertainty, creators, posts, orders

    /// What it is, as an entry of a table.
    public var meaning: String {
        switch self {
        case .uncertainty:
            "what nobody knows yet; it stays however many creators are hired, and is exactly 0 where nothing is uncertain"
        case .creators: "which creators are hired"
        case .posts: "the luck of each post"
        case .orders: "chance in clicks, orders, refunds and order values"
        }
    }

    /// Its share.
    public func share(_ layers: VarianceLayers) -> Estimate {
        switch self {
        case .uncertainty: layers.uncertainty
        case .creators: layers.creators
        case .posts: layers.posts
        case .orders: layers.orders
        }
    }
}
