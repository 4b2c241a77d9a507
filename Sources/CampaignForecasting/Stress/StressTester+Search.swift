// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Flip values and reverse stress

extension StressTester {
    /// How far the plan is from a change: the best split's mean less the best of the others, or the chance of a goal less a half.
    func margin(_ target: FlipTarget, _ columns: SplitColumns, _ leader: Int) -> Margin {
        let (metric, goals) = (metric, campaign.scenario.goals)
        switch target {
        case .winner:
            return Margin { table in
                let rows = Array(0..<table.rowCount)
                let sign = metric.isBetterLower ? -1.0 : 1.0
                let own = columns.influence(metric, leader, table, rows)
                let gaps = (0..<columns.splits).filter { $0 != leader }.compactMap { split in
                    MeanInfluence.sum([(sign, own), (-sign, columns.influence(metric, split, table, rows))])
                }
                guard let least = gaps.min(by: { $0.value < $1.value }) else { return (.nan, .nan) }
                // Splits that bring the same differ by rounding only.
                let isTie = abs(least.value) <= 1e-9 * abs(own?.value ?? 0)
                return (isTie ? 0 : least.value, least.standardError)
            } state: { table in
                columns.leader(by: metric, table)
            }
        case .goal(let number):
            return Margin { table in
                let isMet = GoalCount.met(goals[number]) { table[columns.column($0, leader)] }
                let met = Proportion(count: isMet.count { $0 }, trials: isMet.count)
                let spread = (0.25 / Double(max(1, isMet.count))).squareRoot()
                return (met.value - 0.5, spread)
            }
        }
    }

    func evaluator(threads: Int) -> PointEvaluator {
        let study = study(campaign)
        return PointEvaluator(campaign: campaign, trials: options.searchTrials, seed: options.seed, threads: threads) {
            block, _ in
            study.read(block)
        }
    }

    func flips(
        _ assumptions: [Assumption], _ targets: [FlipTarget], _ margins: [Margin],
        _ isCancelled: @Sendable () -> Bool, progress: @Sendable (Int) -> Void
    ) -> [AssumptionFlips]? {
        let evaluator = evaluator(threads: 1)
        return BlockLoop.each(
            assumptions, threads: options.threads, isCancelled: isCancelled, progress: progress, worker: {}
        ) { _, assumption in
            evaluator.crossings(of: margins, reach: assumption.reach, isCancelled: isCancelled) {
                AssumptionPoint(moving: [assumption], to: [$0])
            }.map { Self.flips(assumption, targets, $0) }
        }
    }

    private static func flips(
        _ assumption: Assumption, _ targets: [FlipTarget], _ crossings: [(below: Crossing?, above: Crossing?)]
    ) -> AssumptionFlips {
        var values: [FlipValue] = []
        for (target, pair) in zip(targets, crossings) {
            for (crossing, isAbove) in [(pair.below, false), (pair.above, true)] {
                guard let crossing else { continue }
                let value = assumption.value(at: crossing.position)
                let next = assumption.value(at: crossing.position + crossing.error)
                values.append(
                    FlipValue(
                        target: target, value: value, error: abs(next - value), distance: crossing.position,
                        isAbove: isAbove, breaks: crossing.falls, best: crossing.state))
            }
        }
        let ends = [assumption.value(at: -assumption.reach), assumption.value(at: assumption.reach)].sorted()
        return AssumptionFlips(assumption: assumption, range: ends[0]...ends[1], values: values)
    }

    /// The nearest joint shift of all uncertain assumptions that brings a margin to 0; nil where it was cancelled.
    func nearest(
        _ margin: Margin, _ assumptions: [Assumption], _ isCancelled: @Sendable () -> Bool
    ) -> ReverseStress.Finding? {
        let evaluator = evaluator(threads: options.threads)
        let groups = campaign.program.groups
        func scores(_ independent: [Double]) -> [Double] {
            var columns = independent.map { [$0] }
            for group in groups { group.correlate(&columns) }
            return columns.map { $0[0] }
        }
        let search = NearestFailure(dimensions: assumptions.count)
        let outcome = search.search { points in
            let moved = points.map { AssumptionPoint(moving: assumptions, to: scores($0)) }
            return evaluator.evaluate(moved, isCancelled: isCancelled)?.map(margin.value)
        }
        switch outcome {
        case nil: return nil
        case .already?: return .already
        case .never?: return .never(within: search.greatest)
        case .found(let point, let slopes, let error)?:
            return .shift(shift(assumptions, point, slopes, error, scores(point)))
        }
    }

    private func shift(
        _ assumptions: [Assumption], _ point: [Double], _ slopes: [Double], _ error: Double, _ scores: [Double]
    ) -> JointShift {
        let square = point.reduce(0) { $0 + $1 * $1 }
        let strongest = slopes.max { abs($0) < abs($1) } ?? 1
        let moves = assumptions.indices.map { number in
            JointShift.Move(
                assumption: assumptions[number], value: assumptions[number].value(at: scores[number]),
                score: scores[number], part: point[number] * point[number] / square,
                exchange: strongest != 0 ? abs(slopes[number] / strongest) : 0)
        }
        return JointShift(
            length: square.squareRoot(), error: error, probability: NormalLaw.probability(below: -square.squareRoot()),
            moves: moves.sorted { $0.part > $1.part })
    }
}
