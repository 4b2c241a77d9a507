// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignLearning
import Foundation
import Testing

@Suite("Fits in score space")
struct ScoreFitTests {
    static let slopes = [0.776, 0.823, 0.70]

    static func linear(_ slopes: [Double], value: Double, spread: Double) -> @Sendable ([Double]) -> Double {
        { scores in
            let gap = value - zip(slopes, scores).reduce(0.0) { $0 + $1.0 * $1.1 }
            return -(gap * gap / (spread * spread) + log(2 * .pi * spread * spread)) / 2
        }
    }

    /// The law of scores once `slopes`·z is known to be `value` ± `spread`: mean a·y/(aᵀa + τ²), covariance I − a·aᵀ/(aᵀa + τ²).
    static func exact(_ slopes: [Double], value: Double, spread: Double) throws -> AffineLaw {
        let whole = slopes.reduce(spread * spread) { $0 + $1 * $1 }
        let covariance = SquareMatrix(count: slopes.count) {
            ($0 == $1 ? 1 : 0) - slopes[$0] * slopes[$1] / whole
        }
        return AffineLaw(mean: slopes.map { $0 * value / whole }, factor: try #require(covariance.choleskyFactor()))
    }

    @Test("a linear figure: the closed form, worked out beside, within the error of the draws")
    func linear() throws {
        let settings = FitSettings(finalDraws: 8_000)
        let fit = try ScoreFit(
            count: 3, touched: [0, 1, 2], draws: DrawSource(seed: 1), settings: settings,
            logLikelihood: Self.linear(Self.slopes, value: 1, spread: 0.4)
        ).fit()
        let (means, variances) = ([0.402175690, 0.426534270, 0.362787350], [0.687911670, 0.648962300, 0.746048860])
        // Weights of t₈ against a normal law leave about 9 of 10 draws: five standard errors of a mean and of a variance.
        let error = 5 / (0.85 * 8_000).squareRoot()
        for row in 0..<3 {
            let deviation = variances[row].squareRoot()
            #expect(abs(fit.law.mean[row] - means[row]) < error * deviation)
            #expect(abs(fit.law.deviations[row] / deviation - 1) < error / 2.0.squareRoot() * 1.2)
        }
        #expect(try #require(fit.check).shape < 0.3)
    }

    @Test("no rows are the prior, bit for bit")
    func noRows() throws {
        let fit = try ScoreFit(count: 3, touched: [], draws: DrawSource(seed: 1)) { _ in 0 }.fit()
        #expect(fit.law == .prior(count: 3))
        #expect(fit.check == nil)
        let law = try Self.exact(Self.slopes, value: 1, spread: 0.4)
        #expect(law.updated(by: .prior(count: 3)) == law)
        #expect(AffineLaw.prior(count: 3).updated(by: law) == law)
    }

    @Test("scores that no row touches keep their prior, bit for bit")
    func untouched() throws {
        let likelihood: @Sendable ([Double]) -> Double = { -($0[2] - 1) * ($0[2] - 1) - $0[0] * $0[2] / 3 }
        let touched = TouchedScores.found(count: 4, logLikelihood: likelihood)
        #expect(touched == [0, 2])
        let law = try ScoreFit(count: 4, touched: touched, draws: DrawSource(seed: 2), logLikelihood: likelihood).fit()
            .law
        for row in [1, 3] {
            #expect(law.mean[row] == 0)
            #expect((0..<4).map { law.factor[row, $0] } == (0..<4).map { $0 == row ? 1 : 0 })
        }
        #expect(law.mean[2] > 0.3)
        #expect(TouchedScores.inputs(of: [2], factor: SquareMatrix(count: 4)) == [2])
        var factor = SquareMatrix(count: 4)
        factor[2, 1] = 0.5
        #expect(TouchedScores.inputs(of: [2], factor: factor) == [1, 2])
    }

    @Test("the same bits on any number of threads")
    func threads() throws {
        let laws = try [1, 2, 5].map { workers in
            try ScoreFit(
                count: 3, touched: [0, 1, 2], draws: DrawSource(seed: 7), workers: Workers(count: workers),
                logLikelihood: Self.linear(Self.slopes, value: 1, spread: 0.4)
            ).fit().law
        }
        #expect(laws[0] == laws[1] && laws[1] == laws[2])
    }

    @Test("two updates, one after the other, are one of both")
    func composition() throws {
        // y = a·z and then y′ = b·z, exact: after the first, b·z = b·m + (Bᵀb)·ε.
        let (a, b) = (Self.slopes, [0.2, -0.9, 0.4])
        let first = try Self.exact(a, value: 1, spread: 0.4)
        let moved = 0.5 - zip(b, first.mean).reduce(0.0) { $0 + $1.0 * $1.1 }
        let slopes = (0..<3).map { column in (0..<3).reduce(0.0) { $0 + first.factor[$1, column] * b[$1] } }
        let second = try Self.exact(slopes, value: moved, spread: 0.3)
        let sequential = first.updated(by: second)
        // Precisions add up: P = I + aaᵀ/τ² + bbᵀ/τ′², P·m = a y/τ² + b y′/τ′².
        let covariance = sequential.factor.square
        let precision = SquareMatrix(count: 3) {
            ($0 == $1 ? 1 : 0) + a[$0] * a[$1] / 0.16 + b[$0] * b[$1] / 0.09
        }
        let product = precision.times(covariance)
        for row in 0..<3 {
            for column in 0..<3 { #expect(abs(product[row, column] - (row == column ? 1 : 0)) < 1e-12) }
            #expect(abs(precision.times(sequential.mean)[row] - (a[row] / 0.16 + b[row] * 0.5 / 0.09)) < 1e-12)
        }
    }

    @Test("data that cannot happen are refused")
    func impossible() {
        #expect(throws: FitFailure.impossibleAtCentre) {
            try ScoreFit(count: 1, touched: [0], draws: DrawSource(seed: 1)) { _ in -.infinity }.fit()
        }
        let learning = Learner(fit: ScoreFit(count: 1, touched: [0], draws: DrawSource(seed: 1)) { _ in -.infinity })
            .learn()
        #expect(learning.law == .prior(count: 1))
        #expect(learning.failures == [.fit(.impossibleAtCentre)])
    }

    @Test("a law that does not stand for what was learnt is refused: a curved ridge, of which totals are made")
    func ridge() {
        // ln(e^a + e^b) = 1.5 ± 0.1.
        let fit = ScoreFit(count: 2, touched: [0, 1], draws: DrawSource(seed: 3)) { scores in
            let gap = (1.5 - log(exp(scores[0]) + exp(scores[1]))) / 0.1
            return -gap * gap / 2
        }
        let statistic = LearntStatistic(name: "sum") { log(exp($0[0]) + exp($0[1])) }
        #expect(!Learner(fit: fit, statistics: [statistic]).learn().failures.isEmpty)
        // Of one road alone the same figure is learnt.
        let straight = ScoreFit(count: 2, touched: [0], draws: DrawSource(seed: 3)) { scores in
            let gap = (1.5 - scores[0]) / 0.1
            return -gap * gap / 2
        }
        #expect(Learner(fit: straight, statistics: [statistic]).learn().failures.isEmpty)
    }
}
