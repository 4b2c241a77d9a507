// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

// MARK: - Money

extension LintRules {
    static let money: [Rule] = [
        orderLosesMoney, dollarDefaults, feeDiscontinuity, feeOutsidePublished, noRefunds, freeManagement,
        attributionMissing, uncappedViewPay,
    ]

    private static let orderLosesMoney: Rule = { context in
        let items = context.lines.compactMap { line -> LintContext.Item? in
            guard let value = context.median(.orderValue), let margin = context.median(.grossMargin) else { return nil }
            let price = value * (1 - (context.median(.codeDiscount) ?? 0))
            let terms = [line.deal[.revenueShare], line.deal[.perAcquisition]].compactMap { $0 }
            let commission = CommissionTerms(
                perAcquisition: context.median(line.deal[.perAcquisition]) ?? 0,
                revenueShare: context.median(line.deal[.revenueShare]) ?? 0
            ).earned(orders: 1, leads: 0, revenue: price, views: 0)
            let paid =
                commission + CommissionTerms.networkFee(commission, share: context.median(.networkFee) ?? 0)
            guard let first = terms.first, paid >= price * margin else { return nil }
            let text = "\(line.name) (\(LintWords.number(paid)) of a margin of \(LintWords.number(price * margin)))"
            return LintContext.Item(terms, text, at: .quantity(first))
        }
        return context.findings(.orderLosesMoney, items) { list, _ in
            "commission takes the whole margin of a typical order on \(list)"
        }
    }

    private static let dollarDefaults: Rule = { context in
        guard context.scenario.currency != "USD" else { return [] }
        let fees = context.lines.filter(context.paysFee).compactMap { $0.assumptions[.fee] }
        let signUps = context.lines.compactMap { $0.assumptions[.signUpCost] }
        let wage = context.lines.contains { (context.median(.managementHours, $0) ?? 0) > 0 }
        let paths = fees + signUps + (wage ? [context.scenario.shared[.hourlyWage]].compactMap { $0 } : [])
        let items = context.items(paths) { path in
            context.isBuiltIn(path) && (context.median(path) ?? 0) > 0 ? LintWords.name(path) : nil
        }
        return context.findings(.dollarDefaults, items) { list, _ in
            "the file is in \(context.scenario.currency) and leaves to built-in dollar figures: \(list)"
        }
    }

    private static let feeDiscontinuity: Rule = { context in
        var items: [LintContext.Item] = []
        let paying = context.lines.filter(context.paysFee)
        for (small, big) in zip(Tier.allCases, Tier.allCases.dropFirst()) {
            for lower in paying where lower.tier == small {
                for upper in paying where upper.tier == big && upper.platform == lower.platform {
                    guard let item = context.feeJump(lower, upper), !items.contains(where: { $0.text == item.text })
                    else { continue }
                    items.append(item)
                }
            }
        }
        return context.findings(.feeDiscontinuity, items, separator: "; ") { list, _ in list }
    }

    private static let feeOutsidePublished: Rule = { context in
        guard LintBounds.comparableCurrencies.contains(context.scenario.currency) else { return [] }
        var items: [LintContext.Item] = []
        for line in context.lines where context.paysFee(line) {
            guard let path = line.assumptions[.fee], let fee = context.median(path) else { continue }
            let published = LintBounds.fee(line.tier)
            guard !published.contains(fee) else { continue }
            let range =
                published.upperBound.isFinite
                ? "\(LintWords.number(published.lowerBound)) to \(LintWords.number(published.upperBound))"
                : "\(LintWords.number(published.lowerBound)) upwards"
            let text = "\(LintWords.name(path)) \(LintWords.number(fee)), published \(range)"
            if !items.contains(where: { $0.text == text }) { items.append(LintContext.Item(path, text)) }
        }
        return context.findings(.feeOutsidePublished, items, separator: "; ") { list, _ in
            "the typical fee of a post lies outside the published tables: \(list)"
        }
    }

    private static let noRefunds: Rule = { context in
        guard let path = context.scenario.shared[.refundRate], context.median(path) == 0,
            context.uncertainty(path) == nil
        else { return [] }
        let who = context.isDefault(path) ? "no refund_rate is stated" : "refund_rate is 0"
        return context.findings(.noRefunds, [LintContext.Item(path)]) { _, _ in
            "\(who), so no order is ever sent back"
        }
    }

    private static let freeManagement: Rule = { context in
        guard context.median(.agencyShare) == 0 else { return [] }
        let free = context.lines.filter {
            HiringTerms.management(
                hours: context.median(.managementHours, $0) ?? 0, wage: context.median(.hourlyWage) ?? 0,
                screened: 1, screeningCost: 0) == 0
        }
        let items = free.compactMap { line -> LintContext.Item? in
            guard let path = line.assumptions[.managementHours] else { return nil }
            return LintContext.Item([path], line.name, at: .quantity(path))
        }
        return context.findings(.freeManagement, items) { list, count in
            "finding and managing the creators of \(list) costs neither hours nor an agency"
        }
    }

    private static let attributionMissing: Rule = { context in
        let path = context.scenario.shared[.incrementalShare]
        // A library may know that some orders would have come anyway.
        if let path, !context.isDefault(path) || (context.median(path) ?? 1) < 1 { return [] }
        let what = path == nil ? "the file has no 'attribution'" : "'attribution' has no incremental_share"
        let item = LintContext.Item(path.map { [$0] } ?? [], "", at: .scenario)
        return context.findings(.attributionMissing, [item]) { _, _ in
            "\(what), so every tracked order counts as caused by the campaign"
        }
    }

    private static let uncappedViewPay: Rule = { context in
        let items = context.lines.compactMap { line -> LintContext.Item? in
            guard let path = line.deal[.perView], line.deal.cap == nil else { return nil }
            return LintContext.Item([path], line.name, at: .quantity(path))
        }
        return context.findings(.uncappedViewPay, items) { list, _ in
            "a creator of \(list) is paid for each view with no upper bound"
        }
    }
}

extension LintContext {
    /// What a jump of the fee per follower between neighbouring tiers is, at the top of the one and the bottom of the
    /// other; nil where there is none.
    fileprivate func feeJump(_ lower: BudgetLine, _ upper: BudgetLine) -> Item? {
        guard let low = lower.assumptions[.fee], let high = upper.assumptions[.fee], low != high,
            let top = spread(low)?.upperBound, let bottom = spread(high)?.lowerBound,
            let most = spread(lower.assumptions[.followers])?.upperBound,
            let least = spread(upper.assumptions[.followers])?.lowerBound, top > 0, most > 0, least > 0
        else { return nil }
        let jump = (bottom / least) / (top / most)
        guard jump > LintBounds.feeJump else { return nil }
        func side(
            _ line: BudgetLine, _ end: String, _ followers: Double, _ often: String, _ fee: Double, _ path: QuantityPath
        )
            -> String
        {
            "\(line.tier.rawValue) creators at the \(end) of their tier (\(LintWords.number(followers)) followers) seldom ask "
                + "\(often) than \(LintWords.number(fee)) \(scenario.currency) a post (\(LintWords.name(path)))"
        }
        let text =
            side(lower, "top", most, "more", top, low) + ", " + side(upper, "bottom", least, "less", bottom, high)
            + ": \(LintWords.number(jump)) times as much for each follower"
        return Item([high, low], text, at: .quantity(high))
    }
}

// MARK: - What differs from one to the next

extension LintRules {
    static let variability: [Rule] = [sameFeeForAll, sameOrderValueForAll]

    private static let sameFeeForAll: Rule = { context in
        let paths = context.lines.filter(context.paysFee).compactMap { $0.assumptions[.fee] }
        let items = context.items(paths) { path in
            guard case .shared = context.quantity(path)?.law else { return nil }
            return LintWords.name(path)
        }
        return context.findings(.sameFeeForAll, items) { list, count in
            "\(list) \(LintWords.plural(count, "is", "are")) the same for all creators"
        }
    }

    private static let sameOrderValueForAll: Rule = { context in
        guard let path = context.scenario.shared[.orderValue], case .shared = context.quantity(path)?.law else {
            return []
        }
        return context.findings(.sameOrderValueForAll, [LintContext.Item(path)]) { list, _ in
            "\(list) is the same for every order"
        }
    }
}
