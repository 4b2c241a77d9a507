// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

// MARK: - Funnel

extension LineSimulator {
    /// Replaces the units by one a level, their counts added: exact where later rates are shared by all creators.
    private func aggregate(levelCount: Int) {
        let counts: [Column] = [.views, .engagements, .clicks, .expected]
        var added = Array(repeating: 0.0, count: counts.count * levelCount)
        let level = column(.level)
        for (index, count) in counts.enumerated() {
            let values = column(count)
            for unit in 0..<units { added[index * levelCount + Int(level[unit])] += values[unit] }
        }
        for (index, count) in counts.enumerated() {
            let values = column(count)
            for unit in 0..<levelCount { values[unit] = added[index * levelCount + unit] }
        }
        for unit in 0..<levelCount { level[unit] = Double(unit) }
        units = levelCount
    }

    func engage(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, levelCount: Int) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let (views, base, engagements) = (column(.views), column(.baseViews), column(.engagements))
        let (followers, queue, rate) = (column(.followers), column(.queue), column(.rate))
        drawAlongQueue(line.engagementRate, line.streams.engagementRate, draw, replicates)
        let chance = column(.score)
        for unit in 0..<units {
            let creator = Int(queue[unit])
            chance[unit] = rate[creator]
            if line.engagementBase == .followers {
                // A rate per follower, as a rate per view; nobody engages more than once.
                chance[unit] = base[unit] > 0 ? min(1, chance[unit] * followers[creator] / base[unit]) : 0
            }
        }
        applyTimed([.engagementsPerFollower, .engagementsPerView], line, draw, to: chance)
        let expected = column(.expected)
        for unit in 0..<units { expected[unit] = views[unit] * chance[unit] }
        // The units stand for their level from here on where even the chance to engage is the same for all.
        if engine == .aggregated, line.sharesFunnel(draw) { aggregate(levelCount: levelCount) }
        source.open(line.streams.engagements, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            engagements[unit] = source.binomial(trials: views[unit], probability: chance[unit])
            sums.add(engagements[unit], to: .engagements, level: Int(levels[unit]))
        }
    }

    /// Clicks ~ Binomial(engagements or views, rate · response), of which those of people reached before are thinned.
    func click(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, levelCount: Int) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let (clicks, queue, rate) = (column(.clicks), column(.queue), column(.rate))
        let ordersShared = line.sharesOrderRates(draw)
        let aggregated = engine == .aggregated && ordersShared && !line.clickRate.varies && !line.followsPosts
        if aggregated { aggregate(levelCount: levelCount) }
        let base = column(line.clickBase == .engagements ? .engagements : .views)
        if aggregated {
            line.clickRate.apply(UnsafeMutableBufferPointer(start: rate, count: 1)) { draw[$0] }
        } else {
            drawAlongQueue(line.clickRate, line.streams.clickRate, draw, replicates)
        }
        let chance = column(.score)
        for unit in 0..<units { chance[unit] = aggregated ? rate[0] : rate[Int(queue[unit])] }
        applyTimed([.clicksPerEngagement, .clicksPerView], line, draw, to: chance)
        if let partnership = line.partnership {
            let response = RepetitionResponse(partnership, draw)
            let post = column(.post)
            for unit in 0..<units { chance[unit] = min(1, chance[unit] * response.factor(post: post[unit])) }
        }
        let (views, expected) = (column(.views), column(.expected))
        for unit in 0..<units {
            expected[unit] = (line.clickBase == .engagements ? expected[unit] : views[unit]) * chance[unit]
        }
        source.open(line.streams.clicks, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units { clicks[unit] = source.binomial(trials: base[unit], probability: chance[unit]) }
        if line.hasAudience {
            let (thinning, lost) = (column(.thinning), column(.lost))
            for unit in 0..<units {
                let all = clicks[unit]
                clicks[unit] = source.binomial(trials: all, probability: thinning[unit])
                expected[unit] *= thinning[unit]
                lost[unit] = all - clicks[unit]
            }
        }
        for unit in 0..<units { sums.add(clicks[unit], to: .clicks, level: Int(levels[unit])) }
        if engine == .aggregated, ordersShared, !aggregated, !line.followsPosts { aggregate(levelCount: levelCount) }
    }

    /// Leads where the line counts them, and tracked orders: Binomial(clicks or leads, rate · sales power · code uplift ·
    /// offer).
    func order(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, levelCount: Int) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let aggregated = engine == .aggregated && line.sharesOrderRates(draw) && !line.followsPosts
        let (clicks, leads, orders) = (column(.clicks), column(.leads), column(.orders))
        let (queue, rate, chance) = (column(.queue), column(.rate), column(.score))
        // Aggregated units have no creator of their own; the first one stands for all, as their rates are equal.
        if aggregated { for unit in 0..<units { queue[unit] = 0 } }
        if let leadRate = line.leadRate {
            drawAlongQueue(leadRate, line.streams.leadRate, draw, replicates)
            source.open(line.streams.leads, trial: draw.trial, replicate: replicates.orders)
            for unit in 0..<units {
                leads[unit] = source.binomial(trials: clicks[unit], probability: rate[Int(queue[unit])])
                sums.add(leads[unit], to: .leads, level: Int(levels[unit]))
            }
            if line.ordersFromLeads {
                let (expected, lost) = (column(.expected), column(.lost))
                for unit in 0..<units { expected[unit] *= rate[Int(queue[unit])] }
                if line.hasAudience { for unit in 0..<units { lost[unit] *= rate[Int(queue[unit])] } }
            }
        } else {
            for unit in 0..<units { leads[unit] = 0 }
        }
        drawAlongQueue(line.orderRate, line.streams.orderRate, draw, replicates)
        for unit in 0..<units { chance[unit] = rate[Int(queue[unit])] }
        applyTimed([.ordersPerClick, .ordersPerLead], line, draw, to: chance)
        let appeal = draw[line.codeUplift] * draw[line.offer]
        for unit in 0..<units { chance[unit] *= appeal }
        if let selection = line.selection, selection.fit.varies {
            drawFit(selection, line, draw, replicates)
            for unit in 0..<units { chance[unit] *= rate[Int(queue[unit])] }
        }
        drawAlongQueue(line.salesPower, line.streams.salesPower, draw, replicates)
        for unit in 0..<units { chance[unit] = min(1, chance[unit] * rate[Int(queue[unit])]) }
        if line.hasAudience {
            let lost = column(.lost)
            for unit in 0..<units { sums.add(lost[unit] * chance[unit], to: .ordersLost, level: Int(levels[unit])) }
        }
        let overdispersion = draw[line.overdispersion]
        if overdispersion > 0 {
            source.open(line.streams.conversion, trial: draw.trial, replicate: replicates.orders)
            let evidence = max(1 / overdispersion - 1, 1e-9)
            for unit in 0..<units where chance[unit] > 0 && chance[unit] < 1 {
                chance[unit] = source.beta(alpha: chance[unit] * evidence, beta: (1 - chance[unit]) * evidence)
            }
        }
        source.open(line.streams.orders, trial: draw.trial, replicate: replicates.orders)
        let expected = column(.expected)
        for unit in 0..<units {
            let base = line.ordersFromLeads ? leads[unit] : clicks[unit]
            orders[unit] = source.binomial(trials: base, probability: chance[unit])
            expected[unit] *= chance[unit]
        }
    }

    /// Fills the column `rate` with the fit of the creators along the queue, each the best of those screened for it.
    ///
    /// The best of n standard normal scores seen is Φ⁻¹(U^(1/n)); the fit's score is a · best + √(1 − a²) · z with the
    /// accuracy a of the screening and z what it did not see.
    private func drawFit(
        _ selection: PreparedLine.Selection, _ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates
    ) {
        let (fit, unseen) = (column(.rate), column(.fee))
        let screened = draw[selection.screened].rounded()
        let accuracy = draw[selection.accuracy]
        let rest = (1 - accuracy * accuracy).squareRoot()
        source.open(line.streams.fit, trial: draw.trial, replicate: replicates.creators)
        source.fillGaussians(UnsafeMutableBufferPointer(start: fit, count: queueLength))
        source.open(line.streams.fitUnseen, trial: draw.trial, replicate: replicates.creators)
        source.fillGaussians(UnsafeMutableBufferPointer(start: unseen, count: queueLength))
        for creator in 0..<queueLength {
            var best = fit[creator]
            if screened > 1 {
                let below = Double.pow(NormalLaw.probability(below: best), 1 / screened)
                best = NormalLaw.quantile(min(max(below, 1e-300), 1 - 0x1p-53))
            }
            fit[creator] = accuracy * best + rest * unseen[creator]
        }
        selection.fit.apply(UnsafeMutableBufferPointer(start: fit, count: queueLength)) { draw[$0] }
    }
}

/// How the response to a creator's posts changes from post to post.
///
/// (1 + familiarity · (1 − 2^(−k/h))) · (1 − fatigue)^k for the k-th post after the first, h the posts after which half
/// of the familiarity is there.
struct RepetitionResponse {
    private let familiarity, half, fatigue: Double

    init(_ partnership: PreparedLine.Partnership, _ draw: TrialDraw) {
        familiarity = draw[partnership.familiarity]
        half = draw[partnership.familiarityPosts]
        fatigue = draw[partnership.fatigue]
    }

    /// The factor on the response to post number `post`, from 0.
    func factor(post: Double) -> Double {
        (1 + familiarity * (1 - Double.exp2(-post / half))) * Double.pow(1 - fatigue, post)
    }
}

extension PreparedLine {
    /// Whether all creators turn clicks into money alike, so that their clicks may be added up before.
    func sharesOrderRates(_ draw: TrialDraw) -> Bool {
        !orderRate.varies && !salesPower.varies && leadRate?.varies != true && draw[overdispersion] == 0 && cap == nil
            && !own.paysByCreator && selection?.fit.varies != true
    }

    /// Whether all creators turn views into money alike, so that their views may be added up.
    func sharesFunnel(_ draw: TrialDraw) -> Bool {
        guard sharesOrderRates(draw), !clickRate.varies, !engagementRate.varies, !followsPosts else { return false }
        // A rate per follower is one per view for all where views are in proportion to followers.
        return engagementBase == .views
            || draw[sizeExponent] == 1 && !viewsPerFollower.varies && !fakeFollowers.varies
    }
}
