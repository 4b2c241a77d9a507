// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A way to share a budget, in whole steps of it: a number of steps for each line.
public typealias Allocation = [Int]

/// All ways to share a budget in whole steps, and the search among them.
///
/// What is searched is a score by allocation, whatever it stands for, so that the search can be held to problems with
/// known answers.
enum AllocationSearch {
    /// The number of ways to share `steps` steps over `lines` lines: C(steps + lines − 1, lines − 1).
    static func count(steps: Int, lines: Int) -> Int {
        var result = 1.0
        for number in 1..<max(1, lines) { result = result * Double(steps + number) / Double(number) }
        return result < 1e15 ? Int(clamping: result.rounded()) : .max
    }

    /// All allocations of `steps` steps, in lexicographic order, within the bounds of each line.
    static func all(steps: Int, bounds: [ClosedRange<Int>]) -> [Allocation] {
        var result: [Allocation] = []
        var current = Array(repeating: 0, count: bounds.count)
        // The least and most that the lines from each one on can take.
        var least = Array(repeating: 0, count: bounds.count + 1)
        var most = least
        for line in bounds.indices.reversed() {
            least[line] = least[line + 1] + bounds[line].lowerBound
            most[line] = most[line + 1] + bounds[line].upperBound
        }
        func place(_ line: Int, _ left: Int) {
            guard line < bounds.count else {
                if left == 0 { result.append(current) }
                return
            }
            let low = max(bounds[line].lowerBound, left - most[line + 1])
            let high = min(bounds[line].upperBound, left - least[line + 1])
            guard low <= high else { return }
            for steps in low...high {
                current[line] = steps
                place(line + 1, left - steps)
            }
        }
        place(0, steps)
        return result
    }

    /// The best allocation that moving one step, or several, from one line to another reaches from `start`; deterministic.
    static func climb(
        from start: Allocation, bounds: [ClosedRange<Int>], score: (Allocation) -> Double
    ) -> (allocation: Allocation, score: Double) {
        var best = (allocation: start, score: score(start))
        var stride = max(1, start.reduce(0, +) / 4)
        while stride >= 1 {
            var improved = true
            while improved {
                improved = false
                for from in start.indices {
                    for to in start.indices where to != from {
                        var moved = best.allocation
                        moved[from] -= stride
                        moved[to] += stride
                        guard bounds[from].contains(moved[from]), bounds[to].contains(moved[to]) else {
                            continue
                        }
                        let value = score(moved)
                        if value > best.score { (best, improved) = ((moved, value), true) }
                    }
                }
            }
            stride /= 2
        }
        return best
    }

    /// The best way to share a budget when the score is a sum of one response a line: exact, by dynamic programming.
    ///
    /// `responses` holds for each line its response to 0, 1, … steps.
    static func separable(_ responses: [[Double]], steps: Int, bounds: [ClosedRange<Int>]) -> (Allocation, Double)? {
        var best = Array(repeating: -Double.infinity, count: steps + 1)
        var choice: [[Int]] = []
        best[0] = 0
        for (line, response) in responses.enumerated() {
            var next = Array(repeating: -Double.infinity, count: steps + 1)
            var taken = Array(repeating: 0, count: steps + 1)
            for total in 0...steps {
                for own in bounds[line] where own <= total && own < response.count && best[total - own] > -.infinity {
                    let value = best[total - own] + response[own]
                    if value > next[total] { (next[total], taken[total]) = (value, own) }
                }
            }
            best = next
            choice.append(taken)
        }
        guard best[steps] > -.infinity else { return nil }
        var left = steps
        var allocation = Array(repeating: 0, count: responses.count)
        for line in responses.indices.reversed() {
            allocation[line] = choice[line][left]
            left -= allocation[line]
        }
        return (allocation, best[steps])
    }
}
