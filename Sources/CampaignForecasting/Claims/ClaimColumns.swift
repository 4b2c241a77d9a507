// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A side of a claim, by the claim's number.
struct ClaimColumn: Hashable, Sendable {
    var claim: Int
    var side: Side

    /// The left side, or the right one at an end of its interval.
    enum Side: Sendable { case left, low, high }
}

/// Reads the two sides of claims off trials.
struct ClaimColumns: Sendable {
    private let campaign: PreparedCampaign
    let claims: [Claim]

    init(_ campaign: PreparedCampaign) {
        self.campaign = campaign
        claims = campaign.scenario.claims
    }

    /// What is simulated: no outcomes, splits and lines but those that a claim is about.
    var run: CampaignRun {
        let scenario = campaign.scenario
        let isJoint = scenario.parts.contains(.audience)
        let amounts = scenario.splits.enumerated().map { number, split in
            let own = claims.filter { self.split(of: $0) == number }
            let read = Set(own.flatMap { $0.left.groups + $0.right.groups }.flatMap(\.lines))
            return scenario.lines.map { line in
                // Lines that share an audience change each other.
                let isNeeded = isJoint ? !read.isEmpty : read.contains(line.name)
                return isNeeded ? scenario.amount(of: line, in: split) : 0
            }
        }
        let metrics = claims.flatMap { $0.left.results + $0.right.results }.flatMap(\.metrics)
        return CampaignRun(
            campaign, budgets: BudgetPlan(amounts: amounts, lines: scenario.lines.count, isJoint: isJoint),
            kept: Metric.outcomes(of: metrics))
    }

    /// The split that a claim is about: the first one unless it names another.
    private func split(of claim: Claim) -> Int {
        campaign.scenario.splits.firstIndex { $0.name == claim.split } ?? 0
    }

    /// The columns of a block with these campaign-wide values.
    func read(_ block: OutcomeBlock, _ draws: SharedDraws) -> SampleTable<ClaimColumn> {
        let columns = claims.enumerated().flatMap { number, claim -> [(ClaimColumn, [Double])] in
            let split = split(of: claim)
            func column(_ term: ClaimTerm, upper: Bool) -> [Double] {
                self.column(term, split: split, upper: upper, block, draws)
            }
            let right = [false, true].map { column(claim.right, upper: $0) }
            // Dividing by an interval turns its ends around.
            return [
                (ClaimColumn(claim: number, side: .left), column(claim.left, upper: false)),
                (ClaimColumn(claim: number, side: .low), zip(right[0], right[1]).map { min($0, $1) }),
                (ClaimColumn(claim: number, side: .high), zip(right[0], right[1]).map { max($0, $1) }),
            ]
        }
        return SampleTable(columns.map { (key: $0.0, values: $0.1) })
    }

    private func column(
        _ term: ClaimTerm, split: Int, upper: Bool, _ block: OutcomeBlock, _ draws: SharedDraws
    ) -> [Double] {
        switch term {
        case .number(let value): return Array(repeating: value, count: block.count)
        case .interval(let low, let high): return Array(repeating: upper ? high : low, count: block.count)
        case .quantity(let path):
            guard let slot = campaign.program.paths.firstIndex(of: path) else {
                return Array(repeating: .nan, count: block.count)
            }
            return draws.columns[slot]
        case .result(let result, let lines):
            let used = ForecastGroups.used(campaign.scenario, split).filter {
                lines.lines.contains(campaign.scenario.lines[$0].name)
            }
            let group = ForecastGroups.Group(split: split, lines: used)
            let columns = ForecastGroups.columns(of: result.metrics, block, group)
            switch result {
            case .metric: return columns[0]
            case .rate: return zip(columns[0], columns[1]).map { $1 != 0 ? $0 / $1 : $0 > 0 ? .infinity : .nan }
            }
        case .binary(let operation, let left, let right):
            let left = column(left, split: split, upper: upper, block, draws)
            let right = column(right, split: split, upper: upper, block, draws)
            return zip(left, right).map { operation($0, $1) }
        }
    }
}

extension Claim {
    /// Whether the claim holds for a value of its left side and the ends of its right side; false where one is undefined.
    func holds(_ left: Double, _ low: Double, _ high: Double) -> Bool {
        switch relation {
        case .atMost: left <= high + abs(high) * tolerance
        case .atLeast: left >= low - abs(low) * tolerance
        case .equal: left >= low - abs(low) * tolerance && left <= high + abs(high) * tolerance
        }
    }
}
