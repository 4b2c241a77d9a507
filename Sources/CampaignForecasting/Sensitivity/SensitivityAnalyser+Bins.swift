// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Bins of the ordinary run

extension SensitivityAnalyser {
    /// The most trials that are repeated with other luck, to tell what all inputs explain together.
    private static let repeated = 4_096

    /// The ordinary run: the metrics by trial, those of the repeated trials, and the inputs' values.
    private struct OrdinaryRun {
        var table, again: SampleTable<SplitColumn>
        var values: [[Double]]
        /// The splits that can be ranked.
        var ranked: [Int]
    }

    func bins(in context: RunContext) throws(CancellationError) -> Sensitivity {
        let total = options.trials
        let run = try ordinaryRun(in: context)
        let leader = study.columns.leader(by: metric, run.table)
        let bins = run.values.map(BinStudy.bins)
        let explained = run.values.map { ExplainedShare(of: $0) }
        return result(
            trials: total, evaluations: total + run.again.rowCount, leader: leader, among: run.ranked,
            outputs: outputs(leader: leader, among: run.ranked).map { binned($0, run, bins, explained, leader) })
    }

    /// The ordinary run, and its first trials once more with other luck.
    private func ordinaryRun(in context: RunContext) throws(CancellationError) -> OrdinaryRun {
        let plan = RunPlan(options)
        let (found, again) = (context.part(0..<9, of: 10), context.part(9..<10, of: 10))
        let whole = try Runner(plan, options).whole(of: OrdinaryAnalysis(study: study), in: found)
        let repeated = 0..<min(Self.repeated, options.trials)
        let other = try Runner(plan.drawing(.repeated, trials: repeated), options).table(of: study.run, in: again) {
            [study] block in study.read(block.outcomes)
        }
        return OrdinaryRun(
            table: whole.metrics, again: other, values: whole.inputs.all.map(\.values),
            ranked: study.columns.ranked(whole.metrics))
    }

    /// The metrics of all splits and the values of all inputs, by trial.
    private struct OrdinaryAnalysis: TrialAnalysis {
        let study: CampaignStudy

        struct Part: Mergeable, Sendable {
            var metrics: SampleTable<SplitColumn>
            /// By the number of the input.
            var inputs: SampleTable<Int>

            mutating func merge(_ other: Part) {
                metrics.merge(other.metrics)
                inputs.merge(other.inputs)
            }
        }

        var runs: [CampaignRun] { [study.run] }
        func nothing(trials: Int) -> Part { Part(metrics: SampleTable([]), inputs: SampleTable([])) }

        func part(of blocks: [SimulatedBlock]) -> Part {
            let block = blocks[0]
            let campaign = study.campaign
            let values = zip(campaign.program.leaves, block.scores.leaves).map { leaf, column in
                column.map { leaf.law.value(score: $0) }
            }
            let inputs = values + campaign.strikes.map { block.draws.columns[$0] }
            return Part(
                metrics: study.read(block.outcomes),
                inputs: SampleTable(inputs.enumerated().map { (key: $0, values: $1) }))
        }

        func result(of whole: Part) -> Part { whole }
    }

    private func binned(
        _ output: StudiedOutput, _ run: OrdinaryRun, _ bins: [[[Int]]], _ explained: [ExplainedShare], _ leader: Int
    ) -> OutputSensitivity {
        let studied = study.columns.studied(output, among: run.ranked)
        let rows = Array(0..<options.trials)
        let raw = studied.components(run.table)
        let single = raw.count == 1 ? raw[0] : nil
        let components = studied.values([run.table])[0]
        let undefined = rows.count { row in !components.allSatisfy { $0[row].isFinite } }
        let shares = explained.map { $0.share(components) }
        let spreads = shares.contains { $0 != nil }
        return OutputSensitivity(
            output: output, mean: study.columns.mean(output, leader: leader, among: run.ranked, run.table, rows),
            together: spreads ? together(studied, run) : nil,
            effects: !spreads
                ? []
                : bins.indices.map { input in
                    .bins(
                        BinnedEffect(
                            rankCorrelation: single.flatMap { BinStudy.rankCorrelation(run.values[input], $0) },
                            share: shares[input] ?? VarianceShare(value: 0, standardError: 0),
                            bins: bins[input].map { bin(output, $0, run, run.values[input], leader) }))
                }, undefined: undefined)
    }

    private func bin(
        _ output: StudiedOutput, _ rows: [Int], _ run: OrdinaryRun, _ values: [Double], _ leader: Int
    ) -> InputBin {
        var store = SampleStore(trials: 1)
        let studied = study.columns.studied(output, among: run.ranked)
        let components = studied.components(run.table.rows(rows))
        if components.count == 1 { store.add(components[0]) }
        var goals: [Proportion] = []
        if case .metric(_, let split) = output {
            goals = campaign.scenario.goals.map { goal in
                let met = GoalCount.met(goal) { run.table[study.columns.column($0, split)] }
                return Proportion(count: rows.count { met[$0] }, trials: rows.count)
            }
        }
        return InputBin(
            low: rows.map { values[$0] }.min() ?? .nan, high: rows.map { values[$0] }.max() ?? .nan,
            trials: rows.count, mean: study.columns.mean(output, leader: leader, among: run.ranked, run.table, rows),
            p5: store.summary(worstIsHigh: false).quantiles.first { $0.probability == 0.05 }, goals: goals)
    }

    /// What all inputs explain together: the correlation of trials with themselves under other luck.
    private func together(_ studied: StudiedColumns<SplitColumn>, _ run: OrdinaryRun) -> VarianceShare? {
        let count = run.again.rowCount
        let pairs = studied.values([run.table.prefix(count), run.again])
        let kept = (0..<count).filter { row in pairs.allSatisfy { $0.allSatisfy { $0[row].isFinite } } }
        guard kept.count > 2 else { return nil }
        var products = Array(repeating: 0.0, count: kept.count)
        var squares = products
        for component in pairs[0].indices {
            let (one, other) = (pairs[0][component], pairs[1][component])
            let mean = Moments(kept.map { one[$0] } + kept.map { other[$0] }).mean
            for (place, row) in kept.enumerated() {
                let (left, right) = (one[row] - mean, other[row] - mean)
                products[place] += left * right
                squares[place] += (left * left + right * right) / 2
            }
        }
        return VarianceShare(of: products, in: squares)
    }
}
