// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

/// Which budget meets targets, held against runs with other draws. Tolerances are 5 standard errors (failure rate 6 · 10⁻⁷).
@Suite struct TargetSearchStatisticalTests {
    private static let goals = [
        Goal(metric: .conversions, relation: .atLeast, bound: 60), Goal(metric: .cpa, relation: .atMost, bound: 60),
    ]

    /// Two lines, the second of which sells more and more uncertainly.
    private func scenario(budget: Double, _ splits: [[Double]]) -> Scenario {
        var fixture = CampaignFixture()
        fixture.budget = budget
        fixture.lines = ["a", "b"]
        fixture[.followers] = .varying(.logNormal(low: 30, high: 90))
        fixture[.fee] = .varying(.logNormal(low: 150, high: 400))
        fixture[.ordersPerClick] = .shared(.uncertain(.uniform(min: 0.02, max: 0.2)))
        fixture.splits = splits.enumerated().map {
            Split(name: "s\($0)", shares: ["a": $1[0] / budget, "b": $1[1] / budget])
        }
        fixture.extras[QuantityPath("lines.b.orders_per_click")] = Quantity(
            law: .shared(.uncertain(.uniform(min: 0.01, max: 0.3))))
        var scenario = fixture.scenario
        scenario.goals = Self.goals
        scenario.lines[1].assumptions[.ordersPerClick] = QuantityPath("lines.b.orders_per_click")
        return scenario
    }

    @Test func chancesAreThoseOfRunsWithOtherDraws() throws {
        let trials = 400
        let campaign = try PreparedCampaign(scenario(budget: 5_000, [[2_500, 2_500]]))
        let found = try Optimiser(
            campaign: campaign, problem: OptimisationProblem(isCoarse: true, allowsUnhired: true),
            options: ForecastOptions(trials: trials, seed: 1, threads: 1, layerTrials: 0)
        ).run(targets: Self.goals, sure: 0.4)
        let question = try #require(found.question)
        for number in [4, question.likeliest, question.points.count - 1] {
            let point = question.points[number]
            // Of the split, of what each target meets by itself, and of the file's own split with that budget.
            let splits = [point.amounts, [point.budget / 2, point.budget / 2]]
            let other = try PreparedCampaign(scenario(budget: point.budget, splits))
            let samples = try LineSamples(
                other, rows: splits, isJoint: false, metrics: [.profit, .cost, .cpa, .conversions],
                trials: 0..<4 * trials, options: ForecastOptions(trials: trials, seed: 99, threads: 1))
            func met(_ goals: [Goal], _ split: Int) -> Double {
                let columns = samples.columns([.profit, .cost, .cpa, .conversions], [split, split])
                return SplitScorer.allMet(goals, columns, 4 * trials).reduce(0, +) / Double(4 * trials)
            }
            func agrees(_ share: Double, _ chance: Proportion, shift: Double = 0) -> Bool {
                let variance = max(share * (1 - share), 0.01) * (1 / Double(trials) + 1 / Double(4 * trials))
                return abs(share + shift - chance.value) < 5 * variance.squareRoot()
            }
            #expect(agrees(met(Self.goals, 0), point.chance))
            #expect(agrees(met(Self.goals, 1), point.own[0]))
            for (goal, each) in zip(Self.goals, point.each) { #expect(agrees(met([goal], 0), each)) }
            // The twin: a fifth more or less is told apart.
            #expect(!agrees(met(Self.goals, 0), point.chance, shift: 0.2))
            #expect(!agrees(met(Self.goals, 0), point.chance, shift: -0.2))
        }
        for point in question.points {
            #expect(point.each.allSatisfy { $0.count >= point.chance.count })
            #expect(point.own.allSatisfy { $0.count <= point.chance.count })
        }
        // The answer follows from the points alone.
        if let smallest = question.smallest {
            #expect(question.points[..<smallest].allSatisfy { $0.chance.value < 0.4 })
            #expect(question.low ?? .max <= smallest && smallest <= question.high ?? .max)
        }
    }
}
