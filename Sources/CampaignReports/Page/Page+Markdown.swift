// SPDX-License-Identifier: GPL-3.0-or-later

extension Page {
    /// The page as Markdown with tables of GitHub's kind; names and notes from a file are escaped.
    public var markdown: String {
        blocks.map { block in
            switch block {
            case .head(let title, let facts):
                (["# " + MarkdownText.escaped(title)]
                    + facts.prefix(1).map { _ in
                        MarkdownText.sentence(facts.joined(separator: " · "))
                    }).joined(separator: "\n\n")
            case .answer(let sentence): "**\(MarkdownText.sentence(sentence))**"
            case .table(let table, let note):
                ([table.markdown] + (note.map { [MarkdownText.sentence($0)] } ?? [])).joined(separator: "\n\n")
            case .plot(let plot):
                "```text\n" + plot.lines(width: 80, paint: Paint(isOn: false)).joined(separator: "\n") + "\n```"
            case .note(let text): MarkdownText.sentence(text)
            case .alarms(let lines): lines.map { "> " + MarkdownText.sentence($0) }.joined(separator: "\n>\n")
            case .listing(let text, let notes):
                ([Self.fenced(text)] + notes.map { "*\($0.name):* \(MarkdownText.sentence($0.text))" })
                    .joined(separator: "\n\n")
            }
        }.joined(separator: "\n\n") + "\n"
    }

    /// Lines as they are, in a fence longer than any in them.
    private static func fenced(_ text: String) -> String {
        var (longest, run) = (2, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = Swift.max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)text\n\(text)\n\(fence)"
    }
}

extension TextTable {
    /// The table as Markdown, figures to the right.
    fileprivate var markdown: String {
        let rows = names.indices.map { row in
            let name = MarkdownText.escaped(names[row].text)
            let look = names[row].look == .strong && !name.isEmpty ? "**\(name)**" : name
            return [String(repeating: "&emsp;", count: names[row].indent / 2) + look]
                + columns.map { MarkdownText.sentence(Self.single($0.cells[row])) }
        }
        return MarkdownText.table(
            [MarkdownText.sentence(title)] + columns.map { MarkdownText.sentence($0.title) }, rightFrom: 1, rows)
    }

    /// A cell without the spaces that align it in a terminal.
    static func single(_ cell: String) -> String {
        cell.split(separator: " ").joined(separator: " ").replacing("[ ", with: "[")
    }
}
