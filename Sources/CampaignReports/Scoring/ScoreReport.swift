// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignForecasting
internal import CampaignModel
public import CampaignResults
internal import CampaignText

/// What became of a frozen forecast, ready to be told.
public struct ScoreReport: Sendable {
    /// The forecast of the split that was run, as a file.
    public let frozen: FrozenFile
    /// What became of it.
    public let score: CampaignScore
    /// What the results tell.
    public let totals: ResultTotals
    /// The history that it was added to, and the campaigns in it now; nil where it was added to none.
    public let history: (file: String, campaigns: Int)?

    /// The report of a score.
    ///
    /// - Parameters:
    ///   - frozen: the forecast.
    ///   - score: what became of it.
    ///   - totals: what the results tell.
    ///   - history: the history that it was added to, and the campaigns in it now.
    public init(
        _ frozen: FrozenFile, _ score: CampaignScore, totals: ResultTotals, history: (file: String, campaigns: Int)?
    ) {
        (self.frozen, self.score, self.totals, self.history) = (frozen, score, totals, history)
    }

    private var split: FrozenForecast.Split? { frozen.forecast.splits.first { $0.name == score.split } }

    /// What was forecast of a figure.
    func law(_ figure: ScoredFigure) -> PredictiveLaw? { split?.figures.first { $0.name == figure }?.law }

    var currency: Currency { Currency(code: score.currency) }
}

// MARK: - The answer

extension ScoreReport {
    /// What happened, where that lies in the forecast, and how many figures fell into their intervals.
    public var sentence: String {
        guard let first = score.figures.first, let law = law(first.figure) else { return "No figure was forecast." }
        let style = Figure.Style(first.figure.metric, currency: currency)
        let texts = Self.texts([law.quantile(0.05), law.quantile(0.95)], style)
        let value = Figure(exactly: first.outcome).text(style)
        let below = law.share(below: first.outcome)
        let standing =
            below == 0
            ? "none of the imagined campaigns came to less"
            : "\(Self.share(below, error: law.error(of: below))) of the imagined campaigns came to less"
        let place = first.isInside(0.9) ? "inside" : "outside"
        var text =
            "\(first.figure.title.capitalisedFirst) came to \(value), \(place) the 90 % interval of the forecast, \(texts[0]) to \(texts[1]); \(standing)."
        let count = score.figures.count
        if count > 1 {
            let inside = score.figures.count { $0.isInside(0.9) }
            text += " Of \(count) figures that results tell, \(inside) fell into their 90 % intervals."
        }
        return text
    }

    /// A share as percentage, no finer than its error.
    static func share(_ value: Double, error: Double) -> String {
        value == 1 ? "all" : Figure(value, error: Swift.max(error, 1e-3)).text(.percent)
    }

    /// Quantiles as a planner reads them.
    static func texts(_ quantiles: [QuantileEstimate], _ style: Figure.Style) -> [String] {
        quantiles.map { Figure($0).text(style, digits: 3) }
    }

    /// What a reader must know first.
    var alarms: [String] {
        var lines: [String] = []
        if score.timing == .after, let first = totals.days?.lowerBound.text {
            lines.append(
                "The results begin on \(first), before the forecast was frozen on \(score.frozen): a part of them was there already, and a "
                    + "history counts such a campaign apart.")
        }
        if totals.pending > 0 {
            lines.append(
                "\(ImportReport.counted(totals.pending, "order")) may still be sent back, which takes tracked revenue and commission down; "
                    + "a campaign is scored once.")
        }
        for (figure, rows) in totals.incomplete.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append(
                "\(figure.title.capitalisedFirst) is not scored: \(ImportReport.counted(rows, "row")) with orders say no value."
            )
        }
        return lines + ScoredFigure.allCases.compactMap(unscored)
    }

    /// Why a figure that results tell is not scored; nil of others.
    private func unscored(_ figure: ScoredFigure) -> String? {
        guard score[figure] == nil, let outcome = totals.figures[figure] else { return nil }
        let name = figure.title.capitalisedFirst
        guard let known = law(figure)?.values.first else {
            return "\(name) is not scored: no imagined campaign has it."
        }
        let style = Figure.Style(figure.metric, currency: currency)
        let (said, came) = (Figure(exactly: known).text(style), Figure(exactly: outcome).text(style))
        return said == came
            ? nil
            : "\(name) is not scored: the scenario takes it for known, \(said), and it came to \(came)."
    }

    var closing: String {
        let one =
            "One campaign cannot tell a right forecast from a wrong one: one outcome in ten lies outside a right 90 % interval."
        guard let history else { return one + " --history keeps the score beside those of other campaigns." }
        return one
            + " \(history.file) holds \(ImportReport.counted(history.campaigns, "campaign")) now; 'tiercast backtest \(history.file)' says what they "
            + "show together."
    }
}
