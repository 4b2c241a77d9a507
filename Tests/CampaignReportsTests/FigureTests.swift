// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignReports
import Testing

@Suite("A figure")
struct FigureTests {
    let dollars = Figure.Style.money(Currency(code: "USD"))

    @Test(
        "is rounded at the first significant digit of its error",
        arguments: [
            (1_834.2, 31.0, "1,830"), (1_834.2, 310, "1,800"), (1_834.2, 0.4, "1,834.2"), (1_834.2, 2_000, "2,000"),
            (999.6, 3, "1,000"), (4.0, 30, "0"), (-4, 30, "0"), (-1_834.2, 31, "−1,830"), (0, 5, "0"),
            (1_234_567_890, 12_000, "1,234,570,000"), (0.125, 0.003, "0.13"),
            (1e22, 1e20, "10,000,000,000,000,000,000,000"),
        ])
    func rounding(value: Double, error: Double, expected: String) {
        #expect(Figure(value, error: error).text(.count) == expected)
    }

    @Test(
        "without error is exact, money to the cent",
        arguments: [
            (250_000.0, "$250,000"), (12.5, "$12.50"), (12.345, "$12.35"), (0.1 + 0.2, "$0.30"), (0, "$0"),
            (-3.1, "−$3.10"), (1_000_000.01, "$1,000,000.01"),
        ])
    func exactMoney(value: Double, expected: String) {
        #expect(Figure(exactly: value).text(dollars) == expected)
    }

    @Test("shows a ratio as percentage without the noise of multiplying by 100")
    func percentages() {
        #expect(Figure(exactly: 0.07).text(.percent) == "7%")
        #expect(Figure(-0.3412, error: 0.006).text(.percent) == "−34.1%")
        #expect(Figure(-0.3412, error: 0.02).text(.percent) == "−34%")
        #expect(Figure(-0.3412, error: 0.2).text(.percent) == "−30%")
        #expect(Figure(0.004, error: 0.01).text(.percent) == "0%")
    }

    @Test("says where it is infinite or does not exist")
    func extremes() {
        #expect(Figure(.infinity, error: .nan).text(.count) == "∞")
        #expect(Figure(-.infinity, error: 0).text(.percent) == "−∞")
        #expect(Figure(.nan, error: 0).text(dollars) == "n/a")
    }

    @Test("of a quantile takes its error from the interval, from its lower half where the upper end is infinite")
    func quantiles() {
        let closed = QuantileEstimate(probability: 0.5, value: 137.26, low: 133, high: 141)
        #expect(Figure(closed).text(dollars) == "$137")
        let open = QuantileEstimate(probability: 0.95, value: 137.26, low: 100, high: .infinity)
        #expect(Figure(open).text(dollars) == "$140")
        let unknown = QuantileEstimate(probability: 0.95, value: 137.26, low: 137.26, high: .infinity)
        #expect(Figure(unknown).text(dollars) == "$100")
        let known = QuantileEstimate(probability: 0.5, value: 21, low: 21, high: 21)
        #expect(Figure(known).text(.count) == "21")
    }

    @Test("of a chance is neither 0 nor 100 % unless every trial agrees")
    func chances() {
        #expect(Figure.chance(Proportion(count: 0, trials: 1_000)) == "0%")
        #expect(Figure.chance(Proportion(count: 1, trials: 1_000_000)) == "<0.1%")
        #expect(Figure.chance(Proportion(count: 999_999, trials: 1_000_000)) == ">99.9%")
        #expect(Figure.chance(Proportion(count: 1_000, trials: 1_000)) == "100%")
        #expect(Figure.chance(Proportion(count: 1_204, trials: 10_000)) == "12.0%")
        #expect(Figure.chance(Proportion(count: 3, trials: 10)) == "30%")
        #expect(Figure.chance(Proportion(count: 0, trials: 0)) == "n/a")
    }

    @Test(
        "has the currency's symbol where everybody knows it, else its code",
        arguments: [
            ("USD", "$45"), ("EUR", "€45"), ("GBP", "£45"), ("CHF", "CHF 45"),
        ])
    func currencies(code: String, expected: String) {
        #expect(Figure(exactly: 45).text(.money(Currency(code: code))) == expected)
    }
}
