// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// A run in some trials with what its parts have looked at, so that it can be asked what other campaign-wide values would have made
/// of the same luck.
///
/// Only parts that looked at a value that is another now are simulated again, and of these what an engine has not kept. The answer is
/// to the last bit that of simulating all.
struct RecordedBlock: Sendable {
    /// The most memory that an engine may keep of all blocks of a run, in bytes.
    static let memory = 1 << 28

    /// The trials.
    let trials: Range<Int>
    /// What the campaign-wide values follow from, and these values before any is moved.
    let scores: SharedScores
    let draws: SharedDraws
    /// What the lines bring before any value is moved.
    let outcomes: OutcomeBlock
    private let noise: NoiseKey
    private let memory: (any TrialMemory)?
    /// What each part has looked at.
    var reads: SlotReads

    /// Records the run of a simulator in some trials.
    ///
    /// - Parameter bytes: the most memory that the engine may keep of them.
    init(
        _ simulator: any TrialSimulator, trials: Range<Int>, points: PointSet, noise: NoiseKey, bytes: Int = Self.memory
    ) {
        let run = simulator.run
        self.trials = trials
        self.noise = noise
        scores = run.campaign.program.scores(trials: trials, points: points)
        draws = run.campaign.program.draw(scores, count: trials.count)
        memory = simulator.memory(trials: trials.count, bytes: bytes)
        var block = OutcomeBlock(
            firstTrial: trials.lowerBound, count: trials.count, plan: run.budgets, weeks: run.weeks)
        reads = simulator.simulate(
            0..<run.budgets.partCount, trials: trials, draws: draws, noise: noise,
            recall: memory.map { .keep($0) } ?? .nothing, into: &block)
        outcomes = block
    }

    /// What the lines bring with some values moved, and the campaign-wide values then.
    func outcomes(
        moving moved: MovedValues, with simulator: any TrialSimulator
    ) -> (outcomes: OutcomeBlock, draws: SharedDraws) {
        guard !moved.isEmpty else { return (outcomes, draws) }
        let run = simulator.run
        let (values, isMoved) = run.campaign.program.draw(scores, count: trials.count, moving: moved, from: draws)
        let parts = (0..<run.budgets.partCount).filter { reads.touches(isMoved, part: $0) }
        guard !parts.isEmpty else { return (outcomes, values) }
        var block = outcomes
        _ = simulator.simulate(
            parts, trials: trials, draws: values, noise: noise,
            recall: memory.map { .use($0, moved: isMoved) } ?? .nothing, into: &block)
        return (block, values)
    }
}
