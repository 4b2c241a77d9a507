// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

// MARK: - What it costs and brings

extension Verdict {
    /// What a split costs and brings: `costs $48,000 and brings 560 orders [60 – 4,900] (medians; 9 of 10 campaigns)`.
    func size(_ profile: SplitProfile) -> String {
        let cost = profile.cost.at(0.5).map { Figure($0).text(.money(currency), digits: 3) } ?? Figure.undefined
        let orders =
            FigureRange(profile.orders)?.texts(.count, digits: 3) ?? Array(repeating: Figure.undefined, count: 3)
        let noun = orders[1] == "1" ? "order" : "orders"
        return
            "costs \(cost) and brings \(orders[1]) \(noun) [\(orders[0]) – \(orders[2])] (medians; 9 of 10 campaigns)"
    }

    /// How often almost nothing is sold, where that is 5 % or more.
    func soldNothing(_ profile: SplitProfile) -> String? {
        guard profile.almostNothingSold.value >= 0.05 else { return nil }
        return "It sells almost nothing, less than a tenth of its cost, in "
            + Self.often(profile.almostNothingSold) + "."
    }

    /// That commission comes on top of the budget, where it does in 5 % or more.
    func overBudget(_ profile: SplitProfile) -> String? {
        guard profile.overBudget.value >= 0.05 else { return nil }
        let due =
            switch profile.breakEven.driver {
            case .viewsAndOrders: "views, however much is sold"
            case .leadsAndOrders: "leads as on orders"
            case .orders, .ordersPerClick: "what is sold"
            }
        return
            "It costs more than its budget in \(Self.often(profile.overBudget)), since commission is due on \(due)."
    }

    /// What it earns on the orders that the campaign caused, where that is known.
    func caused(_ profile: SplitProfile) -> String? {
        guard let caused = profile.caused else { return nil }
        let z = StandardNormal.z975 * caused.standardError
        let orders = "Counting only orders that the campaign caused"
        if caused.value + z < 0 { return "\(orders), it loses \(money(caused.negated)) on average." }
        if caused.value - z > 0 { return "\(orders), it earns \(money(caused)) on average." }
        return "\(orders), it is not shown to earn or to lose on average."
    }

    func money(_ estimate: Estimate) -> String { Figure(estimate).text(.money(currency), digits: 3) }
}

// MARK: - Breaking even

extension Verdict {
    /// The greatest error of a factor, as a share of it, with which it is worth printing.
    private static let widest = 0.25

    /// The ranked splits that need the smallest factor, those included that these trials do not tell from the first one.
    var nearestToBreakEven: [Int] {
        let factors = ranked.compactMap { split -> (split: Int, factor: Estimate)? in
            let known = profiles[split].breakEven
            guard let factor = known.factor, known.margin.value > 0, !known.isHopeless else { return nil }
            return (split, factor)
        }.sorted { ($0.factor.value, $0.split) < ($1.factor.value, $1.split) }
        guard let first = factors.first else { return [] }
        return factors.filter { other in
            let error = Figure.joint(first.factor.standardError, other.factor.standardError)
            return other.split == first.split
                || other.factor.value - first.factor.value <= StandardNormal.z975 * error
        }.map(\.split)
    }

    /// What would break even, of a split that loses money on average; nil of one that does not.
    func breakEven(_ profile: SplitProfile) -> String? {
        guard profile.losesOnAverage else { return nil }
        let known = profile.breakEven
        if profile.orders.at(0.95)?.value ?? 0 > 0, known.earnsNothing {
            return
                "No number of orders would break even: nothing of what an order brings is left after returns and costs."
        }
        if known.ordersPerClick?.value == 0 || known.earnsNothing {
            return "It brings nothing in any of these campaigns, so they do not show what would break even."
        }
        if known.isHopeless {
            return
                "No number of orders would break even: what they earn does not cover the commission and network fee on them."
        }
        guard let factor = known.factor, known.margin.value > 0,
            factor.standardError <= Self.widest * factor.value
        else { return "How many orders would break even is not known from these trials." }
        let most = known.isCapped ? "at most " : ""
        let times = "\(most)\(Figure(factor).text(.factor, digits: 3)) times"
        let error = Figure(exactly: Figure.twoDigits(StandardNormal.z975 * factor.standardError)).text(.factor)
        let size = factor.standardError > 0 ? "\(times) (± \(error))" : times
        let need = "To break even on average it would need \(size)"
        switch known.driver {
        case .viewsAndOrders: return "\(need) the views, with the orders that follow."
        case .leadsAndOrders: return "\(need) the leads and orders."
        case .orders: return "\(need) the orders."
        case .ordersPerClick: return "\(need) the orders\(rate(factor, known.ordersPerClick))"
        }
    }

    /// The rate that the factor asks for.
    private func rate(_ factor: Estimate, _ rate: Estimate?) -> String {
        guard let rate else { return "." }
        let relative = Figure.joint(factor.standardError / factor.value, rate.standardError / rate.value)
        let needed = Estimate(value: factor.value * rate.value, standardError: factor.value * rate.value * relative)
        if needed.value - StandardNormal.z975 * needed.standardError > 1 {
            return ", which is more orders than it has clicks: no rate of orders per click would do."
        }
        if needed.value + StandardNormal.z975 * needed.standardError > 1 { return ": about one from every click." }
        func text(_ estimate: Estimate) -> String { Figure(estimate).text(.percent) }
        return ": orders from \(text(needed)) of clicks instead of \(text(rate))."
    }
}

extension BreakEven {
    /// Whether orders leave nothing, up to rounding.
    fileprivate var earnsNothing: Bool { abs(margin.value) + margin.standardError <= 1e-9 * fixedCost.value }

    /// Whether what orders earn is shown to be less than what is paid for them.
    fileprivate var isHopeless: Bool { margin.value + StandardNormal.z975 * margin.standardError < 0 }
}

extension SplitProfile {
    /// Whether the mean profit is shown to be negative (95 %).
    var losesOnAverage: Bool { profit.value + StandardNormal.z975 * profit.standardError < 0 }
    /// Whether the mean profit is shown to be positive (95 %).
    var earnsOnAverage: Bool { profit.value - StandardNormal.z975 * profit.standardError > 0 }
}

// MARK: - Numbers

extension Estimate {
    /// The estimate of what is lost instead of earned.
    fileprivate var negated: Estimate { Estimate(value: -value, standardError: standardError) }
}

extension Verdict {
    /// A share of campaigns in words: `94 of 100 campaigns`, `about 60 of 100 campaigns` where its error is more than a campaign
    /// of a hundred, `all 10,000 campaigns`.
    static func often(_ proportion: Proportion) -> String {
        let trials = Figure(exactly: Double(proportion.trials)).text(.count)
        if proportion.trials == 0 { return "no campaign" }
        if proportion.count == 0 { return "none of \(trials) campaigns" }
        if proportion.count == proportion.trials { return "all \(trials) campaigns" }
        let isRough = Figure(proportion).error > 0.01
        let hundred = ComparisonVerdict.ofHundred(proportion)
        return (isRough && hundred.allSatisfy(\.isNumber) ? "about " : "") + "\(hundred) of 100 campaigns"
    }

    /// Names after each other, the last one after "and".
    static func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension Figure {
    /// The error of a sum of two numbers with these errors, drawn apart.
    fileprivate static func joint(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }

    /// A number to two significant digits.
    static func twoDigits(_ value: Double) -> Double {
        Double(StoredNumber(error: value).text ?? "") ?? value
    }
}

extension [QuantileEstimate] {
    /// The quantile at a reported probability.
    func at(_ probability: Double) -> QuantileEstimate? { first { $0.probability == probability } }
}
