// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - How far the plan is from a change

extension StressTester {
    /// How far the plan is from a change: the best split's mean less the best of the others, or the chance of a goal less a half.
    ///
    /// Points are looked at in the first of the plan's trials, and what all its trials say of the plan corrects what these say
    /// of it, so that the error is that of the change and of the whole plan.
    func margin(_ target: SwitchingTarget, _ columns: SplitColumns, _ leader: Int, plan: SampleTable<SplitColumn>)
        -> Margin<
            SplitColumn
        >
    {
        switch target {
        case .winner: winnerMargin(columns, leader, plan: plan)
        case .goal(let number): goalMargin(campaign.scenario.goals[number], columns, leader, plan: plan)
        }
    }

    private func winnerMargin(_ columns: SplitColumns, _ leader: Int, plan: SampleTable<SplitColumn>) -> Margin<
        SplitColumn
    > {
        let metric = metric
        let sign = metric.isBetterLower ? -1.0 : 1.0
        let isLeaderRanked = columns.ranked(plan).contains(leader)
        @Sendable func gap(_ split: Int, _ table: SampleTable<SplitColumn>, _ rows: [Int]) -> MeanInfluence? {
            MeanInfluence(summing: [
                (sign, columns.influence(metric, leader, table, rows)),
                (-sign, columns.influence(metric, split, table, rows)),
            ])
        }
        let known = (0..<columns.splits).map { gap($0, plan, Array(0..<plan.rowCount))?.estimate }
        return Margin { table in
            let ranked = columns.ranked(table)
            guard !isLeaderRanked || ranked.contains(leader) else { return (.nan, .nan) }
            let rows = Array(0..<table.rowCount)
            let rivals = isLeaderRanked ? ranked : Array(0..<columns.splits)
            let gaps = rivals.filter { $0 != leader }.compactMap { split -> Estimate? in
                guard let here = gap(split, table, rows) else { return nil }
                guard let same = gap(split, plan, rows), let known = known[split] else { return here.estimate }
                return here.controlled(by: same, known: known)
            }
            guard let least = gaps.min(by: { $0.value < $1.value }) else { return (.nan, .nan) }
            // Splits that bring the same differ by rounding only.
            let size = abs(columns.influence(metric, leader, table, rows)?.value ?? 0)
            let isTie = abs(least.value) <= 1e-9 * size
            return (isTie ? 0 : least.value, least.standardError)
        } state: { table in
            columns.leader(by: metric, table)
        }
    }

    private func goalMargin(_ goal: Goal, _ columns: SplitColumns, _ leader: Int, plan: SampleTable<SplitColumn>)
        -> Margin<SplitColumn>
    {
        @Sendable func met(_ table: SampleTable<SplitColumn>) -> [Double] {
            GoalCount.met(goal) { table[columns.column($0, leader)] }.map { $0 ? 1 : 0 }
        }
        let all = met(plan)
        let known = MeanInfluence(all).estimate
        return Margin { table in
            let here = MeanInfluence(met(table))
            let chance = here.controlled(by: MeanInfluence(Array(all.prefix(table.rowCount))), known: known)
            return (chance.value - 0.5, chance.standardError)
        }
    }

    /// Evaluates points in this many of the plan's trials.
    func evaluator(
        trials: Int? = nil, threads: Int, recording: PointEvaluator<SplitColumn>.Recording = .kept
    ) -> PointEvaluator<SplitColumn> {
        let study = study(campaign)
        return PointEvaluator(
            study.run, options.searching.asking(trials ?? options.searchTrials), threads: threads,
            recording: recording
        ) { block, _ in
            study.read(block)
        }
    }
}

// MARK: - Switching values

extension StressTester {
    /// The assumptions nearest to changing the best split that are looked at again in more trials, and in how many times as many.
    private static let (refined, refinement) = (4, 4)

    /// Where each assumption changes something by itself.
    func switchingValues(
        _ assumptions: [Assumption], _ targets: [SwitchingTarget], _ margins: [Margin<SplitColumn>],
        in context: RunContext
    ) throws(CancellationError) -> [SwitchingValues] {
        var moved = try switchingValues(assumptions, targets, margins, trials: options.searchTrials, in: context)
        // More trials where the choice between splits hangs on the answer.
        let more = min(options.trials, Self.refinement * options.searchTrials)
        guard more > options.searchTrials else { return moved }
        func nearest(_ moved: SwitchingValues) -> Double? {
            moved.values.filter { $0.target == .winner }.map { abs($0.distance) }.min()
        }
        let near = moved.indices.compactMap { number in nearest(moved[number]).map { (number, $0) } }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(Self.refined).map(\.0)
        let again = try self.switchingValues(
            near.map { assumptions[$0] }, targets, margins, trials: more, in: context.unheard)
        for (number, found) in zip(near, again) { moved[number] = found }
        return moved
    }

    private func switchingValues(
        _ assumptions: [Assumption], _ targets: [SwitchingTarget], _ margins: [Margin<SplitColumn>], trials: Int,
        in context: RunContext
    ) throws(CancellationError) -> [SwitchingValues] {
        let evaluator = evaluator(trials: trials, threads: 1)
        return try BlockLoop.each(assumptions, threads: options.threads, in: context, worker: {}) {
            (_, assumption) throws(CancellationError) in
            let crossings = try evaluator.crossings(of: margins, span: assumption.span, in: context) {
                AssumptionPoint(moving: [assumption], to: [$0])
            }
            let values = zip(targets, crossings).flatMap { target, pair in
                pair.all.map { Self.switchingValue(assumption, target, $0) }
            }
            return SwitchingValues(
                assumption: assumption, range: assumption.range(within: -assumption.span...assumption.span),
                values: values, trials: trials)
        }
    }

    private static func switchingValue(_ assumption: Assumption, _ target: SwitchingTarget, _ crossing: Crossing)
        -> SwitchingValue
    {
        func shown(_ position: Double) -> Double { assumption.shown(assumption.value(at: position)) }
        let change = crossing.change
        let value = shown(change.position)
        let ends = [change.inner, change.outer].map { $0.map(shown) }
        let known = ends.compactMap { $0 }
        // A quantity may fall where its part rises.
        let isRising = shown(assumption.span) > shown(-assumption.span)
        let isAbove = (change.position > 0) == isRising
        let bounds = isAbove ? ends : ends.reversed()
        return SwitchingValue(
            target: target, value: value, error: abs(shown(change.position + crossing.error) - value),
            low: known.count == 2 ? known.min() : bounds[0], high: known.count == 2 ? known.max() : bounds[1],
            isApart: change.isApart, distance: change.position, isAbove: isAbove, breaks: crossing.falls,
            best: crossing.state)
    }
}

extension Assumption {
    /// What is shown of its values between two positions.
    func range(within positions: ClosedRange<Double>) -> ClosedRange<Double> {
        let ends = [positions.lowerBound, positions.upperBound].map { shown(value(at: $0)) }.sorted()
        return ends[0]...ends[1]
    }
}

// MARK: - Reverse stress

extension StressTester {
    /// The nearest joint shift of all uncertain assumptions that brings a margin to 0.
    ///
    /// - Parameters:
    ///   - margin: the margin.
    ///   - assumptions: the uncertain assumptions.
    ///   - shifts: evaluates shifts of the assumptions in some of the plan's trials and in all of them.
    ///   - context: asked whether to go on.
    func nearest(
        _ margin: Margin<SplitColumn>, _ assumptions: [Assumption], by shifts: (few: JointShifts, all: JointShifts),
        in context: RunContext
    ) throws(CancellationError) -> ReverseStress.Finding {
        func values(by shifts: JointShifts) -> NearestFailure.Function {
            { points throws(CancellationError) in try shifts.tables(at: points, in: context).map(margin.value) }
        }
        let search = NearestFailure(dimensions: assumptions.count)
        switch try search.search(values(by: shifts.few), precise: values(by: shifts.all)) {
        case .already: return .already
        case .open: return .open
        case .never: return .never(within: search.greatest)
        case .found(let point, let slopes, let change):
            return .shift(shift(assumptions, point, slopes, change, shifts.few.scores(point)))
        }
    }

    private func shift(
        _ assumptions: [Assumption], _ point: [Double], _ slopes: [Double], _ change: SignChange, _ scores: [Double]
    ) -> JointShift {
        let square = point.reduce(0) { $0 + $1 * $1 }
        let strongest = slopes.max { abs($0) < abs($1) } ?? 1
        let moves = assumptions.indices.map { number in
            JointShift.Move(
                assumption: assumptions[number],
                value: assumptions[number].shown(assumptions[number].value(at: scores[number])),
                score: scores[number], part: square > 0 ? point[number] * point[number] / square : 0,
                exchange: strongest != 0 ? abs(slopes[number] / strongest) : 0)
        }
        let (low, high) = (change.inner ?? 0, change.outer ?? change.position)
        return JointShift(
            length: square.squareRoot(), error: (high - low) / (2 * StandardNormal.z975), low: low, high: high,
            probability: NormalLaw.probability(below: -square.squareRoot()),
            moves: moves.sorted { $0.part > $1.part })
    }
}

/// Joint shifts of assumptions with what they do to the plan. Those of at most one score are looked at once, since the search of every
/// target begins with them; not for sharing between threads.
final class JointShifts {
    private let assumptions: [Assumption]
    private let correlated: [SharedProgram.CorrelatedLeaves]
    private let evaluator: PointEvaluator<SplitColumn>
    private var known: [[Double]: SampleTable<SplitColumn>] = [:]

    /// Shifts of `assumptions`, which `correlated` makes go together.
    init(
        _ assumptions: [Assumption], correlated: [SharedProgram.CorrelatedLeaves],
        evaluator: PointEvaluator<SplitColumn>
    ) {
        self.assumptions = assumptions
        self.correlated = correlated
        self.evaluator = evaluator
    }

    /// The assumptions' scores of independent ones.
    func scores(_ independent: [Double]) -> [Double] {
        var columns = independent.map { [$0] }
        for leaves in correlated { leaves.correlate(&columns) }
        return columns.map { $0[0] }
    }

    /// The columns of the plan at some shifts, given by independent scores.
    func tables(
        at points: [[Double]], in context: RunContext
    ) throws(CancellationError) -> [SampleTable<SplitColumn>] {
        var tables = points.map { known[$0] }
        let new = points.indices.filter { tables[$0] == nil }
        let moved = new.map { AssumptionPoint(moving: assumptions, to: scores(points[$0])) }
        for (place, table) in zip(new, try evaluator.evaluate(moved, in: context)) {
            tables[place] = table
            if points[place].count(where: { $0 != 0 }) <= 1 { known[points[place]] = table }
        }
        return tables.compactMap { $0 }
    }
}
