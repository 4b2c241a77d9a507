// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignDistributions
internal import CampaignSampling
internal import RealModule

extension CreatorLaw {
    /// The standard deviation of the logarithm of its values over creators (of their odds, for a share): exact for log-normal laws, for
    /// others that of the log-normal law with the same 5 % and 95 % points.
    func logDeviation(_ draw: TrialDraw) -> Double {
        switch self {
        case .same: return 0
        case .factor(_, let sigma, _), .odds(_, let sigma): return sigma
        case .scattered(_, let width, _): return Self.sigma(width: draw[width])
        case .own(let law, _, _):
            let z = StandardNormal.z95
            return Self.deviation(low: law.value(score: -z), high: law.value(score: z))
        case .rows(let rows, _, _):
            let values = rows.values.sorted()
            func quantile(_ share: Double) -> Double {
                values[min(values.count - 1, Int(share * Double(values.count)))]
            }
            return values.isEmpty ? 0 : Self.deviation(low: quantile(0.05), high: quantile(0.95))
        }
    }

    private static func deviation(low: Double, high: Double) -> Double {
        low > 0 && high > low ? Double.log(high / low) / (2 * StandardNormal.z95) : 0
    }
}
