// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignResults

@Suite("Files that belong together")
struct JoinedFileTests {
    private static let sheets = ["creators.csv", "posts.csv", "tracking.csv", "payouts.csv"]

    private func sheets(_ names: [String] = sheets) throws -> ImportedResults {
        try Fixture.imported(
            sources: names.map { try Fixture.source($0) }, options: Fixture.options { try $0.name(currency: "USD") })
    }

    @Test("Planners' four sheets join by the creator, with every trap counted and the totals worked out by hand")
    func planners() throws {
        let imported = try sheets()
        let account = imported.account
        // 210 + 70 + 1,027 + 0 + 90; 300 paid for posts as written and 2 posts of 80; two orders of 12.
        let money = try #require(account.totals.first { $0.currency == "USD" })
        #expect(Sums(money) == Sums(7, 1_397, commission: 24, fee: 460))
        #expect(account.totals.reduce(0) { $0 + $1.clicks } == 120 + 30 + 40 + 11)
        // 8,000 + 9,000 + 20,000 + 3,000; the post with more likes than people reached has neither.
        #expect(account.totals.reduce(0) { $0 + $1.views } == 40_000)
        #expect(account.totals.reduce(0) { $0 + $1.engagements } == 420 + 530 + 1_000 + 159)
        #expect(imported.rows.count { $0.kind == .post } == 5)
        #expect(
            account.reasons == [
                .withoutCreator: 2, .decimalNumber: 3, .duplicate: 1, .aboveReach: 1, .serialDate: 2, .reachForViews: 4,
                .counts: 1,
                .otherSource: 2, .negativeCount: 1, .unlisted: 1,
            ])
        #expect(account.creators == 4)
        let first = imported.rows.filter { $0.creator == imported.rows[0].creator }
        #expect(first.compactMap(\.followers) == [12_500] && Set(first.map(\.platform)) == [.instagram])
        #expect(first.compactMap(\.day?.text) == ["2022-01-01", "2022-01-02", "2022-01-01"])
    }

    @Test("The order in which sheets are named changes no row")
    func order() throws {
        let lines = { (imported: ImportedResults) in
            String(decoding: imported.bytes, as: UTF8.self).split(separator: "\n").sorted()
        }
        #expect(lines(try sheets()) == lines(try sheets(Self.sheets.reversed())))
    }

    @Test("An order that two networks count is counted once, and takes from the second what the first does not know")
    func sameOrder() throws {
        let imported = try Fixture.imported("post-affiliate-pro.csv", "transactions.json")
        #expect(imported.account.reasons[.countedElsewhere] == 1)
        let order = try #require(imported.order("S-1001"))
        #expect(
            order.network == "post-affiliate-pro" && order.clicked?.text == "2026-02-28" && order.commission == 12.5)
        #expect(imported.rows.count { $0.kind == .order } == 6)
    }

    @Test("An order of the same second, amount and creator in two networks is counted once; in one network it is two")
    func sameSale() throws {
        let awin = """
            id,publisher_id,sale_amount,commission,currency,date,commission_status
            1,ada,50.00,5,EUR,2026-03-01 10:00:00,1
            2,ada,50.00,5,EUR,2026-03-01 10:00:00,1
            3,ada,60.00,5,EUR,2026-03-01 10:00:00,1

            """
        let json = """
            [{"id": "x", "publisher": "@Ada", "status": "approved", "amount": 50, "currency": "EUR", "dateConverted": "2026-03-01T10:00:00"},
             {"id": "y", "publisher": "ada", "status": "approved", "amount": 50, "currency": "USD", "dateConverted": "2026-03-01T10:00:00"},
             {"id": "z", "publisher": "ada", "status": "approved", "amount": 60, "currency": "EUR", "dateConverted": "2026-03-01T10:00:01"}]
            """
        let imported = try Fixture.imported(texts: awin, json)
        #expect(imported.account.reasons == [.sameSale: 1])
        #expect(imported.rows.map(\.order) == ["1", "2", "3", "y", "z"])
        #expect(imported.account.currencies == ["EUR", "USD"])
    }

    @Test("Sums beside single orders of the same creator are counted once, and clicks stay")
    func sums() throws {
        let awin =
            "id,publisher_id,sale_amount,commission,currency,date,commission_status\n1,ada,50.00,5,EUR,2026-03-01,1\n"
        let tracking = "creator,date,clicks,orders,revenue\nada,2026-03-01,40,1,50\nbo,2026-03-01,30,2,70\n"
        let payouts = "creator,basis,rate,total\nada,order,5,5\nada,post,100,100\n"
        let imported = try Fixture.imported(
            texts: awin, tracking, payouts, options: Fixture.options { try $0.name(currency: "EUR") })
        #expect(imported.account.reasons == [.sumsBesideOrders: 1, .payBesideOrders: 1, .counts: 1])
        let total = imported.account.totals.reduce(into: (orders: 0, clicks: 0, value: 0.0, pay: 0.0)) { sum, part in
            sum = (
                sum.orders + part.orders, sum.clicks + part.clicks, sum.value + part.value,
                sum.pay + part.commission + part.fee
            )
        }
        #expect(total == (3, 70, 120, 105))
    }

    @Test("Clicks in a file of their own are counted by creator and day")
    func clicks() throws {
        let imported = try Fixture.imported("partnerize.csv", "partnerize-clicks.csv")
        let clicks = imported.rows.filter { $0.clicks != nil }
        #expect(clicks.map { $0.day?.text } == ["2026-02-28", "2026-03-02", "2026-03-03"])
        #expect(clicks.compactMap(\.clicks) == [2, 1, 1])
        #expect(Set(imported.account.files.flatMap(\.personal)) == ["ip"])
    }

    @Test("Several currencies are kept apart by row")
    func currencies() throws {
        let imported = try Fixture.imported("partnerize.csv", "belboon.csv")
        #expect(imported.account.totals.map(\.currency) == ["GBP", "EUR"])
        #expect(imported.account.totals.map { ($0.value * 100).rounded() / 100 } == [65, 1_414.46])
    }

    @Test("A sheet that was filled in by hand, and results imported before, are files like others")
    func results() throws {
        let filled = try Fixture.imported("filled.csv")
        let total = try #require(filled.account.totals.first)
        #expect(Sums(total) == Sums(5, refunds: 1, 300.5, commission: 24.05, fee: 300))
        #expect(filled.account.creators == 2 && filled.account.posts == 1)
        // Imported again, every row is what it was: hashes stay, whatever the key.
        let before = try Fixture.imported("awin.csv", "tiktok-shop.csv")
        let source = ByteSource(name: "r.csv", bytes: before.bytes)
        let again = try Fixture.imported(sources: [source, source], options: ImportOptions())
        #expect(again.rows == before.rows)
        #expect(again.account.reasons == [.duplicate: before.rows.count])
    }
}
