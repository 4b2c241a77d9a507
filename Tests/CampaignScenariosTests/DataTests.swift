// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

@testable import CampaignScenarios

/// Reads a value of a quantity of nano creators that names the file `list.csv`.
private func reading(_ key: String, _ value: String, _ bytes: [UInt8]) throws(ScenarioErrors) -> ReadScenario {
    let text = scenario("currency: EUR\ntiers:\n  nano:\n    \(key): \(value)")
    return try ScenarioReader { _ in bytes }.read(bytes: Array(text.utf8), file: "test.yaml")
}

private func quantity(_ key: String, _ value: String, _ csv: String) throws -> Quantity {
    let read = try reading(key, value, Array(csv.utf8))
    return try #require(read.scenario.quantities[QuantityPath("tiers.nano.\(key)")])
}

private func sample(_ key: String, _ value: String, _ bytes: [UInt8]) throws -> Sample {
    let law = try reading(key, value, bytes).scenario.quantities[QuantityPath("tiers.nano.\(key)")]?.law
    guard case .varying(.sample(let sample))? = law else {
        Issue.record("no sample: \(String(describing: law))")
        return Sample(table: "", rows: [0], values: [0])
    }
    return sample
}

private func problem(_ key: String, _ value: String, _ csv: String) -> String {
    do {
        _ = try reading(key, value, Array(csv.utf8))
        return "read"
    } catch { return error.problems.map { $0.rendered() }.joined(separator: "\n") }
}

/// The fees of a file, read without a scenario around them.
private func fees(_ bytes: [UInt8]) throws(ValueError) -> Sample {
    let reference = try DataReference("list.csv, fee", isRate: false, offset: 0)
    let reading = try DataFiles { _ in bytes }.reading(reference, in: "", isShare: nil, offset: 0)
    guard case .sample(let sample) = reading.distribution else {
        throw ValueError(offset: 0, message: "no sample")
    }
    return sample
}

/// A table and the way in which some program wrote it: what a reader must find out.
private struct WrittenTable {
    var text = ""
    var bytes: [UInt8] = []
    var fees: [(row: Int, value: Double)] = []

    init(_ generator: inout SplitMix) {
        let delimiter = [",", ";", "\t"].randomElement(using: &generator) ?? ","
        let hasComma = delimiter != "," || Bool.random(using: &generator)
        let thousands = ["", hasComma ? "." : ",", " ", "'"].randomElement(using: &generator) ?? ""
        let currency = ["", "€", " €", "EUR"].randomElement(using: &generator) ?? ""
        let ending = ["\n", "\r\n"].randomElement(using: &generator) ?? "\n"
        var lines = (0..<Int.random(in: 0...3, using: &generator)).map { "Report \($0)" }
        lines.append(["name", "fee", "note"].joined(separator: delimiter))
        for row in 0..<Int.random(in: 1...12, using: &generator) {
            let cents = Int.random(in: 0...9_999_999, using: &generator)
            var whole = String(cents / 100)
            // Marks of thousands go in from the right.
            for place in stride(from: whole.count - 3, to: 0, by: -3) {
                whole.insert(contentsOf: thousands, at: whole.index(whole.startIndex, offsetBy: place))
            }
            let digits = String(cents % 100 + 100).dropFirst()
            var field = whole + (hasComma ? "," : ".") + digits
            field = currency == "€" ? "€" + field : field + currency
            let isMissing = Int.random(in: 0..<8, using: &generator) == 0
            if isMissing { field = ["", "-", "n/a"].randomElement(using: &generator) ?? "" }
            if field.contains(delimiter) || Bool.random(using: &generator) { field = "\"\(field)\"" }
            lines.append(["\"Mü \(delimiter) \"\"\(row)\"\"\"", field, ""].joined(separator: delimiter))
            if !isMissing { fees.append((lines.count, Double(cents) / 100)) }
            if Int.random(in: 0..<6, using: &generator) == 0 { lines.append("") }
        }
        text = lines.joined(separator: ending) + (Bool.random(using: &generator) ? ending : "")
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case 1: bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        // The euro sign is one byte of Windows-1252, the umlaut is its Latin-1 code.
        case 2: bytes = text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
        default: bytes = Array(text.utf8)
        }
    }
}

/// Random numbers that are the same each time.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

@Suite("Data files")
struct DataTests {
    @Test("a table reads back to the cent, whatever program wrote it")
    func dialects() throws {
        var generator = SplitMix(state: 7)
        for _ in 0..<400 {
            let table = WrittenTable(&generator)
            guard !table.fees.isEmpty else { continue }
            do {
                let found = try fees(table.bytes)
                #expect(found.rows == table.fees.map(\.row), "\(table.text)")
                #expect(found.values == table.fees.map(\.value), "\(table.text)")
            } catch { Issue.record("\(error)\n\(table.text)") }
        }
    }

    @Test("no change of a file makes it crash: it reads, or says where it does not")
    func mutated() {
        var generator = SplitMix(state: 11)
        var refused = 0
        for _ in 0..<1_500 {
            var bytes = WrittenTable(&generator).bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(
                        Array("\",;\t\n\r.0'€%\0".utf8).randomElement(using: &generator) ?? 0, at: place)
                }
            }
            do { _ = try fees(bytes) } catch {
                refused += 1
                #expect(error.message.hasPrefix("list.csv"), "\(error.message)")
            }
        }
        #expect(refused > 100 && refused < 1_400)
    }

    @Test(
        "a number is read as people write it",
        arguments: [
            ("fee\n1200", 1_200), ("fee\n1200.5", 1_200.5), ("fee\n\"1,200.50\"", 1_200.5),
            ("fee;x\n1.200,50;", 1_200.5),
            ("fee;x\n1 200,5;", 1_200.5), ("fee;x\n1.200.000;", 1_200_000), ("fee,x\n\"1,200\",", 1_200),
            ("fee,x\n1.200,", 1.2), ("fee;x\n1'200.5;", 1_200.5), ("fee\n€ 12", 12), ("fee\n12 EUR", 12),
            ("fee\n2.5k", 2_500), ("fee\n1M", 1_000_000), ("fee\n1e3", 1_000), ("fee\n.5", 0.5),
            ("fee;x\n1.200;\n0,5;", 1_200), ("sep=;\nfee;x\n12,5;", 12.5), ("fee|x\n12|", 12),
        ] as [(String, Double)])
    func numbers(_ csv: String, _ value: Double) throws {
        #expect(try sample("fee", "data(list.csv, fee)", Array(csv.utf8)).values.first == value)
    }

    @Test(
        "what a file leaves open is refused with its place and its cause",
        arguments: [
            ("fee;x\n1.200;", "list.csv:2:1: \"1.200\" in column 'fee' may be 1.2 or 1200: nothing in the file shows"),
            ("fee;x\n1.200;1,5\n3;2.5", "the file has both decimal marks"),
            ("fee;x\n1,5;\n2.25;", "list.csv:3:1: \"2.25\" in column 'fee' does not go with a decimal comma above it"),
            ("fee;x\nabc;", "list.csv:2:1: \"abc\" in column 'fee' is not a number"),
            ("a;fee\nx;10\ny;20,50,3", "list.csv:3:3: \"20,50,3\""),
            ("a,fee\nx,10,5,", "list.csv:2:6: a row of 3 fields under a header of 2"),
            ("fee,fee\n1,2", "list.csv:1:5: the column 'fee' stands twice"),
            ("fee\n10 €\n10 $", "list.csv:3:1: \"10 $\" in column 'fee' is in another currency than €"),
            ("fee\n10 %\n10", "list.csv:3:1: \"10\" in column 'fee' has no % sign"),
            ("fees\n10", "list.csv: has no column 'fee'; did you mean 'fees'?"),
            ("fee\n", "list.csv: has no rows under its header"), ("fee\n\"1", "list.csv:2:1: the quotation mark"),
            ("", "list.csv: holds nothing"), ("fee\n$ 10", "'fee' is in $, the scenario counts in EUR"),
            ("fee\n10 %", "'fee' is in per cent, which does not fit 'fee': it takes money in EUR"),
            ("fee\n10\n-3", "list.csv:3: 'fee' is -3; it must be 0 or above"),
        ])
    func refused(_ csv: String, _ message: String) {
        let found = problem("fee", "data(list.csv, fee)", csv)
        #expect(found.contains(message) && found.contains("test.yaml:11:10: error: "), "\(found)")
    }

    @Test("the planner settles what the file leaves open")
    func settled() throws {
        let csv = Array("fee;x\n1.200;".utf8)
        #expect(try sample("fee", "data(list.csv, fee, decimal: comma)", csv).values == [1_200])
        #expect(try sample("fee", "data(list.csv, fee, decimal: point)", csv).values == [1.2])
    }

    static let list =
        "name,tier,fee (EUR),clicks,orders\na,nano,100,50,1\nb,micro,300,100,4\nc,nano,150,50,3\nd,macro,900,0,0\n"

    @Test(
        "conditions pick rows",
        arguments: [
            ("tier = nano", [2, 4]), ("tier != nano", [3, 5]), ("clicks >= 50 and tier = nano", [2, 4]),
            ("\"fee (EUR)\" > 100 and clicks > 0", [3, 4]), ("clicks < 100", [2, 4, 5]), ("orders = 4", [3]),
            ("orders <= 1 and orders != 0", [2]),
        ])
    func conditions(_ condition: String, _ rows: [Int]) throws {
        let value = "data(list.csv, \"fee (EUR)\", where: \(condition))"
        #expect(try sample("fee", value, Array(Self.list.utf8)).rows == rows)
        #expect(try sample("fee", "'\(value)'", Array(Self.list.utf8)).rows == rows)
    }

    @Test("a condition that no row satisfies names what there is")
    func noRow() {
        let found = problem("fee", "data(list.csv, \"fee (EUR)\", where: tier = nanno)", Self.list)
        #expect(found.contains("no row has tier = nanno; did you mean 'nano'?"), "\(found)")
        #expect(problem("fee", "data(list.csv, a, were: tier = b)", Self.list).contains("is not read in data"))
        #expect(problem("fee", "data(list.csv, a, where: tier)", Self.list).contains("is no condition"))
    }

    @Test("a ratio of columns pools them, and rows that differ are weaker evidence than their counts")
    func rates() throws {
        guard
            case .shared(.uncertain(.beta(let law)))? = try Optional(
                quantity("orders_per_click", "rate(list.csv, orders / clicks)", Self.list)
            ).map(\.law)
        else {
            Issue.record("no beta law")
            return
        }
        // 8 of 200; residuals −1, 0, 1, 0 about 4 %: a variance of 4 · 2 / 200² / 1.
        let (alpha, beta) = (law.alpha, law.beta)
        #expect(abs(alpha / (alpha + beta) - 8.5 / 201) < 1e-12)
        let mean = 8.5 / 201
        #expect(abs(alpha + beta - min(201, mean * (1 - mean) / (4 * 2 / 40_000.0) - 1)) < 1e-9)
        #expect(
            problem("orders_per_click", "rate(list.csv, clicks / orders)", Self.list)
                .contains("list.csv:2:12: 'clicks' is above 'orders' here"))
        let ratio = try quantity("gift_cost", "rate(list.csv, \"fee (EUR)\" / clicks)", Self.list).law
        guard case .shared(.uncertain(.gamma(let law))) = ratio else {
            Issue.record("no gamma law: \(ratio)")
            return
        }
        #expect(abs(law.shape * law.scale - 7.25) < 1e-9)
    }

    @Test("how a file was read travels with the quantity, and its resolved form needs no file")
    func notes() throws {
        let csv = Array("Stand 2026\n\nfee;x\n1.200,50 €;\n;\n".utf8)
        let read = try reading("fee", "data(list.csv, fee)", csv)
        let note = "fee of list.csv: 1 row, semicolons between fields, header on line 3, decimal comma, in €"
        #expect(read.dataNotes.contains { $0.hasPrefix(note) }, "\(read.dataNotes)")
        let quantity = try #require(read.scenario.quantities[QuantityPath("tiers.nano.fee")])
        #expect(quantity.provenance.note?.hasPrefix(note) == true)
        let again = try ScenarioReader().read(bytes: Array(read.resolvedText.utf8), file: "again.yaml")
        #expect(again.scenario.quantities == read.scenario.quantities)
        #expect(again.checksum == read.checksum)
    }

    @Test("a list without a pool is asked about")
    func pool() throws {
        let csv = Array("fee\n100\n200\n".utf8)
        let warnings = try reading("fee", "data(list.csv, fee)", csv).warnings.map(\.message)
        #expect(warnings.contains { $0.contains("write 'pool: 2'") }, "\(warnings)")
        let stated = try reading("pool", "2\n    fee: data(list.csv, fee)", csv).warnings.map(\.message)
        #expect(!stated.contains { $0.contains("pool") }, "\(stated)")
    }

    @Test("a file larger than a scenario may be is read")
    func large() throws {
        let rows = 60_000
        var text = "id;fee\n"
        for row in 0..<rows { text += "creator number \(row);\(row % 1_000),25\n" }
        #expect(text.utf8.count > 1 << 20)
        let found = try sample("fee", "data(list.csv, fee)", Array(text.utf8))
        #expect(found.count == rows && found.values[1_234] == 234.25)
    }
}
