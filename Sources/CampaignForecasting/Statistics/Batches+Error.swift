// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

extension Batches {
    /// The standard error of the mean of values by trial: s/√n of independent values, of replicates the same of their means.
    ///
    /// Values are taken in their order; a replicate that is cut off counts by its own mean. Source: Owen 2013, "Monte Carlo theory,
    /// methods and examples", section 17.3.
    func standardError(ofMean values: [Double]) -> Double {
        let independent: [Double]
        switch self {
        case .independent: independent = values
        case .replicates(let size):
            independent = stride(from: 0, to: values.count, by: max(1, size)).map { start in
                let own = values[start..<min(start + max(1, size), values.count)]
                return own.reduce(0, +) / Double(own.count)
            }
        }
        return Moments(independent).estimate?.standardError ?? 0
    }
}
