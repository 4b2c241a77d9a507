// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
public import CampaignModel
internal import RealModule

// MARK: - Probability below a value

extension Distribution {
    /// The probability of a value of at most `x`.
    public func probability(upTo x: Double) -> Double {
        GSL.prepare()
        switch self {
        case .normal(let mean, let sd): return gsl_cdf_gaussian_P(x - mean, sd)
        case .logNormal(let median, let spread):
            guard x > 0 else { return 0 }
            let logSD = Distribution.logSD(spread: spread)
            return logSD > 0 ? gsl_cdf_ugaussian_P(Double.log(x / median) / logSD) : (x >= median ? 1 : 0)
        case .beta(let alpha, let beta):
            return x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_beta_P(x, alpha, beta)
        case .betaInterval(let low, let high):
            return BetaInterval.fit(low: low, high: high)?.probability(upTo: x) ?? .nan
        case .gamma(let shape, let scale): return x <= 0 ? 0 : gsl_cdf_gamma_P(x, shape, scale)
        case .pert(let min, let mode, let max):
            return Self.pertBeta(min, mode, max).probability(upTo: (x - min) / (max - min))
        case .triangular(let min, let mode, let max):
            if x <= min { return 0 }
            if x >= max { return 1 }
            return x <= mode
                ? (x - min) * (x - min) / ((max - min) * (mode - min))
                : 1 - (max - x) * (max - x) / ((max - min) * (max - mode))
        case .uniform(let min, let max): return Swift.min(1, Swift.max(0, (x - min) / (max - min)))
        case .weibull(let shape, let scale): return x <= 0 ? 0 : -Double.expMinusOne(-Double.pow(x / scale, shape))
        case .pareto(let min, let shape): return x <= min ? 0 : 1 - Double.pow(min / x, shape)
        case .exponential(let mean): return x <= 0 ? 0 : -Double.expMinusOne(-x / mean)
        case .student(let location, let scale, let degrees): return gsl_cdf_tdist_P((x - location) / scale, degrees)
        case .poisson(let mean): return x < 0 ? 0 : gsl_cdf_poisson_P(UInt32(clamping: Swift.min(x, 4e9)), mean)
        case .negativeBinomial(let mean, let size):
            return x < 0
                ? 0 : gsl_cdf_negative_binomial_P(UInt32(clamping: Swift.min(x, 4e9)), size / (size + mean), size)
        case .discrete(let values, let weights):
            return zip(values, weights).reduce(0) { $0 + ($1.0 <= x ? $1.1 : 0) } / weights.reduce(0, +)
        case .sample(let sample): return sample.share(upTo: x)
        case .mixture(let parts, let weights):
            return zip(parts, weights).reduce(0) { $0 + $1.0.probability(upTo: x) * $1.1 } / weights.reduce(0, +)
        case .truncated(let base, let min, let max):
            let (below, upTo) = (base.probability(upTo: min), base.probability(upTo: max))
            return Swift.min(1, Swift.max(0, (base.probability(upTo: x) - below) / (upTo - below)))
        }
    }

    static func pertBeta(_ min: Double, _ mode: Double, _ max: Double) -> Distribution {
        .beta(alpha: 1 + 4 * (mode - min) / (max - min), beta: 1 + 4 * (max - mode) / (max - min))
    }
}
