// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

// MARK: - Attribution

extension LineSimulator {
    /// Orders that come with a creator's code though no creator brought them: Poisson(leakage · orders).
    func leak(_ line: PreparedLine, _ draw: TrialDraw) {
        guard let attribution = line.attribution else { return }
        let leakage = draw[attribution.codeLeakage]
        guard leakage > 0 else { return clear(.leaked) }
        let (leaked, orders) = (column(.leaked), column(.orders))
        for unit in 0..<units {
            leaked[unit] = CountQuantile.poisson(key(unit).uniform(PostUse.leaked), mean: leakage * orders[unit])
        }
        sell(.leaked, line, draw)
    }

    /// What would not have happened without the campaign, the customers won, and what they order again.
    func attribute(_ line: PreparedLine, _ draw: TrialDraw) {
        guard units > 0 else { return }
        if let attribution = line.attribution { findCaused(attribution, line, draw) }
        if let repeatOrders = line.repeatOrders { orderAgain(repeatOrders, line, draw) }
    }

    /// Each order that a creator brought by a link or code is incremental with the incremental share, refunded or not; leaked
    /// orders are none, and all that nothing tracks are, since the campaign caused them.
    private func findCaused(_ attribution: PreparedLine.Attribution, _ line: PreparedLine, _ draw: TrialDraw) {
        let (sums, levels) = (sums.writer, column(.level))
        let (orders, refunds, worth) = (column(.orders), column(.refunds), column(.worth))
        let (caused, won) = (column(.caused), column(.won))
        let (price, margin) = (1 - draw[line.codeDiscount], draw[line.grossMargin])
        let (share, newShare) = (draw[attribution.incrementalShare], draw[attribution.newCustomerShare])
        for unit in 0..<units {
            let (level, key) = (Int(levels[unit]), key(unit))
            let kept = orders[unit] - refunds[unit]
            let causedByLink = CountQuantile.binomial(key.uniform(PostUse.caused), trials: kept, probability: share)
            let causedRefunds = CountQuantile.binomial(
                key.uniform(PostUse.causedRefunds), trials: refunds[unit], probability: share)
            let ofLinks = part(causedByLink, of: kept, worth: worth[unit], unit, PostUse.causedWorth, line)
            let revenue = ofLinks * price + column(.untrackedWorth)[unit]
            caused[unit] = causedByLink + untrackedKept(unit)
            won[unit] = CountQuantile.binomial(
                key.uniform(PostUse.won), trials: kept + untrackedKept(unit), probability: newShare)
            sums.add(causedByLink + causedRefunds + column(.untracked)[unit], to: .incrementalOrders, level: level)
            sums.add(revenue, to: .incrementalRevenue, level: level)
            sums.add(revenue * margin, to: .incrementalGrossProfit, level: level)
            sums.add(won[unit], to: .newCustomers, level: level)
        }
    }

    /// The orders of a post that nothing tracks and that are not sent back.
    private func untrackedKept(_ unit: Int) -> Double { column(.untracked)[unit] - column(.untrackedRefunds)[unit] }

    /// Further orders of the customers won (without attribution: of all who kept an order), Poisson(repeat orders) each,
    /// at the full price and without commission; as incremental as the customers' first orders.
    private func orderAgain(_ slot: Int, _ line: PreparedLine, _ draw: TrialDraw) {
        let (sums, levels, orders, refunds) = (sums.writer, column(.level), column(.orders), column(.refunds))
        let (mean, margin) = (draw[slot], draw[line.grossMargin])
        for unit in 0..<units {
            let (level, key) = (Int(levels[unit]), key(unit))
            let kept = orders[unit] - refunds[unit] + untrackedKept(unit)
            let customers = line.attribution == nil ? kept : column(.won)[unit]
            let again = CountQuantile.poisson(key.uniform(PostUse.again), mean: mean * customers)
            let revenue = value(of: again, unit, PostUse.againWorth, line, draw)
            sums.add(again, to: .repeatOrders, level: level)
            sums.add(revenue, to: .revenue, level: level)
            sums.add(revenue * margin, to: .grossProfit, level: level)
            if line.time != nil { schedule.note(repeatRevenue: revenue, ofPost: unit) }
            guard line.attribution != nil, again > 0 else { continue }
            let caused = CountQuantile.binomial(
                key.uniform(PostUse.againCaused), trials: again, probability: column(.caused)[unit] / kept)
            let causedRevenue = part(caused, of: again, worth: revenue, unit, PostUse.againCausedWorth, line)
            sums.add(causedRevenue, to: .incrementalRevenue, level: level)
            sums.add(causedRevenue * margin, to: .incrementalGrossProfit, level: level)
        }
    }

    /// What `count` of `all` orders of a post are worth that together are worth `worth`.
    ///
    /// For gamma values that is a beta share of the worth; for other varying ones the expected share.
    private func part(
        _ count: Double, of all: Double, worth: Double, _ unit: Int, _ use: DrawUse, _ line: PreparedLine
    ) -> Double {
        guard count > 0 else { return 0 }
        guard count < all else { return worth }
        guard case .gamma(_, let shape) = line.orderValue else { return worth * count / all }
        source.open(key(unit), use)
        return worth * source.beta(alpha: count * shape, beta: (all - count) * shape)
    }
}
