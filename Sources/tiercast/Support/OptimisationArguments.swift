// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignForecasting
internal import CampaignModel
internal import CampaignScenarios

/// An objective as it is typed.
struct ObjectiveArgument: ExpressibleByArgument {
    let objective: Objective
    private let text: String

    /// The objective called `argument`; nil where there is none.
    init?(argument: String) {
        text = argument
        switch argument {
        case "profit": objective = .profit
        case "roi": objective = .roi
        case "conversions": objective = .conversions
        case "chance": objective = .chance
        case "shortfall", "cvar": objective = .shortfall(share: 0.05)
        case "cautious": objective = .cautious(aversion: 1)
        case "regret": objective = .regret
        default:
            guard argument.first == "p", let number = Double(argument.dropFirst()), number >= 1, number <= 99 else {
                return nil
            }
            objective = .quantile(probability: number / 100)
        }
    }

    /// Mean profit.
    static let profit = ObjectiveArgument(.profit, "profit")

    private init(_ objective: Objective, _ text: String) {
        self.objective = objective
        self.text = text
    }

    var defaultValueDescription: String { text }
}

/// Constraints as they are typed.
enum ConstraintArguments {
    /// `LINE=20%..60%`, either end may be missing, or `LINE=30%`.
    static func bound(_ text: String, lines: [String]) throws(Failure) -> Constraint {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw .argument(text, .notABound) }
        guard lines.contains(parts[0]) else {
            throw .argument(text, .noLine(parts[0], known: lines))
        }
        guard let dots = parts[1].firstRange(of: "..") else {
            let share = try share(parts[1], of: text)
            return .share(line: parts[0], low: share, high: share)
        }
        let (low, high) = (parts[1][..<dots.lowerBound], parts[1][dots.upperBound...])
        let ends = (
            low.isEmpty ? 0 : try share(String(low), of: text), high.isEmpty ? 1 : try share(String(high), of: text)
        )
        guard ends.0 <= ends.1 else { throw .argument(text, .reversedEnds) }
        return .share(line: parts[0], low: ends.0, high: ends.1)
    }

    /// A share such as `20%`.
    static func share(_ text: String, of whole: String) throws(Failure) -> Double {
        guard text.hasSuffix("%"), let number = Double(text.dropLast()), (0...100).contains(number) else {
            throw .argument(whole, .notAShare(text))
        }
        return number / 100
    }

    /// `80%` or `0.8`, neither never nor always.
    static func certainty(_ text: String) throws(Failure) -> Double {
        let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        guard let number, number > 0, number < 1 else {
            throw .argument("--sure \(text)", .notACertainty)
        }
        return number
    }

    /// `cpa <= 45 in 80%`.
    static func requirement(_ text: String, in scenario: Scenario) throws(Failure) -> Constraint {
        guard let place = text.firstRange(of: " in ") else { throw .argument(text, .notARequirement) }
        let least = try share(String(text[place.upperBound...]).filter { $0 != " " }, of: text)
        return .chance(try goal(String(text[..<place.lowerBound]), in: scenario), atLeast: least)
    }

    /// A goal such as `cpa <= 45`, on a metric that the scenario has.
    static func goal(_ text: String, in scenario: Scenario) throws(Failure) -> Goal {
        let goal: Goal
        do throws(ScenarioError) { goal = try GoalForm.parse(text, currency: scenario.currency) } catch {
            throw .argument(text, .notAGoal(error))
        }
        guard scenario.metrics.contains(goal.metric) else {
            throw .argument(text, .noMetric(goal.metric, known: scenario.metrics))
        }
        return goal
    }
}
