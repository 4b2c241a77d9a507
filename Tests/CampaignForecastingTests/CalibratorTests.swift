// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignDistributions
import CampaignLearning
import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

@Suite("Learning from results")
struct CalibratorTests {
    private static func results(_ count: Int, seed: UInt64, keys: String = "creator") throws -> [CreatorResult] {
        let campaign = try CalibrationTrial.campaign()
        let scores = campaign.program.leaves.indices.map { [0.6, -0.8, 0.3, 1, -0.4, 0.5, 0.7][$0 % 7] }
        return CalibrationTrial.results(
            CalibrationTrial.creators(count), ScoreModel(campaign), scores: scores, seed: seed, trial: 0
        ).map { result in
            var named = result
            named.key = keys + " " + result.key
            return named
        }
    }

    private static func calibrate(
        _ results: [CreatorResult], learned: Learned? = nil, season: Double? = nil, threads: Int = 1,
        settings: FitSettings = FitSettings(roundDraws: 300, finalDraws: 1_000, checkDraws: 800)
    ) throws -> Calibration {
        var scenario = CalibrationTrial.scenario()
        scenario.learned = learned
        var calibrator = try Calibrator(Subject(scenario), season: season, threads: threads)
        calibrator.settings = settings
        let source = Learned.Source(
            rows: results.count, creators: results.count, orders: 0, firstDay: nil, lastDay: nil,
            hash: "0123456789abcdef", sample: [])
        return try calibrator.calibrate(
            results, ResultAccount(), [source], ScoreModel(try CalibrationTrial.campaign()))
    }

    @Test("no results leave everything as it was, and what is not learnt of keeps its draws to the last bit")
    func nothing() throws {
        let calibration = try Self.calibrate([])
        #expect(calibration.learned == nil && calibration.isKept && calibration.quantities.isEmpty)
        let learned = try #require(try Self.calibrate(Self.results(8, seed: 1)).learned)
        #expect(try Self.calibrate([], learned: learned).learned == learned)
        #expect(!learned.scores.contains { $0.quantity.text == "product.order_value" })
        var scenario = CalibrationTrial.scenario()
        let before = try PreparedCampaign(scenario).program
        scenario.learned = learned
        let after = try PreparedCampaign(scenario).program
        let (old, new) = (
            before.draw(trials: 0..<50, noise: NoiseKey(seed: 1)), after.draw(trials: 0..<50, noise: NoiseKey(seed: 1))
        )
        for (slot, path) in before.paths.enumerated() {
            let isLearnt = learned.scores.contains { $0.quantity == path }
            #expect((old.columns[slot].map(\.bitPattern) != new.columns[slot].map(\.bitPattern)) == isLearnt, "\(path)")
        }
    }

    @Test("scores of the next campaign follow z = μ + A·ε, from the streams that they had")
    func map() throws {
        let learned = try #require(try Self.calibrate(Self.results(8, seed: 1)).learned)
        var scenario = CalibrationTrial.scenario()
        let before = try PreparedCampaign(scenario).program
        scenario.learned = learned
        let after = try PreparedCampaign(scenario).program
        let uniforms = before.uniforms(trials: 0..<20, points: .independent(NoiseKey(seed: 3)))
        #expect(after.uniforms(trials: 0..<20, points: .independent(NoiseKey(seed: 3))) == uniforms)
        let scores = after.scores(uniforms: uniforms).leaves
        let leaves = learned.scores.map { score in before.leaves.firstIndex { $0.path == score.quantity } ?? 0 }
        for (row, score) in learned.scores.enumerated() {
            let leaf = leaves[row]
            for trial in 0..<20 {
                let independent = leaves.map { NormalLaw.quantile(uniforms[$0][trial]) }
                let z = zip(score.factor, independent).reduce(score.mean) { $0 + $1.0 * $1.1 }
                let (value, stated) = (
                    after.leaves[leaf].law.value(score: scores[leaf][trial]), before.leaves[leaf].law.value(score: z)
                )
                #expect(abs(value / stated - 1) < 1e-12)
            }
            // Its quantiles are those of μ and the length of the row.
            let deviation = score.factor.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let slot = try #require(after.paths.firstIndex(of: score.quantity))
            let shown = try #require(after.quantile(slot: slot, score: 1))
            let exact = try #require(before.quantile(slot: slot, score: score.mean + deviation))
            #expect(abs(shown / exact - 1) < 1e-12)
        }
    }

    @Test("the same bytes on any number of threads and in any order of creators")
    func order() throws {
        let results = try Self.results(8, seed: 2)
        let one = try Self.calibrate(results)
        let other = try Self.calibrate(results.reversed(), threads: 3)
        #expect(one.learned == other.learned && one.learned != nil)
        #expect(one.check.probability == other.check.probability)
        #expect(one.figures.map(\.after) == other.figures.map(\.after))
    }

    @Test("results narrow what they are about, and the season of the next campaign is another one")
    func narrows() throws {
        let results = try Self.results(60, seed: 3)
        let calibration = try Self.calibrate(results)
        #expect(calibration.isKept && calibration.check.isForeseen)
        let widths = Dictionary(calibration.quantities.map { ($0.before.path.text, $0.width) }) { first, _ in first }
        #expect(widths.count == 6)
        #expect(try #require(widths["tiers.nano.sales_power.varies"]) < 0.9)
        #expect(try #require(widths["tiers.nano.views_per_follower"]) < 0.5)
        #expect(try #require(widths["tiers.nano.fee"]) < 0.4)
        // However much is learnt, the season's part of the offer stays.
        #expect(try #require(widths["product.offer"]) > Learned.usualSeason.squareRoot())
        let cost = try #require(calibration.figures.first { $0.kind == .feePerOrder })
        let (before, after) = (cost.before.map(\.value), cost.after.map(\.value))
        #expect(after[2] / after[0] < 0.4 * before[2] / before[0])
        #expect(before[0] < after[1] && after[1] < before[2])
    }

    @Test("twenty creators and then twenty others teach what forty do")
    func sequential() throws {
        // Without a season: results of one campaign share theirs, those of two do not.
        let (first, second) = (try Self.results(20, seed: 4, keys: "a"), try Self.results(20, seed: 5, keys: "b"))
        func learned(_ results: [CreatorResult], after before: Learned? = nil) throws -> Learned {
            let calibration = try Self.calibrate(results, learned: before, season: 0, settings: FitSettings())
            return try #require(calibration.learned, "\(calibration.failures)")
        }
        let joint = try learned(first + second)
        let both = try learned(second, after: learned(first))
        #expect(both.sources.count == 2 && joint.sources.count == 1)
        #expect(both.scores.map(\.quantity) == joint.scores.map(\.quantity))
        func deviation(_ score: Learned.Score) -> Double { score.factor.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        func distance(_ learned: Learned) -> Double {
            let gaps = zip(learned.scores, joint.scores).map { ($0.mean - $1.mean) / deviation($1) }
            return (gaps.reduce(0) { $0 + $1 * $1 } / Double(gaps.count)).squareRoot()
        }
        // Fits of 2,000 draws, some 1,400 of them effective, leave √(2/1,400) = 0.04 between them; the normal law of the first step as
        // much again. Five of these.
        #expect(distance(both) < 0.3)
        for (own, other) in zip(both.scores, joint.scores) { #expect(abs(deviation(own) / deviation(other) - 1) < 0.2) }
        // The twin: the first step is forgotten.
        #expect(distance(try learned(second)) > 0.3)
    }

    @Test("results that the assumptions could not bring are told")
    func unforeseen() throws {
        let odd = try Self.results(20, seed: 6).map { result in
            var odd = result
            odd.clicks = result.clicks.map { min($0 * 12, result.views ?? 0) }
            odd.fee = result.fee.map { $0 * 20 }
            return odd
        }
        #expect(!(try Self.calibrate(odd).check.isForeseen))
        #expect(try Self.calibrate(Self.results(20, seed: 6)).check.isForeseen)
    }

    @Test("what cannot be learnt is refused with the reason")
    func refused() throws {
        var fixture = CalibrationTrial.fixture()
        fixture[.offer] = .shared(.uncertain(.discrete(values: [0.5, 2], weights: [1, 1])))
        let campaign = try PreparedCampaign(fixture.scenario)
        let calibrator = try Calibrator(Subject(fixture.scenario))
        #expect(throws: CalibrationError.jumps([QuantityPath("product.offer")])) {
            try calibrator.calibrate(
                Self.results(4, seed: 1), ResultAccount(), [], ScoreModel(campaign))
        }
        let fold = ResultFold(currency: "USD")
        #expect(throws: CalibrationError.unknownLine("x", known: ["nano"])) {
            try Calibrator(Subject(fixture.scenario), named: ["a": "x"]).calibrate(fold)
        }
        var learnt = CalibrationTrial.scenario()
        learnt.learned = Learned(season: 0.3, sources: [], scores: [])
        #expect(throws: CalibrationError.otherSeason(asked: 0.1, before: 0.3)) {
            try Calibrator(Subject(learnt), season: 0.1).calibrate(fold)
        }
        #expect(throws: CalibrationError.self) { try Calibrator(Subject(fixture.scenario)).calibrate(fold) }
    }
}
