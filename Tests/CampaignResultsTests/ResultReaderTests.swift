// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignResults

@Suite("Results files")
struct ResultReaderTests {
    private func read(_ text: String) throws -> [ResultRow] {
        var rows: [ResultRow] = []
        try ResultReader.forEach(ByteSource(name: "r.csv", bytes: Array(text.utf8), pieces: 40)) { row, _ in
            rows.append(row)
        }
        return rows
    }

    private func problems(_ text: String) throws -> [ResultProblem] {
        do { _ = try read(text) } catch let errors as ResultErrors { return errors.problems }
        return []
    }

    @Test("Columns may stand in any order, and what a row is of follows from what it says")
    func forms() throws {
        let rows = try read(
            "creator;orders;order;state;post;value;currency\nada;;A1;refunded;;12,50;EUR\nada;3;;;reel;;\nbo;2;;;;9,5;EUR\n"
        )
        #expect(rows.map(\.kind) == [.order, .post, .creator])
        #expect(rows.map(\.value) == [12.5, nil, 9.5] && rows.map(\.orders) == [1, 3, 2] && rows[0].refunds == 1)
        #expect(try read(ResultText.template + "creator,,ada\n").count == 1)
    }

    @Test("Every problem is told at once with its place")
    func everything() throws {
        let text = """
            row,order,creator,date,state,orders,refunds,value,refunded,currency,views,platform
            order,A1,ada,2026-02-30,approved,1,0,5,0,EUR,,
            order,A1,ada,2026-03-01,aproved,2,0,5,0,EUR,,
            creator,,,2026-03-01,,1,,5,,EUR,,
            order,,ada,,,1,2,5,9,EUR,,
            post,,ada,2026-03-01,approved,,,-5,,EUR,1.5,instagramm
            creator,A2,ada,,,,,5,,,,
            orders,,ada,03/04/2026,,,,,,euro,,

            """
        let found = try problems(text).map { "\($0.line):\($0.column) \($0.message)" }
        let expected = [
            "2:14 'date' is \"2026-02-30\"",
            "3:25 'state' is \"aproved\"; write pending, approved, refunded; did you mean 'approved'?",
            "3:33 'orders' is 2", "3:7 the order \"A1\" stands on line 2 already",
            "4:10 a row of a creator without a creator",
            "5:20 'refunded' is 9.0, above 'value', 5.0", "5:16 'refunds' is 2", "6:33 'value' is \"-5\"",
            "6:41 'views' is \"1.5\"", "6:45 'platform' is \"instagramm\"", "6:22 'state' is that of an order",
            "7:9 'order' is a number of an order",
            "7:20 'value' is money without a currency", "8:1 'row' is \"orders\"",
            "8:13 'date' is \"03/04/2026\", which may begin",
            "8:29 'currency' is \"euro\"",
        ]
        #expect(found.count == expected.count, "\(found.joined(separator: "\n"))")
        for sentence in expected {
            #expect(found.contains { $0.hasPrefix(sentence) }, "\(sentence) in \(found.joined(separator: "\n"))")
        }
    }

    @Test("Headers are held to the columns, and empty files are refused")
    func headers() throws {
        let header = try problems("row,creater,orders,orders\n")
        #expect(header.map(\.column) == [5, 20] && header[0].message.contains("did you mean 'creator'?"))
        #expect(try problems("")[0].message.contains("--template"))
        #expect(try problems("row,creator\n")[0].message.contains("no rows"))
        #expect(try problems("row,creator,settled_until\norder,a,2026-03-01\norder,a,2026-03-02\n").map(\.line) == [3])
        #expect(try problems("row,creator\norder,a,b,c\n").map(\.column) == [9])
    }

    @Test("Of a creator more may come back than goes out, of an order not")
    func returns() throws {
        let head = "row,creator,orders,refunds,value,refunded,commission,currency\n"
        #expect(try read(head + "creator,ada,0,1,0,5,-1,EUR\n").count == 1)
        #expect(try problems(head + "order,ada,1,1,0,5,-1,EUR\n").count == 2)
    }
}
