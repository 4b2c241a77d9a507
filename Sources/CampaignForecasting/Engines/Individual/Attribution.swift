// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Attribution

extension LineSimulator {
    /// What would not have happened without the campaign, the customers won, and what they order again; returns by post the revenue
    /// of the further orders, nil where nobody orders again.
    func attribute(
        _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ sales: Sales
    ) -> Column<Double>? {
        guard posts.count > 0 else { return nil }
        var caused: Column<Double>?
        if let attribution = line.attribution, wanted.incremental {
            caused = findCaused(draw[attribution.incrementalShare], line, draw, posts, sales)
        }
        let repeats = wanted.repeats ? line.repeatOrders : nil
        guard repeats != nil || wanted.newCustomers else { return nil }
        let won = line.attribution.map { win(draw[$0.newCustomerShare], posts, sales) }
        return repeats.map { orderAgain(draw[$0], line, draw, posts, sales, won: won, caused: caused) }
    }

    /// By post, the kept orders that would not have been made without the campaign.
    ///
    /// Each order that a creator brought by a link or code is incremental with the incremental share, refunded or not; leaked
    /// orders are none, and all that nothing tracks are, since the campaign caused them.
    private func findCaused(
        _ share: Double, _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ sales: Sales
    ) -> Column<Double> {
        let sums = sums.writer
        let caused: Column<Double> = arena.column(posts.count)
        let (price, margin) = (1 - draw[line.codeDiscount], draw[line.grossMargin])
        for post in 0..<posts.count {
            guard sales.hasOrders(post) else {
                caused[post] = 0
                continue
            }
            let (level, key) = (posts.level[post], posts.key[post])
            let kept = sales.tracked.kept(post)
            let causedByLink = CountQuantile.binomial(key.uniform(PostUse.caused), trials: kept, probability: share)
            let causedRefunds = CountQuantile.binomial(
                key.uniform(PostUse.causedRefunds), trials: sales.tracked.refunds[post], probability: share)
            let ofLinks = part(
                causedByLink, of: kept, worth: sales.tracked.worth[post], key, PostUse.causedWorth, line)
            let revenue = ofLinks * price + (sales.untracked?.worth[post] ?? 0)
            caused[post] = causedByLink + (sales.untracked?.kept(post) ?? 0)
            sums.add(
                causedByLink + causedRefunds + (sales.untracked?.orders[post] ?? 0), to: .incrementalOrders,
                level: level)
            sums.add(revenue, to: .incrementalRevenue, level: level)
            sums.add(revenue * margin, to: .incrementalGrossProfit, level: level)
        }
        return caused
    }

    /// By post, the customers won: of each kept order one with the new customers' share.
    private func win(_ share: Double, _ posts: Posts, _ sales: Sales) -> Column<Double> {
        let sums = sums.writer
        let won: Column<Double> = arena.column(posts.count)
        for post in 0..<posts.count {
            won[post] = CountQuantile.binomial(
                posts.key[post].uniform(PostUse.won), trials: sales.kept(post), probability: share)
            sums.add(won[post], to: .newCustomers, level: posts.level[post])
        }
        return won
    }

    /// Further orders of the customers won (without attribution: of all who kept an order), Poisson(repeat orders) each,
    /// at the full price and without commission; as incremental as the customers' first orders. By post their revenue.
    private func orderAgain(
        _ mean: Double, _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ sales: Sales,
        won: Column<Double>?, caused: Column<Double>?
    ) -> Column<Double> {
        let sums = sums.writer
        let again: Column<Double> = arena.column(posts.count)
        let margin = draw[line.grossMargin]
        for post in 0..<posts.count {
            let (level, key) = (posts.level[post], posts.key[post])
            let kept = sales.kept(post)
            let customers = won?[post] ?? kept
            guard customers > 0 else {
                again[post] = 0
                continue
            }
            let count = CountQuantile.poisson(key.uniform(PostUse.again), mean: mean * customers)
            let revenue = value(of: count, key, PostUse.againWorth, line, draw)
            again[post] = revenue
            sums.add(count, to: .repeatOrders, level: level)
            sums.add(revenue, to: .revenue, level: level)
            sums.add(revenue * margin, to: .grossProfit, level: level)
            guard let caused, count > 0 else { continue }
            let causedAgain = CountQuantile.binomial(
                key.uniform(PostUse.againCaused), trials: count, probability: caused[post] / kept)
            let causedRevenue = part(causedAgain, of: count, worth: revenue, key, PostUse.againCausedWorth, line)
            sums.add(causedRevenue, to: .incrementalRevenue, level: level)
            sums.add(causedRevenue * margin, to: .incrementalGrossProfit, level: level)
        }
        return again
    }

    /// What `count` of `all` orders of a post are worth that together are worth `worth`.
    ///
    /// For gamma values that is a beta share of the worth; for other varying ones the expected share.
    private func part(
        _ count: Double, of all: Double, worth: Double, _ key: DrawKey, _ use: DrawUse, _ line: PreparedLine
    ) -> Double {
        guard count > 0 else { return 0 }
        guard count < all else { return worth }
        guard case .gamma(_, let shape) = line.orderValue else { return worth * count / all }
        source.open(key, use)
        return worth * source.beta(alpha: count * shape, beta: (all - count) * shape)
    }
}
