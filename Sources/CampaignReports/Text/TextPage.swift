// SPDX-License-Identifier: GPL-3.0-or-later

/// A page for a terminal: a title, one plain sentence, then tables with notes, blank lines between them.
struct TextPage {
    private let width: Int
    private let paint: Paint
    private var blocks: [String] = []

    /// An empty page of at most `width` columns.
    init(width: Int, coloured: Bool) {
        self.width = Swift.max(ForecastTable.narrowest, width)
        paint = Paint(isOn: coloured)
    }

    /// The title with facts beneath it.
    mutating func head(_ title: String, facts: [String]) {
        blocks.append(
            paint(.strong, Displayed.wrapped(Displayed.clean(title), width: width)) + "\n"
                + Displayed.wrapped(facts.joined(separator: " · "), width: width))
    }

    /// The answer.
    mutating func say(_ sentence: String) {
        blocks.append(paint(.strong, Displayed.wrapped(sentence, width: width)))
    }

    /// A table with how to read it; nothing where it has no rows.
    mutating func add(_ table: TextTable, note: String? = nil) {
        guard !table.names.isEmpty else { return }
        var lines = table.lines(width: width, paint: paint)
        if let note { lines.append(paint(.faint, Displayed.wrapped(note, width: width))) }
        blocks.append(lines.joined(separator: "\n"))
    }

    /// A remark.
    mutating func note(_ text: String) { blocks.append(paint(.faint, Displayed.wrapped(text, width: width))) }

    /// The page's text, which ends with a line feed.
    var text: String { blocks.joined(separator: "\n\n") + "\n" }
}
