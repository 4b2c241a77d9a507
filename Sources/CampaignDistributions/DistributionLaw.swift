// SPDX-License-Identifier: GPL-3.0-or-later

/// A family of distributions with its parameters: all that the rest of the program knows of it.
///
/// A law is one file under `Laws/`, one case of `Distribution`, one line of the switch there and one entry of its list.
package protocol DistributionLaw: Sendable, Equatable {
    /// What there is to say of the family, whatever its parameters.
    static var record: LawRecord { get }

    /// The law that a file states; its parameters lie within the domains of the record's form that they fill.
    init(_ arguments: LawArguments) throws(LawProblem)

    /// The law as one of the program's distributions.
    var distribution: Distribution { get }

    /// The parameters by the names that they have in a file, in the form that takes exactly them.
    var parameters: KeyValuePairs<String, Double> { get }

    /// Where practically all values lie: the exact support, or for the normal law six standard deviations to either side.
    var support: ClosedRange<Double> { get }

    /// Whether single values have a probability, so that quantiles cannot be joined by a curve.
    var jumps: Bool { get }

    /// The mean where it has a closed form: +∞ or NaN where there is none, nil where it needs special functions.
    var expectation: Double? { get }

    /// How scores become values fast; nil where quantiles cannot be computed.
    var scoring: LawScoring? { get }

    /// The probability of a value of at most `x`.
    func probability(upTo x: Double) -> Double

    /// The value that a standard normal score `z` stands for: the quantile at Φ(z).
    ///
    /// Written in scores, not probabilities, so that both tails keep their precision.
    func quantile(score z: Double) -> Double

    /// The law as a scenario file spells it.
    var text: String { get }
}

/// How a law's scores become values fast.
package enum LawScoring: Sendable {
    /// exp(`mu` + `sigma` · z).
    case exponential(mu: Double, sigma: Double)
    /// Equally likely values, ascending.
    case listed([Double])
    /// By the quantile function, which is a formula or jumps.
    case formula
    /// By a table of the quantiles of a law, which take long to compute.
    case table(of: any DistributionLaw)
}

extension DistributionLaw {
    package var parameters: KeyValuePairs<String, Double> { [:] }

    package var jumps: Bool { false }

    package var scoring: LawScoring? { jumps ? .formula : .table(of: self) }

    package var text: String { Self.spelled(parameters.map { "\($0.key): \($0.value)" }) }

    /// The family's name before its arguments.
    static func spelled(_ arguments: [String]) -> String {
        "\(record.spelling)(\(arguments.joined(separator: ", ")))"
    }
}
