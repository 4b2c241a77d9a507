// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Calendar

extension LineSimulator {
    /// Orders, revenue and payments by budget, then by series, then by week; nothing where weeks are not reported.
    ///
    /// - Parameter repeats: by post, the revenue of what its customers order again.
    func calendar(
        _ line: PreparedLine, _ draw: TrialDraw, _ hires: Hires, _ posts: Posts, _ sales: Sales,
        _ repeats: Column<Double>?, levels: Int
    ) -> [Double] {
        guard let time = line.time, let receipts = sales.receipts else { return [] }
        var weekly = WeeklySums(weeks: time.weeks, levels: levels)
        payCreators(hires, posts, terms: draw[time.feeTerms] / 7, &weekly)
        let calendar = SalesCalendar(time, line, draw)
        for post in 0..<posts.count { spread(receipts, repeats?[post] ?? 0, of: post, posts, calendar, &weekly) }
        calendar.moveOn(&weekly)
        weekly.finish()
        return weekly.values
    }

    /// Fees are paid for each post when its term, in weeks, is over; all else that a creator costs in the week of the first post.
    private func payCreators(_ hires: Hires, _ posts: Posts, terms: Double, _ weekly: inout WeeklySums) {
        for creator in 0..<hires.count {
            let (level, begin, fee) = (hires.level[creator], posts.begin[creator], hires.fee(creator))
            weekly.add(hires.other(creator), to: .spend, level: level, week: begin)
            let made = hires.posts[creator]
            guard made > 0 else {
                weekly.add(fee, to: .spend, level: level, week: begin + terms)
                continue
            }
            let first = posts.first[creator]
            for post in first..<first + made {
                weekly.add(fee / Double(made), to: .spend, level: level, week: posts.moment[post] + terms)
            }
        }
    }

    /// Spreads the sales of a post: its orders are drawn week by week, what customers order again falls in expected shares.
    private func spread(
        _ receipts: PostReceipts, _ repeatRevenue: Double, of post: Int, _ posts: Posts, _ calendar: SalesCalendar,
        _ weekly: inout WeeklySums
    ) {
        let (soldKept, soldRefunded) = (receipts.kept[post], receipts.refunded[post])
        let commission = receipts.commission[post]
        guard soldKept + soldRefunded > 0 || commission > 0 else { return }
        let (moment, level, key) = (posts.moment[post], posts.level[post], posts.key[post])
        let week = moment.rounded(.down)
        // What is sold after the last week is all one: no delay needs to be drawn.
        let weeksLeft = max(0, weekly.weeks - Int(min(week, 1e9)))
        let days = 7 * (week + 1 - moment)
        func addRevenue(_ value: Double, _ lag: Int) {
            weekly.add(value, to: .revenue, level: level, week: week + Double(lag))
            weekly.add(value * calendar.margin, to: .grossProfit, level: level, week: week + Double(lag))
        }
        source.open(key, PostUse.keptWeeks)
        let kept = allot(soldKept, calendar.orders.walk(from: days), upTo: weeksLeft)
        source.open(key, PostUse.keptWorths)
        for (lag, share) in worthShares(kept, shape: calendar.shape).enumerated() where share > 0 {
            weekly.add(kept[lag], to: .orders, level: level, week: week + Double(lag))
            addRevenue(receipts.revenue[post] * share, lag)
            weekly.add(commission * share, to: .commission, level: level, week: week + Double(lag))
        }
        if soldKept == 0, commission > 0 {
            // Commission without an order kept: on leads, or on orders that were sent back.
            for (lag, share) in calendar.orders.walk(from: days).shares(upTo: weeksLeft).enumerated() {
                weekly.add(commission * share, to: .commission, level: level, week: week + Double(lag))
            }
        }
        source.open(key, PostUse.refundedWeeks)
        let refunded = allot(soldRefunded, calendar.orders.walk(from: days), upTo: weeksLeft)
        for (lag, count) in refunded.enumerated() where count > 0 {
            let revenue = receipts.refundedRevenue[post] * count / soldRefunded
            weekly.add(count, to: .orders, level: level, week: week + Double(lag))
            addRevenue(revenue, lag)
            weekly.add(revenue, to: .refunded, level: level, week: week + Double(lag))
        }
        guard repeatRevenue > 0 else { return }
        for (lag, share) in calendar.repeats.walk(from: days).shares(upTo: weeksLeft).enumerated() {
            addRevenue(repeatRevenue * share, lag)
        }
    }

    /// `count` things that each fall on a week by the probabilities of `walk`; the last entry takes what comes later.
    private func allot(_ count: Double, _ walk: DelayLaw.Walk, upTo weeksLeft: Int) -> [Double] {
        guard count > 0 else { return [] }
        var (walk, left, before) = (walk, count, 0.0)
        var result: [Double] = []
        for _ in 0..<weeksLeft {
            let here = walk.next()
            let chance = before < 1 ? max(0, min(1, (here - before) / (1 - before))) : 1
            let found = CountQuantile.binomial(source.uniform(), trials: left, probability: chance)
            result.append(found)
            left -= found
            before = here
            if left == 0 { return result }
        }
        return result + [left]
    }

    /// The shares of the orders' worth that fall on each week: Dirichlet for gamma values, else as the orders.
    private func worthShares(_ counts: [Double], shape: Double?) -> [Double] {
        guard counts.count > 1 else { return counts.map { $0 > 0 ? 1 : 0 } }
        let parts = counts.map { count in shape.map { source.gamma(shape: count * $0) } ?? count }
        let whole = parts.reduce(0, +)
        return whole > 0 ? parts.map { $0 / whole } : parts
    }
}

/// When the sales of a line's posts fall due, in one trial.
private struct SalesCalendar {
    /// From a post to an order.
    let orders: DelayLaw
    /// From an order at a random moment of its week to its refund: the share of each later week.
    let refunds: [Double]
    /// From a post to further orders of a customer.
    let repeats: DelayLaw
    /// Weeks from an order to the payment of its commission.
    let commissionTerms: Double
    let margin: Double
    /// The shape of one order's gamma value; nil for values of other laws.
    let shape: Double?

    init(_ time: PreparedLine.Time, _ line: PreparedLine, _ draw: TrialDraw) {
        let clicks = DelayLaw(
            halfLife: draw[time.clickHalfLife], tail: draw[time.tailShare], tailHalfLife: draw[time.tailHalfLife])
        orders = clicks.followed(byMean: draw[time.orderLag])
        refunds = DelayLaw(mean: draw[time.refundLag], end: draw[time.refundWindow]).weekly(time.weeks)
        repeats = orders.followed(byMean: draw[time.repeatLag])
        // A formula can make any number of it; what lies beyond the last week is later, however much.
        commissionTerms = min(draw[time.commissionTerms] / 7, 1e6)
        margin = draw[line.grossMargin]
        shape = if case .gamma(_, let shape) = line.orderValue { shape } else { nil }
    }

    /// Takes refunds out of revenue, and pays commission, so much later than the orders of a week were made.
    func moveOn(_ weekly: inout WeeklySums) {
        for level in 0..<weekly.levels {
            for week in 0...weekly.weeks {
                takeBack(weekly.moving(.refunded, level: level, week: week), week, level, &weekly)
                let commission = weekly.moving(.commission, level: level, week: week)
                guard commission > 0 else { continue }
                // An order falls on any moment of its week, so part of the commission is due a week later.
                let due = Double(week) + commissionTerms.rounded(.down)
                let later = commissionTerms - commissionTerms.rounded(.down)
                weekly.add(commission * (1 - later), to: .spend, level: level, week: due)
                weekly.add(commission * later, to: .spend, level: level, week: due + 1)
            }
        }
    }

    /// Takes the refunds of a week's orders out of the revenue of that week and later ones.
    private func takeBack(_ refunded: Double, _ week: Int, _ level: Int, _ weekly: inout WeeklySums) {
        guard refunded > 0 else { return }
        let weeksLeft = weekly.weeks - week
        var left = 1.0
        for lag in 0...weeksLeft {
            let share = lag == weeksLeft ? left : refunds[lag]
            left = max(0, left - share)
            weekly.add(-refunded * share, to: .revenue, level: level, week: Double(week + lag))
            weekly.add(-refunded * share * margin, to: .grossProfit, level: level, week: Double(week + lag))
        }
    }
}
