// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import CampaignResults
internal import Glibc

/// A day on the command line, such as 2026-03-02.
struct DayOption: ExpressibleByArgument {
    /// The day as it is written.
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            let found = CalendarDay(year: year, month: month, day: day), found.text == argument
        else { return nil }
        text = argument
    }

    /// Today, by the clock of this machine.
    static var today: String {
        var (now, local) = (time(nil), tm())
        localtime_r(&now, &local)
        let day = CalendarDay(
            year: Int(local.tm_year) + 1_900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
        return day?.text ?? ""
    }
}
