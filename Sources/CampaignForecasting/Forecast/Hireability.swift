// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A line on which the money of a split seldom hires anybody.
public struct HireabilityWarning: Sendable, Equatable {
    /// The line's name.
    public var line: String
    /// The split's name.
    public var split: String
    /// What was found, in a plain sentence.
    public var message: String
}

extension PreparedCampaign {
    /// The pilot trials.
    private static let pilots = 256

    /// The lines that hire nobody in more than half of 256 pilot trials, by split.
    ///
    /// Whoever hires somebody with little money and few to ask hires somebody with more of both. So each line is tried with a
    /// little first, and with ever more in the trials that hired nobody, from one of its amounts to the next: however large a budget
    /// and however many splits, few creators are imagined.
    ///
    /// - Parameters:
    ///   - seed: the seed of the pilot trials.
    ///   - context: asked before each line, and told after each one.
    public func hireabilityWarnings(
        seed: UInt64 = 1, in context: RunContext = RunContext()
    ) throws(CancellationError) -> [HireabilityWarning] {
        try hireabilityWarnings(ForecastOptions(seed: seed), in: context)
    }

    /// The same with the engine and the chance of some options.
    func hireabilityWarnings(
        _ options: ForecastOptions, in context: RunContext
    ) throws(CancellationError) -> [HireabilityWarning] {
        let draws = program.draw(trials: 0..<Self.pilots, noise: options.noise)
        // By line, then by its money.
        var empty: [[Double: Int]] = []
        for (line, stated) in scenario.lines.enumerated() {
            try context.check()
            let amounts = Set(scenario.splits.map { scenario.amount(of: stated, in: $0) }).filter { $0 > 0 }
            empty.append(emptyPilots(line: line, amounts: amounts.sorted(), draws, options))
            context.report(done: line + 1, of: scenario.lines.count)
        }
        return scenario.splits.flatMap { split in
            zip(scenario.lines, empty).compactMap { line, counts in
                let amount = scenario.amount(of: line, in: split)
                guard let count = counts[amount], 2 * count > Self.pilots else { return nil }
                let often = count == Self.pilots ? "never" : "seldom"
                return HireabilityWarning(
                    line: line.name, split: split.name,
                    message: "split \(split.name) gives line \(line.name) \(Int(clamping: amount.rounded())) "
                        + "\(scenario.currency), which \(often) pays the first creator of the candidate list: nobody is hired in "
                        + "\(count) of \(Self.pilots) pilot trials")
            }
        }
    }

    /// For each of some amounts, ascending, the number of pilot trials in which a line hires nobody with this money; `draws` are those
    /// of all pilot trials.
    private func emptyPilots(
        line: Int, amounts: [Double], _ draws: SharedDraws, _ options: ForecastOptions
    ) -> [Double: Int] {
        let largestPool = draws.columns[lines[line].pool].max() ?? 0
        var trials = Array(0..<Self.pilots)
        var empty: [Double: Int] = [:]
        var least = 100.0
        for amount in amounts {
            var (money, asked) = (Swift.min(amount, least), 8.0)
            while !trials.isEmpty {
                trials = emptyPilots(trials, line: line, money: money, asked: asked, draws, options)
                if money >= amount && asked >= largestPool { break }
                money = Swift.min(money * 100, amount)
                asked *= 32
            }
            empty[amount] = trials.count
            least = Swift.max(least, amount)
        }
        return empty
    }

    /// Those of some pilot trials in which a line hires nobody with this money among the first creators asked.
    private func emptyPilots(
        _ trials: [Int], line: Int, money: Double, asked: Double, _ draws: SharedDraws, _ options: ForecastOptions
    ) -> [Int] {
        let pool = lines[line].pool
        var own = SharedDraws(columns: draws.columns.map { column in trials.map { column[$0] } }, held: draws.held)
        own.columns[pool] = own.columns[pool].map { Swift.min($0, asked) }
        let plan = BudgetPlan(
            amounts: [scenario.lines.indices.map { $0 == line ? money : 0 }], lines: scenario.lines.count)
        let run = CampaignRun(self, budgets: plan, kept: [.creators])
        let creators = options.engine.simulator(of: run).outcomes(
            trials: trials, draws: own, noise: options.noise
        ).column(split: 0, line: line, outcome: .creators)
        return zip(trials, creators ?? []).filter { $0.1 == 0 }.map(\.0)
    }
}
