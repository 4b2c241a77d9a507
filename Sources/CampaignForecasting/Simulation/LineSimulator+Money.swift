// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Money

extension LineSimulator {
    /// Refunds, revenue, and the commission that is due on them; with code leakage, also on orders that nobody brought.
    func settle(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        let (trial, replicate) = (draw.trial, replicates.orders)
        let (orders, refunds) = (column(.orders), column(.refunds))
        let (kept, refunded) = (column(.score), column(.baseViews))
        source.open(line.streams.refunds, trial: trial, replicate: replicate)
        let refundRate = draw[line.refundRate]
        for unit in 0..<units { refunds[unit] = source.binomial(trials: orders[unit], probability: refundRate) }
        source.open(line.streams.revenue, trial: trial, replicate: replicate)
        for unit in 0..<units { kept[unit] = value(of: orders[unit] - refunds[unit], line, draw) }
        // What refunded orders were worth matters only where a creator keeps the share of it, or for the weeks.
        let needsRefunded = line.keepsShareOfRefunds || line.time != nil
        if needsRefunded {
            source.open(line.streams.refunded, trial: trial, replicate: replicate)
            for unit in 0..<units { refunded[unit] = value(of: refunds[unit], line, draw) }
        }
        if line.attribution != nil { leak(line, draw, replicates, needsRefunded: needsRefunded) }
        pay(line, draw)
    }

    /// Adds up revenue and commission; the cap holds for all posts of a creator together.
    private func pay(_ line: PreparedLine, _ draw: TrialDraw) {
        let (sums, levels, queue) = (sums.writer, column(.level), column(.queue))
        let (orders, leads, refunds) = (column(.orders), column(.leads), column(.refunds))
        let (kept, refunded) = (column(.score), column(.baseViews))
        let terms = CommissionTerms(line, draw)
        let (price, margin, networkFee) = (1 - draw[line.codeDiscount], draw[line.grossMargin], draw[line.networkFee])
        var (creator, earned, paid) = (-1.0, 0.0, 0.0)
        for unit in 0..<units {
            let level = Int(levels[unit])
            var (orderCount, refundCount, revenue) = (orders[unit], refunds[unit], kept[unit] * price)
            var refundedRevenue = line.keepsShareOfRefunds || line.time != nil ? refunded[unit] * price : 0
            if line.attribution != nil {
                orderCount += column(.leaked)[unit]
                refundCount += column(.leakedRefunds)[unit]
                revenue += column(.leakedKept)[unit] * price
                refundedRevenue += column(.leakedRefunded)[unit] * price
                sums.add(column(.leaked)[unit], to: .orders, level: level)
                sums.add(column(.leaked)[unit], to: .leakedOrders, level: level)
            }
            if queue[unit] != creator { (creator, earned, paid) = (queue[unit], 0, 0) }
            earned += terms.commission(
                orders: line.clawback ? orderCount - refundCount : orderCount, leads: leads[unit],
                revenue: line.keepsShareOfRefunds ? revenue + refundedRevenue : revenue)
            let commission = min(terms.cap, earned) - paid
            paid += commission
            sums.add(refundCount, to: .refunds, level: level)
            sums.add(revenue, to: .revenue, level: level)
            sums.add(revenue * margin, to: .grossProfit, level: level)
            sums.add(commission, to: .commission, level: level)
            sums.add(commission * networkFee, to: .networkFee, level: level)
            if line.time != nil {
                schedule.add(
                    Schedule.Sales(
                        kept: orderCount - refundCount, refunded: refundCount, revenue: revenue,
                        refundedRevenue: refundedRevenue, commission: commission * (1 + networkFee)),
                    level: level, week: column(.week)[unit])
            }
        }
    }

    /// The sum of the values of `count` orders.
    func value(of count: Double, _ line: PreparedLine, _ draw: TrialDraw) -> Double {
        switch line.orderValue {
        case .same(let slot): return count * draw[slot]
        case .gamma(let slot, let shape): return source.gamma(shape: count * shape) * draw[slot] / shape
        case .own(let law):
            var sum = 0.0
            for _ in 0..<Int(count) { sum += law.value(score: source.gaussian()) }
            return sum
        }
    }
}

/// What a deal pays for performance, in one trial.
private struct CommissionTerms {
    let perAcquisition, perLead, revenueShare, cap: Double

    init(_ line: PreparedLine, _ draw: TrialDraw) {
        perAcquisition = line.perAcquisition.map { draw[$0] } ?? 0
        perLead = line.perLead.map { draw[$0] } ?? 0
        revenueShare = line.revenueShare.map { draw[$0] } ?? 0
        cap = line.cap.map { draw[$0] } ?? .infinity
    }

    func commission(orders: Double, leads: Double, revenue: Double) -> Double {
        perAcquisition * orders + perLead * leads + revenueShare * revenue
    }
}

extension PreparedLine {
    /// Whether a creator keeps the share of revenue that was refunded.
    var keepsShareOfRefunds: Bool { revenueShare != nil && !clawback }
}
