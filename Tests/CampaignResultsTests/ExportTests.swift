// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignResults

/// Each kind of export, with the totals worked out by hand.
@Suite("Exports of networks and shops")
struct ExportTests {
    /// The sums of the rows with money.
    private func sums(_ imported: ImportedResults) throws -> Sums {
        let totals = imported.account.totals.filter { !$0.currency.isEmpty }
        try #require(totals.count == 1)
        return Sums(totals[0])
    }

    @Test(
        "Every kind is known by its header, and its rows add up to what was worked out by hand",
        arguments: [
            // 100 + 60 (sent back by a row of its own) + 40 pending; 10 + 2.50 of the second tier + 4; the bonus is a fee.
            (
                "post-affiliate-pro.csv", "EUR",
                Sums(3, pending: 1, refunds: 1, 200, refunded: 60, commission: 16.5, fee: 25)
            ),
            // 18.50 + 10 in one order, 20 sent back, two of 20 with 3 each estimated; one ineligible.
            ("tiktok-shop.csv", "GBP", Sums(4, pending: 2, refunds: 1, 88.5, refunded: 20, commission: 10.28)),
            // 80, 40 returned, 70.50 pending; 55 was a duplicate and declined; 50 is a bonus.
            ("awin.csv", "EUR", Sums(3, pending: 1, refunds: 1, 190.5, refunded: 40, commission: 15.05, fee: 50)),
            ("awin.json", "EUR", Sums(2, refunds: 1, 120, refunded: 40, commission: 8)),
            ("impact.csv", "USD", Sums(3, pending: 1, refunds: 1, 210, refunded: 60, commission: 15)),
            // 100 corrected to nothing, 50 to 40, 25 open; 3.20 + 2.
            ("cj.csv", "USD", Sums(3, pending: 1, refunds: 1, 165, refunded: 100, commission: 5.2, fee: 30)),
            ("partnerize.csv", "GBP", Sums(2, pending: 1, 65, commission: 6.5)),
            // 1,234.56, 80 cancelled with its commission still there, 99.90 open.
            ("belboon.csv", "EUR", Sums(3, pending: 1, refunds: 1, 1_414.46, refunded: 80, commission: 133.45)),
            ("belboon-utf16.csv", "EUR", Sums(3, pending: 1, refunds: 1, 1_414.46, refunded: 80, commission: 133.45)),
            // 90, 50 less 20, 40 sent back by state and by row, 30 pending; two denied, a test, a refund of nothing.
            ("refersion.csv", "USD", Sums(4, pending: 1, refunds: 1, 210, refunded: 60, commission: 15)),
            ("shareasale.csv", "USD", Sums(3, pending: 1, refunds: 1, 110, refunded: 25, commission: 8.5)),
            // Two equal rows are two sales; the return is a row.
            ("amazon.csv", "USD", Sums(4, refunds: 1, 79.98, refunded: 29.99, commission: 2.5)),
            ("shopmy.csv", "USD", Sums(2, refunds: 1, 165.5, refunded: 45.5, commission: 12)),
            ("rewardful.csv", "USD", Sums(2, pending: 1, 148, commission: 29.6)),
            // 100, 35.50 reversed, 64.50 paid, 12.25 pending.
            ("transactions.json", "EUR", Sums(4, pending: 1, refunds: 1, 212.25, refunded: 35.5, commission: 17.65)),
        ])
    func totals(file: String, currency: String, expected: Sums) throws {
        let imported = try Fixture.imported(file)
        #expect(try sums(imported) == expected)
        #expect(imported.account.currencies == [currency])
        // Each row is kept, merged or dropped, and no row is two of these.
        let account = try #require(imported.account.files.first)
        let gone = account.findings.filter { [.merged, .dropped].contains($0.reason.verdict) }.reduce(0) {
            $0 + $1.count
        }
        #expect(account.rows == account.kept + gone)
        // What is written is read again as it is.
        var again: [ResultRow] = []
        try ResultReader.forEach(ByteSource(name: "r.csv", bytes: imported.bytes, pieces: 50)) { row, _ in
            again.append(row)
        }
        #expect(again == imported.rows)
    }

    @Test("Further articles, second tiers, corrections, negative rows, leads, tests and repetitions are told by reason")
    func reasons() throws {
        let counts: [(String, [ImportReason: Int])] = [
            (
                "post-affiliate-pro.csv",
                [.secondTier: 1, .negativeRow: 1, .declined: 1, .lead: 1, .duplicate: 1, .bonus: 1]
            ),
            ("tiktok-shop.csv", [.lines: 1, .declined: 1, .estimatedCommission: 2]),
            ("cj.csv", [.corrections: 2, .bonus: 1]),
            ("refersion.csv", [.negativeRow: 2, .declined: 2, .test: 1, .withoutOrder: 1, .refundTwice: 1]),
            ("belboon.csv", [.declined: 1, .windows: 2]), ("belboon-utf16.csv", [.declined: 1]),
            ("amazon.csv", [.counts: 1, .total: 1, .dollar: 1]), ("transactions.json", [.orderWithoutCreator: 1]),
        ]
        for (file, expected) in counts { #expect(try Fixture.imported(file).account.reasons == expected, "\(file)") }
    }

    @Test("What is pending leaves younger days open, and only they are pending")
    func settled() throws {
        let expected = [
            "post-affiliate-pro.csv": "2026-03-02", "tiktok-shop.csv": "2026-04-27", "awin.csv": "2026-03-27",
            "shopmy.csv": "2026-03-02", "transactions.json": "2026-03-29",
        ]
        for (file, day) in expected {
            let imported = try Fixture.imported(file)
            #expect(imported.rows.allSatisfy { $0.settledUntil?.text == day }, "\(file)")
            let settled = imported.rows.filter { $0.state != nil && $0.day?.text ?? "" <= day }
            #expect(!settled.contains { $0.state == .pending })
        }
        // A sheet without states does not say until when all is settled.
        let silent = try Fixture.imported(
            texts: "Nr,Wer,Wann,EUR\n1,a,2026-03-01,5\n",
            options: Fixture.options {
                try $0.name(columns: "order=Nr, creator=Wer, date=Wann, value=EUR")
            })
        #expect(silent.rows.map(\.settledUntil) == [nil] && silent.rows[0].currency == "EUR")
    }

    @Test("Long numbers stay text, handles are the same in any case, and posts keep apart")
    func identities() throws {
        let imported = try Fixture.imported("tiktok-shop.csv")
        #expect(imported.rows.map(\.order) == (2...5).map { "57646141303878575\($0)" })
        #expect(imported.account.creators == 2 && imported.account.posts == 2)
        #expect(Set(imported.rows.map(\.platform)) == [.tiktok])
        #expect(imported.account.files[0].personal == ["Buyer Email"])
    }

    @Test("Dates are told by a clock where times say theirs, and else stay as they are written")
    func zones() throws {
        #expect(try Fixture.imported("impact.csv").order("1001.2001.3001")?.day?.text == "2026-03-01")
        let utc = try Fixture.options { try $0.name(zone: "UTC") }
        #expect(try Fixture.imported("impact.csv", options: utc).order("1001.2001.3001")?.day?.text == "2026-03-02")
        let east = try Fixture.options { try $0.name(zone: "+01:00") }
        #expect(try Fixture.imported("transactions.json", options: east).order("t-2")?.day?.text == "2026-03-03")
        #expect(try Fixture.imported("awin.csv", options: east).order("W-1")?.day?.text == "2026-03-01")
    }

    @Test("Amazon's other dialect has tabs, no title and no sign")
    func dialect() throws {
        let text =
            "Tracking Id\tDate Shipped\tPrice\tItems Shipped\tReturns\tRevenue\tAd Fees\n"
            + "a-20\t13/03/2026\t29.99\t1\t0\t29.99\t1.50\na-20\t14/03/2026\t29.99\t0\t1\t-29.99\t-1.50\n"
        let imported = try Fixture.imported(texts: text, options: Fixture.options { try $0.name(currency: "GBP") })
        #expect(try sums(imported) == Sums(1, refunds: 1, 29.99, refunded: 29.99, commission: 0))
        #expect(imported.rows.map(\.day?.text) == ["2026-03-13", "2026-03-14"])
    }

    @Test("A refund is decided on the day of its row, or where the export says so")
    func decided() throws {
        #expect(try Fixture.imported("post-affiliate-pro.csv").order("S-1002")?.decided?.text == "2026-03-09")
        #expect(try Fixture.imported("awin.csv").order("W-2")?.decided?.text == "2026-03-20")
        #expect(try Fixture.imported("awin.csv").order("W-2")?.clicked?.text == "2026-03-02")
    }

    @Test("The same text in any encoding is the same")
    func encodings() throws {
        let text =
            "id,publisher_id,sale_amount,commission,currency,date,commission_status\n1,Zoë😀,5.00,1,EUR,2026-03-01,1\n"
        func wide(_ mark: [UInt8], isLittle: Bool) -> [UInt8] {
            mark
                + text.utf16.flatMap {
                    isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
                }
        }
        let plain = try Fixture.imported(texts: text)
        let encoded = [
            [0xEF, 0xBB, 0xBF] + Array(text.utf8), wide([0xFF, 0xFE], isLittle: true),
            wide([0xFE, 0xFF], isLittle: false),
            Array(text.replacing("\n", with: "\r\n").utf8), Array(text.replacing("\n", with: "\r").utf8),
        ]
        for bytes in encoded {
            for size in [1, 3, 1_000] {
                let source = ByteSource(name: "e", bytes: bytes, pieces: size)
                #expect(try Fixture.imported(sources: [source], options: ImportOptions()).bytes == plain.bytes)
            }
        }
    }

    @Test("A later export of the same transactions brings what became of them, whichever is read first")
    func later() throws {
        for names in [["awin.csv", "awin-later.csv"], ["awin-later.csv", "awin.csv"]] {
            let imported = try Fixture.imported(sources: names.map { try Fixture.source($0) }, options: ImportOptions())
            #expect(try sums(imported) == Sums(4, refunds: 1, 210.5, refunded: 40, commission: 17.05, fee: 50))
            #expect(imported.account.reasons[.newerState] == 1)
            #expect(imported.order("W-4")?.decided?.text == "2026-04-28")
        }
        // The very same file twice changes nothing.
        let twice = try Fixture.imported("refersion.csv", "refersion.csv")
        #expect(try sums(twice) == sums(try Fixture.imported("refersion.csv")))
        #expect(twice.account.files[1].kept == 0)
    }
}
