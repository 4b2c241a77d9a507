// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@testable import CampaignForecasting

@Suite struct StatisticsTests {
    @Test func binnedQuantilesAreWithinATenthOfAPercentOfTheExactOnes() throws {
        let values = (0..<20_000).map { index in Double((index * 7_919) % 20_000) * 3.7 - 20_000 }
        var exact = SampleStore(trials: 10)
        var binned = SampleStore(trials: SampleStore.exactTrials + 1)
        exact.add(values)
        binned.add(values)
        let (few, many) = (exact.summary(worstIsHigh: false), binned.summary(worstIsHigh: false))
        for (first, second) in zip(few.quantiles, many.quantiles) {
            #expect(abs(first.value - second.value) <= 0.001 * abs(first.value))
        }
        let (tail, binnedTail) = (try #require(few.expectedShortfall), try #require(many.expectedShortfall))
        #expect(abs(tail - binnedTail) <= 0.001 * abs(tail))
    }

    @Test func binsMergeInAnyOrder() {
        func histogram(_ values: [Double]) -> Histogram {
            var result = Histogram()
            for value in values { result.add(value) }
            return result
        }
        let parts = [[1, -5, 0], [3e9, .infinity], [-2e-3, 4]].map(histogram)
        var forward = Histogram()
        var backward = Histogram()
        for part in parts { forward.merge(part) }
        for part in parts.reversed() { backward.merge(part) }
        #expect(forward.ascending.map(\.value) == backward.ascending.map(\.value))
        #expect(forward.ascending.map(\.count) == [1, 1, 1, 1, 1, 1, 1])
        #expect(forward.ascending.first?.value ?? 0 < -4.9)
        #expect(forward.ascending.last?.value == .infinity)
    }

    @Test func aValueThatIsAloneInItsBinComesBackExactly() {
        var store = SampleStore(trials: SampleStore.exactTrials + 1)
        store.add(Array(repeating: -1, count: 10) + [0.37])
        #expect(store.summary(worstIsHigh: false).quantiles.map(\.value) == [-1, -1, -1, -1, -1, -1, 0.37])
    }

    @Test func aBinnedQuantileIsNoSurerThanItsBinIsNarrow() throws {
        // All in the bin from 1 to 1 + 1/512: the ranks agree on it, and no value inside is known to be the quantile.
        var store = SampleStore(trials: SampleStore.exactTrials + 1)
        store.add((0..<20_000).map { 1 + Double($0) / 20_000 / 600 })
        let median = try #require(store.summary(worstIsHigh: false).quantiles.first { $0.probability == 0.5 })
        #expect(median.low == 1)
        #expect(abs(median.high - (1 + 1.0 / 600)) < 1e-6)
        #expect(median.low < median.value && median.value < median.high)
    }

    @Test func whatIsNextToNothingCountsAsNothing() {
        var histogram = Histogram()
        for value in [1e-9, -1e-9, 0, 1e-3] { histogram.add(value) }
        #expect(histogram.ascending.map(\.value) == [0, 1e-3])
        #expect(histogram.ascending.map(\.count) == [3, 1])
    }

    @Test func quantilesOfOneToAHundredAreOrderStatistics() {
        var store = SampleStore(trials: 100)
        store.add((1...100).map(Double.init))
        let quantiles = store.summary(worstIsHigh: true).quantiles
        #expect(quantiles.map(\.value) == [5, 10, 25, 50, 75, 90, 95])
        // np ± 1.96 √(np(1 − p)): 50 ± 9.8.
        #expect(quantiles[3].low == 40)
        #expect(quantiles[3].high == 61)
        #expect(store.summary(worstIsHigh: true).expectedShortfall == 98)
        #expect(store.summary(worstIsHigh: false).expectedShortfall == 3)
    }

    @Test func momentsOfPartsAreThoseOfTheWhole() {
        let values = (0..<1_000).map { Double(($0 * 37) % 101) }
        var merged = Moments(values.prefix(300))
        merged.merge(Moments(values.dropFirst(300)))
        let whole = Moments(values)
        #expect(Moments([2, 4, 6]).sd == 2)
        #expect(merged.count == whole.count)
        #expect(abs(merged.mean - whole.mean) < 1e-11)
        #expect(abs(merged.squares - whole.squares) < 1e-6)
    }

    @Test func theRatioOfMeansHasItsDeltaMethodError() throws {
        let pairs = PairedMoments([2, 4, 6], [1, 2, 6])
        let ratio = try #require(pairs.ratioOfMeans)
        #expect(abs(ratio.value - 4.0 / 3) < 1e-12)
        // Residuals 2 − 4/3, 4 − 8/3, 6 − 8: their variance 28/9 over 3, over the mean 3 of the lower ones.
        #expect(abs(ratio.standardError - (28.0 / 9 / 3).squareRoot() / 3) < 1e-12)
    }
}
