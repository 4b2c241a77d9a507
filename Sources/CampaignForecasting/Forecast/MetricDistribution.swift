// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How often a metric falls in each of some ranges, the same ranges for all splits.
public struct MetricDistribution: Sendable, Equatable {
    /// The metric.
    public var metric: Metric
    /// The ends of the ranges, ascending, one more than there are ranges; a range holds its lower end and not its upper one.
    /// Empty where no split has a finite value.
    public var edges: [Double]
    /// Whether ranges are equally wide as ratios rather than as differences.
    public var isLogarithmic: Bool
    /// By split, in the order of the scenario.
    public var splits: [SplitDistribution]

    /// A distribution with these parts.
    public init(metric: Metric, edges: [Double], isLogarithmic: Bool, splits: [SplitDistribution]) {
        self.metric = metric
        self.edges = edges
        self.isLogarithmic = isLogarithmic
        self.splits = splits
    }

    /// The metrics that are followed in every campaign: what planners look at first, and those of its goals.
    static func followed(_ scenario: Scenario) -> [Metric] {
        let wanted = Set([.conversions, .cpa, .roi] + scenario.goals.map(\.metric))
        return Metric.allCases.filter(wanted.contains)
    }
}

/// How often a metric of one split falls in each range.
public struct SplitDistribution: Sendable, Equatable {
    /// Trials in each range.
    public var counts: [Int]
    /// Trials with a finite value below the first range, and at or beyond the end of the last one.
    public var below, above: Int
    /// Trials where the metric is infinite: cost and nothing to show for it.
    public var infinite: Int
    /// Trials where it is undefined.
    public var undefined: Int
    /// The quantiles at 1 %, 2 % … 99 % of the trials where it is defined; empty where it never is.
    public var percentiles: [Double]

    /// A distribution with these parts.
    public init(counts: [Int], below: Int, above: Int, infinite: Int, undefined: Int, percentiles: [Double]) {
        self.counts = counts
        self.below = below
        self.above = above
        self.infinite = infinite
        self.undefined = undefined
        self.percentiles = percentiles
    }

    /// All trials.
    public var trials: Int { counts.reduce(0, +) + below + above + infinite + undefined }
}

// MARK: - From samples

extension MetricDistribution {
    /// The distribution of `metric` by split.
    init(_ metric: Metric, of parts: [ForecastAccumulator.MetricPart]) {
        let ladders = parts.map { RankLadder($0.samples?.ascending ?? []) }
        let ranges = SharedRanges(ladders, isWhole: metric.unit == .count)
        self.init(
            metric: metric, edges: ranges.edges, isLogarithmic: ranges.isLogarithmic,
            splits: zip(parts, ladders).map { part, ladder in ranges.distribution(of: ladder, undefined: part.undefined)
            })
    }
}

/// Ranges that suit the values of several samples: from the least 0.5 % quantile to the greatest 97.5 % quantile.
private struct SharedRanges {
    /// About as many ranges as are made, at most.
    private static let most = 48
    /// From this ratio of the greatest to the least on, ranges are equally wide as ratios.
    private static let logarithmicFrom = 20.0

    private(set) var edges: [Double] = []
    private(set) var isLogarithmic = false

    init(_ ladders: [RankLadder], isWhole: Bool) {
        let filled = ladders.filter { $0.total > 0 }
        func ends(_ probability: Double) -> [Double] {
            filled.compactMap { ladder in
                let value = ladder.quantile(probability).value
                return value.isFinite ? value : ladder.greatestFinite
            }
        }
        guard let low = ends(0.005).min(), let high = ends(0.975).max() else { return }
        if !isWhole, let start = ends(0.05).min(), start > 0, low > 0, high > Self.logarithmicFrom * start {
            isLogarithmic = true
            edges = Self.ratios(low, high)
        } else {
            edges = Self.steps(low, high, isWhole: isWhole)
        }
    }

    /// Multiples of a round step.
    private static func steps(_ low: Double, _ high: Double, isWhole: Bool) -> [Double] {
        let span = high - low
        let magnitude = Swift.max(high.magnitude, low.magnitude)
        // Where all values are about the same, one range holds them.
        let least = span > magnitude * 1e-9 ? span / Double(most) : Swift.max(magnitude / 10, isWhole ? 1 : 1e-3)
        var step = isWhole ? 1.0 : powerOfTen(atMost: least)
        let multiples = [2.0, 2.5, 2.0]
        var next = 0
        while step < least {
            // 1, 2, 5, 10 …; the step from 2 to 5 is 2.5.
            step *= multiples[next % 3]
            next += 1
        }
        let first = (low / step).rounded(.down)
        let last = Swift.max(first + 1, (high / step).rounded(.down) + 1)
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    private static func powerOfTen(atMost value: Double) -> Double {
        var power = 1.0
        while power > value { power /= 10 }
        while power * 10 <= value { power *= 10 }
        return power
    }

    /// Powers of two and equal ratios between them.
    private static func ratios(_ low: Double, _ high: Double) -> [Double] {
        let (first, last) = (low.exponent, high.exponent + 1)
        let doublings = Int(last - first)
        let parts = [8, 4, 2, 1].first { doublings * $0 <= most } ?? 1
        let all = (0...doublings * parts).map { number in
            Double(sign: .plus, exponent: Int(first) + number / parts, significand: 1)
                * Self.root(number % parts, of: parts)
        }
        let start = Swift.max(0, (all.firstIndex { $0 > low } ?? 1) - 1)
        let end = all.firstIndex { $0 > high } ?? all.count - 1
        return Array(all[start...end])
    }

    /// 2 to the power of `number` / `parts`, parts being a power of two, by square roots alone.
    private static func root(_ number: Int, of parts: Int) -> Double {
        var (result, base, part) = (1.0, 2.0.squareRoot(), parts / 2)
        var left = number
        while part > 0 {
            if left >= part {
                result *= base
                left -= part
            }
            base = base.squareRoot()
            part /= 2
        }
        return result
    }

    func distribution(of ladder: RankLadder, undefined: Int) -> SplitDistribution {
        var result = SplitDistribution(
            counts: Array(repeating: 0, count: Swift.max(0, edges.count - 1)), below: 0, above: 0, infinite: 0,
            undefined: undefined,
            percentiles: ladder.total > 0 ? (1...99).map { ladder.quantile(Double($0) / 100).value } : [])
        var range = 0
        for rung in ladder.rungs {
            if rung.value == .infinity {
                result.infinite += rung.count
                continue
            }
            guard let first = edges.first, rung.value >= first else {
                result.below += rung.count
                continue
            }
            while range < result.counts.count, rung.value >= edges[range + 1] { range += 1 }
            if range < result.counts.count { result.counts[range] += rung.count } else { result.above += rung.count }
        }
        return result
    }
}
