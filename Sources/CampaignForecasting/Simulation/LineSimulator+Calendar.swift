// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Calendar

extension LineSimulator {
    /// Spreads orders, revenue and payments over weeks.
    func plan(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard let time = line.time else { return }
        payCreators(line, time, draw, replicates)
        source.open(line.streams.schedule, trial: draw.trial, replicate: replicates.orders)
        let calendar = SalesCalendar(time, line, draw)
        for level in 0..<sums.levels {
            for week in 0...time.weeks {
                let sales = schedule.sales(level: level, week: week)
                guard sales.kept + sales.refunded > 0 || sales.commission > 0 else { continue }
                spread(sales, level: level, week: week, calendar)
            }
        }
        schedule.finish()
    }

    /// Fees are paid for each post when its term is over; all else that a creator costs in the first week.
    private func payCreators(
        _ line: PreparedLine, _ time: PreparedLine.Time, _ draw: TrialDraw, _ replicates: Replicates
    ) {
        if let law = line.startWeek { drawAlongQueue(law, line.streams.startWeek, draw, replicates) }
        let start = column(.rate)
        let days = PostCalendar.daysPerMonth / draw[line.posts].rounded()
        let terms = (draw[time.feeTerms] / 7).rounded()
        for creator in 0..<hired {
            let level = Int(column(.hiredLevel)[creator])
            let first = start[Int(column(.hiredQueue)[creator])]
            let begin = PostCalendar.week(start: first, days: 0)
            let (fee, posts) = (column(.hiredFee)[creator], column(.hiredPosts)[creator])
            schedule.add(column(.hiredOther)[creator], to: .spend, level: level, week: begin)
            if posts == 0 { schedule.add(fee, to: .spend, level: level, week: begin + terms) }
            for post in stride(from: 0, to: posts, by: 1) {
                let week = PostCalendar.week(start: first, days: post * days)
                schedule.add(fee / posts, to: .spend, level: level, week: week + terms)
            }
        }
    }

    /// Spreads the sales of the posts of one week.
    private func spread(_ sales: Schedule.Sales, level: Int, week: Int, _ calendar: SalesCalendar) {
        let last = schedule.weeks
        func add(_ value: Double, to series: WeeklySeries, _ lag: Int) {
            schedule.add(value, to: series, level: level, week: Double(min(week + lag, last)))
        }
        func addRevenue(_ value: Double, _ lag: Int) {
            add(value, to: .revenue, lag)
            add(value * calendar.margin, to: .grossProfit, lag)
        }
        // What is sold after the last week is all one: no lag needs to be drawn.
        let reach = last - week
        let kept = allot(sales.kept, over: calendar.orders, upTo: reach)
        let shares = worthShares(kept, shape: calendar.shape)
        for (lag, share) in shares.enumerated() where share > 0 {
            add(kept[lag], to: .orders, lag)
            addRevenue(sales.revenue * share, lag)
            add(sales.commission * share, to: .spend, lag + calendar.commissionTerms)
        }
        if sales.kept == 0 {
            // Commission without an order kept: on leads, or on orders that were sent back.
            for (lag, share) in expected(calendar.orders, upTo: reach).enumerated() {
                add(sales.commission * share, to: .spend, lag + calendar.commissionTerms)
            }
        }
        let refunded = allot(sales.refunded, over: calendar.orders, upTo: reach)
        for (lag, count) in refunded.enumerated() where count > 0 {
            let revenue = sales.refundedRevenue * count / sales.refunded
            add(count, to: .orders, lag)
            addRevenue(revenue, lag)
            for (later, share) in expected(calendar.refunds, upTo: reach - lag).enumerated() {
                addRevenue(-revenue * share, lag + later)
            }
        }
        guard sales.repeatRevenue > 0 else { return }
        for (lag, share) in expected(calendar.repeats, upTo: reach).enumerated() {
            addRevenue(sales.repeatRevenue * share, lag)
        }
    }

    /// `count` things that each fall on a lag with these probabilities; the last entry takes what comes later.
    private func allot(_ count: Double, over probabilities: [Double], upTo reach: Int) -> [Double] {
        var (left, share) = (count, 1.0)
        var result: [Double] = []
        for lag in 0..<max(0, reach) {
            let here = share > 0 ? min(1, probabilities[lag] / share) : 0
            result.append(source.binomial(trials: left, probability: here))
            left -= result[lag]
            share -= probabilities[lag]
            if left == 0 { return result }
        }
        return result + [left]
    }

    /// The probabilities with what comes later as last entry.
    private func expected(_ probabilities: [Double], upTo reach: Int) -> [Double] {
        let inside = probabilities.prefix(max(0, reach))
        return inside + [max(0, 1 - inside.reduce(0, +))]
    }

    /// The shares of the orders' worth that fall on each lag: Dirichlet for gamma values, else as the orders.
    private func worthShares(_ counts: [Double], shape: Double?) -> [Double] {
        let parts = counts.map { count in shape.map { source.gamma(shape: count * $0) } ?? count }
        let whole = parts.reduce(0, +)
        return whole > 0 ? parts.map { $0 / whole } : parts
    }
}

/// When the sales of a line's posts fall due, in one trial: the shares of each lag in weeks.
private struct SalesCalendar {
    /// From a post to an order.
    let orders: [Double]
    /// From an order to its refund.
    let refunds: [Double]
    /// From a post to further orders of a customer.
    let repeats: [Double]
    /// Weeks from an order to the payment of its commission.
    let commissionTerms: Int
    let margin: Double
    /// The shape of one order's gamma value; nil for values of other laws.
    let shape: Double?

    init(_ time: PreparedLine.Time, _ line: PreparedLine, _ draw: TrialDraw) {
        let clicks = LagLaw(
            halfLife: draw[time.clickHalfLife], tail: draw[time.tailShare], tailHalfLife: draw[time.tailHalfLife])
        let bought = clicks.followed(byMean: draw[time.orderLag])
        orders = bought.weekly(time.weeks)
        refunds = LagLaw(mean: draw[time.refundLag], end: draw[time.refundWindow]).weekly(time.weeks)
        repeats = line.repeatOrders == nil ? [] : bought.followed(byMean: draw[time.repeatLag]).weekly(time.weeks)
        // A formula can make any number of it; what lies beyond the last week is later, however much.
        commissionTerms = Int(clamping: min(draw[time.commissionTerms] / 7, 1e6).rounded())
        margin = draw[line.grossMargin]
        shape = if case .gamma(_, let shape) = line.orderValue { shape } else { nil }
    }
}
