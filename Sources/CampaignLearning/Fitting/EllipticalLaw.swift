// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A normal law, and the Student law with eight degrees of freedom around the same centre, whose heavier tails keep
/// importance weights bounded.
struct EllipticalLaw: Sendable {
    let mean: [Double]
    /// The lower triangle that makes independent scores into deviations.
    let factor: SquareMatrix

    private static let freedom = 8.0

    private var count: Int { mean.count }

    /// The point of independent scores.
    func point(_ scores: [Double], stretch: Double = 1) -> [Double] {
        zip(mean, factor.times(scores)).map { $0 + stretch * $1 }
    }

    /// A point of the Student law: normal scores and one more uniform number, which stretches them.
    func studentPoint(_ draws: DrawSource, _ stage: DrawSource.Stage, _ draw: Int) -> [Double] {
        // χ²₈ is −2 ln of a product of four uniform numbers in law; by its quantile one number is enough.
        let square = ChiSquare.quantile(draws.uniform(stage, draw, count), freedom: Self.freedom)
        return point(draws.scores(stage, draw, count: count), stretch: (Self.freedom / square).squareRoot())
    }

    /// The squared distance from the mean in units of the law.
    private func distance(_ point: [Double]) -> Double {
        factor.solvingLower(zip(point, mean).map { $0 - $1 }).reduce(0.0) { $0 + $1 * $1 }
    }

    /// The logarithm of the normal density.
    func logNormal(_ point: [Double]) -> Double {
        -distance(point) / 2 - factor.logDeterminantOfLower - Double(count) / 2 * Double.log(2 * .pi)
    }

    /// The logarithm of the Student density.
    func logStudent(_ point: [Double]) -> Double {
        let (d, v) = (Double(count), Self.freedom)
        return Double.logGamma((v + d) / 2) - Double.logGamma(v / 2) - d / 2 * Double.log(v * .pi)
            - factor.logDeterminantOfLower - (v + d) / 2 * Double.log(onePlus: distance(point) / v)
    }
}
