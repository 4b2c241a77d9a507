// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Shapes made of characters, one a row, over an axis that all rows share.
struct TextPlot: Sendable {
    /// One shape.
    struct Row: Sendable {
        /// What it shows.
        var name: String
        /// Heights, 0 or above, from left to right; each row is drawn to its own scale.
        var heights: [Double]
        /// What is said behind it.
        var remark = ""
    }

    /// What the axis measures.
    var title: String
    /// The values at its two ends, as text.
    var ends: (low: String, high: String)
    /// The shapes, all of as many heights.
    var rows: [Row]
    /// How to read them.
    var note: String?

    private static let bars = Array("▁▂▃▄▅▆▇█")
    private static let gap = "  "
    /// The columns that a few heights fill.
    private static let usual = 32
}

extension TextPlot {
    /// The plot with every text changed by `clean`.
    func cleaned(_ clean: (String) -> String) -> TextPlot {
        var plot = self
        plot.title = clean(title)
        plot.ends = (clean(ends.low), clean(ends.high))
        plot.note = note.map(clean)
        for row in rows.indices {
            plot.rows[row].name = clean(rows[row].name)
            plot.rows[row].remark = clean(rows[row].remark)
        }
        return plot
    }
}

// MARK: - Rendering

extension TextPlot {
    /// The lines: the axis, the shapes, the note.
    func lines(width: Int, paint: Paint) -> [String] {
        let widest = (rows.map(\.name) + [title]).map(Displayed.width).max() ?? 0
        let nameWidth = Swift.min(widest, Swift.max(12, width / 3))
        let count = rows.map(\.heights.count).max() ?? 0
        // Neighbouring heights are joined until the row fits; a few are drawn wider, so that their axis has room for its ends.
        let room = Swift.max(8, width - nameWidth - Self.gap.count)
        let joined = Swift.max(1, (count + room - 1) / room)
        let copies = Swift.max(1, Swift.min(room, Self.usual) / Swift.max(1, count))
        let bars = (count + joined - 1) / joined * copies
        let high = Displayed.right(ends.high, Swift.max(1, bars - Displayed.width(ends.low)))
        let head = Displayed.left(Displayed.cut(title, nameWidth), nameWidth) + Self.gap + ends.low + high
        var result = [paint(.strong, head)]
        for row in rows {
            let name = Displayed.left(Displayed.cut(row.name, nameWidth), nameWidth)
            let shape = Self.shape(row.heights, joining: joined).map { String(repeating: $0, count: copies) }.joined()
            let remark = row.remark.isEmpty ? "" : Self.gap + row.remark
            let line = name + Self.gap + shape
            let bare = remark.isEmpty ? line.trimmingTrailingSpaces : line
            if Displayed.width(line) + Displayed.width(remark) <= width {
                result.append(paint(.strong, name) + bare.dropFirst(name.count) + paint(.faint, remark))
            } else {
                result.append(paint(.strong, name) + line.trimmingTrailingSpaces.dropFirst(name.count))
                let indent = String(repeating: " ", count: nameWidth)
                result.append(paint(.faint, Displayed.cut(indent + remark, width)))
            }
        }
        if let note { result.append(paint(.faint, Displayed.wrapped(note, width: width))) }
        return result
    }

    /// Blocks of eight heights; what is above 0 is never blank.
    static func shape(_ heights: [Double], joining count: Int = 1) -> String {
        let joined = stride(from: 0, to: heights.count, by: count).map { start in
            heights[start..<Swift.min(start + count, heights.count)].reduce(0, +)
        }
        guard let top = joined.max(), top > 0 else { return String(repeating: " ", count: joined.count) }
        return String(
            joined.map { height -> Character in
                guard height > 0 else { return " " }
                return bars[Swift.min(bars.count - 1, Int(clamping: height / top * Double(bars.count)))]
            })
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmingTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
