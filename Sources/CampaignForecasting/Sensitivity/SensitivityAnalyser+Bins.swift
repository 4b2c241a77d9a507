// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Bins of the ordinary run

extension SensitivityAnalyser {
    /// The most trials that are repeated with other luck, to tell what all inputs explain together.
    private static let repeated = 4_096

    /// The ordinary run: the metrics by trial, those of the repeated trials, and the inputs' values.
    private struct OrdinaryRun {
        var table, again, values: [[Double]]
        /// The splits that can be ranked.
        var ranked: [Int]
    }

    func bins(in context: RunContext) throws(CancellationError) -> Sensitivity {
        let total = options.trials
        let tables = try BlockLoop.tables(
            trials: total, threads: options.threads, in: context,
            worker: { study.worker() }, work: { worker, trials in ordinary(trials, worker) })
        let run = OrdinaryRun(
            table: tables[0], again: tables[1], values: tables[2], ranked: study.columns.ranked(tables[0]))
        let leader = study.columns.leader(by: metric, run.table)
        let bins = run.values.map(BinStudy.bins)
        let explained = run.values.map { ExplainedShare(of: $0) }
        return result(
            trials: total, evaluations: total + run.again.rowCount, leader: leader, among: run.ranked,
            outputs: outputs(leader: leader, among: run.ranked).map { binned($0, run, bins, explained, leader) })
    }

    /// The tables of an ordinary run, for a block of its trials.
    private func ordinary(_ trials: Range<Int>, _ worker: CampaignSimulator) -> [[[Double]]] {
        let program = campaign.program
        let scores = program.scores(trials: trials, noise: options.noise)
        let draws = program.draw(scores, count: trials.count)
        let table = study.read(worker.simulate(trials: trials, shared: draws))
        let again = trials.prefix(max(0, Self.repeated - trials.lowerBound))
        let values = zip(program.leaves, scores.leaves).map { leaf, column in
            column.map { leaf.law.value(score: $0) }
        }
        let first = SharedDraws(columns: draws.columns.map { Array($0.prefix(again.count)) }, held: draws.held)
        return [
            table,
            again.isEmpty
                ? table.map { _ in [] }
                : study.read(
                    worker.simulate(
                        trials: again, shared: first, noise: NoiseKey(seed: options.seed, purpose: .repeated))),
            values + campaign.strikes.map { draws.columns[$0] },
        ]
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
        let components = studied.components(run.table.map { column in rows.map { column[$0] } })
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
    private func together(_ studied: StudiedColumns, _ run: OrdinaryRun) -> VarianceShare? {
        let count = run.again.rowCount
        let pairs = studied.values([run.table.map { Array($0.prefix(count)) }, run.again])
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
