// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantiles of the standard normal law, each the bound z of which P(Z ≤ z) is in its name.
public enum StandardNormal {
    /// 0.95: one-sided at 5 %, and the ends of a central 90 % interval.
    public static let z95 = 1.6448536269514722
    /// 0.975: the ends of a central 95 % interval.
    public static let z975 = 1.959963984540054
    /// 0.995: the ends of a central 99 % interval.
    public static let z995 = 2.5758293035489004
    /// 0.999: one-sided at 0.1 %.
    public static let z999 = 3.090232306167813
}
