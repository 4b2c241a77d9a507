// SPDX-License-Identifier: GPL-3.0-or-later

/// A probability distribution by its family and parameters; each family is described in a file of its own under `Laws/`.
public indirect enum Distribution: Sendable, Equatable {
    case normal(Normal)
    case logNormal(LogNormal)
    case logLogistic(LogLogistic)
    case beta(Beta)
    case betaInterval(BetaInterval)
    case gamma(Gamma)
    case pert(Pert)
    case triangular(Triangular)
    case uniform(Uniform)
    case weibull(Weibull)
    case pareto(Pareto)
    case exponential(Exponential)
    case student(Student)
    case poisson(Poisson)
    case negativeBinomial(NegativeBinomial)
    case discrete(Discrete)
    case sample(Sample)
    case mixture(Mixture)
    case truncated(Truncated)

    /// What the distribution does. The only place that asks which one it is, besides those that mean one family alone.
    package var law: any DistributionLaw {
        switch self {
        case .normal(let law): law
        case .logNormal(let law): law
        case .logLogistic(let law): law
        case .beta(let law): law
        case .betaInterval(let law): law
        case .gamma(let law): law
        case .pert(let law): law
        case .triangular(let law): law
        case .uniform(let law): law
        case .weibull(let law): law
        case .pareto(let law): law
        case .exponential(let law): law
        case .student(let law): law
        case .poisson(let law): law
        case .negativeBinomial(let law): law
        case .discrete(let law): law
        case .sample(let law): law
        case .mixture(let law): law
        case .truncated(let law): law
        }
    }

    /// Every family, in the order of the cases.
    package static let laws: [any DistributionLaw.Type] = [
        Normal.self, LogNormal.self, LogLogistic.self, Beta.self, BetaInterval.self, Gamma.self, Pert.self,
        Triangular.self, Uniform.self, Weibull.self, Pareto.self, Exponential.self, Student.self, Poisson.self,
        NegativeBinomial.self, Discrete.self, Sample.self, Mixture.self, Truncated.self,
    ]
}

// MARK: - What its law says

extension Distribution {
    /// The mean where it has a closed form, as `DistributionLaw.expectation` says.
    public var mean: Double? { law.expectation }

    /// Where practically all values lie.
    public var support: ClosedRange<Double> { law.support }

    /// Whether single values have a probability, so that quantiles cannot be joined by a curve.
    public var jumps: Bool { law.jumps }

    /// The probability of a value of at most `x`.
    public func probability(upTo x: Double) -> Double { law.probability(upTo: x) }

    /// The value that a standard normal score `z` stands for: the quantile at Φ(z).
    public func quantile(score z: Double) -> Double { law.quantile(score: z) }

    /// The distribution as a scenario file spells it, with exactly its parameters.
    public var text: String { law.text }
}
