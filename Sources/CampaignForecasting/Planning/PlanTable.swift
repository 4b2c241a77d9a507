// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling
internal import Synchronization

/// A campaign laid out so that it can be asked again and again what other budgets, shares and assumptions would bring, within a moment.
///
/// The creators of each line, their fees and views are drawn once and kept; another amount takes more or fewer of them, another rate is applied
/// to the same views, and only what changes whom a line hires draws that line again. They are the creators of a run with the same
/// seed. What they sell is drawn for all posts of an amount together, so a preview has the law of a run (its variance is greater by less
/// than the greatest chance of an order a view, as a share) and other luck: the figures to rely on are those of a `Forecaster`.
///
/// Audiences, and terms that hold creator by creator, cannot be counted together; such campaigns are simulated anew.
public final class PlanTable: Sendable {
    /// The campaign, whose budget, splits and assumptions are moved.
    public let campaign: PreparedCampaign
    private let options: ForecastOptions
    private let kept: [Outcome]
    private let blocks: [PooledBlock]
    /// Why posts are not counted together; nil where they are.
    public let obstacle: String?

    /// A table of a campaign.
    ///
    /// - Parameters:
    ///   - campaign: the plan.
    ///   - metrics: what previews tell of.
    ///   - options: the trials, the seed and the threads.
    /// - Throws: where the campaign cannot be prepared for moves.
    public convenience init(
        campaign: PreparedCampaign, metrics: [Metric]? = nil, options: ForecastOptions
    ) throws(CampaignError) {
        self.init(adjustable: try PreparedCampaign(campaign.subject, isAdjustable: true), metrics, options)
    }

    /// A table of a campaign that was prepared so that its assumptions can be moved.
    init(adjustable campaign: PreparedCampaign, _ metrics: [Metric]? = nil, _ options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
        let wanted = (metrics ?? campaign.scenario.metrics) + GoalCount.metrics(campaign.scenario.goals)
        self.metrics = SplitColumns(metrics: wanted, splits: 0).metrics
        obstacle =
            campaign.audience != nil
            ? "audiences overlap, so that a line's posts depend on other lines"
            : campaign.lines.lazy.compactMap { line in line.poolingObstacle.map { "line \(line.name): \($0)" } }.first
        kept = [.creators] + Metric.outcomes(of: self.metrics)
        let run = CampaignRun(self.campaign, budgets: BudgetPlan(amounts: [], lines: 0), kept: kept)
        blocks = stride(from: 0, to: options.trials, by: Self.blockTrials).map { start in
            PooledBlock(run, trials: start..<min(start + Self.blockTrials, options.trials), noise: options.noise)
        }
    }

    /// The trials that are worked through together.
    static let blockTrials = 512

    /// The metrics that previews tell of, and those that these are made of.
    public let metrics: [Metric]
    /// The trials of a full preview.
    public var trials: Int { options.trials }

    /// What a plan would bring.
    ///
    /// - Parameters:
    ///   - plan: the splits and assumptions.
    ///   - trials: the trials to look at, rounded up to whole blocks; all unless said otherwise.
    ///   - context: asked whether to go on.
    public func preview(
        of plan: PlanMove, trials: Int? = nil, in context: RunContext = RunContext()
    ) throws(CancellationError) -> PlanPreview {
        PlanPreview(
            try table(of: plan, trials: trials, in: context), plan, metrics, goals: campaign.scenario.goals,
            threads: options.threads)
    }

    /// The metrics of every split, trial by trial.
    func table(
        of plan: PlanMove, trials: Int? = nil, in context: RunContext
    ) throws(CancellationError) -> SampleTable<SplitColumn> {
        let amounts = plan.splits.map(\.amounts)
        let budgets = BudgetPlan(
            amounts: amounts, lines: campaign.lines.count, isJoint: campaign.scenario.parts.contains(.audience))
        let wanted = blocks.prefix { $0.trials.lowerBound < trials ?? options.trials }
        let moved = plan.moves.moved
        let parts = try BlockLoop.each(
            Array(wanted), threads: options.threads, in: context.unheard, worker: { PooledTools(kept) },
            work: { tools, block in
                columns(
                    obstacle == nil
                        ? block.read(budgets, moved, with: tools) : block.simulate(options.engine, budgets, moved), plan
                )
            })
        var table = SampleTable<SplitColumn>([])
        for part in parts { table.merge(part) }
        return table
    }

    private func columns(_ block: OutcomeBlock, _ plan: PlanMove) -> SampleTable<SplitColumn> {
        SampleTable(
            plan.splits.enumerated().flatMap { number, split in
                let lines = campaign.lines.indices.filter { split.amounts[$0] > 0 }
                let columns = ForecastGroups.columns(
                    of: metrics, block, ForecastGroups.Group(split: number, lines: lines))
                return zip(metrics, columns).map { (key: SplitColumn.metric($0, split: number), values: $1) }
            })
    }
}
