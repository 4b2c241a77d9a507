// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Bins of the ordinary run

extension SensitivityAnalyser {
    /// The most trials that are repeated with other luck, to tell what all inputs explain together.
    private static let repeated = 4_096

    /// The ordinary run: the metrics by trial, those of the repeated trials, and what is read off them again and again.
    private struct OrdinaryRun {
        var table, again: SampleTable<SplitColumn>
        var inputs: [StudiedValues]
        /// The splits that can be ranked.
        var ranked: [Int]
        /// By split, then by goal, whether each trial meets it.
        var goalsMet: [[[Bool]]]
    }

    /// An input's values by trial.
    private struct StudiedValues {
        let values: [Double]
        let bins: [[Int]]
        let explained: ExplainedShare
        let ranks: [Double]

        init(_ values: [Double]) {
            self.values = values
            bins = BinStudy.bins(of: values)
            explained = ExplainedShare(of: values)
            ranks = Ranks.of(values)
        }
    }

    /// An output by trial.
    private struct OutputValues {
        let output: StudiedOutput
        let studied: StudiedColumns<SplitColumn>
        /// The columns before they are ranked, and the only one where there is one.
        let raw: [[Double]]
        let single: [Double]?
        /// The ranks of the only one, where it is defined in every trial.
        let ranks: [Double]?

        init(_ output: StudiedOutput, _ studied: StudiedColumns<SplitColumn>, _ table: SampleTable<SplitColumn>) {
            self.output = output
            self.studied = studied
            raw = studied.components(table)
            single = raw.count == 1 ? raw[0] : nil
            ranks = single.flatMap { $0.contains(where: \.isNaN) ? nil : Ranks.of($0) }
        }

        func rankCorrelation(with input: StudiedValues) -> RankCorrelation? {
            if let ranks { return BinStudy.rankCorrelation(ofRanks: input.ranks, ranks) }
            return single.flatMap { BinStudy.rankCorrelation(input.values, $0) }
        }
    }

    func bins(in context: RunContext) throws(CancellationError) -> Sensitivity {
        let total = options.trials
        let run = try ordinaryRun(in: context)
        let leader = study.columns.leader(by: metric, run.table)
        return result(
            trials: total, evaluations: total + run.again.rowCount, leader: leader, among: run.ranked,
            outputs: outputs(leader: leader, among: run.ranked).map { binned($0, run, leader) })
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
        let (table, columns, goals) = (whole.metrics, study.columns, campaign.scenario.goals)
        return OrdinaryRun(
            table: table, again: other, inputs: whole.inputs.all.map { StudiedValues($0.values) },
            ranked: columns.ranked(table),
            goalsMet: (0..<columns.splits).map { split in
                goals.map { goal in GoalCount.met(goal) { table[columns.column($0, split)] } }
            })
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

    private func binned(_ output: StudiedOutput, _ run: OrdinaryRun, _ leader: Int) -> OutputSensitivity {
        let values = OutputValues(output, study.columns.studied(output, among: run.ranked), run.table)
        let rows = Array(0..<options.trials)
        let components = values.studied.values([run.table])[0]
        let undefined = rows.count { row in !components.allSatisfy { $0[row].isFinite } }
        let shares = run.inputs.map { $0.explained.share(components) }
        let spreads = shares.contains { $0 != nil }
        return OutputSensitivity(
            output: output, mean: study.columns.mean(output, leader: leader, among: run.ranked, run.table, rows),
            together: spreads ? together(values.studied, run) : nil,
            effects: !spreads
                ? []
                : zip(run.inputs, shares).map { input, share in
                    .bins(
                        BinnedEffect(
                            rankCorrelation: values.rankCorrelation(with: input),
                            share: share ?? VarianceShare(value: 0, standardError: 0),
                            bins: input.bins.map { bin($0, of: input, values, run, leader) }))
                }, undefined: undefined)
    }

    private func bin(
        _ rows: [Int], of input: StudiedValues, _ values: OutputValues, _ run: OrdinaryRun, _ leader: Int
    ) -> InputBin {
        var store = SampleStore(trials: 1)
        if let single = values.single { store.add(rows.map { single[$0] }) }
        var goals: [Proportion] = []
        if case .metric(_, let split) = values.output {
            goals = run.goalsMet[split].map { met in
                Proportion(count: rows.count { met[$0] }, trials: rows.count)
            }
        }
        let mean =
            if case .decision = values.output { Moments(rows.map { values.raw[leader][$0] }).estimate } else {
                study.columns.mean(values.output, leader: leader, among: run.ranked, run.table, rows)
            }
        return InputBin(
            low: rows.map { input.values[$0] }.min() ?? .nan, high: rows.map { input.values[$0] }.max() ?? .nan,
            trials: rows.count, mean: mean,
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
