// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignScenarios
import Testing

@Suite("Forms of a quantity")
struct QuantityFormTests {
    @Test(
        "a bare number is a constant in the quantity's unit",
        arguments: [
            ("acceptance", "62%", 0.62), ("acceptance", "0.62", 0.62), ("pool", "10k", 10_000),
            ("gift_cost", "1.5k", 1500),
            ("pool", "3M", 3_000_000), ("management_hours", "12 hours", 12), ("management_hours", "1 hour", 1),
            ("gift_cost", "35 USD", 35), ("gift_cost", "1e2", 100), ("pool", "010", 10), ("posts", "3 posts", 3),
            ("acceptance", "7%", 0.07), ("no_show", "35%", 0.35), ("fee_followers_correlation", "-0.2", -0.2),
            ("acceptance", "\"62%\"", 0.62), ("gift_cost", ".5", 0.5), ("gift_cost", "2 * (3 + 4) - 1", 13),
        ])
    func constants(_ key: String, _ text: String, _ value: Double) throws {
        guard case .shared(let expression)? = try law(key, text) else {
            Issue.record("not shared")
            return
        }
        #expect(expression.constantValue == value)
    }

    @Test(
        "an interval is log-normal for positive quantities and beta for shares",
        arguments: [
            ("gift_cost", "200 to 1000", Distribution.logNormal(low: 200, high: 1000)),
            ("gift_cost", "500 to 2k", .logNormal(low: 500, high: 2000)),
            ("acceptance", "40% to 80%", .betaInterval(low: 0.4, high: 0.8)),
            ("acceptance", "0.4 to 0.8", .betaInterval(low: 0.4, high: 0.8)),
            ("acceptance", "61 of 2140", .beta(alpha: 61.5, beta: 2079.5)),
            ("gift_cost", "normal(mean: 40, sd: 5)", .normal(mean: 40, sd: 5)),
            ("gift_cost", "lognormal(median: 400, spread: 2.5)", .logNormal(median: 400, spread: 2.5)),
            ("acceptance", "beta(mean: 25%, evidence: 200)", .beta(alpha: 50, beta: 150)),
            ("acceptance", "beta(alpha: 6, beta: 194)", .beta(alpha: 6, beta: 194)),
            ("acceptance", "beta(low: 1%, high: 5%)", .betaInterval(low: 0.01, high: 0.05)),
            ("gift_cost", "gamma(mean: 80, sd: 40)", .gamma(shape: 4, scale: 20)),
            ("gift_cost", "gamma(shape: 7, scale: 11)", .gamma(shape: 7, scale: 11)),
            ("gift_cost", "pert(min: 200, mode: 400, max: 1k)", .pert(min: 200, mode: 400, max: 1000)),
            ("gift_cost", "triangular(min: 200, mode: 400, max: 1k)", .triangular(min: 200, mode: 400, max: 1000)),
            ("gift_cost", "uniform(min: 200, max: 1000)", .uniform(min: 200, max: 1000)),
            ("gift_cost", "weibull(shape: 1.5, scale: 20)", .weibull(shape: 1.5, scale: 20)),
            ("gift_cost", "pareto(min: 1000, shape: 2.5)", .pareto(min: 1000, shape: 2.5)),
            ("gift_cost", "exponential(mean: 20)", .exponential(mean: 20)),
            (
                "gift_cost", "truncated(student(location: 9, scale: 1, degrees: 5), min: 0)",
                .truncated(base: .student(location: 9, scale: 1, degrees: 5), min: 0, max: .infinity)
            ),
            ("gift_cost", "poisson(mean: 4)", .poisson(mean: 4)),
            ("gift_cost", "negative_binomial(mean: 4, size: 2)", .negativeBinomial(mean: 4, size: 2)),
            ("gift_cost", "discrete(2: 10%, 0: 70%, 1: 20%)", .discrete(values: [0, 1, 2], weights: [0.7, 0.2, 0.1])),
            (
                "gift_cost", "mixture(70%: 5 to 20, 30%: uniform(min: 20, max: 40))",
                .mixture(parts: [.logNormal(low: 5, high: 20), .uniform(min: 20, max: 40)], weights: [0.7, 0.3])
            ),
            (
                "gift_cost", "truncated(normal(mean: 40, sd: 20), min: 0, max: 100)",
                .truncated(base: .normal(mean: 40, sd: 20), min: 0, max: 100)
            ),
            (
                "gift_cost", "truncated(5 to 10, max: 9)",
                .truncated(base: .logNormal(low: 5, high: 10), min: -.infinity, max: 9)
            ),
            (
                "acceptance", "data(data.csv, accepts)",
                .sample(Sample(table: "data.csv", rows: [2, 4, 5], values: [0.5, 0.25, 1]))
            ),
        ])
    func distributions(_ key: String, _ text: String, _ distribution: Distribution) throws {
        #expect(try law(key, text) == .shared(.uncertain(distribution)))
        #expect(try law(key, "{value: \(text)}") == .shared(.uncertain(distribution)))
        #expect(try law(key, "\"\(text)\"") == .shared(.uncertain(distribution)))
    }

    @Test(
        "what stands bare on a creator's quantity is variability when it is an interval or distribution, else uncertainty"
    )
    func creatorLevel() throws {
        #expect(try law("fee", "200 to 1000") == .varying(.logNormal(low: 200, high: 1000)))
        #expect(try law("fee", "{varies: 200 to 1000}") == .varying(.logNormal(low: 200, high: 1000)))
        #expect(try law("fee", "{value: 200 to 1000}") == .varying(.logNormal(low: 200, high: 1000)))
        #expect(try law("fee", "{typical: 200 to 1000}") == .shared(.uncertain(.logNormal(low: 200, high: 1000))))
        #expect(try law("fee", "300") == .shared(.constant(300)))
        #expect(try law("orders_per_click", "61 of 2530") == .shared(.uncertain(.beta(alpha: 61.5, beta: 2469.5))))
        #expect(
            try law("orders_per_click", "{typical: 1% to 3%, varies: 1.5x}")
                == .scattered(typical: .uncertain(.betaInterval(low: 0.01, high: 0.03)), factor: 1.5))
        #expect(try law("sales_power", "{varies: 7x}") == .scattered(typical: .constant(1), factor: 7))
        #expect(try law("post_luck", "{varies: 1x}") == .shared(.constant(1)))
        let rows = Distribution.sample(Sample(table: "data.csv", rows: [2, 3, 4], values: [3, 1, 3]))
        for key in ["fee", "gift_cost", "sign_up_cost"] {
            #expect(try law(key, "data(data.csv, orders)") == .varying(rows))
            #expect(try law(key, "{varies: \"data(data.csv, orders)\"}") == .varying(rows))
        }
        #expect(try law("fee", "{typical: \"data(data.csv, orders)\"}") == .shared(.uncertain(rows)))
        #expect(
            try law("followers", "1k to 10k")
                == .varying(.truncated(base: .logNormal(low: 1000, high: 10_000), min: 1000, max: 10_000)))
        #expect(
            try law("followers", "{varies: 1k to 10k}")
                == .varying(.truncated(base: .logNormal(low: 1000, high: 10_000), min: 1000, max: 10_000)))
    }

    @Test("an interval inside arithmetic is log-normal and binds tighter than multiplication")
    func arithmetic() throws {
        let reference = Expression.reference(QuantityPath("tiers.macro.clicks_per_engagement"))
        let ratio = Expression.binary(.multiply, .uncertain(.logNormal(low: 3, high: 5)), reference)
        #expect(try law("clicks_per_engagement", "3 to 5 * macro.clicks_per_engagement") == .shared(ratio))
        #expect(try law("clicks_per_engagement", "3 to 5 * tiers.macro.clicks_per_engagement") == .shared(ratio))
        #expect(
            try law("gift_cost", "a * 2 - 1", more: "assumptions: {a: 3}")
                == .shared(
                    .binary(
                        .subtract, .binary(.multiply, .reference(QuantityPath("assumptions.a")), .constant(2)),
                        .constant(1))))
        #expect(
            try law("gift_cost", "10 - 4 - 3")
                == .shared(.binary(.subtract, .binary(.subtract, .constant(10), .constant(4)), .constant(3))))
        #expect(
            try law("gift_cost", "1 + 2 * 3")
                == .shared(.binary(.add, .constant(1), .binary(.multiply, .constant(2), .constant(3)))))
    }

    @Test("source, year, trust and note travel with a quantity")
    func provenance() throws {
        let text = scenario("tiers: {nano: {gift_cost: {value: 5, source: ours, year: 2025, trust: B, note: a note}}}")
        let quantity = try read(text).scenario.quantities[QuantityPath("tiers.nano.gift_cost")]
        #expect(quantity?.provenance == Provenance(source: "ours", year: 2025, trust: .b, note: "a note"))
    }
}
