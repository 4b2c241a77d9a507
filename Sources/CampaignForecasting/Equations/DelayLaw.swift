// SPDX-License-Identifier: GPL-3.0-or-later

internal import RealModule

/// The law of a delay in days: a mixture of exponentials, or exponentials after each other, or one cut off.
///
/// Its distribution function is F(x) = (1 − Σ wᵢ e^(−λᵢx)) / c for 0 ≤ x < end, and 1 from the end on; the weights wᵢ add
/// to 1 and may be negative.
struct DelayLaw: Sendable {
    private var terms: [(weight: Double, rate: Double)]
    /// Where the law is cut off.
    private let end: Double
    /// The share of the law before the end.
    private let share: Double

    private init(terms: [(weight: Double, rate: Double)], end: Double = .infinity) {
        self.terms = terms
        self.end = end
        share = end.isFinite ? 1 - terms.reduce(0) { $0 + $1.weight * Double.exp(-$1.rate * end) } : 1
    }

    /// The shortest mean delay that is told from none.
    private static let shortest = 1e-3

    /// Two exponentials with these half-lives, the share `tail` of the second one.
    init(halfLife: Double, tail: Double, tailHalfLife: Double) {
        func rate(_ halfLife: Double) -> Double { Double.log(2) / max(halfLife, Self.shortest) }
        self.init(terms: [(1 - tail, rate(halfLife)), (tail, rate(tailHalfLife))])
    }

    /// An exponential delay with this mean, cut off at `end`.
    init(mean: Double, end: Double = .infinity) {
        self.init(terms: [(1, 1 / max(mean, Self.shortest))], end: max(end, Self.shortest))
    }

    /// This delay, not cut off, and then an exponential one with this mean.
    func followed(byMean mean: Double) -> DelayLaw {
        guard mean > Self.shortest else { return self }
        let next = 1 / mean
        return DelayLaw(
            terms: terms.flatMap { term -> [(weight: Double, rate: Double)] in
                // Two equal rates have no such form; a millionth apart no week shows it.
                let rate = abs(term.rate - next) < 1e-6 * next ? next * (1 + 1e-6) : term.rate
                return [
                    (term.weight * next / (next - rate), rate), (-term.weight * rate / (next - rate), next),
                ]
            })
    }

    /// The probability of a delay of at most `days`.
    func probability(upTo days: Double) -> Double {
        guard days > 0 else { return 0 }
        guard days < end else { return 1 }
        return (1 - terms.reduce(0) { $0 + $1.weight * Double.exp(-$1.rate * days) }) / share
    }

    /// The probabilities of a delay that ends before some moment, and then each week later.
    struct Walk {
        fileprivate var terms: [(value: Double, decay: Double)]
        fileprivate var days: Double
        fileprivate let end, share: Double

        /// The probability up to the next moment, a week after the one before.
        mutating func next() -> Double {
            defer {
                days += 7
                for index in terms.indices { terms[index].value *= terms[index].decay }
            }
            guard days < end else { return 1 }
            return min(1, max(0, (1 - terms.reduce(0) { $0 + $1.value }) / share))
        }

        /// The share of each of the next `weeks` weeks, with what comes later as last entry.
        func shares(upTo weeks: Int) -> [Double] {
            var (walk, before) = (self, 0.0)
            var result: [Double] = []
            for _ in 0..<weeks {
                let here = max(before, walk.next())
                result.append(here - before)
                before = here
            }
            return result + [1 - before]
        }
    }

    /// The probabilities up to `days`, 0 or more, and then each week later.
    func walk(from days: Double) -> Walk {
        Walk(
            terms: terms.map { ($0.weight * Double.exp(-$0.rate * days), Double.exp(-7 * $0.rate)) }, days: days,
            end: end, share: share)
    }

    /// The probabilities that what begins at a random moment of a week ends 0, 1, …, `weeks` − 1 weeks later.
    ///
    /// With G the integral of F from 0, the share of lag j is (G(7(j + 1)) − 2 G(7j) + G(7(j − 1)))/7.
    func weekly(_ weeks: Int) -> [Double] {
        var (before, here) = (0.0, 0.0)
        return (0..<weeks).map { week in
            let after = integral(to: 7 * Double(week + 1))
            defer { (before, here) = (here, after) }
            return max(0, (after - 2 * here + before) / 7)
        }
    }

    private func integral(to days: Double) -> Double {
        let inside = min(days, end)
        let area =
            inside - terms.reduce(0) { $0 + $1.weight * -Double.expMinusOne(-$1.rate * inside) / $1.rate }
        return area / share + max(0, days - end)
    }
}
