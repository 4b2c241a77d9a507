// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignText
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A summary")
struct SummaryTests {
    static let json = SummaryJSON(
        HandMade.forecast(), resolved: HandMade.resolved
    ).text()
    static let csv = SummaryCSV(HandMade.forecast()).text()

    @Test("in JSON is well-formed and says how to compute it again")
    func wellFormed() throws {
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(Self.json.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "tiercast/summary/1")
        let provenance = try #require(object["provenance"] as? [String: Any])
        #expect(provenance["seed"] as? Int == 1)
        #expect(provenance["scenario_checksum"] as? String == "00ff")
        #expect(object["split_names"] as? [String] == ["celebrity", "small"])
    }

    @Test("in JSON is the same text each time, with sorted keys")
    func stable() throws {
        #expect(
            SummaryJSON(HandMade.forecast(), resolved: HandMade.resolved)
                .text() == Self.json)
        let keys = Self.json.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map { $0.prefix { $0 != ":" } }
        #expect(keys == keys.sorted())
        #expect(keys.count == 8)
    }

    @Test("in JSON writes infinity as a string and what does not exist as null")
    func extremes() throws {
        #expect(Self.json.contains("\"expected_shortfall\": \"infinity\""))
        #expect(Self.json.contains("\"high\": \"infinity\""))
        #expect(Self.json.contains("\"mean\": null"))
        #expect(!Self.json.lowercased().contains("nan,"))
    }

    @Test(
        "in JSON escapes what strings may not hold",
        arguments: [
            ("a\"b", "\"a\\\"b\""), ("a\\b", "\"a\\\\b\""), ("a\nb\tc\u{1}", "\"a\\nb\\tc\\u0001\""), ("ä🙂", "\"ä🙂\""),
            ("\u{2028}", "\"\\u2028\""),
        ])
    func escapes(text: String, expected: String) throws {
        #expect(JSONValue.string(text).encoded() == expected + "\n")
        let back = try JSONSerialization.jsonObject(with: Data(expected.utf8), options: .fragmentsAllowed)
        #expect(back as? String == text)
    }

    @Test("keeps one digit more than is printed, and all digits of what is exact")
    func digits() {
        #expect(StoredNumber(1_834.2345, error: 31).text == "1834")
        #expect(StoredNumber(1_834.2345, error: 0.031).text == "1834.235")
        #expect(StoredNumber(0.1 + 0.2, error: 0).text == "0.30000000000000004")
        #expect(StoredNumber(1e22, error: 0).text == "10000000000000000000000")
        #expect(StoredNumber(1.5e-7, error: 0).text == "0.00000015")
        #expect(StoredNumber(-0.0, error: 0).text == "0")
        #expect(StoredNumber(.nan, error: 0).json == .null)
    }

    @Test("in CSV has as many fields in each row as columns")
    func rectangular() {
        let rows = Self.csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.allSatisfy { $0.count == SummaryCSV.columns.count })
        #expect(rows.count > 100)
        #expect(Self.csv.contains("\nsmall,goal,conversions >= 3000,conversions,probability,1,"))
    }

    @Test(
        "in CSV disarms names that a spreadsheet would run",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\nb", "\"a\nb\""), ("=\"x\"", "\"'=\"\"x\"\"\""), ("nano", "nano"),
            ("\tx", "'\tx"), ("a\r\nb", "\"a\r\nb\""),
        ])
    func injection(name: String, field: String) {
        #expect(CSVField.text(name) == field)
    }
}

@Suite("The trials as CSV")
struct TrialCSVTests {
    @Test("have a row for the sum and a row a line of each split, and columns that follow from them")
    func rows() {
        var scenario = HandMade.scenario
        scenario.splits[1].name = "=small"
        var block = OutcomeBlock(firstTrial: 512, count: 2, plan: BudgetPlan(scenario: scenario), weeks: 0)
        for level in 0..<3 {
            for (outcome, value) in [(Outcome.orders, 4.0), (.fees, 100.5), (.grossProfit, 50.25)] {
                block.values[block.offset(level: level, outcome: outcome) + 1] = value
            }
        }
        let table = TrialCSV(scenario)
        let text = String(decoding: table.header() + table.rows(block), as: UTF8.self)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines.count == 1 + 2 * (3 + 2))
        #expect(lines.allSatisfy { $0.count == table.columns.count })
        #expect(lines.map { $0[2] }.dropFirst().prefix(5) == ["all", "nano", "mega", "all", "nano"])
        #expect(lines[4][1] == "'=small")
        #expect(lines[1][0] == "513")
        func field(_ row: Int, _ column: String) -> Substring {
            table.columns.firstIndex(of: column).map { lines[row][$0] } ?? "missing"
        }
        #expect(field(1, "cpa") == "")
        #expect(field(6, "orders") == "8")
        #expect(field(6, "cost") == "201")
        #expect(field(6, "cpa") == "25.125")
        #expect(field(6, "roi") == "-0.5")
    }
}

@Suite("Weeks and events in the summaries")
struct PartsSummaryTests {
    @Test("stand in lists with an entry a week and one for what comes later")
    func weeks() {
        let text = SummaryJSON(HandMade.forecastWithParts, resolved: [:])
            .text()
        #expect(text.contains("\"start\": \"2026-03-02\""))
        #expect(text.contains("\"cumulative_cash\": {"))
        let csv = SummaryCSV(HandMade.forecastWithParts).text()
        #expect(csv.contains("celebrity,week,1,orders,mean,10,2,,,"))
        #expect(csv.contains("celebrity,week,later,cumulative_orders,mean,60,2,,,"))
        #expect(csv.contains("celebrity,total,,never_breaks_even,probability,0.25,"))
        #expect(csv.contains("celebrity,risk,ban,struck,probability,0.05,"))
        #expect(csv.contains("small,risk_with,ban,roi,ratio_of_means,"))
    }

    @Test("are left out where the scenario leaves them out")
    func without() {
        let text = SummaryJSON(HandMade.forecast(), resolved: [:]).text()
        #expect(!text.contains("weekly") && !text.contains("risks") && !text.contains("incremental"))
        let csv = SummaryCSV(HandMade.forecast()).text()
        #expect(!csv.contains(",week,") && !csv.contains("risk"))
    }

    @Test("have a table each, with a sentence on how to read it")
    func table() {
        let text = ForecastTable(HandMade.forecastWithParts)
            .page.text(width: 100, coloured: false)
        for words in ["by week", "break-even", "risks", "ROI with", "week 2", "Break-even: the week from"] {
            #expect(text.contains(words))
        }
    }
}

@Suite("The documentation of results")
struct ResultsDocumentationTests {
    @Test("mentions every column, key and metric")
    func complete() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/results.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var words = Set(SummaryCSV.columns + TrialCSV(HandMade.scenario).columns + Metric.allCases.map(\.rawValue))
        words.formUnion(Outcome.allCases.map(\.name) + WeeklyForecast.Track.all.map(\.name))
        Self.collectKeys(
            SummaryJSON(HandMade.forecastWithParts, resolved: [:])
                .document,
            into: &words)
        words.subtract(["celebrity", "small", "nano", "mega", "instagram", "tiktok", "ban"])
        for word in words.sorted() {
            #expect(text.contains("`\(word)`") || text.contains(".\(word)`"), "\(word) is not documented")
        }
    }

    @Test("says of every metric what its record says")
    func meanings() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/results.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for metric in Metric.allCases {
            let row = "| `\(metric.rawValue)` | \(metric.record.meaning) |"
            #expect(text.contains(row), "docs/results.md lacks \(row)")
        }
    }

    @Test("explains every key of a comparison")
    func comparison() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/compare.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var words: Set<String> = []
        Self.collectKeys(ComparisonJSON(HandMade.comparison).document, into: &words)
        words.subtract(HandMade.comparison.subjects.map(\.fileStem))
        words.subtract(HandMade.comparison.metrics.map(\.rawValue) + QuantileEstimate.reported.map(MetricNumbers.name))
        for word in words.sorted() { #expect(text.contains("`\(word)`"), "\(word) is not documented") }
    }

    @Test("explains every key of an optimisation")
    func optimisation() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/optimise.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var words: Set<String> = []
        var asked = HandMade.optimisation
        asked.question = HandMade.question
        Self.collectKeys(
            OptimisationJSON(asked).document, into: &words)
        words.subtract(HandMade.scenario.lines.map(\.name) + ["celebrity", "small"])
        for word in words.sorted() { #expect(text.contains("`\(word)`"), "\(word) is not documented") }
    }

    private static func collectKeys(_ value: JSONValue, into words: inout Set<String>) {
        switch value {
        case .object(let members):
            for (key, member) in members {
                words.insert(key)
                collectKeys(member, into: &words)
            }
        case .array(let values): for value in values { collectKeys(value, into: &words) }
        default: break
        }
    }
}
