// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// What each post brings: counts by post.
struct PostCounts {
    /// Tracked orders, and what views and rates let expect of them.
    var orders, expectedOrders: Column<Double>
    /// Leads; nil where they are neither asked for nor paid.
    var leads: Column<Double>?
}

// MARK: - Counts

extension LineSimulator {
    /// Tracked orders of each post's views by the product of the chances; then the clicks, leads and engagements given them.
    ///
    /// Each view ends alike and independently, so that the counts have the law of binomials one after the other. As the orders
    /// come first, neither counting the others nor leaving them out changes them.
    func count(_ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ rates: PostRates) -> PostCounts {
        var counts = PostCounts(
            orders: arena.column(posts.count), expectedOrders: arena.column(posts.count), leads: nil)
        for post in 0..<posts.count {
            counts.orders[post] = CountQuantile.binomial(
                posts.key[post].uniform(PostUse.orders), trials: posts.views[post], probability: rates.ordered[post])
            counts.expectedOrders[post] = posts.views[post] * rates.ordered[post]
        }
        if let afresh = rates.orderedAfresh { countLost(posts, afresh, counts) }
        guard wanted.countsClicks(of: line) else {
            if wanted.engagements { countEngagementsOfViews(posts, rates) }
            return counts
        }
        let clicks = clicks(posts, rates, counts)
        if wanted.countsLeads(of: line), let led = rates.led {
            counts.leads = leads(line, posts, rates, led, counts, clicks)
        }
        if wanted.countsEngagementsOfClicks(of: line) {
            countEngagements(posts, rates, clicks)
        } else if wanted.engagements {
            countEngagementsOfViews(posts, rates)
        }
        return counts
    }

    /// Orders that the same luck would have brought, had nobody been reached before.
    private func countLost(_ posts: Posts, _ afresh: Column<Double>, _ counts: PostCounts) {
        let sums = sums.writer
        for post in 0..<posts.count {
            let all = CountQuantile.binomial(
                posts.key[post].uniform(PostUse.orders), trials: posts.views[post], probability: afresh[post])
            sums.add(all - counts.orders[post], to: .ordersLost, level: posts.level[post])
        }
    }

    /// How many more get as far as something of chance `chance`, among `rest` who did not get to what has the chance `beyond`
    /// and lies behind it.
    @inline(__always)
    private func further(_ use: DrawUse, _ key: DrawKey, of rest: Double, chance: Double, beyond: Double) -> Double {
        guard rest > 0, chance > beyond else { return 0 }
        return CountQuantile.binomial(
            key.uniform(use), trials: rest, probability: FunnelRates.further(chance: chance, beyond: beyond))
    }

    /// The clicks of each post: those of the orders and some of the other views.
    private func clicks(_ posts: Posts, _ rates: PostRates, _ counts: PostCounts) -> Column<Double> {
        let (sums, clicks) = (sums.writer, arena.column(posts.count, of: Double.self))
        for post in 0..<posts.count {
            clicks[post] =
                counts.orders[post]
                + further(
                    PostUse.clicks, posts.key[post], of: posts.views[post] - counts.orders[post],
                    chance: rates.clicked[post], beyond: rates.ordered[post])
            sums.add(clicks[post], to: .clicks, level: posts.level[post])
        }
        return clicks
    }

    private func countEngagementsOfViews(_ posts: Posts, _ rates: PostRates) {
        let sums = sums.writer
        for post in 0..<posts.count {
            let count = CountQuantile.binomial(
                posts.key[post].uniform(PostUse.engagements), trials: posts.views[post],
                probability: rates.engaged[post])
            sums.add(count, to: .engagements, level: posts.level[post])
        }
    }

    /// The engagements of each post where clicks are counted on them: those of the clicks and some of the other views.
    private func countEngagements(_ posts: Posts, _ rates: PostRates, _ clicks: Column<Double>) {
        let sums = sums.writer
        for post in 0..<posts.count {
            let count =
                clicks[post]
                + further(
                    PostUse.engagements, posts.key[post], of: posts.views[post] - clicks[post],
                    chance: rates.engaged[post], beyond: rates.clicked[post])
            sums.add(count, to: .engagements, level: posts.level[post])
        }
    }

    /// Leads of the clicks: on the road to orders those of the orders and some of the others.
    private func leads(
        _ line: PreparedLine, _ posts: Posts, _ rates: PostRates, _ led: Column<Double>, _ counts: PostCounts,
        _ clicks: Column<Double>
    ) -> Column<Double> {
        let (sums, leads) = (sums.writer, arena.column(posts.count, of: Double.self))
        for post in 0..<posts.count {
            let uniform = posts.key[post].uniform(PostUse.leads)
            if line.ordersFromLeads {
                let others = rates.clicked[post] - rates.ordered[post]
                let chance = others > 0 ? min(1, (led[post] - rates.ordered[post]) / others) : 0
                leads[post] =
                    counts.orders[post]
                    + CountQuantile.binomial(uniform, trials: clicks[post] - counts.orders[post], probability: chance)
            } else {
                leads[post] = CountQuantile.binomial(uniform, trials: clicks[post], probability: led[post])
            }
            sums.add(leads[post], to: .leads, level: posts.level[post])
        }
        return leads
    }
}
