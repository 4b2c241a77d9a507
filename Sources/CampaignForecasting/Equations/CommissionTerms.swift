// SPDX-License-Identifier: GPL-3.0-or-later

/// What a deal pays a creator for performance, in the scenario's currency.
struct CommissionTerms {
    /// Money an order, a lead and a view.
    var perAcquisition = 0.0
    var perLead = 0.0
    var perView = 0.0
    /// The share of revenue.
    var revenueShare = 0.0
    /// The most that a creator earns by all posts together.
    var cap = Double.infinity

    /// What is earned by so much, before the cap.
    func earned(orders: Double, leads: Double, revenue: Double, views: Double) -> Double {
        perAcquisition * orders + perLead * leads + revenueShare * revenue + perView * views
    }

    /// What is due for a further post, once posts together earned `earned` and `paid` was due before.
    @inline(__always)
    func due(earned: Double, paid: Double) -> Double { min(cap, earned) - paid }

    /// What the network takes on a commission.
    static func networkFee(_ commission: Double, share: Double) -> Double { commission * share }
}
