// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Holds forecasts against outcomes.
public struct Backtester: Sendable {
    /// The powers of the return by which draws are weighted.
    public let selections: [Double]

    /// A test at `selections`, each 0 or above.
    public init(selections: [Double]) { self.selections = selections }

    // MARK: - Forecasts made now

    /// The draws of the first split of a campaign.
    ///
    /// - Parameters:
    ///   - campaign: a prepared campaign.
    ///   - countsTracked: whether return and cost per order are those of tracked orders; of revenue their share in the orders is
    ///     taken.
    ///   - options: how the forecast is computed.
    ///   - context: asked before each block, and told the trials that are done.
    public static func draws(
        of campaign: PreparedCampaign, countsTracked: Bool = false, options: ForecastOptions,
        in context: RunContext = RunContext()
    ) throws(CancellationError) -> OutcomeDraws {
        let group = ForecastGroups.Group(split: 0, lines: ForecastGroups.used(campaign.scenario, 0))
        let metrics: [Metric] = countsTracked ? [.roas, .cpa, .conversions, .trackedOrders, .cost] : [.roas, .cpa]
        let run = CampaignRun(campaign, kept: Metric.outcomes(of: metrics))
        let table = try Runner(options).table(of: run, in: context) { block in
            let columns = ForecastGroups.columns(of: metrics, block.outcomes, group)
            guard countsTracked else { return SampleTable(Array(zip(metrics, columns)).map { ($0, $1) }) }
            let (roas, orders, tracked, cost) = (columns[0], columns[2], columns[3], columns[4])
            return SampleTable([
                (.roas, roas.indices.map { orders[$0] > 0 ? roas[$0] * tracked[$0] / orders[$0] : roas[$0] }),
                (.cpa, cost.indices.map { Metric.cpa.ratio(cost[$0], tracked[$0]) }),
            ])
        }
        return OutcomeDraws(returns: table[.roas], costsPerOrder: table[.cpa])
    }

    /// Forecasts campaigns and holds the forecasts against what is known of them.
    ///
    /// - Parameters:
    ///   - campaigns: prepared campaigns with one split each, and their outcomes.
    ///   - options: how the forecasts are computed, all with the same seed.
    ///   - context: asked before each block, and told the trials that are done.
    public func run(
        _ campaigns: [(campaign: PreparedCampaign, outcome: KnownOutcome)], options: ForecastOptions,
        in context: RunContext = RunContext()
    ) throws(CancellationError) -> Backtest {
        let total = campaigns.count * options.trials
        var cases: [Backtest.Case] = []
        for (number, (campaign, outcome)) in campaigns.enumerated() {
            let own = number * options.trials..<(number + 1) * options.trials
            let draws = try Self.draws(
                of: campaign, countsTracked: outcome.countsTracked, options: options,
                in: context.part(own, of: total))
            cases.append(score(outcome, draws))
        }
        return backtest(cases, ForecastProvenance(options), of: campaigns.map(\.campaign.subject))
    }
}

// MARK: - Forecasts from anywhere

extension Backtester {
    /// An outcome held against draws, at every selection.
    public func score(_ outcome: KnownOutcome, _ draws: OutcomeDraws) -> Backtest.Case {
        let powers = selections.map { outcome.isSelected ? $0 : 0 }
        return Backtest.Case(
            outcome: outcome, spent: draws.spent,
            scores: powers.map { power in
                outcome.metric.flatMap {
                    OutcomeScore(metric: $0, value: outcome.value, draws: draws, selection: power)
                }
            },
            chances: outcome.chances.map { stated in
                powers.map { power in
                    draws.law(of: .roas, selection: power)?.probability(
                        where: stated.holds) ?? Estimate(value: .nan, standardError: .nan)
                }
            }, figure: Scorer.score(outcome, draws))
    }

    /// What scored cases show together.
    public func backtest(
        _ cases: [Backtest.Case], _ provenance: ForecastProvenance, of subjects: [Subject] = []
    ) -> Backtest {
        let underFee = cases.filter { !$0.outcome.isPaidByResult }
        return Backtest(
            subjects: subjects, provenance: provenance, selections: selections, cases: cases,
            headline: summaries(underFee),
            underPerformancePay: summaries(cases.filter(\.outcome.isPaidByResult)),
            strata: Backtest.Trait.allCases.flatMap { trait in
                strata(trait, trait == .deal ? cases : underFee)
            })
    }

    private func summaries(_ cases: [Backtest.Case]) -> [BacktestSummary] {
        selections.enumerated().map { number, selection in
            BacktestSummary(cases.compactMap { $0.scores[number] }, selection: selection)
        }
    }

    /// The strata of cases with a figure: tiers and platforms in their usual order, others by name.
    private func strata(_ trait: Backtest.Trait, _ cases: [Backtest.Case]) -> [Backtest.Stratum] {
        let compared = cases.filter { $0.scores.contains { $0 != nil } }
        let usual = Tier.allCases.map(\.rawValue) + Platform.allCases.map(\.rawValue)
        func rank(_ name: String) -> Int { usual.firstIndex(of: name) ?? usual.count }
        let names = Set(compared.compactMap { $0.outcome.traits[trait] }).sorted { (rank($0), $0) < (rank($1), $1) }
        return names.map { name in
            Backtest.Stratum(
                trait: trait, name: name, summaries: summaries(compared.filter { $0.outcome.traits[trait] == name }))
        }
    }
}
