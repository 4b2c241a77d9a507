// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How splits compare in the same imagined campaigns.
public struct Comparison: Sendable {
    /// The scenarios whose splits are compared, in the order given.
    public var subjects: [Subject]
    /// How it was computed.
    public var provenance: ForecastProvenance
    /// The splits compared, in the order given.
    public var contenders: [String]
    /// What a verdict says of each contender, in their order.
    public var profiles: [SplitProfile]
    /// The metrics compared.
    public var metrics: [Metric]
    /// Every pair, the earlier contender first, in the order of the contenders.
    public var pairs: [ComparedPair]
    /// For each metric how each contender stands among all.
    public var standings: [Metric: [Standing]]
    /// For each metric the contenders that cannot be told from the best at 95 %, in the order of the contenders: those whose
    /// mean is not worse than the best one's by more than chance allows.
    public var best: [Metric: [Int]]

    /// ISO 4217 code of the currency of all money in the scenarios.
    public var currency: String { subjects.first?.scenario.currency ?? "" }

    /// The pair of two contenders, in either order; nil for a contender and itself.
    public func pair(_ first: Int, _ second: Int) -> ComparedPair? {
        pairs.first { ($0.first, $0.second) == (first, second) || ($0.first, $0.second) == (second, first) }
    }
}

/// Two contenders, trial by trial.
public struct ComparedPair: Sendable {
    /// The numbers of the two contenders.
    public var first, second: Int
    /// By metric, the first one's value less the second one's.
    public var differences: [Metric: PairedDifference]
    /// By metric, which one dominates the other, if any.
    public var dominance: [Metric: DominanceVerdict]
    /// Where the difference in mean profit comes from: by line, adding up to the whole.
    public var byLine: [(line: String, difference: Estimate)]
}

/// The difference of a metric between two contenders.
public struct PairedDifference: Sendable, Equatable {
    /// The difference of the means; for a ratio the difference of the ratios of means. Nil where one does not exist.
    public var mean: Estimate?
    /// Quantiles of the differences in the trials where both values are finite; empty where there are none.
    public var quantiles: [QuantileEstimate]
    /// Trials in which the first one is better, of those where both are defined.
    public var firstBetter: Proportion
    /// Trials in which both are equal, of those where both are defined.
    public var equal: Proportion
    /// Trials in which the metric is undefined for the first one and for the second one.
    public var undefined: [Int]
    /// Which share of the variance of the differences each layer of chance brings; nil without spread.
    public var layers: VarianceLayers?
}

/// How a contender stands among all for one metric.
public struct Standing: Sendable, Equatable {
    /// The mean; for a ratio the ratio of the means. Nil where it does not exist.
    public var mean: Estimate?
    /// Trials in which no contender is better, shared best places included.
    public var best: Proportion
    /// What is lost on average by taking this one instead of the best one of each trial, in the metric's unit; nil where
    /// a value is infinite. Trials in which some contender's value is undefined are left out.
    public var regret: Estimate?
}
