// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Foundation
import Testing

/// What is wrong with a table of outcomes, as it is printed, without the lines of the table.
func outcomeProblems(_ text: String) -> [String] { outcomeProblems(Array(text.utf8)) }

func outcomeProblems(_ bytes: [UInt8]) -> [String] {
    do throws(ScenarioErrors) {
        _ = try OutcomeTable(bytes: bytes, file: "o.csv")
        return []
    } catch {
        return error.problems.map { $0.rendered().split(separator: "\n").first.map(String.init) ?? "" }
    }
}

func outcomes(_ text: String) throws -> [PublishedOutcome] {
    try OutcomeTable(bytes: Array(text.utf8), file: "o.csv").rows
}

/// The shipped table.
func shippedOutcomes() throws -> [PublishedOutcome] {
    let data = try Data(contentsOf: repository.appending(path: "scenarios/outcomes/published.csv"))
    return try OutcomeTable(bytes: Array(data), file: "published.csv").rows
}

@Suite("Tables of outcomes")
struct OutcomeTableTests {
    @Test("the shipped table reads")
    func shipped() throws {
        let rows = try shippedOutcomes()
        #expect(rows.count == 22)
        let nano = try #require(rows.first)
        #expect(nano.id == "beichert-nano" && nano.tier == .nano && nano.deal == .gifting && nano.grade == .a)
        #expect(nano.numbers[.fee] == 50 && nano.figure?.value == 20 && nano.isAverage && nano.isSelected)
        let poll = try #require(rows.first { $0.id == "tomoson-poll" })
        #expect(
            poll.chances == [
                StatedChance(threshold: 2, isAbove: true, isInclusive: true, probability: 0.7),
                StatedChance(threshold: 20, isAbove: true, isInclusive: true, probability: 0.13),
            ])
        #expect(poll.tier == nil && poll.platform == .other && poll.deal == .flat)
        let reasons = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.obstacle) })
        #expect(reasons["arii"] == "the creator's own product: nobody was paid")
        #expect(reasons["lumio-87"] == "neither roas, cpa, nor revenue or orders with a budget")
        #expect(reasons.values.count { $0 == nil } == 13)
    }

    @Test("a byte order mark, semicolons, tabs, CR LF, quotation marks and blank lines are taken as they come")
    func forms() throws {
        let plain = try outcomes("id,case,roas,tier\na,\"one, two\",1.5,nano\nb,,2,\n")
        #expect(plain.map(\.title) == ["one, two", ""] && plain.map { $0.numbers[.roas] } == [1.5, 2])
        func same(_ text: String) throws -> Bool {
            let rows = try outcomes(text)
            return rows.map(\.id) == plain.map(\.id) && rows.map(\.numbers) == plain.map(\.numbers)
                && rows.map(\.title) == plain.map(\.title) && rows.map(\.tier) == plain.map(\.tier)
        }
        #expect(try same("\u{FEFF}id;case;roas;tier\r\na;one, two;1,5;nano\r\n\r\nb;;2;\r\n"))
        #expect(try same("id\tcase\troas\ttier\na\tone, two\t1,5\tnano\nb\t\t2\t"))
        #expect(try same("\"id\", case ,\"roas\",tier\n\n\"a\" , \"one, two\",\"1.5\",nano\n,,,\nb,,2,"))
        let twice = try outcomes("id,case\na,\"say \"\"so\"\"\nand so\"\nb,x\n")
        #expect(twice.map(\.title) == ["say \"so\"\nand so", "x"] && twice[1].location.line == 4)
    }

    @Test("every problem is reported at its line and column, all at once")
    func problems() {
        let text = """
            id,teir,roas,roas,grade,deal
            a,nano,1,2,A,flat
            """
        #expect(
            outcomeProblems(text) == [
                "o.csv:1:4: error: \"teir\" is not a column of outcomes; did you mean 'tier'?",
                "o.csv:1:14: error: the column 'roas' is there twice; keep one",
            ])
        let rows = """
            id,tier,roas,grade,deal,roas_lo,roas_hi,creators,roas_censor
            a,nanno,nan,E,flatt,3,2,2.5,P(ROAS>3)=0.3;P(CPA>1)=0.2
            a,nano,-1,A,flat,1,,1e300,
            ,nano,"1,000",A,flat,,,,
            b,nano
            c,nano,0x10,A,flat,,2,,P(ROAS>=1)=30%
            """
        #expect(
            outcomeProblems(rows) == [
                "o.csv:2:3: error: 'tier' is \"nanno\"; write nano, micro, macro, mega, mixed; did you mean 'nano'?",
                "o.csv:2:9: error: 'roas' is \"nan\"; it takes revenue for each unit of money spent, a number from 0 to 1000000",
                "o.csv:2:13: error: 'grade' is \"E\"; write A, B, C, D; did you mean 'A'?",
                "o.csv:2:15: error: 'deal' is \"flatt\"; write flat, gifting, revenue_share, per_acquisition, per_lead, hybrid, "
                    + "own, none; did you mean 'flat'?",
                "o.csv:2:21: error: 'roas_lo' is 3, above 'roas_hi', 2; write the smaller end first",
                "o.csv:2:25: error: 'creators' is \"2.5\"; it takes a number of creators, a whole number from 1 to 1000000",
                "o.csv:2:43: error: 'roas_censor' says \"P(CPA>1)=0.2\"; write a return and its chance from 0 to 1 such as "
                    + "P(ROAS>3)=0.30, several with ';' between",
                "o.csv:3:1: error: \"a\" is the id of line 2 already; ids differ",
                "o.csv:3:8: error: 'roas' is \"-1\"; it takes revenue for each unit of money spent, a number from 0 to 1000000",
                "o.csv:3:18: error: 'roas_lo' stands without 'roas_hi'; an interval has two ends",
                "o.csv:3:21: error: 'creators' is \"1e300\"; it takes a number of creators, a whole number from 1 to 1000000",
                "o.csv:4:1: error: 'id' is empty; give the campaign a name",
                "o.csv:4:8: error: 'roas' is \"1,000\"; it takes revenue for each unit of money spent, a number from 0 to 1000000, "
                    + "without commas or signs",
                "o.csv:5:3: error: the row has 2 fields and the header 9; put a field with the separator in it between quotation "
                    + "marks",
                "o.csv:6:8: error: 'roas' is \"0x10\"; it takes revenue for each unit of money spent, a number from 0 to 1000000",
                "o.csv:6:21: error: 'roas_hi' stands without 'roas_lo'; an interval has two ends",
                "o.csv:6:24: error: 'roas_censor' says \"P(ROAS>=1)=30%\"; write a return and its chance from 0 to 1 such as "
                    + "P(ROAS>3)=0.30, several with ';' between",
            ])
    }

    @Test("what is no table at all is said to be none")
    func noTable() {
        let empty =
            "o.csv:1:1: error: the table is empty; it begins with a line of column names such as 'id,tier,deal,roas'"
        #expect(outcomeProblems("") == [empty])
        #expect(outcomeProblems("\u{FEFF}\r\n\n ,,\n") == [empty])
        #expect(
            outcomeProblems("id,roas\n") == [
                "o.csv:2:1: error: the table has column names and no campaigns; write one a line"
            ])
        #expect(
            outcomeProblems("roas\n1\n") == [
                "o.csv:1:1: error: the column 'id' is missing; give each campaign a name"
            ])
        #expect(
            outcomeProblems("id\n\"a\nb\n") == [
                "o.csv:2:1: error: the quotation mark is never closed; add another one at the end"
            ])
        #expect(
            outcomeProblems("id,case\na,\"x\"y\n") == [
                "o.csv:2:6: error: \"y\" stands behind a closing quotation mark; double the marks inside a text"
            ])
        #expect(outcomeProblems("id\na\u{0}\n") == ["o.csv:2:2: error: control character U+0000; delete it"])
        #expect(outcomeProblems("id\ra\r") == ["o.csv:1:3: error: control character U+000D; delete it"])
        #expect(
            outcomeProblems(Array("id\nab".utf8) + [0xE9, 0x0A]) == [
                "o.csv:2:3: error: byte 0xE9 is not UTF-8; save the table as UTF-8 text"
            ])
        let long = "id\n" + (0...OutcomeTable.rowLimit).map { "r\($0)\n" }.joined()
        #expect(outcomeProblems(long) == ["o.csv:5002:1: error: the table has 5001 campaigns; at most 5000 are read"])
    }

    @Test("one row with nothing but a name reads, and has nothing to compare")
    func oneRow() throws {
        let row = try #require(try outcomes("id\na").first)
        #expect(row.tier == nil && row.platform == .other && row.deal == .flat && row.figure == nil)
        #expect(row.obstacle == "neither roas, cpa, nor revenue or orders with a budget")
    }

    @Test("the figure is the first of return, cost per order, and ratios that is known")
    func figures() throws {
        let rows = try outcomes(
            """
            id,roas,roas_lo,roas_hi,cpa,cpa_lo,cpa_hi,budget_usd,revenue,orders,winner_published
            a,3,1,2,5,,,10,20,,0
            b,,1,4,5,,,10,20,,1
            c,,,,5,,,10,20,,
            d,,,,,5,20,10,20,,
            e,,,,,,,10,20,,
            f,,,,,,,10,,5,
            g,,,,,,,10,,0,
            h,,,,,,,,20,5,
            """)
        let figures = rows.map(\.figure)
        #expect(figures.map { $0?.metric } == [.roas, .roas, .cpa, .cpa, .roas, .cpa, .roas, nil])
        #expect(figures.map { $0?.value } == [3, 2, 5, 10, 2, 2, 0, nil])
        #expect(figures.map { $0?.basis } == [.stated, .middle, .stated, .middle, .ratio, .ratio, .ratio, nil])
        #expect(rows.map(\.isSelected) == [false] + Array(repeating: true, count: 7))
    }
}
