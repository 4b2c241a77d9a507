// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignSampling

/// Computes forecasts that are kept.
public struct Freezer: Sendable {
    private let campaign: PreparedCampaign
    private let options: ForecastOptions
    private let run: CampaignRun
    /// All lines of each split, and each line by itself.
    private let splits: [(whole: ForecastGroups.Group, lines: [ForecastGroups.Group])]

    /// A figure of a split.
    private struct Key: Hashable, Sendable {
        var split: Int
        var figure: ScoredFigure
    }

    /// The imagined campaigns in which what a calculator says is averaged: chance of single creators and posts is all that is left there.
    static let calculatorTrials = 2_000

    /// What is averaged of tracked orders.
    private static let plain = ScoredFigure.allCases.filter { !$0.isOfTracked }

    /// Computes frozen forecasts of a prepared campaign.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - options: how it is computed.
    public init(campaign: PreparedCampaign, options: ForecastOptions) {
        self.campaign = campaign
        self.options = options
        run = CampaignRun(campaign, kept: Metric.outcomes(of: Self.plain.map(\.metric)))
        splits = campaign.scenario.splits.indices.map { split in
            let used = ForecastGroups.used(campaign.scenario, split)
            return (
                ForecastGroups.Group(split: split, lines: used),
                used.map { ForecastGroups.Group(split: split, lines: [$0]) }
            )
        }
    }

    /// The forecast.
    ///
    /// - Parameters:
    ///   - date: the day on which it is frozen.
    ///   - context: asked before each block, and told the trials that are done.
    public func frozen(
        on date: String, in context: RunContext = RunContext()
    ) throws(CancellationError) -> FrozenForecast {
        let few = min(options.trials, Self.calculatorTrials)
        let total = options.trials + few
        let table = try Runner(options).table(of: run, in: context.part(0..<options.trials, of: total)) { block in
            columns(block.outcomes)
        }
        let central = try centralTable(trials: few, in: context.part(options.trials..<total, of: total))
        let scenario = campaign.scenario
        return FrozenForecast(
            of: campaign.subject, ForecastProvenance(options), date: date,
            splits: scenario.splits.enumerated().map { number, split in
                FrozenForecast.Split(
                    name: split.name,
                    budget: ForecastGroups.amounts(scenario, number).reduce(0) { $0 + $1.amount },
                    tier: tier(ofSplit: number),
                    figures: ScoredFigure.allCases.compactMap { figure in
                        PredictiveLaw(of: table[Key(split: number, figure: figure)]).map { law in
                            FrozenForecast.Figure(
                                figure, law: law, calculator: Self.mean(of: figure, inSplit: number, central))
                        }
                    })
            })
    }

    private func tier(ofSplit split: Int) -> String {
        let tiers = Set(ForecastGroups.used(campaign.scenario, split).map { campaign.scenario.lines[$0].tier })
        return tiers.count == 1 ? tiers.first?.rawValue ?? "mixed" : "mixed"
    }

    /// The mean of a figure, of a ratio that of the two means; nil where it is no number.
    private static func mean(of figure: ScoredFigure, inSplit split: Int, _ table: SampleTable<Key>) -> Double? {
        func mean(_ figure: ScoredFigure) -> Double {
            let values = table[Key(split: split, figure: figure)]
            return values.reduce(0, +) / Double(values.count)
        }
        let value = figure.ratio.map { figure.metric.ratio(mean($0.top), mean($0.bottom)) } ?? mean(figure)
        return value.isFinite ? value : nil
    }
}

// MARK: - Columns

extension Freezer {
    /// Every figure of every split in a block of trials.
    private func columns(_ block: OutcomeBlock) -> SampleTable<Key> {
        SampleTable(
            splits.indices.flatMap { split in
                var columns = Dictionary(
                    uniqueKeysWithValues: zip(
                        Self.plain,
                        ForecastGroups.columns(of: Self.plain.map(\.metric), block, splits[split].whole)))
                columns[.trackedRevenue] = trackedRevenue(block, splits[split].lines)
                for figure in ScoredFigure.allCases where columns[figure] == nil {
                    guard let ratio = figure.ratio, let top = columns[ratio.top], let bottom = columns[ratio.bottom]
                    else { continue }
                    columns[figure] = zip(top, bottom).map { figure.metric.ratio($0, $1) }
                }
                return ScoredFigure.allCases.map { (Key(split: split, figure: $0), columns[$0] ?? []) }
            })
    }

    /// The revenue of each line times the share of its orders that is tracked.
    private func trackedRevenue(_ block: OutcomeBlock, _ lines: [ForecastGroups.Group]) -> [Double] {
        var sum = Array(repeating: 0.0, count: block.count)
        for line in lines {
            let columns = ForecastGroups.columns(of: [.revenue, .trackedOrders, .conversions], block, line)
            for trial in sum.indices where columns[2][trial] > 0 {
                sum[trial] += columns[0][trial] * columns[1][trial] / columns[2][trial]
            }
        }
        return sum
    }

    /// The columns where every campaign-wide assumption stands at its middle.
    private func centralTable(trials: Int, in context: RunContext) throws(CancellationError) -> SampleTable<Key> {
        let program = campaign.program
        let middle = MovedValues(
            scores: Dictionary(uniqueKeysWithValues: program.leaves.indices.map { ($0, 0) }))
        return try BlockLoop.merged(
            SampleTable([]), trials: trials, threads: options.threads, in: context,
            worker: { options.engine.simulator(of: run) },
            work: { simulator, trials in
                let draws = program.draw(
                    program.scores(trials: trials, noise: options.noise), count: trials.count, moving: middle)
                return columns(simulator.outcomes(trials: trials, draws: draws, noise: options.noise))
            })
    }
}
