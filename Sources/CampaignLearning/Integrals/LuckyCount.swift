// SPDX-License-Identifier: GPL-3.0-or-later

/// A count behind which stands luck that nobody sees.
public enum LuckyCount: Sendable, Hashable {
    /// A Poisson count; the level is the logarithm of its mean.
    case unbounded(Int)
    /// A binomial count; the level is its log-odds.
    case logit(Int, of: Int)
    /// A binomial count; the level is the logarithm of its chance, which is at most 1.
    case capped(Int, of: Int)

    /// The logarithm of the count's probability where normal luck of the standard deviation `spread` is added to `level`.
    public func logProbability(level: Double, spread: Double, _ rule: HermiteRule = .precise) -> Double {
        PreparedCount(self).logProbability(level: level, spread: spread, rule)
    }
}
