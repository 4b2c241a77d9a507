// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

@testable import CampaignForecasting

/// A forecast with round figures, whose text can be checked by eye.
enum HandMade {
    static let scenario = Scenario(
        name: "Spring skincare launch", currency: "USD", budget: 250_000, quantities: [:], shared: [:],
        lines: [
            BudgetLine(name: "nano", tier: .nano, platform: .instagram, deal: Deal(), assumptions: [:]),
            BudgetLine(name: "mega", tier: .mega, platform: .tiktok, deal: Deal(), assumptions: [:]),
        ],
        splits: [
            Split(name: "celebrity", shares: ["nano": 0.1, "mega": 0.9]), Split(name: "small", shares: ["nano": 1]),
        ],
        goals: [
            Goal(metric: .cpa, relation: .atMost, bound: 45), Goal(metric: .roi, relation: .atLeast, bound: 0),
            Goal(metric: .conversions, relation: .atLeast, bound: 3_000),
        ])

    static let subject = Subject(scenario, file: "a.yaml", checksum: "00ff")

    static func forecast(trials: Int = 10_000, requested: Int = 10_000, warnings: [String] = []) -> Forecast {
        let celebrity = SplitForecast(
            name: "celebrity", total: group(budget: 250_000, scale: 1, noOrder: 312),
            tiers: [(.nano, group(budget: 25_000, scale: 0.35)), (.mega, nothing(budget: 225_000))],
            platforms: [(.instagram, group(budget: 25_000, scale: 0.35)), (.tiktok, nothing(budget: 225_000))],
            lines: [("nano", group(budget: 25_000, scale: 0.35)), ("mega", nothing(budget: 225_000))],
            goals: goals(1_204, 388, 2_496), losses: Proportion(count: 9_612, trials: 10_000),
            profile: profile("celebrity", profit: -150_000, losses: 9_612, factor: 4))
        let small = SplitForecast(
            name: "small", total: group(budget: 250_000, scale: 3.2),
            tiers: [(.nano, group(budget: 250_000, scale: 3.2))],
            platforms: [(.instagram, group(budget: 250_000, scale: 3.2))],
            lines: [("nano", group(budget: 250_000, scale: 3.2))], goals: goals(4_702, 3_811, 10_000),
            losses: Proportion(count: 6_189, trials: 10_000),
            profile: profile("small", profit: -20_000, losses: 6_189, factor: 1.5))
        return Forecast(
            subject: subject,
            provenance: ForecastProvenance(
                seed: 1, trials: trials, requestedTrials: requested, version: "0.1.0", engine: .chain),
            splits: [celebrity, small], distributions: distributions,
            profitPairs: [pair(0, 1, difference: -130_000, error: 400, firstBetter: 600)], risks: [],
            warnings: warnings)
    }

    /// What the resolved scenario says.
    static let resolved = ["budget": "250000.0", "nano.fee": "{varies: \"200 to 1k\"}", "splits.small.nano": "100%"]

    /// Three ranges of conversions, two of CPA on an axis of ratios, and an ROI that is never defined.
    static let distributions = [
        MetricDistribution(
            metric: .conversions, edges: [0, 100, 200, 300], isLogarithmic: false,
            splits: [
                SplitDistribution(
                    counts: [8_000, 1_500, 300], below: 0, above: 200, infinite: 0, undefined: 0,
                    percentiles: (1...99).map { Double($0) * 2 }),
                SplitDistribution(
                    counts: [1_000, 4_000, 5_000], below: 0, above: 0, infinite: 0, undefined: 0,
                    percentiles: (1...99).map { Double($0) * 3 }),
            ]),
        MetricDistribution(
            metric: .cpa, edges: [10, 100, 1_000], isLogarithmic: true,
            splits: [
                SplitDistribution(
                    counts: [1_000, 8_688], below: 0, above: 0, infinite: 312, undefined: 0,
                    percentiles: (1...99).map { Double($0) * 10 }),
                SplitDistribution(
                    counts: [9_000, 1_000], below: 0, above: 0, infinite: 0, undefined: 0,
                    percentiles: (1...99).map { 10 + Double($0) }),
            ]),
        MetricDistribution(
            metric: .roi, edges: [], isLogarithmic: false,
            splits: Array(
                repeating: SplitDistribution(
                    counts: [], below: 0, above: 0, infinite: 0, undefined: 10_000, percentiles: []), count: 2)),
    ]

    /// The scenario with two weeks and an event.
    static var scenarioWithParts: Scenario {
        var scenario = scenario
        scenario.time = TimeFrame(weeks: 2, start: "2026-03-02")
        scenario.risks = [
            Risk(
                name: "ban", probability: QuantityPath("risks.ban.probability"), scope: .all,
                effects: [
                    Risk.Effect(key: .viewsPerFollower, operation: .multiply, value: QuantityPath("risks.ban.effect"))
                ])
        ]
        return scenario
    }

    /// The forecast with two weeks and an event.
    static var forecastWithParts: Forecast {
        var forecast = forecast()
        forecast.subject.scenario = scenarioWithParts
        let group = group(budget: 250_000, scale: 1)
        for split in forecast.splits.indices {
            var tracks: [WeeklyForecast.Track: [WeeklyForecast.Week]] = [:]
            for track in WeeklyForecast.Track.all {
                let weeks = track.isCumulative ? [10.0, 30, 60] : [10, 20, 30]
                tracks[track] = weeks.map { value in
                    WeeklyForecast.Week(
                        mean: Estimate(value: value, standardError: 2),
                        quantiles: exact(Array(repeating: value, count: 7), mean: value, error: 2).quantiles)
                }
            }
            forecast.splits[split].weekly = WeeklyForecast(
                weeks: 2, tracks: tracks, breakEven: exact(Array(repeating: 2, count: 7), mean: 2, error: 0).quantiles,
                neverBreaksEven: Proportion(count: 2_500, trials: 10_000),
                lowestCash: exact(Array(repeating: -300, count: 7), mean: -300, error: 0).quantiles,
                lowestCashWeek: exact(Array(repeating: 1, count: 7), mean: 1, error: 0).quantiles)
        }
        let effects = RiskForecast.metrics.compactMap { metric in
            group.metrics[metric].map { RiskEffect(metric: metric, with: $0, without: $0) }
        }
        forecast.risks = [
            RiskForecast(
                name: "ban", struck: Proportion(count: 500, trials: 10_000),
                splits: [("celebrity", effects), ("small", effects)])
        ]
        return forecast
    }

    /// An optimisation that finds all money on nano creators best.
    static let optimisation: Optimisation = {
        func estimate(_ value: Double) -> Estimate { Estimate(value: value, standardError: abs(value) / 100) }
        func split(_ name: String?, _ amounts: [Double], _ profit: Double) -> ScoredSplit {
            ScoredSplit(
                name: name, amounts: amounts, objective: estimate(profit), profit: estimate(profit),
                conversions: estimate(1_000), creators: estimate(300), cost: estimate(240_000), cpa: estimate(240),
                roi: estimate(profit / 240_000), shortfall: estimate(profit / 2),
                profile: profile(name ?? "", profit: profit, losses: 1_200, factor: 0.6),
                goals: Array(repeating: Proportion(count: 10, trials: 100), count: 3), keeps: [true])
        }
        let best = split(nil, [250_000, 0], 120_000)
        return Optimisation(
            subject: subject,
            provenance: ForecastProvenance(
                seed: 1, trials: 10_000, requestedTrials: 10_000, version: "0.1.0", engine: .chain),
            problem: OptimisationProblem(constraints: [.share(line: "mega", low: 0, high: 0.5)]),
            lines: ["nano", "mega"], budget: 250_000, scored: 21, step: 0.05, rounding: 0.01, kept: 11,
            hires: true, search: .steps,
            prices: [CreatorPrice(mean: 127, isConstant: false), CreatorPrice(mean: 20_000, isConstant: true)],
            upperBound: 121_000, best: best, searchValue: estimate(121_000),
            own: [split("celebrity", [25_000, 225_000], 20_000), split("small", [250_000, 0], 120_000)], reference: 0,
            improvement: Estimate(value: 100_000, standardError: 900),
            profitPair: pair(0, 1, difference: 100_000, error: 900, firstBetter: 9_400),
            constraintCosts: [
                ConstraintCost(
                    constraint: .share(line: "mega", low: 0, high: 0.5), amounts: [250_000, 0],
                    gain: Estimate(value: 0, standardError: 0))
            ], asGood: [0.9...1, 0...0.1], asGoodCount: 3,
            frontier: [
                FrontierSplit(
                    name: "small", amounts: [250_000, 0], profit: estimate(120_000), shortfall: estimate(60_000))
            ],
            curves: [
                [
                    CurvePoint(
                        amount: 12_500, profit: estimate(6_000), range: 1_000...9_000, conversions: estimate(50),
                        marginal: estimate(0.48))
                ], [],
            ],
            budgets: [
                BudgetPoint(budget: 25_000, split: best, marginal: estimate(0.5))
            ])
    }()

    /// Which budget meets two targets: 50,000 of those tried.
    static let question: BudgetQuestion = {
        func point(_ budget: Double, _ count: Int, name: String? = nil) -> TargetPoint {
            func share(_ count: Int) -> Proportion { Proportion(count: count, trials: 10_000) }
            return TargetPoint(
                budget: budget, amounts: [budget, 0], name: name, chance: share(count),
                each: [share(count + 100), share(count + 200)], profit: Estimate(value: 1_000, standardError: 10),
                cost: Estimate(value: budget, standardError: 10), own: [share(count / 2), share(count)])
        }
        return BudgetQuestion(
            targets: [
                Goal(metric: .conversions, relation: .atLeast, bound: 2_000),
                Goal(metric: .cpa, relation: .atMost, bound: 45),
            ], sure: 0.8,
            points: [
                point(25_000, 7_000), point(47_500, 7_950), point(50_000, 8_020, name: "small"), point(75_000, 8_500),
                point(500_000, 4_000),
            ], fall: TargetFall(from: 3, to: 4, difference: Estimate(value: 0.45, standardError: 0.005)))
    }()

    /// A comparison in which the second split is better.
    static let comparison: Comparison = {
        let difference = PairedDifference(
            mean: Estimate(value: -12_300, standardError: 150),
            quantiles: exact([-30_000, -25_000, -18_000, -12_000, -7_000, -1_000, 400], mean: 0, error: 0).quantiles,
            firstBetter: Proportion(count: 600, trials: 10_000), equal: Proportion(count: 0, trials: 10_000),
            undefined: [0, 0],
            layers: VarianceLayers(
                uncertainty: Estimate(value: 0.5, standardError: 0.01),
                creators: Estimate(value: 0.3, standardError: 0.01),
                posts: Estimate(value: 0.1, standardError: 0.01), orders: Estimate(value: 0.1, standardError: 0.01)))
        func standing(_ mean: Double, _ best: Int, _ regret: Double) -> Standing {
            Standing(
                mean: Estimate(value: mean, standardError: 200), best: Proportion(count: best, trials: 10_000),
                regret: Estimate(value: regret, standardError: 100))
        }
        return Comparison(
            subjects: [subject],
            provenance: ForecastProvenance(
                seed: 1, trials: 10_000, requestedTrials: 10_000, version: "0.1.0", engine: .chain),
            contenders: ["celebrity", "small"],
            profiles: [
                profile("celebrity", profit: -2_000, losses: 6_000, factor: 1.1),
                profile("small", profit: 10_300, losses: 2_300, factor: 0.9),
            ], metrics: [.profit],
            pairs: [
                ComparedPair(
                    first: 0, second: 1, differences: [.profit: difference],
                    dominance: [.profit: DominanceVerdict(firstOrder: .second, secondOrder: .second)],
                    byLine: [("mega", Estimate(value: -12_300, standardError: 150))])
            ], standings: [.profit: [standing(-2_000, 600, 12_500), standing(10_300, 9_400, 200)]],
            best: [.profit: [1]])
    }()

    static func goals(_ counts: Int...) -> [(goal: Goal, met: Proportion)] {
        zip(scenario.goals, counts).map { ($0, Proportion(count: $1, trials: 10_000)) }
    }

    /// A group whose conversions grow with `scale` and whose CPA falls with it.
    static func group(budget: Double, scale: Double, noOrder: Int = 0) -> GroupForecast {
        GroupForecast(
            budget: budget,
            metrics: [
                .conversions: summary(1_834 * scale, 0.6, error: 14),
                .cost: summary(budget * 0.97, 0.02, error: 35),
                .cpa: summary(budget * 0.97 / (1_834 * scale), 0.7, error: 0.8, infinite: noOrder),
                .roi: summary(-0.62 + scale / 10, 0.4, error: 0.006),
                .creators: exact([19, 20, 20, 21, 22, 22, 23], mean: 21.04, error: 0.02),
                .unspent: summary(3_412.5, 0.5, error: 22),
                .posts: exact([20, 21, 22, 23, 24, 25, 26], mean: 23, error: 0.02),
            ],
            noOrder: Proportion(count: noOrder, trials: 10_000), nobodyHired: Proportion(count: 0, trials: 10_000),
            almostNothingSold: Proportion(count: 0, trials: 10_000),
            trade: [
                .cpm: summary(120, 0.3, error: 0.7).quantiles, .costPerClick: summary(4.2, 0.3, error: 0.03).quantiles,
                .ordersPerPost: summary(30, 0.3, error: 0.2).quantiles,
            ])
    }

    /// A group that never hired anybody.
    static func nothing(budget: Double) -> GroupForecast {
        let zero = exact(Array(repeating: 0, count: 7), mean: 0, error: 0)
        var undefined = MetricSummary(
            mean: nil, sd: nil, quantiles: [], expectedShortfall: nil, undefined: 10_000, infinite: 0, layers: nil)
        undefined.undefined = 10_000
        return GroupForecast(
            budget: budget,
            metrics: [.conversions: zero, .cost: zero, .creators: zero, .cpa: undefined, .roi: undefined],
            noOrder: Proportion(count: 0, trials: 10_000), nobodyHired: Proportion(count: 10_000, trials: 10_000),
            almostNothingSold: Proportion(count: 0, trials: 10_000), trade: [.cpm: [], .costPerClick: []])
    }

    private static func exact(_ values: [Double], mean: Double, error: Double) -> MetricSummary {
        MetricSummary(
            mean: Estimate(value: mean, standardError: error), sd: error * 100,
            quantiles: zip(QuantileEstimate.reported, values).map {
                QuantileEstimate(probability: $0, value: $1, low: $1, high: $1)
            }, expectedShortfall: values[0], undefined: 0, infinite: 0, layers: nil)
    }

    private static func summary(_ median: Double, _ spread: Double, error: Double, infinite: Int = 0) -> MetricSummary {
        let steps = [-1, -0.8, -0.45, 0, 0.55, 1.3, 1.9]
        var quantiles = zip(QuantileEstimate.reported, steps).map { probability, step in
            let value = median + median.magnitude * spread * step * 0.5
            return QuantileEstimate(
                probability: probability, value: value, low: value - 2 * error, high: value + 2 * error)
        }
        if infinite > 0 { quantiles[6].high = .infinity }
        return MetricSummary(
            mean: Estimate(value: median * 1.1, standardError: error), sd: infinite > 0 ? nil : error * 100,
            quantiles: quantiles, expectedShortfall: infinite > 0 ? .infinity : median * 0.3, undefined: 0,
            infinite: infinite,
            layers: VarianceLayers(
                uncertainty: Estimate(value: 0.6213, standardError: 0.012),
                creators: Estimate(value: 0.2987, standardError: 0.012),
                posts: Estimate(value: 0.0612, standardError: 0.004),
                orders: Estimate(value: 0.0188, standardError: 0.001)))
    }
}
