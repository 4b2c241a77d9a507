// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for a terminal: a column of names and columns of figures, which go on beneath each other where the width
/// does not hold them all.
struct TextTable {
    /// A column of figures.
    struct Column {
        /// What stands above it.
        var title: String
        /// A figure for each row; empty where the row has none.
        var cells: [String]
        /// The columns of a terminal that a cell takes at most, its end cut off; nil for all it needs. Such a column holds prose.
        var widest: Int?
        /// Columns next to each other of the same panel stay together where the width allows.
        var panel = 0
    }

    /// A row's name.
    struct RowName {
        /// The name.
        var text: String
        /// The spaces before it.
        var indent = 0
        /// How it stands out.
        var look = Paint.Look.plain
    }

    /// What stands above the names.
    var title: String
    /// The names of the rows.
    var names: [RowName]
    /// The columns, most important first.
    var columns: [Column]

    private static let gap = 2
}

extension TextTable {
    /// The table with every text changed by `clean`.
    func cleaned(_ clean: (String) -> String) -> TextTable {
        var table = self
        table.title = clean(title)
        for row in names.indices { table.names[row].text = clean(names[row].text) }
        for column in columns.indices {
            table.columns[column].title = clean(columns[column].title)
            table.columns[column].cells = columns[column].cells.map(clean)
        }
        return table
    }
}

// MARK: - Rendering

extension TextTable {
    /// The table's lines, none wider than `width` unless a single column is.
    func lines(width: Int, paint: Paint) -> [String] {
        let widest = names.map { $0.indent + Displayed.width($0.text) } + [Displayed.width(title)]
        let nameWidth = Swift.min(widest.max() ?? 0, Swift.max(12, width / 3))
        var result: [String] = []
        for band in bands(width: width - nameWidth) {
            if !result.isEmpty { result.append("") }
            result += lines(of: band, nameWidth: nameWidth, paint: paint)
        }
        return result
    }

    private func lines(of band: [Column], nameWidth: Int, paint: Paint) -> [String] {
        var head = Displayed.left(Displayed.cut(title, nameWidth), nameWidth)
        for column in band {
            head += String(repeating: " ", count: Self.gap) + Displayed.right(column.title, column.width)
        }
        var result = [paint(.strong, head)]
        for (row, name) in names.enumerated() {
            let indented = String(repeating: " ", count: name.indent) + name.text
            let cells = band.map { Displayed.right($0.shown($0.cells[row]), $0.width) }
            let figures = cells.map { String(repeating: " ", count: Self.gap) + $0 }.joined()
            let isBare = band.allSatisfy { $0.cells[row].isEmpty }
            let cut = Displayed.cut(indented, nameWidth)
            let label = paint(name.look, isBare ? cut : Displayed.left(cut, nameWidth))
            result.append(isBare ? label : label + figures)
        }
        return result
    }

    /// The columns in bands that fit into `width`, in order.
    private func bands(width: Int) -> [[Column]] {
        var result: [[Column]] = []
        var room = 0
        for (index, column) in columns.enumerated() {
            let needed = column.width + Self.gap
            let startsPanel = index > 0 && columns[index - 1].panel != column.panel
            let rest = columns[index...].prefix { $0.panel == column.panel }
            let whole = rest.reduce(0) { $0 + $1.width + Self.gap }
            if result.isEmpty || needed > room || (startsPanel && whole > room) {
                result.append([])
                room = width
            }
            result[result.count - 1].append(column)
            room -= needed
        }
        return result
    }
}

extension TextTable.Column {
    /// The columns that the title and the figures need.
    var width: Int { (cells.map(shown) + [title]).map(Displayed.width).max() ?? 0 }

    /// A cell as a terminal shows it.
    func shown(_ cell: String) -> String { widest.map { Displayed.cut(cell, $0) } ?? cell }
}
