// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignResults

@Suite("What results tell as a whole") struct ResultTotalsTests {
    private func totals(_ texts: String...) throws -> ResultTotals {
        try ResultTotals(
            texts.enumerated().map { ByteSource(name: "\($0.offset).csv", bytes: Array($0.element.utf8)) })
    }

    private func problems(_ texts: String...) -> [String] {
        do {
            let found = try ResultTotals(
                texts.enumerated().map { ByteSource(name: "\($0.offset).csv", bytes: Array($0.element.utf8)) })
            return ["read: \(found.figures)"]
        } catch let errors as ResultErrors {
            return errors.problems.map { "\($0.file):\($0.line):\($0.column): \($0.message)" }
        } catch { return ["\(error)"] }
    }

    private let rows = """
        row,order,creator,post,date,state,views,engagements,clicks,orders,refunds,value,refunded,commission,fee,currency
        order,1,a,,2026-03-05,approved,,,,1,0,80,,8,,EUR
        order,2,b,,2026-03-04,refunded,,,,1,1,50,50,0,,EUR
        order,3,b,,2026-03-09,pending,,,,1,0,20.5,,2,,EUR
        post,,a,x,2026-03-03,,1000,40,120,,,,,,,
        post,,b,y,2026-03-06,,500,,80,2,,30,,3,,EUR
        creator,,a,,,,,,,,,,,,300,EUR

        """

    @Test("a results file is summed by what its columns mean")
    func file() throws {
        let found = try totals(rows)
        // Worked out by hand: 1 + 1 + 1 + 2 orders, 80 + (50 − 50) + 20.5 + 30 of money.
        #expect(
            found.figures == [
                .trackedOrders: 5, .trackedRevenue: 130.5, .clicks: 200, .views: 1_500, .engagements: 40,
                .commission: 13, .fees: 300,
            ])
        #expect(found.currency == "EUR" && found.pending == 1)
        #expect(found.days?.lowerBound.text == "2026-03-03" && found.days?.upperBound.text == "2026-03-09")
    }

    @Test("a table of totals beside it adds what it knows, and ratios follow")
    func both() throws {
        let found = try totals(rows, "figure;value\ncost;652,5\nconversions;9\nrevenue;0\n")
        #expect(found.figures[.trackedCPA] == 130.5 && found.figures[.cpa] == 72.5)
        #expect(found.figures[.trackedROAS] == 0.2 && found.figures[.roas] == 0)
        let table = try totals("figure,value\nconversions,0\ncost,10\nfirst_day,2026-03-02\ncurrency,CHF\n")
        #expect(table.figures == [.conversions: 0, .cost: 10, .cpa: .infinity] && table.currency == "CHF")
        #expect(table.days?.lowerBound.text == "2026-03-02")
        #expect(try totals("figure,value\ncost,100\nroas,1.5\nrevenue,150.2\nprofit,-20\n").figures[.roi] == -0.2)
        #expect(try totals("\u{FEFF}figure\tvalue\r\nviews\t12\r\n").figures == [.views: 12])
    }

    @Test("revenue of which some rows say nothing is left out, and said")
    func incomplete() throws {
        let found = try totals("row,creator,orders,value,currency\ncreator,a,3,90,EUR\ncreator,b,2,,\n")
        #expect(found.figures == [.trackedOrders: 5] && found.incomplete == [.trackedRevenue: 1])
    }

    @Test("every problem is told with its place, at once")
    func refusals() {
        #expect(
            problems(
                "figure,value\norders,3\ncost,much\nviews,-1\nclicks,1.5\nroas,-2\ncpa,3,4\ncpa,1e99\ncurrency,Euro\nfirst_day,02/03/26\ncost,1\nviews,\n"
            )
                == [
                    "0.csv:2:1: \"orders\" is no figure; known are tracked_orders, tracked_revenue, clicks, views, engagements, commission, fees, conversions, kept_orders, revenue, cost, profit, creators, posts, tracked_cpa, tracked_roas, cpa, roas, roi, currency, first_day",
                    "0.csv:3:6: 'cost' is \"much\"; it takes an amount of money, 0 or above",
                    "0.csv:4:7: 'views' is \"-1\"; it takes a whole number, 0 or above",
                    "0.csv:5:8: 'clicks' is \"1.5\"; it takes a whole number, 0 or above",
                    "0.csv:6:6: 'roas' is \"-2\"; it takes a ratio, 0 or above, such as 1.8",
                    "0.csv:7:7: a row is a figure and its value",
                    "0.csv:8:5: 'cpa' is \"1e99\"; it takes an amount of money, 0 or above",
                    "0.csv:9:10: 'currency' is \"Euro\"; it takes a code such as EUR",
                    "0.csv:10:11: 'first_day' is \"02/03/26\"; write a day as 2026-03-02",
                    "0.csv:12:7: 'views' is \"\"; it takes a whole number, 0 or above",
                ])
        #expect(problems("figure,value\nconversion,3\n")[0].hasSuffix("; did you mean 'conversions'?"))
        #expect(problems("figure,value\ncost,3\ncost,3\n") == ["0.csv:3:1: 'cost' is there twice"])
        #expect(problems("figure,value\n") == ["0.csv:1:1: has column names and no rows"])
        #expect(problems("figure,value\ncurrency,EUR\n") == ["0.csv:1:1: tells no figure that a forecast has"])
        #expect(problems("")[0].contains("is neither a results file") && problems("a,b\n1,2\n")[0].contains("neither"))
        #expect(problems("PK\u{3}\u{4}")[0].contains("Excel workbook"))
        #expect(problems("figure,value\ncpa,\"3\n")[0].contains("never closed"))
        #expect(
            problems("figure,value\ncpa,20\ncost,100\nconversions,4\n") == [
                "0.csv:1:1: 'cpa' is 20.0, and cost over conversions is 25.0"
            ])
        #expect(
            problems("figure,value\nviews,3\n", "figure,value\nviews,3\n") == [
                "1.csv:1:1: tells 'views', which 0.csv tells already"
            ])
        #expect(
            problems("figure,value\nviews,3\ncurrency,EUR\n", "figure,value\ncost,3\ncurrency,USD\n") == [
                "1.csv:1:1: its money is in USD, and that of the files before in EUR"
            ])
        #expect(
            problems("row,creator,orders,value,currency\ncreator,a,1,2,EUR\ncreator,b,1,2,USD\ncreator,c,1,2,GBP\n")
                == [
                    "0.csv:3:1: money is in USD here and in EUR above; a forecast has one currency"
                ])
        #expect(problems("row,creator,orders\ncreator,a,-1\n")[0].hasPrefix("0.csv:2:11: 'orders' is \"-1\""))
        #expect(problems("figure,value\n" + String(repeating: "x,1\n", count: 300_000))[0].contains("larger than"))
    }
}
