// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import Synchronization

// MARK: - Bins of the ordinary run

extension SensitivityAnalyser {
    /// The most trials that are repeated with other luck, to tell what all inputs explain together.
    private static let repeated = 4_096

    /// What the ordinary run keeps: the metrics by trial, those of the repeated trials, and the inputs' values.
    private struct OrdinaryRun: Sendable {
        var table: [[Double]] = []
        var again: [[Double]] = []
        var values: [[Double]] = []

        mutating func append(_ part: OrdinaryRun) {
            table.appendRows(part.table)
            again.appendRows(part.again)
            values.appendRows(part.values)
        }
    }

    func bins(_ progress: Progress, _ isCancelled: Cancellation) -> Sensitivity? {
        let all = Mutex(OrdinaryRun())
        let total = options.trials
        BlockLoop.run(
            trials: total, threads: options.threads, isCancelled: isCancelled, worker: { study.worker() },
            work: { worker, trials in ordinary(trials, worker) },
            collect: { part in
                let done = all.withLock { all in
                    all.append(part)
                    return all.table.rowCount
                }
                progress(done, total)
            })
        let run = all.withLock { $0 }
        guard run.table.rowCount == total else { return nil }
        let leader = leader(run.table)
        let bins = run.values.map(BinStudy.bins)
        return result(
            trials: total, evaluations: total + (run.again.rowCount), leader: leader,
            outputs: outputs(leader: leader).map { binned($0, run, bins, leader) })
    }

    private func ordinary(_ trials: Range<Int>, _ worker: CampaignSimulator) -> OrdinaryRun {
        let scores = study.scores(trials: trials)
        let program = campaign.program
        let draws = program.draw(scores, count: trials.count)
        var run = OrdinaryRun(table: study.evaluate(scores, luck: Array(trials), with: worker))
        run.values = zip(program.leaves, scores.leaves).map { leaf, column in column.map { leaf.law.value(score: $0) } }
        run.values += campaign.strikes.map { draws.columns[$0] }
        let again = trials.prefix(max(0, Self.repeated - trials.lowerBound))
        if again.isEmpty {
            run.again = run.table.map { _ in [] }
        } else {
            let part = SharedScores(
                leaves: scores.leaves.map { Array($0.prefix(again.count)) },
                strikes: scores.strikes.map { Array($0.prefix(again.count)) })
            // The creators, posts and orders of trials that no run reaches.
            run.again = study.evaluate(part, luck: again.map { $0 + 2_000_000_000 }, with: worker)
        }
        return run
    }

    private func binned(
        _ output: StudiedOutput, _ run: OrdinaryRun, _ bins: [[[Int]]], _ leader: Int
    ) -> OutputSensitivity {
        let studied = study.columns.studied(output)
        let rows = Array(0..<options.trials)
        var components = studied.components(run.table)
        let single = components.count == 1 ? components[0] : nil
        if studied.isByRank { components = components.map(Ranks.of) }
        let undefined = rows.count { row in !components.allSatisfy { $0[row].isFinite } }
        let shares = bins.map { BinStudy.share(components, $0) }
        let spreads = shares.contains { $0 != nil }
        return OutputSensitivity(
            output: output, mean: study.columns.mean(output, leader: leader, run.table, rows),
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
        let components = study.columns.studied(output).components(run.table.map { column in rows.map { column[$0] } })
        if components.count == 1 { store.add(components[0]) }
        var goals: [Proportion] = []
        if case .metric(_, let split) = output {
            goals = campaign.scenario.goals.map { goal in
                let column = run.table[study.columns.column(goal.metric, split)]
                return Proportion(count: rows.count { goal.isMet(by: column[$0]) }, trials: rows.count)
            }
        }
        return InputBin(
            low: rows.map { values[$0] }.min() ?? .nan, high: rows.map { values[$0] }.max() ?? .nan,
            trials: rows.count, mean: study.columns.mean(output, leader: leader, run.table, rows),
            p5: store.summary(worstIsHigh: false).quantiles.first { $0.probability == 0.05 }, goals: goals)
    }

    /// What all inputs explain together: the correlation of trials with themselves under other luck.
    private func together(_ studied: StudiedColumns, _ run: OrdinaryRun) -> VarianceShare? {
        let count = run.again.rowCount
        var pairs = [run.table.map { Array($0.prefix(count)) }, run.again].map(studied.components)
        if studied.isByRank {
            for component in pairs[0].indices {
                let ranks = Ranks.pooled([pairs[0][component], pairs[1][component]])
                (pairs[0][component], pairs[1][component]) = (ranks[0], ranks[1])
            }
        }
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
        let variance = Moments(squares).mean
        guard variance > 0 else { return nil }
        let share = Moments(products).mean / variance
        let influence = zip(products, squares).map { ($0 - share * $1) / variance }
        return VarianceShare(
            value: share, standardError: (Moments(influence).sd ?? 0) / Double(kept.count).squareRoot())
    }
}
