// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a law of scores does not stand for what was learnt, with the number that failed.
public enum GateFailure: Sendable, Hashable {
    /// k̂ of the weights of the law that is kept is not below `Gates.largestShape`.
    case shape(Double)
    /// Too small a share of its draws counts.
    case effectiveShare(Double)
    /// Too few of its draws count.
    case effectiveDraws(Double)
    /// A quantile of a number that planners read is off by so many posterior standard deviations.
    case quantile(statistic: String, probability: Double, deviations: Double)
    /// No law could be fitted.
    case fit(FitFailure)

    /// Whether a quantile is off.
    var isOfQuantile: Bool {
        if case .quantile = self { true } else { false }
    }
}

/// What a law of scores must pass before it is kept.
public enum Gates {
    /// Below it importance weights have a mean that can be trusted (Vehtari et al. 2024).
    public static let largestShape = 0.7
    /// Of the draws of the law that is kept so many must count: a curved ridge with k̂ 0.33 had 8 %.
    public static let leastShare = 0.5
    /// So many must count whatever their share.
    public static let leastDraws = 400.0
    /// By so many posterior standard deviations a quantile may be off.
    public static let largestShift = 0.15
    /// The quantiles that are compared.
    public static let probabilities = [0.05, 0.5, 0.95]

    /// What a law fails of. Quantiles are those of its own draws, unweighted and weighted by the posterior.
    static func failures(
        _ check: LawCheck, statistics: [LearntStatistic], widened: ([Double]) -> [Double]
    ) -> [GateFailure] {
        var failures: [GateFailure] = []
        if !(check.shape < largestShape) { failures.append(.shape(check.shape)) }
        let (effective, drawn) = (check.effectiveDraws, Double(check.points.count))
        if !(effective >= leastShare * drawn) { failures.append(.effectiveShare(effective / drawn)) }
        if !(effective >= leastDraws) { failures.append(.effectiveDraws(effective)) }
        let points = check.points.map(widened)
        let equal = Array(repeating: 1 / drawn, count: points.count)
        for statistic in statistics {
            let values = points.map(statistic.value)
            let (kept, posterior) = (
                WeightedQuantiles(values, weights: equal), WeightedQuantiles(values, weights: check.weights)
            )
            let deviation = deviation(values, check.weights)
            for probability in probabilities {
                let shift = kept.value(at: probability) - posterior.value(at: probability)
                // Without spread any difference is rounding; what is not a number fails.
                if !(abs(shift) <= largestShift * deviation + 1e-12) {
                    failures.append(
                        .quantile(
                            statistic: statistic.name, probability: probability, deviations: shift / deviation))
                }
            }
        }
        return failures
    }

    private static func deviation(_ values: [Double], _ weights: [Double]) -> Double {
        let mean = zip(values, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
        return zip(values, weights).reduce(0.0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }.squareRoot()
    }
}
