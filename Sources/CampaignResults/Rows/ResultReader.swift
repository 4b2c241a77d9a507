// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CampaignText

/// Reads a results file: one that an import wrote, or a sheet with the same columns that was filled in by hand.
///
/// Columns may stand in any order and most may be missing; commas, semicolons or tabs separate them.
public struct ResultReader {
    private let source: ByteSource
    private let problems: ProblemList
    private var columns: [ResultColumn?] = []
    private var delimiter: UInt8 = 0x2C
    /// The lines of orders by network and number, and when networks were settled.
    private var orders = TextTable()
    private var orderLines: [Int] = []
    private var settled: [String: CalendarDay] = [:]

    /// More of anything than this in one row is a slip.
    static let mostCounted = 1e10

    private static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09]

    /// Calls `body` with each row and its line.
    ///
    /// - Throws: every problem of the file at once, as `ResultErrors`; what the source or `body` throws.
    public static func forEach(_ source: ByteSource, _ body: (ResultRow, _ line: Int) throws -> Void) throws {
        let problems = ProblemList()
        do { try forEach(source, problems, body) } catch let problem as DataProblem {
            problems.add(problem, file: source.name)
        }
        try problems.check()
    }

    static func forEach(
        _ source: ByteSource, _ problems: ProblemList, _ body: (ResultRow, _ line: Int) throws -> Void
    ) throws {
        var reader = ResultReader(source, problems)
        try reader.read(body)
    }

    /// Whether the header is that of results.
    public static func isResultFile(_ source: ByteSource) throws -> Bool {
        var pieces = try TextPieces(source)
        var prefix: [UInt8] = []
        while !prefix.contains(0x0A), prefix.count < 1 << 14 {
            let piece = try pieces.piece()
            if piece.isEmpty { break }
            prefix += piece
        }
        return delimiters.contains { delimiter in
            guard let records = try? DataRecords(prefix, delimiter: delimiter, limit: 1), records.count > 0 else {
                return false
            }
            let names = records.texts(0)
            let known = names.count { ResultColumn(rawValue: $0) != nil }
            return names.contains(ResultColumn.row.rawValue) && known * 2 > names.count
        }
    }

    private init(_ source: ByteSource, _ problems: ProblemList) { (self.source, self.problems) = (source, problems) }

    private mutating func read(_ body: (ResultRow, _ line: Int) throws -> Void) throws {
        var (line, rows) = (1, 0)
        try RowStream.forEachPiece(of: source) { bytes, isLast in
            if columns.isEmpty { delimiter = Self.delimiter(of: bytes) }
            let records = try DataRecords(bytes, delimiter: delimiter, line: line, isLast: isLast)
            line = records.nextLine
            for record in 0..<records.count {
                if columns.isEmpty {
                    readHeader(records)
                    guard columns.contains(where: { $0 != nil }) else { return nil }
                    continue
                }
                rows += 1
                var cells = Cells(records: records, record: record)
                if let row = row(&cells) { try body(row, records.lines[record]) }
            }
            return records.consumed
        }
        guard columns.isEmpty || (rows == 0 && problems.problems.isEmpty) else { return }
        throw DataProblem(
            message: columns.isEmpty
                ? "is empty; 'tiercast import --template' prints a sheet to begin with"
                : "has column names and no rows", line: 1,
            column: 1)
    }

    private static func delimiter(of bytes: [UInt8]) -> UInt8 {
        let first = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return delimiters.max { one, other in first.count { $0 == one } < first.count { $0 == other } } ?? 0x2C
    }

    private mutating func readHeader(_ records: DataRecords) {
        let names = ResultColumn.allCases.map(\.rawValue)
        for (index, name) in records.texts(0).enumerated() {
            let place = records.place(0, index)
            let column = ResultColumn(rawValue: name)
            if column == nil {
                let hint = NearestName.hint(name, in: names)
                problems.add(
                    "\(name.quotedForMessage) is not a column of results"
                        + (hint.isEmpty ? "; known are \(names.joined(separator: ", "))" : hint),
                    file: source.name, line: place.line, column: place.column)
            } else if columns.contains(column) {
                problems.add(
                    "the column '\(name)' is there twice; keep one", file: source.name, line: place.line,
                    column: place.column)
            }
            columns.append(column)
        }
    }
}

// MARK: - Rows

extension ResultReader {
    /// The fields of a row.
    private struct Cells {
        let records: DataRecords
        let record: Int
        var isSound = true

        func bytes(_ index: Int) -> ArraySlice<UInt8> {
            records.range(record, index).map { records.bytes[$0] } ?? []
        }
    }

    private func fail(_ message: String, _ cells: inout Cells, _ index: Int) {
        let place = cells.records.place(cells.record, index)
        problems.add(message, file: source.name, line: place.line, column: place.column)
        cells.isSound = false
    }

    private func index(_ column: ResultColumn) -> Int { columns.firstIndex(of: column) ?? 0 }

    private mutating func row(_ cells: inout Cells) -> ResultRow? {
        let width = cells.records.width(cells.record)
        guard width <= columns.count else {
            fail(
                "the row has \(width) fields and the header \(columns.count); put a field with the separator in it between quotation "
                    + "marks", &cells, columns.count)
            return nil
        }
        var row = ResultRow(kind: .creator)
        var kind: ResultRow.Kind?
        for (index, column) in columns.enumerated() {
            guard let column else { continue }
            let bytes = cells.bytes(index)
            if bytes.isEmpty { continue }
            switch column {
            case .row: kind = choice(ResultRow.Kind.allCases, column, index, &cells)
            case .order: row.order = text(index, &cells)
            case .creator: row.creator = text(index, &cells)
            case .post: row.post = text(index, &cells)
            case .network: row.network = text(index, &cells)
            case .platform: row.platform = choice(Platform.allCases, column, index, &cells)
            case .state: row.state = choice(ResultRow.State.allCases, column, index, &cells)
            case .date: row.day = day(column, index, &cells)
            case .clicked: row.clicked = day(column, index, &cells)
            case .decided: row.decided = day(column, index, &cells)
            case .settledUntil: row.settledUntil = day(column, index, &cells)
            case .followers: row.followers = count(column, index, &cells)
            case .views: row.views = count(column, index, &cells)
            case .engagements: row.engagements = count(column, index, &cells)
            case .clicks: row.clicks = count(column, index, &cells)
            case .orders: row.orders = count(column, index, &cells)
            case .refunds: row.refunds = count(column, index, &cells)
            case .value: row.value = money(column, index, &cells)
            case .refunded: row.refunded = money(column, index, &cells)
            case .commission: row.commission = money(column, index, &cells, least: -1e12)
            case .fee: row.fee = money(column, index, &cells)
            case .currency:
                row.currency = text(index, &cells)
                if !CurrencyCode.isCode(row.currency) {
                    fail(
                        "'currency' is \(row.currency.quotedForMessage); it takes a code of three capital letters such as EUR",
                        &cells, index)
                }
            }
        }
        row.kind = kind ?? (row.state != nil || !row.order.isEmpty ? .order : !row.post.isEmpty ? .post : .creator)
        check(&row, &cells)
        return cells.isSound ? row : nil
    }

    /// Holds the fields of a row to each other.
    private mutating func check(_ row: inout ResultRow, _ cells: inout Cells) {
        switch row.kind {
        case .order: checkOrder(&row, &cells)
        case .post, .creator:
            if row.creator.isEmpty {
                fail(
                    "a row of a \(row.kind.rawValue) without a creator; write a name or hash under 'creator'", &cells,
                    index(.creator))
            }
            if row.state != nil {
                fail("'state' is that of an order, and this row is of a \(row.kind.rawValue)", &cells, index(.state))
            }
            if !row.order.isEmpty {
                fail(
                    "'order' is a number of an order, and this row is of a \(row.kind.rawValue)", &cells, index(.order))
            }
        }
        // Of creators and posts more may come back in the time that a row is of than was ordered in it.
        let isOrder = row.kind == .order
        if isOrder, let refunded = row.refunded, refunded > (row.value ?? 0) + 0.005 {
            fail("'refunded' is \(refunded), above 'value', \(row.value ?? 0)", &cells, index(.refunded))
        }
        if let commission = row.commission, commission < 0, isOrder {
            fail("'commission' is \(commission); that of an order is 0 or above", &cells, index(.commission))
        }
        let money: [(ResultColumn, Double?)] = [
            (.value, row.value), (.refunded, row.refunded), (.commission, row.commission), (.fee, row.fee),
        ]
        if row.currency.isEmpty, let first = money.first(where: { $0.1 ?? 0 != 0 }) {
            fail(
                "'\(first.0.rawValue)' is money without a currency; write a code such as EUR under 'currency'", &cells,
                index(first.0))
        }
        if let day = row.settledUntil {
            if let known = settled[row.network], known != day {
                fail(
                    "'settled_until' is \(day.text), and \(known.text) above for the same network", &cells,
                    index(.settledUntil))
            }
            settled[row.network] = day
        }
    }

    private mutating func checkOrder(_ row: inout ResultRow, _ cells: inout Cells) {
        if let orders = row.orders, orders != 1 {
            fail("'orders' is \(orders); a row of an order is 1", &cells, index(.orders))
        }
        row.orders = 1
        if row.state == nil, cells.isSound { row.state = row.refunds == 1 ? .refunded : .approved }
        let isWhole = row.state == .refunded
        if let refunds = row.refunds, refunds > 1 || (refunds == 1) != isWhole {
            fail(
                "'refunds' is \(refunds) and 'state' is \(row.state?.rawValue ?? "empty"); only a refunded order has 1",
                &cells, index(.refunds))
        }
        row.refunds = isWhole ? 1 : 0
        guard !row.order.isEmpty else { return }
        let (number, isNew) = orders.number(ArraySlice("\(row.network)\u{1F}\(row.order)".utf8))
        if isNew {
            orderLines.append(cells.records.lines[cells.record])
        } else {
            fail(
                "the order \(row.order.quotedForMessage) stands on line \(orderLines[Int(number)]) already", &cells,
                index(.order))
        }
    }
}

// MARK: - Fields

extension ResultReader {
    private func text(_ index: Int, _ cells: inout Cells) -> String {
        let text = cells.records.text(cells.record, index)
        // An apostrophe keeps spreadsheets from taking a name for a formula.
        let rest = text.dropFirst()
        return text.hasPrefix("'") && rest.first.map { "=+-@".contains($0) } == true ? String(rest) : text
    }

    private func choice<Value: RawRepresentable<String>>(
        _ values: [Value], _ column: ResultColumn, _ index: Int, _ cells: inout Cells
    ) -> Value? {
        let text = cells.records.text(cells.record, index)
        if let value = Value(rawValue: text) { return value }
        let names = values.map(\.rawValue)
        fail(
            "'\(column.rawValue)' is \(text.quotedForMessage); write \(names.joined(separator: ", "))"
                + NearestName.hint(text, in: names), &cells, index)
        return nil
    }

    private func day(_ column: ResultColumn, _ index: Int, _ cells: inout Cells) -> CalendarDay? {
        let date = WrittenDate(cells.bytes(index))
        if let date, !date.isOpen, let day = date.day(date.shown ?? .day) { return day }
        let text = cells.records.text(cells.record, index)
        let trouble =
            date == nil
            ? "is no date" : date?.isOpen == true ? "may begin with the day or the month" : "the calendar does not have"
        let years = CalendarDay.years
        fail(
            "'\(column.rawValue)' is \(text.quotedForMessage), which \(trouble); write a day from \(years.lowerBound) to "
                + "\(years.upperBound) as 2026-03-02", &cells, index)
        return nil
    }

    private func count(_ column: ResultColumn, _ index: Int, _ cells: inout Cells) -> Int? {
        if let value = number(index, cells), value >= 0, value <= Self.mostCounted, value == value.rounded() {
            return Int(value)
        }
        let text = cells.records.text(cells.record, index)
        fail("'\(column.rawValue)' is \(text.quotedForMessage); it takes a whole number, 0 or above", &cells, index)
        return nil
    }

    private func money(
        _ column: ResultColumn, _ index: Int, _ cells: inout Cells, least: Double = 0
    ) -> Double? {
        if let value = number(index, cells), value >= least, value <= 1e12 { return value }
        let text = cells.records.text(cells.record, index)
        fail(
            "'\(column.rawValue)' is \(text.quotedForMessage); it takes an amount of money\(least < 0 ? "" : ", 0 or above"), without thousands separators or "
                + "signs", &cells, index)
        return nil
    }

    private func number(_ index: Int, _ cells: Cells) -> Double? {
        let bytes = cells.bytes(index)
        if let plain = WrittenAmount.pointed(bytes) { return plain }
        // Where commas separate no fields, one may stand before decimals.
        guard delimiter != 0x2C, let amount = WrittenAmount(bytes), !amount.isOpen, amount.currency == nil,
            !amount.isPercent
        else {
            return nil
        }
        return amount.value(amount.shown ?? .point)
    }
}
