// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Foundation
import Testing

@Suite("Catalogue")
struct CatalogueTests {
    /// Set to write the generated files instead of comparing them.
    private var isWriting: Bool { ProcessInfo.processInfo.environment["TIERCAST_WRITE_GENERATED"] == "1" }

    private func compare(_ text: String, _ path: String) throws {
        let file = repository.appending(path: path)
        if isWriting { try text.write(to: file, atomically: true, encoding: .utf8) }
        #expect(
            try String(contentsOf: file, encoding: .utf8) == text,
            "\(path) is out of date: run with TIERCAST_WRITE_GENERATED=1")
    }

    @Test("the schema beside the scenarios is the generated one")
    func schemaFile() throws { try compare(ScenarioSchema.json(), "scenarios/scenario.schema.json") }

    @Test("the reference is the generated one")
    func referenceFile() throws { try compare(KeyCatalogue.reference(), "docs/scenario-reference.md") }

    @Test("the schema is JSON and knows every quantity, with its meaning")
    func schemaContents() throws {
        let json = ScenarioSchema.json()
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
        for entry in KeyCatalogue.all {
            #expect(json.contains("\"\(entry.name)\": {"), "\(entry.name)")
            #expect(json.contains(entry.meaning), "\(entry.name)")
        }
    }

    @Test("every key's example reads")
    func examples() throws {
        for entry in KeyCatalogue.all {
            let value = "\(entry.name): \(entry.example)"
            let text =
                switch entry.key.section {
                case .product:
                    scenario().replacing(
                        "  \(entry.name == "order_value" ? "order_value: 80" : entry.name == "gross_margin" ? "gross_margin: 60%" : "order_value: 80")",
                        with:
                            "  \(value)\(["order_value", "gross_margin"].contains(entry.name) ? "" : "\n  order_value: 80")"
                    )
                case .costs, .audience, .attribution: scenario("\(entry.key.section.rawValue): {\(value)}")
                case .time: scenario("time: {weeks: 4, \(value)}")
                case .risk:
                    scenario(
                        "lines: {nano: {}}\nrisks: {a: {\(entry.key == .probability ? "" : "probability: 5%, ")"
                            + "\(entry.key == .lasting ? "from_week: 2, " : "")\(value), "
                            + "effects: {views_per_follower: {multiply: 0.5}}}}")
                case .line:
                    scenario(
                        "time: {weeks: 4}\ncosts: {hourly_wage: 35}\nlines: {a: {tier: nano, \(value)\(entry.key == .ordersPerLead ? ", leads_per_click: 10%" : "")}}"
                    )
                case .deal:
                    scenario(
                        "lines: {a: {tier: nano, leads_per_click: 10%, gift_cost: 5, deal: {gift: true, "
                            + "\(entry.key == .commissionCap ? "revenue_share: 10%, " : "")\(value)}}}")
                }
            // By itself a key may have no effect, which is said.
            let said = problems(text).filter { !$0.contains(": warning: ") || !$0.contains(" no effect: ") }
            #expect(said == [], "\(value)")
        }
    }

    @Test("a key is explained with its unit, forms, example and defaults")
    func explain() throws {
        let page = try KeyCatalogue.explain("tiers.nano.acceptance")
        #expect(
            page == """
                acceptance (tiers, platforms, lines)
                  The share of creators who accept when they are asked.
                  unit: share; values: 0 to 1 (0% to 100%)
                  one value for the whole campaign: an interval is what you do not know about it
                  forms: a number, an interval '1% to 3%' (beta), evidence '61 of 2140', a named distribution, data(file.csv, column), a reference, arithmetic
                  example: acceptance: 40% to 80%
                  default in the library evidence:
                    tiers.nano.acceptance: 100% (every creator who is asked accepts, unless stated)
                    tiers.micro.acceptance: 100% (every creator who is asked accepts, unless stated)
                    tiers.macro.acceptance: 100% (every creator who is asked accepts, unless stated)
                    tiers.mega.acceptance: 100% (every creator who is asked accepts, unless stated)
                  default in the library article:
                    tiers.nano.acceptance: 100% (every creator who is asked accepts, unless stated)
                    tiers.micro.acceptance: 100% (every creator who is asked accepts, unless stated)
                    tiers.macro.acceptance: 100% (every creator who is asked accepts, unless stated)
                    tiers.mega.acceptance: 100% (every creator who is asked accepts, unless stated)

                """)
        for entry in KeyCatalogue.all { #expect(try KeyCatalogue.explain(entry.name).contains(entry.meaning)) }
        for metric in Metric.allCases {
            let meaning = metric.record.meaning.replacing("`", with: "'")
            for name in [metric.rawValue, metric.title] { #expect(try KeyCatalogue.explain(name).contains(meaning)) }
        }
        for word in ["data", "rate", "uniform", "CPM", "orders a post"] {
            #expect(try KeyCatalogue.explain(word).contains("\n  "), "\(word)")
        }
        #expect(throws: ScenarioError.unknownKey("acceptence", nearest: ["acceptance"])) {
            try KeyCatalogue.explain("acceptence")
        }
        #expect(
            ScenarioError.unknownKey("cpx", nearest: ["cpa", "cap"]).description
                == "'cpx' is neither a key of a scenario nor a metric; did you mean the metric 'cpa' or the key 'cap'?")
    }

    @Test("what holds without a default cannot be taken for one")
    func withoutDefault() throws {
        for entry in KeyCatalogue.all {
            let page = try KeyCatalogue.explain((entry.key.section == .deal ? "deal." : "tiers.nano.") + entry.name)
            #expect(!page.contains("default: none"))
            #expect(page.contains("no default: ") != page.contains("default in the library"), "\(entry.name)")
        }
        #expect(try KeyCatalogue.explain("deal.fee").contains("no default: a deal that leaves it out pays no fee;"))
        #expect(try KeyCatalogue.explain("cap").contains("unless a list says it of each creator"))
    }

    @Test("a week of the first post alone is in force in no file, as its page says")
    func startWeek() throws {
        let page = try KeyCatalogue.explain("start_week")
        #expect(
            page.contains("in force only where the file has a section 'time', or an event with 'from_week' on the line")
        )
        func hasNoEffect(_ more: String) -> Bool {
            problems(scenario("tiers: {nano: {start_week: 3}}\n" + more)).contains { $0.contains("no effect") }
        }
        #expect(hasNoEffect(""))
        #expect(!hasNoEffect("time: {weeks: 9}"))
        let event = "probability: 5%, from_week: 2, effects: {views_per_follower: {multiply: 0.5}}"
        #expect(!hasNoEffect("lines: {nano: {}}\nrisks: {storm: {\(event)}}"))
        #expect(hasNoEffect("lines: {nano: {}, b: {tier: micro}}\nrisks: {storm: {on: b, \(event)}}"))
    }
}
