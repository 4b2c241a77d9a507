// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// A normal law fitted to a density by importance sampling, three rounds and a final one, from a first guess.
///
/// Laplace's approximation alone is wrong about spreads, whose likelihood is skewed; rounds of adaptive importance sampling
/// move mean and covariance to those of the density itself. Each round moves as far as its effective number of draws allows.
/// Source: Cappé, Guillin, Marin, Robert 2004, "Population Monte Carlo", JCGS 13(4), with smoothed weights.
struct ImportanceFit {
    let logDensity: @Sendable ([Double]) -> Double
    let draws: DrawSource
    let settings: FitSettings
    let workers: Workers

    func fit(mean: [Double], covariance: SquareMatrix) throws(FitFailure) -> AffineLaw {
        var (mean, covariance) = (mean, covariance)
        for stage in [DrawSource.Stage.firstRound, .secondRound, .thirdRound] {
            guard let factor = covariance.choleskyFactor() else { throw .degenerate }
            let law = EllipticalLaw(mean: mean, factor: factor)
            let sample = sample(law, stage, count: settings.roundDraws)
            let smoothed = ParetoSmoothing(logWeights: sample.logWeights)
            let effective = smoothed.effectiveCount
            guard effective > 0 else { throw .degenerate }
            let moments = WeightedMoments(sample.points, weights: smoothed.weights)
            let count = Double(max(1, mean.count))
            let step = min(1, effective / (10 * count))
            // Few effective draws are closer together than the density is wide.
            let widening = 1 + count / max(effective, count)
            mean = zip(mean, moments.mean).map { (1 - step) * $0 + step * $1 }
            covariance = SquareMatrix(count: mean.count) {
                (1 - step) * covariance[$0, $1] + step * widening * moments.covariance[$0, $1]
            }
        }
        guard let factor = covariance.choleskyFactor() else { throw .degenerate }
        let sample = sample(EllipticalLaw(mean: mean, factor: factor), .final, count: settings.finalDraws)
        let smoothed = ParetoSmoothing(logWeights: sample.logWeights)
        let moments = WeightedMoments(sample.points, weights: smoothed.weights)
        guard smoothed.effectiveCount > 0, let kept = moments.covariance.choleskyFactor() else { throw .degenerate }
        return AffineLaw(mean: moments.mean, factor: kept)
    }

    private func sample(
        _ law: EllipticalLaw, _ stage: DrawSource.Stage, count: Int
    ) -> (points: [[Double]], logWeights: [Double]) {
        let found = workers.map(count) { draw in
            let point = law.studentPoint(draws, stage, draw)
            return (point, logDensity(point) - law.logStudent(point))
        }
        return (found.map(\.0), found.map(\.1))
    }

    /// How well a normal law stands for the density.
    func check(_ kept: AffineLaw) -> LawCheck {
        let law = EllipticalLaw(mean: kept.mean, factor: kept.factor)
        let found = workers.map(settings.checkDraws) { draw in
            let point = law.point(draws.scores(.check, draw, count: law.mean.count))
            return (point, logDensity(point) - law.logNormal(point))
        }
        let smoothed = ParetoSmoothing(logWeights: found.map(\.1))
        return LawCheck(points: found.map(\.0), weights: smoothed.weights, shape: smoothed.shape)
    }
}
