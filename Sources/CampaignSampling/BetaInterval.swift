// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
public import CampaignModel
internal import RealModule

/// The beta law with given 5th and 95th percentiles.
public enum BetaInterval {
    /// The beta law with these percentiles, 0 < `low` < `high` < 1; nil where none is found.
    ///
    /// Bisection on the evidence α + β inside a bisection on the mean: both percentiles move monotonically.
    public static func fit(low: Double, high: Double) -> Distribution? {
        guard low > 0, low < high, high < 1 else { return nil }
        GSL.prepare()
        // Outer: the log of the evidence; the law grows narrower with it. Inner: the mean that puts 5 % below `low`.
        var (narrow, wide) = (Double.log(1e12), Double.log(1e-3))
        for _ in 0..<100 {
            let middle = (narrow + wide) / 2
            let evidence = Double.exp(middle)
            guard let mean = mean(evidence: evidence, low: low) else { return nil }
            let above = gsl_cdf_beta_Q(high, mean * evidence, (1 - mean) * evidence)
            if above > 0.05 { wide = middle } else { narrow = middle }
        }
        let evidence = Double.exp((narrow + wide) / 2)
        guard let mean = mean(evidence: evidence, low: low) else { return nil }
        let (alpha, beta) = (mean * evidence, (1 - mean) * evidence)
        guard abs(gsl_cdf_beta_P(low, alpha, beta) - 0.05) < 1e-6, abs(gsl_cdf_beta_Q(high, alpha, beta) - 0.05) < 1e-6
        else { return nil }
        return .beta(alpha: alpha, beta: beta)
    }

    private static func mean(evidence: Double, low: Double) -> Double? {
        // In log odds, so that small means are found as precisely as large ones.
        var (left, right) = (-40.0, 40.0)
        for _ in 0..<100 {
            let middle = (left + right) / 2
            let mean = 1 / (1 + Double.exp(-middle))
            let below = gsl_cdf_beta_P(low, mean * evidence, (1 - mean) * evidence)
            guard below.isFinite else { return nil }
            if below > 0.05 { left = middle } else { right = middle }
        }
        return 1 / (1 + Double.exp(-(left + right) / 2))
    }
}
