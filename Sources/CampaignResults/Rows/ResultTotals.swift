// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CampaignText

/// What results tell of a campaign as a whole.
public struct ResultTotals: Sendable, Equatable {
    /// The figures that are told, and those that follow from them.
    public private(set) var figures: [ScoredFigure: Double] = [:]
    /// The currency of the money; empty where nothing says it.
    public private(set) var currency = ""
    /// The first and the last day of rows; nil where none has one.
    public private(set) var days: ClosedRange<CalendarDay>?
    /// Orders that may still be sent back.
    public private(set) var pending = 0
    /// Figures that some rows do not tell, so that no sum is known, with the number of such rows.
    public private(set) var incomplete: [ScoredFigure: Int] = [:]

    /// The most bytes of a table of totals.
    static let mostBytes = 1 << 20

    /// Reads results files and tables of totals; a figure may stand in one of them only.
    ///
    /// - Parameter sources: the files.
    /// - Throws: every problem of all files at once, as `ResultErrors`; what the sources throw.
    public init(_ sources: [ByteSource]) throws {
        let problems = ProblemList()
        var origins: [ScoredFigure: String] = [:]
        for source in sources {
            do {
                let own =
                    try ResultReader.isResultFile(source)
                    ? Self.rows(source, problems) : Self.totals(source, problems)
                take(own, from: source.name, &origins, problems)
            } catch let problem as DataProblem {
                problems.add(problem, file: source.name)
            }
        }
        try problems.check()
        if let last = sources.last { checkRatios(last.name, problems) }
        try problems.check()
        figures = figures.filter { incomplete[$0.key] == nil }
        addRatios()
        guard figures.isEmpty, let first = sources.first else { return }
        problems.add("tells no figure that a forecast has", file: first.name, line: 1, column: 1)
        try problems.check()
    }

    private init() {}

    private mutating func take(
        _ other: ResultTotals, from file: String, _ origins: inout [ScoredFigure: String], _ problems: ProblemList
    ) {
        for figure in other.figures.keys {
            if let first = origins.updateValue(file, forKey: figure) {
                problems.add("tells '\(figure.rawValue)', which \(first) tells already", file: file, line: 1, column: 1)
            }
        }
        if !currency.isEmpty, !other.currency.isEmpty, currency != other.currency {
            problems.add(
                "its money is in \(other.currency), and that of the files before in \(currency)", file: file, line: 1,
                column: 1)
        }
        if currency.isEmpty { currency = other.currency }
        figures.merge(other.figures) { first, _ in first }
        incomplete.merge(other.incomplete) { $0 + $1 }
        pending += other.pending
        if let more = other.days { include(more.lowerBound, more.upperBound) }
    }

    private mutating func include(_ first: CalendarDay, _ last: CalendarDay) {
        days = min(days?.lowerBound ?? first, first)...max(days?.upperBound ?? last, last)
    }
}

// MARK: - Results files

extension ResultTotals {
    private static func rows(_ source: ByteSource, _ problems: ProblemList) throws -> ResultTotals {
        var totals = ResultTotals()
        var isMixed = false
        try ResultReader.forEach(source, problems) { row, line in
            if !row.currency.isEmpty, !isMixed {
                if totals.currency.isEmpty { totals.currency = row.currency }
                if totals.currency != row.currency {
                    isMixed = true
                    problems.add(
                        "money is in \(row.currency) here and in \(totals.currency) above; a forecast has one currency",
                        file: source.name, line: line, column: 1)
                }
            }
            totals.add(row)
        }
        return totals
    }

    private mutating func add(_ row: ResultRow) {
        func count(_ figure: ScoredFigure, _ value: Double?) {
            if let value { figures[figure, default: 0] += value }
        }
        count(.trackedOrders, row.orders.map(Double.init))
        count(.clicks, row.clicks.map(Double.init))
        count(.views, row.views.map(Double.init))
        count(.engagements, row.engagements.map(Double.init))
        count(.commission, row.commission)
        count(.fees, row.fee)
        count(.trackedRevenue, row.value.map { $0 - (row.refunded ?? 0) })
        if row.value == nil, row.orders ?? 0 > 0 { incomplete[.trackedRevenue, default: 0] += 1 }
        if row.state == .pending { pending += 1 }
        if let day = row.day { include(day, day) }
    }
}

// MARK: - Tables of totals

extension ResultTotals {
    /// What a table of totals may say besides figures.
    private enum Other: String, CaseIterable {
        case currency
        case firstDay = "first_day"
    }

    private static let header = ["figure", "value"]

    private static func totals(_ source: ByteSource, _ problems: ProblemList) throws -> ResultTotals {
        var pieces = try TextPieces(source)
        var bytes: [UInt8] = []
        while true {
            let piece = try pieces.piece()
            bytes += piece
            if piece.isEmpty { break }
            guard bytes.count <= mostBytes else {
                throw DataProblem(
                    message:
                        "is no results file, and larger than a table of totals; 'tiercast import' makes a results file of an export",
                    line: 1, column: 1)
            }
        }
        bytes = try DataText(bytes).bytes
        let first = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let delimiter: UInt8 = first.contains(0x3B) ? 0x3B : first.contains(0x09) ? 0x09 : 0x2C
        // Whatever else the file may be is not looked at.
        guard let head = try? DataRecords(Array(first), delimiter: delimiter), head.count > 0, head.texts(0) == header
        else {
            throw DataProblem(
                message:
                    "is neither a results file, which 'tiercast import' writes, nor a table of totals, whose first line is "
                    + "'\(header.joined(separator: ","))'", line: 1, column: 1)
        }
        let records = try DataRecords(bytes, delimiter: delimiter)
        var totals = ResultTotals()
        for record in 1..<max(1, records.count) { totals.read(records, record, source.name, problems) }
        if records.count == 1 {
            throw DataProblem(message: "has column names and no rows", line: 1, column: 1)
        }
        return totals
    }

    private mutating func read(_ records: DataRecords, _ record: Int, _ file: String, _ problems: ProblemList) {
        func fail(_ message: String, _ field: Int) {
            let place = records.place(record, field)
            problems.add(message, file: file, line: place.line, column: place.column)
        }
        let (name, text) = (records.text(record, 0), records.text(record, 1))
        guard records.width(record) <= 2 else { return fail("a row is a figure and its value", 2) }
        switch Other(rawValue: name) {
        case .currency:
            guard CurrencyCode.isCode(text) else {
                return fail("'currency' is \(text.quotedForMessage); it takes a code such as EUR", 1)
            }
            currency = text
        case .firstDay:
            let date = WrittenDate(ArraySlice(text.utf8))
            guard let date, !date.isOpen, let day = date.day(date.shown ?? .day) else {
                return fail("'first_day' is \(text.quotedForMessage); write a day as 2026-03-02", 1)
            }
            include(day, day)
        case nil:
            guard let figure = ScoredFigure(rawValue: name) else {
                let known = ScoredFigure.allCases.map(\.rawValue) + Other.allCases.map(\.rawValue)
                let hint = NearestName.hint(name, in: known)
                return fail(
                    "\(name.quotedForMessage) is no figure"
                        + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint), 0)
            }
            guard figures[figure] == nil else { return fail("'\(name)' is there twice", 0) }
            guard let value = Self.number(text, isPointed: records.delimiter == 0x2C), figure.takes(value) else {
                return fail("'\(name)' is \(text.quotedForMessage); it takes \(figure.accepted)", 1)
            }
            figures[figure] = value
        }
    }

    private static func number(_ text: String, isPointed: Bool) -> Double? {
        let plain = isPointed ? text : text.replacing(",", with: ".")
        guard plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(plain)
    }
}

extension ScoredFigure {
    /// More of anything is a slip.
    private static let most = 1e12

    /// Whether a campaign can have brought so much.
    fileprivate func takes(_ value: Double) -> Bool {
        guard value.isFinite, value <= Self.most, value >= (isSigned ? -Self.most : 0) else { return false }
        return unit != .count || value == value.rounded()
    }

    /// What a value may be, in words.
    fileprivate var accepted: String {
        switch unit {
        case .count: "a whole number, 0 or above"
        case .money: isSigned ? "an amount of money" : "an amount of money, 0 or above"
        case .ratio: "a ratio, 0 or above, such as 1.8"
        case .share: "a ratio, such as -0.2"
        }
    }
}

// MARK: - What follows

extension ResultTotals {
    private func ratio(_ figure: ScoredFigure) -> Double? {
        figure.ratio.flatMap { ratio in
            guard let top = figures[ratio.top], let bottom = figures[ratio.bottom] else { return nil }
            let value = figure.metric.ratio(top, bottom)
            return value.isNaN ? nil : value
        }
    }

    /// A ratio that is told must be that of what it is made of, as far as it is rounded.
    private func checkRatios(_ file: String, _ problems: ProblemList) {
        for figure in ScoredFigure.allCases {
            guard let told = figures[figure], let found = ratio(figure), let parts = figure.ratio,
                abs(told - found) > 0.01 * abs(found) + 0.005
            else { continue }
            problems.add(
                "'\(figure.rawValue)' is \(told), and \(parts.top.rawValue) over \(parts.bottom.rawValue) is \(found)",
                file: file, line: 1, column: 1)
        }
    }

    private mutating func addRatios() {
        for figure in ScoredFigure.allCases where figures[figure] == nil { figures[figure] = ratio(figure) }
    }
}
