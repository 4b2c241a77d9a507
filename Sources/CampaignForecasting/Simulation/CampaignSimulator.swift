// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Simulates blocks of trials of a prepared campaign; the seam behind which a faster engine can stand.
///
/// Not for sharing between threads: each worker has its own.
final class CampaignSimulator {
    private let campaign: PreparedCampaign
    private let plan: BudgetPlan
    private let seed: UInt64
    private let simulator: LineSimulator

    init(campaign: PreparedCampaign, plan: BudgetPlan, seed: UInt64, engine: Engine) {
        self.campaign = campaign
        self.plan = plan
        self.seed = seed
        simulator = LineSimulator(seed: seed, engine: engine)
    }

    /// The campaign-wide draws of `trials`.
    func shared(trials: Range<Int>) -> SharedDraws { campaign.program.draw(trials: trials, seed: seed) }

    /// The outcomes of `trials`, whose campaign-wide draws are `shared`.
    func simulate(trials: Range<Int>, shared: SharedDraws, replicates: Replicates = .base) -> OutcomeBlock {
        var block = OutcomeBlock(firstTrial: trials.lowerBound, count: trials.count, plan: plan)
        let slots = shared.columns.count
        var values = Array(repeating: 0.0, count: max(slots, 1))
        for (index, trial) in trials.enumerated() {
            for slot in 0..<slots { values[slot] = shared.columns[slot][index] }
            values.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let draw = TrialDraw(trial: trial, values: start)
                for (number, line) in campaign.lines.enumerated() where !plan.amounts[number].isEmpty {
                    let outcomes = simulator.simulate(
                        line, draw: draw, replicates: replicates, amounts: plan.amounts[number])
                    block.store(outcomes, firstSlot: plan.firstSlot(line: number), trial: index)
                }
            }
        }
        return block
    }
}

extension OutcomeBlock {
    /// Stores a line's outcomes, by level, then by outcome, from the line's first slot on.
    mutating func store(_ outcomes: UnsafeBufferPointer<Double>, firstSlot: Int, trial: Int) {
        var position = firstSlot * Outcome.count * count + trial
        for value in outcomes {
            values[position] = value
            position += count
        }
    }
}
