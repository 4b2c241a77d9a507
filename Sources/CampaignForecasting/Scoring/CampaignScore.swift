// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What became of the forecast of a campaign: a line of figures that is written once and never graded again.
public struct CampaignScore: Sendable, Equatable {
    /// The campaign's name.
    public var campaign: String
    /// What the frozen forecast is known by; of one that was made after the outcome that of its scenario.
    public var seal: String
    /// The day on which the forecast was frozen, and that on which it was scored; empty where there is none.
    public var frozen, scored: String
    /// Whether the forecast was there before the results.
    public var timing: Timing
    /// The split that was run.
    public var split: String
    /// The tier of its creators, `mixed` of several.
    public var tier: String
    /// The money given to it.
    public var budget: Double
    /// ISO 4217 code of the money.
    public var currency: String
    /// The figures that were told.
    public var figures: [FigureScore]

    /// Whether a forecast was there before the results.
    public enum Timing: String, CaseIterable, Sendable {
        /// The first day of the results is not before that of the forecast.
        case before
        /// Results have no days.
        case unknown
        /// Results begin before the forecast was frozen, or it was made for an outcome that was known.
        case after
    }

    /// A score.
    ///
    /// - Parameters:
    ///   - campaign: the campaign's name.
    ///   - seal: what the forecast is known by.
    ///   - frozen: the day on which it was frozen.
    ///   - scored: the day on which it is scored.
    ///   - timing: whether it was there before the results.
    ///   - split: the split that was run.
    ///   - tier: the tier of its creators.
    ///   - budget: the money given to it.
    ///   - currency: the currency of the money.
    ///   - figures: the figures that were told.
    public init(
        campaign: String, seal: String, frozen: String, scored: String, timing: Timing, split: String, tier: String,
        budget: Double, currency: String, figures: [FigureScore]
    ) {
        (self.campaign, self.seal, self.frozen, self.scored) = (campaign, seal, frozen, scored)
        (self.timing, self.split, self.tier) = (timing, split, tier)
        (self.budget, self.currency, self.figures) = (budget, currency, figures)
    }

    /// The score of a figure; nil where it was not told.
    public subscript(_ figure: ScoredFigure) -> FigureScore? { figures.first { $0.figure == figure } }
}

/// One figure held against its forecast.
public struct FigureScore: Sendable, Equatable {
    /// The figure.
    public var figure: ScoredFigure
    /// What happened; may be infinite.
    public var outcome: Double
    /// Where the outcome stands in the forecast, 0…1; chance decides between places of equal values.
    public var position: Double
    /// The forecast at `probabilities`.
    public var quantiles: [Double]
    /// The continuous ranked probability score; nil where it is infinite.
    public var rankedProbability: Double?
    /// The logarithmic score; nil where the forecast has no density.
    public var logarithmic: Double?
    /// What simpler forecasts say, by name; without those that have nothing to say.
    public var references: [Reference: Double]

    /// The probabilities of `quantiles`.
    public static let probabilities = [0.05, 0.25, 0.50, 0.75, 0.95]

    /// A simpler forecast, which says one number.
    public enum Reference: String, CaseIterable, Sendable {
        /// What the last campaign of the history brought, in proportion to the money where the figure is a sum.
        case last
        /// What earlier campaigns of the history with creators of the same tier brought on average, in proportion to the money likewise.
        case tier
        /// What a calculator says.
        case calculator
    }

    /// A score of a figure.
    ///
    /// - Parameters:
    ///   - figure: the figure.
    ///   - outcome: what happened.
    ///   - position: where that stands in the forecast.
    ///   - quantiles: the forecast at `probabilities`.
    ///   - rankedProbability: the continuous ranked probability score.
    ///   - logarithmic: the logarithmic score.
    ///   - references: what simpler forecasts say.
    public init(
        figure: ScoredFigure, outcome: Double, position: Double, quantiles: [Double], rankedProbability: Double?,
        logarithmic: Double?, references: [Reference: Double] = [:]
    ) {
        (self.figure, self.outcome, self.position, self.quantiles) = (figure, outcome, position, quantiles)
        (self.rankedProbability, self.logarithmic) = (rankedProbability, logarithmic)
        self.references = references
    }

    /// Whether the outcome lies between the quantiles that hold a share in `BacktestSummary.nominalCoverages` of the forecast; of values that
    /// many imagined campaigns share they may hold more, which coverage by `position` does not.
    public func isInside(_ nominal: Double) -> Bool {
        let (low, high) = nominal == 0.5 ? (quantiles[1], quantiles[3]) : (quantiles[0], quantiles[4])
        return low <= outcome && outcome <= high
    }

    /// How far off a simpler forecast was, which is its score; nil where it has nothing to say.
    public func error(of reference: Reference) -> Double? { references[reference].map { abs($0 - outcome) } }

    /// How much of the error of a simpler forecast is saved; nil where one of the scores does not exist.
    public func skill(against reference: Reference) -> Double? {
        guard let own = rankedProbability, let error = error(of: reference) else { return nil }
        return ForecastScore.skill(own, against: error)
    }
}
