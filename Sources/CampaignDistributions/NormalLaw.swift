// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

/// The standard normal law.
public enum NormalLaw {
    /// Φ(z), the probability below `z`.
    public static func probability(below z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

    /// 1 − Φ(z), the probability above `z`, as precise in the upper tail as Φ is in the lower.
    public static func probability(above z: Double) -> Double { gsl_cdf_ugaussian_Q(z) }

    /// Φ⁻¹(p) for p in (0, 1).
    public static func quantile(_ probability: Double) -> Double { gsl_cdf_ugaussian_Pinv(probability) }
}
