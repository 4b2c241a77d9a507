// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignDistributions
internal import RealModule

/// How well those fit who are picked as the best of several, by what could be seen of them.
///
/// The best of n standard normal scores seen is Φ⁻¹(U^(1/n)); the fit's score is a · best + √(1 − a²) · z with the accuracy a
/// of the screening and z what it did not see. Source: the distribution of the largest order statistic (David and Nagaraja 2003,
/// eq. 2.1.1).
struct Screening {
    /// How many are looked at for one hire, 1 or more.
    let count: Double
    /// The correlation of what is seen with the fit, 0 to 1.
    let accuracy: Double
    private let rest: Double

    init(count: Double, accuracy: Double) {
        self.count = count
        self.accuracy = accuracy
        rest = (1 - accuracy * accuracy).squareRoot()
    }

    /// The score of the fit of the best of those seen, from the scores of one seen and of what nobody saw.
    func score(seen: Double, unseen: Double) -> Double {
        var best = seen
        if count > 1 {
            let below = Double.pow(NormalLaw.probability(below: best), 1 / count)
            best = NormalLaw.quantile(min(max(below, 1e-300), 1 - 0x1p-53))
        }
        return accuracy * best + rest * unseen
    }
}
