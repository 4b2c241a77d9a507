// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// Where the integrand peaks.
struct LatentPeak {
    var mode, deviation, logHeight: Double
}

/// A count's probability with normal luck integrated out: ∫ P(k | level + spread·u) φ(u) du, by adaptive Gauss–Hermite
/// quadrature.
///
/// Nodes are centred on the mode û of the integrand and scaled by its curvature there; nodes centred on the prior miss the
/// integrand where counts are large (ln P off by 22 at 3,000 of 200,000). Sources: Naylor and Smith 1982, "Applications of a
/// method for the efficient computation of posterior distributions", Applied Statistics 31(3); Liu and Pierce 1994, "A note on
/// Gauss–Hermite quadrature", Biometrika 81(3).
extension CountLaw {
    /// The peak of ln P(k | level + spread·u) − u²/2 over u, found by Newton's method with bounded steps.
    @inline(__always)
    func peak(level: Double, spread: Double) -> LatentPeak {
        let guess = likeliest
        let information = spread * spread * guess.curvature
        var u = (guess.level - level) * spread * guess.curvature / (1 + information)
        if level + spread * u >= bound { u = (bound - 0.01 - level) / spread }
        let longest = 2 / max(spread, 0.3)
        var curvature = 1.0
        for _ in 0..<100 {
            let (slope, own) = slopeAndCurvature(level + spread * u)
            curvature = 1 + spread * spread * own
            let step = min(max((spread * slope - u) / curvature, -longest), longest)
            let next = u + step
            // Half of the way to the bound where a step would cross it.
            u = level + spread * next < bound ? next : (u + (bound - level) / spread) / 2
            if abs(step) < 1e-7 { break }
        }
        return LatentPeak(
            mode: u, deviation: 1 / curvature.squareRoot(), logHeight: logProbability(level + spread * u) - u * u / 2)
    }

    /// ln ∫ P(k | level + spread·u) φ(u) du.
    @inline(__always)
    func logIntegral(level: Double, spread: Double, _ rule: HermiteRule) -> Double {
        guard level > -.infinity, level < .infinity else { return -.infinity }
        guard spread > 1e-9 else { return logProbability(level) }
        let peak = peak(level: level, spread: spread)
        let sum = rule.nodes.withUnsafeBufferPointer { nodes in
            rule.raised.withUnsafeBufferPointer { raised in
                var sum = 0.0
                for index in nodes.indices {
                    let u = peak.mode + peak.deviation * nodes[index]
                    sum += raised[index] * Double.exp(logProbability(level + spread * u) - u * u / 2 - peak.logHeight)
                }
                return sum
            }
        }
        // The densities' factors 1/√2π of φ and √2π of the rule cancel.
        return peak.logHeight + Double.log(sum * peak.deviation)
    }
}
