// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignSampling

/// How the sales power of creators meets the ceiling of a chance, where its spread may be uncertain.
enum SalesCeiling: Sendable {
    /// The spread is known.
    case known(CappedFactor)
    /// It is that of a slot; between these spreads, evenly apart in the standard deviation of the logarithm, what is needed is interpolated.
    case open([CappedFactor], width: Int)

    /// The standard deviations worked out for each unit, and the largest one: that of a factor of 224.
    private static let (each, most) = (16, 54)

    /// A spread that is the value of a slot.
    init(width: Int) {
        self = .open(
            (0...Self.most).map { CappedFactor(logSD: max(1e-6, Double($0) / Double(Self.each))) }, width: width)
    }

    /// The chance before the sales power that leaves the mean over creators at `mean`, 0 or more; infinite from 1 on.
    func chance(mean: Double, _ draw: TrialDraw) -> Double {
        switch self {
        case .known(let ceiling): return ceiling.chance(mean: mean)
        case .open(let ceilings, let width):
            let place = min(CreatorLaw.sigma(width: draw[width]) * Double(Self.each), Double(ceilings.count - 1))
            let low = min(Int(place), ceilings.count - 2)
            let share = place - Double(low)
            let (below, above) = (ceilings[low].chance(mean: mean), ceilings[low + 1].chance(mean: mean))
            return share == 0 ? below : below + share * (above - below)
        }
    }
}
