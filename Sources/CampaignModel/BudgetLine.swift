// SPDX-License-Identifier: GPL-3.0-or-later

/// One budget line: creators of a tier on a platform under a deal.
public struct BudgetLine: Sendable, Equatable {
    /// The line's name, unique in the scenario.
    public var name: String
    /// The size class of its creators.
    public var tier: Tier
    /// Where they post.
    public var platform: Platform
    /// What they are paid for.
    public var deal: Deal
    /// Which quantity stands for each key of the section `line`; optional keys may be missing.
    public var assumptions: [QuantityKey: QuantityPath]

    /// A budget line with these parts.
    public init(
        name: String, tier: Tier, platform: Platform, deal: Deal, assumptions: [QuantityKey: QuantityPath]
    ) {
        self.name = name
        self.tier = tier
        self.platform = platform
        self.deal = deal
        self.assumptions = assumptions
    }

    /// Whether clicks become leads before they become orders, or are counted as such.
    public var countsLeads: Bool { assumptions[.leadsPerClick] != nil }
}
