// SPDX-License-Identifier: GPL-3.0-or-later

/// The mean of values that have weights.
enum WeightedMean {
    /// Σ wᵢ xᵢ / Σ wᵢ, for weights of any sum.
    static func of(_ values: some Sequence<Double>, weights: [Double]) -> Double {
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
}
