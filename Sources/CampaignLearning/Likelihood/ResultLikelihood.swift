// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// How likely results are, given typical values and spreads: a sum over creators, each one's own luck integrated out.
///
/// | known | law |
/// |---|---|
/// | views, followers | log-normal |
/// | clicks, views | binomial, log-odds normal over creators |
/// | clicks, followers | Poisson, log-normal mean |
/// | orders, clicks | binomial, chance log-normal over creators and at most 1 |
/// | orders, views or followers | Poisson, log-normal mean |
/// | value | gamma |
/// | refunds | binomial |
/// | fee | log-normal |
///
/// Results are summed in an order of their own, so that the order in which they are given changes no bit.
public struct ResultLikelihood: Sendable {
    private let results: [PreparedResult]
    private let rule: HermiteRule

    /// The likelihood of some results.
    ///
    /// - Parameters:
    ///   - results: a creator each, of whom each kind has its typical values and spreads.
    ///   - rule: ten nodes are enough to fit, twenty where the value itself is shown.
    public init(_ results: [CreatorResult], rule: HermiteRule = .fast) {
        self.results = CreatorResult.sorted(results).map(PreparedResult.init)
        self.rule = rule
    }

    /// The logarithm of the likelihood.
    ///
    /// - Parameters:
    ///   - typical: by kind of creator.
    ///   - spreads: by kind of creator.
    public func logLikelihood(_ typical: [TypicalValues], _ spreads: [ResultSpreads]) -> Double {
        let typical = typical.map(LogTypicals.init)
        var sum = 0.0
        for result in results { sum += result.logLikelihood(typical[result.kind], spreads[result.kind], rule) }
        return sum.isNaN ? -.infinity : sum
    }
}

/// A result with everything worked out that no score changes.
private struct PreparedResult: Sendable {
    /// What an expected count is worked out from.
    enum Base { case clicks, views, followers }

    let kind, posts: Int
    let logFollowers, logPosts, logViews, logClicks, logClickExposure, logExposure: Double
    let hasViews: Bool
    let clicks: (count: PreparedCount, base: Base)?
    let orders: (count: PreparedCount, base: Base)?
    let value: (log: Double, orders: Double)?
    let refunds: (count: Double, kept: Double, logWays: Double)?
    let logFee: Double?

    init(_ result: CreatorResult) {
        kind = result.kind
        posts = max(1, result.posts)
        let followers = result.followers.flatMap { $0 > 0 ? Double($0) : nil }
        let views = result.views.flatMap { $0 > 0 ? Double($0) : nil }
        logFollowers = followers.map { Double.log($0) } ?? .nan
        logPosts = Double.log(Double(posts))
        logViews = views.map { Double.log($0) } ?? .nan
        logClicks = result.clicks.flatMap { $0 > 0 ? Double.log(Double($0)) : nil } ?? .nan
        logClickExposure = Double.log(result.clickExposure)
        logExposure = Double.log(result.exposure)
        hasViews = followers != nil && views != nil
        clicks = result.clicks.flatMap { clicks in
            if let views = result.views, views >= clicks { return (PreparedCount(.logit(clicks, of: views)), .views) }
            return followers == nil ? nil : (PreparedCount(.unbounded(clicks)), .followers)
        }
        orders = result.orders.flatMap { orders in
            if let clicks = result.clicks, clicks > 0 {
                // Codes bring orders without a click: more of them than clicks are a count of another kind.
                return (PreparedCount(orders <= clicks ? .capped(orders, of: clicks) : .unbounded(orders)), .clicks)
            }
            if result.clicks == nil, views != nil { return (PreparedCount(.unbounded(orders)), .views) }
            return result.clicks == nil && followers != nil ? (PreparedCount(.unbounded(orders)), .followers) : nil
        }
        let count = (result.valuedOrders ?? result.orders).map(Double.init) ?? 0
        value = result.value.flatMap { $0 > 0 && count > 0 ? (Double.log($0), count) : nil }
        let settled = result.settledOrders ?? 0
        refunds = result.refunds.flatMap { refunds in
            guard settled > 0, refunds <= settled else { return nil }
            return (Double(refunds), Double(settled - refunds), Binomial.logWays(refunds, of: settled))
        }
        logFee = result.fee.flatMap { $0 > 0 ? Double.log($0 / result.referenceFee) : nil }
    }

    func logLikelihood(_ typical: LogTypicals, _ spreads: ResultSpreads, _ rule: HermiteRule) -> Double {
        let luck = spreads.luck.averaged(over: posts)
        // The logarithm of expected views, before luck.
        let expected = logPosts + typical.views(followers: logFollowers)
        var sum = clickTerm(typical, spreads, luck, expected, rule) + orderTerm(typical, spreads, luck, expected, rule)
        if hasViews {
            sum += Self.normal(
                logViews, mean: expected + luck.shift + spreads.reach.shift,
                variance: luck.variance + spreads.reach.variance)
        }
        if let value {
            sum += Self.gamma(
                value.log, shape: value.orders * spreads.valueShape,
                logScale: typical.value - Double.log(spreads.valueShape))
        }
        if let refunds {
            // What is certain does not count: 0 · ln 0 is 0.
            sum += refunds.logWays + (refunds.count > 0 ? refunds.count * typical.refund : 0)
            sum += refunds.kept > 0 ? refunds.kept * typical.noRefund : 0
        }
        if let logFee {
            sum += Self.normal(logFee, mean: typical.fee + spreads.fees.shift, variance: spreads.fees.variance)
        }
        return sum
    }

    private func clickTerm(
        _ typical: LogTypicals, _ spreads: ResultSpreads, _ luck: Spread, _ expected: Double, _ rule: HermiteRule
    ) -> Double {
        guard let clicks else { return 0 }
        let rate = typical.clicks(followers: logFollowers) + logClickExposure
        switch clicks.base {
        case .views, .clicks:
            return clicks.count.logProbability(
                level: rate - Double.log(onePlus: -Double.exp(rate)) + spreads.clicks.shift,
                spread: spreads.clicks.deviation, rule)
        case .followers:
            let factors = [luck, spreads.reach, spreads.clicks]
            return clicks.count.logProbability(
                level: expected + rate + Self.shift(factors), spread: Self.deviation(factors), rule)
        }
    }

    private func orderTerm(
        _ typical: LogTypicals, _ spreads: ResultSpreads, _ luck: Spread, _ expected: Double, _ rule: HermiteRule
    ) -> Double {
        guard let orders else { return 0 }
        let rate = typical.orders + logExposure
        switch orders.base {
        case .clicks:
            let isPoisson = if case .unbounded = orders.count { true } else { false }
            return orders.count.logProbability(
                level: rate + spreads.sales.shift + (isPoisson ? logClicks : 0), spread: spreads.sales.deviation, rule)
        case .views:
            let factors = [spreads.clicks, spreads.sales]
            return orders.count.logProbability(
                level: logViews + typical.clicks(followers: logFollowers) + rate + Self.shift(factors),
                spread: Self.deviation(factors), rule)
        case .followers:
            let factors = [luck, spreads.reach, spreads.clicks, spreads.sales]
            return orders.count.logProbability(
                level: expected + typical.clicks(followers: logFollowers) + rate + Self.shift(factors),
                spread: Self.deviation(factors), rule)
        }
    }

    private static func shift(_ spreads: [Spread]) -> Double { spreads.reduce(0) { $0 + $1.shift } }

    private static func deviation(_ spreads: [Spread]) -> Double { spreads.reduce(0) { $0 + $1.variance }.squareRoot() }

    private static func normal(_ value: Double, mean: Double, variance: Double) -> Double {
        -((value - mean) * (value - mean) / variance + Double.log(2 * .pi * variance)) / 2
    }

    private static func gamma(_ log: Double, shape: Double, logScale: Double) -> Double {
        (shape - 1) * log - Double.exp(log - logScale) - shape * logScale - Double.logGamma(shape)
    }
}
