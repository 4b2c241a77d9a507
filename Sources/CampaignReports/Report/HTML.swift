// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// A piece of a page as a tree, whose texts are escaped in one place: when it is written.
indirect enum HTML {
    /// An element with attributes and what is in it.
    case element(String, [(name: String, value: String)], [HTML])
    /// Text; a name from a file stays text whatever it holds.
    case text(String)
    /// Markup that is written as it is: pictures from the renderer, styles and scripts of our own.
    case raw(String)
    /// Pieces one behind the other.
    case list([HTML])
}

// MARK: - Making

extension HTML {
    /// An element.
    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: HTML...) -> HTML {
        .element(name, attributes.map { ($0.key, $0.value) }, children)
    }

    /// An element with a list of pieces in it.
    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], all children: [HTML]) -> HTML {
        .element(name, attributes.map { ($0.key, $0.value) }, children)
    }

    /// An element that holds text only.
    static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) -> HTML {
        .element(name, attributes.map { ($0.key, $0.value) }, [.text(text)])
    }

    /// A document that a script reads; nothing in it can end the element.
    static func data(_ document: JSONValue, class name: String) -> HTML {
        tag(
            "script", ["type": "application/json", "class": name],
            .raw(
                document.compact.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing(
                    "&", with: "\\u0026")))
    }
}

// MARK: - Writing

extension HTML {
    private static let empty: Set<String> = ["meta", "br", "input", "hr", "link"]

    /// The markup.
    var markup: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .element(let name, let attributes, let children):
            text += "<\(name)"
            for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
            text += ">"
            if Self.empty.contains(name) { return }
            for child in children { child.write(to: &text) }
            text += "</\(name)>"
            if Self.blocks.contains(name) { text += "\n" }
        case .text(let plain): text += Self.escaped(plain)
        case .raw(let markup): text += markup
        case .list(let pieces): for piece in pieces { piece.write(to: &text) }
        }
    }

    private static let blocks: Set<String> = [
        "section", "figure", "table", "tr", "p", "h1", "h2", "h3", "div", "details", "header", "footer", "style",
        "script",
        "li", "ul", "dl",
    ]

    /// `text` with the five signs that markup reads written as references, and without control characters.
    static func escaped(_ text: String) -> String {
        var result = ""
        // Lines of a listing stay lines; other control characters go.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Displayed.clean(String($0)) }
        for scalar in lines.joined(separator: "\n").unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
