// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// Importance weights whose largest ones are replaced by the expected order statistics of a generalised Pareto law, with the
/// shape k̂ that says whether they can be trusted: below 0.7 they can.
///
/// Sources: Vehtari, Simpson, Gelman, Yao, Gabry 2024, "Pareto smoothed importance sampling", JMLR 25(72); the fit is that of
/// Zhang and Stephens 2009, "A new and efficient estimation method for the generalized Pareto distribution", Technometrics
/// 51(3), with the weak prior of the former, which shrinks k̂ towards ½ by ten observations.
public struct ParetoSmoothing: Sendable {
    /// The shape of the tail; +∞ where it has fewer than five weights of its own, −∞ where all weights are alike.
    public let shape: Double
    /// The smoothed weights, of sum 1, in the order given.
    public let weights: [Double]

    /// How many draws of equal weight would know as much: 1 / Σw².
    ///
    /// Source: Kish 1965, "Survey Sampling".
    public var effectiveCount: Double {
        let squares = weights.reduce(0.0) { $0 + $1 * $1 }
        return squares > 0 ? 1 / squares : 0
    }

    /// Smooths weights that are known by their logarithms up to a constant; one that is NaN counts as 0.
    public init(logWeights: [Double]) {
        let largest = logWeights.reduce(-.infinity) { $1 > $0 ? $1 : $0 }
        guard largest > -.infinity else {
            (shape, weights) = (.infinity, logWeights.map { _ in 0 })
            return
        }
        var logs = logWeights.map { $0.isNaN ? -.infinity : $0 - largest }
        let order = logs.indices.sorted { (logs[$0], $0) < (logs[$1], $1) }
        let count = logs.count
        let tail = min(Int(0.2 * Double(count)), Int(3 * Double(count).squareRoot()))
        guard tail >= 5, count > tail else {
            (shape, weights) = (.infinity, LogSum.shares(logs))
            return
        }
        let cut = max(logs[order[count - tail - 1]], -700)
        // By rank; where a quarter of the tail or more is no larger than the cut, only what is larger.
        let ranked = Array(order.suffix(tail))
        let quartile = ParetoTail.quartileRank(of: tail)
        let above = logs[ranked[quartile]] > cut ? ranked : ranked.filter { logs[$0] > cut }
        guard above.count >= 5 else {
            // Without a tail there is nothing to smooth; equal weights need it least of all.
            shape = logs[order[0]] == 0 ? -.infinity : .infinity
            weights = LogSum.shares(logs)
            return
        }
        let threshold = Double.exp(cut)
        let law = ParetoTail(exceedances: above.map { Double.exp(logs[$0]) - threshold })
        if law.shape.isFinite, law.scale.isFinite {
            for (rank, index) in above.enumerated() {
                let quantile = law.quantile((Double(rank) + 0.5) / Double(above.count))
                logs[index] = min(0, Double.log(threshold + quantile))
            }
        }
        shape = law.shape.isNaN ? .infinity : law.shape
        weights = LogSum.shares(logs)
    }
}

/// A generalised Pareto law fitted to exceedances.
struct ParetoTail {
    let shape, scale: Double

    /// Where the lower quartile of so many ascending numbers stands.
    static func quartileRank(of count: Int) -> Int { max(0, Int(Double(count) / 4 + 0.5) - 1) }

    /// - Parameter exceedances: ascending, five or more, above 0 from the lower quartile on.
    init(exceedances: [Double]) {
        let count = Double(exceedances.count)
        let quartile = exceedances[Self.quartileRank(of: exceedances.count)]
        let last = exceedances[exceedances.count - 1]
        let points = 30 + Int(count.squareRoot())
        let rates = (1...points).map { point in
            1 / last + (1 - (Double(points) / (Double(point) - 0.5)).squareRoot()) / (3 * quartile)
        }
        func shape(_ rate: Double) -> Double {
            exceedances.reduce(0.0) { $0 + Double.log(onePlus: -rate * $1) } / count
        }
        let profile = rates.map { rate in
            let shape = shape(rate)
            return count * (Double.log(-rate / shape) - shape - 1)
        }
        let rate = zip(rates, LogSum.shares(profile)).reduce(0.0) { $0 + $1.0 * $1.1 }
        let raw = shape(rate)
        scale = -raw / rate
        self.shape = (raw * count + 5) / (count + 10)
    }

    func quantile(_ probability: Double) -> Double {
        shape == 0
            ? -scale * Double.log(onePlus: -probability)
            : scale * Double.expMinusOne(-shape * Double.log(onePlus: -probability)) / shape
    }
}
