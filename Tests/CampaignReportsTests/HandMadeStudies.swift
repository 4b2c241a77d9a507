// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling

@testable import CampaignForecasting

/// Studies with round figures, whose text can be checked by eye.
extension HandMade {
    private static let provenance = ForecastProvenance(
        seed: 1, trials: 10_000, requestedTrials: 10_000, version: "0.1.0", engine: .chain)

    private static func estimate(_ value: Double, _ error: Double) -> Estimate {
        Estimate(value: value, standardError: error)
    }

    private static func share(_ value: Double, _ error: Double = 0.012) -> VarianceShare {
        VarianceShare(value: value, standardError: error)
    }

    private static func assumption(_ path: String, _ centre: Double, key: QuantityKey?, known: Bool = true)
        -> Assumption
    {
        Assumption(
            label: path, path: QuantityPath(path), key: key, centre: centre, isShare: key?.domain == .share,
            handle: known ? .slot(0) : .leaf(0, .logNormal(mu: -3.5, sigma: 0.4)))
    }

    static func sensitivity(_ method: Sensitivity.Method) -> Sensitivity {
        let bin = InputBin(
            low: 0.012, high: 0.019, trials: 1_000, mean: estimate(-4_100, 320),
            p5: QuantileEstimate(probability: 0.05, value: -21_000, low: -22_000, high: -20_100),
            goals: [
                Proportion(count: 120, trials: 1_000), Proportion(count: 40, trials: 1_000),
                Proportion(count: 1_000, trials: 1_000),
            ])
        var high = bin
        high.mean = estimate(38_000, 410)
        high.goals[1] = Proportion(count: 700, trials: 1_000)
        func effect(_ value: Double) -> InputEffect {
            switch method {
            case .bins:
                .bins(
                    BinnedEffect(
                        rankCorrelation: RankCorrelation(value: 0.61, low: 0.59, high: 0.63), share: share(value),
                        bins: [bin, high]))
            case .sobol: .sobol(SobolIndex(first: share(value), total: share(value + 0.05)))
            case .shapley: .shapley(share(value))
            case .morris:
                .morris(
                    ElementaryEffects(
                        meanAbsolute: estimate(41_000 * value, 900), mean: estimate(-40_000 * value, 950), sd: 8_000,
                        undefined: 0))
            }
        }
        func output(_ output: StudiedOutput) -> OutputSensitivity {
            OutputSensitivity(
                output: output, mean: estimate(12_300, 400), together: method == .morris ? nil : share(0.44),
                effects: [effect(0.38), effect(0.03), effect(-0.002)], undefined: 2)
        }
        let outputs: [StudiedOutput] =
            [.metric(.profit, split: 0), .metric(.profit, split: 1), .difference(.profit, first: 1, second: 0)]
            + (method == .morris ? [] : [.decision(.profit)])
        return Sensitivity(
            subject: subject, provenance: provenance, method: method, metric: .profit, splits: ["celebrity", "small"],
            leader: 1,
            countsUncaused: false, unranked: [], goals: scenario.goals,
            inputs: [
                StudiedInput(
                    label: "tiers.nano.orders_per_click", paths: [QuantityPath("tiers.nano.orders_per_click")],
                    correlatedWith: [QuantityPath("tiers.mega.orders_per_click")], members: [0]),
                StudiedInput(
                    label: "tiers.mega.orders_per_click", paths: [QuantityPath("tiers.mega.orders_per_click")],
                    correlatedWith: [QuantityPath("tiers.nano.orders_per_click")], members: [1]),
                StudiedInput(label: "risks.ban", paths: [], correlatedWith: [], members: [2]),
            ], outputs: outputs.map(output), evaluations: 14_096)
    }

    static let stress: Stress = {
        func split(_ mean: Double, _ change: Double?) -> StressedSplit {
            StressedSplit(
                mean: estimate(mean, 300), change: change.map { estimate($0, 90) },
                goalsMet: Proportion(count: 1_200, trials: 10_000), shortfall: estimate(mean - 30_000, 800))
        }
        let rate = assumption("tiers.nano.orders_per_click", 0.0302, key: .ordersPerClick, known: false)
        let value = assumption("product.order_value", 80, key: .orderValue)
        let shift = JointShift(
            length: 1.23, error: 0.04, low: 1.1, high: 1.31, probability: 0.109,
            moves: [
                JointShift.Move(assumption: rate, value: 0.0195, score: -1.1, part: 0.8, exchange: 1),
                JointShift.Move(
                    assumption: assumption("assumptions.x", 3, key: nil, known: false), value: 3.6, score: 0.5,
                    part: 0.2, exchange: 0.4),
            ])
        return Stress(
            subject: subject, provenance: provenance, metric: .profit, splits: ["celebrity", "small"],
            goals: scenario.goals, leader: 1,
            worlds: [
                StressedWorld(
                    name: "", meaning: "", splits: [split(-2_000, nil), split(10_300, nil)], winner: 1, isClear: true,
                    regret: estimate(0, 0)),
                StressedWorld(
                    name: "fees_up", meaning: "creators cost 30 % more",
                    splits: [split(-9_000, -7_000), split(-14_000, -24_300)],
                    effect: ShockEffect(changesMetric: true, changesGoals: true, others: []), winner: 0, isClear: true,
                    regret: estimate(5_000, 210)),
                StressedWorld(
                    name: "reach_halved", meaning: "", splits: [split(-40_000, -38_000), split(-39_900, -50_200)],
                    effect: ShockEffect(changesMetric: true, changesGoals: true, others: []), winner: 1, isClear: false,
                    regret: estimate(0, 0)),
                StressedWorld(
                    name: "engagement_down", meaning: "engagement falls by a third",
                    splits: [split(-2_000, 0), split(10_300, 0)],
                    effect: ShockEffect(changesMetric: false, changesGoals: false, others: [.engagements]), winner: 1,
                    isClear: true, regret: estimate(0, 0)),
            ],
            switchingValues: [
                SwitchingValues(
                    assumption: rate, range: 0.0107...0.0848,
                    values: [
                        SwitchingValue(
                            target: .winner, value: 0.0231, error: 0.0006, low: 0.0219, high: 0.0243, isApart: true,
                            distance: -0.67, isAbove: false, breaks: true, best: 0),
                        SwitchingValue(
                            target: .goal(1), value: 0.0301, error: 0.0004, low: 0.029, high: nil, isApart: false,
                            distance: -0.06, isAbove: false, breaks: true, best: nil),
                    ], trials: 2_500),
                SwitchingValues(assumption: value, range: 8...800, values: [], trials: 625),
            ], searchTrials: 625, countsUncaused: false, unranked: [],
            reverse: [
                ReverseStress(target: .winner, finding: .shift(shift)),
                ReverseStress(target: .goal(0), finding: .already),
                ReverseStress(target: .goal(1), finding: .open),
                ReverseStress(target: .goal(2), finding: .never(within: 4)),
            ])
    }()

    static let claims: ClaimCheck = {
        let group = LineGroup(name: "nano", lines: scenario.lines)
        let term = group.map { ClaimTerm.result(.metric(.cpa), $0) } ?? .number(1)
        func claim(_ name: String) -> Claim {
            Claim(
                name: name, says: "cpa.nano / cpa.mega = 0.60", left: term, relation: .equal, right: .number(0.6),
                tolerance: 0.1, split: "celebrity", provenance: Provenance(source: "[PAP 2025, cpa40]"))
        }
        func checked(_ name: String, holds: Bool) -> CheckedClaim {
            CheckedClaim(
                claim: claim(name),
                simulated: [
                    QuantileEstimate(probability: 0.05, value: 0.0115, low: 0.011, high: 0.012),
                    QuantileEstimate(probability: 0.5, value: 0.0821, low: 0.0809, high: 0.0833),
                    QuantileEstimate(probability: 0.95, value: 0.54, low: 0.53, high: 0.56),
                ], claimed: 0.6...0.6, below: Proportion(count: 9_600, trials: 10_000),
                holds: Proportion(count: 170, trials: 10_000), undefined: 3, holdsTypically: holds,
                remedies: holds
                    ? []
                    : [
                        ClaimRemedy(
                            assumption: assumption("assumptions.micro_multiple", 6.7, key: nil), value: 0.913,
                            error: 0.02,
                            decades: -0.87, score: nil),
                        ClaimRemedy(
                            assumption: assumption(
                                "tiers.nano.orders_per_click", 0.0302, key: .ordersPerClick, known: false),
                            value: 0.0041, error: 0.0002, decades: -0.87, score: -5.1),
                    ], helpless: holds ? [] : [assumption("product.gross_margin", 0.6, key: .grossMargin)])
        }
        return ClaimCheck(
            subject: subject, provenance: provenance, searchTrials: 625,
            claims: [checked("cpa40", holds: false), checked("roi5_78", holds: true)],
            pairs: [
                ClaimPair(
                    first: 0, second: 1, both: Proportion(count: 0, trials: 10_000), canHold: false, firstCanHold: true,
                    secondCanHold: true, misses: [1, 0.943])
            ])
    }()

    static let lint = LintFinding(
        rule: .noGoals, place: .scenario, quantities: [QuantityPath("tiers.nano.fee")],
        message: "the file states no goal")
}
