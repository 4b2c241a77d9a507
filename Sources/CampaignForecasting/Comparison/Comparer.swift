// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

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

    /// The comparison.
    public func run(in context: RunContext = RunContext()) throws(CancellationError) -> Comparison {
        try Runner(RunPlan(options, layers: true), options).result(
            of: ComparisonAnalysis(campaigns: campaigns, contenders: contenders, options: options), in: context)
    }
}

/// What a comparison keeps of trials: every value of its contenders.
struct ComparisonAnalysis: TrialAnalysis {
    let campaigns: [PreparedCampaign]
    let contenders: [Comparer.Contender]
    let options: ForecastOptions
    /// The metrics compared: those below that all scenarios report.
    private let metrics: [Metric]
    /// These and those that their ratios are made of.
    private let needed: Set<Metric>

    init(campaigns: [PreparedCampaign], contenders: [Comparer.Contender], options: ForecastOptions) {
        self.campaigns = campaigns
        self.contenders = contenders
        self.options = options
        metrics = [.conversions, .cpa, .roi, .profit, .incrementalROI].filter { metric in
            campaigns.allSatisfy { $0.scenario.metrics.contains(metric) }
        }
        var needed = Set(metrics)
        for metric in metrics {
            if case .ratio(let top, let bottom) = metric.definition { needed.formUnion([top, bottom]) }
        }
        self.needed = needed
    }

    /// Each campaign with what the metrics are made of.
    var runs: [CampaignRun] {
        campaigns.map { CampaignRun($0, kept: Metric.outcomes(of: read($0.scenario))) }
    }

    /// The metrics that are read off a scenario's outcomes.
    private func read(_ scenario: Scenario) -> [Metric] {
        scenario.metrics.filter { needed.contains($0) || ProfileAccumulator.metrics.contains($0) }
    }

    func result(of whole: ContenderValues) -> Comparison {
        ComparisonSummary(
            subjects: campaigns.map(\.subject), labels: contenders.map(\.label), profiles: profiles(whole),
            metrics: metrics,
            lines: contenders.map { campaigns[$0.campaign].scenario.lines.map(\.name) }, values: whole,
            isUncertain: campaigns.contains(where: \.isUncertain), options: options
        ).comparison
    }

    func nothing(trials: Int) -> ContenderValues {
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

    func part(of blocks: [SimulatedBlock]) -> ContenderValues {
        var result = nothing(trials: BlockLoop.trials)
        result.trials = blocks.first?.trials.count ?? 0
        let companions = blocks.map { block in block.companions.map { $0() } }
        for (number, contender) in contenders.enumerated() {
            let scenario = campaigns[contender.campaign].scenario
            let (read, needed) = (self.read(scenario), scenario.metrics.filter(self.needed.contains))
            let (block, companions) = (
                blocks[contender.campaign].outcomes, companions[contender.campaign]
            )
            let lines = ForecastGroups.used(scenario, contender.split)
            let group = ForecastGroups.Group(split: contender.split, lines: lines)
            func columns(_ metrics: [Metric], _ block: OutcomeBlock) -> [Metric: [Double]] {
                let columns = ForecastGroups.columns(of: metrics, block, group)
                return Dictionary(uniqueKeysWithValues: zip(metrics, columns))
            }
            let base = columns(read, block)
            let layers = companions.map { columns(needed, $0) }
            result.profiles[number].add({ base[$0] ?? [] }, creators: block.creators(group))
            for metric in needed {
                let values = base[metric] ?? []
                result.columns[number][metric] = values
                guard let studied = companions.first?.count else { continue }
                result.layers[number][metric] = [Array(values.prefix(studied))] + layers.map { $0[metric] ?? [] }
            }
            for line in lines {
                result.profitByLine[number][scenario.lines[line].name] =
                    ForecastGroups.columns(
                        of: [.profit], block, ForecastGroups.Group(split: contender.split, lines: [line])
                    ).first ?? []
            }
        }
        return result
    }
}

/// The values of the contenders' metrics, trial by trial.
struct ContenderValues: Sendable, Mergeable {
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
    mutating func merge(_ other: ContenderValues) {
        trials += other.trials
        for contender in columns.indices {
            columns[contender].merge(other.columns[contender]) { $0 + $1 }
            profiles[contender].merge(other.profiles[contender])
            profitByLine[contender].merge(other.profitByLine[contender]) { $0 + $1 }
            layers[contender].merge(other.layers[contender]) { own, more in zip(own, more).map { $0 + $1 } }
        }
    }
}
