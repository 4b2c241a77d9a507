// SPDX-License-Identifier: GPL-3.0-or-later

/// The weeks for which a scenario reports what happens when.
public struct TimeFrame: Sendable, Equatable {
    /// The number of weeks reported one by one; what comes later is summed up.
    public var weeks: Int
    /// The first day of week 1 as `YYYY-MM-DD`; nil where weeks are only numbered.
    public var start: String?

    /// A frame of `weeks` weeks, 1 to `TimeFrame.most`.
    public init(weeks: Int, start: String? = nil) {
        self.weeks = weeks
        self.start = start
    }

    /// Whether a text is a day of the calendar, `YYYY-MM-DD`, from 1900 on.
    public static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, numbers[0] >= 1900, (1...12).contains(numbers[1])
        else { return false }
        return (1...days(month: numbers[1], year: numbers[0])).contains(numbers[2])
    }

    /// The first day of a week, counted from 1; nil where weeks are only numbered.
    public func firstDay(ofWeek week: Int) -> (year: Int, month: Int, day: Int)? {
        guard let start, Self.isDate(start) else { return nil }
        let parts = start.split(separator: "-").compactMap { Int($0) }
        var (year, month, day) = (parts[0], parts[1], parts[2] + 7 * (week - 1))
        while day > Self.days(month: month, year: year) {
            day -= Self.days(month: month, year: year)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return (year, month, day)
    }

    private static func days(month: Int, year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// The most weeks that are reported one by one.
    public static let most = 260
}

/// What is followed from week to week.
public enum WeeklySeries: Int, CaseIterable, Sendable {
    /// Attributed orders, in the week of the order.
    case orders
    /// Revenue in the week of the order, refunds taken off in the week of the refund.
    case revenue
    /// Gross margin on that revenue.
    case grossProfit
    /// Money paid out, in the week of the payment.
    case spend

    /// The series' name in results.
    public var name: String {
        switch self {
        case .orders: "orders"
        case .revenue: "revenue"
        case .grossProfit: "gross_profit"
        case .spend: "spend"
        }
    }

    /// The outcome whose total the weeks add up to; nil for spend, whose total is the cost.
    public var total: Outcome? {
        switch self {
        case .orders: .orders
        case .revenue: .revenue
        case .grossProfit: .grossProfit
        case .spend: nil
        }
    }
}
