// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Foundation
import Testing

/// A campaign without chance: each creator costs 500 $ and brings 10 orders of 80 $.
private func known(_ claims: String, more: String = "") -> String {
    """
    version: 1
    budget: 10k
    defaults: article
    product: {order_value: 80, gross_margin: 60%}
    tiers:
      nano:
        {followers: 1000, fee: 500, views_per_follower: 1, engagements_per_view: 1, clicks_per_engagement: 1,
        orders_per_click: 1, post_luck: 1, sales_power: 1, pool: 40}
    splits: {s: {nano: 100%}, t: {micro: 100%}}
    \(more)
    claims:
      \(claims)
    """
}

private func check(_ text: String, trials: Int = 256) throws -> ClaimCheck {
    let checker = try ClaimChecker(
        campaign: try PreparedCampaign(try read(text).subject),
        options: ForecastOptions(trials: trials, seed: 1, threads: 2))
    return try checker.run()
}

@Suite("Claims")
struct ClaimTests {
    @Test("are formulas of results and quantities, with the split that pays for them")
    func forms() throws {
        let claims = try read(
            known(
                """
                short: cpa.small / cpa.nano = 0.60
                  long: {says: clicks_per_engagement.nano = 3 to 5 * nano.clicks_per_engagement, tolerance: 5%, source: x, year: 2025}
                  bound: {says: roi >= -50%, split: t}
                """)
        ).scenario.claims
        #expect(claims.map(\.name) == ["short", "long", "bound"])
        #expect(claims[0].split == "s" && claims[0].tolerance == 0.1 && claims[0].relation == .equal)
        #expect(claims[0].left.groups.map(\.lines) == [["nano", "micro"], ["nano"]])
        #expect(claims[1].tolerance == 0.05 && claims[1].provenance.year == 2025)
        #expect(claims[1].right.quantities == [QuantityPath("tiers.nano.clicks_per_engagement")])
        #expect(claims[2].split == "t" && claims[2].relation == .atLeast && claims[2].right == .number(-0.5))
        #expect(claims[2].tolerance == 0)
    }

    @Test("read back from the resolved text as they are")
    func resolved() throws {
        let text = known(
            "a: {says: cpa.nano = 3 to 5, tolerance: 5%, note: \"n: 1\"}",
            more: """
                stress:
                  dear: {on: nano, effects: {fee: {multiply: 1.2 to 1.5}}, note: costs rise}
                  worst: {together: [dear, margin_down]}
                """)
        let first = try read(text)
        let again = try read(first.resolvedText)
        #expect(again.scenario.claims == first.scenario.claims)
        #expect(
            again.scenario.shocks.sorted { $0.name < $1.name } == first.scenario.shocks.sorted { $0.name < $1.name })
        #expect(again.checksum == first.checksum)
    }

    @Test("hold by their tolerance, their interval or their side")
    func holds() throws {
        // A million clicks of each creator become about ten thousand orders.
        let found = try check(
            known(
                """
                right: cpa = 0.05
                  close: {says: cpa = 0.048, tolerance: 5%}
                  wrong: {says: cpa = 0.048, tolerance: 1%}
                  within: cpa = 0.04 to 0.06
                  below: cpa <= 0.049
                """
            ).replacing("orders_per_click: 1,", with: "orders_per_click: 1%,").replacing(
                "followers: 1000", with: "followers: 1000000"))
        #expect(found.claims.map(\.holdsTypically) == [true, true, false, true, false])
        #expect(found.claims[0].claimed == 0.05...0.05)
        #expect(found.claims[3].holds.value == 1 && found.claims[4].holds.value == 0)
    }

    @Test("about losses hold by the same tolerance as others")
    func losses() throws {
        // 20 creators cost 10,000 $ and bring some ten orders each of 80 $ at a margin of 60 %: a loss of about 400 $.
        let found = try check(
            known(
                """
                right: {says: profit = -400, tolerance: 50%}
                  sum: {says: revenue - cost = revenue - cost - 1, tolerance: 5%}
                  wrong: {says: profit = -4000, tolerance: 10%}
                  bound: profit <= -10
                """
            ).replacing("orders_per_click: 1,", with: "orders_per_click: 1%,"))
        #expect(found.claims.map(\.holdsTypically) == [true, true, false, true])
        #expect(found.claims[2].holds.count == 0)
        // 4,000 $ of loss take orders that are worth less: 6,000 $ of margin from 200 orders are an order value of 50 $.
        let remedy = try #require(
            found.claims[2].remedies.first { $0.assumption.path.text == "product.order_value" })
        #expect(abs(remedy.value - 50) < 3)
    }

    @Test("tell the value that each assumption would have to have")
    func remedies() throws {
        // 1,000 orders of 80 $ for 500 $ return 160 for each dollar.
        let found = try check(known("double: revenue / cost = 320"))
        let remedies = found.claims[0].remedies
        func value(_ path: String) throws -> Double {
            try #require(remedies.first { $0.assumption.path.text == path }).value
        }
        #expect(abs(try value("product.order_value") - 160) < 0.5)
        #expect(abs(try value("tiers.nano.followers") - 2_000) < 10)
        #expect(found.claims[0].helpless.map(\.path.text).contains("product.gross_margin"))
        #expect(found.claims[0].below.value == 1 && found.claims[0].holds.value == 0)
    }

    @Test("that contradict each other cannot hold together, and those that do not can")
    func together() throws {
        let found = try check(
            known(
                """
                rich: product.order_value = 100
                  poor: product.order_value = 60
                  cheap: product.gross_margin = 30%
                """
            ).replacing(
                "order_value: 80, gross_margin: 60%",
                with: "order_value: {typical: 50 to 120}, gross_margin: 20% to 60%"))
        func pair(_ first: Int, _ second: Int) throws -> ClaimPair {
            try #require(found.pairs.first { $0.first == first && $0.second == second })
        }
        #expect(try pair(0, 1).canHold == false && pair(0, 1).firstCanHold && pair(0, 1).secondCanHold)
        #expect(try pair(0, 2).canHold && pair(1, 2).canHold)
        #expect(try pair(0, 1).both.count == 0)
    }

    @Test(
        "are refused with a reason and a place where they cannot be read",
        arguments: [
            ("a: cpa.nanno = 3", "did you mean 'nano'?"), ("a: cpaa = 3", "did you mean 'cpa'?"),
            ("a: cpa.nano", "without one relation"), ("a: 3 = 3", "is about nothing"),
            ("a: cpa = cpa / 0", "division by zero"),
            ("a: 3 to 5 = cpa", "one interval, after its relation"), ("a: cpa.macro = 3", "stands for no line"),
            ("a: cpa.nano / cpa.micro = 3", "no split gives money to all of nano, micro"),
            ("a: {says: cpa = 3, tolerance: -1%}", "'tolerance' is"), ("a: {says: cpa = 3, split: u}", "'split' is"),
            ("a: {tolerance: 3%}", "says nothing"), ("a: incremental_cpa = 3", "states something of"),
            ("a: uniform(min: 1, max: 2) = cpa", "numbers, results and quantities"),
            ("a: {say: cpa = 3}", "did you mean 'says'?"),
        ])
    func refused(_ claim: String, _ reason: String) {
        let found = problems(known(claim))
        #expect(
            found.contains { $0.contains(reason) && $0.hasPrefix("test.yaml:") && $0.contains("error") }, "\(found)")
    }

    @Test(
        "a shock that changes nothing, or combines what is no shock, is refused",
        arguments: [
            ("a: {on: nano}", "changes nothing"), ("a: {together: [feesup]}", "did you mean 'fees_up'?"),
            ("a: {effects: {fee: {times: 2}}}", "is one of {multiply"),
            ("a: {on: tiktok, effects: {fee: {set: 2}}}", "of nothing"),
            ("a: {together: fees_up}", "names of shocks"),
            ("a: {effects: {fee: {multiply: 2}}, probability: 3%}", "not a key of a shock"),
            ("a: {together: [b]}\n  b: {together: [fees_up]}", "is a combination itself"),
        ])
    func refusedShock(_ shock: String, _ reason: String) {
        let found = problems(scenario("stress:\n  \(shock)"))
        #expect(found.contains { $0.contains(reason) }, "\(found)")
    }
}

@Suite("The article's claims")
struct ArticleClaimTests {
    /// What the geometric mid-points of the article's table imply, computed here from the table alone.
    private let implied: [(claim: String, value: Double)] = {
        let fees = [
            "nano": (200.0 * 1_000).squareRoot(), "micro": (1_000.0 * 5_000).squareRoot(),
            "macro": (15e3 * 49e3).squareRoot(),
        ]
        let followers = [
            "nano": (1e3 * 1e4).squareRoot(), "micro": (1e4 * 1e5).squareRoot(), "macro": (1e5 * 1e6).squareRoot(),
        ]
        let rates = ["nano": 0.0271, "micro": 0.0181, "macro": 0.012]
        func cost(_ tier: String) -> Double {
            (fees[tier] ?? .nan) / ((followers[tier] ?? .nan) * (rates[tier] ?? .nan))
        }
        return [
            ("er60", 0.0271 / 0.012), ("cpa40_micro", cost("micro") / 6.7 / cost("macro")),
            ("cpa40_nano", cost("nano") / 6.7 / cost("macro")), ("nano_is_cheaper", cost("nano") / cost("micro")),
            ("same_buyers", 6.7 / (3.0 * 5).squareRoot()), ("roi5_78_nano", 5.78 * cost("nano") / 80),
            ("roi5_78_micro", 5.78 * cost("micro") / 80), ("roi5_78_macro", 5.78 * cost("macro") / 80),
        ]
    }()

    private func results() throws -> [[String: Any]] {
        let file = repository.appending(path: "results/article-claims/claims.json")
        let document = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
        return try #require(document?["claims"] as? [[String: Any]])
    }

    @Test("come out as the mid-points of its table imply: CPA 92 % lower where 40 % is claimed, engagement 126 % above")
    func contradictions() throws {
        for (name, value) in implied {
            let claim = try #require(try results().first { $0["claim"] as? String == name })
            let found: Double
            let error: Double
            if name.hasPrefix("roi5_78_") {
                found = try #require(claim["claimed_low"] as? Double)
                error = 0.05 * value
            } else {
                let median = try #require((claim["simulated"] as? [String: Any])?["p50"] as? [String: Any])
                found = try #require(median["value"] as? Double)
                // The median's 95 % interval, stretched from 1.96 to 5 standard errors, and 2 % for whole creators.
                let (low, high) = (try #require(median["low"] as? Double), try #require(median["high"] as? Double))
                error = 5 * (high - low) / (2 * 1.96) + 0.02 * value
            }
            #expect(abs(found - value) <= error, "\(name): \(found) for \(value)")
        }
    }

    @Test(
        "need a conversion multiple of about 0.91, or 1.2, for the CPA to fall by 40 %",
        arguments: [
            ("cpa40_micro", "assumptions.micro_multiple", 0.913), ("cpa40_nano", "assumptions.nano_multiple", 1.219),
        ])
    func needed(_ name: String, _ path: String, _ value: Double) throws {
        let claim = try #require(try results().first { $0["claim"] as? String == name })
        let remedies = try #require(claim["remedies"] as? [[String: Any]])
        let remedy = try #require(remedies.first { $0["quantity"] as? String == path })
        let found = try #require(remedy["value"] as? Double)
        let error = try #require(remedy["standard_error"] as? Double)
        #expect(abs(found - value) <= 5 * error)
        #expect(error < 0.15 * value)
    }

    @Test("the documentation quotes the results")
    func documented() throws {
        let text = try String(contentsOf: repository.appending(path: "docs/claims.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.split(separator: "|").count == 3 }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        var quoted = 0
        for claim in try results() {
            let name = "`\(claim["claim"] as? String ?? "")`"
            guard let row = rows.first(where: { $0[0] == name }), let figure = Double(row[2]) else { continue }
            let median = try #require((claim["simulated"] as? [String: Any])?["p50"] as? [String: Any])
            let value = try #require(median["value"] as? Double)
            #expect(abs(figure - value) <= 0.006 * value)
            quoted += 1
        }
        #expect(quoted == 5)
    }
}
