// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What is known of every group's metrics after some trials; merged in the order of the trials.
struct ForecastAccumulator: Sendable {
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
    /// By group, then by metric in the order of `Metric.allCases`.
    var parts: [[MetricPart]]
    var noOrder: [Int]
    var nobodyHired: [Int]
    /// By split, then by goal.
    var goalsMet: [[Int]]
    /// For each slot of the shared program the trials in which its value was held in its domain.
    var held: [Int]

    /// Nothing known yet, for a run of `trials` trials.
    init(groups: ForecastGroups, scenario: Scenario, slots: Int, trials: Int) {
        let part = MetricPart(samples: SampleStore(trials: trials))
        parts = Array(repeating: Array(repeating: part, count: Metric.allCases.count), count: groups.all.count)
        noOrder = Array(repeating: 0, count: groups.all.count)
        nobodyHired = noOrder
        goalsMet = Array(repeating: Array(repeating: 0, count: scenario.goals.count), count: scenario.splits.count)
        held = Array(repeating: 0, count: slots)
    }

    /// Takes in a block of trials; `companions` are blocks of its first trials with some chance drawn afresh.
    mutating func add(
        _ block: OutcomeBlock, companions: [OutcomeBlock], groups: ForecastGroups, scenario: Scenario
    ) {
        trials += block.count
        for (number, group) in groups.all.enumerated() {
            let columns = block.metricColumns(group)
            func column(_ metric: Metric) -> [Double] {
                Metric.allCases.firstIndex(of: metric).map { columns[$0] } ?? []
            }
            for (index, metric) in Metric.allCases.enumerated() {
                let values = columns[index]
                parts[number][index].moments.merge(Moments(values))
                parts[number][index].samples.add(values)
                for value in values where !value.isFinite {
                    if value.isNaN { parts[number][index].undefined += 1 } else { parts[number][index].infinite += 1 }
                }
                if case .ratio(let top, let bottom) = metric.definition {
                    let fresh = PairedMoments(column(top), column(bottom))
                    if parts[number][index].pairs == nil {
                        parts[number][index].pairs = fresh
                    } else {
                        parts[number][index].pairs?.merge(fresh)
                    }
                }
            }
            let (cost, orders) = (column(.cost), column(.conversions))
            noOrder[number] += zip(cost, orders).count { $0 > 0 && $1 == 0 }
            nobodyHired[number] += column(.creators).count { $0 == 0 }
            if group.lines == ForecastGroups.used(scenario, group.split) {
                for (goal, wanted) in scenario.goals.enumerated() {
                    goalsMet[group.split][goal] += column(wanted.metric).count { wanted.isMet(by: $0) }
                }
            }
            addCompanions(companions, columns, number, group)
        }
    }

    private mutating func addCompanions(
        _ companions: [OutcomeBlock], _ base: [[Double]], _ number: Int, _ group: ForecastGroups.Group
    ) {
        guard let first = companions.first else { return }
        for (layer, columns) in ([base] + companions.map { $0.metricColumns(group) }).enumerated() {
            for index in columns.indices {
                parts[number][index].layerValues[layer].append(contentsOf: columns[index].prefix(first.count))
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
        }
        for split in goalsMet.indices {
            for goal in goalsMet[split].indices { goalsMet[split][goal] += other.goalsMet[split][goal] }
        }
        for slot in held.indices { held[slot] += other.held[slot] }
    }
}

extension ForecastAccumulator.MetricPart {
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

    /// The metric's summary.
    func summary(_ metric: Metric) -> MetricSummary {
        let (quantiles, shortfall) = samples.summary(worstIsHigh: metric.isBetterLower)
        var isRatio = false
        if case .ratio = metric.definition { isRatio = true }
        let layers =
            layerValues[0].isEmpty
            ? nil
            : LayerStudy.layers(
                base: layerValues[0], companions: Array(layerValues.dropFirst()), byRank: metric == .cpa)
        return MetricSummary(
            mean: isRatio ? pairs?.ratioOfMeans : moments.estimate, sd: infinite > 0 ? nil : moments.sd,
            quantiles: quantiles, expectedShortfall: shortfall, undefined: undefined, infinite: infinite,
            layers: layers)
    }
}
