// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The uncertain assumptions of a scenario and what its splits return, each as a distribution that other programs can draw from,
/// with their rank correlations.
public struct DistributionLibrary: Sendable {
    /// The distributions: the assumptions in the order of the scenario, then the metrics split by split.
    public var members: [Member]
    /// What does not vary.
    public var constants: [Constant]
    /// What is left out, and why.
    public var omissions: [Omission]
    /// The correlations of the members' normal scores, row by row; positive definite.
    public var correlations: [[Double]]
    /// By what all correlations were multiplied to make them positive definite; 1 where nothing was needed.
    public var correlationFactor: Double
    /// How the trials were computed.
    public var provenance: ForecastProvenance
    /// What it is about.
    public var subject: Subject

    /// What a distribution is of.
    public enum Content: Sendable, Equatable {
        /// An uncertain assumption.
        case assumption(label: String)
        /// A metric of a split, by the split's number.
        case metric(Metric, split: Int)
        /// An event that may strike.
        case event(name: String)
    }

    /// A distribution as a metalog: sums of terms with these coefficients.
    public struct Member: Sendable {
        /// What it is the distribution of.
        public var content: Content
        /// Where values may lie; nil where there is no bound.
        public var lowerBound, upperBound: Double?
        /// The weights of the terms 1, L, (y − ½)L, y − ½, (y − ½)², (y − ½)²L, … with L = ln(y/(1 − y)).
        public var coefficients: [Double]
        /// The greatest distance of the distribution functions of the metalog and of the values that it stands for.
        public var misfit: Double
        /// The mean of the metalog.
        public var fitMean: Double
        /// The density at 25 values, evenly spaced between those that one in a thousand lies below and above.
        public var density: [Double]
        /// What the metalog stands for.
        public var values: Described
        /// The shares of trials in which the value is infinite, and in which there is none.
        public var infinite, undefined: Double
    }

    /// Values in a few numbers.
    public struct Described: Sendable, Equatable {
        /// How many there are.
        public var count: Int
        /// Their mean, standard deviation, least and greatest.
        public var mean, sd, least, greatest: Double
        /// The quantiles at `Described.probabilities`.
        public var quantiles: [Double]

        /// The probabilities at which quantiles are told.
        public static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]
    }

    /// Something with the same value in every trial.
    public struct Constant: Sendable, Equatable {
        /// What is constant.
        public var content: Content
        /// Its value.
        public var value: Double
    }

    /// Something that no metalog stands for.
    public struct Omission: Sendable, Equatable {
        /// What is left out.
        public var content: Content
        /// Why, as a clause.
        public var reason: String
    }
}
