// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignSampling

/// Holds frozen forecasts against what campaigns brought.
public struct Scorer: Sendable {
    /// The forecast.
    private let forecast: FrozenForecast
    /// What it is known by.
    private let seal: String

    /// A scorer of a forecast.
    ///
    /// - Parameters:
    ///   - forecast: the forecast.
    ///   - seal: what it is known by; the chance that decides between equal values is a function of it.
    public init(_ forecast: FrozenForecast, seal: String) { (self.forecast, self.seal) = (forecast, seal) }

    /// What became of a split; figures that were known beforehand are left out.
    ///
    /// - Parameters:
    ///   - split: the split that was run.
    ///   - outcomes: what results tell; figures of which nothing was forecast are left out.
    ///   - date: the day on which it is scored.
    ///   - firstDay: the first day of the results, such as 2026-03-02; nil where they have none.
    ///   - history: the campaigns before it, the last one last.
    public func score(
        _ split: FrozenForecast.Split, _ outcomes: [ScoredFigure: Double], on date: String, firstDay: String?,
        after history: ScoreHistory
    ) -> CampaignScore {
        var score = CampaignScore(
            campaign: forecast.campaign, seal: seal, frozen: forecast.date, scored: date,
            timing: firstDay.map { $0 < forecast.date ? .after : .before } ?? .unknown, split: split.name,
            tier: split.tier, budget: split.budget, currency: forecast.currency, figures: [])
        score.figures = split.figures.filter { !$0.law.isKnown }.compactMap { figure in
            outcomes[figure.name].map { outcome in
                var found = Self.score(figure, outcome, budget: split.budget, uniform: uniform(figure.name))
                found.references.merge(history.references(of: figure.name, for: score)) { own, _ in own }
                return found
            }
        }
        return score
    }

    /// The number that decides between the places of equal values: the same for the same forecast, another for every figure.
    private func uniform(_ figure: ScoredFigure) -> Double {
        StreamName("score", use: figure.rawValue).uniform(seed: StableHash.hash(seal), trial: 0)
    }

    /// One figure of a campaign.
    private static func score(
        _ figure: FrozenForecast.Figure, _ outcome: Double, budget: Double, uniform: Double
    ) -> FigureScore {
        let unit = figure.name.isSigned ? (figure.name.ratio == nil ? max(budget, 1) : 1) : nil
        return FigureScore(
            figure: figure.name, outcome: outcome, position: figure.law.position(of: outcome, uniform: uniform),
            quantiles: FigureScore.probabilities.map { figure.law.quantile($0).value },
            rankedProbability: figure.law.rankedProbability(of: outcome),
            logarithmic: figure.law.logarithmic(of: outcome, unit: unit),
            references: figure.calculator.map { [.calculator: $0] } ?? [:])
    }
}

// MARK: - Outcomes that were known before

extension Scorer {
    /// A published outcome held against draws; nil where it has no figure, or nothing is spent in any draw.
    static func score(_ outcome: KnownOutcome, _ draws: OutcomeDraws) -> FigureScore? {
        let figure: ScoredFigure
        let values: [Double]
        switch outcome.metric {
        case .cpa: (figure, values) = (outcome.countsTracked ? .trackedCPA : .cpa, draws.costsPerOrder)
        case .roas: (figure, values) = (outcome.countsTracked ? .trackedROAS : .roas, draws.returns)
        case _: return nil
        }
        guard let law = PredictiveLaw(of: values), !law.isKnown else { return nil }
        return score(
            FrozenForecast.Figure(figure, law: law, calculator: nil), outcome.value, budget: 1,
            uniform: StreamName("score", use: figure.rawValue).uniform(seed: StableHash.hash(outcome.id), trial: 0))
    }
}

extension Backtest {
    /// The outcomes under a fee or a gift as entries of a history of scores, as of forecasts that were made afterwards.
    ///
    /// - Parameter date: the day on which they are scored.
    public func scores(on date: String) -> [CampaignScore] {
        zip(cases, subjects).compactMap { row, subject in
            guard !row.outcome.isPaidByResult, let figure = row.figure else { return nil }
            return CampaignScore(
                campaign: row.outcome.id, seal: "\(subject.checksum)/\(row.outcome.id)", frozen: "", scored: date,
                timing: .after, split: subject.scenario.splits.first?.name ?? "",
                tier: row.outcome.traits[.tier] ?? "mixed", budget: subject.scenario.budget,
                currency: subject.scenario.currency, figures: [figure])
        }
    }
}
