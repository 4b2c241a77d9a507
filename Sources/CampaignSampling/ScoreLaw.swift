// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import RealModule

/// A distribution made ready to turn standard normal scores into values fast.
public indirect enum ScoreLaw: Sendable {
    /// exp(`mu` + `sigma` · z).
    case logNormal(mu: Double, sigma: Double)
    /// A smooth law by table.
    case table(QuantileTable)
    /// Equally likely values in the order of the scores; a score below all others stands for the first.
    case listed([Double])
    /// Any other law by its quantile function.
    case exact(Distribution)
    /// A law of scores with another mean and standard deviation: its value at `mean` + `deviation` · z.
    case moved(ScoreLaw, mean: Double, deviation: Double)

    /// The law of `distribution`; nil where its quantiles cannot be computed.
    public init?(_ distribution: Distribution) {
        switch distribution.law.scoring {
        case .exponential(let mu, let sigma): self = .logNormal(mu: mu, sigma: sigma)
        case .listed(let values): self = .listed(values)
        case .formula: self = .exact(distribution)
        case .table(let law):
            guard let table = QuantileTable(law) else { return nil }
            self = .table(table)
        case nil: return nil
        }
    }

    /// The value at score `z`.
    public func value(score z: Double) -> Double {
        switch self {
        case .logNormal(let mu, let sigma): Double.exp(mu + sigma * z)
        case .table(let table): table.value(score: z)
        case .listed(let values): Self.value(values, z)
        case .exact(let distribution): distribution.quantile(score: z)
        case .moved(let law, let mean, let deviation): law.value(score: mean + deviation * z)
        }
    }

    private static func value(_ values: [Double], _ score: Double) -> Double {
        values[min(values.count - 1, Int(NormalLaw.probability(below: score) * Double(values.count)))]
    }

    /// The mean by the midpoint rule over 4,096 equally likely parts, for laws whose mean has no closed form.
    public var mean: Double {
        let parts = 4_096
        return (0..<parts).reduce(0.0) { sum, part in
            sum + value(score: NormalLaw.quantile((Double(part) + 0.5) / Double(parts)))
        } / Double(parts)
    }

    /// Replaces scores by values, in place.
    public func apply(_ column: UnsafeMutableBufferPointer<Double>) {
        switch self {
        case .logNormal(let mu, let sigma):
            for index in column.indices { column[index] = Double.exp(mu + sigma * column[index]) }
        case .table(let table):
            for index in column.indices { column[index] = table.value(score: column[index]) }
        case .listed(let values):
            for index in column.indices { column[index] = Self.value(values, column[index]) }
        case .exact(let distribution):
            let law = distribution.law
            for index in column.indices { column[index] = law.quantile(score: column[index]) }
        case .moved(let law, let mean, let deviation):
            for index in column.indices { column[index] = mean + deviation * column[index] }
            law.apply(column)
        }
    }
}
