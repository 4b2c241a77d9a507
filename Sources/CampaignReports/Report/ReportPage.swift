// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel

/// A report as one page that carries everything it needs: it opens without a network and fetches nothing.
public struct ReportPage: Sendable {
    /// What draws the charts.
    public struct Drawing: Sendable {
        /// Each chart's picture as SVG, by its name.
        public var pictures: [String: String]
        /// The script that draws the charts in the page, so that they answer to the pointer; nil where there is none.
        public var script: String?

        /// Pictures and the script; by default neither.
        public init(pictures: [String: String] = [:], script: String? = nil) {
            self.pictures = pictures
            self.script = script
        }
    }

    private let report: CampaignReport
    private let drawing: Drawing

    /// The page of a report. Without pictures, figures stand in tables and in characters.
    public init(_ report: CampaignReport, drawing: Drawing) {
        self.report = report
        self.drawing = drawing
    }

    /// The page's markup.
    public var html: String {
        let scenario = report.scenario
        let provenance = report.forecast.provenance
        let trials = Figure(exactly: Double(provenance.trials)).text(.count)
        return PageFrame(
            title: Displayed.clean(scenario.name),
            facts: [
                "Budget \(Figure(exactly: scenario.budget).text(.money(report.currency)))", scenario.currency,
                "\(trials) imagined campaigns", "seed \(provenance.seed)",
            ], version: provenance.version, mark: report.checksum.filter(\.isHexDigit),
            closing:
                "The figures are distributions of imagined campaigns under the assumptions listed above, not promises.",
            switches: switches, sections: report.sections, drawing: drawing
        ).html
    }

    private var splits: [String] { report.forecast.splits.map { Displayed.clean($0.name) } }

    /// Which splits the charts show; only where the page draws them itself.
    private var switches: HTML? {
        guard drawing.script != nil, splits.count > 1 else { return nil }
        let boxes = splits.enumerated().map { number, name in
            HTML.tag(
                "label", ["class": "c\(number % ChartStyle.splits.count)"],
                .tag("input", ["type": "checkbox", "name": "split", "value": ChartName.safe(name), "checked": ""]),
                .text(" " + name))
        }
        return .tag(
            "form", ["id": "switches", "hidden": ""],
            .tag("fieldset", [:], all: [.tag("legend", text: "Splits in the charts")] + boxes))
    }
}
