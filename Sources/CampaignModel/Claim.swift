// SPDX-License-Identifier: GPL-3.0-or-later

/// What somebody claims about a campaign, as a formula: `cpa.small / cpa.macro = 0.60`.
public struct Claim: Sendable, Equatable {
    /// Its name, unique in the scenario.
    public var name: String
    /// The formula as written.
    public var says: String
    /// What stands before the relation.
    public var left: ClaimTerm
    /// How the two sides relate.
    public var relation: Relation
    /// What stands after the relation; an interval in it means any value between its ends.
    public var right: ClaimTerm
    /// How far `left` may lie from the claimed value, as a share of it.
    public var tolerance: Double
    /// The split whose results are meant; nil where the file leaves it to the first one that pays for all lines named.
    public var split: String?
    /// Where the claim comes from.
    public var provenance: Provenance

    /// How two sides of a claim relate.
    public enum Relation: String, CaseIterable, Sendable {
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
    }

    /// A claim with these parts.
    public init(
        name: String, says: String, left: ClaimTerm, relation: Relation, right: ClaimTerm, tolerance: Double,
        split: String? = nil, provenance: Provenance = Provenance()
    ) {
        self.name = name
        self.says = says
        self.left = left
        self.relation = relation
        self.right = right
        self.tolerance = tolerance
        self.split = split
        self.provenance = provenance
    }
}

/// A side of a claim: arithmetic on numbers, on what a campaign returns, and on what is assumed.
public indirect enum ClaimTerm: Sendable, Equatable {
    /// A number.
    case number(Double)
    /// Any value between two.
    case interval(Double, Double)
    /// What some lines of a split return in a campaign.
    case result(ClaimedResult, LineGroup)
    /// The campaign-wide value of a quantity.
    case quantity(QuantityPath)
    /// An operation on two terms.
    case binary(Expression.Operator, ClaimTerm, ClaimTerm)

    /// The groups of lines whose results it holds.
    public var groups: [LineGroup] {
        switch self {
        case .result(_, let group): [group]
        case .binary(_, let left, let right): left.groups + right.groups
        case .number, .interval, .quantity: []
        }
    }

    /// The results that it holds.
    public var results: [ClaimedResult] {
        switch self {
        case .result(let result, _): [result]
        case .binary(_, let left, let right): left.results + right.results
        case .number, .interval, .quantity: []
        }
    }

    /// The quantities that it holds.
    public var quantities: [QuantityPath] {
        switch self {
        case .quantity(let path): [path]
        case .binary(_, let left, let right): left.quantities + right.quantities
        case .number, .interval, .result: []
        }
    }
}

/// A metric, or a rate at which something turned into something else in a campaign.
public enum ClaimedResult: Sendable, Hashable {
    case metric(Metric)
    case rate(Rate)

    /// What it is read off: a metric, or what is counted and over what.
    public var metrics: [Metric] {
        switch self {
        case .metric(let metric): [metric]
        case .rate(let rate): [rate.parts.top, rate.parts.bottom]
        }
    }

    /// What came of what, summed over the lines of a campaign.
    public enum Rate: String, CaseIterable, Sendable {
        case ordersPerEngagement = "orders_per_engagement"
        case ordersPerClick = "orders_per_click"
        case ordersPerView = "orders_per_view"
        case clicksPerEngagement = "clicks_per_engagement"
        case clicksPerView = "clicks_per_view"
        case engagementsPerView = "engagements_per_view"
        case costPerEngagement = "cost_per_engagement"
        case costPerClick = "cost_per_click"
        case costPerView = "cost_per_view"

        /// What is counted, and over what.
        public var parts: (top: Metric, bottom: Metric) {
            switch self {
            case .ordersPerEngagement: (.conversions, .engagements)
            case .ordersPerClick: (.conversions, .clicks)
            case .ordersPerView: (.conversions, .views)
            case .clicksPerEngagement: (.clicks, .engagements)
            case .clicksPerView: (.clicks, .views)
            case .engagementsPerView: (.engagements, .views)
            case .costPerEngagement: (.cost, .engagements)
            case .costPerClick: (.cost, .clicks)
            case .costPerView: (.cost, .views)
            }
        }
    }

    /// The result of this name; nil where there is none.
    public init?(name: String) {
        if let metric = Metric(rawValue: name) {
            self = .metric(metric)
        } else if let rate = Rate(rawValue: name) {
            self = .rate(rate)
        } else {
            return nil
        }
    }

    /// The names of all results.
    public static var names: [String] { Metric.allCases.map(\.rawValue) + Rate.allCases.map(\.rawValue) }
}

/// Some lines of a scenario, by one name.
public struct LineGroup: Sendable, Hashable {
    /// `all`, a tier, `small` (nano and micro), `large` (macro and mega), a platform or a line.
    public var name: String
    /// The names of its lines.
    public var lines: [String]

    /// The lines of a scenario that a name stands for; nil where it stands for nothing there.
    public init?(name: String, lines: [BudgetLine]) {
        let found = lines.filter { line in
            if line.name == name { return true }
            if lines.contains(where: { $0.name == name }) { return false }
            switch name {
            case "all": return true
            case "small": return line.tier == .nano || line.tier == .micro
            case "large": return line.tier == .macro || line.tier == .mega
            default: return line.tier.rawValue == name || line.platform.rawValue == name
            }
        }
        guard !found.isEmpty else { return nil }
        self.name = name
        self.lines = found.map(\.name)
    }

    /// The names that stand for lines of a scenario.
    public static func names(of lines: [BudgetLine]) -> [String] {
        let possible =
            ["all", "small", "large"] + Tier.allCases.map(\.rawValue) + Platform.allCases.map(\.rawValue)
        return lines.map(\.name)
            + possible.filter { name in
                !lines.contains { $0.name == name } && LineGroup(name: name, lines: lines) != nil
            }
    }
}
