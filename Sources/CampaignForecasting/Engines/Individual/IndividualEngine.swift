// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Draws every creator's posts, clicks and orders.
struct IndividualEngine: CampaignEngine {
    var name: Engine { .chain }

    func support(of line: PreparedLine, in campaign: PreparedCampaign) -> EngineSupport { .exact }

    func simulator(of run: CampaignRun) -> any TrialSimulator { IndividualSimulator(run) }
}

/// Simulates trials creator by creator.
///
/// Not for sharing between threads: each worker has its own.
private final class IndividualSimulator: TrialSimulator {
    let run: CampaignRun
    private let simulator: LineSimulator

    private var campaign: PreparedCampaign { run.campaign }
    private var budgets: BudgetPlan { run.budgets }

    init(_ run: CampaignRun) {
        self.run = run
        simulator = LineSimulator(wanted: WantedOutcomes(run.kept, weeks: run.weeks > 0))
    }

    func simulate(
        _ parts: some Collection<Int>, trials: some Collection<Int>, draws: SharedDraws, noise: NoiseKey,
        into block: inout OutcomeBlock
    ) -> SlotReads {
        let slots = draws.columns.count
        var values = Array(repeating: 0.0, count: max(slots, 1))
        // What is read for all parts stands behind those.
        let common = budgets.partCount
        var reads = SlotReads(parts: common + 1, slots: max(slots, 1))
        for (index, trial) in trials.enumerated() {
            for slot in 0..<slots { values[slot] = draws.columns[slot][index] }
            values.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                _ = reads.withFlags { flags in
                    func draw(_ part: Int) -> TrialDraw {
                        TrialDraw(trial: trial, noise: noise, values: start, reads: flags + part * buffer.count)
                    }
                    if let audience = campaign.audience, budgets.isJoint {
                        let order = order(draw(common))
                        for split in parts { simulate(split, audience, order, draw(split), into: &block, at: index) }
                    } else {
                        for line in parts { simulate(line, draw(line), into: &block, at: index) }
                    }
                }
            }
        }
        for part in parts { reads.add(readsOf: common, to: part) }
        return reads
    }

    /// A line at all its budgets, as if no other line reached anybody.
    private func simulate(_ number: Int, _ draw: TrialDraw, into block: inout OutcomeBlock, at index: Int) {
        guard !budgets.amounts[number].isEmpty else { return }
        var nobody = campaign.audience.map { AudienceState($0, draw) }
        let outcomes = simulator.simulate(
            campaign.lines[number], draw: draw, amounts: budgets.amounts[number], audience: &nobody)
        block.store(outcomes, of: run.kept, firstLevel: budgets.firstLevel(line: number), trial: index)
    }

    /// The order in which the lines of a split that share an audience are simulated.
    ///
    /// Lines with the higher response a view come first: whoever is reached by several counts in full where the response
    /// is highest. So a bigger budget of any line cannot lower the orders of the split on average.
    private func order(_ draw: TrialDraw) -> [Int] {
        let responses = campaign.lines.map { $0.typicalResponse(draw) }
        return campaign.lines.indices.sorted { (responses[$1], $0) < (responses[$0], $1) }
    }

    /// The lines of a split, which share an audience, one after the other.
    private func simulate(
        _ split: Int, _ audience: PreparedAudience, _ order: [Int], _ draw: TrialDraw, into block: inout OutcomeBlock,
        at index: Int
    ) {
        var state: AudienceState? = AudienceState(audience, draw)
        for number in order {
            guard let level = budgets.level(split: split, line: number),
                let amount = budgets.amount(split: split, line: number)
            else { continue }
            let outcomes = simulator.simulate(
                campaign.lines[number], draw: draw, amounts: [amount], audience: &state)
            block.store(outcomes, of: run.kept, firstLevel: level, trial: index)
        }
    }
}

extension PreparedLine {
    /// The orders that a view of a typical creator's post brings in a trial.
    func typicalResponse(_ draw: TrialDraw) -> Double {
        let perView = viewsPerFollower.typical(draw)
        let engagements =
            engagementBase == .views
            ? engagementRate.typical(draw)
            : FunnelRates.engagementsPerView(
                perFollower: engagementRate.typical(draw), followers: 1, views: perView)
        return FunnelRates.ordersPerView(
            engagements: clickBase == .engagements ? engagements : nil, clicks: clickRate.typical(draw),
            leads: ordersFromLeads ? leadRate?.typical(draw) : nil, orders: orderRate.typical(draw))
    }
}

extension OutcomeBlock {
    /// Stores a line's outcomes, by level, then by outcome, and its weeks, from the line's first level on.
    mutating func store(_ outcomes: LineOutcomes, of kept: [Outcome], firstLevel: Int, trial: Int) {
        let first = firstLevel * Outcome.count
        values.withUnsafeMutableBufferPointer { values in
            for level in stride(from: 0, to: outcomes.values.count, by: Outcome.count) {
                for outcome in kept {
                    let place = level + outcome.rawValue
                    values[(first + place) * count + trial] = outcomes.values[place]
                }
            }
        }
        var position = firstLevel * count + trial
        for level in 0..<outcomes.levels {
            largest[position] = outcomes.largest[level]
            position += count
        }
        guard weeks > 0 else { return }
        position = firstLevel * WeeklySeries.allCases.count * (weeks + 1) * count + trial
        for value in outcomes.weekly {
            weekly[position] = value
            position += count
        }
    }
}
