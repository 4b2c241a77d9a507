// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignText
import RealModule
import Testing

@testable import CampaignReports

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

    @Test("of a quantile has the error of its interval, of the finite half where the other one has no end")
    func quantileErrors() {
        let z = StandardNormal.z975
        #expect(QuantileEstimate(probability: 0.5, value: 10, low: 8, high: 14).standardError == 6 / (2 * z))
        #expect(QuantileEstimate(probability: 0.5, value: 10, low: 8, high: .infinity).standardError == 2 / z)
        #expect(QuantileEstimate(probability: 0.5, value: .infinity, low: 8, high: .infinity).standardError.isNaN)
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

    @Test("of a quantile keeps its first digit and sign, however large its error is")
    func firstDigit() {
        let nothing = QuantileEstimate(probability: 0.05, value: -1, low: -1, high: 5_000)
        #expect(Figure(nothing).text(.percent) == "−100%")
        #expect(FigureRange([nothing, nothing.at(0.5), nothing.at(0.95)])?.texts(.percent)[0] == "−100%")
    }

    @Test("of a quantile that may as well be 0 is 0, and is not where its sign is certain")
    func mayBeZero() {
        func text(_ value: Double, _ low: Double, _ high: Double) -> String {
            Figure(QuantileEstimate(probability: 0.5, value: value, low: low, high: high)).text(dollars)
        }
        #expect(text(1, -310, 370) == "$0")
        #expect(text(-20, -260, 230) == "$0")
        #expect(text(-10, -380, 410) == "$0")
        #expect(text(180, -310, 670) == "$200")
        #expect(text(3, 0, 90) == "$3")
        #expect(text(-7, -900, -2) == "−$7")
        #expect(text(-900, -900, 90_000) == "−$900")
    }

    @Test("between the ends of its interval is printed in order, and alike where they are printed as one number")
    func ranges() {
        var source = SplitMix(state: 11)
        let styles: [Figure.Style] = [.count, dollars, .percent, .points, .factor]
        var coarser = 0
        for _ in 0..<20_000 {
            let scale = Double.exp10(source.uniform() * 9 - 4)
            let values = (0..<3).map { _ in (source.uniform() - 0.4) * scale }.sorted()
            let figures = values.map { value -> Figure in
                let error = source.uniform() < 0.1 ? 0 : scale * Double.exp10(-4 * source.uniform())
                return Figure(value, error: error)
            }
            let style = styles[Int(source.uniform() * 5)]
            let digits = source.uniform() < 0.5 ? 3 : nil
            let texts = FigureRange(low: figures[0], middle: figures[1], high: figures[2]).texts(style, digits: digits)
            let numbers = texts.compactMap(Self.number)
            #expect(numbers.count == 3 && numbers == numbers.sorted(), "\(texts) of \(figures)")
            for (one, other) in [(0, 1), (1, 2)] where numbers[one] == numbers[other] {
                #expect(texts[one] == texts[other], "\(texts) of \(figures)")
            }
            if texts != figures.map({ $0.text(style, digits: digits) }) { coarser += 1 }
        }
        // The rule is needed now and then, and seldom.
        #expect(coarser > 20 && coarser < 10_000)
    }

    @Test("without a unit rises as printed where it rises")
    func risingNumbers() {
        #expect(DecimalNumber.rising([(1.04, 0.01), (1.045, 0.3), (9, 0.1)]).map(\.literal) == ["1", "1", "9"])
        var source = SplitMix(state: 12)
        for _ in 0..<5_000 {
            let values = (0..<3).map { _ in source.uniform() - 0.4 }.sorted()
            let rounded = DecimalNumber.rising(values.map { ($0, Double.exp10(-4 * source.uniform())) })
            let numbers = rounded.compactMap { Double($0.literal) }
            #expect(numbers.count == 3 && numbers == numbers.sorted())
        }
    }

    /// A printed number as a reader takes it.
    private static func number(_ text: String) -> Double? {
        Double(text.replacing("−", with: "-").filter { "-.0123456789".contains($0) })
    }
}

extension QuantileEstimate {
    fileprivate func at(_ probability: Double) -> QuantileEstimate {
        QuantileEstimate(probability: probability, value: value, low: low, high: high)
    }
}

/// Random numbers of no quality that matters (Steele, Lea and Flood 2014).
private struct SplitMix {
    var state: UInt64

    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
}
