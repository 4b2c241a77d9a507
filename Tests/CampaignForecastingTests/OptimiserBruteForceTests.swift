// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

/// What a search claims, held against every split by itself: small campaigns with lumpy prices and few creators, whose splits are
/// all run.
@Suite struct OptimiserBruteForceTests {
    /// A small campaign of lines whose creators have a price, a pool and followers of their own.
    struct Small {
        var prices: [Double] = []
        var pools: [Double] = []
        var followers: [Double] = []
        var own: [[Double]] = []
        /// Orders a view; 1 where nothing is left to chance.
        var rate = 1.0
        /// Whether the fees of the first line differ between creators.
        var varies = false
        var budget = 1_000.0
        var goals: [Goal] = []

        init(_ random: inout Words, lines: Int) {
            for _ in 0..<lines {
                prices.append(random.pick([90, 200, 333, 333.33, 450]))
                pools.append(random.pick([1, 2, 3]))
                followers.append(random.pick([3, 8, 12, 20]))
            }
            // One split as a planner writes it, and one to the cent that hires the first line's creators and nobody too much.
            let first = min(prices[0] * random.pick([1, 2]) + random.pick([0, 0.01]), 1_000)
            own = [
                (0..<lines).map { $0 == 0 ? 600 : 400 / Double(lines - 1) },
                (0..<lines).map { $0 == 0 ? first : (1_000 - first) / Double(lines - 1) },
            ]
        }

        var scenario: Scenario { scenario(own) }

        /// The campaign with these splits.
        func scenario(_ splits: [[Double]]) -> Scenario {
            var fixture = CampaignFixture()
            fixture.budget = budget
            fixture.lines = prices.indices.map { "line\($0)" }
            fixture[.ordersPerClick] = .shared(.constant(rate))
            fixture.goals = goals
            fixture.splits = splits.enumerated().map { number, split in
                Split(
                    name: "own\(number)",
                    shares: Dictionary(uniqueKeysWithValues: zip(fixture.lines, split).map { ($0, $1 / budget) }))
            }
            let laws: [(QuantityKey, [Double])] = [(.fee, prices), (.pool, pools), (.followers, followers)]
            for (key, values) in laws {
                for (number, value) in values.enumerated() {
                    let law: Quantity.Law =
                        key == .fee && varies && number == 0
                        ? .varying(.logNormal(low: value / 2, high: value * 2)) : .shared(.constant(value))
                    fixture.extras[QuantityPath("lines.line\(number).\(key.rawValue)")] = Quantity(law: law)
                }
            }
            var scenario = fixture.scenario
            for (key, values) in laws {
                for number in values.indices {
                    scenario.lines[number].assumptions[key] = QuantityPath("lines.line\(number).\(key.rawValue)")
                }
            }
            return scenario
        }

        /// All splits in steps of 5 %, and in steps of 1 % of two lines, and the own ones.
        func everySplit(finely: Bool) -> [[Double]] {
            let steps = finely && prices.count == 2 ? 100 : 20
            let grid = AllocationSearch.all(steps: steps, bounds: Array(repeating: 0...steps, count: prices.count))
            return own + grid.map { $0.map { Double($0) * budget / Double(steps) } }
        }
    }

    /// A small generator, so that the campaigns stay the same when the simulator's draws change.
    struct Words {
        var word: UInt64
        mutating func pick<Value>(_ values: [Value]) -> Value {
            word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return values[Int(word >> 33) % values.count]
        }
    }

    private static let trials = 40
    private static let options = ForecastOptions(trials: trials, seed: 3, threads: 1, layerTrials: 0)

    private func optimise(_ small: Small, _ problem: OptimisationProblem) throws -> Optimisation {
        let campaign = try PreparedCampaign(small.scenario)
        return try Optimiser(campaign: campaign, problem: problem, options: Self.options).run()
    }

    /// Mean profit and worst 5 % of splits by a run of all of them.
    private func run(_ small: Small, _ splits: [[Double]]) throws -> [(profit: Double, shortfall: Double)] {
        let campaign = try PreparedCampaign(small.scenario(splits))
        let forecast = try Forecaster(campaign: campaign, options: Self.options).run()
        return forecast.splits.map { split in
            let summary = split.total.metrics[.profit]
            return (summary?.mean?.value ?? .nan, summary?.expectedShortfall ?? .nan)
        }
    }

    @Test(arguments: [(1.0, false), (0.4, false), (0.4, true)])
    func whatIsSaidOfTheBestAndOfTheFrontierIsTrueOfEverySplit(rate: Double, varies: Bool) throws {
        var random = Words(word: 7)
        for number in 0..<6 {
            var small = Small(&random, lines: number % 3 == 0 ? 3 : 2)
            (small.rate, small.varies) = (rate, varies)
            let result = try optimise(small, OptimisationProblem(allowsUnhired: true))
            let splits = small.everySplit(finely: !varies)
            let all = try run(small, splits)
            let most = all.map(\.profit).max() ?? .nan
            #expect(result.searchValue.value >= most - 1e-9, "\(small)")
            #expect(result.search == (varies ? .steps : .hires))
            // What it says of the best one is what a run of it says.
            let again = try run(small, [result.best.amounts])
            #expect(abs(again[0].profit - (result.best.search?.profit.value ?? .nan)) < 1e-6)
            #expect(result.improvement.value >= 0)
            #expect(result.best.objective.value >= result.own.map(\.objective.value).max() ?? .nan)
            for split in all {
                // None beats one of the frontier in both, and each is matched by one of it.
                #expect(
                    !result.frontier.contains {
                        split.profit > $0.profit.value + 1e-9 && split.shortfall > $0.shortfall.value + 1e-9
                    })
                #expect(
                    result.frontier.contains {
                        $0.profit.value >= split.profit - 1e-9 && $0.shortfall.value >= split.shortfall - 1e-9
                    })
            }
            for (own, run) in zip(result.own, all) {
                #expect(abs((own.search?.profit.value ?? .nan) - run.profit) < 1e-6)
                #expect(abs((own.search?.shortfall.value ?? .nan) - run.shortfall) < 1e-6)
            }
        }
    }

    @Test func everyObjectiveFindsTheBestOfEverySplit() throws {
        var random = Words(word: 11)
        for objective in [Objective.roi, .conversions, .shortfall(share: 0.05), .cautious(aversion: 1)] {
            for _ in 0..<2 {
                var small = Small(&random, lines: 2)
                small.rate = 0.4
                let result = try optimise(small, OptimisationProblem(objective: objective, allowsUnhired: true))
                let campaign = try PreparedCampaign(small.scenario(small.everySplit(finely: true)))
                let forecast = try Forecaster(campaign: campaign, options: Self.options).run()
                let values = forecast.splits.map { split -> Double in
                    let profit = split.total.metrics[.profit]
                    switch objective {
                    case .roi: return split.total.metrics[.roi]?.mean?.value ?? -.infinity
                    case .conversions: return split.total.metrics[.conversions]?.mean?.value ?? .nan
                    case .shortfall: return profit?.expectedShortfall ?? .nan
                    default: return (profit?.mean?.value ?? .nan) - (profit?.sd ?? .nan)
                    }
                }
                #expect(result.searchValue.value >= (values.max() ?? .nan) - 1e-9, "\(objective) \(small)")
            }
        }
    }

    @Test func whatABoundCostsIsTheGapBetweenTheBestSplitsWithAndWithoutIt() throws {
        var random = Words(word: 5)
        for _ in 0..<6 {
            let small = Small(&random, lines: 2)
            let bound = random.pick([0.1...0.3, 0.5...0.6, 0.35...0.35])
            let constraint = Constraint.share(line: "line0", low: bound.lowerBound, high: bound.upperBound)
            let result = try optimise(small, OptimisationProblem(constraints: [constraint], allowsUnhired: true))
            let splits = small.everySplit(finely: true)
            let all = try run(small, splits).map(\.profit)
            let kept = zip(splits, all).filter { bound.contains(($0.0[0] / small.budget * 1e6).rounded() / 1e6) }.map(
                \.1)
            #expect(result.searchValue.value >= (kept.max() ?? .nan) - 1e-9)
            let free = result.searchValue.value + (result.constraintCosts.first?.gain.value ?? .nan)
            #expect(free >= (all.max() ?? .nan) - 1e-9)
            #expect(bound.contains((result.best.amounts[0] / small.budget * 1e6).rounded() / 1e6))
            #expect(abs(result.best.amounts.reduce(0, +) - small.budget) < 1e-6)
        }
    }

    /// A budget for two lumpy lines, where all that brings orders is known: a target is met always or never.
    @Test func budgetsMeetKnownTargetsExactlyWhereSomeSplitDoes() throws {
        var random = Words(word: 23)
        for _ in 0..<3 {
            let small = Small(&random, lines: 2)
            let most = zip(small.followers, small.pools).map(*).reduce(0, +)
            let targets = [
                Goal(metric: .conversions, relation: .atLeast, bound: most * random.pick([0.3, 0.6, 0.9])),
                Goal(metric: .cost, relation: .atMost, bound: random.pick([500, 900, 2_000])),
            ]
            let campaign = try PreparedCampaign(small.scenario)
            var options = Self.options
            options.trials = 8
            let found = try Optimiser(
                campaign: campaign, problem: OptimisationProblem(isCoarse: true, allowsUnhired: true), options: options
            )
            .run(targets: targets, sure: 0.9)
            let question = try #require(found.question)
            #expect(question.points.map(\.budget) == question.points.map(\.budget).sorted())
            for point in question.points {
                // In steps of half a per cent.
                let metAt = (0...200).contains { step in
                    let amounts = [Double(step) * point.budget / 200, Double(200 - step) * point.budget / 200]
                    return Self.meets(targets, small, amounts)
                }
                #expect(point.chance.value == (Self.meets(targets, small, point.amounts) ? 1 : 0))
                if metAt { #expect(point.chance.value == 1, "\(small) \(point.budget)") }
                #expect(point.own.map(\.value).max() ?? 0 <= point.chance.value)
                #expect(abs(point.amounts.reduce(0, +) - point.budget) < 0.02)
            }
        }
    }

    private static func meets(_ targets: [Goal], _ small: Small, _ amounts: [Double]) -> Bool {
        let hired = amounts.indices.map { min(small.pools[$0], (amounts[$0] / small.prices[$0] + 1e-9).rounded(.down)) }
        let orders = zip(hired, small.followers).map(*).reduce(0, +)
        let cost = zip(hired, small.prices).map(*).reduce(0, +)
        return cost > 0 && targets.allSatisfy { $0.isMet(by: $0.metric == .cost ? cost : orders) }
    }

    @Test func waysToHireAreThoseOfEverySplitToTheCent() {
        var random = Words(word: 29)
        for number in 0..<60 {
            let lines = number % 2 + 2
            let budget = 0.4
            let prices = (0..<lines).map { _ -> CreatorPrice? in
                var price = CreatorPrice(mean: random.pick([0.03, 0.07, 0.11, 0.19, 0.5]), isConstant: true)
                price.most = random.pick([nil, 1, 2])
                return random.pick([price, price, nil])
            }
            let bounds = (0..<lines).map { _ in random.pick([0.0...1, 0...1, 0.2...0.6, 0.25...0.25]) }
            func hired(_ amounts: [Double]) -> [Int] {
                zip(amounts, prices).map { amount, price in
                    price.map { price in
                        let count = Int(clamping: (amount / price.mean + 1e-9).rounded(.down))
                        return min(count, price.most ?? count)
                    } ?? 0
                }
            }
            let cents = AllocationSearch.all(
                steps: 40,
                bounds: bounds.map {
                    Int(
                        clamping: ($0.lowerBound * 40).rounded(.up))...Int(
                            clamping: ($0.upperBound * 40).rounded(.down))
                })
            let expected = Set(cents.map { hired($0.map { Double($0) / 100 }) })
            let found = HiringCombinations(prices: prices, budget: budget, bounds: bounds, limit: 10_000)?.all ?? []
            #expect(Set(found.map { hired($0.amounts) }) == expected)
            #expect(found.count == expected.count)
            for way in found {
                #expect(hired(way.needed) == hired(way.amounts))
                #expect(abs(way.amounts.reduce(0, +) - budget) < 1e-9)
            }
        }
    }

    @Test func theNextMoneyOfALineIsWhatACreatorEarnsForEachUnitOfItsPrice() throws {
        for budget in [1_300.0, 5_000] {
            var random = Words(word: 1)
            var small = Small(&random, lines: 3)
            small.budget = budget
            small.prices = [10, 130, 1_000]
            small.pools = [100_000, 100_000, 100_000]
            small.followers = [8, 90, 600]
            small.own = [[budget, 0, 0]]
            let result = try optimise(small, OptimisationProblem(isCoarse: true))
            for (line, points) in result.curves.enumerated() {
                let slope = small.followers[line] * 40 / small.prices[line] - 1
                #expect(!points.isEmpty)
                for point in points {
                    // Of a price that is a small part of a step the last one may fall into the next step.
                    let slack = small.prices[line] > budget / 400 ? 1e-9 : 0.05
                    #expect(abs(point.marginal.value / slope - 1) <= slack, "\(budget) \(line) \(point.amount)")
                }
            }
        }
    }
}
