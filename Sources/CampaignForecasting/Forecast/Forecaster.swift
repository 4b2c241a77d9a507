// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Dispatch
internal import Synchronization

/// Computes forecasts: trials in blocks, blocks on threads, results in the order of the trials.
public struct Forecaster: Sendable {
    /// Trials in a block.
    static let blockTrials = 1_024

    private let campaign: PreparedCampaign
    private let options: ForecastOptions

    /// A forecaster of a prepared campaign.
    public init(campaign: PreparedCampaign, options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
    }

    /// The forecast; nil where it was cancelled before the first block was complete.
    ///
    /// Cancelled later, it holds the trials before the first one that is missing. The same scenario, seed and version
    /// give the same forecast with any number of threads, and its first trials are those of a shorter run.
    ///
    /// - Parameters:
    ///   - progress: called from any thread with the number of trials done and to do.
    ///   - isCancelled: asked before each block.
    ///   - onBlock: called with every block, one at a time, in the order of the trials.
    public func run(
        progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        isCancelled: @Sendable () -> Bool = { false }, onBlock: (@Sendable (OutcomeBlock) -> Void)? = nil
    ) -> Forecast? {
        let scenario = campaign.scenario
        let groups = ForecastGroups(scenario)
        let plan = BudgetPlan(scenario: scenario)
        let blocks = (options.trials + Self.blockTrials - 1) / Self.blockTrials
        func nothing(trials: Int) -> ForecastAccumulator {
            ForecastAccumulator(
                groups: groups, scenario: scenario, slots: campaign.program.slotCount, trials: trials)
        }
        let collector = BlockCollector(nothing(trials: options.trials))
        // A block keeps its values as they are, which is less than bins over their range.
        let empty = nothing(trials: Self.blockTrials)
        let next = Counter()
        // No thread runs far ahead of the block that is to be merged next, so that memory does not grow with a pause.
        let ahead = DispatchSemaphore(value: 2 * options.threads + 2)
        DispatchQueue.concurrentPerform(iterations: min(options.threads, blocks)) { _ in
            let simulator = CampaignSimulator(
                campaign: campaign, plan: plan, seed: options.seed, engine: options.engine)
            while !isCancelled() {
                ahead.wait()
                let number = next.take()
                guard number < blocks else {
                    ahead.signal()
                    return
                }
                let first = number * Self.blockTrials
                let trials = first..<min(first + Self.blockTrials, options.trials)
                let shared = simulator.shared(trials: trials)
                let block = simulator.simulate(trials: trials, shared: shared)
                let studied = first..<max(first, min(trials.upperBound, options.layerTrials))
                let companions =
                    studied.isEmpty
                    ? []
                    : Replicates.companions.map {
                        simulator.simulate(trials: studied, shared: shared, replicates: $0)
                    }
                var part = empty
                part.held = shared.held
                part.add(
                    block, companions: companions, strikes: campaign.strikes.map { shared.columns[$0] }, groups: groups,
                    scenario: scenario)
                let done = collector.collect(part, number: number) {
                    onBlock?(block)
                    ahead.signal()
                }
                progress(done, options.trials)
            }
        }
        let result = collector.result
        guard result.trials > 0 else { return nil }
        return ForecastSummary(campaign: campaign, options: options, groups: groups, result: result).forecast
    }
}

/// Numbers blocks for whoever asks next.
private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// Merges the parts of blocks in their order, whatever order they are finished in.
private final class BlockCollector: Sendable {
    private struct State {
        var merged: ForecastAccumulator
        var next = 0
        var waiting: [Int: (part: ForecastAccumulator, announce: () -> Void)] = [:]
    }

    private let state: Mutex<State>

    init(_ empty: ForecastAccumulator) { state = Mutex(State(merged: empty)) }

    /// Takes in the part of block `number`; returns the trials merged so far.
    func collect(_ part: ForecastAccumulator, number: Int, announce: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.waiting[number] = (part, announce)
            while let (part, announce) = state.waiting.removeValue(forKey: state.next) {
                state.merged.merge(part)
                announce()
                state.next += 1
            }
            return state.merged.trials
        }
    }

    var result: ForecastAccumulator { state.withLock { $0.merged } }
}
