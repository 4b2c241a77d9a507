// SPDX-License-Identifier: GPL-3.0-or-later

extension Page {
    /// The narrowest text that is laid out; narrower terminals wrap it themselves.
    static let narrowest = 40
    /// The widest text that is laid out.
    static let widest = 10_000

    /// The page as text of lines that end with a line feed, a blank line between blocks.
    ///
    /// - Parameters:
    ///   - width: the columns to fill at most; tables that need more go on beneath.
    ///   - coloured: whether to write escape sequences for bold, faint and coloured text.
    public func text(width: Int, coloured: Bool) -> String {
        let width = Swift.min(Swift.max(Self.narrowest, width), Self.widest)
        let paint = Paint(isOn: coloured)
        func wrapped(_ look: Paint.Look, _ text: String, indent: Int = 0) -> String {
            // Each line is painted by itself: a pager that shows some of them must not lose the look.
            Displayed.wrapped(text, width: width, indent: indent).split(
                separator: "\n", omittingEmptySubsequences: false
            )
            .map { paint(look, String($0)) }.joined(separator: "\n")
        }
        return blocks.map { block in
            switch block {
            case .head(let title, let facts):
                ([wrapped(.strong, title)] + (facts.isEmpty ? [] : [wrapped(.plain, facts.joined(separator: " · "))]))
                    .joined(separator: "\n")
            case .answer(let sentence): wrapped(.strong, sentence)
            case .table(let table, let note):
                (table.lines(width: width, paint: paint) + (note.map { [wrapped(.faint, $0)] } ?? []))
                    .joined(separator: "\n")
            case .plot(let plot): plot.lines(width: width, paint: paint).joined(separator: "\n")
            case .note(let text): wrapped(.faint, text)
            case .alarms(let lines): lines.map { wrapped(.alarm, $0, indent: 2) }.joined(separator: "\n")
            case .listing(let text, let notes):
                ([notes.isEmpty ? text : TerminalText.finding(text, width: width)]
                    + notes.map { note in
                        paint(
                            .faint,
                            "  " + Displayed.wrapped("\(note.name): \(note.text)", width: width - 2, indent: 2))
                    }).joined(separator: "\n")
            }
        }.joined(separator: "\n\n") + "\n"
    }
}
