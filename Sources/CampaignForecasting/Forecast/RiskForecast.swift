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
/// Whether an event strikes is independent of everything else, so the two sets of trials differ by the event and by chance only.
public struct RiskEffect: Sendable, Equatable {
    /// The metric.
    public var metric: Metric
    /// Its summary over the trials that the event strikes.
    public var with: MetricSummary
    /// Its summary over the trials that it spares.
    public var without: MetricSummary
}

/// What is known of one event in one split after some trials.
struct RiskAccumulator: Sendable {
    private(set) var struck = 0
    /// By metric: spared, then struck.
    private var sides: [[ForecastAccumulator.MetricPart]]

    init(trials: Int) {
        let side = ForecastAccumulator.MetricPart(samples: SampleStore(trials: trials))
        sides = Array(repeating: [side, side], count: RiskForecast.metrics.count)
    }

    /// Takes in trials: `column` gives the values of a metric, `strike` is 1 where the event strikes.
    mutating func add(_ column: (Metric) -> [Double], strike: [Double]) {
        struck += strike.count { $0 == 1 }
        for (number, metric) in RiskForecast.metrics.enumerated() {
            for (side, wanted) in [0.0, 1.0].enumerated() {
                sides[number][side].add(metric) { zip(column($0), strike).filter { $0.1 == wanted }.map(\.0) }
            }
        }
    }

    /// Takes in the trials behind `other`.
    mutating func merge(_ other: RiskAccumulator) {
        struck += other.struck
        for metric in sides.indices {
            for side in 0..<2 { sides[metric][side].merge(other.sides[metric][side]) }
        }
    }

    /// Counts values in bins from now on, as a run of more trials does.
    mutating func countInBins() {
        for metric in sides.indices {
            for side in 0..<2 { sides[metric][side].samples?.countInBins() }
        }
    }

    var effects: [RiskEffect] {
        zip(RiskForecast.metrics, sides).map { metric, sides in
            RiskEffect(
                metric: metric, with: sides[1].summary(metric, isUncertain: true),
                without: sides[0].summary(metric, isUncertain: true))
        }
    }
}
