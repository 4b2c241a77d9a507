// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// A campaign whose order rate is low enough for chance, with one unknown and one goal.
private func campaign() -> CampaignFixture {
    var fixture = CampaignFixture()
    fixture[.grossMargin] = .shared(.uncertain(.uniform(min: 0, max: 0.02)))
    fixture.goals = [Goal(metric: .roi, relation: .atLeast, bound: 0)]
    fixture.splits = [Split(name: "all", shares: ["nano": 1]), Split(name: "idle", shares: ["other": 1])]
    fixture.lines = ["nano", "other"]
    return fixture
}

private func shock(_ name: String, _ key: QuantityKey, _ operation: Risk.Operation, _ value: Double) -> Shock {
    let path = QuantityPath("stress.\(name).value")
    return Shock(
        name: name, effects: [Risk.Effect(key: key, operation: operation, value: path)],
        quantities: [path: Quantity(law: .shared(.constant(value)))])
}

private func stress(
    _ scenario: Scenario, metric: Metric = .profit, trials: Int = 256, threads: Int = 2, wanted: [String]? = nil
) throws -> Stress {
    let tester = try StressTester(
        campaign: PreparedCampaign(scenario), metric: metric,
        options: ForecastOptions(trials: trials, seed: 2, threads: threads),
        wanted: wanted)
    return try tester.run()
}

@Suite("Stress")
struct StressTests {
    @Test("a shock is the same as a file that says so, in the same imagined campaigns")
    func sameAsEdited() throws {
        var fixture = campaign()
        fixture[.ordersPerClick] = .shared(.uncertain(.betaInterval(low: 0.01, high: 0.03)))
        var shocked = fixture.scenario
        shocked.shocks = [shock("dearer", .fee, .multiply, 1.3)]
        let found = try stress(shocked, wanted: ["dearer"])
        fixture[.fee] = .shared(.constant(650))
        let edited = try stress(fixture.scenario, wanted: ["fees_up"])
        let world = try #require(found.worlds.first { $0.name == "dearer" })
        #expect(world.splits[0].mean == edited.worlds[0].splits[0].mean)
        #expect(world.splits[0].shortfall == edited.worlds[0].splits[0].shortfall)
        #expect(world.splits[0].goalsMet == edited.worlds[0].splits[0].goalsMet)
    }

    @Test("the world as planned is that of the forecast")
    func sameAsForecast() throws {
        let scenario = campaign().scenario
        let found = try stress(scenario, wanted: ["fees_up"])
        let forecast = try Forecaster(
            campaign: PreparedCampaign(scenario), options: ForecastOptions(trials: 256, seed: 2, layerTrials: 0)
        ).run()
        let mean = try #require(forecast.splits[0].total.metrics[.profit]?.mean)
        let planned = try #require(found.worlds[0].splits[0].mean)
        #expect(abs(planned.value - mean.value) <= 1e-9 * abs(mean.value))
        #expect(found.worlds[0].splits[0].goalsMet == forecast.splits[0].goals[0].met)
        #expect(found.worlds[0].splits[0].change == nil)
    }

    @Test("shocks strike together, by name or as a combination of the file")
    func together() throws {
        var scenario = campaign().scenario
        scenario.shocks = [
            shock("dearer", .fee, .multiply, 2), shock("lean", .grossMargin, .multiply, 0.5),
            Shock(name: "both", together: ["dearer", "lean"]),
        ]
        let found = try stress(scenario, wanted: ["both", "dearer+lean", "dearer"])
        #expect(found.worlds[1].splits.map(\.mean) == found.worlds[2].splits.map(\.mean))
        #expect(found.worlds[1].splits[0].mean != found.worlds[3].splits[0].mean)
        let known = (scenario.shocks + Shock.ready(for: scenario)).map(\.name)
        #expect(throws: CampaignError.unknownShock("nothing", known: known)) {
            try stress(scenario, wanted: ["nothing"])
        }
    }

    @Test("a ready shock is left out where it means nothing, or where the file has one of its name")
    func ready() throws {
        var fixture = campaign()
        #expect(!Shock.ready(for: fixture.scenario).map(\.name).contains("refunds_doubled"))
        #expect(!Shock.ready(for: fixture.scenario).map(\.name).contains("codes_leak"))
        fixture[.refundRate] = .shared(.constant(0.1))
        fixture.addAttribution([:])
        var scenario = fixture.scenario
        let names = Shock.ready(for: scenario).map(\.name)
        #expect(names.contains("refunds_doubled") && names.contains("codes_leak") && names.contains("fees_up"))
        scenario.shocks = [shock("fees_up", .fee, .multiply, 3)]
        #expect(!Shock.ready(for: scenario).map(\.name).contains("fees_up"))
    }

    @Test("a goal breaks at the margin with which the orders just pay the fees")
    func flipOfGoal() throws {
        // 1,000 orders of 80 $ for a fee of 500 $.
        let found = try stress(campaign().scenario, wanted: ["fees_up"])
        let margin = try #require(found.switchingValues.first { $0.assumption.key == .grossMargin })
        let switching = try #require(margin.values.first { $0.target == .goal(0) })
        #expect(abs(switching.value - 500.0 / 80_000) < 2e-4)
        #expect(!switching.isAbove && switching.breaks)
        let fee = try #require(found.switchingValues.first { $0.assumption.key == .fee })
        #expect(!fee.assumption.isUncertain)
        // With the margin unknown about 1 % the goal is met in half of the campaigns up to a fee of 800 $.
        let dear = try #require(fee.values.first { $0.target == .goal(0) })
        #expect(abs(dear.value - 800) < 80 && dear.isAbove && dear.breaks)
    }

    @Test("what changes nothing has no switching value and a range, and equal splits do not switch")
    func never() throws {
        var fixture = campaign()
        // Creators take no hours, so that the wage costs nothing.
        fixture[.hourlyWage] = .shared(.constant(30))
        let found = try stress(fixture.scenario, wanted: ["fees_up"])
        let wage = try #require(found.switchingValues.first { $0.assumption.key == .hourlyWage })
        #expect(wage.values.isEmpty)
        #expect(wage.range.lowerBound == 3 && abs(wage.range.upperBound - 300) < 1e-9)
        let moved = found.switchingValues.filter { $0.values.contains { $0.target == .winner } }
        #expect(moved.isEmpty, "\(moved.map { ($0.assumption.label, $0.values) })")
    }

    @Test("the smallest shift of one unknown that breaks a goal is its switching value")
    func reverse() throws {
        let found = try stress(campaign().scenario, wanted: ["fees_up"])
        let reverse = try #require(found.reverse.first { $0.target == .goal(0) })
        guard case .shift(let shift) = reverse.finding else {
            Issue.record("no shift was found")
            return
        }
        // The margin's score at 500 / 80,000, a share of 0.3125 of its range.
        #expect(abs(shift.length - 0.4888) < 0.03)
        #expect(shift.moves.count == 1 && abs(shift.moves[0].value - 0.00625) < 2e-4)
    }

    @Test("needs nothing uncertain, and then looks for no joint shift")
    func known() throws {
        var fixture = campaign()
        fixture[.grossMargin] = .shared(.constant(0.5))
        let found = try stress(fixture.scenario, wanted: ["fees_up"])
        #expect(found.reverse.isEmpty)
        let fee = try #require(found.switchingValues.first { $0.assumption.key == .fee })
        // 1,000 orders of 80 $ at half margin pay any fee up to ten times 500 $.
        #expect(fee.values.isEmpty)
        let known = (fixture.scenario.shocks + Shock.ready(for: fixture.scenario)).map(\.name)
        #expect(throws: CampaignError.unknownShock("", known: known)) { try stress(fixture.scenario, wanted: [""]) }
    }

    @Test("counts no shock that changes nothing, and says what else it changes")
    func idle() throws {
        var fixture = campaign()
        // Nobody looks at engagements here, and nobody is paid for hours.
        fixture[.engagementsPerView] = .shared(.constant(0.05))
        fixture[.managementHours] = .shared(.constant(0))
        fixture[.hourlyWage] = .shared(.constant(30))
        var scenario = fixture.scenario
        scenario.shocks = [shock("dear_hours", .hourlyWage, .multiply, 3)]
        let found = try stress(scenario, wanted: ["engagement_down", "dear_hours", "margin_down"])
        let effects = found.worlds.map(\.effect)
        #expect(effects[0] == nil)
        #expect(effects[1] == ShockEffect(changesMetric: false, changesGoals: false, others: [.engagements]))
        #expect(effects[2] == ShockEffect(changesMetric: false, changesGoals: false, others: []))
        #expect(effects[3]?.changesMetric == true && effects[3]?.acts == true)
    }

    @Test("ranks no split whose money hires nobody, as planned or under a shock")
    func nobodyHired() throws {
        var fixture = campaign()
        // Every campaign loses, so that not to take place would be best.
        fixture[.grossMargin] = .shared(.uncertain(.uniform(min: 0, max: 0.001)))
        fixture.splits.append(Split(name: "none", shares: [:]))
        let found = try stress(fixture.scenario, wanted: ["fees_up"])
        #expect(found.unranked == [2])
        #expect(found.leader != 2 && found.worlds.allSatisfy { $0.winner != 2 })
        #expect(found.worlds[0].splits[2].unhired?.share == 1)
        #expect(found.worlds[0].splits[0].unhired == nil)
    }

    @Test("is the same with any number of threads")
    func threads() throws {
        var scenario = campaign().scenario
        scenario.shocks = [shock("dearer", .fee, .multiply, 2)]
        let one = try stress(scenario, trials: 300, threads: 1, wanted: ["dearer"])
        let three = try stress(scenario, trials: 300, threads: 3, wanted: ["dearer"])
        #expect(one.worlds.map(\.splits) == three.worlds.map(\.splits))
        #expect(one.switchingValues.map(\.values) == three.switchingValues.map(\.values))
    }

    @Test("values that differ between creators are moved as a whole")
    func scaled() throws {
        var fixture = campaign()
        fixture[.fee] = .varying(.logNormal(low: 200, high: 1_000))
        let adjustable = try PreparedCampaign(Subject(fixture.scenario), isAdjustable: true)
        let fee = try #require(adjustable.assumptions.first { $0.key == .fee })
        #expect(abs(fee.centre - 447.2135955) < 1e-6)
        let plain = try PreparedCampaign(fixture.scenario)
        #expect(plain.assumptions.allSatisfy { $0.key != .fee })
        let point = AssumptionPoint(setting: fee, to: 2 * fee.centre)
        let evaluator = PointEvaluator(
            CampaignRun(adjustable), ForecastOptions(trials: 200), threads: 1,
            read: { block, _ in
                SampleTable([(Outcome.fees, block.column(split: 0, line: 0, outcome: .fees).map(Array.init) ?? [])])
            })
        let columns = try evaluator.evaluate([AssumptionPoint(), point], in: RunContext())
        var doubled = fixture
        doubled[.fee] = .varying(.logNormal(low: 400, high: 2_000))
        let block = try PreparedCampaign(doubled.scenario).simulated(0..<200)
        let known = Array(try #require(block.column(split: 0, line: 0, outcome: .fees)))
        #expect(zip(columns[1][.fees], known).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(columns[0][.fees] != columns[1][.fees])
    }
}

@Suite("The search for the nearest failure")
struct NearestFailureTests {
    private func search(_ function: @escaping ([Double]) -> Double) throws -> NearestFailure.Outcome {
        let exact: NearestFailure.Function = { points in points.map { (function($0), 0) } }
        return try NearestFailure(dimensions: 2).search(exact, precise: exact)
    }

    @Test("finds the foot of the perpendicular on a straight limit")
    func straight() throws {
        guard case .found(let point, let slopes, _) = try search({ 3 - $0[0] - 2 * $0[1] }) else {
            Issue.record("nothing was found")
            return
        }
        #expect(abs(point[0] - 0.6) < 1e-6 && abs(point[1] - 1.2) < 1e-6)
        #expect(abs(slopes[0] + 1) < 1e-9 && abs(slopes[1] + 2) < 1e-9)
    }

    @Test("finds the nearest point of a bent limit")
    func bent() throws {
        // A circle of radius 1 about (3, 0): the nearest point is (2, 0).
        let outcome = try search { point in (point[0] - 3) * (point[0] - 3) + point[1] * point[1] - 1 }
        guard case .found(let point, _, _) = outcome else {
            Issue.record("nothing was found")
            return
        }
        #expect(abs(point[0] - 2) < 0.02 && abs(point[1]) < 0.02)
    }

    @Test("says so where it has failed already, or never does")
    func edges() throws {
        if case .already = try search({ _ in -1 }) {} else { Issue.record("-1 is a failure") }
        if case .never = try search({ 10 - $0[0] }) {} else { Issue.record("10 is too far") }
        if case .never = try search({ _ in 1 }) {} else { Issue.record("1 is never a failure") }
        let cancelled: NearestFailure.Function = { _ throws(CancellationError) in throw CancellationError() }
        #expect(throws: CancellationError.self) {
            try NearestFailure(dimensions: 1).search(cancelled, precise: cancelled)
        }
    }
}

@Suite("The search for values at which several claims hold")
struct JointFitTests {
    @Test("solves two straight conditions by the shortest move")
    func straight() throws {
        let fit = JointFit(range: 3)
        let found = try fit.search(start: [-1, 0], slopes: [[1, 1, 0], [1, -1, 0]]) {
            [$0[0] + $0[1] - 1, $0[0] - $0[1]]
        }
        #expect(abs(found.point[0] - 0.5) < 1e-3 && abs(found.point[1] - 0.5) < 1e-3 && found.point[2] == 0)
    }

    @Test("stays within its range and tells what is left")
    func outOfReach() throws {
        let found = try JointFit(range: 2).search(start: [-5], slopes: [[1]]) { [$0[0] - 5] }
        #expect(found.point == [2] && found.residuals == [-3])
    }

    @Test("ends where nothing has an effect")
    func flat() throws {
        let found = try JointFit(range: 2).search(start: [-5], slopes: [[0]]) { _ in [-5] }
        #expect(found.point == [0])
        #expect(try JointFit(range: 2).search(start: [-5], slopes: [[]]) { _ in [-5] }.residuals == [-5])
    }
}
