// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import RealModule

/// Counts of all trials, or of all but one, where a chance that normal luck multiplies is held at 1: the kink of min(1, ·) costs
/// a quadrature up to 0.03 there, and the integrals have a closed form.
enum CappedChance {
    /// ln E[min(1, e^X)ⁿ] for X normal: Φ(x/s) + T(n).
    static func logAll(trials: Double, level: Double, spread: Double) -> Double {
        guard trials > 0 else { return 0 }
        guard spread > 1e-9 else { return trials * min(level, 0) }
        let capped = logBelow(-level / spread)
        return LogSum.value([capped, logPower(trials, level, spread)])
    }

    /// ln (n · E[e^{(n−1)X} (1 − e^X); X < 0]) = ln n + ln (T(n−1) − T(n)).
    static func logAllButOne(trials: Double, level: Double, spread: Double) -> Double {
        guard spread > 1e-9 else {
            guard level < 0 else { return -.infinity }
            return Double.log(trials) + (trials - 1) * level + Double.log(-Double.expMinusOne(level))
        }
        let (first, second) = (logPower(trials - 1, level, spread), logPower(trials, level, spread))
        guard second < first else { return -.infinity }
        return Double.log(trials) + first + Double.log(-Double.expMinusOne(second - first))
    }

    /// ln T(c), T(c) = E[e^{cX}; X < 0] = e^{cx + c²s²/2} Φ(−y), y = x/s + cs.
    ///
    /// Where y is not far below 0, Φ(−y) = φ(y) / hazard(y) leaves −x²/2s² of the exponent, without the cancellation.
    private static func logPower(_ power: Double, _ level: Double, _ spread: Double) -> Double {
        let y = level / spread + power * spread
        if y > -5 {
            return -level * level / (2 * spread * spread) - Double.log(2 * .pi) / 2 - Double.log(gsl_sf_hazard(y))
        }
        return power * level + power * power * spread * spread / 2 + logBelow(y)
    }

    /// ln Φ(−y).
    private static func logBelow(_ y: Double) -> Double { gsl_sf_log_erfc(y / 2.0.squareRoot()) - Double.log(2) }
}
