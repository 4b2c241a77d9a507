// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignReports

@Suite("A page")
struct PageTests {
    private static var page: Page {
        var page = Page()
        page.head("Spring | *launch*", facts: ["seed 1", "USD"])
        page.say("small is better.")
        page.add(
            TextTable(
                title: "split",
                names: [TextTable.RowName(text: "a|b", look: .strong), TextTable.RowName(text: "nano", indent: 2)],
                columns: [TextTable.Column(title: "CPA", cells: ["$1 [ $1 – $2]", "∞"])]),
            note: "CPA: cost for each order.")
        page.alarm(["Note: <b>"])
        return page
    }

    @Test("in Markdown has headings, tables and nothing that a name could turn into markup")
    func markdown() {
        #expect(
            Self.page.markdown == """
                # Spring \\| \\*launch\\*

                seed 1 · USD

                **small is better.**

                | split | CPA |
                | --- | ---: |
                | **a\\|b** | $1 \\[$1 – $2\\] |
                | &emsp;nano | ∞ |

                CPA: cost for each order.

                > Note: \\<b\\>

                """)
    }

    @Test("in a terminal has the same blocks, blank lines between them")
    func terminal() {
        #expect(
            Self.page.text(width: 80, coloured: false) == """
                Spring | *launch*
                seed 1 · USD

                small is better.

                split             CPA
                a|b     $1 [ $1 – $2]
                  nano              ∞
                CPA: cost for each order.

                Note: <b>

                """)
    }

    @Test("fences lines of a file with more marks than they hold")
    func fence() {
        var page = Page()
        page.list("a ``` b", notes: [("why", "so")])
        #expect(page.markdown == "````text\na ``` b\n````\n\n*why:* so\n")
    }
}

@Suite("Shapes in characters")
struct TextPlotTests {
    private func plot(_ heights: [Double], remark: String = "") -> TextPlot {
        TextPlot(
            title: "CPA", ends: ("$0", "$9"), rows: [TextPlot.Row(name: "small", heights: heights, remark: remark)],
            note: nil)
    }

    @Test("go from nothing to full in eight steps, and never hide what happened once")
    func steps() {
        #expect(TextPlot.shape([0, 0.001, 1, 2, 3, 4, 5, 6, 7, 8]) == " ▁▂▃▄▅▆▇██")
        #expect(TextPlot.shape([0, 0]) == "  ")
        #expect(TextPlot.shape([1, 1, 4, 4], joining: 2) == "▃█")
    }

    @Test("stand under the ends of their axis")
    func axis() {
        let lines = plot([1, 2, 3, 4, 5, 6, 7, 8], remark: "2% beyond").lines(width: 40, paint: Paint(isOn: false))
        #expect(
            lines == [
                "CPA    $0                            $9", "small  ▂▂▂▂▃▃▃▃▄▄▄▄▅▅▅▅▆▆▆▆▇▇▇▇████████",
                "       2% beyond",
            ])
    }

    @Test("join neighbours where the terminal is narrow", arguments: [24, 30, 40, 80])
    func narrow(width: Int) {
        let lines = plot(Array(repeating: 1, count: 48), remark: "12% beyond").lines(
            width: width, paint: Paint(isOn: false))
        #expect(lines.allSatisfy { $0.count <= width })
        #expect(lines.joined().contains("12% beyond"))
    }
}
