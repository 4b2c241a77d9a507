// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A line on which the money of a split seldom hires anybody.
public struct HireabilityWarning: Sendable, Equatable {
    /// The line's name.
    public var line: String
    /// The split's name.
    public var split: String
    /// What was found, in a plain sentence.
    public var message: String
}

extension PreparedCampaign {
    /// The lines that hire nobody in more than half of 256 pilot trials, by split.
    public func hireabilityWarnings(seed: UInt64 = 1) -> [HireabilityWarning] {
        let plan = BudgetPlan(scenario: scenario)
        let simulator = CampaignSimulator(campaign: self, plan: plan, seed: seed, engine: .aggregated)
        let trials = 0..<256
        let block = simulator.simulate(trials: trials, shared: simulator.shared(trials: trials))
        var warnings: [HireabilityWarning] = []
        for (number, split) in scenario.splits.enumerated() {
            for (index, line) in scenario.lines.enumerated() {
                guard let creators = block.column(split: number, line: index, outcome: .creators) else { continue }
                let empty = Proportion(count: creators.count { $0 == 0 }, trials: trials.count)
                guard empty.value > 0.5 else { continue }
                let amount = Int(scenario.amount(of: line, in: split).rounded())
                let often = empty.count == empty.trials ? "never" : "seldom"
                warnings.append(
                    HireabilityWarning(
                        line: line.name, split: split.name,
                        message: "split \(split.name) gives line \(line.name) \(amount) \(scenario.currency), which "
                            + "\(often) pays the first creator of the queue: nobody is hired in \(empty.count) of "
                            + "\(empty.trials) pilot trials"))
            }
        }
        return warnings
    }
}
