// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A number estimated from trials, with its Monte Carlo standard error.
public struct Estimate: Sendable, Equatable {
    /// The estimate.
    public var value: Double
    /// Its standard error, in the same unit.
    public var standardError: Double

    /// An estimate with its standard error.
    public init(value: Double, standardError: Double) {
        self.value = value
        self.standardError = standardError
    }
}

/// A quantile with a 95 % confidence interval from order statistics; any of the three may be +∞.
public struct QuantileEstimate: Sendable, Equatable {
    /// The probability below the quantile, 0…1.
    public var probability: Double
    /// The quantile.
    public var value: Double
    /// The lower end of the confidence interval.
    public var low: Double
    /// The upper end of the confidence interval.
    public var high: Double

    /// A quantile with its interval.
    public init(probability: Double, value: Double, low: Double, high: Double) {
        self.probability = probability
        self.value = value
        self.low = low
        self.high = high
    }

    /// The probabilities that every summary reports.
    public static let reported = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]
}

/// The share of trials in which something happened, with Wilson's 95 % interval (Wilson 1927).
public struct Proportion: Sendable, Equatable {
    /// Trials in which it happened.
    public var count: Int
    /// All trials looked at.
    public var trials: Int

    /// `count` of `trials`.
    public init(count: Int, trials: Int) {
        self.count = count
        self.trials = trials
    }

    /// The share; NaN without trials.
    public var value: Double { Double(count) / Double(trials) }

    /// Wilson's 95 % interval.
    public var interval: ClosedRange<Double> {
        guard trials > 0 else { return 0...1 }
        let z = StandardNormal.z975
        let n = Double(trials)
        let centre = (value + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot()
        return Swift.max(0, centre - half)...Swift.min(1, centre + half)
    }
}

/// How much of a metric's variance each layer of chance brings, each a share of the whole with its standard error.
public struct VarianceLayers: Sendable, Equatable {
    /// What nobody knows yet: it stays however many creators are hired.
    public var uncertainty: Estimate
    /// Which creators are hired.
    public var creators: Estimate
    /// The luck of each post.
    public var posts: Estimate
    /// Chance in clicks, orders, refunds and order values.
    public var orders: Estimate

    /// The four layers, which add to 1.
    public init(uncertainty: Estimate, creators: Estimate, posts: Estimate, orders: Estimate) {
        self.uncertainty = uncertainty
        self.creators = creators
        self.posts = posts
        self.orders = orders
    }
}
