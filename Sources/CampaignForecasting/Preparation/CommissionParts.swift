// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What states each term of a deal's performance pay: a slot, or a column of a list; nil where nothing does.
struct CommissionParts<Part: Sendable>: Sendable {
    let perAcquisition, perLead, revenueShare, perView, cap: Part?
    /// Whether nothing states any of them.
    let isEmpty: Bool

    init(_ terms: [QuantityKey: Part]) {
        perAcquisition = terms[.perAcquisition]
        perLead = terms[.perLead]
        revenueShare = terms[.revenueShare]
        perView = terms[.perView]
        cap = terms[.commissionCap]
        isEmpty = terms.isEmpty
    }
}
