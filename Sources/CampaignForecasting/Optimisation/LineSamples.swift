// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Synchronization

/// What each line brings at each of several amounts of money, trial by trial: from it any split of these amounts is read
/// off without another simulation.
///
/// A bigger amount hires a longer prefix of the same queue of creators, so one pass along the queue gives all amounts.
/// Memory is 8 bytes for each trial, amount and outcome kept.
struct LineSamples: Sendable {
    /// Rows of amounts, one a line; a row is called a rung.
    private(set) var rows: [[Double]]
    /// The number of trials.
    let trials: Int
    /// For each event a column that is 1 in the trials that it strikes.
    let strikes: [[Double]]
    private let outcomes: [Outcome]
    /// By line, then by rung, then by outcome in the order of `outcomes`: a value a trial; empty where it is always 0.
    private var columns: [[[[Double]]]]
    /// By line, then by rung, the most that one creator commits.
    private var largest: [[[Double]]]
    /// By line, then by rung, the profit; for ranking, as its sums may differ in their last digit from those of a run.
    private var profits: [[[Double]]] = []
    /// By line, then by rung, the share of trials in which nobody is hired.
    private(set) var nobodyHired: [[Double]] = []

    /// Simulates `trials` of a campaign.
    ///
    /// - Parameters:
    ///   - rows: the amounts of each rung by line; 0 leaves the line out.
    ///   - isJoint: whether the lines of a rung share an audience, as those of a split do; else each line is simulated as
    ///     if no other reached anybody.
    ///   - metrics: what will be asked for.
    init(
        _ campaign: PreparedCampaign, rows: [[Double]], isJoint: Bool, metrics: [Metric], trials: Range<Int>,
        options: ForecastOptions, in context: RunContext = RunContext()
    ) throws(CancellationError) {
        let lines = campaign.scenario.lines.indices
        let plan = BudgetPlan(amounts: rows, lines: lines.count, isJoint: isJoint)
        let outcomes = Metric.outcomes(of: metrics)
        /// By line, then by rung, then by outcome, and the largest commitment as last column.
        typealias Part = [[[[Double]]]]
        let collected = Mutex<[(Part, [[Double]])]>([])
        try BlockLoop.run(
            trials: trials.count, threads: options.threads, in: context,
            worker: {
                CampaignSimulator(
                    campaign: campaign, plan: plan, noise: options.noise, kept: outcomes)
            },
            work: { simulator, block -> (Part, [[Double]]) in
                let own = (trials.lowerBound + block.lowerBound)..<(trials.lowerBound + block.upperBound)
                let shared = simulator.shared(trials: own)
                let simulated = simulator.simulate(trials: own, shared: shared)
                let part = lines.map { line in
                    rows.indices.map { rung in
                        outcomes.map { outcome in
                            simulated.column(split: rung, line: line, outcome: outcome).map(Array.init) ?? []
                        } + [simulated.largestCommitment(split: rung, line: line).map(Array.init) ?? []]
                    }
                }
                return (part, campaign.strikes.map { shared.columns[$0] })
            },
            collect: { part in collected.withLock { $0.append(part) } })
        let parts = collected.withLock { $0 }
        func joined(_ line: Int, _ rung: Int, _ place: Int) -> [Double] {
            let whole = parts.flatMap { $0.0[line][rung][place] }
            return whole.contains { $0 != 0 } ? whole : []
        }
        self.rows = rows
        self.trials = trials.count
        self.outcomes = outcomes
        columns = lines.map { line in
            rows.indices.map { rung in outcomes.indices.map { joined(line, rung, $0) } }
        }
        largest = lines.map { line in rows.indices.map { joined(line, $0, outcomes.count) } }
        strikes = campaign.strikes.indices.map { number in parts.flatMap { $0.1[number] } }
        profits = lines.map { line in
            rows.indices.map { rung in
                let rungs = lines.map { $0 == line ? Int?.some(rung) : nil }
                return columns([.profit], rungs)[.profit] ?? []
            }
        }
        guard let place = outcomes.firstIndex(of: .creators) else { return }
        nobodyHired = columns.map { rungs in
            rungs.map { $0[place].isEmpty ? 1 : Double($0[place].count { $0 == 0 }) / Double(trials.count) }
        }
    }
}

// MARK: - Reading

extension LineSamples {
    /// Takes in the rungs of samples of the same trials and outcomes, behind its own.
    mutating func append(_ other: LineSamples) {
        precondition(other.trials == trials && other.outcomes == outcomes, "samples of other trials")
        rows += other.rows
        for line in columns.indices {
            columns[line] += other.columns[line]
            largest[line] += other.largest[line]
            profits[line] += other.profits[line]
            nobodyHired[line] += other.nobodyHired[line]
        }
    }

    /// The profit of a split that takes of each line this rung, or nothing, for ranking.
    func profit(_ rungs: [Int?]) -> [Double] {
        var total: [Double] = []
        for (line, rung) in rungs.enumerated() {
            guard let rung else { continue }
            if total.isEmpty {
                total = profits[line][rung]
            } else {
                MetricColumns.add(profits[line][rung], to: &total, sign: 1)
            }
        }
        return total.isEmpty ? Array(repeating: 0, count: trials) : total
    }

    /// The most that one creator commits in a split that takes of each line this rung, or nothing.
    func largestCommitment(_ rungs: [Int?]) -> [Double] {
        var result = Array(repeating: 0.0, count: trials)
        for (line, rung) in rungs.enumerated() {
            guard let rung else { continue }
            for (trial, value) in largest[line][rung].enumerated() where value > result[trial] { result[trial] = value }
        }
        return result
    }

    /// The values of metrics for a split that takes of each line this rung, or nothing; as a run gives them, to the last
    /// bit.
    func columns(_ metrics: [Metric], _ rungs: [Int?]) -> [Metric: [Double]] {
        var sums: [Outcome: [Double]] = [:]
        func sum(_ outcome: Outcome) -> [Double] {
            if let known = sums[outcome] { return known }
            var total: [Double] = []
            guard let place = outcomes.firstIndex(of: outcome) else { return total }
            for (line, rung) in rungs.enumerated() {
                guard let rung else { continue }
                let column = columns[line][rung][place]
                if column.isEmpty { continue }
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
