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
    public var document: JSONValue { Self.fields.inlined.json(stress) }
}

// MARK: - Keys

extension StressJSON {
    static let fields = ObjectFields<Stress>(
        "document", "A stress test.",
        StudyHead.fields(schema).map { field in
            field.of { stress in
                let words = StressWords(stress: stress, currency: Currency(code: stress.subject.scenario.currency))
                return StudyHead(subject: stress.subject, verdict: words.sentence, provenance: stress.provenance)
            }
        } + [
            Field("metric", "the metric by which splits are told apart", .text) { $0.metric.rawValue },
            Field("leader", "the split whose mean is best as planned", .text) { $0.splits[$0.leader] },
            Field(
                "unranked", "the splits whose money hires nobody too often to be ranked as planned", .list(.text)
            ) { stress in stress.unranked.map { stress.splits[$0] } },
            Field("worlds", "the campaign under each shock, the first as planned", .list(world.shape)) { stress in
                stress.worlds.map { ($0, stress) }
            },
            Field("flips", "the switching values, an entry an assumption", .list(flips.shape)) { stress in
                stress.switchingValues.map { ($0, stress) }
            },
            Field("reverse", "the smallest joint shifts, an entry a change", .list(reverse.shape)) { stress in
                stress.reverse.map { ($0, stress) }
            },
        ])

    private static let changes = "what changes: `best`, which split is best, or a goal"
}

extension Stress {
    /// What changes, in a word.
    fileprivate func name(_ target: SwitchingTarget) -> String {
        switch target {
        case .winner: "best"
        case .goal(let number):
            "\(goals[number].metric.rawValue) \(goals[number].relation.rawValue) \(goals[number].bound)"
        }
    }
}

// MARK: - Shocks

extension StressJSON {
    private static let world = ObjectFields<(of: StressedWorld, among: Stress)>(
        "world", "The campaign under a shock.",
        [
            Field("shock", "its name; `null` as planned", .orNull(.text)) { $0.of.name.isEmpty ? nil : $0.of.name },
            Field("meaning", "what it is", .text) { $0.of.meaning },
            Field("best", "the split whose mean is best; `null` where there is none", .orNull(.text)) { world in
                world.of.winner.map { world.among.splits[$0] }
            },
            Field("is_clear", "whether its mean is shown to be better than every other one", .bool) { $0.of.isClear },
            Field(
                "regret",
                "what the split that is best as planned gives up on average against the best one here, or `null`",
                .orNull(.estimate)
            ) { $0.of.regret },
            Field(
                "changes", "`metric`, `goals`, or other metrics where it changes neither; `null` as planned",
                .orNull(.list(.text))
            ) { $0.of.effect?.names },
            Field("splits", "by name, how each split fares", .named(split.shape)) { world in
                zip(world.among.splits, world.of.splits).map { ($0, $1) }
            },
        ])

    private static let split = ObjectFields<StressedSplit>(
        "stressed_split", "A split under a shock; what does not exist is `null`.",
        [
            Field("mean", "the mean of the metric", .orNull(.estimate)) { $0.mean },
            Field("change", "its change from the plan", .orNull(.estimate)) { $0.change },
            Field("goals_met", "probability that all goals are met", .proportion) { $0.goalsMet },
            Field("expected_shortfall", "the mean of the worst 5 % of trials", .orNull(.estimate)) { $0.shortfall },
            Field("cost", "the mean cost", .orNull(.estimate)) { $0.cost },
            Field("cost_change", "the change of that", .orNull(.estimate)) { $0.costChange },
            Field("roi_change", "the change of ROI", .orNull(.estimate)) { $0.roiChange },
            Field("ranked", "whether its money hires somebody often enough for it to be ranked", .bool) {
                $0.unhired == nil
            },
        ])
}

extension ShockEffect {
    /// What it changes, by name.
    fileprivate var names: [String] {
        (changesMetric ? ["metric"] : []) + (changesGoals ? ["goals"] : []) + others.map(\.rawValue)
    }
}

// MARK: - Switching values

extension StressJSON {
    private static let flips = ObjectFields<(of: SwitchingValues, among: Stress)>(
        "flips", "An assumption and the values at which something changes.",
        [
            Field("assumption", "its name in tables", .text) { $0.of.assumption.label },
            Field("quantity", "its place in the file", .text) { $0.of.assumption.path.text },
            Field("uncertain", "whether it is uncertain", .bool) { $0.of.assumption.isUncertain },
            Field("centre", "what is assumed now", .value) { StoredNumber(sixDigitsOf: $0.of.assumption.shownCentre) },
            Field("from", "the least value that it was moved to", .value) {
                StoredNumber(sixDigitsOf: $0.of.range.lowerBound)
            },
            Field("to", "the greatest", .value) { StoredNumber(sixDigitsOf: $0.of.range.upperBound) },
            Field("trials", "the trials in which it was moved", .count) { $0.of.trials },
            Field("values", "the values at which something changes", .list(flip.shape)) { flips in
                flips.of.values.map { ($0, flips.among) }
            },
        ])

    private static let flip = ObjectFields<(of: SwitchingValue, among: Stress)>(
        "flip", "A value at which something changes.",
        [
            Field("changes", changes, .text) { $0.among.name($0.of.target) },
            Field("value", "the value of the assumption", .value) { StoredNumber($0.of.value, error: $0.of.error) },
            Field("standard_error", "its Monte Carlo error", .value) { StoredNumber(error: $0.of.error) },
            Field("low", interval, .value) { flip in flip.of.low.map { StoredNumber($0, error: flip.of.error) } },
            Field("high", interval, .value) { flip in flip.of.high.map { StoredNumber($0, error: flip.of.error) } },
            Field("apart_from_now", "whether that leaves out the present value", .bool) { $0.of.isApart },
            Field(
                "distance",
                "from the centre, in standard deviations of the normal score; in powers of ten for what is known",
                .value
            ) { StoredNumber($0.of.distance, error: 0.01) },
            Field("side", "the side of the value on which it changes, `above` or `below`", .choice(["above", "below"]))
            {
                $0.of.isAbove ? "above" : "below"
            },
            Field("breaks", "whether that breaks the plan", .bool) { $0.of.breaks },
            Field("best", "the split that is best there, or `null`", .orNull(.text)) { flip in
                flip.of.best.map { flip.among.splits[$0] }
            },
        ])

    private static let interval = "an end of its 95 % interval; `null` where it reaches beyond the range"
}

// MARK: - Reverse stress

extension StressJSON {
    private static let reverse = ObjectFields<(of: ReverseStress, among: Stress)>(
        "reverse", "The smallest joint shift that changes something.",
        [
            Field("changes", changes, .text) { $0.among.name($0.of.target) },
            Field(
                "finding",
                "`already` at the medians, `open` where the trials do not tell, `never` within reach, or a `shift`",
                .choice(["already", "open", "never", "shift"])
            ) { $0.of.finding.name },
            Field("within", "of `never`, how far was looked", optional: .amount) {
                $0.of.finding.reach.map { StoredNumber(exactly: $0) }
            },
            Field("length", "of a `shift`, its length in standard deviations", optional: .number) {
                $0.of.finding.shift.map { StoredNumber($0.length, error: $0.error) }
            },
            Field("standard_error", "of a `shift`, the error of its length", optional: .number) {
                $0.of.finding.shift.map { StoredNumber(error: $0.error) }
            },
            Field("low", shiftInterval, optional: .number) {
                $0.of.finding.shift.map { StoredNumber($0.low, error: $0.error) }
            },
            Field("high", shiftInterval, optional: .number) {
                $0.of.finding.shift.map { StoredNumber($0.high, error: $0.error) }
            },
            Field("probability", "of a `shift`, that of a move so far or farther", optional: .share) {
                $0.of.finding.shift.map { StoredNumber($0.probability, error: 0.4 * $0.error) }
            },
            Field("moves", "of a `shift`, the move of each assumption", optional: .list(move.shape)) {
                $0.of.finding.shift?.moves
            },
        ])

    private static let shiftInterval = "of a `shift`, an end of the 95 % interval of its length"

    private static let move = ObjectFields<JointShift.Move>(
        "move", "The move of an assumption in a joint shift.",
        [
            Field("assumption", "its name in tables", .text) { $0.assumption.label },
            Field("from", "what is assumed now", .value) { StoredNumber(sixDigitsOf: $0.assumption.shownCentre) },
            Field("to", "the value that it moves to", .value) { StoredNumber(sixDigitsOf: $0.value) },
            Field("sd", "how far that is, in standard deviations", .value) { StoredNumber($0.score, error: 0.01) },
            Field("part", "its share of the squared length", .value) { StoredNumber($0.part, error: 0.01) },
            Field(
                "exchange",
                "how many standard deviations the largest mover would have to go further if this one moved one less",
                .value
            ) { StoredNumber($0.exchange, error: 0.01) },
        ])
}

extension ReverseStress.Finding {
    fileprivate var name: String {
        switch self {
        case .already: "already"
        case .open: "open"
        case .never: "never"
        case .shift: "shift"
        }
    }

    fileprivate var reach: Double? {
        switch self {
        case .never(let within): within
        case .already, .open, .shift: nil
        }
    }

    fileprivate var shift: JointShift? {
        switch self {
        case .shift(let shift): shift
        case .already, .open, .never: nil
        }
    }
}
