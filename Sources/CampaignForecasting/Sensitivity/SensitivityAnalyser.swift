// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Says which assumptions drive what a campaign returns, and which of them decide between its splits.
public struct SensitivityAnalyser: Sendable {
    /// The trials, points or trajectories unless said otherwise.
    public static func usualTrials(_ method: Sensitivity.Method) -> Int {
        switch method {
        case .bins: 10_000
        case .sobol: 8_192
        case .shapley: 8_192
        case .morris: 40
        }
    }

    /// The metrics studied of every split, besides the one by which splits are told apart.
    static let usualMetrics: [Metric] = [.conversions, .cpa, .roi, .profit]
    /// The trials over which each point of a trajectory is averaged.
    static let morrisLuck = 128

    let campaign: PreparedCampaign
    let method: Sensitivity.Method
    let metric: Metric
    let options: ForecastOptions
    let inputs: [StudiedInput]
    let study: CampaignStudy

    /// A study of a campaign.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - method: how sensitivity is measured.
    ///   - metric: by which splits are told apart; one that the scenario reports.
    ///   - options: `trials` counts trials (bins, shapley), points (sobol; rounded up to 16 times a power of two) or
    ///     trajectories (morris), at most `ForecastOptions.mostStudied`.
    ///   - sets: quantities to be seen as one; for bins, Shapley and elementary effects there are none.
    /// - Throws: where nothing is uncertain, or the sets make no sense.
    public init(
        campaign: PreparedCampaign, method: Sensitivity.Method, metric: Metric, options: ForecastOptions,
        sets: [NamedSet] = []
    ) throws(CampaignError) {
        self.campaign = campaign
        self.method = method
        self.metric = metric
        self.options = options
        guard campaign.isUncertain else { throw .nothingUncertain }
        guard sets.isEmpty || method == .sobol else { throw .setsNeedSobol }
        inputs = try campaign.inputs(in: sets, isJoined: method == .sobol)
        let metrics = Self.usualMetrics + [metric] + GoalCount.metrics(campaign.scenario.goals)
        study = CampaignStudy(campaign: campaign, metrics: metrics, isRanking: true, options: options)
    }

    /// The findings.
    public func run(in context: RunContext = RunContext()) throws(CancellationError) -> Sensitivity {
        switch method {
        case .bins: try bins(in: context)
        case .sobol: try sobol(in: context)
        case .shapley: try shapley(in: context)
        case .morris: try morris(in: context)
        }
    }

    // MARK: - What is studied

    /// What is studied: every split's metrics, and of those that can be ranked their differences and which of them is best.
    func outputs(leader: Int, among ranked: [Int]) -> [StudiedOutput] {
        let splits = 0..<campaign.scenario.splits.count
        let metrics = Metric.allCases.filter { Self.usualMetrics.contains($0) || $0 == metric }
        var outputs = metrics.flatMap { metric in splits.map { StudiedOutput.metric(metric, split: $0) } }
        guard ranked.count > 1 else { return outputs }
        outputs += ranked.filter { $0 != leader }.map { .difference(metric, first: leader, second: $0) }
        return outputs + [.decision(metric)]
    }

    func result(
        trials: Int, evaluations: Int, leader: Int, among ranked: [Int], outputs: [OutputSensitivity]
    ) -> Sensitivity {
        Sensitivity(
            subject: campaign.subject, provenance: ForecastProvenance(options.asking(trials)),
            method: method, metric: metric, splits: campaign.scenario.splits.map(\.name), leader: leader,
            countsUncaused: campaign.scenario.countsUncaused(metric),
            unranked: campaign.scenario.splits.indices.filter { !ranked.contains($0) }, goals: campaign.scenario.goals,
            inputs: inputs, outputs: outputs, evaluations: evaluations)
    }
}

// MARK: - Sobol' indices, Shapley effects, elementary effects

extension SensitivityAnalyser {
    private func sobol(in context: RunContext) throws(CancellationError) -> Sensitivity {
        typealias Study = SobolStudy<CampaignStudy>
        var points = 2
        while points * Study.shifts < options.trials { points *= 2 }
        let sobol = Study(
            model: study, sets: inputs.map(\.members), points: points, seed: options.seed, threads: options.threads)
        let evaluations = try sobol.evaluate(in: context)
        var table = evaluations[0]
        table.merge(evaluations[1])
        let leader = study.columns.leader(by: metric, table)
        let ranked = study.columns.ranked(table)
        let rows = Array(0..<table.rowCount)
        return result(
            trials: points * Study.shifts, evaluations: points * Study.shifts * sobol.evaluationsPerPoint,
            leader: leader, among: ranked,
            outputs: outputs(leader: leader, among: ranked).map { output in
                let indices = sobol.indices(of: study.columns.studied(output, among: ranked), evaluations)
                return OutputSensitivity(
                    output: output, mean: study.columns.mean(output, leader: leader, among: ranked, table, rows),
                    together: indices?.together, effects: indices?.sets.map { .sobol($0) } ?? [],
                    undefined: indices?.undefined ?? 0)
            })
    }

    private func shapley(in context: RunContext) throws(CancellationError) -> Sensitivity {
        let shapley = ShapleyStudy(
            model: study, trials: options.trials, seed: options.seed, threads: options.threads)
        let walks = try shapley.evaluate(in: context)
        let table = walks.evaluations[0]
        let leader = study.columns.leader(by: metric, table)
        let ranked = study.columns.ranked(table)
        return result(
            trials: options.trials, evaluations: options.trials * shapley.evaluationsPerTrial, leader: leader,
            among: ranked,
            outputs: outputs(leader: leader, among: ranked).map { output in
                let effects = shapley.effects(of: study.columns.studied(output, among: ranked), walks)
                return OutputSensitivity(
                    output: output,
                    mean: study.columns.mean(output, leader: leader, among: ranked, table, Array(0..<options.trials)),
                    together: effects?.together, effects: effects?.inputs.map { .shapley($0) } ?? [],
                    undefined: effects?.undefined ?? 0)
            })
    }

    private func morris(in context: RunContext) throws(CancellationError) -> Sensitivity {
        let morris = MorrisStudy(
            model: study, trajectories: options.trials, luck: Self.morrisLuck, switches: Set(study.events),
            seed: options.seed, threads: options.threads)
        let trajectories = try morris.evaluate(in: context)
        var table = SampleTable<SplitColumn>([])
        for trajectory in trajectories { table.merge(trajectory.points[0]) }
        let leader = study.columns.leader(by: metric, table)
        let ranked = study.columns.ranked(table)
        let rows = Array(0..<Self.morrisLuck)
        let points = trajectories.reduce(0) { $0 + $1.points.count }
        return result(
            trials: options.trials, evaluations: points * Self.morrisLuck, leader: leader, among: ranked,
            outputs: outputs(leader: leader, among: ranked).map { output in
                let effects = morris.effects(trajectories) { columns in
                    study.columns.mean(output, leader: leader, among: ranked, columns, rows)?.value ?? .nan
                }
                let known = effects.compactMap { $0 }
                // The grid is no sample of what may happen, so it has no mean worth telling.
                return OutputSensitivity(
                    output: output, mean: nil, together: nil,
                    effects: known.count == effects.count ? known.map { .morris($0) } : [],
                    undefined: known.map(\.undefined).max() ?? 0)
            })
    }
}
