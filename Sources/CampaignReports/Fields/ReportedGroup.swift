// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
public import CampaignModel

/// Which part of a split figures speak of.
public enum GroupKind: String, CaseIterable, Sendable {
    case total, tier, platform, line
    /// The split in the trials that an event strikes.
    case riskWith = "risk_with"
    /// The split in the trials that an event spares.
    case riskWithout = "risk_without"
}

/// A split, or its part on one tier, platform or line.
public struct ReportedGroup: Sendable {
    /// Which part it is.
    public let kind: GroupKind
    /// The tier, platform or line; empty of the total.
    public let name: String
    /// What is known of it.
    public let forecast: GroupForecast
}

extension SplitForecast {
    /// The total, then the parts by tier, platform and line.
    public var groups: [ReportedGroup] {
        [ReportedGroup(kind: .total, name: "", forecast: total)]
            + tiers.map { ReportedGroup(kind: .tier, name: $0.tier.rawValue, forecast: $0.forecast) }
            + platforms.map { ReportedGroup(kind: .platform, name: $0.platform.rawValue, forecast: $0.forecast) }
            + lines.map { ReportedGroup(kind: .line, name: $0.line, forecast: $0.forecast) }
    }
}

extension RiskEffect {
    /// The summaries of the trials that the event strikes and spares.
    public var sides: [(kind: GroupKind, summary: MetricSummary)] { [(.riskWith, with), (.riskWithout, without)] }
}

/// What may go wrong with a group in a trial.
public enum GroupChance: String, CaseIterable, Sendable {
    case noOrder = "no_order"
    case nobodyHired = "nobody_hired"
    case almostNothingSold = "almost_nothing_sold"

    /// What it is, as an entry of a table.
    public var meaning: String {
        switch self {
        case .noOrder: "probability of cost and no order"
        case .nobodyHired: "probability that no creator is hired"
        case .almostNothingSold: "probability of cost and a revenue below a tenth of it"
        }
    }

    /// How often it happened.
    public func proportion(_ group: GroupForecast) -> Proportion {
        switch self {
        case .noOrder: group.noOrder
        case .nobodyHired: group.nobodyHired
        case .almostNothingSold: group.almostNothingSold
        }
    }
}
