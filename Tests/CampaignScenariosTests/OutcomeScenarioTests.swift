// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Foundation
import Testing

@Suite("Scenarios of outcomes")
struct OutcomeScenarioTests {
    private func scenario(_ header: String, _ row: String) throws -> Scenario {
        let outcome = try #require(try outcomes("id,\(header)\na,\(row)").first)
        return try read(try #require(OutcomeScenario(outcome)).text).scenario
    }

    private func constant(_ path: String, in scenario: Scenario) -> Double? {
        guard case .shared(.constant(let value)) = scenario.quantities[QuantityPath(path)]?.law else { return nil }
        return value
    }

    @Test("the scenario of every shipped row reads without a problem")
    func shipped() throws {
        for row in try shippedOutcomes() {
            guard let scenario = OutcomeScenario(row) else {
                #expect([.own, .none].contains(row.deal), "\(row.id)")
                continue
            }
            #expect(problems(scenario.text) == [], "\(row.id)")
            // Nothing that was measured may stand in what is forecast from.
            for column in [OutcomeColumn.roas, .cpa, .revenue] {
                guard let value = row.numbers[column], value > 99 else { continue }
                #expect(!scenario.text.contains(String(Int(value))), "\(row.id) knows its \(column.rawValue)")
            }
        }
    }

    @Test("states what was planned: tier, platform, deal, fee, budget, order value")
    func plan() throws {
        let paid = try scenario(
            "tier,platform,deal,fee_per_post,budget_usd,order_value", "macro,youtube,flat,1200,6000,80.5")
        let line = try #require(paid.lines.first)
        #expect(paid.lines.count == 1 && line.tier == .macro && line.platform == .youtube && line.deal.kind == .flat)
        #expect(paid.budget == 6_000 && constant("lines.macro.fee", in: paid) == 1_200)
        #expect(constant("product.order_value", in: paid) == 80.5 && constant("product.gross_margin", in: paid) == 0.6)
        #expect(constant("costs.hourly_wage", in: paid) == 0 && constant("lines.macro.management_hours", in: paid) == 0)

        // Who knows the money and the heads knows what a head costs.
        let counted = try scenario("tier,budget_usd,creators", "micro,5000,25")
        #expect(constant("lines.micro.fee", in: counted) == 200 && constant("lines.micro.pool", in: counted) == 25)
        #expect(constant("lines.micro.no_show", in: counted) == 0)

        let gifted = try scenario("tier,deal,fee_per_post,creators", "nano,gifting,50,12")
        #expect(gifted.lines.first?.deal.kind == .gifting && constant("lines.nano.gift_cost", in: gifted) == 50)
        #expect(gifted.budget == 625 && constant("lines.nano.pool", in: gifted) == 12)

        let shared = try scenario("tier,deal,revenue,orders", "micro,revenue_share,5000,125")
        #expect(shared.lines.first?.deal.kind == .revenueShare)
        #expect(
            shared.quantities[QuantityPath("lines.micro.deal.revenue_share")]?.law.expression?.distributions.count == 1)
        #expect(constant("lines.micro.gift_cost", in: shared) == 0)
        #expect(constant("product.order_value", in: shared) == 40)
    }

    @Test("several tiers share the money alike, several platforms are 'other'")
    func mixed() throws {
        let mixed = try scenario("tier,platform,budget_usd", "mixed,mixed,9000")
        #expect(mixed.lines.map(\.tier) == [.nano, .micro, .macro] && mixed.lines.allSatisfy { $0.platform == .other })
        #expect(mixed.lines.allSatisfy { abs((mixed.splits[0].shares[$0.name] ?? 0) - 1.0 / 3) < 1e-4 })
    }

    @Test("an average is that of two hundred creators, a chance over creators that of one")
    func averages() throws {
        let known = try scenario("kind,tier,fee_per_post,budget_usd,roas", "per-creator average,macro,1200,1200,5")
        #expect(known.budget == 240_600 && constant("lines.macro.pool", in: known) == 200)
        let unknown = try scenario("kind,tier,roas", "Company,macro,5")
        #expect(unknown.budget == 1e12 && constant("lines.macro.pool", in: unknown) == 200)
        let tiers = try scenario("kind,roas", "aggregate,5")
        #expect(tiers.budget == 600_000 && tiers.lines.count == 3)
        let one = try scenario("kind,tier,roas_censor", "distribution over creators,micro,P(ROAS>3)=0.3")
        #expect(constant("lines.micro.pool", in: one) == 1)
        let single = try scenario("kind,tier,roas", "campaign,micro,5")
        #expect(constant("lines.micro.pool", in: single) == 1 && constant("lines.micro.acceptance", in: single) == 1)
    }

    @Test("the file names its library of defaults")
    func defaults() throws {
        let row = try #require(try outcomes("id,tier\na,nano").first)
        #expect(OutcomeScenario(row)?.text.contains("\ndefaults: 'evidence'\n") == true)
        #expect(OutcomeScenario(row, defaults: "it's/a name")?.text.contains("\ndefaults: 'it''s/a name'\n") == true)
        let lead = try #require(try outcomes("id,deal,roas\na,per_lead,2").first)
        #expect(OutcomeScenario(lead) == nil)
        #expect(lead.obstacle == "the terms of its per_lead deal are not in the table")
    }

    @Test("file names are plain and all different")
    func names() throws {
        let rows = try outcomes("id\n../a\nb c\nB?C\nb-c\nÄ\n\(String(repeating: "x", count: 300))")
        let names = OutcomeScenario.fileNames(rows)
        #expect(names.prefix(5) == ["---a.yaml", "b-c.yaml", "B-C-2.yaml", "b-c-3.yaml", "-.yaml"])
        #expect(names[5].count == 85)
    }

    @Test("two thousand broken tables neither crash nor hang, and what reads can be written as scenarios")
    func mutations() throws {
        let shipped = Array(try Data(contentsOf: repository.appending(path: "scenarios/outcomes/published.csv")))
        let short =
            "id,case,tier,deal,fee_per_post,budget_usd,creators,roas,roas_censor\na,x,nano,flat,5,9,3,2,P(ROAS>1)=0.5\n"
        let corpus = [shipped, Array(short.utf8), Array(short.replacing(",", with: ";").utf8)]
        let pieces = [
            "\"", ",", ";", "\t", "\r\n", "\n", "1e308", "-", "nan", "\u{FEFF}", "\u{2028}", "é", "👩‍👩‍👧", "P(", "0.0001",
            "'", "#",
        ]
        var state: UInt64 = 20_261_126
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
        var read = 0
        for round in 0..<2_000 {
            var bytes = corpus[next(corpus.count)]
            for _ in 0...next(3) {
                let at = next(bytes.count + 1)
                switch next(5) {
                case 0 where at < bytes.count: bytes[at] = UInt8(next(256))
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + next(12)))
                case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + next(60))], at: next(bytes.count + 1))
                case 3: bytes.removeSubrange(at...)
                default: bytes.insert(contentsOf: Array(pieces[next(pieces.count)].utf8), at: at)
                }
            }
            guard let table = try? OutcomeTable(bytes: bytes, file: "m.csv") else { continue }
            read += 1
            #expect(Set(OutcomeScenario.fileNames(table.rows)).count == table.rows.count)
            guard round.isMultiple(of: 10) else { continue }
            for row in table.rows {
                guard let text = OutcomeScenario(row)?.text else { continue }
                #expect(problems(text) == [], "round \(round), \(row.id)")
            }
        }
        #expect(read > 100)
    }
}
