// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

// MARK: - Chances of a view

extension LineSimulator {
    /// What each post's views may become: the chances of a view to end in an engagement, a click, a lead and a tracked order.
    func estimateChances(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        estimateEngagements(line, draw, replicates)
        estimateClicks(line, draw, replicates)
        estimateLeads(line, draw, replicates)
        estimateOrders(line, draw, replicates)
    }

    /// Gives each post its creator's value among those drawn along the queue.
    private func take(_ values: UnsafeMutablePointer<Double>) {
        let (queue, drawn) = (column(.queue), column(.drawn))
        for unit in 0..<units { values[unit] = drawn[Int(queue[unit])] }
    }

    private func estimateEngagements(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let engaged = column(.engaged)
        drawAlongQueue(line.engagementRate, line.streams.engagementRate, draw, replicates)
        take(engaged)
        if line.engagementBase == .followers {
            // A rate per follower, as a rate per view at the views that no event changed; nobody engages more than once.
            let (calm, creator) = (column(.calmViews), column(.creator))
            let (followers, queue) = (column(.followers), column(.queue))
            for unit in 0..<units {
                let views = calm[Int(creator[unit])]
                engaged[unit] = views > 0 ? min(1, engaged[unit] * followers[Int(queue[unit])] / views) : 0
            }
        }
        applyTimed([.engagementsPerFollower, .engagementsPerView], line, draw, to: engaged)
    }

    /// Clicks come from engagements or views; people reached before click less, and so do those who grow tired.
    private func estimateClicks(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let clicked = column(.clicked)
        drawAlongQueue(line.clickRate, line.streams.clickRate, draw, replicates)
        take(clicked)
        applyTimed([.clicksPerEngagement, .clicksPerView], line, draw, to: clicked)
        if let partnership = line.partnership {
            let response = RepetitionResponse(partnership, draw)
            let post = column(.post)
            for unit in 0..<units { clicked[unit] = min(1, clicked[unit] * response.factor(post: post[unit])) }
        }
        if line.clickBase == .engagements {
            let engaged = column(.engaged)
            for unit in 0..<units { clicked[unit] *= engaged[unit] }
        }
        guard line.hasAudience else { return }
        let (afresh, response) = (column(.afresh), column(.response))
        for unit in 0..<units {
            afresh[unit] = clicked[unit]
            clicked[unit] *= response[unit]
        }
    }

    /// On the road to orders, leads take the place of clicks; beside it they are counted of the clicks alone.
    private func estimateLeads(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard let rate = line.leadRate else { return }
        let (led, clicked, afresh) = (column(.led), column(.clicked), column(.afresh))
        drawAlongQueue(rate, line.streams.leadRate, draw, replicates)
        take(led)
        guard line.ordersFromLeads else { return }
        if line.hasAudience { for unit in 0..<units { afresh[unit] *= led[unit] } }
        for unit in 0..<units { led[unit] *= clicked[unit] }
    }

    /// The chance of a click or lead to become a tracked order: rate · code uplift · offer · fit · sales power, held at 1 so
    /// that the mean over the sales power is the product of the others; with overdispersion a beta number about it.
    private func estimateOrders(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let chance = column(.chance)
        drawAlongQueue(line.orderRate, line.streams.orderRate, draw, replicates)
        take(chance)
        applyTimed([.ordersPerClick, .ordersPerLead], line, draw, to: chance)
        let (queue, drawn) = (column(.queue), column(.drawn))
        let appeal = draw[line.codeUplift] * draw[line.offer]
        for unit in 0..<units { chance[unit] *= appeal }
        if let selection = line.selection, selection.fit.varies {
            drawFit(selection, line, draw, replicates)
            for unit in 0..<units { chance[unit] *= drawn[Int(queue[unit])] }
        }
        drawAlongQueue(line.salesPower, line.streams.salesPower, draw, replicates)
        let mean = line.salesPower.mean(draw)
        for unit in 0..<units {
            let power = drawn[Int(queue[unit])]
            guard power > 0, chance[unit] > 0 else {
                chance[unit] = 0
                continue
            }
            if let ceiling = line.salesCeiling, mean > 0 {
                chance[unit] = ceiling.chance(mean: chance[unit] * mean) / mean
            }
            chance[unit] = min(1, chance[unit] * power)
        }
        disperse(line, draw)
        let (ordered, before) = (column(.ordered), column(line.ordersFromLeads ? .led : .clicked))
        for unit in 0..<units { ordered[unit] = before[unit] * chance[unit] }
        guard line.hasAudience else { return }
        let afresh = column(.afresh)
        for unit in 0..<units { afresh[unit] *= chance[unit] }
    }

    /// Draws each creator's chance about its expectation; posts with the same expectation share it.
    private func disperse(_ line: PreparedLine, _ draw: TrialDraw) {
        let overdispersion = draw[line.overdispersion]
        guard overdispersion > 0 else { return }
        let evidence = max(1 / overdispersion - 1, 1e-9)
        let (chance, creator, first) = (column(.chance), column(.creator), column(.first))
        var (last, expected, drawn) = (-1.0, -1.0, 0.0)
        for unit in 0..<units where chance[unit] > 0 && chance[unit] < 1 {
            if creator[unit] != last || chance[unit] != expected {
                (last, expected) = (creator[unit], chance[unit])
                source.open(key(Int(first[Int(last)])), PostUse.conversion)
                drawn = source.beta(alpha: expected * evidence, beta: (1 - expected) * evidence)
            }
            chance[unit] = drawn
        }
    }

    /// Fills the column `drawn` with the fit of the creators along the queue, each the best of those screened for it.
    ///
    /// The best of n standard normal scores seen is Φ⁻¹(U^(1/n)); the fit's score is a · best + √(1 − a²) · z with the
    /// accuracy a of the screening and z what it did not see.
    private func drawFit(
        _ selection: PreparedLine.Selection, _ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates
    ) {
        let (fit, unseen) = (column(.drawn), column(.drawnBeside))
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

// MARK: - Counts

extension LineSimulator {
    /// Tracked orders of each post's views by the product of the chances; then the clicks, leads and engagements given them.
    ///
    /// Each view ends alike and independently, so that the counts have the law of binomials one after the other. As the orders
    /// come first, neither counting the others nor leaving them out changes them.
    func count(_ line: PreparedLine, _ draw: TrialDraw) {
        guard units > 0 else { return }
        let (views, ordered, clicked, engaged) = (column(.views), column(.ordered), column(.clicked), column(.engaged))
        let (orders, clicks, expected) = (column(.orders), column(.clicks), column(.expected))
        for unit in 0..<units {
            orders[unit] = CountQuantile.binomial(
                key(unit).uniform(PostUse.orders), trials: views[unit], probability: ordered[unit])
            expected[unit] = views[unit] * ordered[unit]
        }
        if line.hasAudience { countLost() }
        let countsLeads = line.leadRate != nil && (wanted.leads || line.commission.perLead != nil)
        let countsEngagements = wanted.engagements
        let (leads, levels, sums) = (column(.leads), column(.level), sums.writer)
        if !countsLeads { leads.update(repeating: 0, count: units) }
        guard wanted.clicks || countsLeads || countsEngagements && line.clickBase == .engagements else {
            if countsEngagements { countEngagementsOfViews() }
            return
        }
        for unit in 0..<units {
            clicks[unit] =
                orders[unit]
                + further(
                    PostUse.clicks, unit, of: views[unit] - orders[unit], chance: clicked[unit], beyond: ordered[unit])
            sums.add(clicks[unit], to: .clicks, level: Int(levels[unit]))
        }
        if countsLeads { countLeads(line) }
        guard countsEngagements else { return }
        guard line.clickBase == .engagements else { return countEngagementsOfViews() }
        for unit in 0..<units {
            let count =
                clicks[unit]
                + further(
                    PostUse.engagements, unit, of: views[unit] - clicks[unit], chance: engaged[unit],
                    beyond: clicked[unit])
            sums.add(count, to: .engagements, level: Int(levels[unit]))
        }
    }

    /// Orders that the same luck would have brought, had nobody been reached before.
    private func countLost() {
        let (views, afresh, orders, levels, sums) = (
            column(.views), column(.afresh), column(.orders), column(.level), sums.writer
        )
        for unit in 0..<units {
            let all = CountQuantile.binomial(
                key(unit).uniform(PostUse.orders), trials: views[unit], probability: afresh[unit])
            sums.add(all - orders[unit], to: .ordersLost, level: Int(levels[unit]))
        }
    }

    /// How many more get as far as something of chance `chance`, among `rest` who did not get to what has the chance `beyond`
    /// and lies behind it.
    @inline(__always)
    private func further(_ use: DrawUse, _ unit: Int, of rest: Double, chance: Double, beyond: Double) -> Double {
        guard rest > 0, chance > beyond else { return 0 }
        return CountQuantile.binomial(
            key(unit).uniform(use), trials: rest, probability: min(1, (chance - beyond) / (1 - beyond)))
    }

    private func countEngagementsOfViews() {
        let (views, engaged, levels, sums) = (column(.views), column(.engaged), column(.level), sums.writer)
        for unit in 0..<units {
            let count = CountQuantile.binomial(
                key(unit).uniform(PostUse.engagements), trials: views[unit], probability: engaged[unit])
            sums.add(count, to: .engagements, level: Int(levels[unit]))
        }
    }

    /// Leads of the clicks: on the road to orders those of the orders and some of the others.
    private func countLeads(_ line: PreparedLine) {
        let (orders, clicks, leads, led) = (column(.orders), column(.clicks), column(.leads), column(.led))
        let (ordered, clicked, levels, sums) = (column(.ordered), column(.clicked), column(.level), sums.writer)
        for unit in 0..<units {
            let uniform = key(unit).uniform(PostUse.leads)
            if line.ordersFromLeads {
                let others = clicked[unit] - ordered[unit]
                let chance = others > 0 ? min(1, (led[unit] - ordered[unit]) / others) : 0
                leads[unit] =
                    orders[unit]
                    + CountQuantile.binomial(uniform, trials: clicks[unit] - orders[unit], probability: chance)
            } else {
                leads[unit] = CountQuantile.binomial(uniform, trials: clicks[unit], probability: led[unit])
            }
            sums.add(leads[unit], to: .leads, level: Int(levels[unit]))
        }
    }
}
