// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The ways to share a budget that differ in whom they hire, where a line's creators all cost the same: money short of one more
/// creator changes nothing, so that one split stands for all that hire as many.
///
/// One line at most may have creators of different costs; it takes what the others leave.
struct HiringCombinations {
    /// A share of the money, in cents, that hires `count` creators of a line.
    private struct Choice {
        var least, most, needed: Int
        var hires: Bool
    }

    /// A way to share the budget.
    struct Combination: Equatable {
        /// The money of each line, which adds up to the budget.
        var amounts: [Double]
        /// As much of it as the creators cost; a cent of money that hires nobody.
        var needed: [Double]
    }

    private let cents: Int
    private let choices: [[Choice]]
    /// The line that takes what the others leave.
    private let open: Int?

    /// The combinations for a budget; nil where they are more than `limit` or where several lines have creators of different
    /// costs.
    ///
    /// - Parameters:
    ///   - prices: the prices of each line's creators; nil of a line that hires nobody.
    ///   - budget: the money.
    ///   - bounds: the least and greatest share of the budget that each line may have.
    ///   - limit: the most combinations.
    init?(prices: [CreatorPrice?], budget: Double, bounds: [ClosedRange<Double>], limit: Int) {
        let cents = Int(clamping: (budget * 100).rounded())
        let varying = prices.indices.filter { prices[$0].map { !$0.isConstant } ?? false }
        guard varying.count <= 1, varying.count < prices.count else { return nil }
        var count = 1.0
        var choices: [[Choice]] = []
        for (line, price) in prices.enumerated() {
            let low = Int(clamping: (bounds[line].lowerBound * Double(cents) - 1e-6).rounded(.up))
            let high = Int(clamping: (bounds[line].upperBound * Double(cents) + 1e-6).rounded(.down))
            guard let price, price.isConstant else {
                choices.append([Choice(least: low, most: high, needed: 0, hires: price != nil)])
                continue
            }
            func needed(_ count: Int) -> Int { Int(clamping: (Double(count) * price.mean * 100 - 1e-6).rounded(.up)) }
            let payable = Int(clamping: (budget / price.mean * (1 + 1e-12)).rounded(.down))
            let most = min(payable, price.most ?? payable)
            count *= Double(most) + 1
            guard count <= Double(limit) else { return nil }
            choices.append(
                (0...most).compactMap { hired in
                    let least = max(low, needed(hired))
                    let end = min(high, hired < most ? needed(hired + 1) - 1 : cents)
                    return least <= end ? Choice(least: least, most: end, needed: needed(hired), hires: hired > 0) : nil
                })
        }
        self.cents = cents
        self.choices = choices
        open = varying.first
    }

    /// All of them.
    var all: [Combination] {
        var found: [Combination] = []
        var current: [Choice] = []
        func place(_ line: Int, _ least: Int, _ most: Int) {
            guard line < choices.count else {
                if least <= cents, most >= cents { found.append(combination(current)) }
                return
            }
            for choice in choices[line] where least + choice.least <= cents {
                current.append(choice)
                place(line + 1, least + choice.least, most + choice.most)
                current.removeLast()
            }
        }
        place(0, 0, 0)
        return found
    }

    /// Money that hires nobody more goes to lines that hire somebody first.
    private func combination(_ chosen: [Choice]) -> Combination {
        var money = chosen.map(\.least)
        var left = cents - money.reduce(0, +)
        let order = chosen.indices.sorted { one, other in
            let (first, second) = (chosen[one], chosen[other])
            if (one == open) != (other == open) { return one == open }
            if first.hires != second.hires { return first.hires }
            return (second.most - second.least, one) < (first.most - first.least, other)
        }
        for line in order {
            let more = min(left, chosen[line].most - chosen[line].least)
            money[line] += more
            left -= more
        }
        return Combination(
            amounts: money.map { Double($0) / 100 },
            needed: chosen.indices.map { line in
                if line == open { return Double(money[line]) / 100 }
                if chosen[line].hires { return Double(chosen[line].needed) / 100 }
                // Any amount that hires nobody stands for all of them.
                return money[line] > 0 ? 0.01 : 0
            })
    }
}
