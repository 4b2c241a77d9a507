// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling

@testable import CampaignForecasting

/// What lines bring on average whose creators are all alike, by the equations alone: an engine without luck.
struct MomentsEngine: CampaignEngine {
    /// What orders are multiplied by, to see whether anybody notices.
    var flaw = 1.0

    var name: Engine { .chain }

    func support(of line: PreparedLine, in campaign: PreparedCampaign) -> EngineSupport {
        let laws = [
            line.followers, line.fee, line.fakeFollowers, line.viewsPerFollower, line.postLuck, line.engagementRate,
            line.clickRate, line.orderRate, line.salesPower,
        ]
        if laws.contains(where: \.varies) { return .none("its creators differ") }
        if campaign.audience != nil { return .none("its audience is that of other lines, too") }
        let parts: [Any?] = [
            line.selection, line.partnership, line.attribution, line.repeatOrders, line.time, line.leadRate,
        ]
        if parts.contains(where: { $0 != nil }) { return .none("it has parts that these equations leave out") }
        return .approximate("means without luck")
    }

    func simulator(of run: CampaignRun) -> any TrialSimulator {
        MomentsSimulator(run, flaw: flaw)
    }
}

private final class MomentsSimulator: TrialSimulator {
    let run: CampaignRun
    private let flaw: Double

    init(_ run: CampaignRun, flaw: Double) {
        self.run = run
        self.flaw = flaw
    }

    func simulate(
        _ parts: some Collection<Int>, trials: some Collection<Int>, draws: SharedDraws, noise: NoiseKey,
        recall: Recall, into block: inout OutcomeBlock
    ) -> SlotReads {
        let (slots, budgets) = (draws.columns.count, run.budgets)
        var reads = SlotReads(parts: budgets.partCount, slots: slots)
        for (index, trial) in trials.enumerated() {
            let values = draws.columns.map { $0[index] }
            values.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                _ = reads.withFlags { flags in
                    for number in parts {
                        let draw = TrialDraw(trial: trial, noise: noise, values: start, reads: flags + number * slots)
                        for (place, amount) in budgets.amounts[number].enumerated() {
                            let level = budgets.firstLevel(line: number) + place
                            let (outcomes, cost) = expected(run.campaign.lines[number], draw, amount: amount)
                            for outcome in Outcome.allCases {
                                block.values[block.offset(level: level, outcome: outcome) + index] = outcomes[outcome]
                            }
                            block.largest[level * block.count + index] = outcomes[.creators] > 0 ? cost : 0
                        }
                    }
                }
            }
        }
        return reads
    }

    /// What a line brings on average with an amount, and what each of its creators costs.
    private func expected(_ line: PreparedLine, _ draw: TrialDraw, amount: Double) -> (Outcomes, cost: Double) {
        let posts = draw[line.posts].rounded()
        let agencyShare = draw[line.agencyShare]
        let fee = HiringTerms.fee(
            perPost: line.fee.typical(draw), share: line.feeShare.map { draw[$0] } ?? 0, posts: posts)
        let management = HiringTerms.management(
            hours: draw[line.managementHours], wage: draw[line.hourlyWage], screened: 1, screeningCost: 0)
        let cost = HiringTerms.commitment(
            fee: fee, agencyShare: agencyShare, signUp: draw[line.signUpCost], gift: draw[line.giftCost],
            management: management)
        let hired = min((amount * (1 + 1e-12) / cost).rounded(.down), draw[line.pool].rounded())
        let people = line.followers.typical(draw) * (1 - line.fakeFollowers.typical(draw))
        let views =
            hired * posts * line.viewsPerFollower.typical(draw) * line.postLuck.typical(draw)
            * FunnelRates.audience(
                followers: people, reference: line.referenceFollowers, exponent: draw[line.sizeExponent])
        let clicks = views * line.clickRate.typical(draw)
        let perView = FunnelRates.ordersPerView(
            engagements: line.clickBase == .engagements ? line.engagementRate.typical(draw) : nil,
            clicks: line.clickRate.typical(draw), leads: nil, orders: line.orderRate.typical(draw))
        let tracked =
            flaw * views * perView
            * FunnelRates.appeal(codeUplift: draw[line.codeUplift], offer: draw[line.offer])
        let untracked = draw[line.untrackedOrders] * tracked
        let kept = 1 - draw[line.refundRate]
        guard case .same(let value) = line.orderValue else { preconditionFailure("orders differ") }
        let trackedRevenue = tracked * kept * draw[value] * (1 - draw[line.codeDiscount])
        let revenue = trackedRevenue + untracked * kept * draw[value]
        let commission = CommissionTerms(line, draw).earned(
            orders: tracked * kept, leads: 0, revenue: trackedRevenue, views: views)
        var outcomes = Outcomes()
        outcomes[.creators] = hired
        outcomes[.fees] = hired * (fee + draw[line.signUpCost])
        outcomes[.agency] = hired * fee * agencyShare
        outcomes[.gifts] = hired * draw[line.giftCost]
        outcomes[.management] = hired * management
        outcomes[.posts] = hired * posts
        outcomes[.views] = views
        outcomes[.engagements] = views * line.engagementRate.typical(draw)
        outcomes[.clicks] = clicks
        outcomes[.orders] = tracked + untracked
        outcomes[.trackedOrders] = tracked
        outcomes[.refunds] = (tracked + untracked) * (1 - kept)
        outcomes[.revenue] = revenue
        outcomes[.grossProfit] = revenue * draw[line.grossMargin]
        outcomes[.commission] = commission
        outcomes[.networkFee] = CommissionTerms.networkFee(commission, share: draw[line.networkFee])
        outcomes[.unspent] = max(0, amount - Metric.costOutcomes.reduce(0) { $0 + outcomes[$1] })
        return (outcomes, cost)
    }
}
