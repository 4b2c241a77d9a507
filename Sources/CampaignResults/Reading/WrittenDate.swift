// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of two numbers of a date comes first.
public enum DateOrder: String, CaseIterable, Sendable {
    /// 31/12/2026.
    case day
    /// 12/31/2026.
    case month
}

/// A date as people and programs write it, with the time of day where it has one.
struct WrittenDate: Equatable {
    /// How the day is written.
    enum Form: Equatable {
        /// With the year first, or the month in letters.
        case plain(year: Int, month: Int, day: Int)
        /// Two numbers of which either may be the day.
        case open(Int, Int, year: Int, hasDots: Bool)
        /// The number of a day in a spreadsheet.
        case serial(Int)
    }

    var form: Form
    /// Seconds since midnight.
    var second: Int?
    /// Minutes that the clock is ahead of UTC.
    var zone: Int?

    /// The order that the numbers themselves show.
    var shown: DateOrder? {
        guard case .open(let first, let second, _, _) = form else { return nil }
        if first > 12, second <= 12 { return .day }
        if second > 12, first <= 12 { return .month }
        return nil
    }

    /// Whether the order decides which day is meant.
    var isOpen: Bool {
        guard case .open(let first, let second, _, let hasDots) = form else { return false }
        return first != second && first <= 12 && second <= 12 && !hasDots
    }

    /// The day; nil where the calendar has none.
    func day(_ order: DateOrder) -> CalendarDay? {
        switch form {
        case .plain(let year, let month, let day): return CalendarDay(year: year, month: month, day: day)
        case .open(let first, let second, let year, let hasDots):
            let order = shown ?? (hasDots ? .day : order)
            return order == .day
                ? CalendarDay(year: year, month: second, day: first)
                : CalendarDay(year: year, month: first, day: second)
        // Excel counts from 31 December 1899 and takes 1900 for a leap year.
        case .serial(let number): return CalendarDay(number: Int32(number - 25_569))
        }
    }

    /// Day and second on a clock that is `zone` minutes ahead of UTC; as written where one of the two is not known.
    func local(_ order: DateOrder, own: Int?, zone wanted: Int?) -> (day: CalendarDay, second: Int?)? {
        guard let day = day(order) else { return nil }
        guard let second, let from = zone ?? own, let wanted else { return (day, second) }
        let shifted = second + (wanted - from) * 60
        let days = Int32((Double(shifted) / 86_400).rounded(.down))
        return (day.advanced(by: days), shifted - Int(days) * 86_400)
    }
}

// MARK: - Reading

extension WrittenDate {
    /// Days of spreadsheets from 1982 to 2064; other numbers are no dates.
    private static let serials = 30_000...60_000

    private static let months: [String: Int] = [
        "jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
        "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
    ]

    /// The date that a text says; nil where it is none.
    init?(_ bytes: ArraySlice<UInt8>) {
        if let plain = Self.iso(bytes) {
            self = plain
            return
        }
        var scanner = DateScanner(bytes)
        guard let first = scanner.part() else { return nil }
        if case .number(let number, let digits) = first, scanner.isAtEnd || scanner.takesFraction() {
            if digits == 8 {
                form = .plain(year: number / 10_000, month: number / 100 % 100, day: number % 100)
                return
            }
            guard digits == 5, Self.serials.contains(number) else { return nil }
            form = .serial(number)
            return
        }
        let separator = scanner.separator()
        guard let second = scanner.part() else { return nil }
        _ = scanner.separator()
        guard case .number(let last, let width)? = scanner.part() else { return nil }
        switch (first, second) {
        case (.number(let year, 4), .number(let month, _)): form = .plain(year: year, month: month, day: last)
        case (.number(let day, 1...2), .word(let name)):
            guard let month = Self.month(name), let year = Self.year(last, width) else { return nil }
            form = .plain(year: year, month: month, day: day)
        case (.word(let name), .number(let day, 1...2)):
            guard let month = Self.month(name), let year = Self.year(last, width) else { return nil }
            form = .plain(year: year, month: month, day: day)
        case (.number(let one, 1...2), .number(let other, 1...2)):
            guard let year = Self.year(last, width) else { return nil }
            form = .open(one, other, year: year, hasDots: separator == UInt8(ascii: "."))
        case (.number, _), (.word, _): return nil
        }
        guard scanner.takeTime(&self) else { return nil }
    }

    /// `2026-03-02` with or without `T10:30:00Z`, which nearly all dates are.
    private static func iso(_ bytes: ArraySlice<UInt8>) -> WrittenDate? {
        guard bytes.count >= 10 else { return nil }
        let base = bytes.startIndex
        func number(_ from: Int, _ count: Int) -> Int? {
            var value = 0
            for index in (base + from)..<(base + from + count) {
                guard (0x30...0x39).contains(bytes[index]) else { return nil }
                value = value * 10 + Int(bytes[index] - 0x30)
            }
            return value
        }
        guard bytes[base + 4] == 0x2D, bytes[base + 7] == 0x2D, let year = number(0, 4), let month = number(5, 2),
            let day = number(8, 2)
        else { return nil }
        var date = WrittenDate(form: .plain(year: year, month: month, day: day))
        if bytes.count == 10 { return date }
        if bytes.count == 19, bytes[base + 13] == 0x3A, bytes[base + 16] == 0x3A, let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), hour < 24, minute < 60, second < 61
        {
            date.second = hour * 3_600 + minute * 60 + second
            return date
        }
        var scanner = DateScanner(bytes.dropFirst(10))
        return scanner.takeTime(&date) ? date : nil
    }

    private init(form: Form) { self.form = form }

    private static func month(_ name: String) -> Int? { months[String(name.lowercased().prefix(3))] }

    private static func year(_ number: Int, _ width: Int) -> Int? {
        width == 4 ? number : width == 2 ? 2_000 + number : nil
    }
}

/// Cuts the text of a date into numbers and words.
private struct DateScanner {
    enum Part {
        case number(Int, digits: Int)
        case word(String)
    }

    private let bytes: ArraySlice<UInt8>
    private var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    private var byte: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    mutating func part() -> Part? {
        if let number = number() { return .number(number.value, digits: number.digits) }
        let start = index
        while let byte, byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF) { index += 1 }
        guard index > start, index - start <= 12 else { return nil }
        return .word(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func number() -> (value: Int, digits: Int)? {
        let start = index
        var value = 0
        while let byte, (0x30...0x39).contains(byte), index - start < 9 {
            value = value * 10 + Int(byte - 0x30)
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    /// The first sign between two parts; spaces around it are taken.
    mutating func separator() -> UInt8? {
        var found: UInt8?
        while let byte, "/-., ".utf8.contains(byte) {
            if found == nil || found == 0x20 { found = byte }
            index += 1
        }
        return found
    }

    /// Whether a fraction is all that is left.
    mutating func takesFraction() -> Bool {
        guard byte == UInt8(ascii: ".") else { return false }
        let start = index
        index += 1
        if number() != nil, isAtEnd { return true }
        index = start
        return false
    }

    /// Takes the time of day and its zone; false where something else follows.
    mutating func takeTime(_ date: inout WrittenDate) -> Bool {
        while let byte, byte == 0x20 || byte == UInt8(ascii: "T") || byte == UInt8(ascii: ",") { index += 1 }
        if isAtEnd { return true }
        guard var hour = number()?.value, take(":"), let minute = number()?.value else { return false }
        var second = 0
        if take(":") {
            guard let value = number()?.value else { return false }
            second = value
            if take(".") || take(",") { guard number() != nil else { return false } }
        }
        skipSpaces()
        if isAtEnd, hour < 24, minute < 60, second < 61 {
            date.second = hour * 3_600 + minute * 60 + second
            return true
        }
        if let half = word(in: ["AM", "PM"]) {
            guard (1...12).contains(hour) else { return false }
            hour = hour % 12 + (half == "PM" ? 12 : 0)
            skipSpaces()
        }
        guard hour < 24, minute < 60, second < 61 else { return false }
        date.second = hour * 3_600 + minute * 60 + second
        if word(in: ["Z", "UTC", "GMT"]) != nil { date.zone = 0 }
        if let sign = byte, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            index += 1
            guard let first = number() else { return false }
            var minutes = first.digits > 2 ? first.value / 100 * 60 + first.value % 100 : first.value * 60
            if first.digits <= 2, take(":") {
                guard let more = number() else { return false }
                minutes += more.value
            }
            guard minutes <= 14 * 60 else { return false }
            date.zone = sign == UInt8(ascii: "-") ? -minutes : minutes
        }
        return isAtEnd
    }

    private mutating func skipSpaces() { while byte == 0x20 { index += 1 } }

    private mutating func take(_ character: Character) -> Bool {
        guard let byte, byte == character.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func word(in words: [String]) -> String? {
        for word in words
        where bytes[index...].prefix(word.utf8.count).elementsEqual(word.utf8, by: { $0 & 0xDF == $1 }) {
            index += word.utf8.count
            return word
        }
        return nil
    }
}
