// SPDX-License-Identifier: GPL-3.0-or-later

extension QuantityKey {
    /// The part of the scenario file that states a quantity.
    public enum Section: String, CaseIterable, Sendable {
        case product, costs, audience, attribution, time, line, deal, risk
    }

    /// The values that a quantity may take.
    public enum Domain: String, Sendable {
        /// A share: 0…1.
        case share
        /// Above 0.
        case positive
        /// 0 or above.
        case nonNegative
        /// 1 or above.
        case fromOne
        /// A whole number, 1 or above.
        case wholeNumber
        /// A correlation: −1…1.
        case correlation
    }

    /// What an event can do to the quantity.
    public enum Events: Sendable {
        /// Nothing.
        case nothing
        /// Change it for a whole campaign.
        case campaign
        /// Change it for a whole campaign or for the posts from some week on.
        case posts
    }

    /// What a value of the quantity counts.
    public enum Unit: String, Sendable {
        case money, share, followers, hours, creators, posts, people, orders, months, weeks, days, factor
    }

    /// What a term of a deal pays for.
    public enum Payment: String, CaseIterable, Sendable {
        case posts, orders, leads, revenue, views
    }

    /// What differs between two draws of the quantity.
    public enum Granularity: String, Sendable {
        /// One value for the whole campaign.
        case campaign
        /// A value for each creator.
        case creator
        /// A value for each post.
        case post
        /// A value for each order.
        case order
    }
}

/// All that is known of a quantity before any file states it.
public struct QuantityRecord: Sendable {
    /// The part of the file in which it stands.
    public var section: QuantityKey.Section
    /// The values that it may take.
    public var domain: QuantityKey.Domain
    /// What a value counts.
    public var unit: QuantityKey.Unit
    /// What differs between two draws.
    public var granularity: QuantityKey.Granularity
    /// The part of the model that needs it; nil where every campaign does.
    public var part: ModelPart?
    /// The largest value that may be stated, where that is not the one of its domain and unit.
    public var greatest: Double?
    /// What a deal pays for by it; nil where it is no term of a deal, or one that pays nothing.
    public var pays: QuantityKey.Payment?
    /// Whether a distribution stated for it is stretched to the mean 1.
    public var hasMeanOne: Bool
    /// Whether a column of a list of creators may say it of each of them, where it is one for the campaign otherwise.
    public var takesRows: Bool
    /// What events can do to it, where that does not follow from its section.
    public var events: QuantityKey.Events?
    /// What it is, in one sentence.
    public var meaning: String
    /// A value as a planner would write it.
    public var example: String
    /// What holds where nothing states it, where that is more than that it plays no part.
    public var leftOut: String?
    /// What must hold of a line before it reads the quantity.
    public var needs: [QuantityNeed]

    init(
        _ section: QuantityKey.Section, _ domain: QuantityKey.Domain, _ unit: QuantityKey.Unit,
        granularity: QuantityKey.Granularity = .campaign, part: ModelPart? = nil, pays: QuantityKey.Payment? = nil,
        greatest: Double? = nil, hasMeanOne: Bool = false, takesRows: Bool = false, events: QuantityKey.Events? = nil,
        meaning: String, example: String,
        leftOut: String? = nil, needs: [QuantityNeed] = []
    ) {
        self.section = section
        self.domain = domain
        self.unit = unit
        self.granularity = granularity
        self.part = part
        self.greatest = greatest
        self.pays = pays
        self.hasMeanOne = hasMeanOne
        self.takesRows = takesRows
        self.events = events
        self.meaning = meaning
        self.example = example
        self.leftOut = leftOut
        self.needs = needs
    }
}
