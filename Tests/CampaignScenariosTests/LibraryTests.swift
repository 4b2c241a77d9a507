// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignForecasting
import CampaignModel
import CampaignScenarios
import Foundation
import Testing

@Suite("Libraries of defaults")
struct LibraryTests {
    private static let own = """
        name: Benchmarks
        date: 2026-05-01
        tiers:
          nano:
            clicks_per_view: {typical: 1% to 2%, source: "our links", year: 2025, trust: B}
            size_exponent: 0.8
        """

    /// Reads a scenario beside `own.yaml` and other files.
    private func readBeside(_ text: String, _ files: [String: String] = ["own.yaml": Self.own]) throws -> ReadScenario {
        let reader = ScenarioReader { path in
            guard let text = files[path] else { throw NoSuchFile() }
            return Array(text.utf8)
        }
        return try reader.read(bytes: Array(text.utf8), file: "plans/test.yaml")
    }

    private func text(_ defaults: String, _ more: String = "", splits: String = "{s: {nano: 100%}}") -> String {
        """
        version: 1
        budget: 10k
        defaults: \(defaults)
        product: {order_value: 80, gross_margin: 60%}
        splits: \(splits)
        \(more)
        """
    }

    private func messages(_ text: String, _ files: [String: String] = ["own.yaml": Self.own]) -> [String] {
        do throws(ScenarioErrors) {
            let reader = ScenarioReader { path in
                guard let text = files[path] else { throw NoSuchFile() }
                return Array(text.utf8)
            }
            _ = try reader.read(bytes: Array(text.utf8), file: "plans/test.yaml")
            return []
        } catch {
            return error.problems.map {
                "\($0.location.file):\($0.location.line):\($0.location.column): \($0.message)"
            }
        }
    }

    @Test(
        "every uncertain figure of 'evidence' says where it comes from, how far to trust it, and why it is as wide as it is"
    )
    func provenance() {
        for figure in LibraryReader().contents(.evidence).figures {
            let words = [" to ", "(", "varies", "varying", "_level", "market_"]
            guard words.contains(where: figure.value.contains) else { continue }
            let provenance = figure.provenance
            #expect(provenance.trust != nil && provenance.note != nil, "\(figure.path)")
            if provenance.source == nil { #expect(provenance.trust == .d, "\(figure.path)") }
            let isDated = provenance.year != nil || provenance.note?.contains("undated") == true
            #expect(provenance.source == nil || isDated, "\(figure.path)")
        }
    }

    @Test(
        "every built-in library makes a whole scenario of every tier, platform and deal",
        arguments: BuiltInLibrary.allCases)
    func whole(_ library: BuiltInLibrary) throws {
        var lines: [String] = []
        for platform in Platform.allCases {
            for tier in Tier.allCases {
                for (number, deal) in ["flat", "gifting", "{revenue_share: 10%}", "{fee: 50%, per_acquisition: 3}"]
                    .enumerated()
                {
                    lines.append(
                        "  \(tier)-\(platform)-\(number): {tier: \(tier), platform: \(platform), deal: \(deal), gift_cost: 9}"
                    )
                }
            }
        }
        let share = 100.0 / Double(lines.count)
        let split = lines.map { "\($0.split(separator: ":")[0].trimmingCharacters(in: .whitespaces)): \(share)%" }
        let read = try read(
            text(
                library.rawValue,
                "lines:\n\(lines.joined(separator: "\n"))\ntime: {weeks: 4}\naudience: {population: 1M}\ntiers: {nano: {months: 2, fit: {varies: 2x}}}",
                splits: "{s: {\(split.joined(separator: ", "))}}"))
        _ = try PreparedCampaign(read.scenario)
        #expect(read.scenario.libraries == [library.rawValue])
        #expect(
            try CampaignScenarios.ScenarioReader().read(bytes: Array(read.resolvedText.utf8), file: "r").checksum
                == read.checksum)
    }

    @Test("the file wins over a library of one's own, and that over a built-in one, at any level")
    func precedence() throws {
        func standing(_ key: QuantityKey, _ more: String = "") throws -> (path: String?, library: String?) {
            let scenario = try readBeside(
                text("own.yaml", "lines: {a: {tier: nano, platform: tiktok}}\n\(more)", splits: "{s: {a: 100%}}")
            ).scenario
            let path = try #require(scenario.lines.first?.assumptions[key])
            return (path.text, scenario.quantities[path]?.provenance.library)
        }
        // 'evidence' knows the platform's exponent; the planner's own library knows the tier's.
        #expect(try standing(.sizeExponent) == ("tiers.nano.size_exponent", "own.yaml (2026-05-01)"))
        #expect(
            try standing(.sizeExponent, "platforms: {tiktok: {size_exponent: 0.3}}") == (
                "platforms.tiktok.size_exponent", nil
            ))
        #expect(try standing(.sizeExponent, "tiers: {nano: {size_exponent: 0.3}}") == ("tiers.nano.size_exponent", nil))
        #expect(try standing(.fee) == ("tiers.nano.fee", "evidence"))
    }

    @Test("a resolved file says which library each figure came from and needs no library of one's own")
    func resolved() throws {
        let first = try readBeside(text("own.yaml"))
        #expect(first.scenario.libraries == ["own.yaml (2026-05-01)", "evidence"])
        let again = try readBeside(first.resolvedText, [:])
        #expect(again.scenario.quantities == first.scenario.quantities)
        #expect(again.checksum == first.checksum)
    }

    @Test("what is wrong in a library is reported at its own place, all at once, and the nearest name with it")
    func problemsOfLibraries() {
        #expect(
            messages(text("evidnce")) == [
                "plans/test.yaml:3:11: 'defaults' is \"evidnce\"; did you mean 'evidence'?"
            ])
        #expect(messages(text("[a]")).count == 1 && messages(text("{}")).count == 1)
        #expect(
            messages(text("gone.yaml")) == [
                "plans/test.yaml:3:11: the library \"gone.yaml\" cannot be read; the path is relative to the scenario file"
            ])
        let bad = """
            dat: 2026-05-01
            defaults: own.yaml
            tiers:
              nano: {fee: 5 to 2, feee: 3}
            splits: {}
            """
        #expect(
            messages(text("bad.yaml"), ["bad.yaml": bad]) == [

                "plans/bad.yaml:1:1: 'dat' is not a key of a library of defaults; did you mean 'date'?",
                "plans/bad.yaml:1:1: a library of defaults is dated, so that old benchmarks are seen; write 'date: 2026-05-01'",
                "plans/bad.yaml:2:11: a library is layered over a built-in one; 'defaults' is \"own.yaml\", write evidence or article",
                "plans/bad.yaml:4:15: an interval goes from a smaller to a larger number; for a fixed value write it alone",
                "plans/bad.yaml:4:23: 'feee' is not a key of 'tiers.nano'; did you mean 'fee'?",
                "plans/bad.yaml:5:1: 'splits' is not a key of a library of defaults; it belongs to a scenario",
            ])
        for text in ["", "- 1", "a: [", "date: 2026-02-31"] {
            #expect(!messages(self.text("b.yaml"), ["b.yaml": text]).isEmpty)
        }
    }

    @Test("what nobody knows of the market is one draw for all tiers")
    func sharedUnknowns() throws {
        let scenario = try read(text("evidence", splits: "{s: {nano: 25%, micro: 25%, macro: 25%, mega: 25%}}"))
            .scenario
        for key in [QuantityKey.clicksPerView, .ordersPerClick, .fee, .viewsPerFollower] {
            let shared = scenario.lines.map { line -> Set<QuantityPath> in
                Set(line.assumptions[key].flatMap { scenario.quantities[$0]?.law.expression?.references } ?? [])
            }
            let common = shared.dropFirst().reduce(shared[0]) { $0.intersection($1) }
            #expect(!common.isEmpty && common.allSatisfy { $0.text.hasPrefix("assumptions.") }, "\(key)")
        }
    }

    @Test("a stated gift is given whatever the deal says of gifts, unless it says that there is none")
    func gifts() throws {
        func cost(_ line: String) throws -> Double? {
            let read = try read(text("article", "lines: {a: {tier: nano, \(line)}}", splits: "{s: {a: 100%}}"))
            let forecast = try Forecaster(
                campaign: try PreparedCampaign(read.scenario), options: ForecastOptions(trials: 8, layerTrials: 0)
            ).run()
            return forecast.splits[0].total.metrics[.gifts]?.quantile(0.5)?.value
        }
        #expect(try cost("deal: {fee: none, revenue_share: 12%}, gift_cost: 45, pool: 20") == 900)
        #expect(try cost("deal: {fee: 1%, gift: true}, gift_cost: 45, pool: 20") == 900)
        #expect(try cost("deal: {fee: 1%, gift: false}, pool: 20") == 0)
        #expect(
            messages(
                text(
                    "article", "lines: {a: {tier: nano, deal: {fee: 1%, gift: false}, gift_cost: 45}}",
                    splits: "{s: {a: 100%}}")
            )
            .count == 1)
    }

    @Test("a gift is given for each creator at the price that its line, deal or tier says")
    func giftsByLevel() throws {
        func path(_ more: String, deal: String) throws -> String? {
            try read(text("evidence", "lines: {a: {tier: nano, deal: \(deal)}}\n\(more)", splits: "{s: {a: 100%}}"))
                .scenario.lines[0].assumptions[.giftCost]?.text
        }
        #expect(try path("", deal: "gifting") == "deals.gifting.gift_cost")
        #expect(try path("", deal: "{revenue_share: 5%}") == "deals.commission.gift_cost")
        #expect(try path("", deal: "{fee: 50%, revenue_share: 5%}") == "tiers.nano.gift_cost")
        #expect(try path("tiers: {nano: {gift_cost: 3}}", deal: "gifting") == "tiers.nano.gift_cost")
        #expect(
            try path("deals: {gifting: {gift_cost: 4}}\ntiers: {nano: {gift_cost: 3}}", deal: "gifting")
                == "deals.gifting.gift_cost")
        #expect(
            messages(text("evidence", "deals: {gifts: {gift_cost: 4}}")).first?
                .contains("'gifts' is not a key of 'deals'; known are flat, hybrid, commission, gifting") == true)
    }
}

@Suite("Sources that say opposite things")
struct ContradictionTests {
    private let both = """
        tiers:
          nano:
            orders_per_click:
              either:
                - {typical: 4%, weight: 3, source: "shop", trust: B}
                - {typical: 1%, source: "agency"}
              varies: 1.5x
        """

    @Test("are kept apart, with their weights and sources, and read back as they are")
    func kept() throws {
        let first = try read(scenario(both))
        let path = QuantityPath("tiers.nano.orders_per_click")
        let chooser = QuantityPath("tiers.nano.orders_per_click.either")
        let options = [1, 2].map { QuantityPath("tiers.nano.orders_per_click.either.\($0)") }
        #expect(
            first.scenario.quantities[path]?.law
                == .scattered(typical: .either(chooser: chooser, options: options), factor: 1.5))
        #expect(first.scenario.weights(chooser) == [3, 1])
        #expect(first.scenario.likeliest(chooser, of: options) == options[0])
        #expect(options.map { first.scenario.quantities[$0]?.provenance.source } == ["shop", "agency"])
        let again = try read(first.resolvedText)
        #expect(again.scenario.quantities == first.scenario.quantities)
        #expect(again.checksum == first.checksum)
        let ledger = try PreparedCampaign(first.scenario).ledger()
        #expect(Set(ledger.entries.map(\.path)).isSuperset(of: options + [chooser, path]))
    }

    @Test("are refused where a side has no source, varies itself, or weighs nothing")
    func refused() {
        for (sides, part) in [
            ("[{typical: 4%, source: a}]", "two sources or more"), ("4%", "two sources or more"),
            ("[{typical: 4%, source: a}, {typical: 1%}]", "has a 'source'"),
            ("[{typical: 4%, source: a}, {typical: 1%, varies: 2x, source: b}]", "'varies' stands beside"),
            ("[{typical: 4%, source: a}, {typical: 1%, weight: 0, source: b}]", "'weight' is"),
            ("[{typical: 4%, source: a}, {typical: 140%, source: b}]", "a share lies between"),
            ("[{typical: 4%, source: a}, 1%]", "is a mapping such as"),
        ] {
            let found = problems(scenario("tiers: {nano: {orders_per_click: {either: \(sides)}}}"))
            #expect(found.contains { $0.contains(part) }, "\(sides): \(found)")
        }
        let two = problems(
            scenario(
                "tiers: {nano: {orders_per_click: {typical: 2%, either: [{typical: 4%, source: a}, {typical: 1%, source: b}]}}}"
            ))
        #expect(two.contains { $0.contains("not both") })
    }

    @Test("are one or the other in each campaign, by their weights, and nothing between")
    func draws() throws {
        let trials = 40_000
        let text = scenario(both.replacing("\n      varies: 1.5x", with: ""))
        let campaign = try PreparedCampaign(try read(text).scenario)
        let ledger = campaign.ledger(seed: 3)
        let entry = try #require(ledger.entries.first { $0.path.text == "tiers.nano.orders_per_click" })
        #expect(entry.median == 0.04 && entry.uncertainty == 0.01...0.04)
        // Mean orders are those of the two rates at 3 to 1, within 5 standard errors; at even weights they would not be.
        let forecast = try Forecaster(
            campaign: campaign, options: ForecastOptions(trials: trials, seed: 5, threads: 2, layerTrials: 0)
        ).run()
        let apart = try [4, 1].map { rate in
            let plain = scenario("tiers:\n  nano:\n    orders_per_click: {typical: \(rate)%}")
            return try #require(
                Forecaster(
                    campaign: try PreparedCampaign(try read(plain).scenario),
                    options: ForecastOptions(trials: trials, seed: 6, threads: 2, layerTrials: 0)
                ).run().splits[0].total.metrics[.conversions]?.mean)
        }
        let mean = try #require(forecast.splits[0].total.metrics[.conversions]?.mean)
        let expected = 0.75 * apart[0].value + 0.25 * apart[1].value
        let error = (mean.standardError * mean.standardError + 0.5625 * apart[0].standardError * apart[0].standardError)
            .squareRoot()
        #expect(abs(mean.value - expected) < 5 * error)
        #expect(abs(mean.value - 0.5 * (apart[0].value + apart[1].value)) > 5 * error)
    }

    @Test("are named by the linter, with what they do to the decision")
    func linted() throws {
        // The fee of nano creators is 20 or 2,000: with the one nano earns most, with the other micro.
        let text = scenario(
            """
            tiers:
              nano:
                fee: {either: [{typical: 20, source: "cheap"}, {typical: 2000, source: "dear"}]}
                orders_per_click: {typical: 4%}
                sales_power: 1
                post_luck: 1
                pool: 100
              micro: {fee: 1000, orders_per_click: {typical: 4%}, sales_power: 1, post_luck: 1}
            """, splits: "{small: {nano: 100%}, large: {micro: 100%}}")
        let scenario = try read(text).scenario
        let quick = try PreparedCampaign(scenario).lint().findings.filter { $0.rule == .contradictingSources }
        #expect(quick.count == 1 && quick[0].message.contains("'cheap' says about 20, 'dear' says about 2,000"))
        let further = try #require(try DecisionLint(try PreparedCampaign(scenario), threads: 2)?.findings())
        let found = try PreparedCampaign(scenario).lint(further: further).findings.filter {
            $0.rule == .contradictingSources
        }
        #expect(found.count == 1)
        #expect(found[0].message.contains("if 'cheap' is right small earns most"), "\(found[0].message)")
        #expect(found[0].message.contains("if 'dear' is right large earns"), "\(found[0].message)")
    }
}
