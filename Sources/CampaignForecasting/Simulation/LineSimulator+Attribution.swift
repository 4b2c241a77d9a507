// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Attribution

extension LineSimulator {
    /// Orders that come with a creator's code though no creator brought them: Poisson(leakage · orders).
    func leak(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, needsRefunded: Bool) {
        guard let attribution = line.attribution else { return }
        let (leaked, orders, refunded) = (column(.leaked), column(.orders), column(.leakedRefunded))
        source.open(line.streams.leakage, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            leaked[unit] = source.poisson(mean: draw[attribution.codeLeakage] * orders[unit])
            refunded[unit] = 0
        }
        sell(
            leaked, line.streams.leakedSales, column(.leakedRefunds), column(.leakedKept),
            needsRefunded ? refunded : nil, line, draw, replicates)
    }

    /// What would not have happened without the campaign, the customers won, and what they order again.
    func attribute(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        if let attribution = line.attribution { findCaused(attribution, line, draw, replicates) }
        if let repeatOrders = line.repeatOrders { orderAgain(repeatOrders, line, draw, replicates) }
    }

    /// Each order that a creator brought by a link or code is incremental with the incremental share, refunded or not; leaked
    /// orders are none, and all that nothing tracks are, since the campaign caused them.
    private func findCaused(
        _ attribution: PreparedLine.Attribution, _ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates
    ) {
        let (sums, levels) = (sums.writer, column(.level))
        let (orders, refunds, worth) = (column(.orders), column(.refunds), column(.score))
        let (caused, won) = (column(.caused), column(.won))
        let (price, margin) = (1 - draw[line.codeDiscount], draw[line.grossMargin])
        let (share, newShare) = (draw[attribution.incrementalShare], draw[attribution.newCustomerShare])
        source.open(line.streams.attribution, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            let level = Int(levels[unit])
            let kept = orders[unit] - refunds[unit]
            let causedByLink = source.binomial(trials: kept, probability: share)
            let causedRefunds = source.binomial(trials: refunds[unit], probability: share)
            let revenue =
                part(causedByLink, of: kept, worth: worth[unit], line) * price + column(.untrackedWorth)[unit]
            caused[unit] = causedByLink + untrackedKept(unit)
            won[unit] = source.binomial(trials: kept + untrackedKept(unit), probability: newShare)
            sums.add(causedByLink + causedRefunds + column(.untracked)[unit], to: .incrementalOrders, level: level)
            sums.add(revenue, to: .incrementalRevenue, level: level)
            sums.add(revenue * margin, to: .incrementalGrossProfit, level: level)
            sums.add(won[unit], to: .newCustomers, level: level)
        }
    }

    /// The orders of a unit that nothing tracks and that are not sent back.
    private func untrackedKept(_ unit: Int) -> Double { column(.untracked)[unit] - column(.untrackedRefunds)[unit] }

    /// Further orders of the customers won (without attribution: of all who kept an order), Poisson(repeat orders) each,
    /// at the full price and without commission; as incremental as the customers' first orders.
    private func orderAgain(_ slot: Int, _ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        let (sums, levels, orders, refunds) = (sums.writer, column(.level), column(.orders), column(.refunds))
        let (mean, margin) = (draw[slot], draw[line.grossMargin])
        source.open(line.streams.repeats, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            let level = Int(levels[unit])
            let kept = orders[unit] - refunds[unit] + untrackedKept(unit)
            let customers = line.attribution == nil ? kept : column(.won)[unit]
            let again = source.poisson(mean: mean * customers)
            let revenue = value(of: again, line, draw)
            sums.add(again, to: .repeatOrders, level: level)
            sums.add(revenue, to: .revenue, level: level)
            sums.add(revenue * margin, to: .grossProfit, level: level)
            if line.time != nil { schedule.add(repeatRevenue: revenue, level: level, week: column(.week)[unit]) }
            guard line.attribution != nil, again > 0 else { continue }
            let caused = source.binomial(trials: again, probability: column(.caused)[unit] / kept)
            let causedRevenue = part(caused, of: again, worth: revenue, line)
            sums.add(causedRevenue, to: .incrementalRevenue, level: level)
            sums.add(causedRevenue * margin, to: .incrementalGrossProfit, level: level)
        }
    }

    /// What `count` of `all` orders are worth that together are worth `worth`.
    ///
    /// For gamma values that is a beta share of the worth; for other varying ones the expected share.
    func part(_ count: Double, of all: Double, worth: Double, _ line: PreparedLine) -> Double {
        guard count > 0 else { return 0 }
        guard count < all else { return worth }
        guard case .gamma(_, let shape) = line.orderValue else { return worth * count / all }
        return worth * source.beta(alpha: count * shape, beta: (all - count) * shape)
    }
}
