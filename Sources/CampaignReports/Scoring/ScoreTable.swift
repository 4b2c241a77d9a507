// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// What became of a frozen forecast, as text.
public struct ScoreTable: Sendable {
    private let report: ScoreReport

    /// The tables of a score.
    public init(_ report: ScoreReport) { self.report = report }

    private var score: CampaignScore { report.score }

    /// The answer, then each figure.
    public var page: Page {
        var page = Page()
        let trials = Figure(exactly: Double(report.frozen.forecast.trials)).text(.count)
        page.head(
            score.campaign,
            facts: [
                "split \(score.split)", "frozen on \(score.frozen)", "seal \(score.seal.prefix(12))…",
                "\(trials) imagined campaigns",
            ])
        page.say(report.sentence)
        page.alarm(report.alarms)
        page.add(figures, note: Self.figureNote)
        page.add(references, note: Self.referenceNote)
        page.note(report.closing)
        return page
    }

    private var names: [TextTable.RowName] { score.figures.map { TextTable.RowName(text: $0.figure.title) } }

    private var figures: TextTable {
        func column(_ title: String, _ cell: (FigureScore) -> String) -> TextTable.Column {
            TextTable.Column(title: title, cells: score.figures.map(cell))
        }
        return TextTable(
            title: "figure", names: names,
            columns: [
                column("outcome") { Figure(exactly: $0.outcome).text(style($0)) },
                column("forecast") { forecast($0) },
                column("position") { position($0) },
                column("in 50 %") { $0.isInside(0.5) ? "yes" : "no" },
                column("in 90 %") { $0.isInside(0.9) ? "yes" : "no" },
                column("CRPS") { score in
                    score.rankedProbability.map { Figure($0, error: $0 / 10).text(style(score)) } ?? Figure.undefined
                },
                column("log score") { ScoreFigures.logarithmic($0.logarithmic) },
            ])
    }

    private func style(_ score: FigureScore) -> Figure.Style {
        Figure.Style(score.figure.metric, currency: report.currency)
    }

    private func position(_ score: FigureScore) -> String {
        let error = report.law(score.figure)?.error(of: score.position) ?? 0
        return Figure(score.position, error: Swift.max(error, 1e-3)).text(.factor)
    }

    private func forecast(_ score: FigureScore) -> String {
        guard let law = report.law(score.figure) else { return Figure.undefined }
        let texts = ScoreReport.texts([0.05, 0.5, 0.95].map(law.quantile), style(score))
        return "\(texts[1]) [\(texts[0]) – \(texts[2])]"
    }

    private static let figureNote =
        "forecast: median and 5 % to 95 %. position: the share of the forecast below the outcome, with chance between equal values. CRPS: how far "
        + "off the forecast was as a whole, in the unit of the figure; log score: less the logarithm of the density at the outcome; both lower "
        + "where better."

    /// What simpler forecasts say.
    private var references: TextTable {
        var columns: [TextTable.Column] = []
        for (number, reference) in FigureScore.Reference.allCases.enumerated() {
            let said = score.figures.map { $0.references[reference] }
            guard said.contains(where: { $0 != nil }) else { continue }
            columns += [
                TextTable.Column(
                    title: reference.title,
                    cells: zip(score.figures, said).map { score, value in
                        value.map { Figure($0, error: abs($0) / 100).text(style(score)) } ?? ""
                    }, panel: number),
                TextTable.Column(
                    title: "skill",
                    cells: score.figures.map { ScoreFigures.skill($0.skill(against: reference)) }, panel: number),
            ]
        }
        return TextTable(title: "beside simpler", names: columns.isEmpty ? [] : names, columns: columns)
    }

    private static let referenceNote =
        "skill: the share of a simpler forecast's error that this one saves; below 0 the simpler one was nearer. last campaign and tier "
        + "average: from the history, in proportion to the money; calculator: every assumption at its middle, as it was frozen."
}

/// Figures of scores as text.
enum ScoreFigures {
    /// A logarithmic score to two decimals.
    static func logarithmic(_ value: Double?) -> String {
        value.map { Figure($0, error: 0.01).text(.factor) } ?? Figure.undefined
    }

    /// A skill to two decimals.
    static func skill(_ value: Double?) -> String {
        value.map { Figure($0, error: Swift.max(0.01, abs($0) / 100)).text(.factor) } ?? ""
    }
}
