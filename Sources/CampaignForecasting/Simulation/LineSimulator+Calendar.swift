// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Calendar

extension LineSimulator {
    /// Spreads orders, revenue and payments over weeks.
    func plan(_ line: PreparedLine, _ draw: TrialDraw) {
        guard let time = line.time else { return }
        payCreators(line, time, draw)
        let calendar = SalesCalendar(time, line, draw)
        for (unit, sales) in schedule.posts.enumerated() { spread(sales, of: unit, calendar) }
        moveOn(calendar)
        schedule.finish()
    }

    /// Fees are paid for each post when its term is over; all else that a creator costs in the week of the first post.
    private func payCreators(_ line: PreparedLine, _ time: PreparedLine.Time, _ draw: TrialDraw) {
        let (begins, moments) = (column(.hiredBegin), column(.moment))
        let terms = draw[time.feeTerms] / 7
        for hire in 0..<hired {
            let level = Int(column(.hiredLevel)[hire])
            let (begin, fee, creator) = (begins[hire], column(.hiredFee)[hire], Int(column(.hiredCreator)[hire]))
            schedule.add(column(.hiredOther)[hire], to: .spend, level: level, week: begin)
            guard creator >= 0 else {
                schedule.add(fee, to: .spend, level: level, week: begin + terms)
                continue
            }
            let posts = column(.posts)[creator]
            let first = Int(column(.first)[creator])
            for unit in first..<first + Int(posts) {
                schedule.add(fee / posts, to: .spend, level: level, week: moments[unit] + terms)
            }
        }
    }

    /// Spreads the sales of a post: its orders are drawn week by week, what customers order again falls in expected shares.
    private func spread(_ sales: PostSales, of unit: Int, _ calendar: SalesCalendar) {
        guard sales.kept + sales.refunded > 0 || sales.commission > 0 else { return }
        let (moment, level) = (column(.moment)[unit], Int(column(.level)[unit]))
        let week = moment.rounded(.down)
        // What is sold after the last week is all one: no delay needs to be drawn.
        let reach = max(0, schedule.weeks - Int(min(week, 1e9)))
        let days = 7 * (week + 1 - moment)
        func add(_ value: Double, to series: WeeklySeries, _ lag: Int) {
            schedule.add(value, to: series, level: level, week: week + Double(lag))
        }
        func addRevenue(_ value: Double, _ lag: Int) {
            add(value, to: .revenue, lag)
            add(value * calendar.margin, to: .grossProfit, lag)
        }
        source.open(key(unit), PostUse.keptWeeks)
        let kept = allot(sales.kept, calendar.orders.walk(from: days), upTo: reach)
        source.open(key(unit), PostUse.keptWorths)
        for (lag, share) in worthShares(kept, shape: calendar.shape).enumerated() where share > 0 {
            add(kept[lag], to: .orders, lag)
            addRevenue(sales.revenue * share, lag)
            schedule.add(sales.commission * share, to: .commission, level: level, week: week + Double(lag))
        }
        if sales.kept == 0, sales.commission > 0 {
            // Commission without an order kept: on leads, or on orders that were sent back.
            for (lag, share) in expected(calendar.orders.walk(from: days), upTo: reach).enumerated() {
                schedule.add(sales.commission * share, to: .commission, level: level, week: week + Double(lag))
            }
        }
        source.open(key(unit), PostUse.refundedWeeks)
        let refunded = allot(sales.refunded, calendar.orders.walk(from: days), upTo: reach)
        for (lag, count) in refunded.enumerated() where count > 0 {
            let revenue = sales.refundedRevenue * count / sales.refunded
            add(count, to: .orders, lag)
            addRevenue(revenue, lag)
            schedule.add(revenue, to: .refunded, level: level, week: week + Double(lag))
        }
        guard sales.repeatRevenue > 0 else { return }
        for (lag, share) in expected(calendar.repeats.walk(from: days), upTo: reach).enumerated() {
            addRevenue(sales.repeatRevenue * share, lag)
        }
    }

    /// Takes refunds out of revenue, and pays commission, so much later than the orders of a week were made.
    private func moveOn(_ calendar: SalesCalendar) {
        let last = schedule.weeks
        for level in 0..<schedule.levels {
            for week in 0...last {
                let refunded = schedule.moving(.refunded, level: level, week: week)
                let commission = schedule.moving(.commission, level: level, week: week)
                if refunded > 0 {
                    let reach = last - week
                    var left = 1.0
                    for lag in 0...reach {
                        let share = lag == reach ? left : calendar.refunds[lag]
                        left = max(0, left - share)
                        schedule.add(-refunded * share, to: .revenue, level: level, week: Double(week + lag))
                        schedule.add(
                            -refunded * share * calendar.margin, to: .grossProfit, level: level,
                            week: Double(week + lag))
                    }
                }
                guard commission > 0 else { continue }
                // An order falls on any moment of its week, so part of the commission is due a week later.
                let due = Double(week) + calendar.commissionTerms.rounded(.down)
                let later = calendar.commissionTerms - calendar.commissionTerms.rounded(.down)
                schedule.add(commission * (1 - later), to: .spend, level: level, week: due)
                schedule.add(commission * later, to: .spend, level: level, week: due + 1)
            }
        }
    }

    /// `count` things that each fall on a week by the probabilities of `walk`; the last entry takes what comes later.
    private func allot(_ count: Double, _ walk: LagLaw.Walk, upTo reach: Int) -> [Double] {
        guard count > 0 else { return [] }
        var (walk, left, before) = (walk, count, 0.0)
        var result: [Double] = []
        for _ in 0..<reach {
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

    /// The share of each week, with what comes later as last entry.
    private func expected(_ walk: LagLaw.Walk, upTo reach: Int) -> [Double] {
        var (walk, before) = (walk, 0.0)
        var result: [Double] = []
        for _ in 0..<reach {
            let here = max(before, walk.next())
            result.append(here - before)
            before = here
        }
        return result + [1 - before]
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
    let orders: LagLaw
    /// From an order at a random moment of its week to its refund: the share of each later week.
    let refunds: [Double]
    /// From a post to further orders of a customer.
    let repeats: LagLaw
    /// Weeks from an order to the payment of its commission.
    let commissionTerms: Double
    let margin: Double
    /// The shape of one order's gamma value; nil for values of other laws.
    let shape: Double?

    init(_ time: PreparedLine.Time, _ line: PreparedLine, _ draw: TrialDraw) {
        let clicks = LagLaw(
            halfLife: draw[time.clickHalfLife], tail: draw[time.tailShare], tailHalfLife: draw[time.tailHalfLife])
        orders = clicks.followed(byMean: draw[time.orderLag])
        refunds = LagLaw(mean: draw[time.refundLag], end: draw[time.refundWindow]).weekly(time.weeks)
        repeats = orders.followed(byMean: draw[time.repeatLag])
        // A formula can make any number of it; what lies beyond the last week is later, however much.
        commissionTerms = min(draw[time.commissionTerms] / 7, 1e6)
        margin = draw[line.grossMargin]
        shape = if case .gamma(_, let shape) = line.orderValue { shape } else { nil }
    }
}
