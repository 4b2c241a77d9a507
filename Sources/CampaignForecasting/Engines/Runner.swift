// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import Dispatch
internal import Synchronization

/// Something worked out of simulated trials, part by part.
protocol TrialAnalysis: Sendable {
    /// What is known after some trials.
    associatedtype Part: Mergeable & Sendable
    /// What is known after all of them.
    associatedtype Result: Sendable

    /// The campaigns that are simulated together, in the same trials.
    var runs: [CampaignRun] { get }
    /// What is known before the first of so many trials.
    func nothing(trials: Int) -> Part
    /// What a block of trials shows, a block a campaign.
    func part(of blocks: [SimulatedBlock]) -> Part
    /// What all parts show together.
    func result(of whole: Part) -> Result
}

/// What is known of a run that goes on.
struct Snapshot<Result: Sendable>: Sendable {
    /// The trials so far, and all of the run.
    let trials, total: Int
    let result: Result

    /// Whether the run is at its end.
    var isLast: Bool { trials == total }
}

/// Runs analyses: cuts a plan's trials into blocks, has an engine simulate each, and merges what an analysis makes of them in the
/// order of the trials.
struct Runner: Sendable {
    let plan: RunPlan
    let engine: any CampaignEngine
    let threads: Int
    /// What is recorded of the trials, which are recorded then; nil where they are simulated and forgotten.
    var recorded: RecordedTrials?

    /// A runner of a plan.
    ///
    /// - Parameters:
    ///   - plan: the imagined campaigns.
    ///   - options: the engine and the threads.
    init(_ plan: RunPlan, _ options: ForecastOptions) {
        self.plan = plan
        engine = options.engine
        threads = options.threads
    }

    /// A runner of the first trials, without layers.
    init(_ options: ForecastOptions) { self.init(RunPlan(options), options) }

    /// What an analysis makes of the trials up to where the run ends, and how many these are.
    ///
    /// - Parameters:
    ///   - analysis: the analysis.
    ///   - before: what is known of the trials before those of the plan; nothing unless said otherwise.
    ///   - context: asked before each block whether to end, and told the trials that are done.
    ///   - onPart: called with the whole after each block, one at a time, and the trials that it is of.
    func upToEnd<Analysis: TrialAnalysis>(
        of analysis: Analysis, from before: Analysis.Part? = nil, in context: RunContext,
        onPart: @Sendable (_ whole: Analysis.Part, _ trials: Int) -> Void = { _, _ in }
    ) -> (part: Analysis.Part, trials: Int) {
        let whole = Mutex((part: before ?? analysis.nothing(trials: plan.trials.count), trials: 0))
        let first = plan.trials.lowerBound
        let runs = analysis.runs
        // Whoever ended the run finds fewer trials.
        try? BlockLoop.run(
            trials: plan.trials.count, threads: threads, in: context,
            worker: { runs.map(engine.simulator) },
            work: { simulators, block -> (Analysis.Part, Int) in
                let trials = first + block.lowerBound..<first + block.upperBound
                return (analysis.part(of: zip(runs, simulators).map { simulate($0, $1, trials) }), trials.count)
            },
            collect: { part, trials in
                whole.withLock { whole in
                    whole.part.merge(part)
                    whole.trials += trials
                    onPart(whole.part, whole.trials)
                }
            })
        return whole.withLock { $0 }
    }

    /// What an analysis makes of all trials.
    func whole<Analysis: TrialAnalysis>(
        of analysis: Analysis, in context: RunContext,
        onPart: @Sendable (_ whole: Analysis.Part, _ trials: Int) -> Void = { _, _ in }
    ) throws(CancellationError) -> Analysis.Part {
        let (part, trials) = upToEnd(of: analysis, in: context, onPart: onPart)
        guard trials == plan.trials.count else { throw CancellationError() }
        return part
    }

    /// The result of an analysis.
    func result<Analysis: TrialAnalysis>(
        of analysis: Analysis, in context: RunContext
    ) throws(CancellationError) -> Analysis.Result {
        analysis.result(of: try whole(of: analysis, in: context))
    }

    /// The result so far, after the first block and whenever the trials have doubled since, and at the end; whoever stops listening ends
    /// the run.
    func snapshots<Analysis: TrialAnalysis>(
        of analysis: Analysis
    ) -> AsyncThrowingStream<Snapshot<Analysis.Result>, any Error> {
        let total = plan.trials.count
        return AsyncThrowingStream { stream in
            let isEnded = Mutex(false)
            let next = Mutex(1)
            stream.onTermination = { _ in isEnded.withLock { $0 = true } }
            DispatchQueue.global().async {
                do throws(CancellationError) {
                    let context = RunContext(isCancelled: { isEnded.withLock { $0 } })
                    _ = try whole(of: analysis, in: context) { part, trials in
                        let isDue = next.withLock { next in
                            guard trials >= next || trials == total else { return false }
                            next = 2 * trials
                            return true
                        }
                        guard isDue else { return }
                        stream.yield(Snapshot(trials: trials, total: total, result: analysis.result(of: part)))
                    }
                    stream.finish()
                } catch {
                    stream.finish(throwing: error)
                }
            }
        }
    }

    /// A campaign in some trials.
    private func simulate(_ run: CampaignRun, _ simulator: any TrialSimulator, _ trials: Range<Int>) -> SimulatedBlock {
        let program = run.campaign.program
        let scores = program.scores(trials: trials, points: plan.points)
        let draws = program.draw(scores, count: trials.count)
        let kept = recorded.map { record(run, simulator, trials, draws, from: $0) }
        let outcomes = kept?.outcomes ?? simulator.outcomes(trials: trials, draws: draws, noise: plan.noise)
        let studied = studied(trials)
        let companions: [() -> OutcomeBlock] =
            if let kept {
                kept.companions.map { companion in { companion } }
            } else {
                plan.noise.companions.map { noise in
                    { simulator.outcomes(trials: studied, draws: draws, noise: noise) }
                }
            }
        return SimulatedBlock(
            trials: trials, scores: scores, draws: draws, outcomes: outcomes, studied: studied.count,
            companions: studied.isEmpty ? [] : companions, record: kept)
    }

    /// The trials whose layers are studied.
    private func studied(_ trials: Range<Int>) -> Range<Int> {
        trials.lowerBound..<max(trials.lowerBound, min(trials.upperBound, plan.layerTrials))
    }
}

// MARK: - Records

extension Runner {
    /// What a campaign brings in trials that follow on each other.
    func record(_ run: CampaignRun, trials: Range<Int>) -> BlockRecord {
        let program = run.campaign.program
        let draws = program.draw(program.scores(trials: trials, points: plan.points), count: trials.count)
        return record(engine.simulator(of: run), trials, draws)
    }

    private func record(_ simulator: any TrialSimulator, _ trials: Range<Int>, _ draws: SharedDraws) -> BlockRecord {
        let studied = studied(trials)
        return BlockRecord(
            outcomes: simulator.outcomes(trials: trials, draws: draws, noise: plan.noise),
            companions: studied.isEmpty
                ? [] : plan.noise.companions.map { simulator.outcomes(trials: studied, draws: draws, noise: $0) })
    }

    /// What a campaign brings in a block: what is recorded of it, and behind that what is simulated.
    private func record(
        _ run: CampaignRun, _ simulator: any TrialSimulator, _ trials: Range<Int>, _ draws: SharedDraws,
        from recorded: RecordedTrials
    ) -> BlockRecord {
        guard let known = recorded.record(of: trials, run, companions: plan.noise.companions.count) else {
            return record(simulator, trials, draws)
        }
        return known.end < trials.upperBound
            ? known.joined(record(run, trials: known.end..<trials.upperBound)) : known
    }
}
