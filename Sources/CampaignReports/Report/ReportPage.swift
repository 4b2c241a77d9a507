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
    public var html: String { "<!DOCTYPE html>\n" + document.markup }
}

// MARK: - The page

extension ReportPage {
    private var splits: [String] { report.forecast.splits.map { Displayed.clean($0.name) } }

    private var document: HTML {
        let sections = report.sections
        let title = Displayed.clean(report.scenario.name)
        return .tag(
            "html", ["lang": "en"],
            .tag(
                "head", [:], .tag("meta", ["charset": "utf-8"]),
                .tag("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
                .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .tag("meta", ["name": "color-scheme", "content": "light dark"]),
                .tag("meta", ["name": "generator", "content": "Tiercast \(report.forecast.provenance.version)"]),
                .tag("title", text: "\(title) – Tiercast"), .tag("style", [:], .raw(ReportStyle.text))),
            .tag(
                "body", [:], .tag("a", ["class": "skip", "href": "#answer"], text: "Skip to the answer"), header(title),
                navigation(sections),
                .tag("main", [:], all: [switches].compactMap { $0 } + sections.map(html)), footer, scripts))
    }

    private func header(_ title: String) -> HTML {
        let scenario = report.scenario
        let provenance = report.forecast.provenance
        let trials = Figure(exactly: Double(provenance.trials)).text(.count)
        let facts = [
            "Budget \(Figure(exactly: scenario.budget).text(.money(report.currency)))", scenario.currency,
            "\(trials) imagined campaigns", "seed \(provenance.seed)",
        ]
        return .tag(
            "header", [:], .tag("h1", text: title), .tag("p", ["class": "facts"], text: facts.joined(separator: " · ")))
    }

    private func navigation(_ sections: [CampaignReport.Section]) -> HTML {
        .tag(
            "nav", ["aria-label": "Sections"],
            .tag(
                "ul", [:],
                all: sections.map { .tag("li", [:], .tag("a", ["href": "#\($0.name)"], text: $0.title)) }))
    }

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

    private func html(_ section: CampaignReport.Section) -> HTML {
        .tag(
            "section", ["id": section.name, "aria-labelledby": "\(section.name)-title"],
            all: [.tag("h2", ["id": "\(section.name)-title"], text: section.title)]
                + section.parts.map { html($0, in: section) })
    }

    private func html(_ part: CampaignReport.Part, in section: CampaignReport.Section) -> HTML {
        switch part {
        case .text(let text): .tag("p", section.name == "answer" ? ["class": "answer"] : [:], text: text)
        case .note(let text): .tag("p", ["class": "note"], text: text)
        case .chart(let chart): chart.html(picture: drawing.pictures[chart.name], isLive: drawing.script != nil)
        case .page(let page): page.html
        case .folded(let title, let page): .tag("details", [:], .tag("summary", text: title), page.html)
        case .cards(let cards): .tag("div", ["class": "cards"], all: cards.map(\.html))
        }
    }

    private var footer: HTML {
        .tag(
            "footer", [:],
            .tag(
                "p",
                text:
                    "Made by Tiercast \(report.forecast.provenance.version). The figures are distributions of imagined campaigns under the "
                    + "assumptions listed above, not promises."))
    }
}

// MARK: - Scripts

extension ReportPage {
    /// Only scripts of this page run, and nothing is fetched.
    private var policy: String {
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; "
            + "script-src 'nonce-\(nonce)'"
    }

    /// What marks the page's own scripts.
    private var nonce: String { "tiercast" + report.checksum.filter { $0.isHexDigit } }

    private var scripts: HTML {
        guard let script = drawing.script else { return .list([]) }
        return .list([
            .tag("script", ["type": "module", "nonce": nonce], .raw(Self.closed(script))),
            .tag("script", ["type": "module", "nonce": nonce], .raw(ReportScript.text)),
        ])
    }

    /// A script in which nothing ends the element before its end.
    private static func closed(_ script: String) -> String {
        script.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--")
    }
}
