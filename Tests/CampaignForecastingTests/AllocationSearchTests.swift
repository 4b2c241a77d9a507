// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CampaignSampling
import RealModule
import Testing

@testable import CampaignForecasting

/// The search on problems whose answers are known.
@Suite struct AllocationSearchTests {
    @Test func splitsInFivePercentStepsAreCountedAndListedOnce() {
        #expect(AllocationSearch.count(steps: 20, lines: 4) == 1_771)
        let all = AllocationSearch.all(steps: 20, bounds: Array(repeating: 0...20, count: 4))
        #expect(all.count == 1_771)
        #expect(Set(all).count == 1_771)
        #expect(all.allSatisfy { $0.reduce(0, +) == 20 })
        let bounded = AllocationSearch.all(steps: 20, bounds: [4...8, 0...20, 3...3, 0...0])
        #expect(bounded == (4...8).map { [$0, 17 - $0, 3, 0] })
    }

    /// The best split of 100,000 to the cent, by climbing.
    private func climbed(_ value: (Int, Double) -> Double) -> (amounts: [Double], value: Double) {
        let cents = 10_000_000
        let found = AllocationSearch.climb(
            from: [cents, 0, 0, 0], bounds: Array(repeating: 0...cents, count: 4)
        ) { allocation in
            allocation.enumerated().reduce(0) { $0 + value($1.offset, Double($1.element) / 100) }
        }
        return (found.allocation.map { Double($0) / 100 }, found.score)
    }

    @Test func squareRootResponsesAreSharedByTheSquaresOfTheirScales() {
        let scales = [12.0, 9, 7, 4]
        let best = climbed { scales[$0] * $1.squareRoot() }
        for (amount, expected) in zip(best.amounts, [49_655.17, 27_931.03, 16_896.55, 5_517.24]) {
            #expect(abs(amount - expected) < 0.03)
        }
        #expect(abs(best.value - 5_385.1648) < 1e-4)
    }

    @Test func exponentialResponsesLeaveOutTheLineWhoseFirstMoneyEarnsTooLittle() {
        let (tops, scales) = ([900.0, 700, 1_500, 1_200], [15_000.0, 20_000, 60_000, 120_000])
        let best = climbed { tops[$0] * (1 - Double.exp(-$1 / scales[$0])) }
        for (amount, expected) in zip(best.amounts, [25_785.48, 23_600.71, 50_613.80, 0]) {
            #expect(abs(amount - expected) < 0.05)
        }
        #expect(abs(best.value - 2_078.3346) < 1e-4)
    }

    @Test func dynamicProgrammingFindsWhatEnumerationFinds() throws {
        var word: UInt64 = 3
        func next() -> Double {
            word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(word >> 11) * 0x1p-53 - 0.5
        }
        for _ in 0..<20 {
            let responses = (0..<4).map { _ in [0] + (0..<10).map { _ in next() } }
            let bounds = [0...10, 0...4, 1...10, 0...10]
            let (found, value) = try #require(
                AllocationSearch.separable(responses, steps: 10, bounds: bounds))
            func score(_ allocation: Allocation) -> Double {
                allocation.enumerated().reduce(0) { $0 + responses[$1.offset][$1.element] }
            }
            let best = AllocationSearch.all(steps: 10, bounds: bounds).map(score).max() ?? .nan
            #expect(abs(value - best) < 1e-12)
            #expect(abs(score(found) - best) < 1e-12)
        }
    }

    @Test func theNewsvendorOrdersTheCriticalQuantileOfDemand() {
        // Demand is equally likely 1 … 100; a copy sells for 5 and costs 2.01: order the smallest n with P(D ≤ n) ≥ 2.99/5.
        let demand = (1...100).map(Double.init)
        let found = AllocationSearch.climb(from: [0, 100], bounds: [0...100, 0...100]) { allocation in
            let copies = Double(allocation[0])
            return BlockMean.of(demand.map { 5 * min($0, copies) - 2.01 * copies })
        }
        #expect(found.allocation[0] == 60)
    }

    @Test func theShortfallOfNormalReturnsIsThatOfTheTextbook() {
        let n = 200_000
        let column = (0..<n).map { 3 + 2 * NormalLaw.quantile((Double($0) + 0.5) / Double(n)) }
        // 3 − 2 φ(z₀.₀₅)/0.05 (McNeil, Frey, Embrechts 2005, example 2.18).
        let expected = 3 - 2 * 2.0627128
        let worst = WorstMean.of(column, share: 0.05)
        #expect(abs(worst.value - expected) < 1e-4)
        // The influence of a value is q + min(0, x − q)/α − v, whose moments are those of a normal law cut off at q.
        let influence = ColumnValue.shortfall(column, share: 0.05).estimate
        #expect(abs(worst.standardError / influence.standardError - 1) < 1e-4)
        #expect(abs(ColumnValue.shortfall(column, share: 0.05).value - expected) < 1e-4)
        #expect(abs(ColumnValue.quantile(column, 0.05).value - (3 - 2 * 1.6448536)) < 1e-3)
        #expect(abs(ColumnValue.cautious(column, aversion: 1).value - 1) < 1e-4)
    }

    @Test func theErrorOfAnObjectiveIsThatOfRepetition() {
        // 400 columns of 2,000 normal values: the spread of the objective against the error it states.
        let source = RandomSource(seed: 11)
        let columns = (0..<400).map { number -> [Double] in
            source.open(StreamName("column"), trial: number)
            return (0..<2_000).map { _ in source.gaussian() }
        }
        let objectives: [([Double]) -> ObjectiveValue] = [
            { ColumnValue.mean($0) }, { ColumnValue.shortfall($0, share: 0.05) }, { ColumnValue.quantile($0, 0.1) },
            { ColumnValue.cautious($0, aversion: 1) },
            { column in ColumnValue.ratio(column, column.map { 5 + $0 * $0 }) },
        ]
        for objective in objectives {
            let values = columns.map(objective)
            let spread = Moments(values.map(\.value)).sd ?? .nan
            let stated = Moments(values.map(\.estimate.standardError)).mean
            // The standard deviation of 400 values has a relative error of 1/√800; 5 of them, and 5 % for small samples.
            #expect(abs(spread / stated - 1) < 5 / 800.0.squareRoot() + 0.05)
        }
    }

    @Test func roundedSharesAddUp() {
        #expect(Optimiser.rounded([1.0 / 3, 1.0 / 3, 1.0 / 3], 20) == [7, 7, 6])
        #expect(Optimiser.rounded([0.26, 0.74], 20) == [5, 15])
    }
}
