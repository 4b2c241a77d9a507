// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// What the columns of a file show of how its numbers and dates are written.
struct FileFacts {
    /// The decimal mark that a number shows, and the line that does.
    private(set) var decimal: (mark: DecimalMark, line: Int)?
    /// Which number comes first in the dates of each column, and the line that shows it.
    private(set) var dates: [ImportField: (order: DateOrder, line: Int)] = [:]
    /// The columns in which some number has a % sign.
    private(set) var percent: Set<ImportField> = []
    /// Whether some number leaves the mark open, and the columns whose dates leave the order open.
    private var isDecimalOpen = false
    private var openDates: Set<ImportField> = []

    /// So many rows are looked at even where nothing is open.
    private static let fewest = 5_000

    /// Looks at a file until nothing is open any more.
    init(_ source: ByteSource, _ layout: FileLayout) throws {
        let numbers = ImportField.numbers.filter { layout.columns[$0] != nil || layout.form == .objects }
        let dated = ImportField.dates.filter { layout.columns[$0] != nil || layout.form == .objects }
        var rows = 0
        try RowStream(source: source, layout: layout).forEach { row in
            rows += 1
            for field in numbers {
                let bytes = row.raw(field)
                guard !bytes.isEmpty, let amount = WrittenAmount(bytes) else { continue }
                if decimal == nil, let mark = amount.shown ?? (field.isCount ? amount.shownOfCount : nil) {
                    decimal = (mark, row.line)
                }
                if amount.isOpen { isDecimalOpen = true }
                if amount.isPercent { percent.insert(field) }
            }
            for field in dated {
                let bytes = row.raw(field)
                guard !bytes.isEmpty, let date = WrittenDate(bytes) else { continue }
                if dates[field] == nil, let order = date.shown { dates[field] = (order, row.line) }
                if date.isOpen { openDates.insert(field) }
            }
            let isSettled = (decimal != nil || !isDecimalOpen) && openDates.allSatisfy { dates[$0] != nil }
            return !(isSettled && rows >= Self.fewest)
        }
    }

    /// What comes first in the dates of a column; those of the file's other columns show it where its own do not.
    func order(_ field: ImportField) -> DateOrder? {
        if let own = dates[field] { return own.order }
        let others = Set(dates.values.map(\.order))
        return others.count == 1 ? others.first : nil
    }
}
