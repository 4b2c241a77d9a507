// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling
internal import RealModule

/// What so many successes in so few attempts can show.
public enum BinomialLaw {
    /// The exact limits of a probability of which `count` of `trials` attempts succeeded; 0…1 without attempts.
    ///
    /// Source: Clopper and Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the binomial",
    /// Biometrika 26(4); the limits as quantiles of beta laws.
    ///
    /// - Parameters:
    ///   - count: how many succeeded.
    ///   - trials: how many were made.
    ///   - confidence: how often the limits hold the truth at least, in (0, 1).
    public static func limits(_ count: Int, of trials: Int, confidence: Double = 0.95) -> ClosedRange<Double> {
        precondition(count >= 0 && count <= trials, "no more successes than attempts")
        guard trials > 0 else { return 0...1 }
        let (successes, failures) = (Double(count), Double(trials - count))
        let score = NormalLaw.quantile((1 + confidence) / 2)
        let low = count == 0 ? 0 : Distribution.beta(alpha: successes, beta: failures + 1).quantile(score: -score)
        let high =
            count == trials ? 1 : Distribution.beta(alpha: successes + 1, beta: failures).quantile(score: score)
        return low...high
    }

    /// The probability that at most `count` of `trials` attempts succeed, each with `probability` in 0…1.
    public static func chance(ofAtMost count: Int, of trials: Int, probability: Double) -> Double {
        if count >= trials { return 1 }
        if count < 0 || probability >= 1 { return 0 }
        if probability <= 0 { return 1 }
        let (success, failure) = (Double.log(probability), Double.log(onePlus: -probability))
        let sum = (0...count).reduce(0.0) { sum, k in
            sum + Double.exp(logWays(k, of: trials) + Double(k) * success + Double(trials - k) * failure)
        }
        return min(1, sum)
    }

    /// The logarithm of the number of ways to choose `count` of `trials`.
    static func logWays(_ count: Int, of trials: Int) -> Double {
        let (n, k) = (Double(trials), Double(count))
        return Double.logGamma(n + 1) - Double.logGamma(k + 1) - Double.logGamma(n - k + 1)
    }
}
