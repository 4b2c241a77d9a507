// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import RealModule

/// One outcome held against the draws of its forecast.
public struct OutcomeScore: Sendable {
    /// The power of the return by which draws are weighted: how strongly better campaigns are likelier to be published.
    public var selection: Double
    /// The probability that the forecast gave to a campaign that does worse, half of that of one that does as well included
    /// (the probability integral transform): uniform on 0…1 over outcomes that follow their forecasts.
    public var position: Estimate
    /// Quantiles of the forecast at `probabilities`, in the unit of the outcome.
    public var quantiles: [QuantileEstimate]
    /// How many times better the outcome is than the median of the forecast: above 1 where reality did better. 0 or +∞ where
    /// one of them is, 1 where both are.
    public var ratio: Double
    /// The standard error of `ratio`; NaN where it is unknown.
    public var ratioError: Double
    /// How many draws of equal weight would know as much.
    public var effectiveDraws: Double

    /// The probabilities of `quantiles`.
    public static let probabilities = [0.05, 0.25, 0.50, 0.75, 0.95]

    /// The median of the forecast.
    public var median: QuantileEstimate { quantiles[2] }

    /// Whether the outcome lies in the central interval that holds a share `nominal` of the forecast.
    public func isCovered(_ nominal: Double) -> Bool { Coverage.holds(nominal, position: position.value) }

    /// An outcome held against draws.
    ///
    /// - Parameters:
    ///   - metric: `roas` or `cpa`; the latter is better where it is lower.
    ///   - value: the outcome, 0 or above.
    ///   - draws: what the forecast says.
    ///   - selection: the power by which draws are weighted, 0 or above.
    /// - Returns: nil where no draw has a weight.
    public init?(metric: Metric, value: Double, draws: OutcomeDraws, selection: Double) {
        guard let law = draws.law(of: metric, selection: selection) else { return nil }
        self.init(metric: metric, value: value, law: law, selection: selection)
    }

    /// An outcome held against a law that was weighted by `selection` before, wherever it comes from.
    public init(metric: Metric, value: Double, law: WeightedDraws, selection: Double) {
        self.selection = selection
        let below = law.probability(below: value)
        position = metric == .cpa ? Estimate(value: 1 - below.value, standardError: below.standardError) : below
        quantiles = Self.probabilities.map(law.quantile)
        let median = quantiles[2]
        ratio = metric == .cpa ? Self.ratio(median.value, value) : Self.ratio(value, median.value)
        ratioError = ratio * median.standardError / median.value
        effectiveDraws = law.effectiveCount
    }

    /// A ratio of two values of 0 or above; 1 where both are 0 or both infinite.
    private static func ratio(_ top: Double, _ bottom: Double) -> Double {
        top == bottom ? 1 : bottom == 0 ? .infinity : top / bottom
    }
}

extension QuantileEstimate {
    /// The standard error that the interval implies; NaN where an end is infinite.
    fileprivate var standardError: Double {
        high.isFinite && low.isFinite ? (high - low) / (2 * StandardNormal.z975) : .nan
    }
}
