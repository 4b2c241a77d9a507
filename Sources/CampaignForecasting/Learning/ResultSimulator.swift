// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignLearning
internal import CampaignSampling
internal import RealModule

/// Results that creators might have brought: the laws of the likelihood, drawn from.
struct ResultSimulator {
    let source: RandomSource

    /// What a creator might have brought of all that is known of one.
    func simulate(_ known: CreatorResult, _ kinds: CreatorKinds) -> CreatorResult {
        let (typical, spreads) = (kinds.typical[known.kind], kinds.spreads[known.kind])
        var result = known
        let followers = known.followers.flatMap { $0 > 0 ? Double($0) : nil }
        var views = known.views.map(Double.init) ?? .nan
        if let followers {
            let posts = max(1, known.posts)
            views =
                Double(posts) * typical.viewsPerPost(followers: followers)
                * factor(spreads.luck.averaged(over: posts)) * factor(spreads.reach)
            if known.views != nil {
                views = min(max(1, views.rounded()), 4e9)
                result.views = Int(views)
            }
        }
        let rate = typical.clicksPerView(followers: followers)
        let pull = factor(spreads.clicks)
        let clicked = min(1, rate * known.clickExposure)
        let chance = clicked * pull / (1 - clicked + clicked * pull)
        if known.clicks != nil {
            result.clicks = Int(known.views == nil ? poisson(views * clicked * pull) : binomial(views, chance))
        }
        let bought = typical.ordersPerClick * factor(spreads.sales) * known.exposure
        if known.orders != nil {
            let clicks = result.clicks.map(Double.init)
            result.orders = Int(
                clicks.map { binomial($0, min(1, bought)) } ?? poisson(views * rate * pull * bought))
        }
        if let settled = known.settledOrders {
            result.refunds = known.refunds.map { _ in Int(binomial(Double(settled), typical.refundRate)) }
        }
        if known.value != nil, let orders = known.valuedOrders ?? known.orders {
            result.value =
                source.gamma(shape: Double(orders) * spreads.valueShape) * typical.orderValue / spreads.valueShape
        }
        if known.fee != nil { result.fee = typical.feeLevel * known.referenceFee * factor(spreads.fees) }
        return result
    }

    private func factor(_ spread: Spread) -> Double {
        spread.deviation > 0 ? Double.exp(spread.shift + spread.deviation * source.gaussian()) : 1
    }

    private func poisson(_ mean: Double) -> Double {
        let uniform = source.uniform()
        return mean.isFinite ? CountQuantile.poisson(uniform, mean: mean) : 0
    }

    private func binomial(_ trials: Double, _ probability: Double) -> Double {
        let uniform = source.uniform()
        return trials.isFinite ? CountQuantile.binomial(uniform, trials: trials, probability: probability) : 0
    }
}
