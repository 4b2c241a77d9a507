// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

/// The law of sums of squared scores.
enum ChiSquare {
    /// The quantile at `probability` in (0, 1).
    static func quantile(_ probability: Double, freedom: Double) -> Double { gsl_cdf_chisq_Pinv(probability, freedom) }
}
