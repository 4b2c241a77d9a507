// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What is known of every group's metrics after some trials; merged in the order of the trials.
struct ForecastAccumulator: Sendable, Mergeable {
    /// What is known of one metric of one group.
    struct MetricPart: Sendable {
        var moments = Moments([])
        var pairs: PairedMoments?
        var samples: SampleStore
        var undefined = 0
        var infinite = 0
        /// The values of the trials of the layer study, then those of their companions.
        var layerValues: [[Double]] = [[], [], [], []]
    }

    var trials = 0
    /// By group, then by metric in the order of the groups' metrics.
    var parts: [[MetricPart]]
    var noOrder: [Int]
    var nobodyHired: [Int]
    var almostNothingSold: [Int]
    /// By group, then by figure of the trade.
    var trade: [[SampleStore]]
    /// By split.
    var profiles: [ProfileAccumulator]
    /// By pair of splits, in the order of `pairs`.
    var profitPairs: [ProfitPairAccumulator]
    /// By split, then by goal.
    var goalsMet: [[Int]]
    /// By split, trials whose profit is negative.
    var losses: [Int]
    /// For each slot of the shared program the trials in which its value was held in its domain.
    var held: [Int]
    /// By split; empty where time is left out.
    var weekly: [WeeklyAccumulator]
    /// By event, then by split.
    var risks: [[RiskAccumulator]]

    /// Nothing known yet, for a run of `trials` trials.
    init(groups: ForecastGroups, scenario: Scenario, slots: Int, trials: Int) {
        let part = MetricPart(samples: SampleStore(trials: trials))
        parts = Array(repeating: Array(repeating: part, count: groups.metrics.count), count: groups.all.count)
        noOrder = Array(repeating: 0, count: groups.all.count)
        nobodyHired = noOrder
        almostNothingSold = noOrder
        trade = Array(
            repeating: Array(repeating: SampleStore(trials: trials), count: TradeFigure.allCases.count),
            count: groups.all.count)
        profiles = scenario.splits.indices.map {
            ProfileAccumulator(
                trials: trials, amounts: ForecastGroups.amounts(scenario, $0).map(\.amount), of: scenario)
        }
        profitPairs = Array(scenario.splits.indices).pairs.map { _ in ProfitPairAccumulator() }
        goalsMet = Array(repeating: Array(repeating: 0, count: scenario.goals.count), count: scenario.splits.count)
        losses = Array(repeating: 0, count: scenario.splits.count)
        held = Array(repeating: 0, count: slots)
        let weekly = scenario.time.map { WeeklyAccumulator(weeks: $0.weeks, trials: trials) }
        self.weekly = weekly.map { Array(repeating: $0, count: scenario.splits.count) } ?? []
        risks = Array(
            repeating: Array(repeating: RiskAccumulator(trials: trials), count: scenario.splits.count),
            count: scenario.risks.count)
    }

    /// Takes in a block of trials.
    ///
    /// - Parameters:
    ///   - simulated: the block.
    ///   - strikes: for each event the slot that is 1 in the trials that it strikes.
    ///   - groups: the lines whose metrics are followed.
    ///   - scenario: the scenario.
    mutating func add(
        _ simulated: SimulatedBlock, strikes: [Int], groups: ForecastGroups, scenario: Scenario
    ) {
        let (block, companions) = (simulated.outcomes, simulated.companions)
        let strikes = strikes.map { simulated.draws.columns[$0] }
        trials += block.count
        for split in weekly.indices { weekly[split].add(block, split: split, lines: scenario.lines.indices) }
        var profits = scenario.splits.map { _ in Array(repeating: 0.0, count: block.count) }
        for (number, group) in groups.all.enumerated() {
            let columns = groups.columns(block, group)
            func column(_ metric: Metric) -> [Double] { groups.column(metric, of: columns) }
            for (index, metric) in groups.metrics.enumerated() { parts[number][index].add(metric, column) }
            let (cost, orders) = (column(.cost), column(.conversions))
            noOrder[number] += zip(cost, orders).count { $0 > 0 && $1 == 0 }
            nobodyHired[number] += column(.creators).count { $0 == 0 }
            almostNothingSold[number] += AlmostNothingSold.count(cost: cost, revenue: column(.revenue))
            for (index, figure) in TradeFigure.allCases.enumerated() {
                let (tops, bottoms) = (column(figure.ratio.top), column(figure.ratio.bottom))
                trade[number][index].add(zip(tops, bottoms).map { figure.value($0, $1) })
            }
            if group.lines == ForecastGroups.used(scenario, group.split) {
                for (goal, wanted) in scenario.goals.enumerated() {
                    goalsMet[group.split][goal] += GoalCount.count(wanted, column)
                }
                profits[group.split] = column(.profit)
                losses[group.split] += profits[group.split].count { $0 < 0 }
                profiles[group.split].add(column, creators: block.creators(group))
                for (risk, strike) in strikes.enumerated() {
                    risks[risk][group.split].add(column, strike: strike)
                }
            }
            addCompanions(companions.map { groups.columns($0, group) }, columns, number, companions.first?.count ?? 0)
        }
        for (number, pair) in Array(profits.indices).pairs.enumerated() {
            profitPairs[number].add(profits[pair.0], profits[pair.1])
        }
    }

    private mutating func addCompanions(_ companions: [[[Double]]], _ base: [[Double]], _ number: Int, _ count: Int) {
        guard count > 0 else { return }
        for (layer, columns) in ([base] + companions).enumerated() {
            for index in columns.indices {
                parts[number][index].layerValues[layer].append(contentsOf: columns[index].prefix(count))
            }
        }
    }

    /// Takes in the trials behind `other`, which follow those of this accumulator.
    mutating func merge(_ other: ForecastAccumulator) {
        trials += other.trials
        for number in parts.indices {
            for index in parts[number].indices { parts[number][index].merge(other.parts[number][index]) }
            noOrder[number] += other.noOrder[number]
            nobodyHired[number] += other.nobodyHired[number]
            almostNothingSold[number] += other.almostNothingSold[number]
            for figure in trade[number].indices { trade[number][figure].merge(other.trade[number][figure]) }
        }
        for split in goalsMet.indices {
            for goal in goalsMet[split].indices { goalsMet[split][goal] += other.goalsMet[split][goal] }
        }
        for split in losses.indices {
            losses[split] += other.losses[split]
            profiles[split].merge(other.profiles[split])
        }
        for pair in profitPairs.indices { profitPairs[pair].merge(other.profitPairs[pair]) }
        for slot in held.indices { held[slot] += other.held[slot] }
        for split in weekly.indices { weekly[split].merge(other.weekly[split]) }
        for risk in risks.indices {
            for split in risks[risk].indices { risks[risk][split].merge(other.risks[risk][split]) }
        }
    }
}

extension ForecastAccumulator.MetricPart {
    /// Takes in the values of a metric; `column` gives those of any metric in the same trials.
    mutating func add(_ metric: Metric, _ column: (Metric) -> [Double]) {
        let values = column(metric)
        moments.merge(Moments(values))
        samples.add(values)
        for value in values where !value.isFinite {
            if value.isNaN { undefined += 1 } else { infinite += 1 }
        }
        guard case .ratio(let top, let bottom) = metric.definition else { return }
        let fresh = PairedMoments(column(top), column(bottom))
        if pairs == nil { pairs = fresh } else { pairs?.merge(fresh) }
    }

    /// Takes in the values behind `other`.
    mutating func merge(_ other: Self) {
        moments.merge(other.moments)
        if let more = other.pairs {
            if pairs == nil { pairs = more } else { pairs?.merge(more) }
        }
        samples.merge(other.samples)
        undefined += other.undefined
        infinite += other.infinite
        for layer in layerValues.indices { layerValues[layer].append(contentsOf: other.layerValues[layer]) }
    }

    /// The metric's summary, in a campaign of which something or nothing is uncertain.
    func summary(_ metric: Metric, isUncertain: Bool) -> MetricSummary {
        let (quantiles, shortfall) = samples.summary(worstIsHigh: metric.isBetterLower)
        var isRatio = false
        if case .ratio = metric.definition { isRatio = true }
        let layers =
            layerValues[0].isEmpty
            ? nil
            : LayerStudy.layers(
                base: layerValues[0], companions: Array(layerValues.dropFirst()), byRank: metric.isCostPerResult,
                isUncertain: isUncertain)
        return MetricSummary(
            mean: isRatio ? pairs?.ratioOfMeans : moments.estimate, sd: infinite > 0 ? nil : moments.sd,
            quantiles: quantiles, expectedShortfall: shortfall, undefined: undefined, infinite: infinite,
            layers: layers)
    }
}
