// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Scenario {
    /// Whether it tells which orders the campaign caused, and a metric counts others too.
    func countsUncaused(_ metric: Metric) -> Bool { metric == .profit && parts.contains(.attribution) }
}

// MARK: - Which splits can be ranked

extension SplitColumns {
    /// Whether it is known of each line how many creators it hires.
    var isRanking: Bool { !lines.isEmpty }

    /// The lines of a split of a scenario with their shares of its budget.
    static func shares(_ scenario: Scenario, _ split: Int) -> [(name: String, share: Double)] {
        let amounts = ForecastGroups.amounts(scenario, split)
        let budget = amounts.reduce(0) { $0 + $1.amount }
        return amounts.map { ($0.line.name, $0.amount / budget) }
    }

    /// The splits that can be ranked by what they earn: all but those whose money hires nobody too often.
    func ranked(_ table: SampleTable<SplitColumn>) -> [Int] { (0..<splits).filter { unhired($0, table) == nil } }

    /// The money of a split that hires nobody too often; nil where there is none, or where that is not known.
    func unhired(_ split: Int, _ table: SampleTable<SplitColumn>) -> UnhiredMoney? {
        guard isRanking else { return nil }
        let creators = lines[split].indices.map { table[.creators(line: $0, split: split)] }
        let trials = table.rowCount
        let nobody = (0..<trials).count { row in creators.allSatisfy { $0[row] == 0 } }
        return UnhiredMoney(
            total: Proportion(count: nobody, trials: trials),
            lines: zip(lines[split], creators).map { line, column in
                (line.name, line.share, Proportion(count: column.count { $0 == 0 }, trials: trials))
            })
    }
}
