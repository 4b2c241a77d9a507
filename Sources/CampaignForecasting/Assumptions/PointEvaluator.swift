// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import Synchronization

/// Evaluates a campaign with some of its assumptions moved, always in the same imagined campaigns otherwise, so that what
/// changes is due to the move.
///
/// The campaigns are recorded once; at each point only what looks at a moved value is simulated again.
struct PointEvaluator<Key: Hashable & Sendable>: Sendable {
    private let run: CampaignRun
    private let options: ForecastOptions
    private let threads: Int
    /// What is read off the outcomes and campaign-wide values of some trials.
    private let read: @Sendable (OutcomeBlock, SharedDraws) -> SampleTable<Key>
    private let isRecorded: Bool
    private let recorded = Recorded()

    /// The campaigns before anything is moved, recorded when they are asked for first.
    private final class Recorded: Sendable {
        let blocks = Mutex<[RecordedBlock]>([])
    }

    /// An evaluator that reads columns off the first trials.
    ///
    /// - Parameters:
    ///   - run: what is simulated.
    ///   - options: the trials, the chance and the engine.
    ///   - threads: those among which points are shared.
    ///   - isRecorded: whether the campaigns are recorded, which pays from a few points on.
    ///   - read: reads the columns.
    init(
        _ run: CampaignRun, _ options: ForecastOptions, threads: Int, isRecorded: Bool = true,
        read: @escaping @Sendable (OutcomeBlock, SharedDraws) -> SampleTable<Key>
    ) {
        self.run = run
        self.options = options
        self.threads = threads
        self.isRecorded = isRecorded
        self.read = read
    }

    /// The columns at each point, in their order.
    func evaluate(
        _ points: [AssumptionPoint], in context: RunContext
    ) throws(CancellationError) -> [SampleTable<Key>] {
        guard isRecorded else {
            var tables: [SampleTable<Key>] = []
            for point in points { tables.append(try whole(at: point, in: context)) }
            return tables
        }
        let blocks = try blocks(in: context)
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
        try recorded.blocks.withLock { (blocks) throws(CancellationError) in
            if blocks.isEmpty {
                let starts = Array(stride(from: 0, to: options.trials, by: BlockLoop.trials))
                blocks = try BlockLoop.each(
                    starts, threads: options.threads, in: context.unheard,
                    worker: { options.engine.simulator(of: run) },
                    work: { simulator, start in
                        RecordedBlock(
                            simulator, trials: start..<min(start + BlockLoop.trials, options.trials),
                            points: .independent(options.noise), noise: options.noise,
                            bytes: RecordedBlock.memory / starts.count)
                    })
            }
            return blocks
        }
    }
}

/// Something read off a campaign that changes its sign where a decision or a claim changes.
struct Margin<Key: Hashable & Sendable>: Sendable {
    /// The value at a point from the point's columns, with its standard error; NaN where it does not exist.
    var value: @Sendable (_ columns: SampleTable<Key>) -> (value: Double, error: Double)
    /// Which of several states holds at a point, to name what lies beyond a crossing; nil where there is nothing to name.
    var state: @Sendable (_ columns: SampleTable<Key>) -> Int? = { _ in nil }
}

/// A position at which a margin changes its sign.
struct Crossing: Sendable, Equatable {
    /// The position with its interval.
    var change: SignChange
    /// The standard error of the position by the margin's slope there.
    var error: Double
    /// The margin's state beyond the crossing.
    var state: Int?

    /// The position.
    var position: Double { change.position }
    /// Whether the margin falls below 0 on the side away from the start.
    var falls: Bool { change.falls }
}

/// The nearest crossings of a margin on both sides; nil where there is none.
struct Crossings: Sendable, Equatable {
    /// The one at a lower position.
    var below: Crossing?
    /// The one at a higher position.
    var above: Crossing?

    /// Those that there are.
    var all: [Crossing] { [below, above].compactMap { $0 } }
}

extension PointEvaluator {
    /// The nearest crossings of each margin below and above 0 along a line of points, by margin.
    ///
    /// Each side is looked at in five steps, so a pair of crossings within one step is missed; what chance alone may have crossed is no
    /// crossing; each one found is closed in upon until the margin is within a fifth of its error or the position within a
    /// hundredth of the step.
    ///
    /// - Parameters:
    ///   - span: how far positions go either way.
    ///   - point: the point at a position.
    func crossings(
        of margins: [Margin<Key>], span: Double, in context: RunContext, at point: (Double) -> AssumptionPoint
    ) throws(CancellationError) -> [Crossings] {
        let steps = 5
        let positions = (-steps...steps).map { Double($0) / Double(steps) * span }
        let columns = try evaluate(positions.map(point), in: context)
        var result: [Crossings] = []
        for margin in margins {
            let values = zip(positions, columns).map { position, columns in
                let (value, error) = margin.value(columns)
                return SignChange.Point(position: position, value: value, error: error)
            }
            func nearest(_ way: Double) throws(CancellationError) -> Crossing? {
                guard let change = SignChange(values, way: way),
                    let beyond = positions.indices.filter({ positions[$0] * way > change.position * way }).min(by: {
                        positions[$0] * way < positions[$1] * way
                    })
                else { return nil }
                return try close(
                    margin, values, way, positions[beyond], margin.state(columns[beyond]), context, point)
            }
            result.append(Crossings(below: try nearest(-1), above: try nearest(1)))
        }
        return result
    }

    /// Closes in on the nearest crossing on one side by the Illinois variant of false position (Dowell and Jarratt 1971).
    private func close(
        _ margin: Margin<Key>, _ values: [SignChange.Point], _ way: Double, _ outerPosition: Double, _ state: Int?,
        _ context: RunContext, _ point: (Double) -> AssumptionPoint
    ) throws(CancellationError) -> Crossing? {
        var points = values
        guard let outer = points.first(where: { $0.position == outerPosition }),
            let inner = points.filter({ $0.position * way < outerPosition * way }).max(by: {
                $0.position * way < $1.position * way
            })
        else { return nil }
        var (one, other) = (inner, outer)
        var (weightOne, weightOther) = (inner.value, outer.value)
        let width = abs(outer.position - inner.position)
        var error = inner.error
        for _ in 0..<8 where abs(other.position - one.position) > width / 100 {
            let middle = one.position - weightOne * (other.position - one.position) / (weightOther - weightOne)
            guard middle != one.position, middle != other.position else { break }
            let columns = try evaluate([point(middle)], in: context)
            let (value, spread) = margin.value(columns[0])
            guard value.isFinite else { break }
            error = spread
            let found = SignChange.Point(position: middle, value: value, error: spread)
            points.append(found)
            if (value > 0) == (one.value > 0) {
                one = found
                weightOne = value
                weightOther /= 2
            } else {
                other = found
                weightOther = value
                weightOne /= 2
            }
            if abs(value) <= 0.2 * spread { break }
        }
        let slope = (outer.value - inner.value) / (outer.position - inner.position)
        return SignChange(points, way: way).map { change in
            Crossing(change: change, error: slope != 0 ? abs(error / slope) : .nan, state: state)
        }
    }
}
