// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A distribution given by its quantile function: a sum of simple terms of the log odds and the probability.
///
/// With y the probability and L = ln(y/(1 − y)), the terms are 1, L, (y − ½)L, y − ½, (y − ½)², (y − ½)²L, (y − ½)³, … Their sum
/// M(y) is the quantile itself, ln(x − lower) or ln((x − lower)/(upper − x)).
///
/// Source: Keelin 2016, "The Metalog Distributions", Decision Analysis 13(4), eq. 6, 11 and 13.
public struct Metalog: Sendable, Equatable {
    /// Where values may lie.
    public enum Bounds: Sendable, Equatable {
        case none
        /// Above a value.
        case lower(Double)
        /// Between two values.
        case both(Double, Double)
    }

    /// Where values may lie.
    public let bounds: Bounds
    /// The weights of the terms, in their order.
    public let coefficients: [Double]

    /// A law with these weights of the terms; ask `isFeasible` whether there is one.
    public init(_ coefficients: [Double], bounds: Bounds = .none) {
        self.coefficients = coefficients
        self.bounds = bounds
    }

    /// The value with `probability` below it, 0 < probability < 1.
    public func quantile(_ probability: Double) -> Double {
        value(Self.dot(coefficients, Self.terms(probability, count: coefficients.count)[...]))
    }

    /// The density at the value with `probability` below it.
    public func density(at probability: Double) -> Double {
        let count = coefficients.count
        return density(
            probability, sum: Self.dot(coefficients, Self.terms(probability, count: count)[...]),
            slope: Self.dot(coefficients, Self.slopes(probability, count: count)[...]))
    }

    /// Whether the quantiles rise, so that a density exists: the slope is positive at each of the grid's probabilities and at
    /// both ends. What happens between two neighbours of the grid is not seen.
    public var isFeasible: Bool {
        coefficients.allSatisfy(\.isFinite) && tailSlope(upper: false) > 0 && tailSlope(upper: true) > 0
            && MetalogGrid.slopes.allSatisfy { Self.dot(coefficients, $0) > 0 }
    }

    /// Whether the mean exists: above a lower bound values grow as (1 − y)^−s, which has one for s < 1.
    public var hasMean: Bool {
        guard case .lower = bounds else { return true }
        return tailSlope(upper: true) < 1
    }

    /// The slope of M against the log odds at an end: the terms with L, at y = 0 or 1.
    private func tailSlope(upper: Bool) -> Double {
        coefficients.enumerated().reduce(0.0) { sum, part in
            let (power, hasOdds) = Self.shape(part.offset)
            return hasOdds ? sum + part.element * Double.pow(upper ? 0.5 : -0.5, power) : sum
        }
    }

    // MARK: - From M to values

    private func value(_ sum: Double) -> Double {
        switch bounds {
        case .none: return sum
        case .lower(let lower): return lower + Double.exp(sum)
        case .both(let lower, let upper):
            let share = sum > 0 ? 1 / (1 + Double.exp(-sum)) : Double.exp(sum) / (1 + Double.exp(sum))
            return lower + (upper - lower) * share
        }
    }

    /// What a value is on the scale of M; not finite where it lies outside the bounds.
    static func transformed(_ value: Double, _ bounds: Bounds) -> Double {
        switch bounds {
        case .none: value
        case .lower(let lower): Double.log(value - lower)
        case .both(let lower, let upper): Double.log((value - lower) / (upper - value))
        }
    }

    private func density(_ y: Double, sum: Double, slope: Double) -> Double {
        let plain = y * (1 - y) / slope
        switch bounds {
        case .none: return plain
        case .lower: return plain * Double.exp(-sum)
        case .both(let lower, let upper):
            let fall = Double.exp(-abs(sum))
            return plain * (1 + fall) * (1 + fall) / fall / (upper - lower)
        }
    }

    // MARK: - Terms

    static func dot(_ weights: [Double], _ terms: ArraySlice<Double>) -> Double {
        var sum = 0.0
        for (weight, term) in zip(weights, terms) { sum += weight * term }
        return sum
    }

    /// The first `count` terms at a probability.
    static func terms(_ y: Double, count: Int) -> [Double] {
        let (middle, odds) = (y - 0.5, Double.log(y / (1 - y)))
        return (0..<count).map { index in
            let (power, hasOdds) = shape(index)
            return Double.pow(middle, power) * (hasOdds ? odds : 1)
        }
    }

    /// The slopes of the first `count` terms against the log odds: y(1 − y) times those against the probability.
    static func slopes(_ y: Double, count: Int) -> [Double] {
        let (middle, odds, width) = (y - 0.5, Double.log(y / (1 - y)), y * (1 - y))
        return (0..<count).map { index in
            let (power, hasOdds) = shape(index)
            let rise = power == 0 ? 0 : Double(power) * Double.pow(middle, power - 1) * width
            return hasOdds ? Double.pow(middle, power) + rise * odds : rise
        }
    }

    /// The power of y − ½ in a term, and whether it is multiplied by the log odds: 1, L, (y − ½)L, y − ½, then each power
    /// without L and with it.
    private static func shape(_ index: Int) -> (power: Int, hasOdds: Bool) {
        switch index {
        case 0: (0, false)
        case 1: (0, true)
        case 2: (1, true)
        case 3: (1, false)
        default: (index / 2, index % 2 == 1)
        }
    }
}

/// Probabilities from 10⁻⁷ to 1 − 10⁻⁷, evenly spaced in log odds, with the terms there and their slopes.
enum MetalogGrid {
    static let probabilities = (-1_024...1_024).map { 1 / (1 + Double.exp(-Double($0) / 64)) }
    static let terms = probabilities.map { Metalog.terms($0, count: MetalogFitter.terms.upperBound)[...] }
    static let slopes = probabilities.map { Metalog.slopes($0, count: MetalogFitter.terms.upperBound)[...] }
}

// MARK: - Against a sample

extension Metalog {
    /// The quantiles at the grid's probabilities.
    private var table: [Double] { MetalogGrid.terms.map { value(Self.dot(coefficients, $0)) } }

    /// The greatest distance between this distribution function and that of ascending values, each as likely as the others:
    /// Kolmogorov's distance. Between two probabilities of the grid, which are less than 0.4 % apart, the function is taken
    /// to be straight.
    public func distance(from sorted: [Double]) -> Double {
        let (quantiles, probabilities) = (table, MetalogGrid.probabilities)
        let total = Double(sorted.count)
        var (greatest, first, node) = (0.0, 0, 0)
        while first < sorted.count {
            let value = sorted[first]
            var next = first + 1
            while next < sorted.count, sorted[next] == value { next += 1 }
            while node < quantiles.count, quantiles[node] <= value { node += 1 }
            let own: Double
            if node == 0 {
                own = 0
            } else if node == quantiles.count {
                own = 1
            } else {
                let part = (value - quantiles[node - 1]) / (quantiles[node] - quantiles[node - 1])
                own = probabilities[node - 1] + part * (probabilities[node] - probabilities[node - 1])
            }
            greatest = max(greatest, abs(own - Double(first) / total), abs(own - Double(next) / total))
            first = next
        }
        return greatest
    }

    /// The mean, by the midpoint rule over 4,096 equally likely parts.
    public var mean: Double {
        let parts = 4_096
        return (0..<parts).reduce(0.0) { $0 + quantile((Double($1) + 0.5) / Double(parts)) } / Double(parts)
    }

    /// The density at `count` values, evenly spaced between those that one in a thousand lies below and above.
    public func densities(count: Int) -> [Double] {
        let (low, high) = (quantile(0.001), quantile(0.999))
        return (0..<count).map { place in
            density(at: probability(below: low + (high - low) * Double(place) / Double(count - 1)))
        }
    }

    /// The probability below a value, by bisection in log odds, within 10⁻¹⁵ and 1 − 10⁻¹⁵.
    public func probability(below value: Double) -> Double {
        var (low, high) = (-34.5, 34.5)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if quantile(1 / (1 + Double.exp(-middle))) < value { low = middle } else { high = middle }
        }
        return 1 / (1 + Double.exp(-(low + high) / 2))
    }
}
