// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Synchronization
import Testing

@testable import CampaignForecasting

/// What a run was told and asked, and when it is to end.
private final class Watcher: Sendable {
    private let state = Mutex<(asked: Int, told: [(done: Int, total: Int)])>((0, []))
    private let lasting: Int

    /// Ends the run the first time that it is asked after `lasting` times.
    init(lasting: Int = .max) { self.lasting = lasting }

    var told: [(done: Int, total: Int)] { state.withLock { $0.told } }

    var context: RunContext {
        RunContext(
            progress: { done, total in self.state.withLock { $0.told.append((done, total)) } },
            isCancelled: {
                self.state.withLock { state in
                    state.asked += 1
                    return state.asked > self.lasting
                }
            })
    }
}

@Suite("The context of a run")
struct RunContextTests {
    private static let options = ForecastOptions(trials: 300, seed: 1, threads: 2, layerTrials: 0)

    /// Two splits, of which something is uncertain and claimed.
    private static func scenario() throws -> Scenario {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.uncertain(.beta(alpha: 3, beta: 60)))
        return fixture.scenario
    }

    /// Every analysis, ended at once.
    private static func analyses(_ context: RunContext) throws -> [(name: String, run: () throws -> Void)] {
        let scenario = try scenario()
        let campaign = try PreparedCampaign(scenario)
        let contenders = [0, 0].map { Comparer.Contender(label: "a", campaign: 0, split: $0) }
        let methods: [Sensitivity.Method] = [.bins, .sobol, .shapley, .morris]
        var all: [(name: String, run: () throws -> Void)] = methods.map { method in
            (
                "\(method)",
                {
                    _ = try SensitivityAnalyser(
                        campaign: campaign, method: method, metric: .profit, options: options
                    ).run(in: context)
                }
            )
        }
        all += [
            ("forecast", { _ = try Forecaster(campaign: campaign, options: options).run(in: context) }),
            (
                "comparison",
                {
                    _ = try Comparer(campaigns: [campaign], contenders: contenders, options: options).run(in: context)
                }
            ),
            (
                "optimisation",
                {
                    _ = try Optimiser(campaign: campaign, problem: OptimisationProblem(), options: options)
                        .run(in: context)
                }
            ),
            (
                "stress",
                { _ = try StressTester(campaign: campaign, metric: .profit, options: options).run(in: context) }
            ),
            ("draws", { _ = try Backtester.draws(of: campaign, options: options, in: context) }),
            ("pilots", { _ = try campaign.hireabilityWarnings(in: context) }),
        ]
        return all
    }

    @Test("ends every analysis with an error")
    func everyAnalysisThrows() throws {
        let ended = RunContext(isCancelled: { true })
        for analysis in try Self.analyses(ended) {
            #expect(throws: CancellationError.self, "\(analysis.name)") { try analysis.run() }
        }
        #expect(throws: CancellationError.self) { try ended.check() }
        #expect(throws: Never.self) { try RunContext().check() }
    }

    @Test("hears all of an analysis, and never less than before")
    func progress() throws {
        for number in try Self.analyses(RunContext()).indices {
            let watcher = Watcher()
            let analysis = try Self.analyses(watcher.context)[number]
            try analysis.run()
            let told = watcher.told
            let last = try #require(told.last, "\(analysis.name)")
            #expect(last.done == last.total, "\(analysis.name)")
            #expect(told.map(\.done) == told.map(\.done).sorted(), "\(analysis.name)")
        }
    }

    @Test("gives a part of a run its share of the whole")
    func parts() {
        let watcher = Watcher()
        let part = watcher.context.part(100..<200, of: 400)
        part.report(done: 1, of: 4)
        part.report(done: 4, of: 4)
        part.unheard.report(done: 1, of: 1)
        #expect(watcher.told.map(\.done) == [125, 200] && watcher.told.map(\.total) == [400, 400])
    }

    @Test("leaves a forecast what is complete")
    func partialForecast() throws {
        let campaign = try PreparedCampaign(try Self.scenario())
        let options = ForecastOptions(trials: 4_000, seed: 1, threads: 1, layerTrials: 0)
        let partial = try Forecaster(campaign: campaign, options: options).run(in: Watcher(lasting: 2).context)
        #expect(partial.provenance.trials == 2 * BlockLoop.trials && partial.provenance.isPartial)
        var short = options
        short.trials = 2 * BlockLoop.trials
        let whole = try Forecaster(campaign: campaign, options: short).run()
        #expect(partial.splits[0].total.metrics == whole.splits[0].total.metrics)
    }

    // One number of threads after the other, and no thread spins: two that wait for a second thread at once may take all there are.
    @Test("frees threads that wait for a block that is given up", .serialized, arguments: [1, 2, 7])
    func abandonedBlock(threads: Int) {
        // The first block gives up only when the others have run as far ahead as they may.
        let started = Atomic<Int>(0)
        #expect(throws: CancellationError.self) {
            try BlockLoop.run(
                trials: 100, threads: threads, blockTrials: 1, in: RunContext(), worker: {},
                work: { (_, block) throws(CancellationError) -> Int in
                    started.wrappingAdd(1, ordering: .relaxed)
                    guard block.lowerBound == 0 else { return block.lowerBound }
                    while threads > 1, started.load(ordering: .relaxed) < 2 * threads + 2 {
                        Thread.sleep(forTimeInterval: 0.001)
                    }
                    throw CancellationError()
                }, collect: { _ in Issue.record("nothing follows on nothing") })
        }
    }
}
