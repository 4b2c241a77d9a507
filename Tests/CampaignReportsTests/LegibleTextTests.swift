// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignText
import Testing

@testable import CampaignReports

@Suite("Text that readers see")
struct LegibleTextTests {
    /// Random texts, half of whose characters a terminal would obey.
    private static let texts: [String] = {
        var state: UInt64 = 7
        func next(_ bound: UInt32) -> UInt32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: state >> 33) % bound
        }
        let odd: [ClosedRange<UInt32>] = [
            0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0x61C...0x61C,
        ]
        return (0..<400).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0...next(12) {
                let range = next(2) == 0 ? odd[Int(next(UInt32(odd.count)))] : 0x20...0x2FF
                text.append(Unicode.Scalar(range.lowerBound + next(UInt32(range.count))) ?? "x")
            }
            return String(text)
        }
    }()

    private static func isLegible(_ text: String, but kept: String) -> Bool {
        text.unicodeScalars.allSatisfy { LegibleText.isLegible($0) || kept.unicodeScalars.contains($0) }
    }

    @Test("is clean in a page, a field, and a document, whatever it holds")
    func clean() {
        for text in Self.texts {
            #expect(Self.isLegible(CSVField.text(text), but: "\t\r\n"))
            #expect(Self.isLegible(JSONValue.object([text: .string(text)]).encoded(), but: "\n"))
            #expect(Self.isLegible(JSONValue.object([text: .string(text)]).csv, but: "\t\r\n"))
            #expect(Self.isLegible(ChartData(["a"], rows: [[.text(text)]]).csv, but: "\t\r\n"))
            var page = Page()
            page.head(text, facts: [text])
            page.say(text)
            page.note(text)
            page.alarm([text])
            page.list(text, notes: [(text, text)])
            page.add(
                TextTable(
                    title: text, names: [TextTable.RowName(text: text)], columns: [.init(title: text, cells: [text])]),
                note: text)
            page.add(
                TextPlot(
                    title: text, ends: (text, text), rows: [.init(name: text, heights: [1, 2], remark: text)],
                    note: text))
            #expect(Self.isLegible(page.text(width: .max, coloured: false), but: "\t\n"))
            #expect(Self.isLegible(page.markdown, but: "\t\n"))
            #expect(!CSVField.text(text).replacing("\r\n", with: "").unicodeScalars.contains("\r"))
        }
    }

    @Test("keeps what is only unusual")
    func kept() {
        for text in ["Łódź", "日本", "مرحبا", "👩‍👩‍👧", "a\u{301}", "−½ €", "co\u{AD}op"] {
            #expect(LegibleText.clean(text) == text)
        }
        #expect(LegibleText.clean("a\nb\tc", keepingLines: true) == "a\nb\tc")
        #expect(LegibleText.clean("a\nb\tc") == "a\u{FFFD}b\u{FFFD}c")
    }

    @Test("writes infinity as every reader of CSV knows it, and JSON as before")
    func infinity() {
        let numbers = JSONValue.object([
            "a": StoredNumber(exactly: .infinity).json, "b": StoredNumber(exactly: -.infinity).json,
        ])
        #expect(numbers.csv == "key,value\na,inf\nb,-inf\n")
        #expect(numbers.compact == "{\"a\": \"infinity\",\"b\": \"-infinity\"}")
        #expect(JSONValue.object(["a": "infinity"]).csv == "key,value\na,infinity\n")
        #expect(StoredNumber(exactly: .infinity).csv == "inf" && StoredNumber(exactly: .nan).csv.isEmpty)
    }

    @Test("of a chart is none that objects of JavaScript are born with")
    func names() {
        for name in ["constructor", "toString", "hasOwnProperty", "valueOf", "__proto__"] {
            let chart = Chart(
                name: "a", title: name, reading: "", alternative: "", data: ChartData(["split"], rows: [[.text(name)]]),
                drawing: ["encoding": ["color": ChartStyle.colour(of: [name])], "sort": [.string(name)]])
            #expect(!chart.specification.encoded().contains("\"\(name)\""))
            #expect(chart.csv == "split\n\(name)\n")
        }
    }
}

@Suite("Whole numbers")
struct ClampedNumberTests {
    @Test("hold any number without ending the program")
    func clamping() {
        for (value, whole) in [
            (0.0, 0), (2.9, 2), (-2.9, -2), (1e300, .max), (-1e300, .min), (.infinity, .max), (-.infinity, .min),
            (.nan, 0),
            (9.3e18, .max), (-9.3e18, .min), (4e15 + 1, 4_000_000_000_000_001),
        ] as [(Double, Int)] {
            #expect(Int(clamping: value) == whole)
        }
        #expect(UInt32(clamping: -1.0) == 0 && UInt32(clamping: 1e10) == .max && UInt8(clamping: 255.9) == 255)
    }
}
