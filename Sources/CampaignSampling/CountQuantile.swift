// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import CampaignDistributions
internal import RealModule

/// Counts by inversion of their distribution functions: the smallest k with F(k) ≥ u.
///
/// One uniform number makes one count, and the count rises with the number of trials, the probability and the mean. So what
/// is compared with a changed rate sees the same luck, which GSL's samplers by rejection cannot give: they use up a number of
/// draws that depends on the rate.
///
/// Where the variance is small, probabilities are added up from 0. Elsewhere the quantile is expanded about the normal score
/// w of u (Cornish and Fisher 1938, with the correction for a lattice; for Poisson counts it is equation (5) of Giles 2016,
/// "Algorithm 955: approximation of the inverse Poisson cumulative distribution function", ACM TOMS 42(1)). Within a bound of
/// the expansion's error about a whole number GSL's distribution function decides.
public enum CountQuantile {
    /// The number of successes among `trials`, a whole number below 2³², of `probability`, 0…1, at `uniform` in (0, 1).
    public static func binomial(_ uniform: Double, trials: Double, probability: Double) -> Double {
        guard trials >= 1, probability > 0 else { return 0 }
        guard probability < 1 else { return trials }
        guard probability <= 0.5 else {
            return trials - binomial(1 - uniform, trials: trials, probability: 1 - probability)
        }
        let mean = trials * probability
        // P(0) ≥ 1 − n·p.
        if uniform < 1 - mean { return 0 }
        let variance = mean * (1 - probability)
        if variance < smallVariance {
            let odds = probability / (1 - probability)
            return added(uniform, first: Double.exp(trials * Double.log(onePlus: -probability)), last: trials) {
                ((trials + 1) / $0 - 1) * odds
            }
        }
        return expanded(
            uniform, mean: mean, variance: variance, asymmetry: 1 - 2 * probability,
            kurtosis: 1 - 6 * probability * (1 - probability), last: trials
        ) { count, isUpper in
            isUpper
                ? gsl_cdf_binomial_Q(UInt32(count), probability, UInt32(trials))
                : gsl_cdf_binomial_P(UInt32(count), probability, UInt32(trials))
        }
    }

    /// The Poisson count of mean `mean`, 0 to 10⁹, at `uniform` in (0, 1); a larger mean counts as 10⁹.
    public static func poisson(_ uniform: Double, mean: Double) -> Double {
        guard mean > 0, uniform >= 1 - mean else { return 0 }
        let mean = min(mean, 1e9)
        if mean < smallVariance { return added(uniform, first: Double.exp(-mean), last: .infinity) { mean / $0 } }
        return expanded(uniform, mean: mean, variance: mean, asymmetry: 1, kurtosis: 1, last: 4_294_967_295) {
            count, isUpper in
            isUpper ? gsl_cdf_poisson_Q(UInt32(count), mean) : gsl_cdf_poisson_P(UInt32(count), mean)
        }
    }

    /// Below it probabilities are added up; above, the expansion's error is bounded.
    private static let smallVariance = 16.0
    /// Above it the expansion is off by less than a millionth of a count.
    private static let largeVariance = 1e6

    /// Adds up probabilities from 0, each the one before times `ratio`, until they reach `uniform`.
    @inline(__always)
    private static func added(
        _ uniform: Double, first: Double, last: Double, ratio: (Double) -> Double
    ) -> Double {
        var (count, probability, sum) = (0.0, first, first)
        while sum < uniform, count < last {
            count += 1
            probability *= ratio(count)
            // What is left is less than the sum can hold: `uniform` lies among its last bits.
            guard sum + probability > sum || sum < 0.5 else { break }
            sum += probability
        }
        return count
    }

    /// Expands the quantile about the normal score of `uniform`; `tail` is the probability up to a count, or above it.
    @inline(__always)
    private static func expanded(
        _ uniform: Double, mean: Double, variance: Double, asymmetry: Double, kurtosis: Double, last: Double,
        tail: (_ count: Double, _ isUpper: Bool) -> Double
    ) -> Double {
        let (w, sd) = (NormalLaw.quantile(uniform), variance.squareRoot())
        let square = w * w
        let third =
            kurtosis * w * (square - 3) / 24 - asymmetry * asymmetry * w * (2 * square - 5) / 36 - w / 24
        let end = mean + sd * w + 0.5 + asymmetry * (square - 1) / 6 + third / sd
        var count = min(max(end.rounded(.down), 0), last)
        guard variance < largeVariance else { return count }
        // Twice the largest error found for |w| ≤ 6.
        let error = 2.6 * (1.0 / 40 + square / 80 + square * square / 160) / variance
        let fraction = end - end.rounded(.down)
        guard abs(w) > 6 || min(fraction, 1 - fraction) < error else { return count }
        func isReached(_ count: Double) -> Bool {
            uniform < 0.5 ? tail(count, false) >= uniform : tail(count, true) <= 1 - uniform
        }
        if isReached(count) {
            while count > 0, isReached(count - 1) { count -= 1 }
        } else {
            while count < last, !isReached(count) { count += 1 }
        }
        return count
    }
}
