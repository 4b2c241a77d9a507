// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// How a log-normal factor varies, and which of its values is 1.
public struct Spread: Sendable, Hashable {
    /// What of the factor's law is 1.
    public enum Centre: String, Sendable, CaseIterable {
        /// Its mean: the logarithm is centred on −s²/2.
        case mean
        /// Its median: the logarithm is centred on 0.
        case median
    }

    /// The standard deviation of the logarithm.
    public var deviation: Double
    /// What of the factor's law is 1.
    public var centre: Centre

    /// A factor whose logarithm has this standard deviation.
    public init(deviation: Double, centre: Centre) {
        self.deviation = deviation
        self.centre = centre
    }

    /// A factor that exceeds `factor` in one case of twenty, and falls below its inverse in as many (before it is centred);
    /// 1 or more, as a smaller one is held at 1.
    public init(factor: Double, centre: Centre) {
        self.init(deviation: Double.log(max(1, factor)) / 1.6448536269514722, centre: centre)
    }

    /// The variance of the logarithm.
    public var variance: Double { deviation * deviation }

    /// The mean of the logarithm.
    public var shift: Double { centre == .mean ? -variance / 2 : 0 }

    /// The mean of so many independent factors of mean 1, as a log-normal one with the same mean and variance.
    ///
    /// Source: Fenton 1960, "The sum of log-normal probability distributions in scatter transmission systems", IRE Trans.
    /// Commun. Syst. 8(1).
    public func averaged(over count: Int) -> Spread {
        guard count > 1 else { return self }
        let variance = Double.log(onePlus: Double.expMinusOne(variance) / Double(count))
        return Spread(deviation: variance.squareRoot(), centre: centre)
    }
}
