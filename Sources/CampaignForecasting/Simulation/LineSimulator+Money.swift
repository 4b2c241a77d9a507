// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Money

extension LineSimulator {
    /// Refunds, revenue, and the commission that is due on tracked orders; with code leakage, also on orders that nobody
    /// brought.
    func settle(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        // What refunded orders were worth matters only where a creator keeps the share of it, or for the weeks.
        let needsRefunded = line.keepsShareOfRefunds || line.time != nil
        sell(
            column(.orders), line.streams.sales, column(.refunds), column(.score),
            needsRefunded ? column(.baseViews) : nil, line, draw, replicates)
        if line.attribution != nil { leak(line, draw, replicates, needsRefunded: needsRefunded) }
        sellUntracked(line, draw, replicates)
        pay(line, draw)
    }

    /// Orders that no link or code tracks, Poisson(untracked orders · expected tracked orders), at the full price.
    ///
    /// They come from people who saw a post and did not follow its link, so they depend on what its views and rates let
    /// expect, not on the tracked orders that chance made of it.
    private func sellUntracked(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let share = draw[line.untrackedOrders]
        let (expected, untracked, refunds) = (column(.expected), column(.untracked), column(.untrackedRefunds))
        let (worth, refunded) = (column(.untrackedWorth), column(.untrackedRefunded))
        guard share > 0 else {
            for column in [untracked, refunds, worth, refunded] { column.update(repeating: 0, count: units) }
            return
        }
        source.open(line.streams.untracked, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            untracked[unit] = source.poisson(mean: share * expected[unit])
            refunded[unit] = 0
        }
        sell(
            untracked, line.streams.untrackedSales, refunds, worth, line.time == nil ? nil : refunded, line, draw,
            replicates)
    }

    /// How many of some orders are sent back, and what the others, and where `refunded` is asked for those too, are worth.
    ///
    /// Each has a stream of its own, so that neither how many are sent back nor what they are worth changes a draw of anything
    /// else.
    func sell(
        _ orders: UnsafeMutablePointer<Double>, _ streams: PreparedLine.SalesStreams,
        _ refunds: UnsafeMutablePointer<Double>, _ worth: UnsafeMutablePointer<Double>,
        _ refunded: UnsafeMutablePointer<Double>?, _ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates
    ) {
        let (trial, replicate) = (draw.trial, replicates.orders)
        let refundRate = draw[line.refundRate]
        source.open(streams.refunds, trial: trial, replicate: replicate)
        for unit in 0..<units { refunds[unit] = source.binomial(trials: orders[unit], probability: refundRate) }
        source.open(streams.worth, trial: trial, replicate: replicate)
        for unit in 0..<units { worth[unit] = value(of: orders[unit] - refunds[unit], line, draw) }
        guard let refunded else { return }
        source.open(streams.refunded, trial: trial, replicate: replicate)
        for unit in 0..<units { refunded[unit] = value(of: refunds[unit], line, draw) }
    }

    /// What a unit sold: orders with those sent back, and what each kind was worth to the customer.
    private struct Sold {
        var orders, refunds, revenue, refundedRevenue: Double

        static func + (one: Sold, other: Sold) -> Sold {
            Sold(
                orders: one.orders + other.orders, refunds: one.refunds + other.refunds,
                revenue: one.revenue + other.revenue, refundedRevenue: one.refundedRevenue + other.refundedRevenue)
        }
    }

    /// Adds up revenue and commission; the cap holds for all posts of a creator together.
    private func pay(_ line: PreparedLine, _ draw: TrialDraw) {
        let (sums, levels, queue) = (sums.writer, column(.level), column(.queue))
        var terms = CommissionTerms(line, draw)
        let (price, margin, networkFee) = (1 - draw[line.codeDiscount], draw[line.grossMargin], draw[line.networkFee])
        var (creator, earned, paid) = (-1.0, 0.0, 0.0)
        for unit in 0..<units {
            let level = Int(levels[unit])
            let tracked = tracked(unit, line, price: price)
            if queue[unit] != creator {
                (creator, earned, paid) = (queue[unit], 0, 0)
                if line.own.paysByCreator {
                    terms.replace(line.own) { own($0, at: Int(creator), or: $1) }
                }
            }
            earned += terms.commission(
                orders: line.clawback ? tracked.orders - tracked.refunds : tracked.orders,
                leads: column(.leads)[unit],
                revenue: line.keepsShareOfRefunds ? tracked.revenue + tracked.refundedRevenue : tracked.revenue)
            let commission = min(terms.cap, earned) - paid
            paid += commission
            let all =
                tracked
                + Sold(
                    orders: column(.untracked)[unit], refunds: column(.untrackedRefunds)[unit],
                    revenue: column(.untrackedWorth)[unit], refundedRevenue: column(.untrackedRefunded)[unit])
            sums.add(all.orders, to: .orders, level: level)
            sums.add(tracked.orders, to: .trackedOrders, level: level)
            sums.add(all.refunds, to: .refunds, level: level)
            sums.add(all.revenue, to: .revenue, level: level)
            sums.add(all.revenue * margin, to: .grossProfit, level: level)
            sums.add(commission, to: .commission, level: level)
            sums.add(commission * networkFee, to: .networkFee, level: level)
            if line.attribution != nil { sums.add(column(.leaked)[unit], to: .leakedOrders, level: level) }
            if line.time != nil {
                schedule.add(
                    Schedule.Sales(
                        kept: all.orders - all.refunds, refunded: all.refunds, revenue: all.revenue,
                        refundedRevenue: all.refundedRevenue, commission: commission * (1 + networkFee)),
                    level: level, week: column(.week)[unit])
            }
        }
    }

    /// What a unit sold by links and codes, leaked codes included, at the price that a code leaves.
    private func tracked(_ unit: Int, _ line: PreparedLine, price: Double) -> Sold {
        let refunded = line.keepsShareOfRefunds || line.time != nil ? column(.baseViews)[unit] * price : 0
        let own = Sold(
            orders: column(.orders)[unit], refunds: column(.refunds)[unit], revenue: column(.score)[unit] * price,
            refundedRevenue: refunded)
        guard line.attribution != nil else { return own }
        return own
            + Sold(
                orders: column(.leaked)[unit], refunds: column(.leakedRefunds)[unit],
                revenue: column(.leakedKept)[unit] * price, refundedRevenue: column(.leakedRefunded)[unit] * price)
    }

    /// The sum of the values of `count` orders.
    func value(of count: Double, _ line: PreparedLine, _ draw: TrialDraw) -> Double {
        switch line.orderValue {
        case .same(let slot): return count * draw[slot]
        case .gamma(let slot, let shape): return source.gamma(shape: count * shape) * draw[slot] / shape
        case .own(let law):
            var sum = 0.0
            // A million orders stand for more of them: their mean is as sure as anybody needs it.
            let drawn = min(count, 1e6)
            for _ in 0..<Int(clamping: drawn) { sum += law.value(score: source.gaussian()) }
            return count > drawn ? sum * (count / drawn) : sum
        case .sampled(let values, let slot, let mean):
            var sum = 0.0
            let drawn = min(count, 1e6)
            for _ in 0..<Int(clamping: drawn) { sum += values[Int(source.uniform() * Double(values.count))] }
            return (count > drawn ? sum * (count / drawn) : sum) * (draw[slot] / mean)
        }
    }
}

/// What a deal pays for performance, in one trial.
private struct CommissionTerms {
    private(set) var perAcquisition, perLead, revenueShare, cap: Double

    init(_ line: PreparedLine, _ draw: TrialDraw) {
        perAcquisition = line.perAcquisition.map { draw[$0] } ?? 0
        perLead = line.perLead.map { draw[$0] } ?? 0
        revenueShare = line.revenueShare.map { draw[$0] } ?? 0
        cap = line.cap.map { draw[$0] } ?? .infinity
    }

    /// Takes the terms of one creator where a list says them.
    mutating func replace(_ own: PreparedLine.OwnTerms, _ value: (RowColumn?, Double) -> Double) {
        perAcquisition = value(own.perAcquisition, perAcquisition)
        perLead = value(own.perLead, perLead)
        revenueShare = value(own.revenueShare, revenueShare)
        cap = value(own.cap, cap)
    }

    func commission(orders: Double, leads: Double, revenue: Double) -> Double {
        perAcquisition * orders + perLead * leads + revenueShare * revenue
    }
}

extension PreparedLine {
    /// Whether a creator keeps the share of revenue that was refunded.
    var keepsShareOfRefunds: Bool { revenueShare != nil && !clawback }
}
