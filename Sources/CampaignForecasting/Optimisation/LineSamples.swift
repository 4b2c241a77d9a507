// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What each line brings at each of several amounts of money, trial by trial: from it any split of these amounts is read
/// off without another simulation.
///
/// A bigger amount hires a longer prefix of the same candidate list of creators, so one pass along it gives all amounts.
/// Memory is 8 bytes for each trial, amount and outcome kept.
struct LineSamples: Sendable {
    /// What is kept of a trial.
    private enum Column: Hashable {
        /// What a line brings with the money of a level, and the most that one of its creators commits.
        case outcome(Outcome, line: Int, level: Int)
        case largest(line: Int, level: Int)
        /// 1 where an event strikes.
        case strike(Int)
    }

    /// Rows of amounts, one a line; a row is called a level.
    private(set) var rows: [[Double]]
    /// The number of trials.
    let trials: Int
    /// For each event a column that is 1 in the trials that it strikes.
    let strikes: [[Double]]
    private let outcomes: [Outcome]
    /// Columns that are always 0 are left out.
    private var table: [Column: [Double]] = [:]
    /// By line, then by level, the profit; for ranking, as its sums may differ in their last digit from those of a run.
    private var profits: [[[Double]]] = []
    /// By line, then by level, the share of trials in which nobody is hired.
    private(set) var nobodyHired: [[Double]] = []

    /// Simulates `trials` of a campaign.
    ///
    /// - Parameters:
    ///   - rows: the amounts of each level by line; 0 leaves the line out.
    ///   - isJoint: whether the lines of a level share an audience, as those of a split do; else each line is simulated as
    ///     if no other reached anybody.
    ///   - metrics: what will be asked for.
    init(
        _ campaign: PreparedCampaign, rows: [[Double]], isJoint: Bool, metrics: [Metric], trials: Range<Int>,
        options: ForecastOptions, in context: RunContext = RunContext()
    ) throws(CancellationError) {
        let lines = campaign.scenario.lines.indices
        let outcomes = Metric.outcomes(of: metrics)
        let run = CampaignRun(
            campaign, budgets: BudgetPlan(amounts: rows, lines: lines.count, isJoint: isJoint), kept: outcomes)
        let found = try Runner(RunPlan(options, trials: trials), options).table(of: run, in: context) { block in
            Self.read(block, outcomes, lines: lines, levels: rows.indices, strikes: campaign.strikes)
        }
        self.rows = rows
        self.trials = trials.count
        self.outcomes = outcomes
        strikes = campaign.strikes.indices.map { found[.strike($0)] }
        for (key, values) in found.all where values.contains(where: { $0 != 0 }) { table[key] = values }
        profits = lines.map { line in
            rows.indices.map { level in
                let levels = lines.map { $0 == line ? Int?.some(level) : nil }
                return columns([.profit], levels)[.profit] ?? []
            }
        }
        guard outcomes.contains(.creators) else { return }
        nobodyHired = lines.map { line in
            rows.indices.map { level in
                guard let creators = table[.outcome(.creators, line: line, level: level)] else { return 1 }
                return Double(creators.count { $0 == 0 }) / Double(trials.count)
            }
        }
    }
}

// MARK: - Reading

extension LineSamples {
    /// What a block holds of each line at each level, and which events strike.
    private static func read(
        _ block: SimulatedBlock, _ outcomes: [Outcome], lines: Range<Int>, levels: Range<Int>, strikes: [Int]
    ) -> SampleTable<Column> {
        var read: [(key: Column, values: [Double])] = []
        for line in lines {
            for level in levels {
                for outcome in outcomes {
                    guard let column = block.outcomes.column(split: level, line: line, outcome: outcome) else {
                        continue
                    }
                    read.append((.outcome(outcome, line: line, level: level), Array(column)))
                }
                guard let largest = block.outcomes.largestCommitment(split: level, line: line) else { continue }
                read.append((.largest(line: line, level: level), Array(largest)))
            }
        }
        for (event, slot) in strikes.enumerated() { read.append((.strike(event), block.draws.columns[slot])) }
        return SampleTable(read)
    }

    /// Takes in the levels of samples of the same trials and outcomes, behind its own.
    mutating func append(_ other: LineSamples) {
        precondition(other.trials == trials && other.outcomes == outcomes, "samples of other trials")
        for (key, values) in other.table {
            switch key {
            case .outcome(let outcome, let line, let level):
                table[.outcome(outcome, line: line, level: rows.count + level)] = values
            case .largest(let line, let level): table[.largest(line: line, level: rows.count + level)] = values
            case .strike: break
            }
        }
        rows += other.rows
        for line in profits.indices {
            profits[line] += other.profits[line]
            nobodyHired[line] += other.nobodyHired[line]
        }
    }

    /// The profit of a split that takes of each line this level, or nothing, for ranking.
    func profit(_ levels: [Int?]) -> [Double] {
        var total: [Double] = []
        for (line, level) in levels.enumerated() {
            guard let level else { continue }
            if total.isEmpty {
                total = profits[line][level]
            } else {
                MetricColumns.add(profits[line][level], to: &total, sign: 1)
            }
        }
        return total.isEmpty ? Array(repeating: 0, count: trials) : total
    }

    /// The most that one creator commits in a split that takes of each line this level, or nothing.
    func largestCommitment(_ levels: [Int?]) -> [Double] {
        var result = Array(repeating: 0.0, count: trials)
        for (line, level) in levels.enumerated() {
            guard let level else { continue }
            for (trial, value) in (table[.largest(line: line, level: level)] ?? []).enumerated()
            where value > result[trial] {
                result[trial] = value
            }
        }
        return result
    }

    /// The values of metrics for a split that takes of each line this level, or nothing; as a run gives them, to the last
    /// bit.
    func columns(_ metrics: [Metric], _ levels: [Int?]) -> [Metric: [Double]] {
        var sums: [Outcome: [Double]] = [:]
        func sum(_ outcome: Outcome) -> [Double] {
            if let known = sums[outcome] { return known }
            var total: [Double] = []
            for (line, level) in levels.enumerated() {
                guard let level, let column = table[.outcome(outcome, line: line, level: level)] else { continue }
                if total.isEmpty { total = column } else { MetricColumns.add(column, to: &total, sign: 1) }
            }
            sums[outcome] = total
            return total
        }
        var values = MetricColumns(count: trials, outcome: sum)
        var result: [Metric: [Double]] = [:]
        for metric in metrics { result[metric] = values.column(metric) }
        return result
    }
}
