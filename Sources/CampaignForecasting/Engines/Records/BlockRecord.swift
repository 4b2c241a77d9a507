// SPDX-License-Identifier: GPL-3.0-or-later

/// What a block of trials brought, kept so that nobody simulates it again.
struct BlockRecord: Sendable {
    /// What the lines bring.
    var outcomes: OutcomeBlock
    /// What they bring with some of the chance drawn again, in the first trials of the block, whose layers are studied; empty where
    /// none of its trials are.
    var companions: [OutcomeBlock]

    /// The trial behind the last one.
    var end: Int { outcomes.firstTrial + outcomes.count }

    /// The first trials only.
    func prefix(_ count: Int) -> BlockRecord {
        guard count < outcomes.count else { return self }
        return BlockRecord(
            outcomes: outcomes.prefix(count), companions: companions.map { $0.prefix(min(count, $0.count)) })
    }

    /// These trials and those behind them.
    func joined(_ next: BlockRecord) -> BlockRecord {
        BlockRecord(
            outcomes: outcomes.joined(next.outcomes),
            companions: next.companions.isEmpty
                ? companions : zip(companions, next.companions).map { $0.joined($1) })
    }
}

extension OutcomeBlock {
    /// The first trials only.
    fileprivate func prefix(_ wanted: Int) -> OutcomeBlock {
        var part = OutcomeBlock(firstTrial: firstTrial, count: wanted, plan: plan, weeks: weeks)
        part.fill { path, column in self[keyPath: path][column * count..<column * count + wanted] }
        return part
    }

    /// These trials and those behind them.
    fileprivate func joined(_ next: OutcomeBlock) -> OutcomeBlock {
        var whole = OutcomeBlock(firstTrial: firstTrial, count: count + next.count, plan: plan, weeks: weeks)
        whole.fill { path, column in
            self[keyPath: path][column * count..<(column + 1) * count]
                + next[keyPath: path][column * next.count..<(column + 1) * next.count]
        }
        return whole
    }

    /// The arrays of columns.
    fileprivate static var columns: [WritableKeyPath<OutcomeBlock, [Double]>] { [\.values, \.largest, \.weekly] }

    /// Puts a column in the place of each.
    fileprivate mutating func fill(
        _ column: (_ array: WritableKeyPath<OutcomeBlock, [Double]>, _ number: Int) -> ArraySlice<Double>
    ) {
        guard count > 0 else { return }
        for path in Self.columns {
            let columns = self[keyPath: path].count / count
            var all: [Double] = []
            all.reserveCapacity(self[keyPath: path].count)
            for number in 0..<columns { all += column(path, number) }
            self[keyPath: path] = all
        }
    }
}
