// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// A data file as a table: what separates its fields, where its header stands, and the numbers of its columns.
///
/// All of it is found from the file, and can be said in a line; what the file leaves open is an error.
struct DataTable {
    let records: DataRecords
    /// The number of the record that names the columns.
    let header: Int
    let names: [String]
    private let encoding: String?

    static let delimiters: [(byte: UInt8, name: String)] = [
        (0x2C, "commas"), (0x3B, "semicolons"), (0x09, "tabs"), (0x7C, "bars"),
    ]
    /// A header stands within so many records.
    static let headerLimit = 30

    /// Finds the table that has all of `columns`.
    init(_ text: DataText, columns: [String]) throws(DataProblem) {
        encoding = text.encoding
        var found: [(delimiter: UInt8, header: Int, width: Int, isEven: Bool)] = []
        var nearest: [String] = []
        for (delimiter, _) in Self.delimiters {
            guard let records = try? DataRecords(text.bytes, delimiter: delimiter, limit: 300) else { continue }
            for record in 0..<min(records.count, Self.headerLimit) {
                let names = records.texts(record)
                if names.count(where: { !$0.isEmpty }) > nearest.count(where: { !$0.isEmpty }) { nearest = names }
                guard columns.allSatisfy(names.contains) else { continue }
                let width = records.width(record)
                let isEven = (record..<records.count).allSatisfy { records.width($0) <= width }
                found.append((delimiter, record, width, isEven))
                break
            }
        }
        let best = found.max { one, other in
            (one.isEven ? 1 : 0, one.width) < (other.isEven ? 1 : 0, other.width)
        }
        guard let best else {
            // A file that cannot be split at all says why.
            let records = try DataRecords(text.bytes, delimiter: Self.delimiters[0].byte, limit: 300)
            guard records.count > 0 else { throw DataProblem(message: "holds nothing") }
            let missing = columns.first { !nearest.contains($0) } ?? columns[0]
            let hint = NearestName.hint(missing, in: nearest)
            let known = nearest.filter { !$0.isEmpty }.prefix(12).joined(separator: ", ")
            throw DataProblem(
                message: "has no column '\(missing)'\(hint.isEmpty ? "; it has \(known)" : hint)")
        }
        records = try DataRecords(text.bytes, delimiter: best.delimiter)
        header = best.header
        names = records.texts(header)
        for column in columns where names.count(where: { $0 == column }) > 1 {
            throw problem("the column '\(column)' stands twice", header, names.lastIndex(of: column) ?? 0)
        }
        for record in (header + 1)..<max(header + 1, records.count) where records.width(record) > names.count {
            throw problem(
                "a row of \(records.width(record)) fields under a header of \(names.count); a field that holds the "
                    + "separator stands between quotation marks", record, names.count)
        }
    }

    /// The records under the header.
    var rows: Range<Int> { (header + 1)..<max(header + 1, records.count) }

    func index(_ column: String) -> Int { names.firstIndex(of: column) ?? 0 }

    func problem(_ message: String, _ record: Int, _ field: Int) -> DataProblem {
        let (line, column) = records.place(record, field)
        return DataProblem(message: message, line: line, column: column)
    }

    /// How the table was found to be written.
    var layout: [String] {
        let separators = Self.delimiters.first { $0.byte == records.delimiter }?.name ?? ""
        let title = records.lines[header] - 1
        return [
            names.count > 1 ? "\(separators) between fields" : nil,
            title > 0 ? "header on line \(title + 1)" : nil, encoding,
        ].compactMap { $0 }
    }
}

// MARK: - Numbers

extension DataTable {
    /// The numbers of a column by record, how they were read, and their currency.
    ///
    /// - Parameters:
    ///   - column: the column's name.
    ///   - wanted: the records that count; other fields are not looked at.
    ///   - stated: the decimal mark where the planner says it.
    func figures(
        _ column: String, _ wanted: [Int], decimal stated: DecimalMark?
    ) throws(DataProblem) -> (values: [Int: Double], reading: [String], currency: String?, isPercent: Bool) {
        let field = index(column)
        var figures: [(record: Int, figure: WrittenFigure)] = []
        for record in wanted {
            let text = records.text(record, field)
            if WrittenFigure.isMissing(text) { continue }
            guard let figure = WrittenFigure(text) else {
                throw problem("\(text.quotedForMessage) in column '\(column)' is not a number", record, field)
            }
            figures.append((record, figure))
        }
        let decimal = try decimal(of: figures, in: column, stated: stated)
        let isPercent = try isPercent(figures, column)
        let currency = try currency(figures, column)
        var values: [Int: Double] = [:]
        for (record, figure) in figures {
            let value = figure.value(decimal.mark) / (isPercent.isOfHeader ? 100 : 1)
            guard value.isFinite, value.magnitude <= 1e15 else {
                throw problem("a number of column '\(column)' is beyond 1e15", record, field)
            }
            values[record] = value
        }
        let reading = [
            decimal.isSaid ? decimal.mark.name : nil, currency.map { "in \($0)" },
            isPercent.isAny ? "per cent\(isPercent.isOfHeader ? " by its header" : "")" : nil,
            figures.count < wanted.count ? "\(wanted.count - figures.count) without a value left out" : nil,
        ].compactMap { $0 }
        return (values, reading, currency, isPercent.isAny)
    }

    /// The decimal mark of a column: what its own numbers show, else those of the file, else that of files with commas
    /// between fields; an error where all of them leave it open and it matters.
    private func decimal(
        of figures: [(record: Int, figure: WrittenFigure)], in column: String, stated: DecimalMark?
    ) throws(DataProblem) -> (mark: DecimalMark, isSaid: Bool) {
        let field = index(column)
        if let mark = stated ?? figures.first(where: { $0.figure.shown != nil })?.figure.shown {
            guard let wrong = figures.first(where: { $0.figure.shown != nil && $0.figure.shown != mark }) else {
                return (mark, true)
            }
            let said = stated == nil ? "a \(mark.name) above it" : "the \(mark.name) that the scenario states"
            throw problem(
                "\(records.text(wrong.record, field).quotedForMessage) in column '\(column)' does not go with \(said)",
                wrong.record, field)
        }
        guard let open = figures.first(where: { $0.figure.isAmbiguous }) else { return (.point, false) }
        let shown = shownInFile()
        if shown.count == 1, let mark = shown.first { return (mark, true) }
        if shown.isEmpty, records.delimiter == 0x2C { return (.point, true) }
        let text = records.text(open.record, field)
        let (one, other) = (open.figure.value(.point), open.figure.value(.comma))
        throw problem(
            "\(text.quotedForMessage) in column '\(column)' may be \(ValueLowering.text(one)) or "
                + "\(ValueLowering.text(other)): \(shown.isEmpty ? "nothing in the file shows its decimal mark" : "the file has both decimal marks"); "
                + "write 'decimal: comma' or 'decimal: point' after the column", open.record, field)
    }

    /// The decimal marks that any numbers of the file show.
    private func shownInFile() -> Set<DecimalMark> {
        var shown: Set<DecimalMark> = []
        for record in rows {
            for field in names.indices {
                if let mark = WrittenFigure(records.text(record, field))?.shown { shown.insert(mark) }
            }
            if shown.count == 2 { break }
        }
        return shown
    }

    private func isPercent(
        _ figures: [(record: Int, figure: WrittenFigure)], _ column: String
    ) throws(DataProblem) -> (isAny: Bool, isOfHeader: Bool) {
        guard figures.contains(where: { $0.figure.isPercent }) else {
            return (column.contains("%"), column.contains("%"))
        }
        if let bare = figures.first(where: { !$0.figure.isPercent }) {
            throw problem(
                "\(records.text(bare.record, index(column)).quotedForMessage) in column '\(column)' has no % sign, others have one",
                bare.record, index(column))
        }
        return (true, false)
    }

    private func currency(
        _ figures: [(record: Int, figure: WrittenFigure)], _ column: String
    ) throws(DataProblem) -> String? {
        guard let first = figures.first(where: { $0.figure.currency != nil })?.figure.currency else {
            let words = column.split { !($0.isLetter || $0 == "$" || $0 == "€" || $0 == "£" || $0 == "¥") }
            return words.map(String.init).first { WrittenFigure.currencies[$0] != nil }
        }
        let known = WrittenFigure.currencies[first] ?? []
        if let other = figures.first(where: { figure in
            figure.figure.currency.map { known.isDisjoint(with: WrittenFigure.currencies[$0] ?? []) } ?? false
        }) {
            throw problem(
                "\(records.text(other.record, index(column)).quotedForMessage) in column '\(column)' is in another currency than \(first)",
                other.record, index(column))
        }
        return first
    }
}
