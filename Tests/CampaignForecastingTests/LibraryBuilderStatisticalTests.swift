// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// Libraries of campaigns whose laws are known.
@Suite struct LibraryBuilderStatisticalTests {
    private func library(
        _ fixture: CampaignFixture, trials: Int = 2_000, seed: UInt64 = 1, threads: Int = 1
    ) throws -> DistributionLibrary {
        let campaign = try PreparedCampaign(fixture.scenario)
        let options = ForecastOptions(trials: trials, seed: seed, threads: threads, layerTrials: 0)
        let builder = LibraryBuilder(campaign: campaign, options: options)
        _ = try Forecaster(campaign: campaign, options: options).run(onBlock: { builder.append($0) })
        return builder.library()
    }

    private func law(_ member: DistributionLibrary.Member) -> Metalog {
        let lower = member.lowerBound
        let bounds: Metalog.Bounds =
            member.upperBound.map { .both(lower ?? .nan, $0) } ?? lower.map { .lower($0) } ?? .none
        return Metalog(member.coefficients, bounds: bounds)
    }

    private func member(_ library: DistributionLibrary, _ metric: Metric) throws -> DistributionLibrary.Member {
        try #require(library.members.first { $0.content == .metric(metric, split: 0) })
    }

    @Test func anAssumptionHasTheLawThatItWasGiven() throws {
        let laws: [(QuantityKey, Distribution)] = [
            (.orderValue, .logNormal(low: 40, high: 60)), (.grossMargin, .beta(alpha: 20, beta: 30)),
            (.clicksPerView, .uniform(min: 0.2, max: 0.4)), (.viewsPerFollower, .gamma(shape: 3, scale: 0.1)),
        ]
        var fixture = CampaignFixture()
        for (key, distribution) in laws { fixture[key] = .shared(.uncertain(distribution)) }
        let found = try library(fixture)
        for (key, distribution) in laws {
            let label = fixture.path(key).text
            let member = try #require(found.members.first { $0.content == .assumption(label: label) })
            // The metalog is held against 4,096 values, each of which stands for as much probability.
            #expect(member.misfit < 0.01)
            for probability in stride(from: 0.01, through: 0.99, by: 0.01) {
                let exact = distribution.probability(upTo: law(member).quantile(probability))
                #expect(abs(exact - probability) <= member.misfit + 1 / 4_096, "\(label) at \(probability)")
            }
            let mean = try #require(distribution.mean)
            #expect(abs(member.fitMean / mean - 1) < 0.01)
            #expect(abs(member.values.mean / mean - 1) < 0.002)
        }
    }

    @Test func whatIsKnownIsAConstant() throws {
        var fixture = CampaignFixture()
        fixture[.orderValue] = .shared(.uncertain(.logNormal(low: 40, high: 60)))
        let found = try library(fixture, trials: 200)
        let constants = found.constants.map(\.content)
        #expect(constants == [Metric.conversions, .cost, .cpa].map { .metric($0, split: 0) })
        // 20 creators at 500 with 1,000 followers each: one order a follower.
        #expect(found.constants.map(\.value) == [20_000, 10_000, 0.5])
        #expect(found.members.count == 4)
    }

    @Test func whatFollowsFromOneNumberIsShrunkUntilItIsPositiveDefinite() throws {
        var fixture = CampaignFixture()
        fixture[.orderValue] = .shared(.uncertain(.logNormal(low: 40, high: 60)))
        let found = try library(fixture, trials: 1_000)
        // Revenue, profit and ROI rise with the order value alone, so that all ranks are the same.
        #expect(found.correlationFactor < 1 && found.correlationFactor > 0.998)
        var matrix = CorrelationMatrix(count: 4)
        for row in 0..<4 {
            #expect(found.correlations[row][row] == 1)
            for column in 0..<row {
                #expect(abs(found.correlations[row][column] - found.correlationFactor) < 1e-9)
                matrix[row, column] = found.correlations[row][column]
            }
        }
        #expect(matrix.choleskyFactor() != nil)
    }

    @Test func theCorrelationsAreThoseOfTheScores() throws {
        var fixture = CampaignFixture()
        fixture[.orderValue] = .shared(.uncertain(.logNormal(low: 40, high: 60)))
        fixture[.grossMargin] = .shared(.uncertain(.beta(alpha: 20, beta: 30)))
        fixture.correlations = [
            Correlation(first: fixture.path(.orderValue), second: fixture.path(.grossMargin), rank: -0.5)
        ]
        let trials = 10_000
        let known = CorrelationMatrix.scoreCorrelation(rank: -0.5)
        let error = (1 - known * known) / Double(trials).squareRoot()
        let found = try library(fixture, trials: trials).correlations[1][0]
        #expect(abs(found - known) < 5 * error)
        // The twin: a rank correlation that is weaker by a fifth.
        let weaker = CorrelationMatrix.scoreCorrelation(rank: -0.4)
        #expect(abs(found - weaker) > 5 * error)
    }

    @Test func infiniteCostsArePartOfTheLibraryWhileTheyAreRare() throws {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.uncertain(.uniform(min: 0.2, max: 0.4)))
        fixture.addRisk("shop_down", probability: 0.03, .ordersPerClick, .multiply, 0)
        let rare = try library(fixture)
        let cpa = try member(rare, .cpa)
        #expect(cpa.values.greatest.isFinite)
        #expect(cpa.values.count == 2_000 - Int((cpa.infinite * 2_000).rounded()))
        // 3 % of 2,000 trials, five standard errors.
        #expect(abs(cpa.infinite - 0.03) < 5 * (0.03 * 0.97 / 2_000).squareRoot())
        #expect(rare.omissions.map(\.content) == [.event(name: "shop_down")])
        fixture.risks = []
        fixture.addRisk("shop_down", probability: 0.15, .ordersPerClick, .multiply, 0)
        let often = try library(fixture)
        #expect(often.omissions.map(\.content) == [.metric(.cpa, split: 0), .event(name: "shop_down")])
        #expect(often.omissions[0].reason.contains("infinite"))
        // Without an order in 15 of 100 trials, a law without jumps is off by half of that at least.
        let struck = try member(often, .conversions)
        #expect(struck.misfit > 0.05)
    }

    @Test func aLawWithJumpsSaysHowFarOffAMetalogIs() throws {
        var fixture = CampaignFixture()
        fixture[.orderValue] = .shared(.uncertain(.discrete(values: [40, 50, 60, 70], weights: [1, 1, 1, 1])))
        let found = try library(fixture, trials: 500)
        let label = fixture.path(.orderValue).text
        let member = try #require(found.members.first { $0.content == .assumption(label: label) })
        // A continuous law is off by half of each jump.
        #expect(member.misfit >= 0.125)
    }

    @Test func theLibraryDoesNotDependOnThreads() throws {
        var fixture = CampaignFixture()
        fixture[.ordersPerClick] = .shared(.uncertain(.uniform(min: 0.2, max: 0.4)))
        let (one, two) = (
            try library(fixture, trials: 3_000), try library(fixture, trials: 3_000, threads: 2)
        )
        #expect(one.correlations == two.correlations)
        #expect(one.members.map(\.coefficients) == two.members.map(\.coefficients))
    }
}
