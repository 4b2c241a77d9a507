// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning
internal import RealModule

/// What creators of each line do at the campaign-wide values of a trial, in the order of the lines.
struct CreatorKinds: Sendable {
    let typical: [TypicalValues]
    let spreads: [ResultSpreads]
    /// Whether creators are paid fees.
    let paysFees: [Bool]

    init(_ lines: [PreparedLine], _ draw: TrialDraw) {
        typical = lines.map { $0.typicals(draw) }
        spreads = lines.map { $0.spreads(draw) }
        paysFees = lines.map { $0.paysFees(draw) }
    }

    /// Tracked orders of a post of a creator of the reference size: the mean over creators and luck.
    func ordersPerPost(line: Int) -> Double {
        let (typical, spreads) = (typical[line], spreads[line])
        let spread = Double.exp((spreads.reach.variance + spreads.clicks.variance) / 2)
        return typical.viewsPerPost(followers: typical.referenceFollowers) * typical.clicksPerView * spread
            * typical.ordersPerClick
    }

    /// The fee of a post for each of its tracked orders; nil where no fee is paid.
    func feePerOrder(line: Int) -> Double? {
        paysFees[line] ? typical[line].feeLevel / max(ordersPerPost(line: line), 1e-300) : nil
    }
}
