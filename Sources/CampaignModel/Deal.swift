// SPDX-License-Identifier: GPL-3.0-or-later

/// What a creator is paid for, as the terms that a contract combines.
public struct Deal: Sendable, Equatable {
    /// What states each of its terms, keys of the section `deal`; a missing term is not paid.
    public var terms: [QuantityKey: QuantityPath]
    /// Whether the creator gets the product (`gift_cost`).
    public var gift: Bool
    /// Whether a refund takes commission back.
    public var clawback: Bool

    /// The terms that are yes or no.
    public static let flags = ["gift", "clawback"]

    /// A deal with these terms.
    public init(_ terms: [QuantityKey: QuantityPath] = [:], gift: Bool = false, clawback: Bool = true) {
        self.terms = terms
        self.gift = gift
        self.clawback = clawback
    }

    /// What states a term; nil where the deal leaves it out.
    public subscript(term: QuantityKey) -> QuantityPath? { terms[term] }

    /// The share of the usual fee that is paid: 1 for a flat deal, 0 for pure performance pay.
    public var feeShare: QuantityPath? { terms[.feeShare] }

    /// The most commission that one creator is paid.
    public var cap: QuantityPath? { terms[.commissionCap] }

    /// What states its terms, in the order of their keys.
    public var paths: [QuantityPath] { QuantityKey.dealTerms.compactMap { terms[$0] } }

    /// What it pays for, besides the posts themselves.
    public var paidResults: Set<QuantityKey.Payment> {
        Set(QuantityKey.dealTerms.compactMap { terms[$0] == nil ? nil : $0.pays }).subtracting([.posts])
    }

    /// Whether commission of any kind is paid.
    public var paysCommission: Bool { !paidResults.isEmpty }

    /// Whether commission is paid for what is sold, or on the way to it.
    public var paysForSales: Bool { !paidResults.isDisjoint(with: [.orders, .leads, .revenue]) }

    /// Whether orders earn commission, which a refund can take back.
    public var paysForOrders: Bool { !paidResults.isDisjoint(with: [.orders, .revenue]) }

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
    public enum Kind: Sendable, Equatable {
        case flat, hybrid, gifting
        /// Performance pay by one term alone.
        case performance(QuantityKey)

        /// Pay for each order.
        public static let perAcquisition = Kind.performance(.perAcquisition)
        /// A share of revenue.
        public static let revenueShare = Kind.performance(.revenueShare)
    }

    /// The usual name: `hybrid` where a fee and performance pay meet, `gifting` where the product is part of the pay.
    public var kind: Kind {
        if gift { return .gifting }
        let performance = QuantityKey.dealTerms.filter { terms[$0] != nil && $0.isPerformance }
        if feeShare != nil { return performance.isEmpty ? .flat : .hybrid }
        guard let first = performance.first else { return .gifting }
        return performance.count > 1 ? .hybrid : .performance(first)
    }
}
