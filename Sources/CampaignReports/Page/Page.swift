// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// What a result says to a reader, block by block, before it is laid out: for a terminal, as Markdown, or in a report.
///
/// Names and notes come from files, so every text is cleaned where it enters a page: what is laid out holds no character that a
/// terminal would obey.
public struct Page: Sendable {
    /// A piece of a page.
    enum Block: Sendable {
        /// The title with facts beneath it.
        case head(String, facts: [String])
        /// The answer in plain sentences.
        case answer(String)
        /// A table with how to read it.
        case table(TextTable, note: String?)
        /// Bars of characters, which show a shape where pictures cannot.
        case plot(TextPlot)
        /// A remark.
        case note(String)
        /// What a reader must know before trusting the figures, one a line.
        case alarms([String])
        /// Lines as they are, and remarks beneath, each under a name; where there are remarks, the first line is the finding that
        /// they are on, which is laid out like them.
        case listing(String, notes: [(name: String, text: String)])
    }

    private(set) var blocks: [Block] = []

    /// An empty page.
    init() {}

    /// The title with facts beneath it.
    mutating func head(_ title: String, facts: [String] = []) {
        blocks.append(.head(Displayed.clean(title), facts: facts.map(Self.clean)))
    }

    /// The answer.
    mutating func say(_ sentence: String) { blocks.append(.answer(Self.clean(sentence))) }

    /// A table with how to read it; nothing where it has no rows.
    mutating func add(_ table: TextTable, note: String? = nil) {
        if !table.names.isEmpty { blocks.append(.table(table.cleaned(Self.clean), note: note.map(Self.clean))) }
    }

    /// A plot; nothing where it has no rows.
    mutating func add(_ plot: TextPlot) {
        if !plot.rows.isEmpty { blocks.append(.plot(plot.cleaned(Self.clean))) }
    }

    /// A remark.
    mutating func note(_ text: String) { blocks.append(.note(Self.clean(text))) }

    /// What a reader must know first; nothing where there is none.
    mutating func alarm(_ lines: [String]) {
        if !lines.isEmpty { blocks.append(.alarms(lines.map(Self.clean))) }
    }

    /// Lines as they are with remarks beneath.
    mutating func list(_ text: String, notes: [(name: String, text: String)]) {
        blocks.append(.listing(Self.clean(text), notes: notes.map { (Self.clean($0.name), Self.clean($0.text)) }))
    }

    /// Text without what a terminal would obey; lines stay.
    private static func clean(_ text: String) -> String { LegibleText.clean(text, keepingLines: true) }

    /// A page of lines as they are.
    static func listing(_ text: String) -> Page {
        var page = Page()
        page.list(text, notes: [])
        return page
    }

    /// What another page says behind what this one does.
    public static func joined(_ pages: [Page]) -> Page {
        var whole = Page()
        whole.blocks = pages.flatMap(\.blocks)
        return whole
    }
}
