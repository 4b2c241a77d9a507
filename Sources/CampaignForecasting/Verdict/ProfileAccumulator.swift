// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What is known of a split's profile after some trials; merged in the order of the trials.
struct ProfileAccumulator: Sendable {
    private var trials = 0
    private var profit = Moments([])
    private var losses = 0
    private var almostNothingSold = 0
    private var cost: SampleStore
    private var orders: SampleStore
    private var breakEven = BreakEvenAccumulator()
    private var caused = Moments([])
    private var overBudget = 0
    private var nobodyHired = 0
    /// By line of the split.
    private var nobodyHiredByLine: [Int]
    private let budget: Double
    /// Whether it is known which orders the campaign caused.
    private let knowsCaused: Bool

    /// The metrics that are read.
    static let metrics: [Metric] = [.cost, .revenue, .creators, .incrementalProfit] + BreakEvenAccumulator.metrics

    /// Nothing known yet of a split of `scenario` that gives each of its lines these amounts.
    init(trials: Int, amounts: [Double], of scenario: Scenario) {
        let lines = amounts.count
        budget = amounts.reduce(0, +)
        knowsCaused = scenario.parts.contains(.attribution)
        cost = SampleStore(trials: trials)
        orders = cost
        nobodyHiredByLine = Array(repeating: 0, count: lines)
    }

    /// Takes in trials: the metrics of the split, and the creators that each of its lines hires.
    mutating func add(_ column: (Metric) -> [Double], creators: [[Double]]) {
        let (earned, spent) = (column(.profit), column(.cost))
        trials += earned.count
        profit.merge(Moments(earned))
        losses += earned.count { $0 < 0 }
        almostNothingSold += AlmostNothingSold.count(cost: spent, revenue: column(.revenue))
        cost.add(spent)
        orders.add(column(.conversions))
        breakEven.add(column)
        if knowsCaused { caused.merge(Moments(column(.incrementalProfit))) }
        overBudget += spent.count { $0 > budget * (1 + 1e-9) }
        nobodyHired += column(.creators).count { $0 == 0 }
        for line in creators.indices { nobodyHiredByLine[line] += creators[line].count { $0 == 0 } }
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: ProfileAccumulator) {
        trials += other.trials
        profit.merge(other.profit)
        losses += other.losses
        almostNothingSold += other.almostNothingSold
        cost.merge(other.cost)
        orders.merge(other.orders)
        breakEven.merge(other.breakEven)
        caused.merge(other.caused)
        overBudget += other.overBudget
        nobodyHired += other.nobodyHired
        for line in nobodyHiredByLine.indices { nobodyHiredByLine[line] += other.nobodyHiredByLine[line] }
    }

    /// Counts values in bins from now on, as a run of more trials does.
    mutating func countInBins() {
        cost.countInBins()
        orders.countInBins()
    }

    /// The profile of a split of `scenario` called `name` that gives each of these lines this money.
    func profile(_ name: String, _ lines: [(line: BudgetLine, amount: Double)], of scenario: Scenario) -> SplitProfile {
        let budget = lines.reduce(0) { $0 + $1.amount }
        func proportion(_ count: Int) -> Proportion { Proportion(count: count, trials: trials) }
        return SplitProfile(
            name: name, profit: profit.estimate ?? Estimate(value: .nan, standardError: .nan),
            losses: proportion(losses), almostNothingSold: proportion(almostNothingSold),
            cost: cost.summary(worstIsHigh: true).quantiles, orders: orders.summary(worstIsHigh: false).quantiles,
            breakEven: breakEven.result(lines.map(\.line)),
            unhired: UnhiredMoney(
                total: proportion(nobodyHired),
                lines: zip(lines, nobodyHiredByLine).map { line, count in
                    (line.line.name, line.amount / budget, proportion(count))
                }), restsOnLibrary: scenario.restsOnLibrary,
            caused: knowsCaused ? caused.estimate : nil, overBudget: proportion(overBudget))
    }
}

/// What is known of how much more one split earns than another.
struct ProfitPairAccumulator: Sendable {
    private var difference = Moments([])
    private var trials = 0
    private var better = 0
    private var equal = 0

    /// Takes in the profits of both splits in the same trials.
    mutating func add(_ first: [Double], _ second: [Double]) {
        difference.merge(Moments(zip(first, second).map { $0 - $1 }))
        trials += first.count
        better += zip(first, second).count { $0 > $1 }
        equal += zip(first, second).count { $0 == $1 }
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: ProfitPairAccumulator) {
        difference.merge(other.difference)
        trials += other.trials
        better += other.better
        equal += other.equal
    }

    /// The pair.
    func pair(_ first: Int, _ second: Int) -> ProfitPair {
        ProfitPair(
            first: first, second: second,
            difference: difference.estimate ?? Estimate(value: .nan, standardError: .nan),
            firstBetter: Proportion(count: better, trials: trials), equal: Proportion(count: equal, trials: trials))
    }
}

extension Array where Element == Int {
    /// Every pair of these numbers, the earlier one first.
    var pairs: [(Int, Int)] {
        indices.flatMap { first in indices[(first + 1)...].map { (self[first], self[$0]) } }
    }
}
