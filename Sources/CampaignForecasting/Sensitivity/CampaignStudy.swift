// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A campaign as a function of what is uncertain about it: its inputs are the uncertain distributions, then the events; its
/// columns the metrics of every split.
struct CampaignStudy: StudyModel {
    let campaign: PreparedCampaign
    let columns: SplitColumns
    let options: ForecastOptions
    /// What is simulated: no outcomes but those that the columns are made of.
    let run: CampaignRun

    /// A study of these metrics; where it ranks splits, also of how often the money of each line hires nobody.
    init(campaign: PreparedCampaign, metrics: [Metric], isRanking: Bool = false, options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
        let splits = campaign.scenario.splits
        columns = SplitColumns(
            metrics: metrics, splits: splits.count,
            lines: isRanking ? splits.indices.map { SplitColumns.shares(campaign.scenario, $0) } : [])
        run = CampaignRun(campaign, kept: [.creators] + Metric.outcomes(of: metrics))
    }

    var inputCount: Int { campaign.program.inputCount }
    var correlated: [SharedProgram.CorrelatedLeaves] { campaign.program.correlated }
    /// The inputs that are events.
    var events: Range<Int> { campaign.program.leaves.count..<inputCount }

    func worker() -> any TrialSimulator { options.engine.simulator(of: run) }

    func evaluate(_ rows: StudyRows, with worker: any TrialSimulator) -> SampleTable<SplitColumn> {
        let scores = SharedScores(
            leaves: Array(rows.scores.prefix(events.lowerBound)),
            strikes: rows.scores.dropFirst(events.lowerBound).map { $0.map(NormalLaw.probability(below:)) })
        return read(
            worker.outcomes(
                trials: rows.trials, draws: campaign.program.draw(scores, count: rows.trials.count),
                noise: NoiseKey(seed: options.seed, purpose: rows.luck)))
    }

    /// The metrics of all splits in a block of trials.
    func read(_ block: OutcomeBlock) -> SampleTable<SplitColumn> {
        var read: [(key: SplitColumn, values: [Double])] = []
        for split in 0..<columns.splits {
            let group = ForecastGroups.Group(split: split, lines: ForecastGroups.used(campaign.scenario, split))
            let values = ForecastGroups.columns(of: columns.metrics, block, group)
            read += zip(columns.metrics, values).map { (.metric($0, split: split), $1) }
            guard columns.isRanking else { continue }
            read += block.creators(group).enumerated().map { (.creators(line: $0, split: split), $1) }
        }
        return SampleTable(read)
    }
}
