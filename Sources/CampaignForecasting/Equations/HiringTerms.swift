// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// What it takes to have creators publish. Money is in the scenario's currency.
enum HiringTerms {
    /// The fee that a creator is promised: the fee of a post · the share of it that the deal pays · the posts of all months.
    @inline(__always)
    static func fee(perPost: Double, share: Double, posts: Double) -> Double { perPost * share * posts }

    /// What a creator commits of the budget when hired: the fee with the agency's share on it, sign-up, gift and management.
    @inline(__always)
    static func commitment(fee: Double, agencyShare: Double, signUp: Double, gift: Double, management: Double)
        -> Double
    {
        fee * (1 + agencyShare) + signUp + gift + management
    }

    /// What finding and looking after a creator costs: hours at a wage, and the screening of all who are looked at for one hire.
    static func management(hours: Double, wage: Double, screened: Double, screeningCost: Double) -> Double {
        hours * wage + screened * screeningCost
    }

    /// The share of the promised fee that is paid: by the months stayed, or to somebody who never shows up.
    @inline(__always)
    static func paidShare(shows: Bool, stayed: Double, months: Double, noShowPay: Double) -> Double {
        shows ? stayed / months : noShowPay
    }

    /// The months that a creator stays: the first one for certain, then on from month to month with probability 1 − d, so that
    /// 1 + ⌊ln U / ln(1 − d)⌋ of them follow from a uniform U, at most `months`.
    ///
    /// - Parameters:
    ///   - uniform: U, in (0, 1).
    ///   - logStay: ln(1 − d), below 0.
    ///   - months: the months agreed on.
    @inline(__always)
    static func monthsStayed(uniform: Double, logStay: Double, months: Double) -> Double {
        min(months, 1 + (Double.log(uniform) / logStay).rounded(.down))
    }

    /// ln(1 − d) of a monthly dropout d in [0, 1).
    static func logStay(dropout: Double) -> Double { Double.log(onePlus: -dropout) }

    /// The normal score that a fee's own score becomes where its rank goes with another one: ρ · x + √(1 − ρ²) · z.
    struct Correlation {
        let common: Double
        let own: Double

        /// A correlation ρ of scores, in [−1, 1].
        init(score: Double) {
            common = score
            own = (1 - score * score).squareRoot()
        }

        @inline(__always)
        func callAsFunction(_ score: Double, with other: Double) -> Double { common * other + own * score }
    }
}
