// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignText
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("A backtest")
struct BacktestTableTests {
    /// Four forecasts of returns 1 to 100; outcomes in the middle, twice beyond the upper end, and under a commission.
    private static func report(_ outcomes: [KnownOutcome]? = nil) -> BacktestReport {
        let returns = (1...100).map(Double.init) + [.nan]
        let draws = OutcomeDraws(returns: returns, costsPerOrder: returns.map { 500 / $0 })
        let tester = Backtester(selections: [0, 1])
        let chance = StatedChance(threshold: 20, isAbove: true, isInclusive: true, probability: 0.3)
        let known =
            outcomes ?? [
                KnownOutcome(
                    id: "middle", traits: [.tier: "nano", .grade: "B"], metric: .roas, value: 40.5, chances: [chance]),
                KnownOutcome(
                    id: "a|b*", traits: [.tier: "nano"], metric: .roas, value: 400, remark: "revenue over budget"),
                KnownOutcome(id: "cheap\u{1B}[31m", metric: .cpa, value: 2.5),
                KnownOutcome(
                    id: "paid", traits: [.deal: "revenue_share"], metric: .roas, value: 4, isPaidByResult: true),
            ]
        let provenance = ForecastProvenance(seed: 7, trials: 101, requestedTrials: 101, version: "0", engine: .chain)
        return BacktestReport(
            tester.backtest(known.map { tester.score($0, draws) }, provenance), file: "cases.csv", tableChecksum: "t",
            notCompared: [("own", "nobody was paid"), ("none", "nobody was paid")])
    }

    @Test("begins with the answer")
    func sentence() {
        #expect(
            Self.report().sentence
                == "At selection 0, 1 of 3 outcomes under a fee or a gift fell into the 90 % interval (95 % limits 1% to 91%), 1 "
                + "into the 50 % interval; reality was typically 3.9 times off the median forecast, better in 2 of 3. Were every "
                + "forecast right, as few would be covered in 2.8% of such tables.")
        let one = KnownOutcome(id: "x", metric: .roas, value: 50)
        #expect(
            Self.report([one]).sentence
                == "At selection 0, 1 of 1 outcome under a fee or a gift fell into the 90 % interval (95 % limits 3% to 100%), 1 "
                + "into the 50 % interval; reality was typically 1 times off the median forecast, better as often as worse. Were "
                + "every forecast right, 0 to 1 would be covered in 95 of 100 such tables.")
        #expect(Self.report([]).sentence == "No outcome under a fee or a gift could be compared.")
    }

    @Test("shows coverage, groups, outcomes, chances, and what was left out")
    func tables() {
        let text = BacktestTable(Self.report()).page.text(width: 200, coloured: false)
        #expect(text.contains("k = 0") && text.contains("1 [1% to 91%]") && text.contains("performance pay"))
        #expect(text.contains("middle: ROAS >= 20") && text.contains("30%") && text.contains("81%"))
        #expect(text.contains("Not compared: own, none (nobody was paid)."))
        #expect(text.contains("a|b*: revenue over budget"))
        #expect(text.contains("$2.5") && text.contains("8 × better"))
        #expect(!text.contains("\u{1B}") && text.contains("75 of equal weight would know as much"))
        let markdown = BacktestTable(Self.report()).page.markdown
        #expect(markdown.contains("a\\|b\\*"))
    }

    @Test("is never wider than asked", arguments: [60, 80, 120])
    func fits(width: Int) {
        let text = BacktestTable(Self.report()).page.text(width: width, coloured: false)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }

    @Test("is a document with every finding")
    func document() throws {
        guard case .object(let members) = BacktestJSON(Self.report()).document else {
            Issue.record("no object")
            return
        }
        #expect(
            members.keys.sorted() == [
                "chances", "fee_or_gift", "file", "groups", "not_compared", "outcomes", "performance_pay", "provenance",
                "schema", "selections", "table_checksum", "verdict", "weight_cap",
            ])
        #expect(members["schema"] == "tiercast/backtest/1" && members["selections"] == [0, 1])
        guard case .array(let outcomes) = members["outcomes"], case .object(let first) = outcomes.first,
            case .array(let scores) = first["scores"], case .object(let score) = scores.first
        else {
            Issue.record("no score")
            return
        }
        #expect(outcomes.count == 4 && first["id"] == "middle" && score["in_90"] == true)
        #expect(score["position"] == ["value": 0.4, "standard_error": .number("0.049")])
    }
}
