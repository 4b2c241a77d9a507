// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A line whose campaign goes on after the weeks that are reported.
public struct CalendarWarning: Sendable, Equatable {
    /// The line's name.
    public var line: String
    /// The quantity because of which it does.
    public var path: QuantityPath
    /// What was found, in a plain sentence.
    public var message: String
}

extension PreparedCampaign {
    /// The lines with money whose first posts, or whose last month, come after the weeks reported even where little is plausible: by
    /// the values that 1 in 20 stays below.
    public var calendarWarnings: [CalendarWarning] {
        guard let weeks = scenario.time?.weeks else { return [] }
        return scenario.lines.compactMap { line in
            guard scenario.splits.contains(where: { scenario.amount(of: line, in: $0) > 0 }) else { return nil }
            let start = Swift.max(1, line.assumptions[.startWeek].flatMap(leastPlausible) ?? 1)
            let first = Int(clamping: start.rounded(.down))
            if let path = line.assumptions[.startWeek], first > weeks {
                return CalendarWarning(
                    line: line.name, path: path,
                    message:
                        "line '\(line.name)' publishes its first posts in week \(first) or later, and only \(weeks) "
                        + "weeks are reported: what it pays and sells is in none of them; report more with 'weeks', or start "
                        + "earlier")
            }
            guard let path = line.assumptions[.months] else { return nil }
            let months = (leastPlausible(path) ?? 1).rounded()
            let last = (start - 1 + PostCalendar.weeks(months: months)).rounded(.up)
            guard months > 1, last > Double(weeks) else { return nil }
            return CalendarWarning(
                line: line.name, path: path,
                message:
                    "line '\(line.name)' runs for \(Int(clamping: months)) months, up to week \(Int(clamping: last)) or "
                    + "later, and only \(weeks) weeks are reported: what it pays and sells afterwards is in none of them; report more "
                    + "with 'weeks'")
        }
    }
}
