// SPDX-License-Identifier: GPL-3.0-or-later

/// What a creator is paid for, as the terms that a contract combines.
public struct Deal: Sendable, Equatable {
    /// The share of the usual fee that is paid: 1 for a flat deal, 0 for pure performance pay.
    public var feeShare: QuantityPath?
    /// Money for each order.
    public var perAcquisition: QuantityPath?
    /// Money for each lead.
    public var perLead: QuantityPath?
    /// The share of net revenue that is paid.
    public var revenueShare: QuantityPath?
    /// The most commission that one creator is paid.
    public var cap: QuantityPath?
    /// Whether the creator gets the product (`gift_cost`).
    public var gift: Bool
    /// Whether a refund takes commission back.
    public var clawback: Bool

    /// A deal with these terms; a missing term is not paid.
    public init(
        feeShare: QuantityPath? = nil, perAcquisition: QuantityPath? = nil, perLead: QuantityPath? = nil,
        revenueShare: QuantityPath? = nil, cap: QuantityPath? = nil, gift: Bool = false, clawback: Bool = true
    ) {
        self.feeShare = feeShare
        self.perAcquisition = perAcquisition
        self.perLead = perLead
        self.revenueShare = revenueShare
        self.cap = cap
        self.gift = gift
        self.clawback = clawback
    }

    /// Whether commission of any kind is paid.
    public var paysCommission: Bool { perAcquisition != nil || perLead != nil || revenueShare != nil }

    /// What creators work for: by it `deals:` of a file or library says what follows from a deal.
    public enum Basis: String, CaseIterable, Sendable {
        /// A fee and no commission.
        case flat
        /// A fee and commission.
        case hybrid
        /// Commission and no fee.
        case commission
        /// The product alone.
        case gifting
    }

    /// What creators work for.
    public var basis: Basis {
        if feeShare != nil { return paysCommission ? .hybrid : .flat }
        return paysCommission ? .commission : .gifting
    }

    /// The usual name of a combination of terms.
    public enum Kind: String, CaseIterable, Sendable {
        case flat
        case perAcquisition = "per acquisition"
        case perLead = "per lead"
        case revenueShare = "revenue share"
        case hybrid
        case gifting
    }

    /// The usual name: `hybrid` where a fee and performance pay meet, `gifting` where the product is part of the pay.
    public var kind: Kind {
        let performance = [perAcquisition, perLead, revenueShare].compactMap { $0 }
        if gift { return .gifting }
        if feeShare != nil { return performance.isEmpty ? .flat : .hybrid }
        if performance.count > 1 { return .hybrid }
        if perAcquisition != nil { return .perAcquisition }
        if perLead != nil { return .perLead }
        return .revenueShare
    }
}
