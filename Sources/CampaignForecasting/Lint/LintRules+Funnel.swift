// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import RealModule

// MARK: - Whether the funnel can be true

extension LintRules {
    static let funnel: [Rule] = [
        implausibleOrdersPerEngagement, implausibleOrdersPerClick, ordersPerViewOutsidePublished, rateRisesWithTier,
        giftsAlwaysPosted,
    ]

    private static let implausibleOrdersPerEngagement: Rule = { context in
        let items = context.lines.compactMap { line -> LintContext.Item? in
            guard let clicks = line.assumptions[.clicksPerEngagement], let perClick = context.ordersPerClick(line),
                let rate = context.median(clicks).map({ $0 * perClick }), rate > LintBounds.ordersPerEngagement
            else { return nil }
            let paths = [clicks] + [.ordersPerClick, .ordersPerLead].compactMap { line.assumptions[$0] }
            return LintContext.Item(paths, "\(line.name) \(LintWords.number(rate))", at: .quantity(clicks))
        }
        return context.findings(.implausibleOrdersPerEngagement, items) { list, _ in
            "typical orders per engagement: \(list); the highest published route gives "
                + LintWords.number(LintBounds.ordersPerEngagement)
        }
    }

    private static let implausibleOrdersPerClick: Rule = { context in
        let items = context.lines.compactMap { line -> LintContext.Item? in
            guard let rate = context.ordersPerClick(line), rate > LintBounds.ordersPerClick,
                let path = line.assumptions[.ordersPerLead] ?? line.assumptions[.ordersPerClick]
            else { return nil }
            return LintContext.Item([path], "\(line.name) \(LintWords.percent(rate))", at: .quantity(path))
        }
        return context.findings(.implausibleOrdersPerClick, items) { list, _ in
            "typical orders per click: \(list); three times the highest published rate is "
                + LintWords.percent(LintBounds.ordersPerClick)
        }
    }

    private static let ordersPerViewOutsidePublished: Rule = { context in
        let published = LintBounds.ordersPerThousandViews
        let items = context.lines.compactMap { line -> LintContext.Item? in
            guard let orders = context.ordersPerView(line).map({ $0 * 1_000 }), orders > 0, !published.contains(orders),
                let path = line.assumptions[.ordersPerLead] ?? line.assumptions[.ordersPerClick]
            else { return nil }
            return LintContext.Item([path], "\(line.name) \(LintWords.number(orders))", at: .quantity(path))
        }
        return context.findings(.ordersPerViewOutsidePublished, items) { list, _ in
            "orders for each 1,000 views of a typical creator, published \(LintWords.number(published.lowerBound)) to "
                + "\(LintWords.number(published.upperBound)): \(list)"
        }
    }

    private static let rateRisesWithTier: Rule = { context in
        var items: [LintContext.Item] = []
        for key in [QuantityKey.engagementsPerFollower, .engagementsPerView] {
            for small in context.lines {
                for big in context.lines where small.tier < big.tier && small.platform == big.platform {
                    guard let low = small.assumptions[key], let high = big.assumptions[key], low != high,
                        let rate = context.median(low), let bigger = context.median(high), bigger > rate * 1.05
                    else { continue }
                    let text =
                        "\(LintWords.name(high)) \(LintWords.percent(bigger)) over \(LintWords.name(low)) "
                        + LintWords.percent(rate)
                    if items.contains(where: { $0.text == text }) { continue }
                    items.append(LintContext.Item([high, low], text, at: .quantity(high)))
                }
            }
        }
        return context.findings(.rateRisesWithTier, items) { list, _ in "engagement rises with the audience: \(list)" }
    }

    private static let giftsAlwaysPosted: Rule = { context in
        let lines = context.lines.filter { $0.deal.gift && !context.paysFee($0) }
        let items = lines.compactMap { line -> LintContext.Item? in
            guard let path = line.assumptions[.noShow], let share = context.median(path),
                share < LintBounds.giftNoShow
            else { return nil }
            return LintContext.Item([path], "\(line.name) (no_show \(LintWords.percent(share)))", at: .quantity(path))
        }
        return context.findings(.giftsAlwaysPosted, items) { list, _ in
            "nearly every gift is posted about: \(list)"
        }
    }
}

extension LintContext {
    /// Orders per click of a line at the medians, through leads where it counts them, with what a code adds.
    func ordersPerClick(_ line: BudgetLine) -> Double? {
        let perLead = line.assumptions[.leadsPerClick] == nil ? nil : median(.ordersPerLead, line)
        guard let orders = perLead ?? median(.ordersPerClick, line) else { return nil }
        return FunnelRates.ordersPerView(
            engagements: nil, clicks: 1, leads: perLead.flatMap { _ in median(.leadsPerClick, line) }, orders: orders)
            * FunnelRates.appeal(codeUplift: median(.codeUplift) ?? 1, offer: 1)
    }

    /// Orders, tracked or not, of a view of a line's typical creator: views or engagements → clicks → orders, at the medians;
    /// luck and sales power have the mean 1.
    func ordersPerView(_ line: BudgetLine) -> Double? {
        guard let perClick = ordersPerClick(line) else { return nil }
        let engagements: Double?
        let clicks: Double?
        if let rate = median(.clicksPerView, line) {
            (engagements, clicks) = (nil, rate)
        } else {
            engagements =
                median(.engagementsPerView, line)
                ?? median(.engagementsPerFollower, line).flatMap { rate in
                    median(.viewsPerFollower, line).map {
                        FunnelRates.engagementsPerView(perFollower: rate, followers: 1, views: $0)
                    }
                }
            clicks = engagements.flatMap { _ in median(.clicksPerEngagement, line) }
        }
        let untracked = median(.untrackedOrders) ?? 0
        return clicks.map {
            FunnelRates.ordersPerView(engagements: engagements, clicks: $0, leads: nil, orders: perClick)
                * FunnelRates.appeal(codeUplift: 1, offer: median(.offer) ?? 1) * (1 + untracked)
        }
    }
}
