// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignText
import Testing

@testable import CampaignResults

@Suite("Dates and amounts as they are written")
struct WrittenValueTests {
    private func date(_ text: String) -> WrittenDate? { WrittenDate(ArraySlice(text.utf8)) }

    @Test(
        "Dates of many forms",
        arguments: [
            ("2026-03-02", "2026-03-02"), ("2026-03-02T10:30:00Z", "2026-03-02"), ("2026-03-02 10:30:00", "2026-03-02"),
            ("2026/3/2", "2026-03-02"), ("20260302", "2026-03-02"), ("02.03.2026", "2026-03-02"),
            ("2.3.26", "2026-03-02"),
            ("31/12/2026", "2026-12-31"), ("12/31/2026", "2026-12-31"), ("05/05/2026", "2026-05-05"),
            ("01-Jan-22", "2022-01-01"),
            ("1 March 2026", "2026-03-01"), ("Apr 15, 2026", "2026-04-15"), ("3. Okt. 2026", "2026-10-03"),
            ("44562", "2022-01-01"),
            ("44562.5", "2022-01-01"), ("2024-02-29", "2024-02-29"), ("05.03.2026 10:00:00", "2026-03-05"),
            ("03/14/2026 09:12:00 AM", "2026-03-14"), ("2026-03-02T10:30:00.123+02:00", "2026-03-02"),
        ])
    func dates(text: String, day: String) { #expect(date(text)?.day(.day)?.text == day) }

    @Test(
        "What is no date, or one that the calendar does not have",
        arguments: [
            "", "yesterday", "2026", "12", "99999", "2026-02-30", "31/02/2026", "2026-13-01", "2025-02-29",
            "1999-01-01", "2101-01-01",
            "2026-03-02T25:00:00", "02/03", "1/2/3/4", "32.01.2026", "2026-03-02 noon", "5-Foo-26", "--", "00/00/0000",
        ])
    func noDates(text: String) { #expect(date(text)?.day(.day) == nil) }

    @Test("Which number is the day is left open where both may be")
    func open() throws {
        let found = try #require(date("03/04/2026"))
        #expect(found.isOpen && found.day(.day)?.text == "2026-04-03" && found.day(.month)?.text == "2026-03-04")
        #expect(date("13/04/2026")?.shown == .day && date("04/13/2026")?.shown == .month)
        #expect(date("03.04.2026")?.isOpen == false)
    }

    @Test("Times are read with their zone and told by another clock")
    func times() throws {
        let found = try #require(date("2026-03-01T23:30:00-05:00"))
        #expect(found.second == 84_600 && found.zone == -300)
        let utc = try #require(found.local(.day, own: nil, zone: 0))
        #expect(utc.day.text == "2026-03-02" && utc.second == 16_200)
        #expect(date("03/15/2026 12:30:00 AM")?.second == 1_800 && date("03/15/2026 12:30 PM")?.second == 45_000)
        let early = try #require(date("2026-01-01T00:30:00Z")?.local(.day, own: nil, zone: -60))
        #expect(early.day.text == "2025-12-31" && early.second == 84_600)
    }

    @Test("The days of four centuries are numbered as they follow each other")
    func calendar() throws {
        var number = try #require(CalendarDay(year: 2000, month: 1, day: 1)).number
        #expect(number == 10_957)
        for year in CalendarDay.years {
            for month in 1...12 {
                for day in 1...31 {
                    guard let found = CalendarDay(year: year, month: month, day: day) else { continue }
                    #expect(found.number == number && found.date == (year, month, day))
                    number += 1
                }
            }
        }
        #expect(number == 10_957 + 36_525 + 365)
    }

    @Test(
        "Amounts of many forms",
        arguments: [
            ("12.50", 12.5), ("-12.5", -12.5), ("1027", 1_027), ("$1027", 1_027), ("1.234,56", 1_234.56),
            ("1,234.56", 1_234.56),
            ("€ 12", 12), ("12,00 €", 12), ("15%", 0.15), ("3,5 %", 0.035), ("12.5k", 12_500), ("(4.50)", -4.5),
            ("1'234.5", 1_234.5),
            (".5", 0.5), ("-$5.25", -5.25),
        ])
    func amounts(text: String, value: Double) throws {
        let amount = try #require(WrittenAmount(ArraySlice(text.utf8)))
        #expect(amount.value(amount.shown ?? .point) == value)
    }

    @Test("What is no amount", arguments: ["", "abc", "1.2.3", "12-3", "--5", "1e", "0x10", "1,23,456"])
    func noAmounts(text: String) { #expect(WrittenAmount(ArraySlice(text.utf8)) == nil) }

    @Test(
        "Amounts go into a results file with the digits that they have",
        arguments: [
            (0.0, "0"), (1.5, "1.5"), (1_234.56, "1234.56"), (0.1 + 0.2, "0.3"), (-1.5, "-1.5"), (0.0005, "0.0005"),
            (1e12, "1000000000000"),
            (0.05, "0.05"), (-0.01, "-0.01"),
        ])
    func written(value: Double, text: String) {
        var row = ResultRow(kind: .creator)
        row.commission = value
        var bytes: [UInt8] = []
        ResultText.append(row, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "creator,,,,,,,,,,,,,,,,,,\(text),,,\n")
    }
}
