// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
public import CampaignModel
public import CampaignText

/// What changed between two summaries: first what was assumed, then how it was computed, then what came out.
public struct ResultDiff: Sendable, Equatable {
    /// Something that is said in another way, or in one of the two only.
    public struct Change: Sendable, Equatable {
        /// The place: `nano.fee`, `splits.small.nano`.
        public var place: String
        /// What the first summary says; nil where it says nothing.
        public var before: String?
        /// What the second summary says; nil where it says nothing.
        public var after: String?
    }

    /// A figure that came out in another way.
    public struct Outcome: Sendable, Equatable {
        /// The split.
        public var split: String
        /// The metric, or the goal whose chance is meant.
        public var figure: Figure
        /// In the first summary; nil where it does not exist.
        public var before: Estimate?
        /// In the second one.
        public var after: Estimate?

        /// What is compared of a split.
        public enum Figure: Sendable, Equatable {
            /// The mean of a metric; of a ratio the ratio of the means.
            case mean(Metric)
            /// The median of a metric.
            case median(Metric)
            /// The chance of a goal.
            case chance(Goal)
        }

        /// The change; nil where one of the two does not exist.
        public var change: Estimate? {
            guard let before, let after else { return nil }
            let error = (before.standardError * before.standardError + after.standardError * after.standardError)
                .squareRoot()
            return Estimate(value: after.value - before.value, standardError: error)
        }

        /// Whether the change is greater than two Monte Carlo errors of independent runs.
        public var isBeyondNoise: Bool {
            guard let change else { return true }
            return abs(change.value) > 2 * change.standardError
        }
    }

    /// What changed of the quantities: values, sources, notes.
    public var assumptions: [Change]
    /// What changed of the rest of the scenario: budget, lines, splits, goals, events, claims.
    public var scenario: [Change]
    /// What changed of the computation: seed, trials, version.
    public var method: [Change]
    /// The figures that changed, by split.
    public var outcomes: [Outcome]
    /// Whether both were computed with the same seed and as many trials, so that both saw the same imagined campaigns.
    public var sharesDraws: Bool
    /// The currency of the second summary.
    var currency: Currency

    /// Whether nothing changed at all.
    public var isEmpty: Bool { assumptions.isEmpty && scenario.isEmpty && method.isEmpty && outcomes.isEmpty }
}

// MARK: - From summaries

extension ResultDiff {
    /// What changed from one summary to the other; nil where one of them is no summary of this layout.
    public init?(from before: JSONValue, to after: JSONValue) {
        guard before["schema"] == .string(SummaryJSON.schema), after["schema"] == .string(SummaryJSON.schema) else {
            return nil
        }
        let resolved = Self.changes(before["resolved"], after["resolved"])
        assumptions = resolved.filter { Self.isAssumption($0.place) }
        scenario = resolved.filter { !Self.isAssumption($0.place) }
        method = Self.changes(before["provenance"], after["provenance"]).filter { $0.place != "scenario_checksum" }
        sharesDraws = !method.contains { ["seed", "trials", "engine", "version"].contains($0.place) }
        currency = Currency(code: after["scenario"]?["currency"]?.text ?? "")
        let names = (before["split_names"]?.texts ?? []) + (after["split_names"]?.texts ?? [])
        var seen: Set<String> = []
        outcomes = names.filter { seen.insert($0).inserted }.flatMap { name in
            Self.outcomes(name, before["splits"]?[name], after["splits"]?[name])
        }
    }

    /// Whether a place of the resolved scenario is a quantity, rather than a fact of the plan.
    private static func isAssumption(_ place: String) -> Bool {
        let first = place.prefix { $0 != "." && $0 != "[" }
        let plan = ["name", "currency", "budget", "splits", "goals", "lines", "claims", "allow", "stress", "risks"]
        return !plan.contains(String(first))
    }

    private static func changes(_ before: JSONValue?, _ after: JSONValue?) -> [Change] {
        guard case .object(let one) = before ?? .object([:]), case .object(let other) = after ?? .object([:]) else {
            return []
        }
        return Set(one.keys).union(other.keys).sorted().compactMap { place in
            let change = Change(place: place, before: one[place]?.plainText, after: other[place]?.plainText)
            return change.before == change.after ? nil : change
        }
    }

    private static func outcomes(_ name: String, _ before: JSONValue?, _ after: JSONValue?) -> [Outcome] {
        var figures: [(Outcome.Figure, Estimate?, Estimate?)] = []
        let sides = [before, after].map { $0?["total"]?["metrics"] }
        for metric in Metric.allCases {
            let own = sides.map { $0?[metric.rawValue] }
            let means = own.map { $0?["mean"].flatMap(Self.mean) }
            figures.append((.mean(metric), means[0] ?? nil, means[1] ?? nil))
            let medians = own.map { $0?["quantiles"]?["p50"].flatMap(Self.between) }
            figures.append((.median(metric), medians[0] ?? nil, medians[1] ?? nil))
        }
        let chances = [before, after].map(Self.chances)
        for goal in chances[0].map(\.0) + chances[1].map(\.0).filter({ goal in !chances[0].contains { $0.0 == goal } })
        {
            let values = chances.map { side in side.first { $0.0 == goal }?.1 }
            figures.append((.chance(goal), values[0], values[1]))
        }
        return figures.filter { $0.1 != $0.2 }.map { Outcome(split: name, figure: $0, before: $1, after: $2) }
    }

    private static func mean(_ value: JSONValue) -> Estimate? {
        guard let mean = value["value"]?.double, let error = value["standard_error"]?.double else { return nil }
        return Estimate(value: mean, standardError: error)
    }

    /// A value with an interval of 95 %.
    private static func between(_ value: JSONValue) -> Estimate? {
        guard let middle = value["value"]?.double, let low = value["low"]?.double, let high = value["high"]?.double
        else {
            return nil
        }
        let quantile = QuantileEstimate(probability: 0.5, value: middle, low: low, high: high)
        return Estimate(value: middle, standardError: quantile.standardError)
    }

    private static func chances(_ split: JSONValue?) -> [(Goal, Estimate)] {
        guard case .array(let goals) = split?["goals"] ?? .array([]) else { return [] }
        return goals.compactMap { goal in
            guard let metric = goal["metric"]?.text.flatMap(Metric.init), let bound = goal["bound"]?.double,
                let relation = goal["relation"]?.text.flatMap(Goal.Relation.init),
                let met = goal["met"].flatMap(between)
            else { return nil }
            return (Goal(metric: metric, relation: relation, bound: bound), met)
        }
    }
}

// MARK: - Reading documents

extension JSONValue {
    /// A member of an object; nil where there is none.
    subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text of a string.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The texts of a list of strings.
    var texts: [String] { if case .array(let values) = self { values.compactMap(\.text) } else { [] } }

    /// A number, infinity among them.
    var double: Double? {
        switch self {
        case .number(let digits): Double(digits)
        case .string("infinity"), .infinity(.plus): .infinity
        case .string("-infinity"), .infinity(.minus): -.infinity
        case .string, .bool, .null, .array, .object: nil
        }
    }

    /// What a value says, without the quotation marks of a string.
    fileprivate var plainText: String { text ?? compact }
}
