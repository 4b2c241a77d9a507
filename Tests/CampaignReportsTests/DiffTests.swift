// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignText
import Foundation
import Testing

@testable import CampaignForecasting
@testable import CampaignReports

@Suite("The difference of two summaries")
struct DiffTests {
    private static func summary(
        _ forecast: Forecast = HandMade.forecast(), resolved: [String: String] = HandMade.resolved
    ) -> JSONValue {
        SummaryJSON(forecast, resolved: resolved).document
    }

    @Test("is nothing where nothing changed")
    func nothing() throws {
        let diff = try #require(ResultDiff(from: Self.summary(), to: Self.summary()))
        #expect(diff.isEmpty)
        #expect(
            DiffTable(diff, before: "a", after: "b").page.text(width: 80, coloured: false)
                == "a → b\n\nNothing changed.\n")
    }

    @Test("tells assumptions from facts of the plan and settings of the run")
    func kinds() throws {
        var resolved = HandMade.resolved
        resolved["nano.fee"] = "{varies: \"300 to 1k\"}"
        resolved["splits.small.nano"] = nil
        resolved["product.refund_rate"] = "{value: \"0.1\"}"
        var forecast = HandMade.forecast()
        forecast.provenance.seed = 2
        let diff = try #require(ResultDiff(from: Self.summary(), to: Self.summary(forecast, resolved: resolved)))
        #expect(
            diff.assumptions == [
                ResultDiff.Change(
                    place: "nano.fee", before: HandMade.resolved["nano.fee"], after: "{varies: \"300 to 1k\"}"),
                ResultDiff.Change(place: "product.refund_rate", before: nil, after: "{value: \"0.1\"}"),
            ])
        #expect(diff.scenario == [ResultDiff.Change(place: "splits.small.nano", before: "100%", after: nil)])
        #expect(diff.method == [ResultDiff.Change(place: "seed", before: "1", after: "2")])
        #expect(!diff.sharesDraws && diff.outcomes.isEmpty)
    }

    @Test("judges a change by the errors of both figures")
    func noise() throws {
        var forecast = HandMade.forecast()
        let before = try #require(forecast.splits[0].total.metrics[.conversions]?.mean)
        let after = before.value + 2.9 * before.standardError
        forecast.splits[0].total.metrics[.conversions]?.mean?.value = after
        forecast.splits[0].goals[0].met = Proportion(count: 2_204, trials: 10_000)
        let diff = try #require(ResultDiff(from: Self.summary(), to: Self.summary(forecast)))
        #expect(diff.outcomes.map(\.figure) == [.mean(.conversions), .chance(HandMade.scenario.goals[0])])
        // 2.9 errors are 2.05 errors of a difference of two; more than two are more than noise.
        #expect(diff.outcomes[0].isBeyondNoise && diff.outcomes[1].isBeyondNoise)
        forecast.splits[0].total.metrics[.conversions]?.mean?.value = before.value + 2.7 * before.standardError
        let smaller = try #require(ResultDiff(from: Self.summary(), to: Self.summary(forecast)))
        #expect(!smaller.outcomes[0].isBeyondNoise)
    }

    @Test("shows a split that only one of the two has")
    func newSplit() throws {
        var forecast = HandMade.forecast()
        forecast.splits[1].name = "tiny"
        let diff = try #require(ResultDiff(from: Self.summary(), to: Self.summary(forecast)))
        #expect(diff.outcomes.contains { $0.split == "small" && $0.before != nil && $0.after == nil })
        #expect(diff.outcomes.contains { $0.split == "tiny" && $0.before == nil && $0.after != nil })
        #expect(diff.outcomes.allSatisfy { $0.isBeyondNoise })
    }

    @Test("is refused for documents of another layout")
    func layout() {
        #expect(ResultDiff(from: Self.summary(), to: ["schema": "tiercast/stress/1"]) == nil)
        #expect(ResultDiff(from: .array([]), to: Self.summary()) == nil)
    }

    @Test("is documented key by key")
    func documentation() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/diff.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var forecast = HandMade.forecast()
        forecast.provenance.seed = 2
        forecast.splits[0].total.metrics[.conversions]?.mean?.value = 0
        let diff = try #require(ResultDiff(from: Self.summary(), to: Self.summary(forecast)))
        guard case .object(let members) = DiffTable(diff, before: "a", after: "b").document,
            case .array(let outcomes) = members["outcomes"] ?? .null, case .object(let outcome) = outcomes[0]
        else {
            Issue.record("the document has another form")
            return
        }
        for key in Array(members.keys) + Array(outcome.keys) {
            #expect(text.contains("`\(key)`"), "\(key) is not documented")
        }
    }
}
