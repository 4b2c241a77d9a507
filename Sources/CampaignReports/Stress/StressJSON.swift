// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignText

/// A stress test as a JSON document; `docs/stress.md` says what every key means.
public struct StressJSON: Sendable {
    /// The name and version of the document's layout.
    public static let schema = "tiercast/stress/1"

    /// The findings.
    public let stress: Stress

    /// The document of a stress test of a scenario.
    public init(_ stress: Stress) { self.stress = stress }

    /// The document's text.
    public func text() -> String { document.encoded() }

    /// The document.
    public var document: JSONValue {
        let words = StressWords(stress: stress, currency: Currency(code: stress.subject.scenario.currency))
        var members = StudyHead.members(
            schema: Self.schema, of: stress.subject, verdict: words.sentence, stress.provenance)
        members["metric"] = .string(stress.metric.rawValue)
        members["leader"] = .string(stress.splits[stress.leader])
        members["worlds"] = .array(stress.worlds.map(json))
        members["unranked"] = .array(stress.unranked.map { .string(stress.splits[$0]) })
        members["flips"] = .array(stress.switchingValues.map(json))
        members["reverse"] = .array(stress.reverse.map(json))
        return .object(members)
    }
}

// MARK: - Parts

extension StressJSON {
    private func json(_ world: StressedWorld) -> JSONValue {
        .object([
            "shock": world.name.isEmpty ? .null : .string(world.name), "meaning": .string(world.meaning),
            "best": world.winner.map { .string(stress.splits[$0]) } ?? .null, "is_clear": .bool(world.isClear),
            "regret": Self.json(world.regret),
            "changes": world.effect.map { effect in
                .array(
                    (effect.changesMetric ? [.string("metric")] : []) + (effect.changesGoals ? [.string("goals")] : [])
                        + effect.others.map { .string($0.rawValue) })
            } ?? .null,
            "splits": .object(
                SummaryJSON.keyed(
                    zip(stress.splits, world.splits).map { name, split in
                        (
                            name,
                            .object([
                                "mean": Self.json(split.mean), "change": Self.json(split.change),
                                "goals_met": SummaryJSON.json(split.goalsMet),
                                "expected_shortfall": Self.json(split.shortfall),
                                "cost": Self.json(split.cost), "cost_change": Self.json(split.costChange),
                                "roi_change": Self.json(split.roiChange), "ranked": .bool(split.unhired == nil),
                            ])
                        )
                    })),
        ])
    }

    private func json(_ flips: SwitchingValues) -> JSONValue {
        .object([
            "assumption": .string(flips.assumption.label), "quantity": .string(flips.assumption.path.text),
            "uncertain": .bool(flips.assumption.isUncertain),
            "centre": StudyHead.six(flips.assumption.shownCentre), "from": StudyHead.six(flips.range.lowerBound),
            "to": StudyHead.six(flips.range.upperBound),
            "trials": .integer(flips.trials),
            "values": .array(
                flips.values.map { flip in
                    .object([
                        "changes": name(flip.target), "value": StoredNumber(flip.value, error: flip.error).json,
                        "standard_error": StoredNumber(error: flip.error).json,
                        "low": flip.low.map { StoredNumber($0, error: flip.error).json } ?? .null,
                        "high": flip.high.map { StoredNumber($0, error: flip.error).json } ?? .null,
                        "apart_from_now": .bool(flip.isApart),
                        "distance": StoredNumber(flip.distance, error: 0.01).json,
                        "side": .string(flip.isAbove ? "above" : "below"), "breaks": .bool(flip.breaks),
                        "best": flip.best.map { .string(stress.splits[$0]) } ?? .null,
                    ])
                }),
        ])
    }

    private func json(_ reverse: ReverseStress) -> JSONValue {
        var members: [String: JSONValue] = ["changes": name(reverse.target)]
        switch reverse.finding {
        case .already: members["finding"] = .string("already")
        case .open: members["finding"] = .string("open")
        case .never(let within):
            members["finding"] = .string("never")
            members["within"] = StoredNumber(exactly: within).json
        case .shift(let shift):
            members["finding"] = .string("shift")
            members["length"] = StoredNumber(shift.length, error: shift.error).json
            members["standard_error"] = StoredNumber(error: shift.error).json
            members["low"] = StoredNumber(shift.low, error: shift.error).json
            members["high"] = StoredNumber(shift.high, error: shift.error).json
            members["probability"] = StoredNumber(shift.probability, error: 0.4 * shift.error).json
            members["moves"] = .array(
                shift.moves.map { move in
                    .object([
                        "assumption": .string(move.assumption.label),
                        "from": StudyHead.six(move.assumption.shownCentre),
                        "to": StudyHead.six(move.value), "sd": StoredNumber(move.score, error: 0.01).json,
                        "part": StoredNumber(move.part, error: 0.01).json,
                        "exchange": StoredNumber(move.exchange, error: 0.01).json,
                    ])
                })
        }
        return .object(members)
    }

    private func name(_ target: SwitchingTarget) -> JSONValue {
        switch target {
        case .winner: .string("best")
        case .goal(let number):
            .string(
                "\(stress.goals[number].metric.rawValue) \(stress.goals[number].relation.rawValue) \(stress.goals[number].bound)"
            )
        }
    }

    private static func json(_ estimate: Estimate?) -> JSONValue { estimate.map { SummaryJSON.json($0) } ?? .null }
}
