// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a creator of a line costs: amounts that lie closer together than this hire the same creators.
public struct CreatorPrice: Sendable, Equatable {
    /// The mean cost of a creator: fee, gift, management and the agency's share.
    public var mean: Double
    /// Whether every creator costs the same in every campaign.
    public var isConstant: Bool
    /// What a creator costs at the most in 95 of 100 campaigns, where that is little more than the mean; else the mean.
    var usual: Double
    /// The most creators that are hired, however much money there is; nil where the budget ends before they do.
    var most: Int?

    /// A price.
    public init(mean: Double, isConstant: Bool) {
        self.mean = mean
        usual = mean
        self.isConstant = isConstant
    }

    /// The creators that an amount hires where all cost the same; −1 without money, which leaves the line out.
    func hired(with money: Double) -> Int {
        guard money > 0 else { return -1 }
        let payable = Int(clamping: (money / mean * (1 + 1e-12)).rounded(.down))
        return min(payable, most ?? payable)
    }

    /// The money between two points of a line's curve: whole creators, at least as much as `step`.
    func stride(atLeast step: Double) -> Double {
        // Of so many creators a step hires nearly the same number everywhere.
        guard mean > step / 20 else { return step }
        // At the mean itself about half of the campaigns would still lack a little for one more creator.
        let whole = usual * (step / usual * (1 - 1e-9)).rounded(.up)
        return isConstant ? (whole * 100 - 1e-6).rounded(.up) / 100 : Self.rounded(whole)
    }

    /// The money to three digits or fewer, as what is known from trials deserves; no less than it is.
    private static func rounded(_ money: Double) -> Double {
        var unit = 0.01
        while unit * 1_000 <= money { unit *= 10 }
        return ((money / unit * (1 - 1e-9)).rounded(.up) * unit * 100).rounded() / 100
    }
}

extension LineSamples {
    /// The price of a line's creators by what is hired with the money of this level; nil where nobody is.
    func price(line: Int, level: Int) -> CreatorPrice? {
        let levels = rows[level].indices.map { $0 == line ? Int?.some(level) : nil }
        let metrics = [.creators] + BreakEvenAccumulator.fixedMetrics
        let columns = columns(metrics, levels)
        let hired = columns[.creators] ?? []
        var spent = Array(repeating: 0.0, count: trials)
        for metric in BreakEvenAccumulator.fixedMetrics {
            MetricColumns.add(columns[metric] ?? [], to: &spent, sign: 1)
        }
        let (count, money) = (hired.reduce(0, +), spent.reduce(0, +))
        guard count > 0 else { return nil }
        guard money > 0 else { return CreatorPrice(mean: 0, isConstant: false) }
        let mean = money / count
        let isConstant = zip(hired, spent).allSatisfy { abs($1 - mean * $0) <= 1e-9 * money }
        var price = CreatorPrice(mean: mean, isConstant: isConstant && largestIsAlways(mean, line: line))
        let each = zip(hired, spent).filter { $0.0 > 0 }.map { $1 / $0 }.sorted()
        let high = each[(each.count - 1) * 19 / 20]
        if !price.isConstant, high > mean, high <= 1.25 * mean { price.usual = high }
        let most = hired.max() ?? 0
        if price.isConstant, (most + 1) * mean <= rows[level][line] { price.most = Int(clamping: most) }
        return price
    }

    /// Whether the dearest creator of a line costs this, wherever one is hired.
    private func largestIsAlways(_ price: Double, line: Int) -> Bool {
        rows.indices.allSatisfy { level in
            let levels = rows[level].indices.map { $0 == line && rows[level][line] > 0 ? Int?.some(level) : nil }
            return largestCommitment(levels).allSatisfy { $0 == 0 || abs($0 - price) <= 1e-9 * price }
        }
    }
}
