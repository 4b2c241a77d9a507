// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import RealModule

/// What a forecast says of a figure: equally likely values, few enough to be kept.
///
/// Up to `mostLevels` imagined campaigns it holds the value of each. Of more it holds order statistics at the middles of as many levels: the
/// i-th of K is the ⌈n(i − ½)/K⌉-th smallest of n. A probability that is read off them differs from that of the campaigns by 1/(2K) at most.
public struct PredictiveLaw: Sendable, Equatable {
    /// The most values that are kept.
    public static let mostLevels = 2_000

    /// The values in ascending order, at least one; the last ones may be infinite.
    public let values: [Double]
    /// The imagined campaigns in which the figure is defined.
    public let defined: Proportion

    /// The law of a figure in imagined campaigns; nil where it is never defined.
    ///
    /// - Parameter draws: its value in each, NaN where it is undefined.
    public init?(of draws: [Double]) {
        let sorted = draws.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return nil }
        let levels = min(sorted.count, Self.mostLevels)
        values = (1...levels).map { level in
            // ⌈n(2i − 1)/(2K)⌉ in whole numbers.
            let rank = (sorted.count * (2 * level - 1) + 2 * levels - 1) / (2 * levels)
            return sorted[rank - 1]
        }
        defined = Proportion(count: sorted.count, trials: draws.count)
    }

    /// A law that was kept; nil where these are no values of one.
    ///
    /// - Parameters:
    ///   - values: in ascending order.
    ///   - defined: the imagined campaigns behind them.
    public init?(values: [Double], defined: Proportion) {
        guard !values.isEmpty, values.count == min(defined.count, Self.mostLevels), defined.count <= defined.trials,
            values[0] > -.infinity, !values.contains(where: \.isNaN), zip(values, values.dropFirst()).allSatisfy(<=)
        else { return nil }
        self.values = values
        self.defined = defined
    }

    /// Whether the figure is the same in every imagined campaign: it is known, and there is nothing to score.
    public var isKnown: Bool { values.first == values.last }

    /// The quantile with a 95 % interval from the ranks that the number of imagined campaigns allows.
    ///
    /// - Parameter probability: 0…1.
    public func quantile(_ probability: Double) -> QuantileEstimate {
        let spread = probability * (1 - probability) / Double(defined.count)
        let half = StandardNormal.z975 * spread.squareRoot()
        return QuantileEstimate(
            probability: probability, value: Ranks.quantile(ofSorted: values, probability),
            low: Ranks.quantile(ofSorted: values, probability - half),
            high: Ranks.quantile(ofSorted: values, probability + half))
    }

    /// The share of the values below one.
    public func share(below value: Double) -> Double {
        Double(values.count { $0 < value }) / Double(values.count)
    }

    /// The error of a probability that is read off the law: the Monte Carlo error, and half a level where levels were made.
    public func error(of probability: Double) -> Double {
        let chance = (probability * (1 - probability) / Double(defined.count)).squareRoot()
        return chance + (values.count < defined.count ? 0.5 / Double(values.count) : 0)
    }
}

// MARK: - Scores

extension PredictiveLaw {
    /// Where an outcome stands among the values, one of which it would be: uniform on 0…1 over outcomes that follow their forecasts, for any
    /// number of values (the probability integral transform).
    ///
    /// Source: Czado, Gneiting, Held 2009, "Predictive model assessment for count data", Biometrics 65(4).
    ///
    /// - Parameters:
    ///   - outcome: what happened.
    ///   - uniform: a number of 0…1, which decides between the places of values that equal the outcome.
    public func position(of outcome: Double, uniform: Double) -> Double {
        let (below, alike) = (values.count { $0 < outcome }, values.count { $0 == outcome })
        return (Double(below) + uniform * Double(alike + 1)) / Double(values.count + 1)
    }

    /// The continuous ranked probability score of an outcome, fair to any number of imagined campaigns; nil where the outcome or some value
    /// is infinite.
    public func rankedProbability(of outcome: Double) -> Double? {
        guard outcome.isFinite, let last = values.last, last.isFinite else { return nil }
        return ForecastScore.rankedProbability(draws: values, outcome: outcome, members: defined.count)
    }

    /// The logarithmic score: less the logarithm of the density that the forecast gave to the outcome, of the probability where the outcome is
    /// 0 or infinite.
    ///
    /// The density is that of the logarithm of the figure, which no unit changes; of a figure that may lie below 0 it is that of the figure
    /// over `unit`.
    ///
    /// - Parameters:
    ///   - outcome: what happened.
    ///   - unit: what a figure below 0 is counted in; nil of figures that are 0 or above.
    /// - Returns: nil where the values that the outcome is compared with are all the same.
    public func logarithmic(of outcome: Double, unit: Double? = nil) -> Double? {
        let density: Double?
        if outcome.isInfinite || (outcome == 0 && unit == nil) {
            density = Double(values.count { $0 == outcome } + 1) / Double(values.count + 1)
        } else if let unit {
            let finite = values.filter(\.isFinite).map { $0 / unit }
            density = DrawDensity.value(at: outcome / unit, of: finite, among: values.count)
        } else {
            let positive = values.filter { $0 > 0 && $0.isFinite }.map { Double.log($0) }
            density = DrawDensity.value(at: Double.log(outcome), of: positive, among: values.count)
        }
        return density.map { -Double.log($0) }
    }
}
