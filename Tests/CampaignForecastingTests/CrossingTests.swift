// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Synchronization
import Testing

@testable import CampaignForecasting

/// A campaign whose margin is one uncertain number, and a margin that is linear in it with luck on top.
private final class LinearMargin: Sendable {
    private let campaign: PreparedCampaign
    private let slot: Int
    let assumption: Assumption
    /// The rows that were looked at.
    private let counted = Mutex(0)

    init() throws {
        var fixture = CampaignFixture()
        fixture[.grossMargin] = .shared(.uncertain(.uniform(min: 0, max: 1)))
        campaign = try PreparedCampaign(Subject(fixture.scenario), isAdjustable: true)
        assumption = try #require(campaign.assumptions.first { $0.key == .grossMargin })
        slot = try #require(campaign.program.paths.firstIndex(of: assumption.path))
    }

    var rows: Int { counted.withLock { $0 } }

    func evaluator(trials: Int) -> PointEvaluator<Int> {
        PointEvaluator(CampaignRun(campaign), ForecastOptions(trials: trials, seed: 3), threads: 1) { block, draws in
            let source = RandomSource(seed: 4)
            let luck = (0..<block.count).map { row in
                source.open(StreamName("margin", use: "luck"), trial: block.firstTrial + row)
                return source.gaussian()
            }
            self.counted.withLock { $0 += block.count }
            return SampleTable([(0, draws.columns[self.slot]), (1, luck)])
        }
    }

    /// Zero where the number is `bound`, with luck of this size.
    static func margin(_ bound: Double, luck: Double) -> Margin<Int> {
        Margin(value: { table in
            let mean = MeanInfluence(zip(table[0], table[1]).map { bound - $0 + luck * $1 }).estimate
            return (mean.value, mean.standardError)
        })
    }
}

@Suite("Crossings along a line")
struct CrossingTests {
    @Test(
        "lie where the margin of all trials is 0, though most points are looked at in few trials",
        arguments: [0.55, 0.8, 0.97])
    func found(bound: Double) throws {
        let line = try LinearMargin()
        let trials = 4_096
        let evaluator = line.evaluator(trials: trials)
        let point = { AssumptionPoint(moving: [line.assumption], to: [$0]) }
        let margin = LinearMargin.margin(bound, luck: 0.5)
        let found = try evaluator.crossings(
            of: [margin], span: line.assumption.span, in: RunContext(), at: point)[0]
        // The start, those that close in on the crossing and the two beside its interval; the ten others take an eighth.
        #expect(line.rows < 9 * trials)
        #expect(found.below == nil)
        let above = try #require(found.above)
        // What all trials say at any position: the number there against the bound, with the mean of all luck.
        let luck = try evaluator.evaluate([point(0)], in: RunContext())[0][1].reduce(0, +) / Double(trials)
        let exact = try #require(line.assumption.score(of: bound + 0.5 * luck))
        let error = 0.5 / Double(trials).squareRoot()
        let tolerance = 0.2 * error / (line.assumption.value(at: exact + 0.5) - line.assumption.value(at: exact - 0.5))
        #expect(abs(above.position - exact) <= tolerance + 0.01 * line.assumption.span / 5)
        #expect(above.change.isApart && above.falls)
    }

    @Test("are found of several margins in the points of each other")
    func several() throws {
        let line = try LinearMargin()
        let margins = [0.3, 0.55, 0.8].map { LinearMargin.margin($0, luck: 0.2) }
        let point = { AssumptionPoint(moving: [line.assumption], to: [$0]) }
        let together = try line.evaluator(trials: 1_024).crossings(
            of: margins, span: line.assumption.span, in: RunContext(), at: point)
        for (margin, crossings) in zip(margins, together) {
            let alone = try line.evaluator(trials: 1_024).crossings(
                of: [margin], span: line.assumption.span, in: RunContext(), at: point)[0]
            #expect(
                (alone.below == nil) == (crossings.below == nil) && (alone.above == nil) == (crossings.above == nil))
            for (one, other) in zip(alone.all, crossings.all) { #expect(abs(one.position - other.position) < 0.03) }
        }
        #expect(together[0].below != nil && together[1].above != nil && together[2].above != nil)
    }
}
