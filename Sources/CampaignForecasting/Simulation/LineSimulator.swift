// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// Simulates one line in one trial at several budgets at once.
///
/// The steps are those of a campaign: creators in a queue, hiring, posts, funnel, money. Each step fills columns with
/// an entry a creator; outcomes are then added up by the smallest budget that hires the creator. A later concern has
/// its place between two steps: audience after posts, attribution after the funnel, the calendar after money.
///
/// Not for sharing between threads.
final class LineSimulator {
    /// The columns of the scratch memory.
    private enum Column: Int, CaseIterable {
        case followers, fee, score, views, baseViews, engagements, clicks, leads, orders, rate, queue, level
    }

    /// No queue is followed beyond so many creators.
    static let longestQueue = 1_000_000
    private static let chunk = 8

    private let source: RandomSource
    private let followersSource: RandomSource
    private let acceptanceSource: RandomSource
    private let noShowSource: RandomSource
    private let scratch = Scratch(columns: Column.allCases.count)
    private let engine: Engine
    /// The outcomes of the line at hand.
    private let sums = LevelSums()
    /// The creators looked at and those that post (in aggregated steps: groups of them).
    private var queueLength = 0
    private var units = 0

    init(seed: UInt64, engine: Engine) {
        self.engine = engine
        source = RandomSource(seed: seed)
        followersSource = RandomSource(seed: seed)
        acceptanceSource = RandomSource(seed: seed)
        noShowSource = RandomSource(seed: seed)
    }

    private func column(_ column: Column) -> UnsafeMutablePointer<Double> { scratch.column(column.rawValue) }

    /// The outcomes of `line` at each of `amounts` (ascending), by level, then by outcome; valid until the
    /// next call.
    func simulate(
        _ line: PreparedLine, draw: TrialDraw, replicates: Replicates, amounts: [Double]
    ) -> UnsafeBufferPointer<Double> {
        sums.reset(levels: amounts.count)
        scratch.reserve(amounts.count)
        hire(line, draw, replicates, amounts)
        publish(line, draw, replicates)
        engage(line, draw, replicates)
        click(line, draw, replicates, levelCount: amounts.count)
        order(line, draw, replicates, levelCount: amounts.count)
        settle(line, draw, replicates)
        sums.finish(amounts: amounts)
        return sums.all
    }
}

// MARK: - Creators and hiring

extension LineSimulator {
    /// Fills followers and fees along the queue until the next creator's committed cost exceeds the largest budget,
    /// and lists those that post with the smallest budget that hires them.
    private func hire(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, _ amounts: [Double]) {
        let (trial, replicate) = (draw.trial, replicates.creators)
        let largest = amounts[amounts.count - 1] * (1 + 1e-12)
        let limit = min(Int(draw[line.pool].rounded()), Self.longestQueue)
        let acceptance = draw[line.acceptance]
        let noShow = draw[line.noShow]
        let posts = draw[line.posts].rounded()
        let feeShare = line.feeShare.map { draw[$0] } ?? 0
        let agencyShare = draw[line.agencyShare]
        let signUp = draw[line.signUpCost]
        let gift = line.gift ? draw[line.giftCost] : 0
        let management = draw[line.managementHours] * draw[line.hourlyWage]
        let correlation = CorrelationMatrix.scoreCorrelation(rank: draw[line.feeCorrelation])
        let own = (1 - correlation * correlation).squareRoot()
        let paysFees = feeShare > 0

        if line.followers.varies { followersSource.open(line.streams.followers, trial: trial, replicate: replicate) }
        if paysFees, line.fee.varies { source.open(line.streams.fee, trial: trial, replicate: replicate) }
        if acceptance < 1 { acceptanceSource.open(line.streams.acceptance, trial: trial, replicate: replicate) }
        if noShow > 0 { noShowSource.open(line.streams.noShow, trial: trial, replicate: replicate) }

        let sums = sums.writer
        queueLength = 0
        units = 0
        var committed = 0.0
        var level = 0
        hiring: while queueLength < limit {
            let size = min(Self.chunk, limit - queueLength)
            scratch.reserve(queueLength + size)
            let followers = UnsafeMutableBufferPointer(start: column(.followers) + queueLength, count: size)
            let fees = UnsafeMutableBufferPointer(start: column(.fee) + queueLength, count: size)
            if line.followers.varies { followersSource.fillGaussians(followers) }
            if paysFees {
                if line.fee.varies {
                    source.fillGaussians(fees)
                    if line.followers.varies, correlation != 0 {
                        for index in 0..<size { fees[index] = correlation * followers[index] + own * fees[index] }
                    }
                }
                line.fee.apply(fees) { draw[$0] }
            }
            line.followers.apply(followers) { draw[$0] }
            let (queue, levels) = (column(.queue), column(.level))
            for index in 0..<size {
                let accepts = acceptance >= 1 || acceptanceSource.uniform() < acceptance
                let shows = noShow <= 0 || noShowSource.uniform() >= noShow
                guard accepts else { continue }
                let fee = paysFees ? fees[index] * feeShare * posts : 0
                let cost = fee * (1 + agencyShare) + signUp + gift + management
                if committed + cost > largest {
                    queueLength += index
                    break hiring
                }
                committed += cost
                while committed > amounts[level] * (1 + 1e-12) { level += 1 }
                let paid = shows ? fee : fee * draw[line.noShowPay]
                sums.add(1, to: .creators, level: level)
                sums.add(paid + signUp, to: .fees, level: level)
                sums.add(paid * agencyShare, to: .agency, level: level)
                sums.add(gift, to: .gifts, level: level)
                sums.add(management, to: .management, level: level)
                if shows {
                    queue[units] = Double(queueLength + index)
                    levels[units] = Double(level)
                    units += 1
                }
            }
            queueLength += size
        }
    }

    /// Fills the column `rate` with a quantity's values along the queue.
    private func drawAlongQueue(_ law: CreatorLaw, _ stream: StreamName, _ draw: TrialDraw, _ replicates: Replicates) {
        let column = UnsafeMutableBufferPointer(start: column(.rate), count: queueLength)
        if law.varies {
            source.open(stream, trial: draw.trial, replicate: replicates.creators)
            source.fillGaussians(column)
        }
        law.apply(column) { draw[$0] }
    }

}

// MARK: - Posts

extension LineSimulator {
    /// Views of each creator's posts: reach · F₀ · (F/F₀)^e · X a post, with F the real followers, F₀ those of the
    /// typical creator and X the post's luck; rounded to whole views.
    private func publish(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let (views, base, rate) = (column(.views), column(.baseViews), column(.rate))
        let (followers, queue) = (column(.followers), column(.queue))
        let exponent = draw[line.sizeExponent]
        drawAlongQueue(line.fakeFollowers, line.streams.fakeFollowers, draw, replicates)
        for unit in 0..<units {
            let creator = Int(queue[unit])
            let real = followers[creator] * (1 - rate[creator])
            base[unit] =
                exponent == 1
                ? real : line.referenceFollowers * Double.pow(real / line.referenceFollowers, exponent)
        }
        drawAlongQueue(line.viewsPerFollower, line.streams.views, draw, replicates)
        for unit in 0..<units { base[unit] *= rate[Int(queue[unit])] }

        let posts = Int(draw[line.posts].rounded())
        if line.postLuck.varies {
            let score = column(.score)
            for unit in 0..<units { views[unit] = 0 }
            // A stream a post number, so that neither more posts nor a longer queue changes the luck of the others.
            for post in 0..<posts {
                source.open(line.streams.luck, trial: draw.trial, replicate: 2 * post + replicates.posts)
                let luck = UnsafeMutableBufferPointer(start: score, count: queueLength)
                source.fillGaussians(luck)
                line.postLuck.apply(luck) { draw[$0] }
                for unit in 0..<units { views[unit] += (base[unit] * luck[Int(queue[unit])]).rounded() }
            }
        } else {
            guard case .same(let slot) = line.postLuck else { return }
            for unit in 0..<units { views[unit] = (base[unit] * draw[slot]).rounded() * Double(posts) }
        }
        for unit in 0..<units {
            views[unit] = min(views[unit], Self.mostViews)
            sums.add(views[unit], to: .views, level: Int(levels[unit]))
            sums.add(Double(posts), to: .posts, level: Int(levels[unit]))
        }
    }

    /// GSL's binomial counts to 2³² − 1.
    private static let mostViews = 4_294_967_295.0
}

// MARK: - Funnel

extension LineSimulator {
    /// Replaces the units by one a level, their counts added: exact where later rates are shared by all creators.
    private func aggregate(levelCount: Int) {
        let counts: [Column] = [.views, .engagements, .clicks]
        var added = Array(repeating: 0.0, count: counts.count * levelCount)
        let level = column(.level)
        for (index, count) in counts.enumerated() {
            let values = column(count)
            for unit in 0..<units { added[index * levelCount + Int(level[unit])] += values[unit] }
        }
        for (index, count) in counts.enumerated() {
            let values = column(count)
            for unit in 0..<levelCount { values[unit] = added[index * levelCount + unit] }
        }
        for unit in 0..<levelCount { level[unit] = Double(unit) }
        units = levelCount
    }

    private func engage(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let (views, base, engagements) = (column(.views), column(.baseViews), column(.engagements))
        let (followers, queue, rate) = (column(.followers), column(.queue), column(.rate))
        drawAlongQueue(line.engagementRate, line.streams.engagementRate, draw, replicates)
        source.open(line.streams.engagements, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            let creator = Int(queue[unit])
            var probability = rate[creator]
            if line.engagementBase == .followers {
                // A rate per follower, as a rate per view; nobody engages more than once.
                probability = base[unit] > 0 ? min(1, probability * followers[creator] / base[unit]) : 0
            }
            engagements[unit] = source.binomial(trials: views[unit], probability: probability)
            sums.add(engagements[unit], to: .engagements, level: Int(levels[unit]))
        }
    }

    private func click(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, levelCount: Int) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let (clicks, queue, rate) = (column(.clicks), column(.queue), column(.rate))
        let ordersShared = line.sharesOrderRates(draw)
        let aggregated = engine == .aggregated && ordersShared && !line.clickRate.varies
        if aggregated { aggregate(levelCount: levelCount) }
        let base = column(line.clickBase == .engagements ? .engagements : .views)
        if aggregated {
            line.clickRate.apply(UnsafeMutableBufferPointer(start: rate, count: 1)) { draw[$0] }
        } else {
            drawAlongQueue(line.clickRate, line.streams.clickRate, draw, replicates)
        }
        source.open(line.streams.clicks, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            let probability = aggregated ? rate[0] : rate[Int(queue[unit])]
            clicks[unit] = source.binomial(trials: base[unit], probability: probability)
            sums.add(clicks[unit], to: .clicks, level: Int(levels[unit]))
        }
        if engine == .aggregated, ordersShared, !aggregated { aggregate(levelCount: levelCount) }
    }

    /// Leads where the line counts them, and orders: Binomial(clicks or leads, rate · sales power · code uplift).
    private func order(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates, levelCount: Int) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let aggregated = engine == .aggregated && line.sharesOrderRates(draw)
        let (clicks, leads, orders) = (column(.clicks), column(.leads), column(.orders))
        let (queue, rate, chance) = (column(.queue), column(.rate), column(.baseViews))
        // Aggregated units have no creator of their own; the first one stands for all, as their rates are equal.
        if aggregated { for unit in 0..<units { queue[unit] = 0 } }
        if let leadRate = line.leadRate {
            drawAlongQueue(leadRate, line.streams.leadRate, draw, replicates)
            source.open(line.streams.leads, trial: draw.trial, replicate: replicates.orders)
            for unit in 0..<units {
                leads[unit] = source.binomial(trials: clicks[unit], probability: rate[Int(queue[unit])])
                sums.add(leads[unit], to: .leads, level: Int(levels[unit]))
            }
        } else {
            for unit in 0..<units { leads[unit] = 0 }
        }
        drawAlongQueue(line.orderRate, line.streams.orderRate, draw, replicates)
        for unit in 0..<units { chance[unit] = rate[Int(queue[unit])] * draw[line.codeUplift] }
        drawAlongQueue(line.salesPower, line.streams.salesPower, draw, replicates)
        for unit in 0..<units { chance[unit] = min(1, chance[unit] * rate[Int(queue[unit])]) }
        let overdispersion = draw[line.overdispersion]
        if overdispersion > 0 {
            source.open(line.streams.conversion, trial: draw.trial, replicate: replicates.orders)
            let evidence = max(1 / overdispersion - 1, 1e-9)
            for unit in 0..<units where chance[unit] > 0 && chance[unit] < 1 {
                chance[unit] = source.beta(alpha: chance[unit] * evidence, beta: (1 - chance[unit]) * evidence)
            }
        }
        source.open(line.streams.orders, trial: draw.trial, replicate: replicates.orders)
        for unit in 0..<units {
            let base = line.ordersFromLeads ? leads[unit] : clicks[unit]
            orders[unit] = source.binomial(trials: base, probability: chance[unit])
            sums.add(orders[unit], to: .orders, level: Int(levels[unit]))
        }
    }
}

// MARK: - Money

extension LineSimulator {
    /// Refunds, revenue, and the commission that is due on them.
    private func settle(_ line: PreparedLine, _ draw: TrialDraw, _ replicates: Replicates) {
        guard units > 0 else { return }
        let (sums, levels) = (sums.writer, column(.level))
        let (trial, replicate) = (draw.trial, replicates.orders)
        let (orders, leads) = (column(.orders), column(.leads))
        let (refunds, kept, refunded) = (column(.rate), column(.score), column(.baseViews))
        source.open(line.streams.refunds, trial: trial, replicate: replicate)
        let refundRate = draw[line.refundRate]
        for unit in 0..<units { refunds[unit] = source.binomial(trials: orders[unit], probability: refundRate) }
        source.open(line.streams.revenue, trial: trial, replicate: replicate)
        for unit in 0..<units { kept[unit] = value(of: orders[unit] - refunds[unit], line, draw) }
        // What refunded orders were worth matters only where a creator keeps the share of it.
        let keepsShare = line.revenueShare != nil && !line.clawback
        if keepsShare {
            source.open(line.streams.refunded, trial: trial, replicate: replicate)
            for unit in 0..<units { refunded[unit] = value(of: refunds[unit], line, draw) }
        }
        let perAcquisition = line.perAcquisition.map { draw[$0] } ?? 0
        let perLead = line.perLead.map { draw[$0] } ?? 0
        let revenueShare = line.revenueShare.map { draw[$0] } ?? 0
        let cap = line.cap.map { draw[$0] } ?? .infinity
        let price = 1 - draw[line.codeDiscount]
        for unit in 0..<units {
            let level = Int(levels[unit])
            let revenue = kept[unit] * price
            let paidOrders = line.clawback ? orders[unit] - refunds[unit] : orders[unit]
            let paidRevenue = keepsShare ? revenue + refunded[unit] * price : revenue
            let commission = min(
                cap, perAcquisition * paidOrders + perLead * leads[unit] + revenueShare * paidRevenue)
            sums.add(refunds[unit], to: .refunds, level: level)
            sums.add(revenue, to: .revenue, level: level)
            sums.add(revenue * draw[line.grossMargin], to: .grossProfit, level: level)
            sums.add(commission, to: .commission, level: level)
            sums.add(commission * draw[line.networkFee], to: .networkFee, level: level)
        }
    }

    /// The sum of the values of `count` orders.
    private func value(of count: Double, _ line: PreparedLine, _ draw: TrialDraw) -> Double {
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

extension PreparedLine {
    /// Whether all creators turn clicks into money alike, so that their clicks may be added up before.
    func sharesOrderRates(_ draw: TrialDraw) -> Bool {
        !orderRate.varies && !salesPower.varies && leadRate?.varies != true && draw[overdispersion] == 0 && cap == nil
    }
}
