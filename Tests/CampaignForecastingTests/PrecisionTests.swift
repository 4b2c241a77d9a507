// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import Foundation
import Synchronization
import Testing

@testable import CampaignForecasting

@Suite("Joint moments")
struct JointMomentsTests {
    /// Numbers that go together, none like the next.
    private static let columns = [1, 2, 3, 4].map { column in
        (0..<90).map { row in
            let shared = Double(SplitMix.mixed(UInt64(row)) % 1_000)
            return 50 + shared / 7 + Double(SplitMix.mixed(UInt64(row * column)) % 100) * Double(column)
        }
    }

    private static func merged(_ cuts: [Int]) -> JointMoments {
        var whole = JointMoments(columns.map { Array($0[..<cuts[0]]) })
        for (start, end) in zip(cuts, cuts.dropFirst()) {
            whole.merge(JointMoments(columns.map { Array($0[start..<end]) }))
        }
        return whole
    }

    @Test("merged are those of all rows, and give the error of a ratio of means that paired moments give")
    func ratio() throws {
        let joint = Self.merged([10, 37, 38, 90])
        let ratio = try #require(PairedMoments(Self.columns[0], Self.columns[1]).ratioOfMeans)
        let slopes = [1 / joint.means[1], -joint.means[0] / (joint.means[1] * joint.means[1]), 0, 0]
        #expect(abs(joint.means[0] / joint.means[1] - ratio.value) < 1e-12 * ratio.value)
        #expect(abs(joint.standardError(slopes: slopes) - ratio.standardError) < 1e-10 * ratio.standardError)
        let mean = try #require(Moments(Self.columns[2]).estimate)
        #expect(abs(joint.standardError(slopes: [0, 0, 1, 0]) - mean.standardError) < 1e-10 * mean.standardError)
    }

    @Test("give the error of a difference of ratios that the influence of each row gives")
    func difference() throws {
        let columns = Self.columns
        let joint = Self.merged([45, 90])
        let expected = try #require(
            MeanInfluence.sum([
                (1, MeanInfluence(columns[0], over: columns[1])), (-1, MeanInfluence(columns[2], over: columns[3])),
            ]))
        let means = joint.means
        let slopes = [
            1 / means[1], -means[0] / (means[1] * means[1]), -1 / means[3], means[2] / (means[3] * means[3]),
        ]
        #expect(abs(joint.standardError(slopes: slopes) - expected.standardError) < 1e-10 * expected.standardError)
    }

    @Test("know how much of the spread one row has, and leave out what is not finite")
    func outlier() {
        var joint = JointMoments([Array(repeating: 0, count: 99)])
        joint.merge(JointMoments([[100, .infinity, .nan]]))
        #expect(joint.count == 100 && abs(joint.means[0] - 1) < 1e-12)
        #expect(abs(joint.greatestShare - 0.99) < 1e-12)
        #expect(JointMoments([[1]]).standardError(slopes: [1]).isNaN)
    }
}

@Suite("A run until figures are known")
struct PrecisionTests {
    private static func campaign() throws -> PreparedCampaign {
        var fixture = CampaignFixture()
        fixture.budget = 1_500
        fixture[.ordersPerClick] = .shared(.uncertain(.beta(alpha: 3, beta: 60)))
        fixture.splits = [Split(name: "all", shares: ["nano": 1]), Split(name: "none", shares: [:])]
        fixture.goals = [Goal(metric: .profit, relation: .atLeast, bound: 0)]
        return try PreparedCampaign(fixture.scenario)
    }

    private static func goal(
        _ statistic: PrecisionGoal.Statistic, _ metric: Metric, _ whose: PrecisionGoal.Whose = .split("all"),
        within width: PrecisionGoal.Width
    ) -> PrecisionGoal { PrecisionGoal(statistic, of: metric, whose, within: width, text: "") }

    /// The numbers of a forecast, as text: some are no numbers, which are not equal.
    private static func text(_ forecast: Forecast) -> String {
        let groups = forecast.splits.map { split in
            let total = split.total
            return "\(total.metrics.sorted { $0.key.rawValue < $1.key.rawValue })"
                + "\(total.trade.sorted { $0.key.rawValue < $1.key.rawValue }) \(split.profile) \(split.goals)"
        }
        return "\(forecast.provenance) \(groups) \(forecast.distributions) \(forecast.profitPairs)"
    }

    @Test("is the run of as many trials, and its figure that of the run", arguments: [1, 2])
    func sameRun(threads: Int) throws {
        let campaign = try Self.campaign()
        let options = ForecastOptions(trials: 30_000, seed: 1, threads: threads)
        let precise = try Forecaster(campaign: campaign, options: options)
            .run(until: Self.goal(.quantile(0.5), .conversions, within: .relative(0.012)))
        let result = try #require(precise.precision)
        let trials = precise.provenance.trials
        // Beyond where values are counted in bins.
        #expect(result.isReached && result.trials == trials && (16_385..<30_000).contains(trials))
        let plain = try Forecaster(campaign: campaign, options: options.asking(trials)).run()
        #expect(Self.text(precise).hash == Self.text(plain).hash)
        let quantile = try #require(plain.splits[0].total.metrics[.conversions]?.quantile(0.5))
        #expect(result.figures.map(\.value) == [quantile.value])
        #expect(result.figures.map(\.low) == [quantile.low] && result.figures.map(\.high) == [quantile.high])
    }

    @Test("agrees with the mean, the chance and the pair that every run reports")
    func figures() throws {
        let campaign = try Self.campaign()
        let options = ForecastOptions(trials: 2_048, threads: 2)
        func figure(_ goal: PrecisionGoal) throws -> PrecisionFigure {
            let forecast = try Forecaster(campaign: campaign, options: options).run(until: goal)
            return try #require(forecast.precision?.figures.first)
        }
        let plain = try Forecaster(campaign: campaign, options: options).run()
        let metrics = plain.splits[0].total.metrics
        for metric in [Metric.profit, .roi] {
            let mean = try #require(metrics[metric]?.mean)
            let own = try figure(Self.goal(.mean, metric, within: .absolute(1e-3)))
            #expect(abs(own.value - mean.value) <= 1e-9 * abs(mean.value))
            #expect(abs(own.halfWidth - StandardNormal.z975 * mean.standardError) < 1e-9 * own.halfWidth)
            #expect(!own.isReached && (own.neededTrials ?? 0) > 1_000_000)
        }
        let met = plain.splits[0].goals[0].met
        let chance = try figure(Self.goal(.chance(.atLeast, 0), .profit, within: .absolute(1e-9)))
        #expect(chance.value == met.value && chance.low...chance.high == met.interval)
        let pair = try #require(plain.profitPairs.first)
        let all = PrecisionGoal.Whose.difference("all", minus: "none")
        let difference = try figure(Self.goal(.mean, .profit, all, within: .absolute(1e-9)))
        #expect(abs(difference.value - pair.difference.value) < 1e-9 * abs(pair.difference.value))
        let better = try figure(Self.goal(.chance(.atLeast, 0), .profit, all, within: .absolute(1e-9)))
        #expect(better.value == pair.firstBetter.value + pair.equal.value)
        let middle = try figure(Self.goal(.quantile(0.5), .profit, all, within: .absolute(1e-9)))
        #expect(middle.value == metrics[.profit]?.quantile(0.5)?.value)
    }

    @Test("says what cannot be known, and does not go on for it")
    func hopeless() throws {
        let campaign = try Self.campaign()
        func run(_ goal: PrecisionGoal, _ trials: Int) throws -> (figure: PrecisionFigure, trials: Int) {
            let forecast = try Forecaster(campaign: campaign, options: ForecastOptions(trials: trials, threads: 2))
                .run(until: goal)
            return (try #require(forecast.precision?.figures.first), forecast.provenance.trials)
        }
        let nothing = PrecisionGoal.Whose.split("none")
        let undefined = try run(Self.goal(.quantile(0.05), .roi, nothing, within: .relative(0.01)), 100_000)
        #expect(undefined.figure.doubt == .undefined && undefined.trials == 2_048 && !undefined.figure.isReached)
        #expect(try run(Self.goal(.mean, .roi, nothing, within: .relative(0.01)), 9_000).trials == 2_048)
        // Nothing is known to be nothing.
        let zero = try run(Self.goal(.mean, .profit, nothing, within: .relative(0.01)), 9_000)
        #expect(zero.figure.isReached && zero.figure.value == 0 && zero.trials == 2_048)
        let never = try run(Self.goal(.chance(.atLeast, 1), .cost, nothing, within: .relative(0.1)), 3_000)
        #expect(never.figure.doubt == .never && never.trials == 3_000 && !never.figure.isReached)
        #expect(never.figure.neededTrials == nil)
        let always = try run(Self.goal(.chance(.atMost, 1), .creators, nothing, within: .relative(0.1)), 3_000)
        #expect(always.figure.doubt == .always && always.figure.isReached)
        // Fewer than one look.
        let short = try run(Self.goal(.mean, .profit, within: .relative(1e-9)), 700)
        #expect(short.trials == 700 && !short.figure.isReached)
    }

    /// What is known of made-up values of one split, or of two.
    private static func judged(
        _ statistic: PrecisionGoal.Statistic, _ values: [Double], minus other: [Double]? = nil,
        _ width: PrecisionGoal.Width = .relative(0.01)
    ) throws -> PrecisionFigure {
        let whose = other == nil ? PrecisionGoal.Whose.split("all") : .difference("all", minus: "none")
        let scenario = try campaign().scenario
        var known = PrecisionAccumulator(
            goal(statistic, .cost, whose, within: width), of: scenario, trials: values.count)
        known.add(trials: values.count) { split in { _ in split == 0 ? values : other ?? [] } }
        return try #require(known.result(of: scenario, mostTrials: 1).figures.first)
    }

    @Test("says where values jump, are infinite, lie about 0, or hang on one trial")
    func doubts() throws {
        let halves = Array(repeating: -1.0, count: 500) + Array(repeating: 1, count: 500)
        #expect(try Self.judged(.quantile(0.5), halves).doubt == .jump)
        #expect(try Self.judged(.quantile(0.25), halves).isReached)
        let spread = (0..<1_000).map { Double($0) - 500.3 }
        #expect(try Self.judged(.quantile(0.5), spread).doubt == .aroundZero)
        #expect(try Self.judged(.quantile(0.5), spread, .absolute(50)).isReached)
        #expect(try Self.judged(.mean, spread).doubt == .aroundZero)
        let one = Array(repeating: 1.0, count: 999) + [5_000]
        guard case .oneTrial(let share) = try Self.judged(.mean, one).doubt else {
            Issue.record("one trial is not noticed")
            return
        }
        #expect(share > 0.99)
        let infinite = Array(repeating: Double.infinity, count: 600) + Array(repeating: 1, count: 400)
        let top = try Self.judged(.quantile(0.9), infinite)
        #expect(top.doubt == .infinite && top.value == .infinity && !top.isReached)
        // Infinite less finite, the other way round, and neither.
        let plain = Array(repeating: 2.0, count: 1_000)
        #expect(try Self.judged(.quantile(0.9), infinite, minus: plain).value == .infinity)
        #expect(try Self.judged(.quantile(0.1), plain, minus: infinite).value == -.infinity)
        #expect(try Self.judged(.quantile(0.5), infinite, minus: infinite).value == 0)
        #expect(try Self.judged(.quantile(0.9), plain, minus: infinite).value == 1)
    }

    @Test("looks at whole blocks, a quarter more each time")
    func looks() {
        let options = ForecastOptions(trials: 10_000)
        var all = [PrecisionLooks.first(options)]
        while let last = all.last, last < 10_000 { all.append(PrecisionLooks.next(after: last, most: 10_000)) }
        #expect(all == [2_048, 3_072, 4_096, 5_120, 7_168, 9_216, 10_000])
    }
}
