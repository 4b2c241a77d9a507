// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A campaign as a function of what is uncertain about it: its inputs are the uncertain distributions, then the events; its
/// columns the metrics of every split.
struct CampaignStudy: StudyModel {
    let campaign: PreparedCampaign
    let columns: SplitColumns
    let noise: NoiseKey
    /// The outcomes that the columns are made of; no others are drawn.
    let kept: [Outcome]
    private let plan: BudgetPlan
    private let groupsOfLines: ForecastGroups

    /// A study of these metrics; where it ranks splits, also of how often the money of each line hires nobody.
    init(campaign: PreparedCampaign, metrics: [Metric], isRanking: Bool = false, seed: UInt64) {
        self.campaign = campaign
        noise = NoiseKey(seed: seed)
        let splits = campaign.scenario.splits
        columns = SplitColumns(
            metrics: metrics, splits: splits.count,
            lines: isRanking ? splits.indices.map { SplitColumns.shares(campaign.scenario, $0) } : [])
        kept = [.creators] + Metric.outcomes(of: metrics)
        plan = BudgetPlan(scenario: campaign.scenario)
        groupsOfLines = ForecastGroups(campaign.scenario)
    }

    var inputCount: Int { campaign.program.inputCount }
    var groups: [SharedProgram.Group] { campaign.program.groups }
    /// The inputs that are events.
    var events: Range<Int> { campaign.program.leaves.count..<inputCount }

    func worker() -> CampaignSimulator {
        CampaignSimulator(campaign: campaign, plan: plan, noise: noise, kept: kept)
    }

    func evaluate(_ rows: StudyRows, with worker: CampaignSimulator) -> [[Double]] {
        let scores = SharedScores(
            leaves: Array(rows.scores.prefix(events.lowerBound)),
            strikes: rows.scores.dropFirst(events.lowerBound).map { $0.map(NormalLaw.probability(below:)) })
        var noise = noise
        noise.purpose = rows.luck
        return read(
            worker.simulate(
                trials: rows.trials, shared: campaign.program.draw(scores, count: rows.trials.count), noise: noise))
    }

    /// The metrics of ordinary trials.
    func evaluate(_ trials: Range<Int>, with worker: CampaignSimulator) -> [[Double]] {
        read(worker.simulate(trials: trials, shared: worker.shared(trials: trials)))
    }

    /// The metrics of all splits in a block of trials.
    func read(_ block: OutcomeBlock) -> [[Double]] {
        let groups = (0..<columns.splits).map {
            ForecastGroups.Group(split: $0, lines: ForecastGroups.used(campaign.scenario, $0))
        }
        let metrics = groups.flatMap { group in
            let values = groupsOfLines.columns(block, group)
            return columns.metrics.map { groupsOfLines.column($0, of: values) }
        }
        return metrics + (columns.isRanking ? groups.flatMap { block.creators($0) } : [])
    }
}
