// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How often an event strikes, and what the splits return with and without it.
public struct RiskForecast: Sendable {
    /// The event's name.
    public var name: String
    /// The trials that it strikes.
    public var struck: Proportion
    /// By split, what it changes.
    public var splits: [(split: String, effects: [RiskEffect])]

    /// The metrics that are compared.
    public static let metrics: [Metric] = [.conversions, .profit, .roi]
}

/// A metric in the trials that an event strikes and in those that it spares.
///
/// Whether an event strikes is independent of everything else, so the two groups differ by the event and by chance only.
public struct RiskEffect: Sendable {
    /// The metric.
    public var metric: Metric
    /// Trials that the event strikes; nil where there is none.
    public var with: RiskSide?
    /// Trials that it spares; nil where there is none.
    public var without: RiskSide?
}

/// A metric's mean, middle and tail over some trials.
public struct RiskSide: Sendable, Equatable {
    /// The mean over trials where the metric is finite.
    public var mean: Estimate
    /// The median with its interval.
    public var median: QuantileEstimate
    /// The mean of the worst 5 % of the trials.
    public var expectedShortfall: Double
}

/// What is known of one event in one split after some trials.
struct RiskAccumulator: Sendable {
    private struct Side: Sendable {
        var moments = Moments([])
        var samples: SampleStore

        func side(worstIsHigh: Bool) -> RiskSide? {
            let summary = samples.summary(worstIsHigh: worstIsHigh)
            guard let mean = moments.estimate, let tail = summary.expectedShortfall,
                let median = summary.quantiles.first(where: { $0.probability == 0.5 })
            else { return nil }
            return RiskSide(mean: mean, median: median, expectedShortfall: tail)
        }
    }

    private(set) var struck = 0
    /// By metric: spared, then struck.
    private var sides: [[Side]]

    init(trials: Int) {
        let side = Side(samples: SampleStore(trials: trials))
        sides = Array(repeating: [side, side], count: RiskForecast.metrics.count)
    }

    /// Takes in the columns of the metrics and one that is 1 where the event strikes.
    mutating func add(_ columns: [[Double]], strike: [Double]) {
        struck += strike.count { $0 == 1 }
        for (metric, column) in columns.enumerated() {
            for (side, wanted) in [0.0, 1.0].enumerated() {
                let values = zip(column, strike).filter { $0.1 == wanted }.map(\.0)
                sides[metric][side].moments.merge(Moments(values))
                sides[metric][side].samples.add(values)
            }
        }
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: RiskAccumulator) {
        struck += other.struck
        for metric in sides.indices {
            for side in 0..<2 {
                sides[metric][side].moments.merge(other.sides[metric][side].moments)
                sides[metric][side].samples.merge(other.sides[metric][side].samples)
            }
        }
    }

    var effects: [RiskEffect] {
        zip(RiskForecast.metrics, sides).map { metric, sides in
            RiskEffect(
                metric: metric, with: sides[1].side(worstIsHigh: metric.isBetterLower),
                without: sides[0].side(worstIsHigh: metric.isBetterLower))
        }
    }
}
