// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Some trials of a plan that is moved again and again, with what is known of them.
final class PooledBlock: Sendable {
    /// The trials.
    let trials: Range<Int>
    private let run: CampaignRun
    private let noise: NoiseKey
    private let scores: SharedScores
    /// The campaign-wide values before anything is moved.
    private let drawn: SharedDraws
    private let known: Exclusive<KnownLines>

    /// A block of a run's campaign of which nothing is known.
    init(_ run: CampaignRun, trials: Range<Int>, noise: NoiseKey) {
        self.run = run
        self.trials = trials
        self.noise = noise
        scores = run.campaign.program.scores(trials: trials, noise: noise)
        drawn = run.campaign.program.draw(scores, count: trials.count)
        known = Exclusive(KnownLines(run.campaign.lines.count, draws: drawn))
    }

    private func values(_ moved: MovedValues) -> SharedDraws {
        moved.isEmpty
            ? drawn : run.campaign.program.draw(scores, count: trials.count, moving: moved, from: drawn).draws
    }

    /// What is simulated anew at some budgets with some values moved, nothing being kept.
    func simulate(_ engine: any CampaignEngine, _ budgets: BudgetPlan, _ moved: MovedValues) -> OutcomeBlock {
        engine.simulator(of: CampaignRun(run.campaign, budgets: budgets, kept: run.kept))
            .outcomes(trials: trials, draws: values(moved), noise: noise)
    }

    /// What lines bring at some budgets with some values moved; what is not known yet is found out and kept.
    func read(_ budgets: BudgetPlan, _ moved: MovedValues, with tools: PooledTools) -> OutcomeBlock {
        let draws = values(moved)
        var outcomes = OutcomeBlock(firstTrial: trials.lowerBound, count: trials.count, plan: budgets, weeks: 0)
        known.withTurn { known in
            let tasks = zip(run.campaign.lines.indices, known.steps(to: draws, budgets)).compactMap { line, step in
                step.map { LineTask(line, run.campaign.lines[line], budgets, $0) }
            }
            var values = Array(repeating: 0.0, count: max(draws.columns.count, 1))
            for (place, trial) in trials.enumerated() {
                for slot in draws.columns.indices { values[slot] = draws.columns[slot][place] }
                values.withUnsafeBufferPointer { values in
                    guard let start = values.baseAddress else { return }
                    for task in tasks {
                        let found = known.with(task.number, trial: trial, noise: noise, values: start) { draws, pool in
                            switch task.step {
                            case .record: tools.simulator.record(task.line, draws, scratch: tools.scratch, in: &pool)
                            case .expect: tools.simulator.expect(task.line, draws.rates, of: &pool, at: place)
                            case .read: break
                            }
                            return tools.simulator.read(
                                task.line, draws, of: pool, at: place, amounts: task.amounts)
                        }
                        guard let found else { continue }
                        outcomes.store(
                            found, of: run.kept, firstLevel: task.firstLevel, trial: place)
                    }
                }
            }
        }
        return outcomes
    }
}

/// What a thread works on blocks with.
final class PooledTools {
    let simulator: LineSimulator
    /// For what is kept of a trial while it is recorded.
    let scratch = Arena()

    init(_ kept: [Outcome]) { simulator = LineSimulator(wanted: WantedOutcomes(kept, weeks: false)) }
}

/// What is to be done with a line of a block; a class, so that a line's many laws are not copied trial by trial.
private final class LineTask {
    let number: Int
    let line: PreparedLine
    let amounts: [Double]
    let firstLevel: Int
    let step: KnownLines.Step

    init(_ number: Int, _ line: PreparedLine, _ budgets: BudgetPlan, _ step: KnownLines.Step) {
        self.number = number
        self.line = line
        amounts = budgets.amounts[number]
        firstLevel = budgets.firstLevel(line: number)
        self.step = step
    }
}

/// What is known of the lines of a campaign at some campaign-wide values, in some trials.
private struct KnownLines {
    private var draws: SharedDraws
    private var pools: [PooledLine]
    /// What hires and views, rates, and the rest have looked at, by line.
    private var early, rates, late: SlotReads

    /// Creators are drawn for so many times the money that is asked about, as room for moves to come.
    private static let room = 1.25

    /// What is done with a line before it is read.
    enum Step {
        /// Its creators are drawn; other rates are applied to their views; nothing.
        case record, expect, read
    }

    /// Nothing is known of so many lines.
    init(_ lines: Int, draws: SharedDraws) {
        self.draws = draws
        pools = Array(repeating: PooledLine(upTo: 0), count: lines)
        early = SlotReads(parts: lines, slots: max(draws.columns.count, 1))
        (rates, late) = (early, early)
    }

    /// What is to be done with each line that has money to know it at other values; what is known and does not hold any more is dropped.
    mutating func steps(to new: SharedDraws, _ budgets: BudgetPlan) -> [Step?] {
        let changed = zip(new.columns, draws.columns).map { $0 != $1 }
        draws = new
        return pools.indices.map { line in
            let standing = pools[line].largest
            let keepsHires = !early.touches(changed, part: line)
            let keepsRates = !rates.touches(changed, part: line)
            guard let largest = budgets.amounts[line].last else {
                if !keepsHires || !keepsRates { pools[line] = PooledLine(upTo: 0) }
                return nil
            }
            guard keepsHires, standing >= largest else {
                pools[line] = PooledLine(upTo: max(standing, Self.room * largest))
                return .record
            }
            if keepsRates { return .read }
            pools[line].expected = PooledLine.Expected()
            return .expect
        }
    }

    /// One trial of a line as each step looks at it, with what is known of the line.
    mutating func with<Result>(
        _ line: Int, trial: Int, noise: NoiseKey, values: UnsafePointer<Double>,
        _ body: (StageDraws, inout PooledLine) -> Result
    ) -> Result? {
        let shift = line * max(draws.columns.count, 1)
        func draw(_ reads: UnsafeMutablePointer<Bool>) -> TrialDraw {
            TrialDraw(trial: trial, noise: noise, values: values, reads: reads + shift)
        }
        return early.withFlags { early in
            rates.withFlags { rates in
                late.withFlags { late in
                    body(StageDraws(early: draw(early), rates: draw(rates), late: draw(late)), &pools[line])
                }
            }
        }.flatMap { $0 }.flatMap { $0 }
    }
}
