// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Draws of a forecast with weights: a law known by samples, wherever they come from.
///
/// A simulation gives many draws of equal weight; a forecast that was kept as quantiles gives one draw for each, with the
/// probability between it and its neighbours as weight.
public struct WeightedDraws: Sendable {
    /// The draws that have a weight, ascending; the last ones may be +∞.
    public let values: [Double]
    /// How much each counts; above 0, and finite.
    public let weights: [Double]
    /// How many draws of equal weight would know as much: (Σw)² / Σw².
    ///
    /// Source: Kish 1965, "Survey Sampling".
    public let effectiveCount: Double
    /// The squared weights up to and with each draw, each weight as a share of all.
    private let squares: [Double]
    /// The weights up to and with each draw.
    private let sums: [Double]

    /// The draws of `values` whose weight is above 0; nil where none is, or where the weights have no sum.
    ///
    /// - Parameters:
    ///   - values: the draws, in any order; one that is NaN counts for nothing.
    ///   - weights: as many weights, 0 or above.
    public init?(_ values: [Double], weights: [Double]) {
        precondition(values.count == weights.count, "every draw has a weight")
        let pairs = zip(values, weights).filter { !$0.isNaN && $1 > 0 }.sorted { $0.0 < $1.0 }
        guard !pairs.isEmpty else { return nil }
        self.values = pairs.map(\.0)
        self.weights = pairs.map(\.1)
        var sum = 0.0
        sums = pairs.map { pair in
            sum += pair.1
            return sum
        }
        guard sum.isFinite else { return nil }
        // Shares of the whole, whose squares cannot overflow.
        var square = 0.0
        squares = self.weights.map { weight in
            square += weight / sum * (weight / sum)
            return square
        }
        effectiveCount = 1 / square
    }

    /// Draws that count alike; nil where none is a number.
    public init?(_ values: [Double]) { self.init(values, weights: Array(repeating: 1, count: values.count)) }
}

// MARK: - Reading

extension WeightedDraws {
    /// The number of draws below `value`, or at or below it.
    private func count(_ value: Double, including: Bool) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if including ? values[middle] <= value : values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func weight(ofFirst count: Int) -> Double { count == 0 ? 0 : sums[count - 1] }
    private func squares(ofFirst count: Int) -> Double { count == 0 ? 0 : squares[count - 1] }
    private var total: Double { sums[sums.count - 1] }

    /// The probability below `value`, half of that at it included, with its Monte Carlo error.
    public func probability(below value: Double) -> Estimate {
        let (below, upTo) = (count(value, including: false), count(value, including: true))
        let share = (weight(ofFirst: below) + weight(ofFirst: upTo)) / 2 / total
        // The draws below deviate by 1 − share, those at the value by ½ − share, those above by −share.
        let (first, last) = (squares(ofFirst: below), squares(ofFirst: upTo))
        let variance =
            (1 - share) * (1 - share) * first + (0.5 - share) * (0.5 - share) * (last - first)
            + share * share * (squares[squares.count - 1] - last)
        return Estimate(value: share, standardError: variance.squareRoot())
    }

    /// The probability of the draws of which `condition` holds, with its Monte Carlo error.
    public func probability(where condition: (Double) -> Bool) -> Estimate {
        let share = zip(values, weights).reduce(0.0) { $0 + (condition($1.0) ? $1.1 / total : 0) }
        // The error of a weighted mean: √Σ(w·d)² / Σw with d the deviation of each draw from it.
        let variance = zip(values, weights).reduce(0.0) { sum, draw in
            let part = draw.1 / total * (condition(draw.0) ? 1 - share : -share)
            return sum + part * part
        }
        return Estimate(value: share, standardError: variance.squareRoot())
    }

    /// The quantile with a 95 % interval from the ranks that the effective number of draws allows.
    ///
    /// - Parameter probability: 0…1.
    public func quantile(_ probability: Double) -> QuantileEstimate {
        let half = StandardNormal.z975 * (probability * (1 - probability) / effectiveCount).squareRoot()
        return QuantileEstimate(
            probability: probability, value: value(at: probability), low: value(at: probability - half),
            high: value(at: probability + half))
    }

    /// The smallest draw with at least a share `probability` of the weight at or below it.
    private func value(at probability: Double) -> Double {
        // Sums of thousands of weights are rounded; a share that is missed by less than that is reached.
        let wanted = probability * total * (1 - 1e-12)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] >= wanted { high = middle } else { low = middle + 1 }
        }
        return values[low]
    }
}
