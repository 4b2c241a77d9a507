// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignText

/// How a goal is written: a metric, `<=` or `>=`, and a number, such as `cpa <= 45`.
public enum GoalForm {
    /// The goal that a text states; money is in `currency`.
    public static func parse(_ text: String, currency: String) throws(ScenarioError) -> Goal {
        guard let relation = Goal.Relation.allCases.first(where: { text.contains($0.rawValue) }),
            let range = range(of: relation.rawValue, in: text)
        else { throw .notAGoal(text) }
        let name = String(text[..<range.lowerBound]).trimmed()
        guard let metric = Metric(rawValue: name) else { throw .notAMetric(name) }
        let bound = String(text[range.upperBound...])
        let number = try number(bound, name, relation)
        guard number.suffix == nil || (number.suffix == .percent && [.ratio, .share].contains(metric.unit)),
            number.unit == nil || (number.unit == currency && metric.unit == .money)
        else { throw .goalUnit(text, metric, relation, currency: currency) }
        return Goal(metric: metric, relation: relation, bound: number.value)
    }

    private static func number(
        _ text: String, _ name: String, _ relation: Goal.Relation
    ) throws(ScenarioError) -> WrittenNumber {
        do throws(ValueError) {
            if case .number(let number, _) = try ValueParser.parse(text) { return number }
        } catch {
            throw .unreadableBound(metric: name, reason: error.message)
        }
        throw .boundIsNoNumber(text, metric: name, relation)
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
