// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A precision in a result")
struct PrecisionReportTests {
    private static func forecast(_ figures: [PrecisionFigure], goal: PrecisionGoal, partial: Bool = false) -> Forecast {
        var forecast = HandMade.forecast(requested: partial ? 50_000 : 10_000)
        forecast.precision = PrecisionResult(
            goal: goal, figures: figures, trials: 10_000, mostTrials: partial ? 50_000 : 10_000)
        return forecast
    }

    private static let roi = PrecisionGoal(
        .quantile(0.05), of: .roi, .everySplit, within: .relative(0.01), text: "p5 of roi within 1%")

    private static func figure(
        _ split: String, _ value: Double, _ half: Double, _ wanted: Double, doubt: PrecisionDoubt? = nil,
        needed: Int? = nil
    ) -> PrecisionFigure {
        PrecisionFigure(
            split: split, value: value, low: value - half, high: value + half, wanted: wanted, doubt: doubt,
            neededTrials: needed)
    }

    private static func text(_ forecast: Forecast) -> String {
        ForecastTable(forecast).page.text(width: 110, coloured: false)
    }

    /// The text without the ends of its lines.
    private static func prose(_ forecast: Forecast) -> String {
        text(forecast).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("says what was reached and what it cost")
    func reached() {
        let text = Self.text(
            Self.forecast(
                [Self.figure("celebrity", -0.8, 0.004, 0.008), Self.figure("small", -0.6, 0.0059, 0.006)],
                goal: Self.roi))
        #expect(
            text.contains(
                """
                Known exactly enough: p5 of ROI within 1% of itself, of each split, with 95% confidence each, after 10,000
                trials of at most 10,000.

                precision  p5 of ROI     95% interval         ±  may be ±  reached
                celebrity     −80.0%  −80.4% – −79.6%   0.4 pts   0.8 pts      yes
                small         −60.0%  −60.6% – −59.4%  0.59 pts   0.6 pts      yes
                """), "\(text)")
    }

    @Test("says what was not reached, why, and what would do")
    func notReached() {
        let mixed = Self.prose(
            Self.forecast(
                [
                    Self.figure("celebrity", -0.8, 0.004, 0.008),
                    Self.figure("small", -0.6, 0.012, 0.006, needed: 40_123),
                ],
                goal: Self.roi))
        #expect(
            mixed.contains("NOT REACHED: p5 of ROI within 1% of itself, of small. The run ended after 10,000 trials,"))
        #expect(mixed.contains("the most that may be spent. About 40,000 would do."))
        let partial = Self.prose(
            Self.forecast([Self.figure("small", -0.6, 0.012, 0.006, needed: 40_000)], goal: Self.roi, partial: true))
        #expect(partial.contains("when the run was interrupted"))
        let jump = Self.prose(
            Self.forecast([Self.figure("small", -0.6, 0.5, 0.006, doubt: .jump)], goal: Self.roi))
        #expect(jump.contains("the values jump here") && !jump.contains("would do"))
    }

    @Test("stands in every format, and in none where it was not asked for")
    func formats() throws {
        var mean = PrecisionGoal(
            .mean, of: .profit, .difference("small", minus: "celebrity"), within: .absolute(500),
            text: "mean of profit in small minus celebrity within 500")
        var figure = Self.figure("small", 130_000, 784, 500, needed: 24_600)
        figure.minus = "celebrity"
        let forecast = Self.forecast([figure], goal: mean)
        let json = SummaryJSON(forecast, resolved: [:]).text()
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let precision = try #require(document["precision"] as? [String: Any])
        #expect(precision["asked"] as? String == mean.text && precision["reached"] as? Bool == false)
        #expect(precision["trials"] as? Int == 10_000 && precision["confidence"] as? Double == 0.95)
        let figures = try #require(precision["figures"] as? [[String: Any]])
        #expect(figures[0]["split"] as? String == "small" && figures[0]["minus"] as? String == "celebrity")
        #expect(figures[0]["half_width"] as? Double == 780 && figures[0]["wanted_half_width"] as? Double == 500)
        #expect(figures[0]["low"] as? Double == 129_220 && figures[0]["needed_trials"] as? Int == 24_600)
        let rows = SummaryCSV(forecast).text().split(separator: "\n").filter { $0.contains(",precision,") }
        let (start, end) = ("small minus celebrity,precision,\(mean.text),profit,", ",1,10000,0.1.0,00ff")
        let numbers = [
            "mean,130000,400,129220,130780", "half_width,780,,,", "wanted_half_width,500,,,",
        ]
        #expect(rows.map(String.init) == numbers.map { start + $0 + end })
        let markdown = ForecastTable(forecast).page.markdown
        #expect(
            markdown.contains("small minus celebrity") && markdown.contains("| $130,000 |"), "\(markdown.prefix(1_500))"
        )
        let plain = HandMade.forecast()
        #expect(!SummaryJSON(plain, resolved: [:]).text().contains("\"precision\""))
        #expect(!SummaryCSV(plain).text().contains("precision") && !Self.text(plain).contains("precision"))
        mean.statistic = .chance(.atLeast, 0)
        mean.width = .absolute(0.01)
        #expect(
            Self.prose(Self.forecast([figure], goal: mean)).contains(
                "chance of profit ≥ $0 within 1 point, of small minus celebrity"))
    }
}
