// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignLearning
import CampaignModel
import CampaignResults
import RealModule
import Testing

@testable import CampaignForecasting

@Suite("Rows of results, added up by creator")
struct ResultFoldTests {
    private static func rows(_ text: String) throws -> [ResultRow] {
        var rows: [ResultRow] = []
        try ResultReader.forEach(ByteSource(name: "r.csv", bytes: Array(text.utf8))) { row, _ in rows.append(row) }
        return rows
    }

    private static func fold(_ files: [String], reversed: Bool = false) throws -> ResultFold {
        var fold = ResultFold(currency: "USD")
        for file in files {
            fold.beginFile()
            let rows = try rows(file)
            for row in reversed ? rows.reversed() : rows { fold.add(row) }
        }
        return fold
    }

    private static func sorted(
        _ files: [String], _ fixture: CampaignFixture = CalibrationTrial.fixture(), named: [String: String] = [:],
        lines: [BudgetLine]? = nil
    ) throws -> SortedResults {
        var scenario = fixture.scenario
        if let lines { scenario.lines = lines }
        let campaign = try PreparedCampaign(scenario)
        return SortedResults(
            try fold(files), campaign, named: named, medians: ScoreModel(campaign).typicalValues)
    }

    private static let orders = """
        row,order,creator,post,platform,network,date,state,followers,views,clicks,orders,refunds,value,refunded,fee,currency,settled_until
        order,1,ada,,,awin,2026-03-01,approved,,,,,,50,,,USD,2026-03-04
        order,2,ada,,,awin,2026-03-02,refunded,,,,,,70,70,,USD,2026-03-04
        order,3,ada,,,awin,2026-03-05,refunded,,,,,,30,30,,USD,2026-03-04
        order,4,ada,,,awin,2026-03-06,pending,,,,,,,,,,2026-03-04
        order,5,,,,awin,2026-03-06,pending,,,,,,,,,,2026-03-04
        post,,ada,p1,instagram,sheet,2026-02-20,,9000,1200,40,,,,,,,
        post,,ada,p2,instagram,sheet,2026-02-24,,9000,800,20,,,,,,,
        post,,bo,p3,instagram,sheet,2026-02-24,,5000,700,11,,,,,,,
        creator,,ada,,,sheet,,,,,,,,,,300,USD,
        creator,,cy,,,sheet,,,4000,,,,,,,,,
        """

    @Test(
        "orders are settled by the network's last day without pending ones, and who took part without an order had none"
    )
    func tallies() throws {
        let sorted = try Self.sorted([Self.orders])
        let ada = try #require(sorted.creators.first { $0.key.hasPrefix("ada") })
        #expect(ada.posts == 2 && ada.followers == 9_000 && ada.views == 2_000 && ada.clicks == 60 && ada.orders == 4)
        #expect(ada.settledOrders == 2 && ada.refunds == 1)
        #expect(ada.value == 150 && ada.valuedOrders == 3 && ada.fee == 300 && ada.referenceFee == 2)
        let bo = try #require(sorted.creators.first { $0.key.hasPrefix("bo") })
        #expect(bo.orders == 0 && bo.refunds == nil && bo.posts == 1)
        #expect(sorted.creators.count == 2)
        let account = sorted.account
        #expect(account.rows == 10 && account.usedRows == 8 && account.creators == 2 && account.orders == 4)
        #expect(account.firstDay == "2026-02-20" && account.lastDay == "2026-03-06")
        #expect(account.findings.map(\.fate) == [.withoutCreator, .listedOnly])
        #expect(account.findings.last?.creators == ["cy"])
        // Where nothing says what was ordered, nobody is taken to have ordered nothing.
        let silent = try Self.sorted(["row,creator,views,followers\npost,bo,700,5000\n"])
        #expect(silent.creators.first?.orders == nil)
    }

    @Test("rows that another file holds count once, and rows of earlier results are known again")
    func repeated() throws {
        let once = try Self.fold([Self.orders])
        let twice = try Self.fold([Self.orders, Self.orders])
        #expect(twice.repeated == 10 && twice.hash == once.hash && twice.sample == once.sample)
        #expect(try Self.fold([Self.orders], reversed: true).hash == once.hash)
        #expect(once.count(of: once.sample) == once.sample.count)
        // An order that has come further is the same order.
        let later = Self.orders.replacing(
            "2026-03-06,pending,,,,,,,,,,2026-03-04\norder,5", with: "2026-03-06,approved,,,,,,,,,,2026-03-08\norder,5")
        #expect(later != Self.orders)
        let moved = try Self.fold([later.replacing("2026-03-04", with: "2026-03-08")])
        #expect(moved.hash != once.hash)
        #expect(moved.count(of: once.sample) >= 5)
        #expect(try Self.fold(["row,creator,views\npost,eve,3\n"]).count(of: once.sample) == 0)
    }

    @Test("money in another currency is left out, counts are not")
    func currencies() throws {
        let sorted = try Self.sorted(["row,creator,followers,views,orders,value,currency\npost,ada,900,500,2,80,EUR\n"])
        #expect(sorted.creators.first?.value == nil && sorted.creators.first?.orders == 2)
        #expect(sorted.account.findings.first == .init(fate: .otherCurrency, rows: 1, creators: ["ada"]))
    }

    @Test("a creator is of the line that platform and followers fit, or of the one named; else left out")
    func lines() throws {
        var fixture = CalibrationTrial.fixture()
        fixture[.followers] = .varying(.uniform(min: 1_000, max: 10_000))
        fixture.extras[QuantityPath("tiers.micro.followers")] = Quantity(
            law: .varying(.uniform(min: 10_000, max: 100_000)))
        fixture.extras[QuantityPath("tiers.micro.clicks_per_view")] = Quantity(law: .shared(.constant(0.02)))
        let nano = fixture.scenario.lines[0]
        var micro = nano
        micro.name = "micro"
        micro.assumptions[.followers] = QuantityPath("tiers.micro.followers")
        micro.assumptions[.clicksPerView] = QuantityPath("tiers.micro.clicks_per_view")
        let text = """
            row,creator,platform,followers,views,orders
            post,ada,instagram,9000,500,1
            post,bo,,10000,500,1
            post,cy,tiktok,9000,500,1
            post,di,instagram,,500,1
            post,eve,instagram,500000,500,1
            post,flo,instagram,9000,500,1
            post,flo,youtube,9000,500,1
            creator,flo,,,,3
            """
        let sorted = try Self.sorted([text], fixture, named: ["eve": "micro"], lines: [nano, micro])
        #expect(sorted.creators.map { "\($0.key.prefix(3)) \($0.kind)" } == ["ada 0", "bo  1", "eve 1"])
        let fates = sorted.account.findings.map { ($0.fate, $0.creators, $0.rows) }
        #expect(fates.map(\.0) == [.onSeveralPlatforms, .withoutLine, .ofSeveralLines])
        #expect(fates.map(\.1) == [["flo"], ["cy"], ["di"]])
        #expect(fates.map(\.2) == [3, 1, 1])
        #expect(sorted.account.usedRows == 3)
        #expect(try Self.sorted([text], fixture, named: ["*": "nano"], lines: [nano, micro]).account.usedRows >= 5)
        // Lines that do the same are one.
        var twin = nano
        twin.name = "twin"
        #expect(try Self.sorted([text], fixture, lines: [nano, twin]).creators.map(\.kind) == [0, 0, 0])
    }

    @Test("young posts are held against the share of clicks and orders that is in by now")
    func young() throws {
        var fixture = CalibrationTrial.fixture()
        fixture.time = TimeFrame(weeks: 12)
        fixture.set([
            .orderLag: 3, .refundLag: 10, .refundWindow: 30, .repeatLag: 60, .feeTerms: 30, .commissionTerms: 45,
            .clickHalfLife: 7, .tailShare: 0, .tailHalfLife: 30,
        ])
        let text = """
            row,creator,post,date,followers,views,clicks,orders
            post,ada,a,2026-03-01,9000,500,10,1
            post,bo,b,2026-03-08,9000,500,,1
            """
        let creators = try Self.sorted([text], fixture).creators
        // Seven and a half days, and half a day, after posts with a half-life of a week; orders follow by 3 days in the mean.
        func clicks(_ days: Double) -> Double { 1 - Double.exp2(-days / 7) }
        func orders(_ days: Double) -> Double {
            let (one, other) = (Double.log(2) / 7, 1.0 / 3)
            return 1 - (other * Double.exp(-one * days) - one * Double.exp(-other * days)) / (other - one)
        }
        #expect(abs(creators[0].clickExposure - clicks(7.5)) < 1e-12)
        #expect(abs(creators[0].exposure - orders(7.5) / clicks(7.5)) < 1e-9)
        #expect(abs(creators[1].exposure - orders(0.5)) < 1e-9)
        // Without days of posts, or weeks in the scenario, everything counts as in.
        let without = try Self.sorted(["row,creator,followers,views,orders\npost,ada,9000,500,1\n"], fixture)
        #expect(without.creators[0].exposure == 1)
        #expect(without.account.findings.map(\.fate) == [.withoutPostDay])
    }
}
