// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL

// MARK: - Quantiles by search

extension DistributionLaw {
    /// Whether `value` is the quantile at Φ(z), which GSL's inverses fail to find for some parameters.
    func isInverse(_ value: Double, score z: Double) -> Bool {
        value.isFinite && abs(probability(upTo: value) - gsl_cdf_ugaussian_P(z)) < 1e-9
    }

    /// The whole number at or below `x`, 0 or above, as GSL takes counts; what is not a number counts as 0.
    static func count(_ x: Double) -> UInt32 { x.isNaN ? 0 : UInt32(Swift.max(0, Swift.min(x, 4e9))) }

    /// The smallest whole number with at least `probability` at or below it.
    func countQuantile(_ wanted: Double, start: Double) -> Double {
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
    func bisect(score z: Double, low: Double, high: Double) -> Double {
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
