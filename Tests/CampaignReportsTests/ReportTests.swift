// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignText
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A report")
struct ReportTests {
    /// A report with every analysis.
    private static var full: CampaignReport {
        var report = CampaignReport(
            of: HandMade.forecastWithParts, command: "tiercast report a.yaml",
            ledger: AssumptionLedger(subject: HandMade.subject, entries: []))
        report.comparison = HandMade.comparison
        report.sensitivity = HandMade.sensitivity(.bins)
        report.stress = HandMade.stress
        report.optimisation = HandMade.optimisation
        report.claims = HandMade.claims
        return report
    }

    @Test("has only charts whose names are known before it is made")
    func chartNames() {
        #expect(Self.full.charts.count > 10)
        #expect(Set(Self.full.charts.map(\.name)).isSubset(of: CampaignReport.chartNames))
        #expect(Set(CampaignReport.chartNames).count == CampaignReport.chartNames.count)
    }

    /// A report of a forecast alone.
    private static var bare: CampaignReport {
        CampaignReport(
            of: HandMade.forecast(), command: "tiercast report a.yaml",
            ledger: AssumptionLedger(subject: HandMade.subject, entries: []))
    }

    @Test("answers first, and tells how it was computed last")
    func order() {
        let names = Self.full.sections.map(\.name)
        #expect(names.first == "answer" && names.last == "method")
        let wanted = [
            "answer", "distributions", "chances", "differences", "money", "layers", "weeks", "risks", "drivers",
            "flips", "shocks",
            "claims",
        ]
        #expect(wanted.filter(names.contains) == wanted)
        #expect(names.filter(wanted.contains) == wanted)
    }

    @Test("leaves out the sections of analyses that were not made")
    func missing() {
        let names = Self.bare.sections.map(\.name)
        for absent in ["differences", "weeks", "risks", "drivers", "flips", "frontier", "shocks", "claims"] {
            #expect(!names.contains(absent))
        }
    }

    @Test("says how to read each chart, and what it shows to those who cannot see it")
    func charts() throws {
        let charts = Self.full.charts
        #expect(charts.count > 8)
        #expect(Set(charts.map(\.name)).count == charts.count)
        for chart in charts {
            #expect(chart.reading.hasSuffix(".") && chart.alternative.count > 30, "\(chart.name)")
            #expect(chart.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
            let text = chart.specification.encoded()
            let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(object["data"] != nil && object["description"] as? String == chart.alternative)
            #expect(chart.csv.split(separator: "\n").count == chart.data.rows.count + 1)
        }
    }

    @Test("gives what is beyond the axis, infinite or undefined a bar of its own")
    func beyond() throws {
        let charts = Self.bare.charts
        let conversions = try #require(charts.first { $0.name == "distribution-conversions" })
        #expect(conversions.csv.contains("celebrity,300 or more,") && !conversions.csv.contains("∞"))
        let cpa = try #require(charts.first { $0.name == "distribution-cpa" })
        #expect(cpa.csv.contains("celebrity,cost and no order,") && cpa.csv.contains(",0.0312,∞"))
        // A metric that is never defined has no axis.
        #expect(!charts.contains { $0.name == "distribution-roi" })
    }

    @Test("runs no script but its own and fetches nothing")
    func closed() {
        let page = ReportPage(Self.full, drawing: .init(pictures: [:], script: "const a = '</script>';")).html
        #expect(page.contains("default-src &#39;none&#39;"))
        #expect(!page.contains("src=\"") && !page.contains("<link") && !page.contains("url(http"))
        #expect(page.contains("const a = '<\\/script>'"))
        // Scripts that run carry the mark that the policy names; the others are data.
        for part in page.components(separatedBy: "<script ").dropFirst() {
            #expect(
                part.hasPrefix("type=\"module\" nonce=\"tiercast00ff\"") || part.hasPrefix("type=\"application/json\""))
        }
        #expect(page.components(separatedBy: "<script ").count > 4)
    }

    @Test("shows names from a file as text, whatever they hold")
    func hostile() {
        var report = Self.full
        let name = "</script><img src=x onerror=alert(1)>&\"'"
        report.forecast.subject.scenario.name = name
        for split in report.forecast.splits.indices { report.forecast.splits[split].name = "\(name)\(split)" }
        report.comparison?.contenders = ["\(name)0", "\(name)1"]
        report.forecast.warnings = [name]
        report.command = name
        let page = ReportPage(report, drawing: .init(pictures: [:], script: "1")).html
        #expect(!page.contains("<img") && !page.contains("</script><"))
        #expect(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;"))
    }

    @Test("carries its figures in tables and its shapes in characters where nothing draws pictures")
    func withoutPictures() {
        let page = ReportPage(Self.full, drawing: .init()).html
        #expect(!page.contains("<script") && !page.contains("<svg"))
        #expect(page.contains("<pre class=\"plot\"") && page.contains("█"))
        #expect(page.contains("<details open=\"\"><summary>Figures</summary>"))
        #expect(page.contains("Without a picture; its figures:"))
    }

    @Test("shows pictures where they are drawn, each with clips of its own")
    func pictures() {
        let svg = "<svg><g clip-path=\"url(#clip0)\"><clipPath id=\"clip0\"/></g></svg>"
        let drawing = ReportPage.Drawing(pictures: ["money": svg, "layers": svg], script: nil)
        let page = ReportPage(Self.full, drawing: drawing).html
        #expect(
            page.contains("url(#money-clip0)") && page.contains("id=\"layers-clip0\"") && !page.contains("id=\"clip0\"")
        )
        #expect(!page.contains("<script"))
    }

    @Test("has one place for each link, and a head for each table")
    func structure() {
        let page = ReportPage(Self.full, drawing: .init(pictures: [:], script: "1")).html
        let links = page.components(separatedBy: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
        for link in links { #expect(page.components(separatedBy: "id=\"\(link)\"").count == 2, "\(link)") }
        #expect(links.count > 8)
        #expect(page.components(separatedBy: "<table").count == page.components(separatedBy: "<thead>").count)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    }
}
