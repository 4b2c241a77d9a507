// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Synchronization

/// Compares splits of one or several scenarios in the same imagined campaigns.
///
/// Scenarios that share a quantity, by its full name, share its draws, and lines of the same name share their creators: so
/// the differences are differences of the splits, not luck.
public struct Comparer: Sendable {
    /// A split of a scenario.
    public struct Contender: Sendable {
        /// What it is called.
        public var label: String
        /// The number of its campaign.
        public var campaign: Int
        /// The number of its split in the campaign's scenario.
        public var split: Int

        /// A contender.
        public init(label: String, campaign: Int, split: Int) {
            self.label = label
            self.campaign = campaign
            self.split = split
        }
    }

    /// The most trials of a comparison: every value is kept.
    public static let mostTrials = 1_000_000

    private let campaigns: [PreparedCampaign]
    private let contenders: [Contender]
    private let options: ForecastOptions

    /// A comparison of two or more contenders, at most `mostTrials` trials.
    public init(campaigns: [PreparedCampaign], contenders: [Contender], options: ForecastOptions) {
        self.campaigns = campaigns
        self.contenders = contenders
        self.options = options
    }

    /// The metrics compared: those below that all scenarios report.
    private var metrics: [Metric] {
        [.conversions, .cpa, .roi, .profit, .incrementalROI].filter { metric in
            campaigns.allSatisfy { $0.scenario.metrics.contains(metric) }
        }
    }

    /// The metrics compared and those that their ratios are made of.
    private static func needed(_ metrics: [Metric]) -> Set<Metric> {
        var needed = Set(metrics)
        for metric in metrics {
            if case .ratio(let top, let bottom) = metric.definition { needed.formUnion([top, bottom]) }
        }
        return needed
    }

    /// The comparison.
    public func run(in context: RunContext = RunContext()) throws(CancellationError) -> Comparison {
        let plans = campaigns.map { BudgetPlan(scenario: $0.scenario) }
        let groups = campaigns.map { ForecastGroups($0.scenario) }
        let metrics = metrics
        let needed = Self.needed(metrics)
        let all = Mutex(nothing(trials: options.trials))
        try BlockLoop.run(
            trials: options.trials, threads: options.threads, in: context,
            worker: {
                zip(campaigns, plans).map {
                    CampaignSimulator(campaign: $0, plan: $1, noise: options.noise)
                }
            },
            work: { simulators, trials in blockValues(simulators, groups, trials, needed) },
            collect: { part in all.withLock { $0.append(part) } })
        let values = all.withLock { $0 }
        return ComparisonSummary(
            subjects: campaigns.map(\.subject), labels: contenders.map(\.label), profiles: profiles(values),
            metrics: metrics,
            lines: contenders.map { campaigns[$0.campaign].scenario.lines.map(\.name) }, values: values,
            isUncertain: campaigns.contains(where: \.isUncertain), options: options
        ).comparison
    }

    private func nothing(trials: Int) -> ContenderValues {
        ContenderValues(
            profiles: contenders.map { contender in
                let scenario = campaigns[contender.campaign].scenario
                let amounts = ForecastGroups.amounts(scenario, contender.split).map(\.amount)
                return ProfileAccumulator(trials: trials, amounts: amounts, of: scenario)
            })
    }

    private func profiles(_ values: ContenderValues) -> [SplitProfile] {
        zip(contenders, values.profiles).map { contender, profile in
            let scenario = campaigns[contender.campaign].scenario
            return profile.profile(
                contender.label, ForecastGroups.amounts(scenario, contender.split), of: scenario)
        }
    }

    private func blockValues(
        _ simulators: [CampaignSimulator], _ groups: [ForecastGroups], _ trials: Range<Int>, _ needed: Set<Metric>
    ) -> ContenderValues {
        let simulated = simulators.map { simulator in
            simulator.simulate(
                trials: trials, shared: simulator.shared(trials: trials), layerTrials: options.layerTrials)
        }
        var result = nothing(trials: BlockLoop.trials)
        result.trials = trials.count
        for (number, contender) in contenders.enumerated() {
            let scenario = campaigns[contender.campaign].scenario
            let groups = groups[contender.campaign]
            let (block, companions) = simulated[contender.campaign]
            let lines = ForecastGroups.used(scenario, contender.split)
            func columns(_ block: OutcomeBlock, _ lines: [Int]) -> [[Double]] {
                groups.columns(block, ForecastGroups.Group(split: contender.split, lines: lines))
            }
            let base = columns(block, lines)
            let layers = companions.map { columns($0, lines) }
            result.profiles[number].add(
                { groups.column($0, of: base) },
                creators: block.creators(ForecastGroups.Group(split: contender.split, lines: lines)))
            for metric in needed {
                let values = groups.column(metric, of: base)
                result.columns[number][metric] = values
                guard let studied = companions.first?.count else { continue }
                result.layers[number][metric] =
                    [Array(values.prefix(studied))] + layers.map { groups.column(metric, of: $0) }
            }
            for line in lines {
                result.profitByLine[number][scenario.lines[line].name] = groups.column(
                    .profit, of: columns(block, [line]))
            }
        }
        return result
    }
}

/// The values of the contenders' metrics, trial by trial.
struct ContenderValues: Sendable {
    var trials = 0
    /// By contender, then by metric, those included that ratios are made of.
    var columns: [[Metric: [Double]]]
    /// By contender, then by metric: the trials of the layer study, then their companions.
    var layers: [[Metric: [[Double]]]]
    /// By contender, then by line.
    var profitByLine: [[String: [Double]]]
    /// By contender.
    var profiles: [ProfileAccumulator]

    /// Nothing known yet of contenders whose profiles are these.
    init(profiles: [ProfileAccumulator]) {
        self.profiles = profiles
        let contenders = profiles.count
        columns = Array(repeating: [:], count: contenders)
        layers = Array(repeating: [:], count: contenders)
        profitByLine = Array(repeating: [:], count: contenders)
    }

    /// Takes in the trials of `other`, which follow those of these values.
    mutating func append(_ other: ContenderValues) {
        trials += other.trials
        for contender in columns.indices {
            columns[contender].merge(other.columns[contender]) { $0 + $1 }
            profiles[contender].merge(other.profiles[contender])
            profitByLine[contender].merge(other.profitByLine[contender]) { $0 + $1 }
            layers[contender].merge(other.layers[contender]) { own, more in zip(own, more).map { $0 + $1 } }
        }
    }
}
