// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Forecasts held against outcomes.
public struct Backtest: Sendable {
    /// The campaigns that were forecast, in the order given.
    public var subjects: [Subject]
    /// How the forecasts were computed.
    public var provenance: ForecastProvenance
    /// The powers of the return by which draws were weighted, in the order asked for.
    public var selections: [Double]
    /// The cases, in the order given.
    public var cases: [Case]
    /// For each selection the cases under a fee or a gift together.
    public var headline: [BacktestSummary]
    /// For each selection the cases under performance pay together, whose return follows from the commission.
    public var underPerformancePay: [BacktestSummary]
    /// The cases under a fee or a gift by tier, platform and trust grade, and all cases by deal.
    public var strata: [Stratum]

    /// A case with what became of its forecast.
    public struct Case: Sendable {
        /// What was forecast and what happened.
        public var outcome: KnownOutcome
        /// The draws in which money was spent.
        public var spent: Proportion
        /// For each selection the score; nil where the case has no figure, or no draw has a weight.
        public var scores: [OutcomeScore?]
        /// For each stated chance, the forecast's, by selection; NaN where no draw has a weight.
        public var chances: [[Estimate]]
        /// The outcome held against the draws as they are, where there is a figure.
        public var figure: FigureScore?
    }

    /// Cases that have something in common.
    public struct Stratum: Sendable {
        /// What they have in common.
        public var trait: Trait
        /// Which value of it they have.
        public var name: String
        /// For each selection what became of them.
        public var summaries: [BacktestSummary]
    }

    /// What cases may have in common.
    public enum Trait: String, CaseIterable, Sendable {
        case tier, platform, deal, grade
    }
}

/// A campaign whose outcome is known.
public struct KnownOutcome: Sendable {
    /// A name that no other case has.
    public var id: String
    /// Its tier, platform, deal and trust grade, in words; a missing one belongs to no stratum.
    public var traits: [Backtest.Trait: String]
    /// What is compared, `roas` or `cpa`; nil where only chances are stated.
    public var metric: Metric?
    /// Its value.
    public var value: Double
    /// Whether the value counts tracked orders only, those that a link or code sees; otherwise all orders.
    public var countsTracked: Bool
    /// What must be known of the value, such as that it is the middle of an interval; nil where it is as it was given.
    public var remark: String?
    /// How often a return was reached, as it is stated.
    public var chances: [StatedChance]
    /// Whether it was published for its outcome; the forecast of one that was not is never weighted.
    public var isSelected: Bool
    /// Whether creators were paid by what they sold, so that the return follows from the commission.
    public var isPaidByResult: Bool

    /// A campaign whose outcome is known.
    public init(
        id: String, traits: [Backtest.Trait: String] = [:], metric: Metric?, value: Double,
        countsTracked: Bool = false, remark: String? = nil, chances: [StatedChance] = [], isSelected: Bool = true,
        isPaidByResult: Bool = false
    ) {
        self.id = id
        self.traits = traits
        self.metric = metric
        self.value = value
        self.countsTracked = countsTracked
        self.remark = remark
        self.chances = chances
        self.isSelected = isSelected
        self.isPaidByResult = isPaidByResult
    }
}
