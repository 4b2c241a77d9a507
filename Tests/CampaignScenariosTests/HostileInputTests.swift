// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Foundation
import Testing

@Suite("Hostile input")
struct HostileInputTests {
    @Test("bytes that are not UTF-8 are reported with their line and column")
    func notUTF8() {
        #expect(
            problems(Array("version: 1\nname: caf".utf8) + [0xE9, 0x0A])
                == ["test.yaml:2:10: error: byte 0xE9 is not UTF-8; save the file as UTF-8 text"])
        #expect(problems([0xFF, 0xFE, 0x00]).first?.hasPrefix("test.yaml:1:1: error: byte 0xFF is not UTF-8") == true)
    }

    @Test("a file of more than a megabyte is refused unread")
    func huge() {
        #expect(
            problems([UInt8](repeating: 0x61, count: 1_000_001)).first?.contains("the file has 1000001 bytes") == true)
        #expect(!problems([UInt8](repeating: 0x61, count: 1_000_000)).isEmpty)
    }

    @Test("deep nesting, alias bombs, endless signs and long sums end quickly in a problem")
    func bombs() {
        let bomb = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
        let keyBomb = "a: &a [x, x]\n" + (1...30).map { "b\($0): &b\($0) {? *b\($0 - 1) : x}" }.joined(separator: "\n")
        let deepBlock = (0..<3000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n").prefix(
            900_000)
        let nasty = [
            bomb, keyBomb, String(deepBlock), String(repeating: "[", count: 100_000),
            String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
            scenario("tiers: {nano: {gift_cost: \(String(repeating: "-", count: 50_000))1}}"),
            scenario("tiers: {nano: {gift_cost: \(String(repeating: "(", count: 50_000))1}}"),
            scenario("tiers: {nano: {gift_cost: \(String(repeating: "1 + ", count: 50_000))1}}"),
            scenario("tiers: {nano: {gift_cost: \(String(repeating: "truncated(", count: 20_000))}}"),
            scenario("tiers: {nano: {gift_cost: \(String(repeating: "9", count: 100_000))}}"),
            scenario("note: \"\u{0}\""), "\u{FEFF}", "&a", "*a", "!", "? ", ": ", "- - -", "%YAML 9", "---", "...", "'",
            "\"", "|", ">",
            String(repeating: "a: 1\n", count: 100_000), String(repeating: "x", count: 900_000),
        ]
        for text in nasty {
            let start = ContinuousClock.now
            #expect(!problems(text).isEmpty, "\(text.prefix(40))")
            #expect(ContinuousClock.now - start < .seconds(30), "\(text.prefix(40))")
        }
    }

    @Test("two thousand mutations of good files neither crash nor hang, and what reads reads back")
    func mutations() throws {
        let corpus =
            try shippedScenarios().map { Array(try Data(contentsOf: $0)) }
            + ScenarioTemplate.allCases.map { Array($0.text().utf8) }
            + faultyScenarios.map { Array($0.text.utf8) }
        let pieces = [
            "&a ", "*a", "- ", ": ", "{", "}", "[", "]", "\n", "  ", "%", "1e308", "-", " to ", " of ", "(", ")", ",",
            "\"", "'", "#", "x", "0", "|", "nano", "beta(", "\u{E9}",
        ]
        var state: UInt64 = 20_251_228
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
        for round in 0..<2000 {
            var bytes = corpus[next(corpus.count)]
            for _ in 0...next(4) {
                let at = next(bytes.count + 1)
                switch next(5) {
                case 0 where at < bytes.count: bytes[at] = UInt8(next(256))
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + next(12)))
                case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + next(60))], at: next(bytes.count + 1))
                case 3: bytes.removeSubrange(at...)
                default: bytes.insert(contentsOf: Array(pieces[next(pieces.count)].utf8), at: at)
                }
            }
            let reader = ScenarioReader { _ in throw NoSuchFile() }
            guard let first = try? reader.read(bytes: bytes, file: "m.yaml") else { continue }
            let second = try? reader.read(bytes: Array(first.resolvedText.utf8), file: "r.yaml")
            #expect(second?.resolvedText == first.resolvedText, "round \(round)")
        }
    }
}
