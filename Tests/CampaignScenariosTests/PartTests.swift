// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Testing

@Suite("Parts that a scenario may leave out")
struct PartTests {
    @Test("a scenario that states none of a part's keys has none of its quantities")
    func off() throws {
        let scenario = try read(scenario()).scenario
        #expect(scenario.parts.isEmpty)
        #expect(scenario.quantities.keys.allSatisfy { !$0.text.contains("overlap") && !$0.text.contains("months") })
        #expect(scenario.metrics == Metric.allCases.filter { $0.part == nil && $0 != .costPerLead })
    }

    @Test(
        "one key of a part brings in the others with their defaults",
        arguments: [
            ("audience: {overlap_within: 10%}", ModelPart.audience),
            ("attribution: {code_leakage: 10%}", .attribution), ("tiers: {nano: {months: 3}}", .partnership),
            ("tiers: {nano: {screened_per_hire: 3}}", .selection), ("tiers: {nano: {start_week: 2}}", .calendar),
        ])
    func on(_ text: String, _ part: ModelPart) throws {
        let scenario = try read(scenario(text)).scenario
        #expect(scenario.parts == [part])
        let keys = Set(scenario.shared.keys).union(scenario.lines.flatMap(\.assumptions.keys))
        // A population that nobody states has no end.
        for key in QuantityKey.allCases where key.part == part && key != .population { #expect(keys.contains(key)) }
    }

    @Test("an empty section is enough to switch its part on")
    func emptySection() throws {
        #expect(try read(scenario("audience:")).scenario.parts == [.audience])
        #expect(try read(scenario("attribution: {}")).scenario.parts == [.attribution])
    }

    @Test("time brings the calendar, and has its weeks and first day")
    func time() throws {
        let scenario = try read(scenario("time: {weeks: 12, start: 2028-02-29, order_lag: 36 hours}")).scenario
        #expect(scenario.time == TimeFrame(weeks: 12, start: "2028-02-29"))
        #expect(scenario.parts == [.time, .calendar])
        #expect(scenario.quantities[QuantityPath("time.order_lag")]?.law == .shared(.constant(1.5)))
    }

    @Test("a unit at the end of an interval of times holds for both ends")
    func units() throws {
        let lag = try read(scenario("time: {weeks: 12, order_lag: 12 to 48 hours}")).scenario
            .quantities[QuantityPath("time.order_lag")]?.law
        #expect(lag == .shared(.uncertain(.logNormal(low: 0.5, high: 2))))
        let mixed = try read(scenario("time: {weeks: 12, order_lag: 12 hours to 2 weeks}")).scenario
            .quantities[QuantityPath("time.order_lag")]?.law
        #expect(mixed == .shared(.uncertain(.logNormal(low: 0.5, high: 14))))
    }

    @Test("an event has a probability, a scope and effects, and stands in the order of its name")
    func risks() throws {
        let text = """
            risks:
              storm: {probability: 3% to 9%, on: nano, from_week: 3, lasting: 4 weeks, effects: {clicks_per_engagement: {multiply: 0.5}}}
              audit: {probability: 10%, effects: {fee: {add: 20 to 80}, refund_rate: {set: 30%}}}
            """
        let scenario = try read(scenario(text)).scenario
        #expect(scenario.risks.map(\.name) == ["audit", "storm"])
        #expect(scenario.risks[1].scope == .line("nano"))
        #expect(scenario.risks[1].week == QuantityPath("risks.storm.from_week"))
        #expect(scenario.risks[0].effects.map(\.operation) == [.add, .set])
        #expect(scenario.parts == [.risks, .calendar])
        #expect(
            scenario.quantities[QuantityPath("risks.audit.effects.fee.add")]?.law
                == .shared(.uncertain(.logNormal(low: 20, high: 80))))
    }

    @Test("an override reaches the quantities of an event")
    func override() throws {
        let text = scenario("risks: {a: {probability: 5%, effects: {fee: {multiply: 2}}}}")
        let read = try read(text, overrides: ["risks.a.probability=0", "risks.a.effects.fee.multiply=3"])
        #expect(read.scenario.quantities[QuantityPath("risks.a.probability")]?.law == .shared(.constant(0)))
        #expect(
            read.scenario.quantities[QuantityPath("risks.a.effects.fee.multiply")]?.law == .shared(.constant(3)))
    }
}
