// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// A law of an input with its mean and variance.
private struct KnownLaw: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var mean, variance: Double
    var draw: @Sendable (RandomSource) -> Double

    static let normal = KnownLaw(testDescription: "normal", mean: 0, variance: 1) { $0.gaussian() }
    static let uniform = KnownLaw(testDescription: "uniform", mean: 12.5, variance: 225 / 12) { 5 + 15 * $0.uniform() }
    static let discrete = KnownLaw(testDescription: "discrete", mean: 2.1, variance: 2.29) { source in
        let u = source.uniform()
        return u < 0.5 ? 1 : u < 0.8 ? 2 : 5
    }
    static let rare = KnownLaw(testDescription: "event", mean: 0.1, variance: 0.09) { $0.uniform() < 0.1 ? 1 : 0 }
    /// A log-normal law, of which the greatest of some thousand values carries much of the variance.
    static let heavy = logNormal(1)
    static let heaviest = logNormal(1.5)

    private static func logNormal(_ sigma: Double) -> KnownLaw {
        let square = sigma * sigma
        return KnownLaw(
            testDescription: "log-normal \(sigma)", mean: Double.exp(square / 2),
            variance: Double.expMinusOne(square) * Double.exp(square)
        ) { Double.exp(sigma * $0.gaussian()) }
    }
}

/// An output of an input and of what is left, with the share that the input explains.
private enum KnownModel: CaseIterable, Sendable {
    /// The input alone, straight and bent.
    case alone, bent
    /// The input and another one like it, or normal chance as wide.
    case sum, noisy
    /// Next to nothing, and nothing, of the input.
    case faint, nothing

    var share: Double {
        switch self {
        case .alone, .bent: 1
        case .sum, .noisy: 0.5
        case .faint: 0.01 / 1.01
        case .nothing: 0
        }
    }

    func output(_ x: Double, _ law: KnownLaw, _ source: RandomSource) -> Double {
        let scale = law.variance.squareRoot()
        switch self {
        case .alone: return 3 * x - 7
        case .bent: return 1 / (1 + x * x)
        case .sum: return x + law.draw(source)
        case .noisy: return x + scale * source.gaussian()
        case .faint: return 0.1 * x / scale + source.gaussian()
        case .nothing: return source.gaussian()
        }
    }
}

@Suite("The share that an input explains")
struct ExplainedShareStatisticalTests {
    private static let runs = 120

    /// In how many of some runs the interval holds a share.
    private func held(_ model: KnownModel, _ law: KnownLaw, trials: Int, share: Double, seed: UInt64 = 21) -> Int {
        let source = RandomSource(seed: seed)
        return (0..<Self.runs).count { run in
            source.open(StreamName("explained", use: "\(model) \(law.testDescription)"), trial: run)
            let input = (0..<trials).map { _ in law.draw(source) }
            let output = input.map { model.output($0, law, source) }
            guard let found = ExplainedShare(of: input).share([output]) else { return false }
            return found.low <= share + 1e-9 && share - 1e-9 <= found.high
        }
    }

    /// The least runs of which an interval that holds its share in 95 of 100 holds it, but once in a thousand.
    private static let least = 105

    @Test(
        "lies in its interval as often as that says",
        arguments: KnownModel.allCases, [KnownLaw.normal, .uniform, .discrete, .rare, .heavy])
    private func covers(_ model: KnownModel, _ law: KnownLaw) {
        #expect(held(model, law, trials: 1_000, share: model.share) >= Self.least)
    }

    @Test("is whole of a function of the heaviest input", arguments: [KnownModel.alone, .bent])
    private func heaviest(_ model: KnownModel) {
        #expect(held(model, .heaviest, trials: 1_000, share: 1) == Self.runs)
    }

    @Test("is told from another share that lies two of its errors away")
    func power() {
        // A share of a half of 1,000 normal trials has an error of 0.035.
        #expect(held(.noisy, .normal, trials: 1_000, share: 0.6) < Self.least)
        #expect(held(.nothing, .normal, trials: 1_000, share: 0.05) < Self.least)
        #expect(held(.alone, .heavy, trials: 1_000, share: 0.98) < Self.least)
    }

    @Test("leaves out rows without a value, and is nil where nothing spreads")
    func edges() {
        let input = (0..<200).map(Double.init)
        #expect(ExplainedShare(of: input).share([input.map { _ in 4 }]) == nil)
        #expect(ExplainedShare(of: [1, 2]).share([[1, 2]]) == nil)
        let output = input.map { $0 < 3 ? Double.infinity : $0 > 190 ? .nan : 2 * $0 }
        let share = ExplainedShare(of: input).share([output])
        #expect(share.map { abs($0.value - 1) < 1e-9 } == true)
    }

    @Test("is reported between 0 and 1, and so are the ends of its interval")
    func held() {
        let below = VarianceShare(value: -0.02, standardError: 0.005)
        #expect(below.held == 0 && below.low == 0 && below.high == 0)
        let above = VarianceShare(value: 1.02, standardError: 0.05)
        #expect(above.held == 1 && above.high == 1 && above.low < 1)
    }
}

@Suite("The layers of chance")
struct LayerStudyStatisticalTests {
    private func made(isUncertain: Bool, seed: UInt64) -> VarianceLayers? {
        let source = RandomSource(seed: seed)
        source.open(StreamName("layers", use: "test"), trial: 0)
        let base = (0..<300).map { _ in source.gaussian() }
        let companions = (0..<3).map { _ in base.map { _ in source.gaussian() } }
        return LayerStudy.layers(base: base, companions: companions, byRank: false, isUncertain: isUncertain)
    }

    @Test("explain 0 or more each and 1 together, and uncertainty 0 where there is none")
    func bounds() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            for isUncertain in [false, true] {
                let layers = try #require(made(isUncertain: isUncertain, seed: seed))
                let all = [layers.uncertainty, layers.creators, layers.posts, layers.orders]
                #expect(all.allSatisfy { $0.value >= 0 && $0.value <= 1 })
                #expect(abs(all.reduce(0) { $0 + $1.value } - 1) < 1e-12)
                if !isUncertain { #expect(layers.uncertainty == Estimate(value: 0, standardError: 0)) }
            }
        }
    }
}
