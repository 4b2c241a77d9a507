// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignText
import Foundation
import Testing

@testable import CampaignReports

@Suite("A frozen forecast as a file") struct FrozenFileTests {
    /// A forecast by hand, with a name that tries to end its text.
    static func forecast(seed: UInt64 = 7, date: String = "2026-03-01") throws -> FrozenForecast {
        let orders = try #require(PredictiveLaw(of: (0..<100).map { Double($0 * 3) }))
        let cost = try #require(PredictiveLaw(of: [10, 20, 30, .infinity]))
        return FrozenForecast(
            campaign: "Spring \"seal\": \"\" <b>é\n😀", file: "spring.yaml", checksum: "0123456789abcdef",
            version: "0.1.0", seed: seed, trials: 100, date: date, currency: "EUR",
            splits: ["a", "b"].map { name in
                FrozenForecast.Split(
                    name: name, budget: 5_000.5, tier: "nano",
                    figures: [
                        FrozenForecast.Figure(.trackedOrders, law: orders, calculator: 150),
                        FrozenForecast.Figure(
                            .cpa,
                            law: PredictiveLaw(
                                values: cost.values, defined: Proportion(count: 4, trials: 100)) ?? cost,
                            calculator: nil),
                    ])
            })
    }

    private func trouble(_ text: String) -> FrozenError? {
        do {
            _ = try FrozenFile(reading: Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test("is read as it was sealed, and its seal is the hash that other programs find")
    func again() throws {
        let forecast = try Self.forecast()
        let file = FrozenFile(sealing: forecast)
        let read = try FrozenFile(reading: file.bytes)
        #expect(read.forecast == forecast && read.seal == file.seal && file.seal.count == 64)
        #expect(FrozenFile(sealing: forecast).bytes == file.bytes)
        #expect(try FrozenFile(sealing: Self.forecast(seed: 8)).seal != file.seal)
        let text = String(decoding: file.bytes, as: UTF8.self)
        let bare = text.replacing(try Regex("\"seal\": \"[0-9a-f]*\""), with: "\"seal\": \"\"")
        #expect(SHA256.hexadecimal(Array(bare.utf8)) == file.seal)
        // The document that it is written as holds what a schema would ask for.
        #expect(try JSONValue(parsing: file.bytes) != .null)
    }

    @Test("any byte that is changed, taken out or cut off is noticed")
    func damage() throws {
        let bytes = FrozenFile(sealing: try Self.forecast()).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            #expect(trouble(String(decoding: bytes[..<count], as: UTF8.self)) != nil, "cut at \(count)")
        }
        #expect(trouble(String(decoding: bytes.dropLast(200), as: UTF8.self)) == .truncated)
        for place in stride(from: 0, to: bytes.count, by: 5) {
            var changed = bytes
            changed[place] = changed[place] == 0x31 ? 0x32 : 0x31
            #expect(throws: FrozenError.self, "changed at \(place)") { try FrozenFile(reading: changed) }
        }
        for (edit, with) in [("297]", "999]"), ("2026-03-01", "2026-02-01"), ("\"seed\": 7", "\"seed\": 8")] {
            guard case .changed = trouble(text.replacing(edit, with: with)) else {
                Issue.record("\(edit) → \(with) is not noticed")
                continue
            }
        }
        guard case .changed = trouble(text.replacing("\n  \"currency\"", with: "\n   \"currency\"")) else {
            Issue.record("a space is not noticed")
            return
        }
        for other in ["", "[]", "{}\n", "{\n  \"schema\": \"tiercast/summary/1\"\n}\n", "campaign,forecast\n"] {
            #expect(trouble(other) == .notFrozen, "\(other)")
        }
        #expect(throws: FrozenError.notFrozen) { try FrozenFile(reading: [0x7B, 0xFF, 0xFE]) }
    }

    /// A seal is no signature: whoever changes a file can seal it again, and what he seals may be anything.
    @Test(
        "what is sealed and no forecast is refused",
        arguments: [
            ("tiercast/frozen/1", "tiercast/frozen/9", "has the layout \"tiercast/frozen/9\""),
            ("\"defined\": 100", "\"defined\": 101", "values of 'tracked_orders'"),
            ("\"defined\": 100", "\"defined\": 99", "values of 'tracked_orders'"),
            ("\"defined\": 100", "\"defined\": -1", "'defined' is no whole number"),
            ("\"infinite\": 1", "\"infinite\": 4611686018427387904", "too many infinite values"),
            ("\"infinite\": 1", "\"infinite\": 99999999999999999999", "'infinite' is no whole number"),
            ("\"trials\": 100", "\"trials\": 3", "values of"), ("[0, 3, 6", "[0, 6, 3", "do not rise"),
            ("[0, 3, 6", "[0, null, 6", "is no number"), ("[0, 3, 6", "[0, 1e999, 6", "is no number"),
            ("\"tracked_orders\"", "\"tracked_order\"", "\"tracked_order\" is no figure"),
            ("\"cpa\"", "\"tracked_orders\"", "'tracked_orders' is there twice"),
            ("\"name\": \"b\"", "\"name\": \"a\"", "two splits have one name"),
            ("\"budget\": 5000.5", "\"budget\": \"much\"", "'budget' is no number"),
            ("\"budget\": 5000.5", "\"money\": 5000.5", "a split has no 'budget'"),
            ("\"splits\": [", "\"splits\": 1, \"more\": [", "'splits' is no list"),
            ("\"splits\": [", "\"splits\": [], \"more\": [", "it has no split"),
            ("\"splits\": [", "\"splits\": [\(String(repeating: "[", count: 200))", "64 deep"),
            ("\"seed\": 7", "\"seed\": 7, \"seed\": 8", "is there twice"),
        ])
    func unsound(_ edit: String, _ with: String, _ message: String) throws {
        let text = String(decoding: FrozenFile(sealing: try Self.forecast()).bytes, as: UTF8.self)
        let edited = text.replacing(edit, with: with)
        #expect(edited != text)
        let mark = try Regex("\"seal\": \"[0-9a-f]*\"")
        let bare = edited.replacing(mark, with: "\"seal\": \"\"")
        let sealed = edited.replacing(mark, with: "\"seal\": \"\(SHA256.hexadecimal(Array(bare.utf8)))\"")
        let found = trouble(sealed)?.message ?? "read"
        #expect(found.contains(message), "\(found)")
    }
}

@Suite("A history of scores as a file") struct ScoreHistoryFileTests {
    private static func campaign(_ number: Int, name: String = "Spring") -> CampaignScore {
        CampaignScore(
            campaign: name, seal: SHA256.hexadecimal([UInt8(number)]), frozen: "2026-03-01", scored: "2026-06-01",
            timing: [.before, .unknown, .after][number % 3], split: "=a,\"b\"", tier: "nano", budget: 1_234.56,
            currency: "EUR",
            figures: [
                FigureScore(
                    figure: .trackedOrders, outcome: Double(100 + number), position: 0.25, quantiles: [1, 2, 3, 4, 5],
                    rankedProbability: 12.5, logarithmic: -0.5, references: [.calculator: 110, .last: 0]),
                FigureScore(
                    figure: .cpa, outcome: .infinity, position: 0.999, quantiles: [1, 2, 3, 4, .infinity],
                    rankedProbability: nil, logarithmic: nil),
            ])
    }

    private static func file(_ count: Int) -> [UInt8] {
        (0..<count).reduce([]) { ScoreHistoryFile.adding(campaign($1), to: $0) }
    }

    private func problems(_ text: String) -> [Int] {
        do {
            _ = try ScoreHistoryFile.read(Array(text.utf8))
            return []
        } catch { return error.problems.map(\.line) }
    }

    @Test("is read as it was written, and what it holds stays byte for byte as it grows")
    func grows() throws {
        for count in 1...4 {
            let bytes = Self.file(count)
            #expect(try ScoreHistoryFile.read(bytes) == ScoreHistory((0..<count).map { Self.campaign($0) }))
            #expect(bytes.starts(with: Self.file(count - 1)) && ScoreHistoryFile.begins(bytes))
        }
        let header = ScoreHistoryFile.columns.joined(separator: ",") + "\n"
        #expect(try ScoreHistoryFile.read(Array(header.utf8)) == ScoreHistory())
        #expect(ScoreHistoryFile.adding(Self.campaign(0), to: Array(header.utf8)) == Self.file(1))
        let names = ["a,b", "\"", "x\ny", "=cmd()", "'=x", "é\u{202E}😀", "-1", ""]
        let bytes = names.enumerated().reduce([UInt8]()) {
            ScoreHistoryFile.adding(Self.campaign($1.offset, name: $1.element), to: $0)
        }
        let read = try ScoreHistoryFile.read(bytes).campaigns
        #expect(read.count == names.count)
        #expect(
            read.map(\.campaign)[0...1] == ["a,b", "\""] && read[3].campaign == "=cmd()" && read[6].campaign == "-1")
    }

    @Test("rows that were changed, taken out, moved or cut are told with their lines")
    func edits() {
        let text = String(decoding: Self.file(3), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
        #expect(problems(text) == [])
        #expect(problems(text.replacing("tracked_orders,101,", with: "tracked_orders,99,")) == [4])
        #expect(problems(text.replacing("0.999", with: "0.5")) == [3, 5, 7])
        #expect(problems(joined(Array(lines[..<3] + lines[4...]))) == [4])
        #expect(problems(joined(lines[..<2] + [lines[3], lines[2]] + lines[4...])) == [3, 4, 5])
        #expect(problems(String(text.dropLast())) == [7])
        #expect(problems(joined(lines[..<3] + ["x"] + lines[3...])) == [4, 5])
        #expect(problems(joined([lines[0] + ",more"] + lines[1...])) == [1])
        #expect(
            problems("") == [1] && problems("figure,value\ncost,3\n") == [1]
                && problems(text.replacing(",", with: ";")) == [1])
        // From the end rows can be taken off unnoticed: the seal of the last one is what must be kept elsewhere.
        #expect(problems(joined(Array(lines[..<5]))) == [])
    }

    @Test("rows that are sealed and hold no figure are refused")
    func unsound() {
        let text = String(decoding: Self.file(1), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        for (edit, with) in [
            ("0.25", "1.25"), ("tracked_orders", "orders"), ("before", "ahead"), ("1234.56", "much"),
            (",1,2,3", ",1,2"),
            (",100,", ",nan,"),
        ] {
            var fields = lines[1].split(separator: ",", omittingEmptySubsequences: false).dropLast()
                .joined(separator: ",")
            fields = fields.replacing(edit, with: with)
            let sealed = fields + "," + SHA256.hexadecimal(Array("\n\(fields)".utf8))
            #expect(problems(lines[0] + "\n" + sealed + "\n") == [2], "\(edit)")
        }
    }
}
