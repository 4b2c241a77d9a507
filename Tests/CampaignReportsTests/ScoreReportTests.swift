// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignResults
import CampaignText
import Foundation
import Testing

@testable import CampaignReports

@Suite("What scores say") struct ScoreReportTests {
    private func totals(_ text: String) throws -> ResultTotals {
        try ResultTotals([ByteSource(name: "t.csv", bytes: Array(text.utf8))])
    }

    private func report(_ results: String, after history: ScoreHistory = ScoreHistory()) throws -> ScoreReport {
        let file = FrozenFile(sealing: try FrozenFileTests.forecast())
        let totals = try totals(results)
        let score = Scorer(file.forecast, seal: file.seal).score(
            file.forecast.splits[0], totals.figures, on: "2026-06-01", firstDay: totals.days?.lowerBound.text,
            after: history)
        return ScoreReport(file, score, totals: totals, history: nil)
    }

    @Test("says where the outcome fell, and what cannot be scored")
    func sentences() throws {
        let inside = try report("figure,value\ntracked_orders,150\nclicks,3\nfirst_day,2026-03-01\n")
        #expect(
            inside.sentence
                == "Tracked orders came to 150, inside the 90 % interval of the forecast, 12 to 282; 50% of the imagined campaigns came to less."
        )
        #expect(inside.score.timing == .before)
        #expect(inside.alarms == ["Clicks is not scored: no imagined campaign has it."])
        #expect(inside.score[.trackedOrders]?.references == [.calculator: 150])
        #expect(inside.score[.trackedOrders]?.skill(against: .calculator) == nil)
        let late = try report("figure,value\ntracked_orders,999\nfirst_day,2026-02-28\n")
        #expect(late.sentence.contains("outside the 90 % interval") && late.sentence.contains("; all of the imagined"))
        #expect(late.score.timing == .after && late.alarms[0].contains("before the forecast was frozen on 2026-03-01"))
        let none = try report("figure,value\ntracked_orders,0\nconversions,0\ncost,50\n")
        #expect(none.sentence.contains("none of the imagined campaigns came to less"))
        #expect(none.score.timing == .unknown && none.score[.cpa]?.outcome == .infinity)
        #expect(none.sentence.hasSuffix("Of 2 figures that results tell, 1 fell into their 90 % intervals."))
        let text = ScoreTable(none).page.text(width: 100, coloured: false)
        #expect(text.contains("∞") && text.contains("n/a"))
        #expect(!ScoreTable(none).page.markdown.contains("<b>"))
    }

    @Test("the same results are the same bytes, and other forecasts other places of equal values")
    func chance() throws {
        let one = try report("figure,value\ntracked_orders,150\n")
        let again = try report("figure,value\ntracked_orders,150\n")
        #expect(ScoreJSON(one).document == ScoreJSON(again).document)
        let other = FrozenFile(sealing: try FrozenFileTests.forecast(seed: 8))
        let score = Scorer(other.forecast, seal: other.seal).score(
            other.forecast.splits[0], [.trackedOrders: 150], on: "2026-06-01", firstDay: nil, after: ScoreHistory())
        #expect(score.figures[0].position != one.score.figures[0].position)
        #expect(abs(score.figures[0].position - one.score.figures[0].position) <= 2.0 / 101)
    }

    private static func history(_ positions: [Double], timing: CampaignScore.Timing = .before) -> HistoryReport {
        let campaigns = positions.enumerated().map { number, position in
            CampaignScore(
                campaign: "</script><b>\(number)", seal: "\(number)", frozen: "2026-03-01", scored: "2026-06-01",
                timing: timing, split: "a", tier: "nano", budget: 100, currency: "EUR",
                figures: [
                    FigureScore(
                        figure: .trackedOrders, outcome: 50, position: position, quantiles: [10, 20, 30, 40, 60],
                        rankedProbability: 5, logarithmic: 1, references: [.calculator: 40])
                ])
        }
        let bytes = campaigns.reduce([UInt8]()) { ScoreHistoryFile.adding($1, to: $0) }
        return HistoryReport(ScoreHistory(campaigns), file: "h.csv", bytes: bytes)
    }

    @Test("a history says what it shows, and what so few campaigns cannot tell")
    func verdicts() {
        let even = Self.history([0.1, 0.4, 0.6, 0.9]).sentence
        #expect(even.hasPrefix("In 4 of 4 campaigns tracked orders came out in the central 90 %"))
        // Clopper and Pearson's limits of 4 of 4 are 0.025^(1/4) = 0.398 and 1; the 5 % point of 4 is 0.624.
        #expect(even.contains("a coverage of 40% to 100%") && even.contains("no sign against them"))
        #expect(
            even.contains(
                "4 campaigns cannot tell a coverage of 40% from one of 100%, and a distance from even below 0.624"))
        let narrow = Self.history(Array(repeating: 0.99, count: 4))
        #expect(narrow.sentence.contains("that speaks against them") && !narrow.sentence.contains("well calibrated"))
        // Spread evenly to both sides and never inside: the distance alone would say nothing.
        let outside = Self.history([0.02, 0.98, 0.03, 0.97])
        #expect(outside.ahead[0].probability > 0.05)
        #expect(outside.sentence.contains("as few would in only 0.01% of such histories: that speaks against them"))
        let late = Self.history([0.5], timing: .after)
        #expect(late.sentence.contains("which was made when the outcome was known"))
        #expect(
            late.alarms == ["Every forecast was made after its results began, so none of them was put to the test."])
        let unknown = Self.history([0.5], timing: .unknown)
        #expect(
            unknown.alarms.count == 1
                && unknown.sentence.hasPrefix("In the one campaign that tells them, tracked orders came out in the"))
        #expect(Self.history([]).sentence == "The history has no campaign yet.")
        #expect(HistoryTable(Self.history([])).page.text(width: 80, coloured: false).contains("no campaign yet"))
    }

    @Test("the page needs nothing else, runs nothing that a name says, and shows every campaign")
    func page() {
        let report = Self.history([0.1, 0.5, 0.97])
        let page = HistoryPage(report)
        #expect(page.charts.map(\.name) == ["positions"])
        let html = page.html(drawing: ReportPage.Drawing(pictures: [:], script: "1"))
        #expect(!html.contains("</script><b>") && !html.contains("http://") && !html.contains("src="))
        #expect(html.components(separatedBy: "&lt;/script&gt;&lt;b&gt;").count > 6)
        for part in ["id=\"answer\"", "Calibration", "Scores", "Campaigns", "How to check it", "0.97"] {
            #expect(html.contains(part), "\(part)")
        }
        // Without pictures the figures stand open.
        #expect(page.html(drawing: ReportPage.Drawing()).contains("<details open"))
        let markdown = HistoryTable(report).page.markdown
        #expect(!markdown.contains("<b>") && markdown.contains("0\\.97") == false && markdown.contains("0.97"))
    }
}
