// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What is known of every group's metrics after some trials; merged in the order of the trials.
struct ForecastAccumulator: Sendable, Mergeable {
    /// What is known of one metric of one group.
    struct MetricPart: Sendable {
        var moments = Moments([])
        var pairs: PairedMoments?
        /// The values; nil of a ratio whose top and bottom are kept.
        var samples: SampleStore?
        var undefined = 0
        var infinite = 0
        /// The values of the trials of the layer study, then those of their companions, until the study is complete.
        var layerValues: [PackedColumn] = []
        /// What the study shows.
        var layers: VarianceLayers?
    }

    /// The study of layers: it is made as soon as its trials are complete, since it takes far less memory than their values.
    struct Study: Sendable {
        /// The trials that are studied.
        var trials: Int
        /// The threads to work on.
        var threads: Int
        /// Whether anything is uncertain.
        var isUncertain: Bool
    }

    var trials = 0
    /// By group, then by metric in the order of the groups' metrics.
    var parts: [[MetricPart]]
    var noOrder: [Int]
    var nobodyHired: [Int]
    var almostNothingSold: [Int]
    /// For each metric that is a ratio of two that are kept the numbers of these.
    private let ratios: [(top: Int, bottom: Int)?]
    private let metrics: [Metric]
    private let study: Study?
    /// By group, then by figure of the trade; nil where its top and bottom are kept.
    private var trade: [[SampleStore?]]
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
    ///
    /// Ratios follow from what they are ratios of, so that only this is kept where every value is (`isExact`), and in the study.
    init(
        groups: ForecastGroups, scenario: Scenario, slots: Int, trials: Int, isExact: Bool, study: Study?
    ) {
        let store = SampleStore(trials: trials)
        let ratios = groups.metrics.map { metric -> (top: Int, bottom: Int)? in
            guard case .ratio(let top, let bottom) = metric.definition else { return nil }
            return groups.sums(top, bottom)
        }
        let column = PackedColumn(room: min(trials, study?.trials ?? BlockLoop.trials))
        let part = ratios.map { ratio in
            MetricPart(
                samples: isExact && ratio != nil ? nil : store,
                layerValues: ratio != nil ? [] : Array(repeating: column, count: 4))
        }
        self.ratios = ratios
        metrics = groups.metrics
        self.study = study
        parts = Array(repeating: part, count: groups.all.count)
        noOrder = Array(repeating: 0, count: groups.all.count)
        nobodyHired = noOrder
        almostNothingSold = noOrder
        trade = Array(
            repeating: TradeFigure.allCases.map {
                isExact && groups.sums($0.ratio.top, $0.ratio.bottom) != nil ? nil : store
            }, count: groups.all.count)
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
        let block = simulated.outcomes
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
                trade[number][index]?.add(zip(tops, bottoms).map { figure.value($0, $1) })
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
            noteStudied(columns, of: number, trials: simulated.studied)
        }
        for (number, pair) in Array(profits.indices).pairs.enumerated() {
            profitPairs[number].add(profits[pair.0], profits[pair.1])
        }
        noteCompanions(of: simulated, groups)
    }

    private mutating func noteCompanions(of simulated: SimulatedBlock, _ groups: ForecastGroups) {
        let sums = ratios.indices.filter { ratios[$0] == nil }
        for (layer, companion) in simulated.companions.enumerated() {
            let block = companion()
            for (number, group) in groups.all.enumerated() {
                let columns = ForecastGroups.columns(of: sums.map { metrics[$0] }, block, group)
                for (index, column) in zip(sums, columns) { parts[number][index].layerValues[layer + 1].append(column) }
            }
        }
    }

    /// Takes in the first values of a group for the study of layers.
    private mutating func noteStudied(_ columns: [[Double]], of number: Int, trials: Int) {
        guard trials > 0 else { return }
        for index in columns.indices where ratios[index] == nil {
            parts[number][index].layerValues[0].append(Array(columns[index].prefix(trials)))
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
            for figure in trade[number].indices {
                if let more = other.trade[number][figure] { trade[number][figure]?.merge(more) }
            }
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
        makeStudy()
    }

    /// Counts all values in bins from now on, as a run of more trials does from the beginning.
    mutating func countInBins(_ groups: ForecastGroups) {
        for number in parts.indices {
            // Ratios first, while the values are there that they follow from.
            let samples = metrics.indices.map { part(number, $0).samples }
            let trade: [SampleStore?] = self.trade(number, groups)
            for index in metrics.indices {
                parts[number][index].samples = samples[index]
                parts[number][index].samples?.countInBins()
            }
            self.trade[number] = trade
            for figure in trade.indices { self.trade[number][figure]?.countInBins() }
        }
        for split in profiles.indices { profiles[split].countInBins() }
        for split in weekly.indices { weekly[split].countInBins() }
        for risk in risks.indices {
            for split in risks[risk].indices { risks[risk][split].countInBins() }
        }
    }

    /// Says where the spread comes from and forgets the values, once they are complete.
    private mutating func makeStudy() {
        guard let study, study.trials > 0, let sum = ratios.firstIndex(where: { $0 == nil }),
            parts.first?[sum].layerValues.first?.count == study.trials
        else { return }
        let layers = ParallelMap.of(Array(parts.indices), threads: study.threads) { [self] number in
            metrics.indices.map { part(number, $0).layers(metrics[$0], isUncertain: study.isUncertain) }
        }
        for number in parts.indices {
            for index in parts[number].indices {
                parts[number][index].layers = layers[number][index]
                parts[number][index].layerValues = []
            }
        }
    }
}

// MARK: - What follows

extension ForecastAccumulator {
    /// What is known of a metric of a group, with the values of a ratio as they follow from those of its top and bottom.
    func part(_ number: Int, _ index: Int) -> MetricPart {
        var part = parts[number][index]
        guard let ratio = ratios[index] else { return part }
        let (top, bottom) = (parts[number][ratio.top], parts[number][ratio.bottom])
        func values(_ tops: [Double], _ bottoms: [Double]) -> [Double] {
            zip(tops, bottoms).map { metrics[index].ratio($0, $1) }
        }
        if part.samples == nil {
            part.samples = SampleStore(of: values(top.samples?.values ?? [], bottom.samples?.values ?? []))
        }
        part.layerValues = zip(top.layerValues, bottom.layerValues).map {
            PackedColumn(values($0.values, $1.values))
        }
        return part
    }

    /// The values of the figures of the trade of a group, in their order.
    func trade(_ number: Int, _ groups: ForecastGroups) -> [SampleStore] {
        zip(TradeFigure.allCases, trade[number]).map { figure, known in
            if let known { return known }
            guard let (top, bottom) = groups.sums(figure.ratio.top, figure.ratio.bottom) else {
                return SampleStore(of: [])
            }
            let (tops, bottoms) = (parts[number][top].samples?.values, parts[number][bottom].samples?.values)
            return SampleStore(of: zip(tops ?? [], bottoms ?? []).map { figure.value($0, $1) })
        }
    }
}

extension ForecastAccumulator.MetricPart {
    /// Takes in the values of a metric; `column` gives those of any metric in the same trials.
    mutating func add(_ metric: Metric, _ column: (Metric) -> [Double]) {
        let values = column(metric)
        moments.merge(Moments(values))
        samples?.add(values)
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
        if let more = other.samples { samples?.merge(more) }
        undefined += other.undefined
        infinite += other.infinite
        for (layer, more) in zip(layerValues.indices, other.layerValues) { layerValues[layer].append(more.values) }
    }

    /// The metric's summary, in a campaign of which something or nothing is uncertain.
    func summary(_ metric: Metric, isUncertain: Bool) -> MetricSummary {
        let (quantiles, shortfall) = samples?.summary(worstIsHigh: metric.isBetterLower) ?? ([], nil)
        var isRatio = false
        if case .ratio = metric.definition { isRatio = true }
        return MetricSummary(
            mean: isRatio ? pairs?.ratioOfMeans : moments.estimate, sd: infinite > 0 ? nil : moments.sd,
            quantiles: quantiles, expectedShortfall: shortfall, undefined: undefined, infinite: infinite,
            layers: layers(metric, isUncertain: isUncertain))
    }

    /// Where the spread comes from; nil where it is not known or there is none.
    func layers(_ metric: Metric, isUncertain: Bool) -> VarianceLayers? {
        if let layers { return layers }
        guard let base = layerValues.first, !base.isEmpty else { return nil }
        return LayerStudy.layers(
            base: base.values, companions: layerValues.dropFirst().map(\.values), byRank: metric.isCostPerResult,
            isUncertain: isUncertain)
    }
}
