// SPDX-License-Identifier: GPL-3.0-or-later

/// A day of the Gregorian calendar.
public struct CalendarDay: Sendable, Hashable, Comparable {
    /// The days since 1 January 1970.
    public let number: Int32

    /// The years that results may be of; what lies beyond is a slip.
    public static let years = 2_000...2_100

    /// The day of this number.
    public init(number: Int32) { self.number = number }

    /// The day of a date; nil where the calendar has none.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), (1...Self.length(month, year)).contains(day) else {
            return nil
        }
        // Years that begin in March end with the leap day (Hinnant, "chrono-compatible low-level date algorithms", 2013).
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let (era, yearOfEra) = (shifted / 400, shifted % 400)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    private static func length(_ month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Year, month and day.
    public var date: (year: Int, month: Int, day: Int) {
        let days = Int(number) + 719_468
        let (era, dayOfEra) = (days / 146_097, days % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isLate = month >= 10
        return (
            yearOfEra + era * 400 + (isLate ? 1 : 0), isLate ? month - 9 : month + 3,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    /// The date as ISO 8601 writes it: `2026-03-02`.
    public var text: String {
        let (year, month, day) = date
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// The day so many days later.
    func advanced(by days: Int32) -> CalendarDay { CalendarDay(number: number + days) }

    /// Orders days in time.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}
