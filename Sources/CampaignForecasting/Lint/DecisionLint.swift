// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The rules that need imagined campaigns: whether what decides between the splits is known well enough.
public struct DecisionLint: Sendable {
    /// The trials of the plan, a sixteenth of which are imagined again at each value that is tried.
    static let trials = 4_096
    /// How far a known figure is moved either way, to see what would follow if it were wrong.
    static let ignorance = 1.25

    private let tester: StressTester
    private var threads: Int { tester.options.threads }

    /// The rules for a campaign; nil where it has one split only, so that there is nothing to decide, or cannot be simulated.
    public init?(_ campaign: PreparedCampaign, seed: UInt64 = 1, threads: Int) {
        self.init(campaign, ForecastOptions(trials: Self.trials, seed: seed, threads: threads))
    }

    /// The rules for a campaign that is imagined with these options.
    init?(_ campaign: PreparedCampaign, _ options: ForecastOptions) {
        guard campaign.scenario.splits.count > 1,
            let tester = try? StressTester(campaign: campaign, metric: .profit, options: options, wanted: [])
        else { return nil }
        self.tester = tester
    }

    /// What was found.
    public func findings(in context: RunContext = RunContext()) throws(CancellationError) -> [LintFinding] {
        let study = tester.study(tester.campaign)
        let evaluator = tester.evaluator(threads: threads)
        let plan = try tester.evaluator(trials: tester.options.trials, threads: threads).evaluate(
            [AssumptionPoint()], in: context)[0]
        let ranked = study.columns.ranked(plan)
        guard ranked.count > 1 else { return [] }
        let leader = study.columns.leader(by: .profit, plan)
        let margin = tester.margin(.winner, study.columns, leader, plan: plan)
        let moved = try moved(evaluator, margin, in: context)
        return try drivers(moved) + thin(moved, margin, leader, in: context)
            + contradictions(evaluator, margin, study, leader, in: context)
    }

    // MARK: - Which of several sources is right

    /// What each contradiction between sources does to the decision.
    private func contradictions(
        _ evaluator: PointEvaluator<SplitColumn>, _ margin: Margin<SplitColumn>, _ study: CampaignStudy, _ leader: Int,
        in context: RunContext
    ) throws(CancellationError) -> [LintFinding] {
        let file = LintContext(tester.campaign, unused: [])
        var findings: [LintFinding] = []
        for contradiction in file.contradictions {
            guard let choice = tester.campaign.choice(contradiction.chooser) else { continue }
            let points = contradiction.options.indices.map { AssumptionPoint(setting: choice, to: Double($0 + 1)) }
            let columns = try evaluator.evaluate(points, in: context)
            var parts: [String] = []
            for (option, table) in zip(contradiction.options, columns) {
                let (lead, error) = margin.value(table)
                let source = "'\(tester.campaign.scenario.quantities[option]?.provenance.source ?? option.text)'"
                if lead > 2 * error {
                    parts.append("if \(source) is right \(name(leader)) earns most")
                } else if lead < -2 * error, let other = study.columns.leader(by: .profit, table) as Int? {
                    parts.append("if \(source) is right \(name(other)) earns more")
                } else {
                    parts.append("if \(source) is right it is open which split earns most")
                }
            }
            findings.append(
                file.finding(
                    contradiction, "; \(parts.joined(separator: ", ")) (mean profit, by \(Self.counted))"))
        }
        return findings
    }

    private static let counted = "\(LintWords.number(Double(trials))) imagined campaigns"

    private func name(_ split: Int) -> String { tester.campaign.scenario.splits[split].name }

    /// An assumption with the lead of the best split where it is moved to both ends.
    private struct Moved {
        let assumption: Assumption
        let low, high: (value: Double, error: Double)

        var swing: Double { abs(high.value - low.value) }
        var error: Double { max(low.error, high.error) }
        /// Whether the best split may be another one at an end.
        var mayChange: Bool { !(low.value > 2 * low.error && high.value > 2 * high.error) }
    }

    /// Every assumption moved by itself: what is uncertain to the ends of nine of ten values, what is known by a quarter.
    private func moved(
        _ evaluator: PointEvaluator<SplitColumn>, _ margin: Margin<SplitColumn>, in context: RunContext
    ) throws(CancellationError) -> [Moved] {
        let assumptions = tester.campaign.assumptions
        let points = assumptions.flatMap { assumption -> [AssumptionPoint] in
            let values =
                assumption.isUncertain
                ? [-StandardNormal.z95, StandardNormal.z95].map { assumption.value(at: $0) }
                : [1 / Self.ignorance, Self.ignorance].map {
                    min(assumption.centre * $0, assumption.isShare ? 1 : .infinity)
                }
            return values.map { AssumptionPoint(setting: assumption, to: $0) }
        }
        let margins = try evaluator.evaluate(points, in: context).map(margin.value)
        return assumptions.enumerated().map { number, assumption in
            Moved(assumption: assumption, low: margins[2 * number], high: margins[2 * number + 1])
        }
    }

    // MARK: - What drives the result without being uncertain

    /// Known figures that move the lead of the best split more, if they are wrong by a quarter, than anything that is uncertain.
    private func drivers(_ moved: [Moved]) -> [LintFinding] {
        let greatest = moved.filter { $0.assumption.isUncertain }.map(\.swing).max() ?? 0
        let found = moved.filter {
            !$0.assumption.isUncertain && $0.swing > greatest && $0.swing > 2 * $0.error
        }.sorted { $0.swing > $1.swing }.map(\.assumption)
        // Where nothing is uncertain, another rule says so.
        guard let first = found.first, greatest > 0 else { return [] }
        let names = found.map { LintWords.name($0.path) }
        return [
            LintFinding(
                rule: .driverWithoutUncertainty, place: .quantity(first.path), quantities: found.map(\.path),
                message:
                    "a quarter more or less of \(LintWords.list(names)) moves the lead of the best split more than anything that "
                    + "is uncertain here (by \(Self.counted)), and \(LintWords.plural(names.count, "it is", "they are")) stated as known"
            )
        ]
    }

    // MARK: - What the decision hangs on without being well known

    /// Uncertain quantities of low or no trust within whose own range the best split changes; where it clearly is the same at both ends,
    /// nothing is looked for between them.
    private func thin(
        _ moved: [Moved], _ margin: Margin<SplitColumn>, _ leader: Int, in context: RunContext
    ) throws(CancellationError) -> [LintFinding] {
        let uncertain = moved.filter(\.mayChange).map(\.assumption).filter { assumption in
            let trust = tester.campaign.scenario.quantities[assumption.path]?.provenance.trust
            return assumption.isUncertain && trust != .a && trust != .b
        }
        let moved = try tester.switchingValues(uncertain, [.winner], [margin], in: context.unheard)
        let items = moved.compactMap { moved -> (path: QuantityPath, text: String)? in
            let inside = moved.values.filter { $0.isApart && abs($0.distance) <= StandardNormal.z95 }
            guard let switching = inside.min(by: { abs($0.distance) < abs($1.distance) }) else { return nil }
            let value = LintWords.value(switching, isShare: moved.assumption.isShownAsShare)
            // Where the plan's best split wins beyond the value, it is not the best one up to there.
            let side =
                switching.breaks
                ? switching.isAbove ? "above" : "below"
                : switching.isAbove ? "from its median up to" : "from its median down to"
            return (moved.assumption.path, "\(LintWords.name(moved.assumption.path)) \(side) \(value)")
        }
        guard let first = items.first else { return [] }
        return [
            LintFinding(
                rule: .thinEvidence, place: .quantity(first.path), quantities: items.map(\.path),
                message:
                    "\(name(leader)) brings the best profit, but not with \(LintWords.list(items.map(\.text))), well within "
                    + "what is held possible, on evidence of low or no stated trust (by \(Self.counted); 95 % intervals)"
            )
        ]
    }
}
