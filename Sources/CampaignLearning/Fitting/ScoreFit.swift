// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// Fits a law of independent standard normal scores to data: first Laplace's approximation, then importance sampling.
///
/// The fit happens in ε, where the prior is N(0, I), and for the scores alone that data touch.
public struct ScoreFit: Sendable {
    /// All scores.
    public let count: Int
    /// Those that are fitted.
    public let touched: [Int]
    /// The logarithm of the likelihood at all scores.
    public let logLikelihood: @Sendable ([Double]) -> Double
    let draws: DrawSource
    private(set) var settings: FitSettings
    let workers: Workers

    /// - Parameters:
    ///   - count: the number of scores.
    ///   - touched: the places of those that data say something about, ascending; none where there are no data.
    ///   - draws: where draws come from.
    ///   - settings: how many draws are taken.
    ///   - workers: who evaluates; the result does not depend on it.
    ///   - logLikelihood: the logarithm of the likelihood at all scores; −∞ where the data cannot happen.
    public init(
        count: Int, touched: [Int], draws: DrawSource, settings: FitSettings = FitSettings(), workers: Workers = .one,
        logLikelihood: @escaping @Sendable ([Double]) -> Double
    ) {
        precondition(touched == touched.sorted() && Set(touched).count == touched.count, "each score once, ascending")
        precondition(touched.allSatisfy { (0..<count).contains($0) }, "places of scores")
        self.count = count
        self.touched = touched
        self.logLikelihood = logLikelihood
        self.draws = draws
        self.settings = settings
        self.workers = workers
    }

    /// The same with four times as many draws of which the law is worked out, and by which it is checked.
    var withMoreDraws: ScoreFit {
        var fit = self
        fit.settings.finalDraws *= 4
        fit.settings.checkDraws *= 4
        return fit
    }

    /// All scores, of which the touched ones are these and the others 0.
    func widened(_ scores: [Double]) -> [Double] {
        var wide = Array(repeating: 0.0, count: count)
        for (index, score) in zip(touched, scores) { wide[index] = score }
        return wide
    }

    /// The logarithm of likelihood times prior at the touched scores.
    var logPosterior: @Sendable ([Double]) -> Double {
        { [self] scores in
            let square = scores.reduce(0.0) { $0 + $1 * $1 }
            let value =
                logLikelihood(widened(scores)) - square / 2 - Double(scores.count) / 2 * Double.log(2 * .pi)
            return value.isNaN ? -.infinity : value
        }
    }

    /// The law and its check.
    public func fit() throws(FitFailure) -> AffineFit {
        guard !touched.isEmpty else {
            return AffineFit(law: .prior(count: count), check: nil)
        }
        let logPosterior = logPosterior
        guard let peak = ModeFinder(logDensity: logPosterior, workers: workers).peak(dimensions: touched.count) else {
            throw .impossibleAtCentre
        }
        let fit = ImportanceFit(logDensity: logPosterior, draws: draws, settings: settings, workers: workers)
        let own = try fit.fit(mean: peak.mode, covariance: peak.covariance)
        return AffineFit(law: own.embedded(at: touched, of: count), check: fit.check(own))
    }
}

/// An affine law that was fitted.
public struct AffineFit: Sendable {
    /// The law of all scores.
    public var law: AffineLaw
    /// How the law that is kept stands to the posterior; nil where nothing was fitted.
    public var check: LawCheck?
}
