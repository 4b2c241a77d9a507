// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Weeks by their number, and by their first day where the scenario says when it begins.
struct WeekName {
    let time: TimeFrame?

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `week 13`, `week 13 (from 27 Jul)`, or `week 40 (from 1 Feb 2027)` where the year is another one than at the start.
    func text(_ week: Int) -> String {
        "week \(week)" + (beginning(week).map { " (\($0))" } ?? "")
    }

    /// `from 27 Jul`; nil where weeks are only numbered.
    func beginning(_ week: Int) -> String? { date(week, withYear: year(week) != year(1)).map { "from \($0)" } }

    /// That week 1 begins on its first day; nil where weeks are only numbered.
    var firstDay: String? { date(1, withYear: true).map { "Week 1 begins on \($0)." } }

    private func year(_ week: Int) -> Int? { time?.firstDay(ofWeek: week)?.year }

    private func date(_ week: Int, withYear: Bool) -> String? {
        time?.firstDay(ofWeek: week).map { day in
            "\(day.day) \(Self.months[day.month - 1])" + (withYear ? " \(day.year)" : "")
        }
    }
}
