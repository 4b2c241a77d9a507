// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGSL
internal import RealModule

extension Distribution {
    /// The beta distribution with these 5th and 95th percentiles.
    public struct BetaInterval: Sendable, Equatable {
        package var low: Double
        package var high: Double

        /// The law with these percentiles.
        package init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }
    }

    /// The beta distribution with these 5th and 95th percentiles.
    public static func betaInterval(low: Double, high: Double) -> Distribution {
        .betaInterval(BetaInterval(low: low, high: high))
    }
}

extension Distribution.BetaInterval: DistributionLaw {
    package static let record = LawRecord(
        "beta",
        meaning: "a share by its 5th and 95th percentile",
        forms: [
            LawForm([LawParameter("low", .number), LawParameter("high", .number)], example: "beta(low: 1%, high: 5%)")
        ],
        source: "Johnson, Kotz and Balakrishnan 1995, chapter 25; its parameters by bisection")

    package init(_ arguments: LawArguments) throws(LawProblem) {
        self.init(low: try arguments("low"), high: try arguments("high"))
        guard 0 < low, low < high, high < 1 else { throw .refused("needs 0 < low < high < 1") }
    }

    package var distribution: Distribution { .betaInterval(self) }

    package var parameters: KeyValuePairs<String, Double> { ["low": low, "high": high] }

    package var support: ClosedRange<Double> { Double.leastNonzeroMagnitude...1 }

    /// It takes a search for the parameters.
    package var expectation: Double? { nil }

    package var scoring: LawScoring? { fitted.map { .table(of: $0) } }

    package func probability(upTo x: Double) -> Double { fitted?.probability(upTo: x) ?? .nan }

    package func quantile(score z: Double) -> Double { fitted?.quantile(score: z) ?? .nan }
}

// MARK: - Its parameters

extension Distribution.BetaInterval {
    /// The beta law with these percentiles, 0 < `low` < `high` < 1; nil where none is found.
    ///
    /// Bisection on the evidence α + β inside a bisection on the mean: both percentiles move monotonically.
    package var fitted: Distribution.Beta? {
        guard low > 0, low < high, high < 1 else { return nil }
        GSL.prepare()
        // Outer: the log of the evidence; the law grows narrower with it. Inner: the mean that puts 5 % below `low`.
        var (narrow, wide) = (Double.log(1e12), Double.log(1e-3))
        for _ in 0..<100 {
            let middle = (narrow + wide) / 2
            let evidence = Double.exp(middle)
            guard let mean = mean(evidence: evidence) else { return nil }
            let above = gsl_cdf_beta_Q(high, mean * evidence, (1 - mean) * evidence)
            if above > 0.05 { wide = middle } else { narrow = middle }
        }
        let evidence = Double.exp((narrow + wide) / 2)
        guard let mean = mean(evidence: evidence) else { return nil }
        let (alpha, beta) = (mean * evidence, (1 - mean) * evidence)
        guard abs(gsl_cdf_beta_P(low, alpha, beta) - 0.05) < 1e-6, abs(gsl_cdf_beta_Q(high, alpha, beta) - 0.05) < 1e-6
        else { return nil }
        return Distribution.Beta(alpha: alpha, beta: beta)
    }

    private func mean(evidence: Double) -> Double? {
        // In log odds, so that small means are found as precisely as large ones.
        var (left, right) = (-40.0, 40.0)
        for _ in 0..<100 {
            let middle = (left + right) / 2
            let mean = 1 / (1 + Double.exp(-middle))
            let below = gsl_cdf_beta_P(low, mean * evidence, (1 - mean) * evidence)
            guard below.isFinite else { return nil }
            if below > 0.05 { left = middle } else { right = middle }
        }
        return 1 / (1 + Double.exp(-(left + right) / 2))
    }
}
