// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignDistributions
internal import CampaignLearning
internal import CampaignSampling
internal import RealModule

// MARK: - What results are held against

extension PreparedLine {
    /// Results are never quite alike, whatever a scenario states.
    private static let leastSpread = 0.05

    /// What campaign-wide values say of the line's creators before luck of their own.
    func typicals(_ draw: TrialDraw) -> TypicalValues {
        let exponent = draw[sizeExponent]
        let real = 1 - fakeFollowers.typical(draw)
        let views = viewsPerFollower.typical(draw) * Double.pow(max(real, 1e-6), exponent)
        let clicks = clicksPerView(draw, real: real)
        return TypicalValues(
            viewsPerFollower: max(views, 1e-9), clicksPerView: min(max(clicks, 1e-9), 1 - 1e-9),
            ordersPerClick: min(max(trackedOrders(draw), 1e-9), 1), feeLevel: max(feePerPost(draw), 1e-9),
            orderValue: max(valuePaid(draw), 1e-9),
            refundRate: min(max(draw[refundRate], 1e-9), 1 - 1e-9), referenceFollowers: referenceFollowers,
            sizeExponent: exponent, clickExponent: engagementBase == .followers && usesEngagements ? 1 - exponent : 0)
    }

    /// How creators and posts differ from that.
    func spreads(_ draw: TrialDraw) -> ResultSpreads {
        let reach = viewsPerFollower.logDeviation(draw)
        var clicks = clickRate.logDeviation(draw) * clickRate.logDeviation(draw)
        if usesEngagements {
            clicks += engagementRate.logDeviation(draw) * engagementRate.logDeviation(draw)
            // A rate per follower is fewer clicks a view where views are more.
            if engagementBase == .followers { clicks += reach * reach }
        }
        let luck = postLuck.logDeviation(draw)
        return ResultSpreads(
            sales: Spread(deviation: salesVariance(draw).squareRoot(), centre: .mean),
            luck: Spread(deviation: luck, centre: .mean),
            reach: Spread(deviation: max(reach, luck > 0 ? 0 : Self.leastSpread), centre: .median),
            clicks: Spread(deviation: clicks.squareRoot(), centre: .median),
            fees: Spread(deviation: max(fee.logDeviation(draw), Self.leastSpread), centre: .median),
            valueShape: valueShape ?? 1)
    }

    /// The shape of the gamma law that stands for an order's value; nil where a scenario says of values nothing that results could teach.
    var valueShape: Double? {
        switch orderValue {
        case .same, .own: return nil
        case .gamma(_, let shape): return shape
        case .sampled(let values, _, let mean):
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
            return square > 0 ? mean * mean / square : nil
        }
    }

    /// Whether creators are paid a fee, whose level results show.
    func paysFees(_ draw: TrialDraw) -> Bool { feePerPost(draw) > 0 }

    /// The posts that a creator is hired for.
    func plannedPosts(_ draw: TrialDraw) -> Int {
        let months = partnership.map { draw[$0.months].rounded() } ?? 1
        return max(1, Int(min(draw[posts].rounded() * months, 1e6)))
    }

    /// The delays from a post to a click and to an order; nil where no weeks are reported.
    func delays(_ draw: TrialDraw) -> (click: DelayLaw, order: DelayLaw)? {
        time.map { time in
            let click = DelayLaw(
                halfLife: draw[time.clickHalfLife], tail: draw[time.tailShare], tailHalfLife: draw[time.tailHalfLife])
            return (click, click.followed(byMean: draw[time.orderLag]))
        }
    }
}

// MARK: - Rates

extension PreparedLine {
    private var usesEngagements: Bool { clickBase == .engagements }

    /// Clicks a view of a post of a creator of the reference size, over all posts of a partnership.
    private func clicksPerView(_ draw: TrialDraw, real: Double) -> Double {
        var clicks = clickRate.typical(draw)
        if usesEngagements {
            let rate = engagementRate.typical(draw)
            switch engagementBase {
            case .views: clicks *= rate
            case .followers:
                let views = viewsPerFollower.typical(draw) * referenceFollowers
                clicks *= FunnelRates.engagementsPerView(
                    perFollower: rate, followers: referenceFollowers / max(real, 1e-6), views: views)
            }
        }
        guard let partnership else { return clicks }
        let repetition = Repetition(
            familiarity: draw[partnership.familiarity], half: draw[partnership.familiarityPosts],
            fatigue: draw[partnership.fatigue])
        let count = plannedPosts(draw)
        return clicks * (0..<count).reduce(0) { $0 + repetition.factor(post: Double($1)) } / Double(count)
    }

    /// Tracked orders a click: the mean over creators.
    private func trackedOrders(_ draw: TrialDraw) -> Double {
        func mean(_ law: CreatorLaw) -> Double {
            law.typical(draw) * Double.exp(law.logDeviation(draw) * law.logDeviation(draw) / 2)
        }
        var rate = mean(orderRate) * FunnelRates.appeal(codeUplift: draw[codeUplift], offer: draw[offer])
        if let leadRate, ordersFromLeads { rate *= mean(leadRate) }
        if let selection, selection.fit.varies {
            let screening = Screening(count: draw[selection.screened].rounded(), accuracy: draw[selection.accuracy])
            rate *= Double.exp(selection.fit.logDeviation(draw) * screening.score(seen: 0, unseen: 0))
        }
        return salesCeiling.map { $0.chance(mean: min(rate, 1), draw) } ?? rate
    }

    /// The variance of the logarithm of orders a click between creators.
    private func salesVariance(_ draw: TrialDraw) -> Double {
        let laws = [salesPower, orderRate] + (ordersFromLeads ? [leadRate].compactMap(\.self) : [])
        var variance = laws.reduce(0) { $0 + $1.logDeviation(draw) * $1.logDeviation(draw) }
        if let selection { variance += selection.fit.logDeviation(draw) * selection.fit.logDeviation(draw) }
        let dispersion = draw[overdispersion]
        if dispersion > 0 {
            // A beta chance with this overdispersion has the relative variance ρ (1 − p)/p.
            let chance = min(max(trackedOrders(draw), 1e-9), 1)
            variance += Double.log(onePlus: dispersion * (1 - chance) / chance)
        }
        return variance
    }

    /// What a typical creator is paid for a post.
    private func feePerPost(_ draw: TrialDraw) -> Double { feeShare.map { draw[$0] * fee.typical(draw) } ?? 0 }

    /// What a customer pays for an order, less the discount of a code.
    private func valuePaid(_ draw: TrialDraw) -> Double {
        switch orderValue {
        case .same(let slot), .gamma(let slot, _), .sampled(_, let slot, _): draw[slot] * (1 - draw[codeDiscount])
        case .own: 1
        }
    }
}
