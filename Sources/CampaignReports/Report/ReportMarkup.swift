// SPDX-License-Identifier: GPL-3.0-or-later

// The pieces of a report as markup.

extension Page {
    /// The blocks as markup; tables that are wider than the page scroll by themselves.
    var html: HTML { .list(blocks.map(\.html)) }
}

extension Page.Block {
    fileprivate var html: HTML {
        switch self {
        case .head(let title, let facts):
            .list([.tag("h2", text: title), .tag("p", ["class": "facts"], text: facts.joined(separator: " · "))])
        case .answer(let sentence): .tag("p", ["class": "answer"], text: sentence)
        case .table(let table, let note):
            .list([table.html] + (note.map { [.tag("p", ["class": "note"], text: $0)] } ?? []))
        case .plot(let plot): plot.html
        case .note(let text): .tag("p", ["class": "note"], text: text)
        case .alarms(let lines): .tag("ul", ["class": "alarms"], all: lines.map { .tag("li", text: $0) })
        case .listing(let text, let notes):
            .list(
                [.tag("pre", ["tabindex": "0"], .tag("code", text: text))]
                    + notes.map { .tag("p", ["class": "note"], text: "\($0.name): \($0.text)") })
        }
    }
}

extension TextTable {
    /// A name that may go on in the next line behind an underscore or a point.
    private static func breakable(_ name: String) -> HTML {
        var pieces: [HTML] = []
        var piece = ""
        for character in name {
            piece.append(character)
            if character == "_" || character == "." {
                pieces += [.text(piece), .raw("<wbr>")]
                piece = ""
            }
        }
        return .list(pieces + [.text(piece)])
    }

    /// The table as markup, with heads for rows and columns.
    fileprivate var html: HTML {
        let head = HTML.tag(
            "tr", [:],
            all: [.tag("th", ["scope": "col"], text: title)]
                + columns.map { .tag("th", ["scope": "col"], text: $0.title) })
        let rows = names.indices.map { row -> HTML in
            let name = names[row]
            let isHeading = columns.allSatisfy { $0.cells[row].isEmpty }
            let label = name.text.isEmpty ? names[..<row].last { !$0.text.isEmpty }?.text ?? "" : name.text
            // A row that goes on with the name above says so to those who hear the table.
            let th = HTML.tag(
                "th", ["scope": "row", "class": "in\(name.indent / 2)" + (name.look == .strong ? " strong" : "")],
                name.text.isEmpty ? .tag("span", ["class": "unseen"], text: label) : Self.breakable(name.text))
            return .tag(
                "tr", isHeading ? ["class": "heading"] : [:],
                all: [th]
                    + columns.map { column in
                        .tag(
                            "td", column.widest == nil ? [:] : ["class": "prose"], text: Self.single(column.cells[row]))
                    })
        }
        return .tag(
            "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": title],
            .tag("table", [:], .tag("thead", [:], head), .tag("tbody", [:], all: rows)))
    }
}

extension TextPlot {
    /// The shapes in the characters that they are made of.
    var html: HTML {
        .tag(
            "pre", ["class": "plot", "aria-hidden": "true"],
            text: lines(width: 76, paint: Paint(isOn: false)).joined(separator: "\n"))
    }
}

extension ChartData {
    /// The figures as a table.
    fileprivate var html: HTML {
        let head = HTML.tag("tr", [:], all: columns.map { .tag("th", ["scope": "col"], text: $0) })
        let body = rows.map { row in HTML.tag("tr", [:], all: row.map { .tag("td", text: $0.shown) }) }
        return .tag(
            "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": "figures of the picture"],
            .tag("table", ["class": "figures"], .tag("thead", [:], head), .tag("tbody", [:], all: body)))
    }
}

extension ReportCard {
    /// The box.
    var html: HTML {
        let figures = entries.flatMap { entry -> [HTML] in
            [
                .tag("dt", text: entry.name),
                .tag(
                    "dd", [:], .tag("strong", text: entry.value),
                    .tag("span", ["class": "detail"], text: " " + entry.detail)),
            ]
        }
        let goals = chances.flatMap { [HTML.tag("dt", text: $0.name), .tag("dd", text: $0.value)] }
        return .tag(
            "article", ["class": "card c\(number % ChartStyle.splits.count)"], .tag("h3", text: title),
            .tag("dl", [:], all: figures), goals.isEmpty ? .list([]) : .tag("dl", ["class": "chances"], all: goals),
            .tag("p", text: sentence))
    }
}

// MARK: - Charts

extension Chart {
    /// The chart as a figure: the picture with its text alternative, how to read it, and its figures.
    ///
    /// - Parameters:
    ///   - picture: the picture as SVG; nil where nothing draws it, and characters stand in.
    ///   - isLive: whether the page draws the chart itself.
    func html(picture: String?, isLive: Bool) -> HTML {
        let label = "chart-\(name)"
        var parts: [HTML] = [.tag("h3", ["id": label], text: title)]
        let shown: HTML? =
            if let picture { .raw(Self.own(picture, prefix: name)) } else if let plot { plot.html } else { nil }
        if let shown {
            parts.append(
                .tag("div", ["class": "picture", "role": "img", "aria-label": alternative], shown))
        }
        parts.append(.tag("figcaption", text: shown == nil && !isLive ? "Without a picture; its figures:" : reading))
        let details = HTML.tag(
            "details", shown == nil ? ["open": ""] : [:], .tag("summary", text: "Figures"), data.html)
        parts.append(details)
        if isLive { parts.append(.data(specification, class: "chart")) }
        return .tag("figure", ["aria-labelledby": label, "data-chart": name], all: parts)
    }

    /// A picture whose names of clips and gradients are its own, so that several can stand in one page.
    private static func own(_ svg: String, prefix: String) -> String {
        svg.replacing("id=\"clip", with: "id=\"\(prefix)-clip").replacing("url(#clip", with: "url(#\(prefix)-clip")
            .replacing("id=\"gradient", with: "id=\"\(prefix)-gradient")
            .replacing("url(#gradient", with: "url(#\(prefix)-gradient")
    }
}
