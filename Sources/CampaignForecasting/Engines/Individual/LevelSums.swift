// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Running sums of outcomes along a candidate list, noted wherever a budget ends.
///
/// Creators come in the order of the candidate list, so each outcome is one running sum: what a budget buys does not depend, to
/// the last bit, on the other budgets. Memory is owned, since the sums are written for every creator.
final class LevelSums {
    private let width = Outcome.count
    private var capacity = 0
    private(set) var levels = 0
    /// By level, then by outcome.
    private var values: UnsafeMutablePointer<Double>
    /// By level, the most that one creator commits.
    private(set) var largest: UnsafeMutablePointer<Double>
    /// The level up to which each outcome's running sum is noted.
    private let noted: UnsafeMutablePointer<Int>

    init() {
        values = .allocate(capacity: 0)
        largest = .allocate(capacity: 0)
        noted = .allocate(capacity: Outcome.count)
        noted.initialize(repeating: 0, count: Outcome.count)
    }

    deinit {
        values.deallocate()
        largest.deallocate()
        noted.deallocate()
    }

    /// Starts afresh with `levels` budgets.
    func reset(levels: Int) {
        self.levels = levels
        if levels > capacity {
            values.deallocate()
            largest.deallocate()
            values = .allocate(capacity: levels * width)
            largest = .allocate(capacity: levels)
            capacity = levels
        }
        values.initialize(repeating: 0, count: levels * width)
        noted.update(repeating: 0, count: width)
        largest.initialize(repeating: 0, count: levels)
    }

    /// Notes the most that a creator whom budgets from `level` on hire commits.
    func note(largest cost: Double, level: Int) { if cost > largest[level] { largest[level] = cost } }

    /// The sums in a form that a loop over creators can hold.
    var writer: Writer { Writer(values: values, noted: noted) }

    /// Adds to the sums; valid until the next `reset`.
    struct Writer {
        fileprivate let values: UnsafeMutablePointer<Double>
        fileprivate let noted: UnsafeMutablePointer<Int>

        /// Adds to an outcome of a creator whom budgets from `level` on hire.
        ///
        /// An outcome may be added to in several passes along the candidate list: where an earlier one went further, every larger
        /// budget takes the value too.
        @inline(__always)
        func add(_ value: Double, to outcome: Outcome, level: Int) {
            let index = outcome.rawValue
            carry(index, to: level)
            var position = level
            repeat {
                values[position * Outcome.count + index] += value
                position += 1
            } while position <= noted[index]
        }

        /// Adds a column to an outcome, entry by entry; `levels` are ascending.
        func add(_ column: Column<Double>, to outcome: Outcome, levels: Column<Int>) {
            let index = outcome.rawValue
            var next = 0
            while next < column.count {
                let level = levels[next]
                carry(index, to: level)
                guard noted[index] == level else {
                    add(column[next], to: outcome, level: level)
                    next += 1
                    continue
                }
                var sum = values[level * Outcome.count + index]
                while next < column.count, levels[next] == level {
                    sum += column[next]
                    next += 1
                }
                values[level * Outcome.count + index] = sum
            }
        }

        @inline(__always)
        fileprivate func carry(_ outcome: Int, to level: Int) {
            while noted[outcome] < level {
                let from = noted[outcome] * Outcome.count + outcome
                values[from + Outcome.count] = values[from]
                noted[outcome] += 1
            }
        }
    }

    /// Copies of the running sums and of the dearest creators, by level.
    func snapshot(in arena: Arena) -> Snapshot {
        for outcome in 0..<width { writer.carry(outcome, to: levels - 1) }
        defer { beginWhatIsNothing() }
        return Snapshot(
            values: arena.copy(Column(base: values, count: levels * width), levels * width),
            largest: arena.copy(Column(base: largest, count: levels), levels))
    }

    /// Outcomes that were not counted yet begin at the first level.
    private func beginWhatIsNothing() {
        for outcome in 0..<width where values[(levels - 1) * width + outcome] == 0 { noted[outcome] = 0 }
    }

    /// Goes on from a snapshot of as many levels.
    func restore(_ snapshot: Snapshot) {
        values.update(from: snapshot.values.base, count: levels * width)
        largest.update(from: snapshot.largest.base, count: levels)
        noted.update(repeating: levels - 1, count: width)
        beginWhatIsNothing()
    }

    /// Running sums noted up to the last level.
    struct Snapshot {
        fileprivate let values, largest: Column<Double>
    }

    /// Notes every running sum up to the largest of `amounts`, and counts what is left of each.
    func finish(amounts: [Double]) {
        let writer = writer
        for outcome in 0..<width { writer.carry(outcome, to: levels - 1) }
        for level in 1..<max(1, levels) { largest[level] = max(largest[level], largest[level - 1]) }
        for level in 0..<levels {
            let cost = Metric.costOutcomes.reduce(0) { $0 + values[level * width + $1.rawValue] }
            values[level * width + Outcome.unspent.rawValue] = max(0, amounts[level] - cost)
        }
    }

    /// All sums, by level, then by outcome.
    var all: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: values, count: levels * width) }
}
