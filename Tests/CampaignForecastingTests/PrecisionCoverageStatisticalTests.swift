// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

@testable import CampaignForecasting

/// Whether an interval at which a run stops because it is narrow holds the truth as often as one of a fixed number of trials.
@Suite("The interval of a run that stops where it is narrow") struct PrecisionCoverageStatisticalTests {
    private static let runs = 500

    /// The bounds of the share of runs whose interval holds the truth, where it does so with 95 %: 4.9 standard errors.
    private static let bounds = 0.95 - 4.9 * (0.95 * 0.05 / Double(runs)).squareRoot()...1.0

    /// Exponential values with the mean 1.
    private static func values(_ run: Int, _ trials: Range<Int>) -> [Double] {
        trials.map { trial in
            let bits = SplitMix.mixed(SplitMix.mixed(UInt64(run)) &+ UInt64(trial)) >> 11
            return -log((Double(bits) + 0.5) * 0x1p-53)
        }
    }

    /// The share of runs whose interval, made as wide as `scale` says, holds the truth, and the mean of their trials.
    private static func coverage(
        _ statistic: PrecisionGoal.Statistic, _ width: PrecisionGoal.Width, truth: Double, scale: Double = 1
    ) -> (share: Double, trials: Double) {
        let fixture = CampaignFixture()
        let goal = PrecisionGoal(statistic, of: .cost, .everySplit, within: width, text: "")
        let options = ForecastOptions(trials: 16_384)
        var (held, spent) = (0, 0)
        for run in 0..<runs {
            var known = PrecisionAccumulator(goal, of: fixture.scenario, trials: options.trials)
            var (done, total) = (0, PrecisionLooks.first(options))
            while true {
                let values = values(run, done..<total)
                known.add(trials: values.count) { _ in { _ in values } }
                done = total
                let result = known.result(of: fixture.scenario, mostTrials: options.trials)
                guard result.isReached || total == options.trials, let figure = result.figures.first else {
                    total = PrecisionLooks.next(after: total, most: options.trials)
                    continue
                }
                let (below, above) = (figure.value - figure.low, figure.high - figure.value)
                if truth >= figure.value - scale * below, truth <= figure.value + scale * above { held += 1 }
                spent += done
                break
            }
        }
        return (Double(held) / Double(runs), Double(spent) / Double(runs))
    }

    private static let cases: [(PrecisionGoal.Statistic, PrecisionGoal.Width, Double)] = [
        (.mean, .relative(0.035), 1), (.quantile(0.5), .relative(0.05), log(2)),
        (.quantile(0.95), .absolute(0.15), -log(0.05)), (.chance(.atLeast, -log(0.3)), .absolute(0.015), 0.3),
    ]

    @Test("holds the truth as often as its confidence says", arguments: cases.indices)
    func holds(number: Int) {
        let (statistic, width, truth) = Self.cases[number]
        let found = Self.coverage(statistic, width, truth: truth)
        #expect(Self.bounds.contains(found.share), "\(found)")
        // It stops by what it sees, neither at the first look nor at the last one.
        #expect(found.trials > 2_100 && found.trials < 12_000, "\(found)")
    }

    @Test("is told from one that is two thirds as wide", arguments: cases.indices)
    func power(number: Int) {
        let (statistic, width, truth) = Self.cases[number]
        #expect(!Self.bounds.contains(Self.coverage(statistic, width, truth: truth, scale: 0.65).share))
    }
}
