// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Turns the fields of one file's rows into values; what cannot be read is a problem at its place.
final class RowValues {
    let source: ByteSource
    let layout: FileLayout
    private let facts: FileFacts
    private let options: ImportOptions
    private let problems: ProblemList
    private let hasPercent: Bool
    /// The decimal mark of the file; nil where nothing shows it.
    private let mark: DecimalMark?
    /// What was said once of a column is not said of each of its rows.
    private var said: Set<String> = []
    /// The currency that stands at a number of the file.
    private(set) var currencySign: String?
    /// What the words of columns mean.
    private var states = WordCache<ExportKind.State>()
    private var purposes = WordCache<ExportKind.Purpose>()
    private var answers = WordCache<Bool?>()
    private var currencies = WordCache<String?>()
    /// Whether the kind knows a column for each field.
    private let isKnown: [Bool]
    /// What the file's account says of the row at hand.
    var note: (ImportReason) -> Void = { _ in }

    init(_ source: ByteSource, _ layout: FileLayout, _ options: ImportOptions, _ problems: ProblemList) throws {
        (self.source, self.layout, self.options, self.problems) = (source, layout, options, problems)
        facts = try FileFacts(source, layout)
        isKnown = ImportField.allCases.map { layout.kind.columns[$0] != nil }
        hasPercent = !facts.percent.isEmpty
        let isPlain = layout.form == .objects || { if case .table(0x2C, _) = layout.form { true } else { false } }()
        mark = facts.decimal?.mark ?? options.decimal ?? layout.kind.decimal ?? (isPlain ? .point : nil)
    }

    /// How numbers and dates were read, in words.
    var words: [String] {
        let orders = Set(ImportField.dates.compactMap { facts.dates[$0]?.order })
        return [
            facts.decimal.map { $0.mark.name },
            orders.count == 1 ? orders.first.map { "\($0.rawValue) first in dates" } : nil,
        ]
        .compactMap { $0 }
    }

    /// What a column is called in the file.
    func title(_ field: ImportField) -> String {
        layout.columns[field].map { layout.names[$0] } ?? field.name
    }

    /// Whether the kind knows a column for a field.
    func knows(_ field: ImportField) -> Bool { isKnown[field.rawValue] }

    func problem(_ message: String, _ row: SourceRow, _ field: ImportField) {
        let place = row.place(field)
        problems.add(message, file: source.name, line: place.line, column: place.column)
    }

    /// A problem of a whole column, at the first row that shows it.
    func problemOnce(_ key: String, _ message: String, _ row: SourceRow, _ field: ImportField) {
        if said.insert(key).inserted { problem(message, row, field) }
    }
}

// MARK: - Numbers

extension RowValues {
    /// The number of a field; nil where it says nothing or cannot be read.
    func number(_ field: ImportField, _ row: SourceRow) -> Double? {
        let bytes = row.raw(field)
        if bytes.isEmpty { return nil }
        if mark == .point, let plain = WrittenAmount.pointed(bytes) { return plain }
        guard let bytes = row.value(field) else { return nil }
        let text = SourceRow.text(bytes).text
        guard let amount = WrittenAmount(bytes) else {
            problem("'\(title(field))' is \(text.quotedForMessage), which is not a number", row, field)
            return nil
        }
        if let shown = amount.shown, let known = facts.decimal, shown != known.mark {
            problem(
                "'\(title(field))' is \(text.quotedForMessage), which does not go with the \(known.mark.name) of line \(known.line)",
                row, field)
            return nil
        }
        if amount.isOpen, mark == nil {
            problemOnce(
                "decimal",
                "'\(title(field))' is \(text.quotedForMessage), with a sign that may stand before decimals or thousands, and "
                    + "nothing in the file shows which; say it by --decimal comma or --decimal point", row, field)
            return nil
        }
        let value = amount.value(mark ?? .point)
        guard value.isFinite, value.magnitude <= 1e12 else {
            problem("'\(title(field))' is \(text.quotedForMessage), beyond a million millions", row, field)
            return nil
        }
        if let sign = amount.currency { meet(sign, text, row, field) }
        return value
    }

    /// Money of a field, in whole units of its currency.
    func money(_ field: ImportField, _ row: SourceRow) -> Double? {
        guard let value = number(field, row) else { return nil }
        if hasPercent, facts.percent.contains(field), let bytes = row.value(field),
            WrittenAmount(bytes)?.isPercent == true
        {
            problem(
                "'\(title(field))' is \(SourceRow.text(bytes).text.quotedForMessage), a share where money is needed",
                row, field)
            return nil
        }
        return layout.kind.scale == 1 ? value : (value * layout.kind.scale * 1e6).rounded() / 1e6
    }

    /// A count of a field; nil and doubted where it is below 0.
    func count(_ field: ImportField, _ row: SourceRow) -> Int? {
        guard let value = number(field, row) else { return nil }
        guard value >= 0 else {
            note(.negativeCount)
            return nil
        }
        guard value == value.rounded(), value <= ResultReader.mostCounted else {
            let text = SourceRow.text(row.raw(field)).text
            problem(
                "'\(title(field))' is \(text.quotedForMessage); it takes a whole number up to ten thousand million",
                row, field)
            return nil
        }
        return Int(value)
    }

    /// Sheets have rates up to 246 %; what is far beyond is a slip.
    private static let mostEngaged = 10.0

    /// A share of a field: `3,5 %`, or `3.5` under a name with %.
    func share(_ field: ImportField, _ row: SourceRow) -> Double? {
        guard let value = number(field, row) else { return nil }
        let isMarked = row.value(field).flatMap { WrittenAmount($0)?.isPercent } ?? false
        if !isMarked, facts.percent.contains(field) {
            problem(
                "'\(title(field))' is \(SourceRow.text(row.raw(field)).text.quotedForMessage) without a % sign, and others have one",
                row, field)
            return nil
        }
        guard value >= 0 else {
            note(.negativeCount)
            return nil
        }
        let share = !isMarked && title(field).contains("%") ? value / 100 : value
        guard share <= Self.mostEngaged else {
            problem(
                "'\(title(field))' is \(SourceRow.text(row.raw(field)).text.quotedForMessage); it takes a share up to "
                    + "\(Int(Self.mostEngaged * 100))%", row, field)
            return nil
        }
        return share
    }
}

// MARK: - Currencies

extension RowValues {
    /// The currency of a row's money; nil where the row does not say it.
    func currency(_ row: SourceRow) -> String? {
        guard let bytes = row.value(.currency) else { return nil }
        let code = currencies.value(bytes) { bytes in
            let text = SourceRow.text(bytes).text
            return Self.signs[text] ?? (CurrencyCode.isCode(text.uppercased()) ? text.uppercased() : nil)
        }
        if code == nil {
            let text = SourceRow.text(bytes).text
            problem("'\(title(.currency))' is \(text.quotedForMessage); it takes a code such as EUR", row, .currency)
        }
        return code
    }

    /// The currency of money that has none in its row; nil where nothing says it.
    var fallbackCurrency: String? {
        options.currency ?? layout.kind.currency ?? (currencySign ?? headerSign).map { Self.signs[$0] ?? $0 }
    }

    /// Whether a bare $ in the name of a column is all that says the currency.
    var isDollarOfHeader: Bool {
        options.currency == nil && layout.kind.currency == nil && currencySign == nil && headerSign == "$"
    }

    private static let signs = ["€": "EUR", "£": "GBP", "$": "USD", "US$": "USD"]

    /// The currency in the name of a column of money, as in `Revenue (EUR)`.
    private var headerSign: String? {
        let fields = layout.columns.keys.filter(\.isMoney).sorted { $0.rawValue < $1.rawValue }
        for field in fields {
            let words = title(field).split { !($0.isLetter || "$€£¥".contains($0)) }.map(String.init)
            if let word = words.first(where: { WrittenFigure.currencies[$0] != nil }) { return word }
        }
        return nil
    }

    /// Holds a sign at a number to what is known of the file's currency.
    private func meet(_ sign: String, _ text: String, _ row: SourceRow, _ field: ImportField) {
        let possible = WrittenFigure.currencies[sign] ?? []
        let stated = options.currency ?? layout.kind.currency
        if let stated, !possible.contains(stated) {
            problem(
                "'\(title(field))' is \(text.quotedForMessage), and the money of the file is in \(stated)", row, field)
        } else if let other = currencySign, possible.isDisjoint(with: WrittenFigure.currencies[other] ?? []) {
            problem(
                "'\(title(field))' is \(text.quotedForMessage), in another currency than \(other) above it; write it into a column "
                    + "'currency'", row, field)
        } else if currencySign == nil {
            currencySign = sign
            if stated == nil, sign == "$", layout.columns[.currency] == nil { note(.dollar) }
        }
    }
}

// MARK: - Days

extension RowValues {
    /// The day of a field, and the second of it where that is known; nil where it says nothing or cannot be read.
    func day(_ field: ImportField, _ row: SourceRow) -> (day: Int32, second: Int32)? {
        guard let bytes = row.value(field) else { return nil }
        guard let date = WrittenDate(bytes) else {
            let text = SourceRow.text(bytes).text
            problem(
                "'\(title(field))' is \(text.quotedForMessage), which is no date; write it as 2026-03-02", row, field)
            return nil
        }
        if let shown = date.shown, let known = facts.dates[field], shown != known.order {
            let text = SourceRow.text(bytes).text
            problem(
                "'\(title(field))' is \(text.quotedForMessage), the \(shown.rawValue) first; line \(known.line) has the "
                    + "\(known.order.rawValue) first", row, field)
            return nil
        }
        let order = facts.order(field) ?? options.dates ?? layout.kind.dates
        if date.isOpen, order == nil {
            let text = SourceRow.text(bytes).text
            problemOnce(
                field.name,
                "'\(title(field))' is \(text.quotedForMessage), and every date of the column may begin with the day or the month; say "
                    + "which by --date-order day or --date-order month", row, field)
            return nil
        }
        guard let found = date.local(order ?? .day, own: layout.kind.zone, zone: options.zone) else {
            let text = SourceRow.text(bytes).text
            let years = CalendarDay.years
            problem(
                "'\(title(field))' is \(text.quotedForMessage), which the calendar does not have; it takes a day from "
                    + "\(years.lowerBound) to \(years.upperBound)", row, field)
            return nil
        }
        if case .serial = date.form { note(.serialDate) }
        return (found.day.number, found.second.map { Int32($0) } ?? OrderLine.none)
    }
}

// MARK: - Names and words

extension RowValues {
    /// The bytes of a number or name of something, as it is compared: `42.0` is 42; nil where there is none.
    func identity(_ field: ImportField, _ row: SourceRow) -> ArraySlice<UInt8>? {
        guard var bytes = row.value(field) else { return nil }
        // Spreadsheets keep long numbers as text by an apostrophe or a formula.
        if bytes.first == 0x27 { bytes = bytes.dropFirst() }
        if bytes.count > 3, bytes.starts(with: [0x3D, 0x22]) {
            bytes = bytes.dropFirst(2)
            while bytes.last == 0x22 { bytes = bytes.dropLast() }
        }
        guard let last = bytes.last, (0x30...0x39).contains(last) else { return bytes.isEmpty ? nil : bytes }
        if let sign = bytes.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }), Self.isPower(bytes, at: sign) {
            problem(
                "'\(title(field))' is \(SourceRow.text(bytes).text.quotedForMessage): a spreadsheet made a number of it and lost "
                    + "digits, so that others look the same; export it again and keep the column as text", row, field)
            return nil
        }
        if last == 0x30, let point = bytes.lastIndex(of: 0x2E), bytes[(point + 1)...].allSatisfy({ $0 == 0x30 }),
            point > bytes.startIndex, bytes[..<point].allSatisfy({ (0x30...0x39).contains($0) })
        {
            note(.decimalNumber)
            return bytes[..<point]
        }
        return bytes
    }

    /// Whether all around an E is a number with an exponent.
    private static func isPower(_ bytes: ArraySlice<UInt8>, at sign: Int) -> Bool {
        let (head, tail) = (bytes[..<sign], bytes[(sign + 1)...])
        guard let plus = tail.first, plus == 0x2B, tail.count > 1, !head.isEmpty else { return false }
        return tail.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
            && head.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
    }

    /// Whether a field says yes.
    func isYes(_ field: ImportField, _ row: SourceRow) -> Bool {
        guard let bytes = row.value(field) else { return false }
        let answer = answers.value(bytes) { bytes -> Bool? in
            let word = SourceRow.text(bytes).text.lowercased()
            if ["no", "n", "false", "0", "nein"].contains(word) { return false }
            return ["yes", "y", "true", "1", "ja", "x"].contains(word) ? true : nil
        }
        if answer == nil {
            problem(
                "'\(title(field))' is \(SourceRow.text(bytes).text.quotedForMessage); it takes yes or no", row, field)
        }
        return answer ?? false
    }

    /// What became of an order.
    func state(_ row: SourceRow) -> ExportKind.State {
        guard let bytes = row.value(.state) else {
            return layout.columns[.state] != nil || layout.form == .objects ? .pending : .approved
        }
        return states.value(bytes) { bytes in
            let word = SourceRow.text(bytes).text.lowercased()
            if let state = layout.kind.states[word] ?? ExportKind.commonStates[word] { return state }
            let known = Set(layout.kind.states.keys).union(ExportKind.commonStates.keys)
            problemOnce(
                "state:\(word)",
                "'\(title(.state))' is \(word.quotedForMessage), which is no state that is known; say what it means by --states "
                    + "'\(word)=approved', or pending, refunded, declined" + NearestName.hint(word, in: Array(known)),
                row, .state)
            return .pending
        }
    }

    /// What a row of transactions is for.
    func purpose(_ row: SourceRow) -> ExportKind.Purpose {
        guard let bytes = row.value(.type) else { return .sale }
        return purposes.value(bytes) { bytes in
            let word = SourceRow.text(bytes).text.lowercased()
            return layout.kind.types[word] ?? (word.contains("bonus") ? .bonus : word == "lead" ? .lead : .sale)
        }
    }
}
