// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Orders of one kind, by post: their number, those sent back, and what the others and those are worth to the customer at the full
/// price.
struct PostOrders {
    var orders, refunds, worth, refundedWorth: Column<Double>

    /// The orders of a post that are not sent back.
    func kept(_ post: Int) -> Double { orders[post] - refunds[post] }
}

/// What posts sell.
struct Sales {
    /// Orders that came by a link or code; that nothing tracks; that came with a code though no creator brought them. Nil where there
    /// are none.
    var tracked: PostOrders
    var untracked, leaked: PostOrders?
    /// What each post sold and earned its creator, whenever it falls due; nil where no weeks are asked for.
    var receipts: PostReceipts?

    /// Whether a post brought an order of any kind, or one came with its code.
    func hasOrders(_ post: Int) -> Bool {
        tracked.orders[post] > 0 || (untracked?.orders[post] ?? 0) > 0 || (leaked?.orders[post] ?? 0) > 0
    }

    /// The orders of a post that are not sent back, tracked or not; leaked ones are not the post's.
    func kept(_ post: Int) -> Double { tracked.kept(post) + (untracked?.kept(post) ?? 0) }
}

/// What a post sold and earned its creator, all kinds of orders together: by post, whenever it falls due.
struct PostReceipts {
    /// Orders kept and orders refunded.
    var kept, refunded: Column<Double>
    /// Revenue of the kept orders and of the refunded ones, net of code discounts.
    var revenue, refundedRevenue: Column<Double>
    /// Commission with the network's fee on it.
    var commission: Column<Double>
}

/// What a post sold: orders with those sent back, and what each kind was worth.
fileprivate struct Sold {
    var orders, refunds, revenue, refundedRevenue: Double

    init(_ kind: PostOrders, _ post: Int, price: Double) {
        orders = kind.orders[post]
        refunds = kind.refunds[post]
        revenue = kind.worth[post] * price
        refundedRevenue = kind.refundedWorth[post] * price
    }

    static func += (one: inout Sold, other: Sold) {
        one.orders += other.orders
        one.refunds += other.refunds
        one.revenue += other.revenue
        one.refundedRevenue += other.refundedRevenue
    }
}

/// What a customer pays of the full price, what of that is left, and the network's share of a commission.
private struct SalesRates {
    let price, margin, network: Double
}

extension PostReceipts {
    /// Nothing of some posts.
    fileprivate init(posts: Int, in arena: Arena) {
        self.init(
            kept: arena.column(posts), refunded: arena.column(posts), revenue: arena.column(posts),
            refundedRevenue: arena.column(posts), commission: arena.column(posts))
        for column in [kept, refunded, revenue, refundedRevenue, commission] { column.fill(0) }
    }

    /// Notes what a post sold, and the commission with the network's fee on it.
    fileprivate func note(_ sold: Sold, commission due: Double, of post: Int) {
        kept[post] = sold.orders - sold.refunds
        refunded[post] = sold.refunds
        revenue[post] = sold.revenue
        refundedRevenue[post] = sold.refundedRevenue
        commission[post] = due
    }
}

// MARK: - Sales

extension LineSimulator {
    /// Refunds, revenue, and the commission that is due on tracked orders; with code leakage, also on orders that nobody
    /// brought.
    func sell(
        _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ rates: PostRates, _ counts: PostCounts
    ) -> Sales {
        var sales = Sales(tracked: become(counts.orders, PostUse.trackedSales, line, draw, posts))
        sales.leaked = leak(line, draw, posts, counts)
        sales.untracked = untracked(line, draw, posts, counts)
        sales.receipts = pay(line, draw, posts, counts, sales)
        return sales
    }

    /// Orders that come with a creator's code though no creator brought them: Poisson(leakage · orders).
    private func leak(
        _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ counts: PostCounts
    ) -> PostOrders? {
        line.attribution.flatMap {
            further(
                draw[$0.codeLeakage], of: counts.orders, PostUse.leaked, PostUse.leakedSales, line, draw, posts)
        }
    }

    /// Orders that no link or code tracks, Poisson(untracked orders · expected tracked orders), at the full price.
    ///
    /// They come from people who saw a post and did not follow its link, so they depend on what its views and rates let
    /// expect, not on the tracked orders that chance made of it.
    private func untracked(
        _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ counts: PostCounts
    ) -> PostOrders? {
        further(
            draw[line.untrackedOrders], of: counts.expectedOrders, PostUse.untracked, PostUse.untrackedSales, line,
            draw, posts)
    }

    /// Orders that come on top of some: of each post a Poisson number, on average this share of those; nil where it is 0.
    private func further(
        _ share: Double, of others: Column<Double>, _ use: DrawUse, _ uses: PostUse.SalesUses, _ line: PreparedLine,
        _ draw: TrialDraw, _ posts: Posts
    ) -> PostOrders? {
        guard share > 0 else { return nil }
        let orders: Column<Double> = arena.column(posts.count)
        for post in 0..<posts.count {
            orders[post] = CountQuantile.poisson(posts.key[post].uniform(use), mean: share * others[post])
        }
        return become(orders, uses, line, draw, posts)
    }

    /// What becomes of some orders: how many are sent back, and what the others and those are worth.
    private func become(
        _ orders: Column<Double>, _ uses: PostUse.SalesUses, _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts
    ) -> PostOrders {
        let sold = PostOrders(
            orders: orders, refunds: arena.column(posts.count), worth: arena.column(posts.count),
            refundedWorth: arena.column(posts.count))
        let refundRate = draw[line.refundRate]
        // What refunded orders were worth matters only where a creator keeps the share of it, or for the weeks.
        let needsRefunded = line.keepsShareOfRefunds || wanted.weeks
        for post in 0..<posts.count {
            guard orders[post] > 0 else {
                (sold.refunds[post], sold.worth[post], sold.refundedWorth[post]) = (0, 0, 0)
                continue
            }
            let key = posts.key[post]
            sold.refunds[post] = CountQuantile.binomial(
                key.uniform(uses.refunds), trials: orders[post], probability: refundRate)
            sold.worth[post] = value(of: sold.kept(post), key, uses.worth, line, draw)
            sold.refundedWorth[post] =
                needsRefunded ? value(of: sold.refunds[post], key, uses.refundedWorth, line, draw) : 0
        }
        return sold
    }

    /// Adds up revenue and commission; the cap holds for all posts of a creator together.
    private func pay(
        _ line: PreparedLine, _ draw: TrialDraw, _ posts: Posts, _ counts: PostCounts, _ sales: Sales
    ) -> PostReceipts? {
        var terms = CommissionTerms(line, draw)
        let rates = SalesRates(
            price: 1 - draw[line.codeDiscount], margin: draw[line.grossMargin], network: draw[line.networkFee])
        let receipts = wanted.weeks ? PostReceipts(posts: posts.count, in: arena) : nil
        let keepsRefunded = line.keepsShareOfRefunds
        let isPaidForViews = terms.perView > 0 || line.own.commission.perView != nil
        var (creator, earned, paid) = (-1, 0.0, 0.0)
        for post in 0..<posts.count {
            let leads = counts.leads?[post] ?? 0
            // Most posts sell nothing, which adds nothing.
            guard sales.hasOrders(post) || leads > 0 || isPaidForViews else { continue }
            var tracked = Sold(sales.tracked, post, price: rates.price)
            if let leaked = sales.leaked { tracked += Sold(leaked, post, price: rates.price) }
            if posts.creator[post] != creator {
                (creator, earned, paid) = (posts.creator[post], 0, 0)
                if line.own.paysByCreator {
                    terms.replace(line.own.commission) { rows.value($0, at: posts.place[post], or: $1) }
                }
            }
            earned += terms.earned(
                orders: line.clawback ? tracked.orders - tracked.refunds : tracked.orders, leads: leads,
                revenue: keepsRefunded ? tracked.revenue + tracked.refundedRevenue : tracked.revenue,
                views: posts.views[post])
            let commission = terms.due(earned: earned, paid: paid)
            paid += commission
            var all = tracked
            if let untracked = sales.untracked { all += Sold(untracked, post, price: 1) }
            book(all, tracked: tracked, commission: commission, rates, level: posts.level[post])
            if let leaked = sales.leaked {
                sums.writer.add(leaked.orders[post], to: .leakedOrders, level: posts.level[post])
            }
            receipts?.note(all, commission: commission * (1 + rates.network), of: post)
        }
        return receipts
    }

    /// Counts what a post sold and earned its creator.
    @inline(__always)
    private func book(_ all: Sold, tracked: Sold, commission: Double, _ rates: SalesRates, level: Int) {
        let sums = sums.writer
        sums.add(all.orders, to: .orders, level: level)
        sums.add(tracked.orders, to: .trackedOrders, level: level)
        sums.add(all.refunds, to: .refunds, level: level)
        sums.add(all.revenue, to: .revenue, level: level)
        sums.add(all.revenue * rates.margin, to: .grossProfit, level: level)
        sums.add(commission, to: .commission, level: level)
        sums.add(CommissionTerms.networkFee(commission, share: rates.network), to: .networkFee, level: level)
    }

    /// The sum of the values of `count` orders of a post, in one use of its key.
    func value(of count: Double, _ key: DrawKey, _ use: DrawUse, _ line: PreparedLine, _ draw: TrialDraw) -> Double {
        guard count > 0 else { return 0 }
        switch line.orderValue {
        case .same(let slot): return count * draw[slot]
        case .gamma(let slot, let shape):
            source.open(key, use)
            return source.gamma(shape: count * shape) * draw[slot] / shape
        case .own(let law):
            source.open(key, use)
            var sum = 0.0
            // A million orders stand for more of them: their mean is as sure as anybody needs it.
            let drawn = min(count, 1e6)
            for _ in 0..<Int(clamping: drawn) { sum += law.value(score: source.gaussian()) }
            return count > drawn ? sum * (count / drawn) : sum
        case .sampled(let values, let slot, let mean):
            source.open(key, use)
            var sum = 0.0
            let drawn = min(count, 1e6)
            for _ in 0..<Int(clamping: drawn) { sum += values[Int(source.uniform() * Double(values.count))] }
            return (count > drawn ? sum * (count / drawn) : sum) * (draw[slot] / mean)
        }
    }
}

extension CommissionTerms {
    init(_ line: PreparedLine, _ draw: TrialDraw) {
        let slots = line.commission
        self.init(
            perAcquisition: slots.perAcquisition.map { draw[$0] } ?? 0,
            perLead: slots.perLead.map { draw[$0] } ?? 0, perView: slots.perView.map { draw[$0] } ?? 0,
            revenueShare: slots.revenueShare.map { draw[$0] } ?? 0, cap: slots.cap.map { draw[$0] } ?? .infinity)
    }

    /// Takes the terms of one creator where a list says them.
    mutating func replace(_ own: CommissionParts<RowColumn>, _ value: (RowColumn?, Double) -> Double) {
        perAcquisition = value(own.perAcquisition, perAcquisition)
        perLead = value(own.perLead, perLead)
        perView = value(own.perView, perView)
        revenueShare = value(own.revenueShare, revenueShare)
        cap = value(own.cap, cap)
    }
}

extension PreparedLine {
    /// Whether a creator keeps the share of revenue that was refunded.
    var keepsShareOfRefunds: Bool { !clawback && commission.revenueShare != nil }
}
