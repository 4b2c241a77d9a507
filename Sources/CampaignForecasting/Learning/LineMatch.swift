// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Which line of a scenario a creator is of: the one whose platform and followers fit, or that the planner names.
struct LineMatch: Sendable {
    private let scenario: Scenario
    private var lines: [BudgetLine] { scenario.lines }
    private let followers: [ClosedRange<Double>?]
    private let named: [String: Int]
    private let all: Int?

    /// What was found.
    enum Found: Equatable {
        /// The line, and whether what is paid there is known to be what this creator is paid.
        case line(Int, knowsPay: Bool)
        case none, several
    }

    /// What stands for every creator who is not named.
    static let everybody = "*"

    /// - Parameter named: by creator, the name of a line.
    init(_ scenario: Scenario, named: [String: String]) {
        self.scenario = scenario
        followers = scenario.lines.map { line in
            guard let path = line.assumptions[.followers], case .varying(let law)? = scenario.quantities[path]?.law
            else {
                return nil
            }
            return law.support
        }
        let places = Dictionary(scenario.lines.enumerated().map { ($1.name, $0) }) { first, _ in first }
        self.named = named.compactMapValues { places[$0] }
        all = self.named[Self.everybody]
    }

    func line(of creator: String, on platform: Platform?, followers count: Int?) -> Found {
        if let line = named[creator] ?? all { return .line(line, knowsPay: true) }
        let fitting = lines.indices.filter { platform == nil || lines[$0].platform == platform }
        var inside = fitting
        if let count {
            let value = Double(count)
            // A bound that two tiers share belongs to the larger one.
            inside = fitting.filter { line in
                followers[line].map { $0.lowerBound <= value && value < $0.upperBound } ?? true
            }
            if inside.isEmpty { inside = fitting.filter { followers[$0]?.contains(value) ?? true } }
        }
        guard let first = inside.first else { return .none }
        guard inside.allSatisfy({ behaves(lines[$0], like: lines[first]) }) else { return .several }
        return .line(first, knowsPay: inside.allSatisfy { isPaid(lines[$0], like: lines[first]) })
    }

    /// What posts of a line do, whatever creators are paid.
    private static let deciding: [QuantityKey] = [
        .fakeFollowers, .viewsPerFollower, .sizeExponent, .postLuck, .engagementsPerFollower, .engagementsPerView,
        .clicksPerEngagement, .clicksPerView, .leadsPerClick, .ordersPerClick, .ordersPerLead, .salesPower,
        .overdispersion, .fit, .screenedPerHire, .screeningAccuracy, .posts, .months, .familiarity, .familiarityPosts,
        .fatigue,
    ]

    private func behaves(_ one: BudgetLine, like other: BudgetLine) -> Bool {
        Self.deciding.allSatisfy { isSame(one.assumptions[$0], other.assumptions[$0]) }
    }

    /// Whether two quantities are one, or the same known number.
    private func isSame(_ one: QuantityPath?, _ other: QuantityPath?) -> Bool {
        if one == other { return true }
        guard let one, let other, let law = scenario.quantities[one]?.law else { return false }
        return law.expression?.constantValue != nil && law == scenario.quantities[other]?.law
    }

    private func isPaid(_ one: BudgetLine, like other: BudgetLine) -> Bool {
        func share(_ line: BudgetLine) -> Quantity.Law? { line.deal.feeShare.flatMap { scenario.quantities[$0]?.law } }
        return share(one) == share(other) && isSame(one.assumptions[.fee], other.assumptions[.fee])
    }
}
