// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignText

/// Why a single text is not what it should be: a goal, an override, the name of a key.
///
/// What is wrong in a file, at its place, is a `ScenarioProblem`.
public enum ScenarioError: Error, Sendable, Equatable {
    /// A text that is no goal.
    case notAGoal(String)
    /// A name that is no metric.
    case notAMetric(String)
    /// A goal in a unit that does not fit its metric.
    case goalUnit(String, Metric, Goal.Relation, currency: String)
    /// A goal whose bound cannot be read, and why.
    case unreadableBound(metric: String, reason: String)
    /// A goal whose bound is no number.
    case boundIsNoNumber(String, metric: String, Goal.Relation)
    /// A text that is no override.
    case notAnOverride(String)
    /// A name that is no key of a scenario, and the nearest names, nearest first.
    case unknownKey(String, nearest: [String])
    /// A data file, asked of a reader that reads none.
    case noDataFiles
}

extension ScenarioError: CustomStringConvertible {
    /// What is wrong and what is accepted.
    public var description: String {
        switch self {
        case .notAGoal(let text):
            return "the goal is \(text.quotedForMessage); write a metric, <= or >=, and a number: cpa <= 45"
        case .notAMetric(let name):
            let known = Metric.allCases.map(\.rawValue)
            let hint = NearestName.hint(name, in: known)
            return "'\(name)' is not a metric" + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint)
        case .goalUnit(let text, let metric, let relation, let currency):
            return "the unit of \(text.quotedForMessage) does not fit '\(metric.rawValue)', which is "
                + "\(metric.unit.inWords(currency)): write \(metric.rawValue) \(relation.rawValue) \(metric.exampleOfBound)"
        case .unreadableBound(let metric, let reason): return "'\(metric)': \(reason)"
        case .boundIsNoNumber(let bound, let metric, let relation):
            return "'\(metric)' is \(bound.quotedForMessage); write a number after \(relation.rawValue)"
        case .notAnOverride(let text):
            return "\(text.quotedForMessage) is not an override; write path=value, such as tiers.nano.fee=300"
        case .unknownKey(let key, let nearest):
            let names = nearest.map { name in
                let isKey = QuantityKey(rawValue: name) != nil || KeyCatalogue.sections[name] != nil
                if isKey { return "the key '\(name)'" }
                if Metric(rawValue: name) != nil { return "the metric '\(name)'" }
                return (LawSpelling.named(name) == nil ? "the key" : "the distribution") + " '\(name)'"
            }
            let hint = names.isEmpty ? "" : "; did you mean \(names.joined(separator: " or "))?"
            return "'\(key)' is neither a key of a scenario nor a metric\(hint)"
        case .noDataFiles: return "data files are not read here"
        }
    }
}
