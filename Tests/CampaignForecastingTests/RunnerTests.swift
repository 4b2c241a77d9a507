// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Foundation
import Testing

@testable import CampaignForecasting

@Suite("A runner")
struct RunnerTests {
    private func campaign() throws -> PreparedCampaign {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.uncertain(.uniform(min: 0.1, max: 0.3)))
        return try PreparedCampaign(fixture.scenario)
    }

    /// The orders of each trial.
    private func table(_ plan: RunPlan, _ options: ForecastOptions) throws -> SampleTable<Outcome> {
        try Runner(plan, options).table(of: CampaignRun(try campaign(), kept: [.orders]), in: RunContext()) { block in
            let orders = block.outcomes.column(split: 0, line: 0, outcome: .orders)
            return SampleTable([(.orders, orders.map(Array.init) ?? [])])
        }
    }

    @Test("works out the same of parts of a run, merged, as of the whole")
    func shards() throws {
        let options = ForecastOptions(trials: 2_500, threads: 2)
        let whole = try table(RunPlan(options), options)
        var parts = SampleTable<Outcome>([])
        for trials in [0..<700, 700..<1_900, 1_900..<2_500] {
            parts.merge(try table(RunPlan(options, trials: trials), options))
        }
        #expect(parts[.orders] == whole[.orders] && whole.rowCount == 2_500)
    }

    @Test("imagines other campaigns for another purpose, and the same ones for the same plan")
    func purposes() throws {
        let options = ForecastOptions(trials: 40)
        let plan = RunPlan(options)
        let again = try JSONDecoder().decode(RunPlan.self, from: JSONEncoder().encode(plan))
        #expect(again == plan)
        #expect(try table(again, options)[.orders] == table(plan, options)[.orders])
        let other = try table(plan.drawing(.repeated, trials: 0..<40), options)[.orders]
        #expect(other != (try table(plan, options)[.orders]))
    }

    @Test("tells what it knows so far, ever more of it, and in the end the whole")
    func snapshots() async throws {
        let options = ForecastOptions(trials: 9_000, threads: 2, layerTrials: 0)
        let analysis = ForecastAnalysis(campaign: try campaign(), options: options)
        var seen: [Int] = []
        var last: Forecast?
        for try await snapshot in Runner(options).snapshots(of: analysis) {
            seen.append(snapshot.trials)
            #expect(snapshot.result.provenance.trials == snapshot.trials)
            #expect(snapshot.isLast == (snapshot.trials == 9_000))
            last = snapshot.result
        }
        #expect(seen == [1_024, 2_048, 4_096, 8_192, 9_000])
        let whole = try Forecaster(campaign: try campaign(), options: options).run()
        #expect(last?.splits[0].total.metrics == whole.splits[0].total.metrics)
    }

    @Test("ends when nobody listens any more")
    func unheard() async throws {
        let options = ForecastOptions(trials: 100_000_000, threads: 1, layerTrials: 0)
        let analysis = TableAnalysis([CampaignRun(try campaign(), kept: [.creators])]) { _ in [SampleTable<Int>([])] }
        for try await _ in Runner(options).snapshots(of: analysis) { break }
    }

    @Test("knows the error of replicates by the means of these")
    func errors() {
        let values = [1.0, 3, 2, 4, 9, 7]
        // Means 2, 3, 8 with the standard deviation √(62/6) = 3.215.
        #expect(abs(Batches.replicates(of: 2).standardError(ofMean: values) - (31.0 / 3 / 3).squareRoot()) < 1e-12)
        let independent = (values.reduce(0) { $0 + ($1 - 26.0 / 6) * ($1 - 26.0 / 6) } / 5 / 6).squareRoot()
        #expect(abs(Batches.independent.standardError(ofMean: values) - independent) < 1e-12)
        #expect(MeanInfluence(values, .replicates(of: 2)).estimate.standardError > independent)
    }

    /// The mean of a smooth output without luck: 10 creators, 1,000 views each, all of whom click, a fifth of whom orders.
    @Test("is exact with Sobol' points to the error that their copies show")
    func points() throws {
        var options = ForecastOptions(trials: 1_024, threads: 2)
        options.engine = MomentsEngine()
        var plan = RunPlan(options)
        plan.points = .sobol(points: 64, seed: 5)
        let points = MeanInfluence(try table(plan, options)[.orders], plan.points.batches).estimate
        let random = MeanInfluence(try table(RunPlan(options), options)[.orders]).estimate
        let truth = 20 * 1_000 * 0.2
        // Student's t with 15 degrees of freedom: 7.6 in one of a million.
        #expect(abs(points.value - truth) < 7.6 * points.standardError)
        #expect(abs(points.value - truth * 1.02) > 7.6 * points.standardError)
        #expect(points.standardError < random.standardError / 5)
    }
}
