// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel

/// Constraints in words, for messages.
public struct ConstraintText: Sendable {
    private let words: OptimisationWords

    /// Words for a scenario whose money is in `currency`, an ISO 4217 code.
    public init(currency: String) { words = OptimisationWords(currency: Currency(code: currency)) }

    /// The constraints after each other.
    public func list(_ constraints: [Constraint]) -> String {
        constraints.map(words.text).joined(separator: "; ")
    }
}

/// What objectives and constraints are called in sentences and tables.
struct OptimisationWords: Sendable {
    let currency: Currency

    /// The objective's name.
    func name(_ objective: Objective) -> String {
        switch objective {
        case .profit: "mean profit"
        case .roi: "ROI (mean profit / mean cost)"
        case .conversions: "mean conversions"
        case .chance: "chance to meet all goals"
        case .shortfall(let share): "mean profit of the worst \(percent(share))"
        case .quantile(let probability): "profit exceeded in \(percent(1 - probability)) of campaigns"
        case .cautious(let aversion): "mean profit less \(Figure(exactly: aversion).text(.factor)) standard deviations"
        case .regret: "smallest greatest regret of mean profit over events"
        }
    }

    /// A constraint in words.
    func text(_ constraint: Constraint) -> String {
        switch constraint {
        case .share(let line, let low, let high):
            low == high
                ? "\(Displayed.clean(line)) gets \(percent(low))"
                : "\(Displayed.clean(line)) gets \(percent(low)) to \(percent(high))"
        case .creators(let least): "at least \(Figure(exactly: least).text(.count)) creators on average"
        case .largestCreator(let share): "one creator commits at most \(percent(share)) of the budget"
        case .chance(let goal, let least): "\(goal.text(currency)) in at least \(percent(least)) of campaigns"
        }
    }

    /// What a creator costs, to three digits where that differs.
    func price(_ price: CreatorPrice) -> String {
        let figure = price.isConstant ? Figure(exactly: price.mean) : Figure(price.mean, error: price.mean / 1_000)
        return (price.isConstant ? "" : "about ") + figure.text(.money(currency), digits: 3)
    }

    /// A share as percentage.
    func percent(_ share: Double) -> String { Figure(exactly: (share * 1e4).rounded() / 1e4).text(.percent) }

    /// A value of an objective.
    func value(_ estimate: Estimate, _ objective: Objective) -> String { text(estimate, style(objective)) }

    /// A difference of two values of an objective: of percentages in percentage points.
    func difference(_ estimate: Estimate, _ objective: Objective) -> String {
        text(estimate, style(objective).ofDifferences)
    }

    private func text(_ estimate: Estimate, _ style: Figure.Style) -> String {
        Figure(estimate).text(style, digits: style == .percent || style == .points ? nil : 4)
    }

    private func style(_ objective: Objective) -> Figure.Style {
        switch objective.unit {
        case .count: .count
        case .money: .money(currency)
        case .ratio: .factor
        case .share: .percent
        }
    }
}
