// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Synchronization

/// Computes forecasts: trials in blocks, blocks on threads, results in the order of the trials.
public struct Forecaster: Sendable {
    private let campaign: PreparedCampaign
    private let options: ForecastOptions

    /// A forecaster of a prepared campaign.
    public init(campaign: PreparedCampaign, options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
    }

    /// The forecast.
    ///
    /// Cancelled, it holds the trials before the first one that is missing. The same scenario, seed and version
    /// give the same forecast with any number of threads, and its first trials are those of a shorter run.
    ///
    /// - Parameters:
    ///   - context: asked before each block, and told the trials that are done.
    ///   - onBlock: called with every block, one at a time, in the order of the trials.
    /// - Throws: where it was cancelled before the first block was complete.
    public func run(
        in context: RunContext = RunContext(), onBlock: (@Sendable (OutcomeBlock) -> Void)? = nil
    ) throws(CancellationError) -> Forecast {
        let scenario = campaign.scenario
        let groups = ForecastGroups(scenario)
        let plan = BudgetPlan(scenario: scenario)
        let strikes = campaign.strikes
        func nothing(trials: Int) -> ForecastAccumulator {
            ForecastAccumulator(
                groups: groups, scenario: scenario, slots: campaign.program.slotCount, trials: trials)
        }
        let merged = Mutex(nothing(trials: options.trials))
        // A block keeps its values as they are, which is less than bins over their range.
        let empty = nothing(trials: BlockLoop.trials)
        do throws(CancellationError) {
            try BlockLoop.run(
                trials: options.trials, threads: options.threads, in: context,
                worker: {
                    CampaignSimulator(campaign: campaign, plan: plan, noise: options.noise)
                },
                work: { simulator, trials -> (ForecastAccumulator, OutcomeBlock) in
                    let shared = simulator.shared(trials: trials)
                    let (block, companions) = simulator.simulate(
                        trials: trials, shared: shared, layerTrials: options.layerTrials)
                    var part = empty
                    part.held = shared.held
                    part.add(
                        block, companions: companions, strikes: strikes.map { shared.columns[$0] }, groups: groups,
                        scenario: scenario)
                    return (part, block)
                },
                collect: { part, block in
                    merged.withLock { $0.merge(part) }
                    onBlock?(block)
                })
        } catch {
            // What is complete is a shorter run.
            guard merged.withLock({ $0.trials }) > 0 else { throw error }
        }
        let result = merged.withLock { $0 }
        return ForecastSummary(campaign: campaign, options: options, groups: groups, result: result).forecast
    }
}
