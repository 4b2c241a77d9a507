// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The ratio of the sums of two columns, and how well rows that differ support it.
///
/// Orders of one creator hang together, so that all clicks of a list are less evidence than as many of strangers: the variance
/// is that of the ratio of sums over rows (Cochran 1977), (n − 1)/(n − 3) times as large as for a known spread, which Student's t
/// asks of few rows; and for a share never less than what the counts alone leave open (Jeffreys' prior).
struct PooledRate {
    private let over, under: Double
    private let rows: Int
    private let rowVariance: Double

    /// The rate of `pairs`; nil where what is divided by adds up to 0.
    init?(_ pairs: [(over: Double, under: Double)]) {
        over = pairs.reduce(0) { $0 + $1.over }
        under = pairs.reduce(0) { $0 + $1.under }
        rows = pairs.count
        guard under > 0 else { return nil }
        let rate = over / under
        let squares = pairs.reduce(0.0) { sum, pair in
            let residual = pair.over - rate * pair.under
            return sum + residual * residual
        }
        let count = Double(pairs.count)
        // Three rows and fewer have no finite variance; they count as if four rows said the same.
        rowVariance = count * squares / (under * under) / Swift.max(count - 3, 1)
    }

    /// What is known of the rate: a beta law for a share, a gamma law otherwise.
    func law(isShare: Bool) -> Distribution {
        if isShare {
            let rate = (over + 0.5) / (under + 1)
            let evidence = Swift.min(under + 1, Swift.max(rate * (1 - rate) / Swift.max(rowVariance, 1e-300) - 1, 0.5))
            return .beta(
                alpha: Swift.max(rate * evidence, 1e-6), beta: Swift.max((1 - rate) * evidence, 1e-6))
        }
        let rate = Swift.max(over, 1e-9) / under
        let relative = Swift.max(rowVariance / (rate * rate), 1e-9)
        return .gamma(shape: 1 / relative, scale: rate * relative)
    }
}
