// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a scenario may return: the distributions of every metric, by split.
public struct Forecast: Sendable {
    /// What it is about.
    public var subject: Subject
    /// How the forecast was computed.
    public var provenance: ForecastProvenance
    /// One forecast a split, in the order of the scenario.
    public var splits: [SplitForecast]
    /// How conversions, CPA, ROI and the metrics of the goals are spread, in the usual order of metrics.
    public var distributions: [MetricDistribution]
    /// Every pair of splits, the earlier one first, by what they earn in the same campaigns.
    public var profitPairs: [ProfitPair]
    /// One entry an event of the scenario, in its order.
    public var risks: [RiskForecast]
    /// What a reader should know before trusting the figures, in plain sentences.
    public var warnings: [String]
    /// How exactly the figures are known that it was to know exactly; nil where none were named.
    public var precision: PrecisionResult?
}

/// How a forecast was computed, enough to compute it again.
public struct ForecastProvenance: Sendable, Equatable {
    /// The seed of all random streams.
    public var seed: UInt64
    /// Trials that were completed.
    public var trials: Int
    /// Trials that were asked for; more than `trials` where the run was interrupted.
    public var requestedTrials: Int
    /// The version of Tiercast.
    public var version: String
    /// The way the trials were simulated.
    public var engine: Engine

    /// Whether the run was interrupted.
    public var isPartial: Bool { trials < requestedTrials }
}

extension ForecastProvenance {
    /// A run of `trials` trials; of those that the options ask for unless said otherwise.
    public init(_ options: ForecastOptions, trials: Int? = nil) {
        self.init(
            seed: options.seed, trials: trials ?? options.trials, requestedTrials: options.trials,
            version: TiercastVersion.current, engine: options.engine.name)
    }
}

/// The forecast of one split.
public struct SplitForecast: Sendable {
    /// The split's name.
    public var name: String
    /// All lines together.
    public var total: GroupForecast
    /// By tier, smallest first; only tiers with a share.
    public var tiers: [(tier: Tier, forecast: GroupForecast)]
    /// By platform; only platforms with a share.
    public var platforms: [(platform: Platform, forecast: GroupForecast)]
    /// By line, in the order of the scenario; only lines with a share.
    public var lines: [(line: String, forecast: GroupForecast)]
    /// How often each goal is met, in the order of the scenario.
    public var goals: [(goal: Goal, met: Proportion)]
    /// Trials that end below break-even: the profit is negative.
    public var losses: Proportion
    /// What a verdict says of it.
    public var profile: SplitProfile
    /// Week by week; nil where the scenario leaves time out.
    public var weekly: WeeklyForecast?
}

/// The forecast of a split, or of its part on one tier, platform or line.
public struct GroupForecast: Sendable {
    /// The budget given to it, in the scenario's currency.
    public var budget: Double
    /// Each metric's summary.
    public var metrics: [Metric: MetricSummary]
    /// Trials with cost and no order.
    public var noOrder: Proportion
    /// Trials in which nobody was hired.
    public var nobodyHired: Proportion
    /// Trials with cost whose revenue is below a tenth of it.
    public var almostNothingSold: Proportion
    /// The quantiles of the figures of the trade, over trials where they are defined.
    public var trade: [TradeFigure: [QuantileEstimate]]

    /// The median of a metric; NaN where it is never defined or not reported.
    public func median(of metric: Metric) -> Double { metrics[metric]?.quantile(0.5)?.value ?? .nan }
}

/// The distribution of one metric over trials.
public struct MetricSummary: Sendable, Equatable {
    /// The mean; for a ratio (`cpa`, `roas`, `roi`) the ratio of the two means. Nil where it does not exist.
    public var mean: Estimate?
    /// The standard deviation over trials with a finite value; nil with fewer than two of them or where some are
    /// infinite.
    public var sd: Double?
    /// The quantiles at `QuantileEstimate.reported`, over trials where the metric is defined; empty where it never is.
    public var quantiles: [QuantileEstimate]
    /// The mean of the worst 5 % of the defined trials; nil where the metric is never defined.
    public var expectedShortfall: Double?
    /// Trials where the metric is undefined: nothing stands over nothing.
    public var undefined: Int
    /// Trials where the metric is infinite: cost and nothing to show for it.
    public var infinite: Int
    /// Where the spread comes from; nil where it was not computed or there is no spread.
    ///
    /// For a cost per order or customer the shares are of the variance of its ranks, since it can be infinite.
    public var layers: VarianceLayers?

    /// The quantile at a reported probability, nil where the metric is never defined.
    public func quantile(_ probability: Double) -> QuantileEstimate? {
        quantiles.first { $0.probability == probability }
    }
}
