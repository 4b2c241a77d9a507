// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignScenarios

/// The shipped scenarios as campaigns whose assumptions can be moved.
private let campaigns: [(name: String, campaign: PreparedCampaign)] = {
    let files = (try? shippedScenarios()) ?? []
    return files.compactMap { file in
        guard let bytes = try? Data(contentsOf: file),
            let read = try? ScenarioReader(readData: { _ in throw NoSuchFile() }).read(
                bytes: Array(bytes), file: "s.yaml"),
            let campaign = try? PreparedCampaign(Subject(read.scenario), isAdjustable: true)
        else { return nil }
        return (file.lastPathComponent, campaign)
    }
}()

/// Those whose posts are counted together.
private let pooled = campaigns.filter { item in
    PlanTable(adjustable: item.campaign, nil, ForecastOptions(trials: 1)).obstacle == nil
}

private let metrics: [Metric] = [
    .conversions, .cost, .profit, .revenue, .creators, .posts, .fees, .views, .clicks, .refunds,
]

/// The same metrics of a campaign's splits by a run.
private func simulated(
    _ campaign: PreparedCampaign, trials: Int, searching: Bool = false
) throws -> SampleTable<SplitColumn> {
    var options = ForecastOptions(trials: trials, seed: 3)
    if searching { options = options.searching }
    let study = CampaignStudy(campaign: campaign, metrics: metrics, options: options)
    return try Runner(options).table(of: study.run, in: RunContext()) { study.read($0.outcomes) }
}

private func previewed(_ campaign: PreparedCampaign, trials: Int) throws -> SampleTable<SplitColumn> {
    let table = PlanTable(adjustable: campaign, metrics, ForecastOptions(trials: trials, seed: 3, threads: 2))
    return try table.table(of: PlanMove(campaign.scenario), in: RunContext())
}

@Suite("A plan that is moved")
struct PlanTableTests {
    @Test("has the creators, posts, fees and views of a run, trial by trial", arguments: pooled.indices)
    func sameHires(number: Int) throws {
        let (name, campaign) = pooled[number]
        let (run, preview) = (try simulated(campaign, trials: 10), try previewed(campaign, trials: 10))
        for split in campaign.scenario.splits.indices {
            for metric in [Metric.creators, .posts] {
                let key = SplitColumn.metric(metric, split: split)
                #expect(run[key] == preview[key], "\(name), \(metric)")
            }
            for metric in [Metric.fees, .views] {
                let key = SplitColumn.metric(metric, split: split)
                // Single precision of every term.
                let isNear = zip(run[key], preview[key]).allSatisfy { abs($0 - $1) <= 2e-7 * $0 + 1 }
                #expect(isNear, "\(name), \(metric)")
            }
        }
    }

    @Test("stands where a table stands that never knew another place", arguments: pooled.indices)
    func sameAsFresh(number: Int) throws {
        let (name, campaign) = pooled[number]
        let options = ForecastOptions(trials: 6, seed: 4, threads: 1)
        let table = PlanTable(adjustable: campaign, metrics, options)
        let assumptions = table.campaign.assumptions
        let source = RandomSource(seed: 11)
        source.open(StreamName("plan", use: "moves"), trial: number)
        for step in 0..<6 {
            var plan = PlanMove(campaign.scenario)
            for split in plan.splits.indices {
                for line in plan.splits[split].amounts.indices {
                    plan.splits[split].amounts[line] *= 2 * source.uniform()
                }
            }
            for _ in 0..<step % 3 {
                let assumption = assumptions[Int(source.uniform() * Double(assumptions.count))]
                plan.set(assumption, to: assumption.value(at: assumption.span * (source.uniform() - 0.5)))
            }
            let fresh = PlanTable(adjustable: campaign, metrics, options)
            let (moved, known) = (
                try table.table(of: plan, in: RunContext()), try fresh.table(of: plan, in: RunContext())
            )
            for (key, values) in known.all {
                let isSame = zip(values, moved[key]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
                #expect(isSame, "\(name), step \(step), \(key)")
            }
        }
    }

    @Test("is simulated as a run is where posts cannot be counted together")
    func obstacles() throws {
        let others = campaigns.filter { item in !pooled.contains { $0.name == item.name } }
        #expect(!others.isEmpty)
        for (name, campaign) in others.prefix(2) {
            let (run, preview) = (try simulated(campaign, trials: 3), try previewed(campaign, trials: 3))
            for (key, values) in run.all {
                let isSame = zip(values, preview[key]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
                #expect(isSame, "\(name), \(key)")
            }
        }
    }

    @Test("tells a preview's figures from its trials")
    func figures() throws {
        let campaign = try #require(pooled.first).campaign
        let options = ForecastOptions(trials: 1_100, seed: 3, threads: 2)
        let table = try PlanTable(campaign: campaign, metrics: metrics, options: options)
        let plan = PlanMove(campaign.scenario)
        let (preview, columns) = (try table.preview(of: plan), try table.table(of: plan, in: RunContext()))
        #expect(preview.trials == 1_100)
        // Whole blocks of 512.
        #expect(try table.preview(of: plan, trials: 100).trials == 512)
        for (number, split) in preview.splits.enumerated() {
            let profit = columns[.metric(.profit, split: number)].sorted()
            let found = try #require(split.metrics[.profit])
            #expect(abs((found.mean?.value ?? .nan) - profit.reduce(0, +) / 1_100) < 1e-6)
            #expect(found.low == profit[54] && found.median == profit[549] && found.high == profit[1_044])
            #expect(preview.winsOver[number][number] == 0.5)
        }
        #expect(abs(preview.winsOver[0][1] + preview.winsOver[1][0] - 1) < 1e-12)
    }
}

@Suite("The law of a plan that is moved")
struct PlanTableStatisticalTests {
    /// The greatest deviation, in standard errors, of the mean and of the variance of what previews sell from what runs do, their creators and
    /// views being the same; `factor` on what previews sell.
    private func deviation(_ number: Int, factor: Double = 1, trials: Int = 200) throws -> Double {
        let campaign = pooled[number].campaign
        return deviation(
            try previewed(campaign, trials: trials), from: try simulated(campaign, trials: trials),
            splits: campaign.scenario.splits.count, factor: factor)
    }

    private func deviation(
        _ preview: SampleTable<SplitColumn>, from run: SampleTable<SplitColumn>, splits: Int, factor: Double = 1
    ) -> Double {
        let trials = run.rowCount
        var greatest = 0.0
        for split in 0..<splits {
            for metric in [Metric.conversions, .clicks, .refunds, .revenue, .profit] {
                let key = SplitColumn.metric(metric, split: split)
                let (one, other) = (run[key], preview[key].map { $0 * factor })
                let mean = one.reduce(0, +) / Double(trials)
                for power in 1...2 {
                    let gaps = zip(one, other).map { one, other in
                        let (a, b) = (one - mean, other - mean)
                        return power == 1 ? a - b : a * a - b * b
                    }
                    let estimate = MeanInfluence(gaps).estimate
                    if estimate.standardError > 0 {
                        greatest = max(greatest, abs(estimate.value) / estimate.standardError)
                    }
                }
            }
        }
        return greatest
    }

    @Test("is that of a run", arguments: pooled.indices)
    func sameLaw(number: Int) throws {
        // At most 9 splits, 5 metrics and 2 moments: 90 two-sided tests at a joint risk of 10⁻⁶ for each of a dozen scenarios.
        #expect(try deviation(number) < 6.2, "\(pooled[number].name)")
    }

    @Test("is told from one that sells a tenth more", arguments: pooled.indices.prefix(2))
    func twin(number: Int) throws {
        #expect(try deviation(number, factor: 1.1) > 6.2, "\(pooled[number].name)")
    }

    @Test("is that of a search, in which the creators of a run are counted together", arguments: campaigns.indices)
    func search(number: Int) throws {
        let (name, campaign) = campaigns[number]
        let (run, search) = (
            try simulated(campaign, trials: 200), try simulated(campaign, trials: 200, searching: true)
        )
        #expect(deviation(search, from: run, splits: campaign.scenario.splits.count) < 6.2, "\(name)")
        #expect(run[.metric(.fees, split: 0)] == search[.metric(.fees, split: 0)])
        #expect(run[.metric(.conversions, split: 0)] != search[.metric(.conversions, split: 0)])
    }
}
