// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Evaluates a campaign with some of its assumptions moved, always in the same imagined campaigns otherwise, so that what
/// changes is due to the move.
///
/// At each point only what looks at a moved value is simulated again, unless the campaigns are not recorded.
struct PointEvaluator<Key: Hashable & Sendable>: Sendable {
    private let run: CampaignRun
    private let options: ForecastOptions
    private let threads: Int
    /// What is read off the outcomes and campaign-wide values of some trials.
    private let read: @Sendable (OutcomeBlock, SharedDraws) -> SampleTable<Key>
    private let recording: Recording
    /// The campaigns before anything is moved, recorded when they are asked for first.
    private let recorded = Exclusive<[RecordedBlock]>([])

    /// Whether the campaigns before anything is moved are recorded.
    enum Recording: Sendable {
        /// Once, for all points that are asked for; it pays where these are many.
        case kept
        /// Block by block for the points that are asked for together; it pays where the trials are many.
        case passing
        /// Not at all; it pays where everything is moved.
        case none
    }

    /// An evaluator that reads columns off the first trials.
    ///
    /// - Parameters:
    ///   - run: what is simulated.
    ///   - options: the trials, the chance and the engine.
    ///   - threads: those among which points are shared.
    ///   - recording: whether the campaigns are recorded.
    ///   - read: reads the columns.
    init(
        _ run: CampaignRun, _ options: ForecastOptions, threads: Int, recording: Recording = .kept,
        read: @escaping @Sendable (OutcomeBlock, SharedDraws) -> SampleTable<Key>
    ) {
        self.run = run
        self.options = options
        self.threads = threads
        self.recording = recording
        self.read = read
    }

    /// All its trials, and the first of them, which tell enough of most points.
    var trials: Int { options.trials }
    var firstTrials: Int { min(trials, max(128, trials / 8)) }

    /// The columns at each point, in their order.
    func evaluate(
        _ points: [AssumptionPoint], in context: RunContext
    ) throws(CancellationError) -> [SampleTable<Key>] {
        switch recording {
        case .kept: return try evaluate(points, from: 0, upTo: trials, in: context)
        case .passing: return try passing(points, in: context)
        case .none:
            var tables: [SampleTable<Key>] = []
            for point in points { tables.append(try whole(at: point, in: context)) }
            return tables
        }
    }

    /// The columns at each point in the first trials, or in those behind them, of recorded campaigns.
    ///
    /// - Parameters:
    ///   - from: 0 or `firstTrials`.
    ///   - end: `firstTrials` or `trials`.
    func evaluate(
        _ points: [AssumptionPoint], from: Int, upTo end: Int, in context: RunContext
    ) throws(CancellationError) -> [SampleTable<Key>] {
        let blocks = try blocks(in: context).filter { $0.trials.lowerBound >= from && $0.trials.upperBound <= end }
        return try BlockLoop.each(
            points, threads: threads, in: context.unheard, worker: { options.engine.simulator(of: run) },
            work: { simulator, point in
                var table = SampleTable<Key>([])
                for block in blocks {
                    let (outcomes, draws) = block.outcomes(moving: point.moved, with: simulator)
                    table.merge(read(outcomes, draws))
                }
                return table
            })
    }

    /// The columns at each point, of campaigns that are recorded block by block.
    private func passing(
        _ points: [AssumptionPoint], in context: RunContext
    ) throws(CancellationError) -> [SampleTable<Key>] {
        try BlockLoop.merged(
            [], trials: options.trials, threads: options.threads, in: context,
            worker: { options.engine.simulator(of: run) },
            work: { simulator, trials in
                let block = RecordedBlock(
                    simulator, trials: trials, points: .independent(options.noise), noise: options.noise,
                    bytes: RecordedBlock.memory / options.threads)
                return points.map { point in
                    let (outcomes, draws) = block.outcomes(moving: point.moved, with: simulator)
                    return read(outcomes, draws)
                }
            })
    }

    /// The columns at a point, all simulated.
    private func whole(
        at point: AssumptionPoint, in context: RunContext
    ) throws(CancellationError) -> SampleTable<Key> {
        try BlockLoop.merged(
            SampleTable([]), trials: options.trials, threads: threads, in: context.unheard,
            worker: { options.engine.simulator(of: run) },
            work: { simulator, trials in
                let program = run.campaign.program
                let draws = program.draw(
                    program.scores(trials: trials, noise: options.noise), count: trials.count, moving: point.moved)
                return read(simulator.outcomes(trials: trials, draws: draws, noise: options.noise), draws)
            })
    }

    private func blocks(in context: RunContext) throws(CancellationError) -> [RecordedBlock] {
        try recorded.withTurn { (blocks) throws(CancellationError) in
            if blocks.isEmpty {
                let parts = [0..<firstTrials, firstTrials..<trials].flatMap { part in
                    stride(from: part.lowerBound, to: part.upperBound, by: BlockLoop.trials).map {
                        $0..<min($0 + BlockLoop.trials, part.upperBound)
                    }
                }
                blocks = try BlockLoop.each(
                    parts, threads: options.threads, in: context.unheard,
                    worker: { options.engine.simulator(of: run) },
                    work: { simulator, part in
                        RecordedBlock(
                            simulator, trials: part, points: .independent(options.noise), noise: options.noise,
                            bytes: RecordedBlock.memory * part.count / trials)
                    })
            }
            return blocks
        }
    }
}
