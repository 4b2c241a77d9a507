// SPDX-License-Identifier: GPL-3.0-or-later

/// When creators publish. Moments are weeks from the start of the campaign.
enum PostCalendar {
    /// The mean length of a month.
    static let daysPerMonth = 365.2425 / 12

    /// The weeks from a post to the next of a creator who makes so many a month.
    static func spacing(postsPerMonth: Double) -> Double { daysPerMonth / postsPerMonth / 7 }

    /// The weeks of so many months.
    static func weeks(months: Double) -> Double { months * daysPerMonth / 7 }
}
