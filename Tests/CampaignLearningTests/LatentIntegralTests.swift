// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignLearning
import Foundation
import Testing

@Suite("Counts with luck integrated out")
struct LatentIntegralTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var count: LuckyCount
        var level, spread, expected: Double
        var testDescription: String { "\(count) at \(level), \(spread)" }
    }

    /// By fine trapezoidal sums in an independent program.
    static let cases = [
        Case(count: .unbounded(0), level: 0, spread: 1.4, expected: -0.929967383),
        Case(count: .unbounded(1), level: 0, spread: 1.4, expected: -1.538393822),
        Case(count: .unbounded(5), level: 0, spread: 1.4, expected: -3.443606652),
        Case(count: .unbounded(100), level: 0, spread: 1.4, expected: -11.233782128),
        Case(count: .unbounded(0), level: 3, spread: 1.4, expected: -3.852755307),
        Case(count: .unbounded(1_000), level: 5, spread: 1.8, expected: -8.975823094),
        Case(count: .logit(6, of: 500), level: -4.5, spread: 0.42, expected: -32.860122179 + ways(6, 500)),
        Case(
            count: .logit(3_000, of: 200_000), level: -4.5, spread: 0.42,
            expected: -15579.912086927 + ways(3_000, 200_000)),
        Case(count: .capped(3, of: 100), level: log(0.025), spread: 1.1, expected: -14.240345963 + ways(3, 100)),
        Case(count: .capped(30, of: 100), level: log(0.025), spread: 1.1, expected: -65.525234063 + ways(30, 100)),
        Case(
            count: .capped(400, of: 20_000), level: log(0.025), spread: 1.6,
            expected: -1964.268200509 + ways(400, 20_000)),
    ]

    static func ways(_ k: Double, _ n: Double) -> Double { lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) }

    @Test("twenty nodes agree with fine sums", arguments: cases)
    func agrees(_ it: Case) {
        #expect(abs(it.count.logProbability(level: it.level, spread: it.spread) - it.expected) < 1e-5)
    }

    @Test("ten nodes err by at most 1.5e-4", arguments: cases)
    func tenNodes(_ it: Case) {
        #expect(abs(it.count.logProbability(level: it.level, spread: it.spread, .fast) - it.expected) < 1.5e-4)
    }

    @Test("where every click orders, there is a closed form")
    func closedForm() {
        let level = log(0.025)
        #expect(abs(LuckyCount.capped(1, of: 1).logProbability(level: level, spread: 1.1) + 3.087284108) < 1e-9)
        #expect(abs(LuckyCount.capped(2, of: 2).logProbability(level: level, spread: 1.1) + 5.027738981) < 1e-9)
        #expect(abs(LuckyCount.capped(2, of: 2).logProbability(level: log(0.3), spread: 1.6) + 1.096026344) < 1e-9)
        #expect(LuckyCount.capped(0, of: 0).logProbability(level: level, spread: 1.1) == 0)
    }

    /// Expected values by adaptive quadrature in SciPy 1.17, the kink's neighbourhood cut into parts.
    @Test(
        "counts of all clicks and of all but one, where the cap has a kink",
        arguments: [
            (12, 12, log(0.3), 1.6, -1.4182951731475946), (11, 12, log(0.3), 1.6, -3.9958483759212697),
            (7, 7, log(0.9), 0.5, -0.6417626922998609), (6, 7, log(0.9), 0.5, -2.1558094320259267),
            (5_000, 5_000, log(0.3), 1.6, -1.4875836225110106), (4_999, 5_000, log(0.3), 1.6, -10.188862567010801),
        ])
    func kink(_ k: Int, _ n: Int, _ level: Double, _ spread: Double, _ expected: Double) {
        #expect(abs(LuckyCount.capped(k, of: n).logProbability(level: level, spread: spread) - expected) < 1e-9)
    }

    @Test("the chances of a capped count add up to 1, but for the kink in counts of all but two and fewer")
    func cappedCounts() {
        for (level, spread, clicks) in [(log(0.3), 1.6, 12), (log(0.9), 0.5, 7), (log(0.025), 1.1, 3), (0.4, 0.8, 5)] {
            let total = (0...clicks).reduce(0.0) {
                $0 + exp(LuckyCount.capped($1, of: clicks).logProbability(level: level, spread: spread))
            }
            #expect(abs(total - 1) < 2e-3, "\(total)")
        }
    }

    @Test("without spread the count's own law is left")
    func noSpread() {
        #expect(abs(LuckyCount.unbounded(2).logProbability(level: 0, spread: 0) - (-1 - log(2))) < 1e-14)
        #expect(abs(LuckyCount.capped(1, of: 2).logProbability(level: log(0.5), spread: 0) - log(0.5)) < 1e-14)
        #expect(abs(LuckyCount.capped(2, of: 2).logProbability(level: log(0.5), spread: 0) - log(0.25)) < 1e-14)
    }
}
