// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// What a view of each post may become: chances by post, each a share of the views unless said otherwise.
struct PostRates {
    /// Ends in an engagement, in a click, in a tracked order.
    var engaged, clicked, ordered: Column<Double>
    /// On the road to orders, ends in a lead; beside it, the share of clicks that do. Nil without leads.
    var led: Column<Double>?
    /// Would end in a tracked order had nobody been reached before; nil where audiences are left out.
    var orderedAfresh: Column<Double>?
}

// MARK: - Chances of a view

extension LineSimulator {
    /// The chances of a view of each post.
    ///
    /// - Parameter response: by post, the factor on the clicks of people reached before; nil where audiences are left out.
    func rates(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts, _ response: Column<Double>?
    ) -> PostRates {
        let engaged = engagements(line, draw, hires, posts)
        let (clicked, afresh) = clicks(line, draw, hires, posts, engaged, response)
        var rates = PostRates(
            engaged: engaged, clicked: clicked, ordered: arena.column(posts.count), led: nil, orderedAfresh: afresh)
        var before = clicked
        if let rate = line.leadRate {
            let led = byPost(rate, line.streams.leadRate, draw, hires, posts)
            rates.led = led
            // On the road to orders, leads take the place of clicks; beside it they are counted of the clicks alone.
            if line.ordersFromLeads {
                if let afresh { for post in 0..<posts.count { afresh[post] *= led[post] } }
                for post in 0..<posts.count { led[post] *= clicked[post] }
                before = led
            }
        }
        let chance = orderChance(line, draw, hires, posts)
        for post in 0..<posts.count { rates.ordered[post] = before[post] * chance[post] }
        if let afresh { for post in 0..<posts.count { afresh[post] *= chance[post] } }
        return rates
    }

    /// By post, the creator's value of a quantity.
    private func byPost(
        _ law: CreatorLaw, _ stream: StreamName, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts
    ) -> Column<Double> {
        let byPlace = alongList(law, stream, draw, hires.listLength)
        let values: Column<Double> = arena.column(posts.count)
        for post in 0..<posts.count { values[post] = byPlace[posts.place[post]] }
        return values
    }

    /// The chance of a view to end in an engagement.
    private func engagements(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts
    ) -> Column<Double> {
        let engaged = byPost(line.engagementRate, line.streams.engagementRate, draw, hires, posts)
        if line.engagementBase == .followers {
            // A rate per follower is one per view at the views that no event changed.
            for post in 0..<posts.count {
                engaged[post] = FunnelRates.engagementsPerView(
                    perFollower: engaged[post], followers: hires.followers[posts.place[post]],
                    views: posts.calmViews[posts.creator[post]])
            }
        }
        applyTimed([.engagementsPerFollower, .engagementsPerView], line, draw, posts, to: engaged)
        return engaged
    }

    /// The chance of a view to end in a click, and what it would be had nobody been reached before; people reached before click less,
    /// and so do those who grow tired.
    private func clicks(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts, _ engaged: Column<Double>,
        _ response: Column<Double>?
    ) -> (clicked: Column<Double>, afresh: Column<Double>?) {
        let clicked = byPost(line.clickRate, line.streams.clickRate, draw, hires, posts)
        applyTimed([.clicksPerEngagement, .clicksPerView], line, draw, posts, to: clicked)
        if let partnership = line.partnership {
            let repetition = Repetition(partnership, draw)
            for post in 0..<posts.count {
                clicked[post] = min(1, clicked[post] * repetition.factor(post: Double(posts.number[post])))
            }
        }
        if line.clickBase == .engagements {
            for post in 0..<posts.count { clicked[post] *= engaged[post] }
        }
        guard let response else { return (clicked, nil) }
        let afresh: Column<Double> = arena.column(posts.count)
        for post in 0..<posts.count {
            afresh[post] = clicked[post]
            clicked[post] *= response[post]
        }
        return (clicked, afresh)
    }

    /// The chance of a click or lead to become a tracked order: rate · code uplift · offer · fit · sales power, held at 1 so
    /// that the mean over the sales power is the product of the others; with overdispersion a beta number about it.
    private func orderChance(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts
    ) -> Column<Double> {
        let chance = byPost(line.orderRate, line.streams.orderRate, draw, hires, posts)
        applyTimed([.ordersPerClick, .ordersPerLead], line, draw, posts, to: chance)
        let appeal = FunnelRates.appeal(codeUplift: draw[line.codeUplift], offer: draw[line.offer])
        for post in 0..<posts.count { chance[post] *= appeal }
        if let selection = line.selection, selection.fit.varies {
            let fit = fit(selection, line, draw, hires)
            for post in 0..<posts.count { chance[post] *= fit[posts.place[post]] }
        }
        let powers = alongList(line.salesPower, line.streams.salesPower, draw, hires.listLength)
        let mean = line.salesPower.mean(draw)
        for post in 0..<posts.count {
            let power = powers[posts.place[post]]
            guard power > 0, chance[post] > 0 else {
                chance[post] = 0
                continue
            }
            if let ceiling = line.salesCeiling, mean > 0 {
                chance[post] = ceiling.chance(mean: chance[post] * mean, draw) / mean
            }
            chance[post] = min(1, chance[post] * power)
        }
        disperse(chance, draw[line.overdispersion], posts)
        return chance
    }

    /// Draws each creator's chance about its expectation; posts with the same expectation share it.
    private func disperse(_ chance: Column<Double>, _ overdispersion: Double, _ posts: Posts) {
        guard overdispersion > 0 else { return }
        let law = Overdispersion(overdispersion)
        var (creator, expected, drawn) = (-1, -1.0, 0.0)
        for post in 0..<posts.count where chance[post] > 0 && chance[post] < 1 {
            if posts.creator[post] != creator || chance[post] != expected {
                (creator, expected) = (posts.creator[post], chance[post])
                source.open(posts.key[posts.first[creator]], PostUse.conversion)
                let (alpha, beta) = law.beta(expected: expected)
                drawn = source.beta(alpha: alpha, beta: beta)
            }
            chance[post] = drawn
        }
    }

    /// By place in the candidate list, the fit of the creators, each the best of those screened for it.
    private func fit(
        _ selection: PreparedLine.Selection, _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires
    ) -> Column<Double> {
        let fit = drawnAlongList(line.streams.fit, draw, hires.listLength, fill: source.fillGaussians)
        let unseen = drawnAlongList(line.streams.fitUnseen, draw, hires.listLength, fill: source.fillGaussians)
        let screening = Screening(count: draw[selection.screened].rounded(), accuracy: draw[selection.accuracy])
        for place in 0..<hires.listLength { fit[place] = screening.score(seen: fit[place], unseen: unseen[place]) }
        selection.fit.apply(fit.buffer) { draw[$0] }
        return fit
    }
}

extension Repetition {
    init(_ partnership: PreparedLine.Partnership, _ draw: TrialDraw) {
        self.init(
            familiarity: draw[partnership.familiarity], half: draw[partnership.familiarityPosts],
            fatigue: draw[partnership.fatigue])
    }
}
