// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Testing

@Suite("Resolution")
struct ResolutionTests {
    private func standing(_ key: QuantityKey, _ line: String, _ text: String) throws -> String? {
        try read(text).scenario.lines.first { $0.name == line }?.assumptions[key]?.text
    }

    @Test("a file of a budget, a product and a split is a whole scenario")
    func defaults() throws {
        let scenario = try read(scenario()).scenario
        #expect(scenario.lines.count == 1)
        #expect(scenario.lines[0].tier == .nano && scenario.lines[0].platform == .instagram)
        #expect(scenario.lines[0].deal.kind == .flat)
        for (key, path) in scenario.lines[0].assumptions {
            #expect(path.text == "tiers.nano.\(key.rawValue)")
            #expect(scenario.quantities[path]?.provenance.isDefault == true)
        }
        #expect(scenario.lines[0].assumptions.count == 20)
        #expect(scenario.shared.count == 10)
        #expect(scenario.quantities[QuantityPath("product.refund_rate")]?.law == .shared(.constant(0)))
    }

    @Test("a line stands before its platform, its platform before its tier, the file before the defaults")
    func precedence() throws {
        let lines = "lines: {a: {tier: nano, platform: tiktok"
        #expect(try standing(.sizeExponent, "a", scenario(lines + "}}")) == "platforms.tiktok.size_exponent")
        #expect(
            try standing(.sizeExponent, "a", scenario(lines + "}}\ntiers: {nano: {size_exponent: 0.5}}"))
                == "tiers.nano.size_exponent")
        #expect(
            try standing(
                .sizeExponent, "a",
                scenario(lines + "}}\ntiers: {nano: {size_exponent: 0.5}}\nplatforms: {tiktok: {size_exponent: 0.2}}"))
                == "platforms.tiktok.size_exponent")
        #expect(
            try standing(
                .sizeExponent, "a",
                scenario(lines + "}}\nplatforms: {tiktok: {size_exponent: 0.2, nano: {size_exponent: 0.3}}}"))
                == "platforms.tiktok.nano.size_exponent")
        #expect(
            try standing(
                .sizeExponent, "a",
                scenario(lines + ", size_exponent: 0.1}}\nplatforms: {tiktok: {size_exponent: 0.2}}"))
                == "lines.a.size_exponent")
    }

    @Test("an explicit denominator displaces the inherited one")
    func denominators() throws {
        let tiktok = scenario("lines: {a: {tier: nano, platform: tiktok}}")
        #expect(try standing(.engagementsPerView, "a", tiktok) == "platforms.tiktok.nano.engagements_per_view")
        #expect(try standing(.engagementsPerFollower, "a", tiktok) == nil)
        let own = scenario("lines: {a: {tier: nano, clicks_per_view: 1%}}")
        #expect(try standing(.clicksPerView, "a", own) == "lines.a.clicks_per_view")
        #expect(try standing(.clicksPerEngagement, "a", own) == nil)
    }

    @Test("deals combine their terms")
    func deals() throws {
        let text = scenario(
            """
            lines:
              a: {tier: nano, deal: {fee: 50%, revenue_share: 10%, cap: 2k, clawback: false}}
              b: {tier: nano, deal: gifting}
              c: {tier: nano, deal: {fee: none, per_acquisition: 5 to 10}}
              d: {tier: nano, deal: {fee: full, per_lead: 2}, leads_per_click: 10%}
            """)
        let read = try read(text)
        let deals = Dictionary(uniqueKeysWithValues: read.scenario.lines.map { ($0.name, $0.deal) })
        #expect(
            deals["a"]
                == Deal(
                    [
                        .feeShare: QuantityPath("lines.a.deal.fee_share"),
                        .revenueShare: QuantityPath("lines.a.deal.revenue_share"),
                        .commissionCap: QuantityPath("lines.a.deal.cap"),
                    ], clawback: false))
        #expect(deals["b"] == Deal(gift: true))
        #expect(deals["c"]?.kind == .perAcquisition)
        #expect(deals["d"]?.kind == .hybrid)
        #expect(read.scenario.quantities[QuantityPath("lines.a.deal.fee_share")]?.law == .shared(.constant(0.5)))
        #expect(
            read.scenario.quantities[QuantityPath("lines.c.deal.per_acquisition")]?.law
                == .shared(.uncertain(.logNormal(low: 5, high: 10))))
    }

    @Test("reordering the keys of a file leaves the resolved text and its checksum as they were")
    func reordering() throws {
        let one = """
            version: 1
            budget: 10k
            product: {order_value: 80, gross_margin: 60%}
            tiers: {nano: {fee: 300, pool: 50}, micro: {fee: {typical: 3 to 5 * nano.fee, note: x}}}
            splits: {a: {nano: 30%, micro: 70%}, b: {nano: 100%}}
            """
        let other = """
            splits: {b: {nano: 100%}, a: {micro: 70%, nano: 30%}}
            tiers: {micro: {fee: {note: x, typical: 3 to 5 * nano.fee}}, nano: {pool: 50, fee: 300}}
            product: {gross_margin: 60%, order_value: 80}
            budget: 10k
            version: 1
            """
        #expect(try read(one).resolvedText == read(other).resolvedText)
        #expect(try read(one).checksum == read(other).checksum)
        #expect(try read(one).checksum != read(one.replacing("300", with: "301")).checksum)
    }

    @Test("an override replaces a value, adds one, and is reported under its own name")
    func overrides() throws {
        let base = scenario("tiers: {nano: {fee: 300}}")
        let read1 = try read(
            base,
            overrides: [
                "tiers.nano.fee=400", "tiers.micro.fee=1k to 2k", "budget=20k", "splits.s.nano=50%",
                "splits.s.micro=50%",
            ])
        #expect(read1.scenario.budget == 20_000)
        #expect(read1.scenario.quantities[QuantityPath("tiers.nano.fee")]?.law == .shared(.constant(400)))
        #expect(
            read1.scenario.quantities[QuantityPath("tiers.micro.fee")]?.law
                == .varying(.logNormal(low: 1000, high: 2000)))
        #expect(read1.scenario.splits == [Split(name: "s", shares: ["nano": 0.5, "micro": 0.5])])
        do {
            _ = try read(base, overrides: ["tiers.nano.fee=-5"])
            Issue.record("accepted")
        } catch let errors as ScenarioErrors {
            #expect(
                errors.problems.map { $0.rendered() } == [
                    "--set tiers.nano.fee:1:1: error: 'fee' is -5; it must be 0 or above\n  -5\n  ^"
                ])
        }
        #expect(throws: ScenarioError.notAnOverride("fee")) { try Override(parsing: "fee") }
    }

    @Test("places of quantities, lines and splits are those of the file")
    func locations() throws {
        let read = try read(scenario("tiers:\n  nano:\n    fee: 300\nlines:\n  x: {tier: nano}"))
        #expect(
            read.location(of: QuantityPath("tiers.nano.fee")) == SourceLocation(file: "test.yaml", line: 10, column: 5))
        #expect(read.location(ofLine: "x") == SourceLocation(file: "test.yaml", line: 12, column: 3))
        #expect(read.location(ofSplit: "s") == SourceLocation(file: "test.yaml", line: 7, column: 10))
        #expect(
            read.problem("odd", at: read.location(ofLine: "x"), severity: .warning).rendered()
                == "test.yaml:12:3: warning: odd\n    x: {tier: nano}\n    ^")
    }
}
