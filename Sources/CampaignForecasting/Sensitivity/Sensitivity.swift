// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Which assumptions drive what a campaign returns.
public struct Sensitivity: Sendable {
    /// What it is about.
    public var subject: Subject
    /// How it was computed; `trials` counts the trials, points or trajectories.
    public var provenance: ForecastProvenance
    /// By which method.
    public var method: Method
    /// The metric by which splits are told apart.
    public var metric: Metric
    /// The names of the splits, in the order of the scenario.
    public var splits: [String]
    /// The number of the split whose mean is best by `metric`.
    public var leader: Int
    /// Whether the file tells which orders the campaign caused, and the metric counts others too.
    public var countsUncaused: Bool
    /// The splits that cannot be ranked, as their money hires nobody too often.
    public var unranked: [Int]
    /// The goals of the scenario.
    public var goals: [Goal]
    /// What is studied: assumptions, events, or sets of them.
    public var inputs: [StudiedInput]
    /// By output.
    public var outputs: [OutputSensitivity]
    /// How often a whole campaign was simulated, all splits at once.
    public var evaluations: Int

    /// How sensitivity is measured.
    public enum Method: String, CaseIterable, Sendable {
        /// The ordinary run, sorted by each input in turn.
        case bins
        /// First and total Sobol' indices.
        case sobol
        /// Shapley effects, which correlated inputs have too.
        case shapley
        /// Morris's elementary effects.
        case morris
    }

    /// The findings of one output; nil where it was not studied.
    public subscript(output: StudiedOutput) -> OutputSensitivity? { outputs.first { $0.output == output } }
}

/// What a study varies: one uncertain distribution, one event, or a set of them.
public struct StudiedInput: Sendable, Equatable {
    /// What it is called: the quantity's path, the event's name, or that of the set.
    public var label: String
    /// The quantities whose distributions it holds; empty for an event.
    public var paths: [QuantityPath]
    /// The quantities outside it with which it is correlated.
    public var correlatedWith: [QuantityPath]
    /// Its numbers among the uncertain distributions and events.
    let members: [Int]
}

/// How one output depends on the inputs.
public struct OutputSensitivity: Sendable {
    /// The output.
    public var output: StudiedOutput
    /// Its mean; for a decision the share of trials in which the leader is best. Nil where it does not exist.
    public var mean: Estimate?
    /// The share of its variance that all inputs explain; what is left is chance in creators, posts and orders. Nil where
    /// the output does not spread, and for elementary effects.
    public var together: VarianceShare?
    /// By input; empty where the output does not spread.
    public var effects: [InputEffect]
    /// Rows left out because the output is undefined or infinite in them.
    public var undefined: Int
}

/// How an output depends on one input.
public enum InputEffect: Sendable, Equatable {
    case bins(BinnedEffect)
    case sobol(SobolIndex)
    case shapley(VarianceShare)
    case morris(ElementaryEffects)

    /// The share of the variance by which inputs are ranked; for elementary effects μ*.
    public var rank: Double {
        switch self {
        case .bins(let effect): effect.share.value
        case .sobol(let index): index.total.value
        case .shapley(let share): share.value
        case .morris(let effects): effects.meanAbsolute.value
        }
    }
}

/// How an output changes over the values of an input in the ordinary run.
public struct BinnedEffect: Sendable, Equatable {
    /// Spearman's rank correlation with its 95 % interval; nil for a decision, which has no order.
    public var rankCorrelation: RankCorrelation?
    /// The share of the output's variance that lies between the bins.
    public var share: VarianceShare
    /// From the lowest values of the input to the highest.
    public var bins: [InputBin]
}

/// Spearman's rank correlation with its 95 % interval.
public struct RankCorrelation: Sendable, Equatable {
    /// The correlation, −1…1.
    public var value: Double
    /// The lower end of the interval.
    public var low: Double
    /// The upper end of the interval.
    public var high: Double
}

/// The trials in which an input lies in a range of its values.
public struct InputBin: Sendable, Equatable {
    /// The lowest and highest value of the input; of an event 0 where it spares and 1 where it strikes.
    public var low, high: Double
    /// Trials.
    public var trials: Int
    /// The output's mean in them, as in `OutputSensitivity`.
    public var mean: Estimate?
    /// The output's 5 % quantile in them; nil for a decision.
    public var p5: QuantileEstimate?
    /// How often each goal is met, for a split's own metrics.
    public var goals: [Proportion]
}
