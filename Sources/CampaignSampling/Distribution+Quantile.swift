// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
public import CampaignModel
internal import RealModule

// MARK: - Quantiles

extension Distribution {
    /// The value that a standard normal score `z` stands for: the quantile at Φ(z).
    ///
    /// Written in scores, not probabilities, so that both tails keep their precision. Where GSL's inverse fails the
    /// value is found by bisection.
    public func quantile(score z: Double) -> Double {
        GSL.prepare()
        let below = gsl_cdf_ugaussian_P(z)
        let above = gsl_cdf_ugaussian_Q(z)
        switch self {
        case .normal(let mean, let sd): return mean + sd * z
        case .logNormal(let median, let spread): return median * Double.exp(Distribution.logSD(spread: spread) * z)
        case .beta(let alpha, let beta):
            let value = z < 0 ? gsl_cdf_beta_Pinv(below, alpha, beta) : gsl_cdf_beta_Qinv(above, alpha, beta)
            return isInverse(value, score: z) ? value : bisect(score: z, low: 0, high: 1)
        case .betaInterval(let low, let high):
            return BetaInterval.fit(low: low, high: high)?.quantile(score: z) ?? .nan
        case .gamma(let shape, let scale):
            let value = z < 0 ? gsl_cdf_gamma_Pinv(below, shape, scale) : gsl_cdf_gamma_Qinv(above, shape, scale)
            return isInverse(value, score: z) ? value : bisect(score: z, low: 0, high: shape * scale * 2)
        case .pert(let min, let mode, let max):
            return min + (max - min) * Self.pertBeta(min, mode, max).quantile(score: z)
        case .triangular(let min, let mode, let max):
            return below * (max - min) <= mode - min
                ? min + (below * (max - min) * (mode - min)).squareRoot()
                : max - (above * (max - min) * (max - mode)).squareRoot()
        case .uniform(let min, let max): return min + (max - min) * below
        case .weibull(let shape, let scale): return scale * Double.pow(-Double.log(above), 1 / shape)
        case .pareto(let min, let shape): return min * Double.pow(above, -1 / shape)
        case .exponential(let mean): return -mean * Double.log(above)
        case .student(let location, let scale, let degrees):
            return location + scale
                * (z < 0 ? gsl_cdf_tdist_Pinv(below, degrees) : gsl_cdf_tdist_Qinv(above, degrees))
        case .poisson(let mean): return countQuantile(below, start: mean)
        case .negativeBinomial(let mean, _): return countQuantile(below, start: mean)
        case .discrete(let values, let weights):
            var left = below * weights.reduce(0, +)
            for (value, weight) in zip(values, weights) {
                left -= weight
                if left <= 0 { return value }
            }
            return values.last ?? .nan
        case .sample(let sample): return sample.quantile(below)
        case .mixture(let parts, _):
            let values = parts.map { $0.quantile(score: z) }
            guard let low = values.min(), let high = values.max() else { return .nan }
            return bisect(score: z, low: low, high: high)
        case .truncated(let base, let min, let max):
            let (first, last) = (base.probability(upTo: min), base.probability(upTo: max))
            let probability = first + below * (last - first)
            guard probability > 0, probability < 1 else { return probability <= 0 ? min : max }
            return Swift.min(max, Swift.max(min, base.quantile(score: gsl_cdf_ugaussian_Pinv(probability))))
        }
    }

    private func isInverse(_ value: Double, score z: Double) -> Bool {
        value.isFinite && abs(probability(upTo: value) - gsl_cdf_ugaussian_P(z)) < 1e-9
    }

    /// The smallest whole number with at least `probability` at or below it.
    private func countQuantile(_ wanted: Double, start: Double) -> Double {
        var low = -1.0
        var high = Swift.max(1, start.rounded())
        while probability(upTo: high) < wanted, high < 4e9 {
            low = high
            high *= 2
        }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if probability(upTo: middle) >= wanted { high = middle } else { low = middle }
        }
        return high
    }

    /// The quantile between two bounds; `high` is doubled until it suffices for laws without an upper end.
    private func bisect(score z: Double, low: Double, high: Double) -> Double {
        let wanted = gsl_cdf_ugaussian_P(z)
        var (low, high) = (low, high)
        if high != 1 {
            for _ in 0..<1_000 where probability(upTo: high) < wanted { high += Swift.max(abs(high), 1e-300) }
        }
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle == low || middle == high { break }
            if probability(upTo: middle) >= wanted { high = middle } else { low = middle }
        }
        return high
    }
}
