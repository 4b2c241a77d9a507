// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// What the record of a block begins with.
public struct BlockHead: Sendable, Equatable {
    /// The first trial.
    public let firstTrial: Int
    /// How many trials there are, 1 or more.
    public let trials: Int
    /// Of how many of these layers are studied.
    let studied: Int

    /// How many bytes it takes.
    public static let bytes = 16

    /// The head of a record; nil where it is none.
    public init?(_ record: [UInt8]) {
        var reader = ByteReader(record)
        self.init(from: &reader)
    }

    fileprivate init(of record: BlockRecord) {
        firstTrial = record.outcomes.firstTrial
        trials = record.outcomes.count
        studied = record.companions.first?.count ?? 0
    }

    fileprivate init?(from reader: inout ByteReader) {
        guard let first = reader.number(UInt64.self).flatMap({ Int(exactly: $0) }),
            let trials = reader.number(UInt32.self).map(Int.init), (1...BlockLoop.trials).contains(trials),
            let studied = reader.number(UInt32.self).map(Int.init), studied <= trials, first <= .max - trials
        else { return nil }
        self.trials = trials
        self.studied = studied
        firstTrial = first
    }

    fileprivate func write(to writer: inout ByteWriter) {
        writer.append(UInt64(firstTrial))
        writer.append(UInt32(trials))
        writer.append(UInt32(studied))
    }
}

extension BlockRecord {
    /// The record as bytes: its head, then its columns.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        BlockHead(of: self).write(to: &writer)
        for block in [outcomes] + companions { block.write(to: &writer) }
        return writer.bytes
    }

    /// The record that these bytes hold, of a run with so many companions a studied trial; nil where they hold none.
    init?(_ bytes: [UInt8], of run: CampaignRun, companions number: Int) {
        var reader = ByteReader(bytes)
        guard let head = BlockHead(from: &reader) else { return nil }
        func block(_ count: Int) -> OutcomeBlock? {
            OutcomeBlock(from: &reader, firstTrial: head.firstTrial, count: count, of: run)
        }
        guard let outcomes = block(head.trials) else { return nil }
        self.outcomes = outcomes
        companions = []
        for _ in 0..<(head.studied > 0 ? number : 0) {
            guard let companion = block(head.studied) else { return nil }
            companions.append(companion)
        }
        guard reader.left == 0 else { return nil }
    }
}

extension OutcomeBlock {
    fileprivate func write(to writer: inout ByteWriter) {
        for array in [values, largest, weekly] {
            for start in stride(from: 0, to: array.count, by: max(1, count)) {
                PackedColumn(Array(array[start..<start + count])).write(to: &writer)
            }
        }
    }

    fileprivate init?(from reader: inout ByteReader, firstTrial: Int, count: Int, of run: CampaignRun) {
        self.init(firstTrial: firstTrial, count: count, plan: run.budgets, weeks: run.weeks)
        for path in [\OutcomeBlock.values, \.largest, \.weekly] {
            var all: [Double] = []
            let wanted = self[keyPath: path].count
            all.reserveCapacity(wanted)
            while all.count < wanted {
                guard let column = PackedColumn.values(count, from: &reader) else { return nil }
                all += column
            }
            self[keyPath: path] = all
        }
    }
}
