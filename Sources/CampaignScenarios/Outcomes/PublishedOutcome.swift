// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What is known of a campaign that took place: how it was set up, and what it returned.
///
/// Money is in dollars.
public struct PublishedOutcome: Sendable, Equatable {
    /// A name that no other row has.
    public var id: String
    /// What the case is, in words; empty where nothing is said.
    public var title = ""
    /// Where it was published; empty where nothing is said.
    public var source = ""
    /// How far its figures can be trusted.
    public var grade: Provenance.Trust?
    /// Whether it is one campaign, an average, a company: words, in lower case.
    public var kind = ""
    /// The tier of its creators; nil where they are of several tiers or nobody says.
    public var tier: Tier?
    /// Where they posted; `other` where on several platforms or nobody says.
    public var platform = Platform.other
    /// What they were paid for; flat where nobody says.
    public var deal = Deal.flat
    /// Which orders its figures count; all where nobody says.
    public var counts = Counts.all
    /// The numbers of the row, by column.
    public var numbers: [OutcomeColumn: Double] = [:]
    /// What is said of how often a return was reached.
    public var chances: [StatedChance] = []
    /// Where the row begins.
    public var location: SourceLocation

    /// An outcome of which nothing but its name is known.
    public init(id: String, location: SourceLocation) {
        self.id = id
        self.location = location
    }

    /// What creators were paid for, as tables of outcomes name it.
    public enum Deal: String, CaseIterable, Sendable {
        /// A fee for the post.
        case flat
        /// The product and nothing else.
        case gifting
        /// A share of the revenue.
        case revenueShare = "revenue_share"
        /// Money for each order.
        case perAcquisition = "per_acquisition"
        /// Money for each lead.
        case perLead = "per_lead"
        /// A fee and performance pay.
        case hybrid
        /// The creator's own product.
        case own
        /// Nothing: nobody was engaged.
        case none
    }

    /// Which orders figures count.
    public enum Counts: String, CaseIterable, Sendable {
        /// Every order that the campaign is said to have brought.
        case all
        /// Those that a link or code saw.
        case tracked
    }
}

// MARK: - What follows from a row

extension PublishedOutcome {
    /// A figure that a forecast can be held against.
    public struct Figure: Sendable, Equatable {
        /// Return (`roas`) or cost per order (`cpa`).
        public var metric: Metric
        /// Its value: a ratio, or dollars.
        public var value: Double
        /// Where it comes from.
        public var basis: Basis

        /// Where a figure comes from.
        public enum Basis: String, Sendable {
            /// It is given.
            case stated
            /// It is the geometric middle of an interval that is given.
            case middle
            /// It is the ratio of two figures that are given.
            case ratio
        }
    }

    /// What the campaign returned: `roas`, the middle of its interval, `cpa`, the middle of its interval, revenue over
    /// budget, budget over orders; the first of these that is known, nil where none is.
    public var figure: Figure? {
        if let value = numbers[.roas] { return Figure(metric: .roas, value: value, basis: .stated) }
        if let value = middle(.roasLow, .roasHigh) { return Figure(metric: .roas, value: value, basis: .middle) }
        if let value = numbers[.cpa] { return Figure(metric: .cpa, value: value, basis: .stated) }
        if let value = middle(.cpaLow, .cpaHigh) { return Figure(metric: .cpa, value: value, basis: .middle) }
        guard let budget = numbers[.budget] else { return nil }
        if let revenue = numbers[.revenue] { return Figure(metric: .roas, value: revenue / budget, basis: .ratio) }
        guard let orders = numbers[.orders] else { return nil }
        return orders > 0
            ? Figure(metric: .cpa, value: budget / orders, basis: .ratio)
            : Figure(metric: .roas, value: 0, basis: .ratio)
    }

    private func middle(_ low: OutcomeColumn, _ high: OutcomeColumn) -> Double? {
        guard let low = numbers[low], let high = numbers[high] else { return nil }
        return (low * high).squareRoot()
    }

    /// Whether it was published for what it returned, so that campaigns that returned more were likelier to be heard of.
    public var isSelected: Bool { numbers[.isWinner] != 0 }

    /// Whether it is the mean of many creators or campaigns rather than one campaign.
    public var isAverage: Bool {
        ["average", "aggregate", "company", "distribution", "mean"].contains(where: kind.contains)
    }

    /// Why no forecast can be held against it; nil where one can.
    public var obstacle: String? {
        switch deal {
        case .own: return "the creator's own product: nobody was paid"
        case .none: return "nobody was paid"
        case .perAcquisition, .perLead, .hybrid: return "the terms of its \(deal.rawValue) deal are not in the table"
        case .flat, .gifting, .revenueShare: break
        }
        guard figure == nil, chances.isEmpty else { return nil }
        return "neither roas, cpa, nor revenue or orders with a budget"
    }
}
