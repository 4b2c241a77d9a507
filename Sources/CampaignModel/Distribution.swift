// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A probability distribution by its family and parameters.
public indirect enum Distribution: Sendable, Equatable {
    case normal(mean: Double, sd: Double)
    /// Log-normal: `median` and the factor `spread` ≥ 1; 90 % of the values lie in `median / spread … median · spread`.
    case logNormal(median: Double, spread: Double)
    case beta(alpha: Double, beta: Double)
    /// The beta distribution with these 5th and 95th percentiles.
    case betaInterval(low: Double, high: Double)
    case gamma(shape: Double, scale: Double)
    /// PERT: a beta distribution on `min…max` with mean (min + 4·mode + max)/6.
    case pert(min: Double, mode: Double, max: Double)
    case triangular(min: Double, mode: Double, max: Double)
    case uniform(min: Double, max: Double)
    case weibull(shape: Double, scale: Double)
    case pareto(min: Double, shape: Double)
    case exponential(mean: Double)
    /// Student's t with `degrees` of freedom, moved to `location` and stretched by `scale`.
    case student(location: Double, scale: Double, degrees: Double)
    case poisson(mean: Double)
    /// Negative binomial with the given mean and variance mean + mean²/size.
    case negativeBinomial(mean: Double, size: Double)
    /// Values with weights (positive, any sum), ascending.
    case discrete(values: [Double], weights: [Double])
    /// The rows of a table, equally likely.
    case sample(Sample)
    /// One of several distributions, chosen by weight.
    case mixture(parts: [Distribution], weights: [Double])
    /// `base` given that it lies in `min…max`; either end may be infinite.
    case truncated(base: Distribution, min: Double, max: Double)
}

// MARK: - Intervals

extension Distribution {
    /// The log-normal distribution whose 5th and 95th percentiles are `low` and `high`, 0 < `low` ≤ `high`.
    public static func logNormal(low: Double, high: Double) -> Distribution {
        .logNormal(median: (low * high).squareRoot(), spread: (high / low).squareRoot())
    }

    /// The standard deviation of the logarithm of a log-normal value whose 95th percentile is `spread` times its
    /// median.
    public static func logSD(spread: Double) -> Double { Double.log(spread) / StandardNormal.z95 }
}

// MARK: - Moments

extension Distribution {
    /// The mean where it has a closed form: +∞ for a Pareto shape ≤ 1, NaN for Student's t with 1 degree or fewer, nil
    /// for beta intervals and truncations, whose mean needs special functions.
    public var mean: Double? {
        switch self {
        case .normal(let mean, _), .exponential(let mean), .poisson(let mean), .negativeBinomial(let mean, _): mean
        case .logNormal(let median, let spread):
            median * Double.exp(Self.logSD(spread: spread) * Self.logSD(spread: spread) / 2)
        case .beta(let alpha, let beta): alpha / (alpha + beta)
        case .betaInterval, .truncated: nil
        case .gamma(let shape, let scale): shape * scale
        case .pert(let min, let mode, let max): (min + 4 * mode + max) / 6
        case .triangular(let min, let mode, let max): (min + mode + max) / 3
        case .uniform(let min, let max): (min + max) / 2
        case .weibull(let shape, let scale): scale * Double.gamma(1 + 1 / shape)
        case .pareto(let min, let shape): shape > 1 ? shape * min / (shape - 1) : .infinity
        case .student(let location, _, let degrees): degrees > 1 ? location : .nan
        case .discrete(let values, let weights): Self.weighted(values, weights)
        case .sample(let sample): sample.mean
        case .mixture(let parts, let weights): Self.mixtureMean(parts, weights)
        }
    }

    private static func mixtureMean(_ parts: [Distribution], _ weights: [Double]) -> Double? {
        let means = parts.compactMap(\.mean)
        return means.count == parts.count ? weighted(means, weights) : nil
    }

    private static func weighted(_ values: [Double], _ weights: [Double]) -> Double {
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
}
