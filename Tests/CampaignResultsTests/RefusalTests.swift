// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignText
import Testing

@testable import CampaignResults

/// What cannot be read is refused with its place, everything at once, and nothing is guessed.
@Suite("What an import refuses and asks")
struct RefusalTests {
    private let awin = "id,publisher_id,sale_amount,commission,currency,date,commission_status\n"

    /// The places and beginnings of the problems.
    private func places(_ problems: [ResultProblem]) -> [String] {
        problems.map { "\($0.file):\($0.line):\($0.column)" }
    }

    @Test("Every problem is told at once, with file, line and column")
    func all() throws {
        let text =
            awin + "1,a,12.50,1,EUR,2026-02-30,1\n2,b,many,1,EUR,2026-03-01,1\n1.23457E+17,c,5,1,EUR,2026-03-01,1\n"
            + "4,d,5,1,Euro,2026-03-01,1\n5,e,5,1,EUR,soon,1\n6,f,5,1,EUR,2026-03-01,aproved\n7,g,15%,1,EUR,2026-03-01,1\n"
        let problems = try Fixture.problems(text, "?\n")
        #expect(
            places(problems) == [
                "1.csv:2:17", "1.csv:3:5", "1.csv:4:1", "1.csv:5:9", "1.csv:6:13", "1.csv:7:24", "1.csv:8:5",
                "2.csv:1:1",
            ])
        #expect(
            problems[0].message.contains("calendar does not have") && problems[0].message.contains("\"2026-02-30\""))
        #expect(problems[2].message.contains("lost digits"))
        #expect(problems[5].message.contains("did you mean 'approved'?"))
        #expect(problems[7].message.contains("--platform") && problems[7].message.contains("--columns"))
    }

    @Test("Whether day or month comes first is decided by the whole column, or asked once")
    func dates() throws {
        let sheet = { (days: [String]) in
            "transID,affiliateId,transAmount,commission,transDate,lockDate,voided\n"
                + days.enumerated().map { "\($0),a,5,1,\($1),,0\n" }.joined()
        }
        // The last row shows it for all.
        let shown = try Fixture.imported(texts: sheet(["03/04/2026", "05/06/2026", "25/12/2026"]))
        #expect(shown.rows.map(\.day?.text) == ["2026-04-03", "2026-06-05", "2026-12-25"])
        // The network's habit stands in where nothing does, and an option above it.
        #expect(try Fixture.imported(texts: sheet(["03/04/2026"])).rows[0].day?.text == "2026-03-04")
        let own = "Nr,Wer,Wann,Wert\n1,a,03/04/2026,5\n2,a,04/04/2026,5\n"
        let columns = try Fixture.options {
            try $0.name(columns: "order=Nr, creator=Wer, date=Wann, value=Wert")
            try $0.name(currency: "EUR")
        }
        let asked = try Fixture.problems(own, options: columns)
        #expect(places(asked) == ["1.csv:2:5"] && asked[0].message.contains("--date-order"))
        for (order, day) in [(DateOrder.day, "2026-04-03"), (.month, "2026-03-04")] {
            var options = columns
            options.dates = order
            #expect(try Fixture.imported(texts: own, options: options).rows[0].day?.text == day)
        }
        // Both in one column is a problem where the second one stands.
        let both = try Fixture.problems(sheet(["25/12/2026", "12/26/2026"]))
        #expect(places(both) == ["1.csv:3:9"] && both[0].message.contains("line 2 has the day first"))
    }

    @Test("The decimal mark is decided by the whole file, or asked once")
    func decimals() throws {
        let options = try Fixture.options { try $0.name(columns: "order=Nr, creator=Wer, value=Wert, commission=Teil") }
        let open = "Nr;Wer;Wert;Teil\n1;a;1.200 €;2\n2;a;1.300 €;3\n"
        let asked = try Fixture.problems(open, options: options)
        #expect(places(asked) == ["1.csv:2:5"] && asked[0].message.contains("--decimal comma or --decimal point"))
        var said = options
        said.decimal = .comma
        #expect(try Fixture.imported(texts: open, options: said).rows.map(\.value) == [1_200, 1_300])
        said.decimal = .point
        #expect(try Fixture.imported(texts: open, options: said).rows.map(\.value) == [1.2, 1.3])
        // Another number of the file shows it.
        let shown = "Nr;Wer;Wert;Teil\n1;a;1.200 €;2\n2;a;1.300 €;3,50\n"
        #expect(try Fixture.imported(texts: shown, options: options).rows.map(\.value) == [1_200, 1_300])
        // So does a count, which is whole.
        let counts = "creator;date;orders;clicks;revenue\na;2026-03-01;1;12.400;1.200 €\n"
        let counted = try Fixture.imported(texts: counts).rows[0]
        #expect(counted.clicks == 12_400 && counted.value == 1_200)
        #expect(try Fixture.problems(counts.replacing("12.400", with: "12.000")).count == 1)
        let both = "Nr;Wer;Wert;Teil\n1;a;1.200,50 €;2\n2;a;1.30 €;3,50\n"
        #expect(places(try Fixture.problems(both, options: options)) == ["1.csv:3:5"])
    }

    @Test("A currency is asked for where nothing says it, and two are never one")
    func currencies() throws {
        let text = "id,publisher_id,sale_amount,commission,date,commission_status\n1,a,5,1,2026-03-01,1\n"
        let asked = try Fixture.problems(text)
        #expect(places(asked) == ["1.csv:2:5"] && asked[0].message.contains("--currency"))
        let euro = text.replacing("1,a,5,", with: "1,a,€5,")
        #expect(try Fixture.imported(texts: euro).rows[0].currency == "EUR")
        let dollar = text.replacing("1,a,5,", with: "1,a,$5,")
        let taken = try Fixture.imported(texts: dollar)
        #expect(taken.rows[0].currency == "USD" && taken.account.reasons == [.dollar: 1])
        let stated = try Fixture.options { try $0.name(currency: "GBP") }
        #expect(try Fixture.problems(euro, options: stated).count == 1)
        #expect(try Fixture.problems(euro + "2,a,£5,1,2026-03-01,1\n").count == 1)
        // One order in two currencies.
        let order =
            awin.replacing("\n", with: ",order_ref\n")
            + "1,a,5,1,EUR,2026-03-01,1,X\n2,a,5,1,USD,2026-03-01,1,X\n"
        #expect(places(try Fixture.problems(order)) == ["1.csv:3:9"])
    }

    @Test("What an engagement rate is a share of is asked")
    func engagementBase() throws {
        let creators = "creator,followers,platform\nada,10000,instagram\n"
        let posts = "post_id,creator,date,reach,views,likes,engagement_rate\n1,ada,2026-03-01,4000,5000,,3.5%\n"
        let asked = try Fixture.problems(posts)
        #expect(places(asked) == ["1.csv:2:29"] && asked[0].message.contains("--engagement-base"))
        for (base, engagements) in [(ImportOptions.EngagementBase.followers, 350), (.reach, 140), (.views, 175)] {
            var options = ImportOptions()
            options.engagementBase = base
            let post = try Fixture.imported(texts: posts, creators, options: options).rows.first { $0.kind == .post }
            #expect(post?.engagements == engagements && post?.views == 5_000)
        }
    }

    @Test("Workbooks, pictures, empty files and unknown exports are refused with what to do")
    func kinds() throws {
        let importer = Importer()
        let files: [(String, [UInt8], String)] = [
            ("a.xlsx", [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8], "export the sheet as CSV"),
            ("a.xls", [0xD0, 0xCF, 0x11, 0xE0, 1, 1, 1, 1, 1], "export the sheet as CSV"),
            ("a.pdf", Array("%PDF-1.7\n%".utf8), "PDF"),
            ("empty.csv", [], "holds nothing"), ("zero.csv", [0x61, 0x2C, 0, 0x62, 0x0A, 1, 2, 3, 4], "zero byte"),
            ("open.csv", Array("a,b\n\"x,1\n".utf8), "never closed"),
        ]
        for (name, bytes, _) in files { try importer.add(ByteSource(name: name, bytes: bytes)) }
        let error = #expect(throws: ResultErrors.self) { try importer.results() }
        let problems = error?.problems ?? []
        #expect(problems.map(\.file) == files.map(\.0))
        for (problem, file) in zip(problems, files) { #expect(problem.message.contains(file.2), "\(problem.message)") }
    }

    @Test("Columns of one's own are found with a nearest name, and options say what they take")
    func options() throws {
        let columns = try Fixture.options { try $0.name(columns: "order=Bestelnr, creator=Name") }
        let missing = try Fixture.problems("Bestellnr;Name\n1;a\n", options: columns)
        #expect(missing.count == 1 && missing[0].message.contains("did you mean 'Bestellnr'?"))
        var options = ImportOptions()
        #expect(throws: ImportOptionError.self) { try options.name(columns: "ordr=Nr") }
        #expect(throws: ImportOptionError.self) { try options.name(columns: "order") }
        #expect(throws: ImportOptionError.self) { try options.name(columns: "order=a, order=b") }
        #expect(throws: ImportOptionError.self) { try options.name(states: "weg=gone") }
        #expect(throws: ImportOptionError.self) { try options.name(platform: "avin") }
        #expect(throws: ImportOptionError.self) { try options.name(zone: "+25:00") }
        #expect(throws: ImportOptionError.self) { try options.name(currency: "Euro") }
        try options.name(columns: "order=\"Nr, lang\", creator=Wer")
        #expect(options.columns.map(\.name) == ["Nr, lang", "Wer"])
    }

    @Test("Columns that a platform calls otherwise are named beside it, and other files are read as they are")
    func named() throws {
        let text =
            "Bestellnummer,SKU ID,Creator,Betrag,Currency,Order Status,Time Created\n"
            + "1,9,ada,1250,GBP,Settled,25/03/2026 10:00:00\n"
        let options = try Fixture.options {
            try $0.name(platform: "tiktok-shop")
            try $0.name(columns: "order=Bestellnummer, creator=Creator, value=Betrag")
            $0.isInCents = true
        }
        let awin = awin + "7,bo,80.00,8,EUR,2026-03-01,1\n"
        let imported = try Fixture.imported(texts: text, awin, options: options)
        #expect(imported.rows.map(\.value) == [12.5, 80] && imported.rows.map(\.network) == ["tiktok-shop", "awin"])
        let wrong = try Fixture.options { try $0.name(platform: "amazon") }
        #expect(try Fixture.problems("a,b\n1,2\n", options: wrong)[0].message.contains("has not the columns of Amazon"))
    }

    @Test("A sheet of one's own is read by the names of its columns and states")
    func own() throws {
        let options = try Fixture.options {
            try $0.name(
                columns: "order=Bestellnr, creator=Name, date=Datum, value=Umsatz, commission=Provision, state=Status")
            try $0.name(states: "geliefert=approved, storniert=refunded, unterwegs=pending")
        }
        let imported = try Fixture.imported("own.csv", options: options)
        let total = try #require(imported.account.totals.first)
        #expect(Sums(total) == Sums(3, pending: 1, refunds: 1, 1_220, refunded: 1_100, commission: 12))
        #expect(total.currency == "EUR" && imported.account.files[0].layout.contains("header on line 2"))
    }
}
