// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

/// The standard normal law.
public enum NormalLaw {
    /// Φ(z), the probability below `z`.
    public static func probability(below z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

    /// Φ⁻¹(p) for p in (0, 1).
    public static func quantile(_ probability: Double) -> Double { gsl_cdf_ugaussian_Pinv(probability) }
}
