// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// What becomes of a view: the chances to end in an engagement, a click, a lead and an order. Each is a share of the views, 0 to 1.
enum FunnelRates {
    /// Those who may see a post of a creator with F real followers, in views for each view per follower: F₀ · (F/F₀)^e.
    ///
    /// - Parameters:
    ///   - followers: F, real ones.
    ///   - reference: F₀, those of a typical creator, above 0.
    ///   - exponent: e; 1 where views are in proportion to followers.
    static func audience(followers: Double, reference: Double, exponent: Double) -> Double {
        exponent == 1 ? followers : reference * Double.pow(followers / reference, exponent)
    }

    /// A rate of engagements per follower as one per view: nobody engages more than once, and nobody without views.
    @inline(__always)
    static func engagementsPerView(perFollower rate: Double, followers: Double, views: Double) -> Double {
        views > 0 ? min(1, rate * followers / views) : 0
    }

    /// Orders per view: clicks per view or engagement · engagements per view · leads per click · orders per click or lead.
    ///
    /// - Parameters:
    ///   - engagements: engagements per view where clicks are counted on them, else nil.
    ///   - clicks: clicks per engagement or view.
    ///   - leads: leads per click where orders are counted on them, else nil.
    ///   - orders: orders per lead or click.
    static func ordersPerView(engagements: Double?, clicks: Double, leads: Double?, orders: Double) -> Double {
        clicks * (engagements ?? 1) * (leads ?? 1) * orders
    }

    /// What a code and an offer make of the chance of an order, as a factor.
    static func appeal(codeUplift: Double, offer: Double) -> Double { codeUplift * offer }

    /// The chance to get as far as something, of those who did not get to what lies behind it: (p − q) / (1 − q).
    ///
    /// - Parameters:
    ///   - chance: p, of all.
    ///   - beyond: q, of all, at most p.
    @inline(__always)
    static func further(chance: Double, beyond: Double) -> Double {
        guard chance > beyond else { return 0 }
        return min(1, (chance - beyond) / (1 - beyond))
    }
}

/// A creator's own chance about its expectation p, beta with the parameters p · n and (1 − p) · n, n = 1/ρ − 1, so that counts are
/// beta-binomial with the overdispersion ρ (Skellam 1948).
struct Overdispersion {
    private let evidence: Double

    /// An overdispersion ρ above 0.
    init(_ overdispersion: Double) { evidence = max(1 / overdispersion - 1, 1e-9) }

    /// The parameters of the beta law of a chance with this expectation, in (0, 1).
    func beta(expected: Double) -> (alpha: Double, beta: Double) {
        (expected * evidence, (1 - expected) * evidence)
    }
}
