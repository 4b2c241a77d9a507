// SPDX-License-Identifier: GPL-3.0-or-later

/// Weeks of a campaign, counted from 0.
enum PostCalendar {
    /// The mean length of a month.
    static let daysPerMonth = 365.2425 / 12

    /// The week of a post that follows `days` after a start in campaign week `start`, which counts from 1.
    static func week(start: Double, days: Double) -> Double { (start - 1 + days / 7).rounded(.down) }
}
