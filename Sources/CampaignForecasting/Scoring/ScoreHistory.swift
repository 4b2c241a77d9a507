// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Campaigns whose forecasts were scored, in the order in which they were; all in one currency.
public struct ScoreHistory: Sendable, Equatable {
    /// The campaigns.
    public var campaigns: [CampaignScore]

    /// A history; without campaigns unless said otherwise.
    public init(_ campaigns: [CampaignScore] = []) { self.campaigns = campaigns }

    /// Whether a forecast was scored before, and where: it is never graded again.
    ///
    /// - Parameter seal: what the forecast is known by.
    public func index(of seal: String) -> Int? { campaigns.firstIndex { $0.seal == seal } }

    /// The currency of all money; nil without campaigns.
    public var currency: String? { campaigns.first?.currency }

    /// What the campaigns say of the next one, in the same currency.
    ///
    /// - Parameters:
    ///   - figure: the figure.
    ///   - next: the campaign that follows, of which tier and money are looked at.
    func references(of figure: ScoredFigure, for next: CampaignScore) -> [FigureScore.Reference: Double] {
        let isSum = figure.ratio == nil
        func value(_ campaign: CampaignScore) -> Double? {
            guard let outcome = campaign[figure]?.outcome, outcome.isFinite, campaign.budget > 0 else { return nil }
            return isSum ? outcome / campaign.budget * next.budget : outcome
        }
        var found: [FigureScore.Reference: Double] = [:]
        found[.last] = campaigns.reversed().lazy.compactMap(value).first
        let alike = campaigns.filter { $0.tier == next.tier }.compactMap(value)
        if !alike.isEmpty { found[.tier] = alike.reduce(0, +) / Double(alike.count) }
        return found
    }

    /// What the campaigns show of each figure that one of them told.
    ///
    /// - Parameter isAhead: whether those are looked at whose forecasts were not made afterwards, or those whose were.
    public func summaries(isAhead: Bool) -> [ScoreSummary] {
        let counted = campaigns.filter { ($0.timing != .after) == isAhead }
        return ScoredFigure.allCases.compactMap { figure in
            let scores = counted.compactMap { $0[figure] }
            return scores.isEmpty ? nil : ScoreSummary(figure, scores)
        }
    }
}

/// What several campaigns show of the forecasts of one figure.
public struct ScoreSummary: Sendable {
    /// The figure.
    public let figure: ScoredFigure
    /// Where the outcomes stand in their forecasts.
    public let positions: [Double]
    /// How many the intervals cover, by the shares in `BacktestSummary.nominalCoverages`.
    public let coverages: [Coverage]
    /// Kolmogorov's distance of the positions from uniform numbers.
    public let distance: Double
    /// How often the distance is as large or larger where every forecast is right: exact.
    public let probability: Double
    /// The mean of the continuous ranked probability scores, over those that exist; nil where none does.
    public let rankedProbability: Double?
    /// The mean of the logarithmic scores, likewise.
    public let logarithmic: Double?
    /// How much of the errors of each simpler forecast is saved in all campaigns that have both scores, and how many these are.
    public let skills: [FigureScore.Reference: (value: Double, count: Int)]

    /// What scores show together, at least one.
    ///
    /// - Parameters:
    ///   - figure: the figure.
    ///   - scores: one of each campaign.
    public init(_ figure: ScoredFigure, _ scores: [FigureScore]) {
        self.figure = figure
        positions = scores.map(\.position)
        coverages = BacktestSummary.nominalCoverages.map { [positions] in Coverage(nominal: $0, positions: positions) }
        distance = KolmogorovLaw.distance(positions)
        probability = KolmogorovLaw.probability(above: distance, count: positions.count)
        rankedProbability = Self.mean(scores.compactMap(\.rankedProbability))
        logarithmic = Self.mean(scores.compactMap(\.logarithmic))
        var skills: [FigureScore.Reference: (value: Double, count: Int)] = [:]
        for reference in FigureScore.Reference.allCases {
            let pairs = scores.compactMap { score in
                score.rankedProbability.flatMap { own in score.error(of: reference).map { (own: own, error: $0) } }
            }
            let error = pairs.reduce(0) { $0 + $1.error }
            guard let value = ForecastScore.skill(pairs.reduce(0) { $0 + $1.own }, against: error) else { continue }
            skills[reference] = (value, pairs.count)
        }
        self.skills = skills
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Kolmogorov's distance that right forecasts of as many campaigns exceed in 5 of 100 histories: a smaller one shows nothing.
    public var noticed: Double { KolmogorovLaw.distance(exceededWith: 0.05, count: positions.count) }
}
