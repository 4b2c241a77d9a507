// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Evaluates a campaign with some of its assumptions moved, always in the same imagined campaigns otherwise, so that what
/// changes is due to the move.
struct PointEvaluator: Sendable {
    private let campaign: PreparedCampaign
    private let plan: BudgetPlan
    /// The scores of the trials in which each point is evaluated.
    private let scores: SharedScores
    private let trials: Int
    private let seed: UInt64
    private let threads: Int
    /// What is read off the outcomes and campaign-wide values of some trials, as columns.
    private let read: @Sendable (OutcomeBlock, SharedDraws) -> [[Double]]

    /// An evaluator that reads columns off the first `trials` trials.
    init(
        campaign: PreparedCampaign, trials: Int, seed: UInt64, threads: Int,
        read: @escaping @Sendable (OutcomeBlock, SharedDraws) -> [[Double]]
    ) {
        self.campaign = campaign
        self.trials = trials
        self.seed = seed
        self.threads = threads
        self.read = read
        plan = BudgetPlan(scenario: campaign.scenario)
        scores = campaign.program.scores(trials: 0..<trials, seed: seed)
    }

    /// The columns at each point, in their order; nil where it was cancelled.
    func evaluate(_ points: [AssumptionPoint], isCancelled: @Sendable () -> Bool) -> [[[Double]]]? {
        BlockLoop.each(
            points, threads: threads, isCancelled: isCancelled,
            worker: { CampaignSimulator(campaign: campaign, plan: plan, seed: seed) },
            work: { simulator, point in
                let draws = point.draws(campaign, scores, count: trials)
                return read(simulator.simulate(trials: 0..<trials, shared: draws), draws)
            })
    }
}

/// Something read off a campaign that changes its sign where a decision or a claim changes.
struct Margin: Sendable {
    /// The value at a point from the point's columns, with its standard error; NaN where it does not exist.
    var value: @Sendable (_ columns: [[Double]]) -> (value: Double, error: Double)
    /// Which of several states holds at a point, to name what lies beyond a crossing; nil where there is nothing to name.
    var state: @Sendable (_ columns: [[Double]]) -> Int? = { _ in nil }
}

/// A position at which a margin changes its sign.
struct Crossing: Sendable, Equatable {
    /// The position, with its standard error by the margin's slope there.
    var position, error: Double
    /// Whether the margin falls below 0 on the side away from the start.
    var falls: Bool
    /// The margin's state beyond the crossing.
    var state: Int?
}

extension PointEvaluator {
    /// The nearest crossings of each margin below and above 0 along a line of points: by margin, then below and above; nil
    /// where there is none.
    ///
    /// Each side is looked at in five steps, so a pair of crossings within one step is missed; what chance alone may have crossed is no
    /// crossing; each one found is closed in
    /// upon until the margin is within a fifth of its error or the position within a hundredth of the step.
    ///
    /// - Parameters:
    ///   - reach: how far positions go either way.
    ///   - point: the point at a position.
    func crossings(
        of margins: [Margin], reach: Double, isCancelled: @Sendable () -> Bool,
        at point: (Double) -> AssumptionPoint
    ) -> [(below: Crossing?, above: Crossing?)]? {
        let steps = 5
        let positions = (-steps...steps).map { Double($0) / Double(steps) * reach }
        guard let columns = evaluate(positions.map(point), isCancelled: isCancelled) else { return nil }
        var result: [(below: Crossing?, above: Crossing?)] = []
        for margin in margins {
            let values = columns.map(margin.value)
            func nearest(_ way: Int) -> Crossing?? {
                var place = steps
                while positions.indices.contains(place + way) {
                    let (inner, outer) = (values[place].value, values[place + way].value)
                    if inner.isFinite, outer.isFinite, (inner > 0) != (outer > 0), isShown(values, from: place, way) {
                        return close(
                            margin, (positions[place], inner), (positions[place + way], outer),
                            margin.state(columns[place + way]), point, isCancelled)
                    }
                    place += way
                }
                return .some(nil)
            }
            guard let below = nearest(-1), let above = nearest(1) else { return nil }
            result.append((below, above))
        }
        return result
    }

    /// Whether a margin lies by two standard errors on the other side somewhere before it turns back, so that the crossing is
    /// not chance alone.
    private func isShown(_ values: [(value: Double, error: Double)], from place: Int, _ way: Int) -> Bool {
        let isAbove = values[place + way].value > 0
        var next = place + way
        while values.indices.contains(next), values[next].value.isFinite, (values[next].value > 0) == isAbove {
            if abs(values[next].value) > 2 * values[next].error { return true }
            next += way
        }
        return false
    }

    /// Closes in on a crossing between two positions by the Illinois variant of false position (Dowell and Jarratt 1971).
    private func close(
        _ margin: Margin, _ inner: (Double, Double), _ outer: (Double, Double), _ state: Int?,
        _ point: (Double) -> AssumptionPoint, _ isCancelled: @Sendable () -> Bool
    ) -> Crossing?? {
        var (one, other) = (inner, outer)
        var (weightOne, weightOther) = (inner.1, outer.1)
        let width = abs(outer.0 - inner.0)
        var error = 0.0
        for _ in 0..<8 where abs(other.0 - one.0) > width / 100 {
            let middle = one.0 - weightOne * (other.0 - one.0) / (weightOther - weightOne)
            guard let columns = evaluate([point(middle)], isCancelled: isCancelled) else { return nil }
            let (value, spread) = margin.value(columns[0])
            guard value.isFinite else { break }
            error = spread
            if (value > 0) == (one.1 > 0) {
                one = (middle, value)
                weightOne = value
                weightOther /= 2
            } else {
                other = (middle, value)
                weightOther = value
                weightOne /= 2
            }
            if abs(value) <= 0.2 * spread { break }
        }
        let position = one.0 - one.1 * (other.0 - one.0) / (other.1 - one.1)
        let slope = (outer.1 - inner.1) / (outer.0 - inner.0)
        return .some(
            Crossing(
                position: position, error: slope != 0 ? abs(error / slope) : .nan, falls: outer.1 < inner.1,
                state: state))
    }
}
