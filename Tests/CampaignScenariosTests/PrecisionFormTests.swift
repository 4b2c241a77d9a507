// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignScenarios

@Suite("A precision")
struct PrecisionFormTests {
    private static func scenario() throws -> Scenario {
        let text = """
            version: 1
            budget: 600
            currency: EUR
            defaults: evidence
            product: {order_value: 60, gross_margin: 60%}
            splits: {small: {nano: 100%}, other: {nano: 50%, micro: 50%}}
            """
        return try ScenarioReader().read(bytes: Array(text.utf8), file: "a.yaml").scenario
    }

    private static let accepted: [(String, PrecisionGoal.Statistic, Metric, PrecisionGoal.Whose, PrecisionGoal.Width)] =
        [
            ("p5 of roi within 1%", .quantile(0.05), .roi, .everySplit, .relative(0.01)),
            ("  p97.5 of profit\tin 'small' within 500", .quantile(0.975), .profit, .split("small"), .absolute(500)),
            ("median of cpa within 2 EUR", .quantile(0.5), .cpa, .everySplit, .absolute(2)),
            ("mean of roi within 2 points", .mean, .roi, .everySplit, .absolute(0.02)),
            ("mean of roi within 0.02", .mean, .roi, .everySplit, .absolute(0.02)),
            (
                "mean of profit in small minus \"other\" within 5%", .mean, .profit,
                .difference("small", minus: "other"), .relative(0.05)
            ),
            ("chance of cpa<=45 within 1 point", .chance(.atMost, 45), .cpa, .everySplit, .absolute(0.01)),
            (
                "chance of roi >= 20% in other within 0.1%", .chance(.atLeast, 0.2), .roi, .split("other"),
                .relative(0.001)
            ),
            (
                "chance of profit >= -50 in small minus other within 0.01", .chance(.atLeast, -50), .profit,
                .difference("small", minus: "other"), .absolute(0.01)
            ),
        ]

    @Test("is a figure, whose it is, and a width")
    func accepted() throws {
        let scenario = try Self.scenario()
        for (text, statistic, metric, whose, width) in Self.accepted {
            let wanted = PrecisionGoal(statistic, of: metric, whose, within: width, text: text)
            #expect(try PrecisionForm.parse(text, in: scenario) == wanted)
        }
        for text in PrecisionForm.examples where !text.contains("large") {
            #expect(throws: Never.self) { try PrecisionForm.parse(text, in: scenario) }
        }
    }

    @Test(
        "that is none is refused at its column, with what is accepted",
        arguments: [
            ("", 1, "the text ends here; write 'mean', 'median'"),
            ("p5", 3, "the text ends here; write 'of'"),
            ("p0 of roi within 1%", 1, "a quantile from p1 to p99"),
            ("p of roi within 1%", 1, "a quantile from p1 to p99"),
            ("p1e1 of roi within 1%", 1, "a quantile from p1 to p99"),
            ("Median of roi within 1%", 1, "did you mean 'median'?"),
            ("p5 roi within 1%", 4, "write 'of'"),
            ("p5 of rio within 1%", 7, "'rio' is not a metric; did you mean 'roi'?"),
            ("p5 of reach within 1%", 7, "this scenario has no 'reach'; it has conversions, cost"),
            ("p5 of roi >= 3 within 1%", 11, "write 'within' and a width"),
            ("p5 of roi in smal within 1%", 14, "there is no split 'smal'; did you mean 'small'?"),
            ("p5 of roi in x within 1%", 14, "the splits are small, other"),
            ("p5 of roi in within 1%", 14, "there is no split 'within'"),
            ("mean of roi in small minus small within 1%", 28, "less itself is always 0"),
            ("chance of roi within 1%", 15, "roi >= …"),
            ("chance of cpa <= within 1%", 15, "'cpa'"),
            ("chance of roi >= 5 EUR within 1%", 15, "write roi >= 20%"),
            ("p5 of roi", 10, "write 'within' and a width"),
            ("p5 of roi within", 17, "write a width"),
            ("p5 of roi within points", 18, "the width cannot be read"),
            ("p5 of roi within wide", 18, "is no width"),
            ("p5 of roi within 0.2%", 18, "write 0.3% or more"),
            ("p5 of roi within 2x", 18, "a width is no factor"),
            ("p5 of roi within 1 to 2", 18, "is no width"),
            ("mean of cost within 1 point", 21, "points are of figures in per cent"),
            ("mean of roi within 1% points", 20, "points are of figures in per cent"),
            ("mean of cost within 5 USD", 21, "'USD' is no unit of this figure"),
            ("chance of cost <= 5 within 5 EUR", 28, "'EUR' is no unit of this figure"),
            ("mean of cost within 0", 21, "a width is more than 0"),
            ("mean of cost within -1", 21, "a width is more than 0"),
            ("mean of cost within 5 5", 21, "the width cannot be read"),
        ])
    func refused(text: String, column: Int, message: String) throws {
        let scenario = try Self.scenario()
        let errors = #expect(throws: ScenarioErrors.self) { try PrecisionForm.parse(text, in: scenario) }
        let problem = try #require(errors?.problems.first)
        #expect(problem.location == SourceLocation(file: "--precision", line: 1, column: column))
        #expect(problem.message.contains(message), "\(problem.message)")
        #expect(problem.sourceLine == text)
    }
}
