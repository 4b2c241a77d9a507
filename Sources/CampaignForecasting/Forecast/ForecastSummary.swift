// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Turns what was accumulated over trials into a forecast.
struct ForecastSummary: Sendable {
    let campaign: PreparedCampaign
    let options: ForecastOptions
    let groups: ForecastGroups
    let result: ForecastAccumulator

    var forecast: Forecast {
        let summaries = summariesOfGroups
        return Forecast(
            subject: campaign.subject, provenance: ForecastProvenance(options, trials: result.trials),
            splits: campaign.scenario.splits.indices.map { split(number: $0, summaries) },
            distributions: distributions, profitPairs: profitPairs, risks: risks, warnings: warnings)
    }

    /// The groups' summaries in their order, made on as many threads as the run: sorting takes a while.
    private var summariesOfGroups: [GroupForecast] {
        ParallelMap.of(Array(groups.all.indices), threads: options.threads) { summary($0) }
    }

    private func summary(_ number: Int) -> GroupForecast {
        let scenario = campaign.scenario
        let group = groups.all[number]
        let split = scenario.splits[group.split]
        let budget = group.lines.reduce(0) { $0 + scenario.amount(of: scenario.lines[$1], in: split) }
        var metrics: [Metric: MetricSummary] = [:]
        for (index, metric) in groups.metrics.enumerated() {
            metrics[metric] = result.part(number, index).summary(metric, isUncertain: campaign.isUncertain)
        }
        return GroupForecast(
            budget: budget, metrics: metrics,
            noOrder: Proportion(count: result.noOrder[number], trials: result.trials),
            nobodyHired: Proportion(count: result.nobodyHired[number], trials: result.trials),
            almostNothingSold: Proportion(count: result.almostNothingSold[number], trials: result.trials),
            trade: Dictionary(
                zip(TradeFigure.allCases, result.trade(number, groups).map { $0.summary(worstIsHigh: true).quantiles })
            ) { first, _ in first })
    }

    private func split(number: Int, _ summaries: [GroupForecast]) -> SplitForecast {
        let scenario = campaign.scenario
        let used = ForecastGroups.used(scenario, number)
        func forecast(_ lines: [Int]) -> GroupForecast? {
            groups.number(split: number, lines: lines).map { summaries[$0] }
        }
        let nothing = GroupForecast(
            budget: 0, metrics: [:], noOrder: Proportion(count: 0, trials: result.trials),
            nobodyHired: Proportion(count: result.trials, trials: result.trials),
            almostNothingSold: Proportion(count: 0, trials: result.trials), trade: [:])
        return SplitForecast(
            name: scenario.splits[number].name, total: forecast(used) ?? nothing,
            tiers: Tier.allCases.compactMap { tier in
                forecast(used.filter { scenario.lines[$0].tier == tier }).map { (tier, $0) }
            },
            platforms: Platform.allCases.compactMap { platform in
                forecast(used.filter { scenario.lines[$0].platform == platform }).map { (platform, $0) }
            },
            lines: used.compactMap { line in forecast([line]).map { (scenario.lines[line].name, $0) } },
            goals: scenario.goals.enumerated().map { goal, wanted in
                (wanted, Proportion(count: result.goalsMet[number][goal], trials: result.trials))
            }, losses: Proportion(count: result.losses[number], trials: result.trials),
            profile: result.profiles[number].profile(
                scenario.splits[number].name, ForecastGroups.amounts(scenario, number), of: scenario),
            weekly: result.weekly.isEmpty ? nil : result.weekly[number].forecast)
    }

    private var distributions: [MetricDistribution] {
        let scenario = campaign.scenario
        let nothing = ForecastAccumulator.MetricPart(samples: SampleStore(trials: 1))
        return MetricDistribution.followed(scenario).map { metric in
            let index = groups.metrics.firstIndex(of: metric)
            return MetricDistribution(
                metric,
                of: scenario.splits.indices.map { split in
                    let number = groups.number(split: split, lines: ForecastGroups.used(scenario, split))
                    guard let number, let index else { return nothing }
                    return result.part(number, index)
                })
        }
    }

    private var profitPairs: [ProfitPair] {
        zip(Array(campaign.scenario.splits.indices).pairs, result.profitPairs).map { $1.pair($0.0, $0.1) }
    }

    private var risks: [RiskForecast] {
        campaign.scenario.risks.enumerated().map { number, risk in
            RiskForecast(
                name: risk.name,
                struck: Proportion(count: result.risks[number].first?.struck ?? 0, trials: result.trials),
                splits: zip(campaign.scenario.splits, result.risks[number]).map { ($0.name, $1.effects) })
        }
    }

    private var warnings: [String] {
        campaign.program.paths.indices.compactMap { slot in
            let count = result.held[slot]
            guard count > 0, let range = campaign.program.ranges[slot] else { return nil }
            let name = campaign.program.paths[slot].inWords
            return "\(name) left \(range.lowerBound)…\(range.upperBound) in \(count) of \(result.trials) "
                + "trials and was held at the nearer end"
        }
    }
}
