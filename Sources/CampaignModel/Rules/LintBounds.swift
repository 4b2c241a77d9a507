// SPDX-License-Identifier: GPL-3.0-or-later

/// Bounds from published figures; `docs/lint.md` says where each comes from.
public enum LintBounds {
    /// The most orders per engagement of any published route: 8.4 orders from 86 engagements of a nano creator's post.
    ///
    /// 3,162 followers, 2.71 % of whom engage (PAP 2025), bring 0.265 € a follower (Beichert, Bayerl, Goldenberg and Lanz
    /// 2024), which is 8.4 orders of 100.
    public static let ordersPerEngagement = 0.1
    /// Three times the highest published rate of orders per click, 3.93 % (AvantLink 2015).
    public static let ordersPerClick = 0.12
    /// Orders, tracked or not, for each 1,000 views of a typical creator's post.
    ///
    /// The lower end multiplies the lowest published rates: 0.3 % of views click, 0.5 % of clicks buy, 1.3 orders for each
    /// tracked one. The upper end is the highest of published campaigns whose views are known.
    public static let ordersPerThousandViews = 0.02...10.0
    /// By how much fees per follower may jump where two tiers meet.
    public static let feeJump = 2.0
    /// The share of its own values below which a mean is still in the middle.
    public static let tail = 0.8
    /// The least successes that evidence should hold: with 5 the rate's 90 % interval spans a factor of four.
    public static let successes = 5
    /// The least rows that a column should have which stands for more than itself: with 20 skewed values the 90 % interval of
    /// their mean spans a factor of two.
    public static let rows = 30
    /// The factor between the ends of an interval that a source of trust C or D supports at least.
    public static let lowTrustFactor = 1.5
    /// How many years a source may lie behind the newest one of the file.
    public static let years = 5
    /// The largest typical size exponent on TikTok and Pinterest; the highest published elasticity is 0.5.
    public static let sizeExponent = 0.75
    /// The fewest typical creators that the money of a line should hire.
    public static let creators = 3.0
    /// The least share of gifts that nobody posts about; under half are posted about (Traackr).
    public static let giftNoShow = 0.1

    /// What published tables span for the fee of a post, in dollars (wordontheblock; PAP 2025, fees).
    public static func fee(_ tier: Tier) -> ClosedRange<Double> {
        switch tier {
        case .nano: 10...1_000
        case .micro: 100...5_000
        case .macro: 500...49_000
        case .mega: 10_000...Double.infinity
        }
    }

    /// The currencies near enough to the dollar and the euro for a comparison within a factor.
    public static let comparableCurrencies: Set<String> = ["USD", "EUR", "GBP", "CHF", "CAD", "AUD"]
}
