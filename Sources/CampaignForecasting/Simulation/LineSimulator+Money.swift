// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Money

extension LineSimulator {
    /// Where orders of one kind stand: the columns of their number and of what became of them.
    struct SalesColumns {
        let orders, refunds, worth, refundedWorth: Column
        let uses: PostUse.SalesUses

        static let tracked = SalesColumns(
            orders: .orders, refunds: .refunds, worth: .worth, refundedWorth: .refundedWorth, uses: PostUse.sales)
        static let untracked = SalesColumns(
            orders: .untracked, refunds: .untrackedRefunds, worth: .untrackedWorth,
            refundedWorth: .untrackedRefundedWorth, uses: PostUse.untrackedSales)
        static let leaked = SalesColumns(
            orders: .leaked, refunds: .leakedRefunds, worth: .leakedWorth, refundedWorth: .leakedRefundedWorth,
            uses: PostUse.leakedSales)

        var all: [Column] { [orders, refunds, worth, refundedWorth] }
    }

    /// Refunds, revenue, and the commission that is due on tracked orders; with code leakage, also on orders that nobody
    /// brought.
    func settle(_ line: PreparedLine, _ draw: TrialDraw) {
        guard units > 0 else { return }
        sell(.tracked, line, draw)
        leak(line, draw)
        sellUntracked(line, draw)
        pay(line, draw)
    }

    /// Orders that no link or code tracks, Poisson(untracked orders · expected tracked orders), at the full price.
    ///
    /// They come from people who saw a post and did not follow its link, so they depend on what its views and rates let
    /// expect, not on the tracked orders that chance made of it.
    private func sellUntracked(_ line: PreparedLine, _ draw: TrialDraw) {
        let share = draw[line.untrackedOrders]
        guard share > 0 else { return clear(.untracked) }
        let (expected, untracked) = (column(.expected), column(.untracked))
        for unit in 0..<units {
            untracked[unit] = CountQuantile.poisson(
                key(unit).uniform(PostUse.untracked), mean: share * expected[unit])
        }
        sell(.untracked, line, draw)
    }

    /// Leaves no order of a kind.
    func clear(_ sales: SalesColumns) {
        for name in sales.all { column(name).update(repeating: 0, count: units) }
    }

    /// How many of some orders are sent back, and what the others and those are worth to the customer at the full price.
    func sell(_ sales: SalesColumns, _ line: PreparedLine, _ draw: TrialDraw) {
        let (orders, refunds) = (column(sales.orders), column(sales.refunds))
        let (worth, refunded) = (column(sales.worth), column(sales.refundedWorth))
        let refundRate = draw[line.refundRate]
        // What refunded orders were worth matters only where a creator keeps the share of it, or for the weeks.
        let needsRefunded = line.keepsShareOfRefunds || line.time != nil
        for unit in 0..<units {
            refunds[unit] = CountQuantile.binomial(
                key(unit).uniform(sales.uses.refunds), trials: orders[unit], probability: refundRate)
            worth[unit] = value(of: orders[unit] - refunds[unit], unit, sales.uses.worth, line, draw)
            refunded[unit] = needsRefunded ? value(of: refunds[unit], unit, sales.uses.refundedWorth, line, draw) : 0
        }
    }

    /// What a post sold: orders with those sent back, and what each kind was worth.
    private struct Sold {
        var orders, refunds, revenue, refundedRevenue: Double

        static func + (one: Sold, other: Sold) -> Sold {
            Sold(
                orders: one.orders + other.orders, refunds: one.refunds + other.refunds,
                revenue: one.revenue + other.revenue, refundedRevenue: one.refundedRevenue + other.refundedRevenue)
        }
    }

    private func sold(_ unit: Int, _ sales: SalesColumns, price: Double) -> Sold {
        Sold(
            orders: column(sales.orders)[unit], refunds: column(sales.refunds)[unit],
            revenue: column(sales.worth)[unit] * price, refundedRevenue: column(sales.refundedWorth)[unit] * price)
    }

    /// Adds up revenue and commission; the cap holds for all posts of a creator together.
    private func pay(_ line: PreparedLine, _ draw: TrialDraw) {
        let (sums, levels, creators) = (sums.writer, column(.level), column(.creator))
        var terms = CommissionTerms(line, draw)
        let (price, margin, networkFee) = (1 - draw[line.codeDiscount], draw[line.grossMargin], draw[line.networkFee])
        var (creator, earned, paid) = (-1.0, 0.0, 0.0)
        for unit in 0..<units {
            let level = Int(levels[unit])
            var tracked = sold(unit, .tracked, price: price)
            if line.attribution != nil { tracked = tracked + sold(unit, .leaked, price: price) }
            if creators[unit] != creator {
                (creator, earned, paid) = (creators[unit], 0, 0)
                if line.own.paysByCreator {
                    terms.replace(line.own) { own($0, at: Int(column(.queue)[unit]), or: $1) }
                }
            }
            earned += terms.commission(
                orders: line.clawback ? tracked.orders - tracked.refunds : tracked.orders,
                leads: column(.leads)[unit],
                revenue: line.keepsShareOfRefunds ? tracked.revenue + tracked.refundedRevenue : tracked.revenue,
                views: column(.views)[unit])
            let commission = min(terms.cap, earned) - paid
            paid += commission
            let all = tracked + sold(unit, .untracked, price: 1)
            sums.add(all.orders, to: .orders, level: level)
            sums.add(tracked.orders, to: .trackedOrders, level: level)
            sums.add(all.refunds, to: .refunds, level: level)
            sums.add(all.revenue, to: .revenue, level: level)
            sums.add(all.revenue * margin, to: .grossProfit, level: level)
            sums.add(commission, to: .commission, level: level)
            sums.add(commission * networkFee, to: .networkFee, level: level)
            if line.attribution != nil { sums.add(column(.leaked)[unit], to: .leakedOrders, level: level) }
            if line.time != nil {
                schedule.note(
                    PostSales(
                        kept: all.orders - all.refunds, refunded: all.refunds, revenue: all.revenue,
                        refundedRevenue: all.refundedRevenue, commission: commission * (1 + networkFee)))
            }
        }
    }

    /// The sum of the values of `count` orders of a post, in one use.
    func value(of count: Double, _ unit: Int, _ use: DrawUse, _ line: PreparedLine, _ draw: TrialDraw) -> Double {
        guard count > 0 else { return 0 }
        switch line.orderValue {
        case .same(let slot): return count * draw[slot]
        case .gamma(let slot, let shape):
            source.open(key(unit), use)
            return source.gamma(shape: count * shape) * draw[slot] / shape
        case .own(let law):
            source.open(key(unit), use)
            var sum = 0.0
            // A million orders stand for more of them: their mean is as sure as anybody needs it.
            let drawn = min(count, 1e6)
            for _ in 0..<Int(clamping: drawn) { sum += law.value(score: source.gaussian()) }
            return count > drawn ? sum * (count / drawn) : sum
        case .sampled(let values, let slot, let mean):
            source.open(key(unit), use)
            var sum = 0.0
            let drawn = min(count, 1e6)
            for _ in 0..<Int(clamping: drawn) { sum += values[Int(source.uniform() * Double(values.count))] }
            return (count > drawn ? sum * (count / drawn) : sum) * (draw[slot] / mean)
        }
    }
}

/// What states each term of a deal's performance pay: a slot, or a column of a list; nil where nothing does.
struct CommissionParts<Part: Sendable>: Sendable {
    let perAcquisition, perLead, revenueShare, perView, cap: Part?
    /// Whether nothing states any of them.
    let isEmpty: Bool

    init(_ terms: [QuantityKey: Part]) {
        perAcquisition = terms[.perAcquisition]
        perLead = terms[.perLead]
        revenueShare = terms[.revenueShare]
        perView = terms[.perView]
        cap = terms[.commissionCap]
        isEmpty = terms.isEmpty
    }
}

/// What a deal pays for performance, in one trial.
private struct CommissionTerms {
    private(set) var perAcquisition, perLead, revenueShare, perView, cap: Double

    init(_ line: PreparedLine, _ draw: TrialDraw) {
        let slots = line.commission
        perAcquisition = slots.perAcquisition.map { draw[$0] } ?? 0
        perLead = slots.perLead.map { draw[$0] } ?? 0
        revenueShare = slots.revenueShare.map { draw[$0] } ?? 0
        perView = slots.perView.map { draw[$0] } ?? 0
        cap = slots.cap.map { draw[$0] } ?? .infinity
    }

    /// Takes the terms of one creator where a list says them.
    mutating func replace(_ own: PreparedLine.OwnTerms, _ value: (RowColumn?, Double) -> Double) {
        perAcquisition = value(own.commission.perAcquisition, perAcquisition)
        perLead = value(own.commission.perLead, perLead)
        revenueShare = value(own.commission.revenueShare, revenueShare)
        perView = value(own.commission.perView, perView)
        cap = value(own.commission.cap, cap)
    }

    func commission(orders: Double, leads: Double, revenue: Double, views: Double) -> Double {
        perAcquisition * orders + perLead * leads + revenueShare * revenue + perView * views
    }
}

extension PreparedLine {
    /// Whether a creator keeps the share of revenue that was refunded.
    var keepsShareOfRefunds: Bool { commission.revenueShare != nil && !clawback }
}
