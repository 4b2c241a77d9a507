// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Testing

@Suite("A key at the wrong place")
struct MisplacedKeyTests {
    /// Scenarios in which keys stand in a section, in flow style.
    private static let places: [(name: String, section: QuantityKey.Section, text: @Sendable (String) -> String)] = [
        ("product", .product, { scenario(product: $0.replacing(", ", with: "\n  ")) }),
        ("costs", .costs, { scenario("costs: {\($0)}") }),
        ("audience", .audience, { scenario("audience: {\($0)}") }),
        ("attribution", .attribution, { scenario("attribution: {\($0)}") }),
        ("time", .time, { scenario("time: {weeks: 4, \($0)}") }),
        ("tiers", .line, { scenario("tiers: {nano: {\($0)}}") }),
        ("platforms", .line, { scenario("platforms: {tiktok: {\($0)}}") }),
        ("lines", .line, { scenario("lines: {a: {tier: nano, \($0)}}") }),
        ("deal", .deal, { scenario("lines: {a: {tier: nano, deal: {fee: 50%, \($0)}}}") }),
        ("risks", .risk, { scenario("risks: {storm: {probability: 5%, effects: {fee: {multiply: 2}}, \($0)}}") }),
    ]

    /// What is said of where a key of a section belongs.
    private static func home(_ section: QuantityKey.Section, _ name: String) -> String {
        switch section {
        case .line: "it belongs to a tier, a platform or a line: tiers: {micro: {\(name): …}}"
        case .deal: "it belongs to the deal of a line: deal: {\(name): …}"
        case .risk: "it belongs to an event: risks: {my-event: {\(name): …}}"
        default: "it belongs to '\(section.rawValue)': \(section.rawValue): {\(name): …}"
        }
    }

    @Test("is said to belong where it does", arguments: places.indices)
    func everywhere(place: Int) {
        let (place, section, text) = Self.places[place]
        // A deal and a tier both have a 'fee'.
        let strange = QuantityKey.allCases.filter { $0.section != section && $0.name != "fee" }
        let said = problems(text(strange.map { "\($0.name): 1" }.joined(separator: ", ")))
        for key in strange {
            let own = said.filter { $0.contains("'\(key.name)' is not a key of") }
            #expect(own.count == 1 && own[0].contains(Self.home(key.section, key.name)), "\(place): \(own)")
        }
    }

    @Test("that is no quantity is said to belong where it does")
    func others() {
        for (text, wanted) in [
            (scenario("lines: {a: {tier: nano, gift: true}}"), "it belongs to the deal of a line: deal: {gift: …}"),
            (scenario("costs: {weeks: 3}"), "it belongs to 'time': time: {weeks: …}"),
            (scenario("costs: {splits: 3}"), "it belongs to the top level of the file"),
            (scenario("tiers: {nano: {platform: tiktok}}"), "it belongs to a line: lines: {my-line: {platform: …}}"),
            (
                scenario("lines: {a: {tier: nano, commission: 10%}}"),
                "did you mean 'revenue_share'? It belongs to the deal of a line: deal: {revenue_share: …}"
            ),
            // What is misspelt is what it resembles.
            (scenario("tier: {nano: {fee: 3}}"), "did you mean 'tiers'?"),
        ] {
            #expect(problems(text).contains { $0.contains(wanted) }, "\(problems(text))")
        }
    }
}

@Suite("What is stated and changes nothing")
struct SilencedTermTests {
    private func said(_ deal: String, more: String = "") -> [String] {
        problems(
            scenario("lines: {a: {tier: nano, leads_per_click: 10%, deal: \(deal)}}\n\(more)", splits: "{s: {a: 100%}}")
        )
    }

    @Test(
        "commission under a cap of 0 is said not to be paid",
        arguments: ["per_acquisition", "per_lead", "revenue_share", "per_view"])
    func capOfNothing(term: String) {
        let amount = term == "revenue_share" ? "8%" : "8"
        let nothing = said("{\(term): \(amount), cap: 0}")
        #expect(
            nothing.contains {
                $0.contains(
                    "warning: the commission of line 'a' is not paid: its 'cap' is 0; a deal without a cap leaves 'cap' out"
                )
            }, "\(nothing)")
        for deal in ["{\(term): \(amount), cap: 1}", "{\(term): \(amount)}", "{\(term): \(amount), cap: 0 to 5}"] {
            #expect(!said(deal).contains { $0.contains("is not paid") })
        }
        // What is taken of commission then has no effect either.
        #expect(
            said("{\(term): \(amount), cap: 0}", more: "costs: {network_fee: 10%}").contains {
                $0.contains("'network_fee' of costs has no effect: the commission of line 'a' is capped at 0")
            })
    }

    @Test("0 is warned of where it is a value as any other", arguments: ["0", "0.5", "100%"])
    func zero(value: String) {
        func hasNoEffect(_ text: String) -> Bool { problems(text).contains { $0.contains("no effect") } }
        #expect(hasNoEffect(scenario("tiers: {nano: {followers: 30k, size_exponent: \(value)}}")))
        #expect(!hasNoEffect(scenario("tiers: {nano: {size_exponent: \(value)}}")))
        #expect(hasNoEffect(scenario("audience: {overlap_within: 0, repeat_response: \(value)}")))
        #expect(!hasNoEffect(scenario("audience: {population: 1M, repeat_response: \(value)}")))
    }

    @Test("a goal in a unit that does not fit says which does")
    func goals() {
        for (goal, wanted) in [
            ("cpa <= 45%", "which is money in USD: write cpa <= 45"),
            ("roi >= 20 USD", "which is a ratio or percentage: write roi >= 20%"),
            ("conversions >= 20%", "which is a number: write conversions >= 700"),
            ("profit >= 20 EUR", "which is money in USD: write profit >= 5000"),
        ] {
            let said = problems(scenario("goals: [\(goal)]"))
            #expect(said.contains { $0.contains(wanted) }, "\(said)")
        }
        // What is proposed can be read.
        for metric in Metric.allCases {
            guard case .some(let page) = try? KeyCatalogue.explain(metric.rawValue),
                let goal = page.split(separator: "goals: [").last?.split(separator: "]").first
            else {
                Issue.record("\(metric) is not explained")
                continue
            }
            #expect((try? GoalForm.parse(String(goal), currency: "USD"))?.metric == metric, "\(goal)")
        }
    }
}
