// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// The law of a count given the logarithm of a rate, or the log-odds of a chance, to which luck that nobody sees is added.
///
/// The logarithm of the density is concave in the level. Constants that no level changes are worked out once a count.
protocol CountLaw: Sendable {
    /// The logarithm of the probability of the count at a level.
    func logProbability(_ level: Double) -> Double
    /// Its first derivative and minus its second.
    func slopeAndCurvature(_ level: Double) -> (slope: Double, curvature: Double)
    /// The level at which the count would be expected, and how sharply it says so.
    var likeliest: (level: Double, curvature: Double) { get }
    /// The level below which the probability is positive.
    var bound: Double { get }
}

/// A Poisson count whose mean is the exponential of the level.
struct PoissonCount: CountLaw {
    let count: Double
    private let constant: Double

    init(_ count: Int) {
        self.count = Double(count)
        constant = -Double.logGamma(self.count + 1)
    }

    @inline(__always) func logProbability(_ level: Double) -> Double { constant + count * level - Double.exp(level) }

    @inline(__always) func slopeAndCurvature(_ level: Double) -> (slope: Double, curvature: Double) {
        let mean = Double.exp(level)
        return (count - mean, mean)
    }

    var likeliest: (level: Double, curvature: Double) { (Double.log(count + 0.5), count + 0.5) }
    var bound: Double { .infinity }
}

/// A binomial count whose log-odds are the level.
struct LogitCount: CountLaw {
    let count, trials: Double
    private let constant: Double

    init(_ count: Int, of trials: Int) {
        (self.count, self.trials) = (Double(count), Double(trials))
        constant = Binomial.logWays(count, of: trials)
    }

    @inline(__always) func logProbability(_ level: Double) -> Double {
        // ln(1 + eˣ) without overflow.
        let normaliser = max(level, 0) + Double.log(onePlus: Double.exp(-abs(level)))
        return constant + count * level - trials * normaliser
    }

    @inline(__always) func slopeAndCurvature(_ level: Double) -> (slope: Double, curvature: Double) {
        let chance = 1 / (1 + Double.exp(-level))
        return (count - trials * chance, trials * chance * (1 - chance))
    }

    var likeliest: (level: Double, curvature: Double) {
        let (hits, misses) = (count + 0.5, trials - count + 0.5)
        return (Double.log(hits / misses), hits * misses / (hits + misses))
    }
    var bound: Double { .infinity }
}

/// A binomial count below its number of trials, whose chance is the exponential of the level and at most 1.
struct LogLinkCount: CountLaw {
    let count, trials: Double
    private let constant: Double

    init(_ count: Int, of trials: Int) {
        precondition(count < trials, "where every trial succeeds there is a closed form")
        (self.count, self.trials) = (Double(count), Double(trials))
        constant = Binomial.logWays(count, of: trials)
    }

    @inline(__always) func logProbability(_ level: Double) -> Double {
        guard level < 0 else { return -.infinity }
        return constant + count * level + (trials - count) * Double.log(-Double.expMinusOne(level))
    }

    @inline(__always) func slopeAndCurvature(_ level: Double) -> (slope: Double, curvature: Double) {
        let missed = -Double.expMinusOne(level)
        let ratio = Double.exp(level) / missed
        return (count - (trials - count) * ratio, (trials - count) * ratio / missed)
    }

    var likeliest: (level: Double, curvature: Double) { (Double.log((count + 0.5) / (trials + 1)), count + 0.5) }
    var bound: Double { 0 }
}

/// What binomial laws share.
enum Binomial {
    /// The logarithm of the number of ways to choose `count` of `trials`.
    static func logWays(_ count: Int, of trials: Int) -> Double {
        let (n, k) = (Double(trials), Double(count))
        return Double.logGamma(n + 1) - Double.logGamma(k + 1) - Double.logGamma(n - k + 1)
    }
}
