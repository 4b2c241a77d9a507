// SPDX-License-Identifier: GPL-3.0-or-later

/// How exactly a figure is to be known: a run goes on until the 95 % interval of its Monte Carlo error is that narrow.
public struct PrecisionGoal: Sendable, Hashable {
    /// What is figured out of the campaigns.
    public enum Statistic: Sendable, Hashable {
        /// The mean; of a ratio, the ratio of the means.
        case mean
        /// The quantile at a probability.
        case quantile(Double)
        /// The chance that the metric is at most or at least so much.
        case chance(Goal.Relation, Double)
    }

    /// Whose figure it is.
    public enum Whose: Sendable, Hashable {
        /// That of every split that is shown, each by itself.
        case everySplit
        /// That of one.
        case split(String)
        /// That of how much more one brings than another in the same campaign; of the mean of a ratio, the difference of the two.
        case difference(String, minus: String)
    }

    /// How far an end of the interval may lie from the figure.
    public enum Width: Sendable, Hashable {
        /// So much of the figure itself.
        case relative(Double)
        /// So much, in the unit of the figure.
        case absolute(Double)
    }

    /// What is figured out.
    public var statistic: Statistic
    /// Of which metric.
    public var metric: Metric
    /// Whose it is.
    public var whose: Whose
    /// How exactly it is to be known.
    public var width: Width
    /// As it was asked for.
    public var text: String

    /// A figure and how exactly it is to be known.
    public init(_ statistic: Statistic, of metric: Metric, _ whose: Whose, within width: Width, text: String) {
        self.statistic = statistic
        self.metric = metric
        self.whose = whose
        self.width = width
        self.text = text
    }
}
