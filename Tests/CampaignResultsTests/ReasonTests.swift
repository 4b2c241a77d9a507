// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignResults

@Suite("Reasons")
struct ReasonTests {
    private let awin = "id,publisher_id,sale_amount,commission,currency,date,commission_status\n"

    @Test("Each reason is met by some file, and says what becomes of the row")
    func all() throws {
        let euro = try Fixture.options { try $0.name(currency: "EUR") }
        let imports: [ImportedResults] = try [
            Fixture.imported("post-affiliate-pro.csv", "transactions.json"), Fixture.imported("tiktok-shop.csv"),
            Fixture.imported("cj.csv"), Fixture.imported("refersion.csv"), Fixture.imported("belboon.csv"),
            Fixture.imported("awin.csv", "awin-later.csv"), Fixture.imported("amazon.csv"),
            Fixture.imported(
                "creators.csv", "posts.csv", "tracking.csv", "payouts.csv", options: euro.with { $0.currency = "USD" }),
            // Amounts that change, no number, no date; the same sale elsewhere.
            Fixture.imported(
                texts: awin + "1,a,5,1,EUR,2026-03-01 10:00:00,1\n1,a,6,1,EUR,2026-03-01 10:00:00,1\n,a,7,1,EUR,,1\n",
                "[{\"id\": 9, \"publisher\": \"a\", \"status\": \"paid\", \"amount\": 6, \"currency\": \"EUR\", "
                    + "\"dateConverted\": \"2026-03-01 10:00:00\"}]"),
            // Sums and pay beside orders, a negative amount, a payout that nobody can work out, two names of one number.
            Fixture.imported(
                texts: awin + "1,ada,5,1,EUR,2026-03-01,1\n",
                "creator,date,orders,revenue\nada,2026-03-01,1,5\nbo,2026-03-01,1,-5\n",
                "creator,basis,rate,total\nada,order,1,1\nbo,order,1,\n",
                "id,name,followers,platform\n1,ada,5,tiktok\n1,bo,6,tiktok\n",
                options: euro),
            // One order of two creators.
            Fixture.imported(
                texts: awin.replacing("\n", with: ",order_ref\n")
                    + "1,a,5,1,EUR,2026-03-01,1,X\n2,b,6,1,EUR,2026-03-01,1,X\n"),
        ]
        var met: Set<ImportReason> = []
        for imported in imports { met.formUnion(imported.account.reasons.keys) }
        #expect(Set(ImportReason.allCases).subtracting(met) == [])
        #expect(Set(ImportReason.allCases.map(\.meaning)).count == ImportReason.allCases.count)
    }

    @Test("An order of several creators is one, and goes to the one with most of it")
    func severalCreators() throws {
        let imported = try Fixture.imported(
            texts: awin.replacing("\n", with: ",order_ref\n")
                + "1,a,5,1,EUR,2026-03-01,1,X\n2,b,6,1,EUR,2026-03-01,1,X\n")
        var keys = Fixture.keys
        #expect(imported.rows.map(\.creator) == [keys.hash(.creator, "b")])
        #expect(imported.rows[0].value == 11 && imported.rows[0].commission == 2)
    }
}

extension ImportOptions {
    fileprivate func with(_ body: (inout ImportOptions) -> Void) -> ImportOptions {
        var options = self
        body(&options)
        return options
    }
}
