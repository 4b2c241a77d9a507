// SPDX-License-Identifier: GPL-3.0-or-later

/// A page for readers that carries everything it needs: it opens without a network and fetches nothing.
struct PageFrame {
    /// What stands above all.
    var title: String
    /// What stands beneath the title.
    var facts: [String]
    /// The version of Tiercast that made it.
    var version: String
    /// What the page's own scripts are marked with: letters and digits.
    var mark: String
    /// What stands beneath all.
    var closing: String
    /// What switches parts of the charts on and off; nil where nothing does.
    var switches: HTML?
    /// What it says.
    var sections: [CampaignReport.Section]
    /// What draws the charts.
    var drawing: ReportPage.Drawing
}

// MARK: - The page

extension PageFrame {
    /// The page's markup.
    var html: String { "<!DOCTYPE html>\n" + document.markup }

    private var document: HTML {
        .tag(
            "html", ["lang": "en"],
            .tag(
                "head", [:], .tag("meta", ["charset": "utf-8"]),
                .tag("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
                .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .tag("meta", ["name": "color-scheme", "content": "light dark"]),
                .tag("meta", ["name": "generator", "content": "Tiercast \(version)"]),
                .tag("title", text: "\(title) – Tiercast"), .tag("style", [:], .raw(ReportStyle.text))),
            .tag(
                "body", [:], .tag("a", ["class": "skip", "href": "#answer"], text: "Skip to the answer"), header,
                navigation, .tag("main", [:], all: [switches].compactMap { $0 } + sections.map(html)), footer, scripts))
    }

    private var header: HTML {
        .tag(
            "header", [:], .tag("h1", text: title), .tag("p", ["class": "facts"], text: facts.joined(separator: " · ")))
    }

    private var navigation: HTML {
        .tag(
            "nav", ["aria-label": "Sections"],
            .tag(
                "ul", [:],
                all: sections.map { .tag("li", [:], .tag("a", ["href": "#\($0.name)"], text: $0.title)) }))
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
        .tag("footer", [:], .tag("p", text: "Made by Tiercast \(version). \(closing)"))
    }
}

// MARK: - Scripts

extension PageFrame {
    /// Only scripts of this page run, and nothing is fetched.
    private var policy: String {
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; "
            + "script-src 'nonce-\(nonce)'"
    }

    /// What marks the page's own scripts.
    private var nonce: String { "tiercast" + mark }

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
