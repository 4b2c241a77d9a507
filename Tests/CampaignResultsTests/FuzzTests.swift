// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignResults

/// Files that were cut, changed or put together wrongly never end the program, and what is read of them can be read again.
@Suite("Damaged exports")
struct FuzzTests {
    private static let files = [
        "post-affiliate-pro.csv", "tiktok-shop.csv", "awin.csv", "awin.json", "cj.csv", "belboon.csv",
        "belboon-utf16.csv",
        "refersion.csv", "amazon.csv", "transactions.json", "posts.csv", "tracking.csv", "filled.csv",
    ]

    private func bytes(_ source: ByteSource) throws -> [UInt8] {
        let next = try source.open()
        var all: [UInt8] = []
        while true {
            let piece = try next()
            if piece.isEmpty { return all }
            all += piece
        }
    }

    /// Imports bytes; results that come of it are read again.
    private func tryOut(_ bytes: [UInt8], pieces: Int) throws {
        var options = ImportOptions()
        options.currency = "USD"
        let importer = Importer(options)
        try importer.add(ByteSource(name: "f", bytes: bytes, pieces: pieces))
        do {
            let imported = try importer.results()
            guard imported.account.rows > 0 else { return }
            var count = 0
            try ResultReader.forEach(ByteSource(name: "r", bytes: imported.bytes)) { _, _ in count += 1 }
            #expect(count == imported.account.rows)
        } catch let error as ResultErrors {
            #expect(
                !error.problems.isEmpty && error.problems.allSatisfy { $0.file == "f" && !$0.message.isEmpty },
                "\(error)")
        }
    }

    @Test("cut anywhere", arguments: files)
    func cut(file: String) throws {
        let whole = try bytes(try Fixture.source(file))
        for end in stride(from: 0, to: whole.count, by: 7) { try tryOut(Array(whole[..<end]), pieces: 61) }
    }

    @Test("with bytes changed, taken out and put in", arguments: files)
    func changed(file: String) throws {
        let whole = try bytes(try Fixture.source(file))
        var random = Lehmer(seed: 7)
        let signs = Array(",;\t|\"'\n\r.-%€$0E{}[]:\\".utf8) + [0, 0xFF, 0x80, 0xD8]
        for _ in 0..<150 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
                default: bytes[place] = signs.randomElement(using: &random) ?? 0
                }
            }
            try tryOut(bytes, pieces: Int.random(in: 1...300, using: &random))
        }
    }

    @Test("with other signs between fields, and lines in another order", arguments: files)
    func mixed(file: String) throws {
        let whole = try bytes(try Fixture.source(file))
        var random = Lehmer(seed: 11)
        for sign in Array(",;\t|: ".utf8) {
            try tryOut(whole.map { $0 == 0x2C || $0 == 0x3B ? sign : $0 }, pieces: 40)
            var lines = whole.split(separator: 0x0A, omittingEmptySubsequences: false)
            lines.shuffle(using: &random)
            try tryOut(Array(lines.joined(separator: [0x0A])), pieces: 40)
        }
    }

    @Test("The size of the pieces in which a file is read changes nothing", arguments: files)
    func pieces(file: String) throws {
        var options = ImportOptions()
        options.currency = "USD"
        let whole = try bytes(try Fixture.source(file))
        let results = try [1, 2, 3, 17, 256, 1 << 18].map { size in
            let importer = Importer(options)
            try importer.add(ByteSource(name: "f", bytes: whole, pieces: size))
            return try importer.results()
        }
        for other in results.dropFirst() {
            #expect(other.bytes == results[0].bytes && other.account == results[0].account)
        }
    }
}

/// Random numbers that are the same in every run.
struct Lehmer: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
    }
}
