// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How a goal is written: a metric, `<=` or `>=`, and a number, such as `cpa <= 45`.
public enum GoalForm {
    /// A text that is no goal.
    public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
        /// What is wrong and what is accepted.
        public var description: String
    }

    private static let form = "write a metric, <= or >=, and a number: cpa <= 45"

    /// The goal that a text states; money is in `currency`.
    public static func parse(_ text: String, currency: String) throws(Problem) -> Goal {
        guard let relation = Goal.Relation.allCases.first(where: { text.contains($0.rawValue) }),
            let range = range(of: relation.rawValue, in: text)
        else { throw Problem(description: "the goal is \(text.quotedForMessage); \(form)") }
        let name = String(text[..<range.lowerBound]).trimmed()
        guard let metric = Metric(rawValue: name) else {
            let known = Metric.allCases.map(\.rawValue)
            let hint = NearestName.hint(name, in: known)
            throw Problem(
                description: "'\(name)' is not a metric"
                    + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint))
        }
        let bound = String(text[range.upperBound...])
        let number = try number(bound, name, relation)
        guard number.suffix == nil || (number.suffix == .percent && [.ratio, .share].contains(metric.unit)),
            number.unit == nil || (number.unit == currency && metric.unit == .money)
        else {
            throw Problem(
                description: "the unit of \(text.quotedForMessage) does not fit '\(name)', which is "
                    + "\(metric.unit.inWords(currency)): write \(name) \(relation.rawValue) \(metric.exampleOfBound)")
        }
        return Goal(metric: metric, relation: relation, bound: number.value)
    }

    private static func number(
        _ text: String, _ name: String, _ relation: Goal.Relation
    ) throws(Problem) -> WrittenNumber {
        do throws(ValueError) {
            if case .number(let number, _) = try ValueParser.parse(text) { return number }
        } catch {
            throw Problem(description: "'\(name)': \(error.message)")
        }
        throw Problem(
            description: "'\(name)' is \(text.quotedForMessage); write a number after \(relation.rawValue)")
    }

    private static func range(of part: String, in text: String) -> Range<String.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(part) { return index..<text.index(index, offsetBy: part.count) }
            index = text.index(after: index)
        }
        return nil
    }
}
