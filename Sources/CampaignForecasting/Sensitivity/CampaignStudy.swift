// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// A campaign as a function of what is uncertain about it: its inputs are the uncertain distributions, then the events; its
/// columns the metrics of every split.
struct CampaignStudy: StudyModel {
    let campaign: PreparedCampaign
    let columns: SplitColumns
    let seed: UInt64
    private let plan: BudgetPlan
    private let groupsOfLines: ForecastGroups

    init(campaign: PreparedCampaign, metrics: [Metric], seed: UInt64) {
        self.campaign = campaign
        self.seed = seed
        columns = SplitColumns(metrics: metrics, splits: campaign.scenario.splits.count)
        plan = BudgetPlan(scenario: campaign.scenario)
        groupsOfLines = ForecastGroups(campaign.scenario)
    }

    var inputCount: Int { campaign.program.inputCount }
    var groups: [SharedProgram.Group] { campaign.program.groups }
    /// The inputs that are events.
    var events: Range<Int> { campaign.program.leaves.count..<inputCount }

    func worker() -> CampaignSimulator {
        CampaignSimulator(campaign: campaign, plan: plan, seed: seed)
    }

    func evaluate(_ rows: StudyRows, with worker: CampaignSimulator) -> [[Double]] {
        let scores = SharedScores(
            leaves: Array(rows.scores.prefix(events.lowerBound)),
            strikes: rows.scores.dropFirst(events.lowerBound).map { $0.map(NormalLaw.probability(below:)) })
        return read(
            worker.simulate(trials: rows.luck, shared: campaign.program.draw(scores, count: rows.luck.count)))
    }

    /// The metrics of ordinary trials.
    func evaluate(_ trials: Range<Int>, with worker: CampaignSimulator) -> [[Double]] {
        read(worker.simulate(trials: trials, shared: worker.shared(trials: trials)))
    }

    /// The metrics of all splits in a block of trials.
    func read(_ block: OutcomeBlock) -> [[Double]] {
        (0..<columns.splits).flatMap { split in
            let lines = ForecastGroups.used(campaign.scenario, split)
            let values = groupsOfLines.columns(block, ForecastGroups.Group(split: split, lines: lines))
            return columns.metrics.map { groupsOfLines.column($0, of: values) }
        }
    }
}
