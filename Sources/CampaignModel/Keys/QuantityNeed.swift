// SPDX-License-Identifier: GPL-3.0-or-later

/// What must hold of a line before it reads a quantity.
public enum QuantityNeed: Sendable {
    /// The deal pays a share of the fee.
    case fee
    /// The deal pays commission.
    case commission
    /// The commission that the deal pays is not capped at 0.
    case paidCommission
    /// The weeks are reported, or an event begins in one of them.
    case weeks
    /// Some split gives tiers beside each other money.
    case severalTiers
    /// Somebody can be reached twice.
    case repeatedReach
    /// A creator can make more than one post.
    case severalPosts
    /// A quantity is not known to be this value; the part that has it is in force.
    case unlike(Double, QuantityKey)
    /// A quantity differs between creators.
    case differing(QuantityKey)
    /// A quantity is not the same known value for all creators.
    case unknown(QuantityKey)
    /// One of two holds.
    indirect case either(QuantityNeed, QuantityNeed)

    /// Whether no value of another quantity can bring it about.
    var isStructural: Bool {
        switch self {
        case .fee, .commission, .weeks: true
        case .severalTiers, .repeatedReach, .severalPosts, .unlike, .differing, .unknown, .either, .paidCommission:
            false
        }
    }
}
