// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignForecasting
internal import CampaignModel
internal import CampaignText

/// Bytes of which any part can be read again and again, from any thread: a file that is open.
public struct StateSource: Sendable {
    /// How many there are.
    let count: Int
    private let supply: @Sendable (Range<Int>) -> [UInt8]?

    /// Bytes.
    ///
    /// - Parameters:
    ///   - count: how many there are.
    ///   - supply: some of them; nil where they cannot be read.
    public init(count: Int, _ supply: @escaping @Sendable (Range<Int>) -> [UInt8]?) {
        self.count = count
        self.supply = supply
    }

    /// Some of the bytes.
    func bytes(_ range: Range<Int>) throws(StateError) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= count else { throw .truncated }
        guard let bytes = supply(range), bytes.count == range.count else { throw .unreadable }
        return bytes
    }
}

/// What a run leaves so that a longer one, or the same one after an interruption, does not simulate its trials again.
///
/// A state is a line that says what it is; what it belongs to (`StateOrigin`), with its length before it and a checksum behind; for
/// each block its record, likewise; a length of 0, the number of trials, and a checksum of all checksums.
public struct RunState: Sendable {
    /// How many trials it holds.
    public let trials: Int
    /// What a longer one begins with.
    let origin: StateOrigin
    private let source: StateSource
    /// Where the record of each block lies.
    private let records: [Range<Int>]

    /// A state without trials.
    init(of origin: StateOrigin) {
        self.origin = origin
        trials = 0
        source = StateSource(count: 0) { _ in nil }
        records = []
    }

    /// The trials, for a `Forecaster`.
    var recorded: RecordedTrials {
        RecordedTrials(trials: trials) { [source, records] block in
            records.indices.contains(block) ? try? source.bytes(records[block]) : nil
        }
    }
}

// MARK: - Layout

extension RunState {
    /// What a state begins with.
    static let beginning = Array("tiercast state ".utf8)
    /// The layout, one higher whenever it changes.
    static let layout = 1
    static var firstLine: [UInt8] { beginning + Array("\(layout)\n".utf8) }

    /// The most bytes of what a state belongs to.
    private static let originBytes = 1 << 24

    /// Reads a state from its first byte to its last.
    ///
    /// - Parameters:
    ///   - source: its bytes.
    ///   - origin: what it must belong to.
    init(_ source: StateSource, of origin: StateOrigin) throws(StateError) {
        var scanner = StateScanner(source)
        try scanner.readFirstLine()
        guard let head = try scanner.part(atMost: Self.originBytes),
            let found = StateOrigin(String(decoding: try source.bytes(head), as: UTF8.self))
        else { throw .damaged }
        let differences = origin.differences(from: found)
        guard differences.isEmpty else { throw .other(differences) }
        var records: [Range<Int>] = []
        var trials = 0
        while let record = try scanner.part(atMost: .max) {
            let count = try scanner.trials(record, from: trials)
            // Only the last block may be shorter.
            guard trials % RecordedTrials.blockTrials == 0, count <= RecordedTrials.blockTrials else { throw .damaged }
            trials += count
            records.append(record)
        }
        try scanner.readEnd(trials: trials)
        self.origin = origin
        self.source = source
        self.records = records
        self.trials = trials
    }
}

/// Reads a state part by part and holds each to its checksum.
private struct StateScanner {
    private let source: StateSource
    private var place = 0
    private var sums = ByteWriter()

    init(_ source: StateSource) { self.source = source }

    /// The next bytes.
    private mutating func read(_ count: Int) throws(StateError) -> ByteReader {
        guard count <= source.count - place else { throw .truncated }
        defer { place += count }
        return ByteReader(try source.bytes(place..<place + count))
    }

    private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(StateError) -> Number {
        var bytes = try read(MemoryLayout<Number>.size)
        guard let number = bytes.number(type) else { throw .damaged }
        return number
    }

    /// The line that says that it is a state, and of which layout.
    mutating func readFirstLine() throws(StateError) {
        guard source.count >= RunState.firstLine.count else { throw .notAState }
        let line = try source.bytes(0..<RunState.firstLine.count)
        guard line.starts(with: RunState.beginning) else { throw .notAState }
        guard line == RunState.firstLine else { throw .layout }
        place = line.count
    }

    /// Where the next part lies, held to its checksum; nil at the end of all parts.
    mutating func part(atMost most: Int) throws(StateError) -> Range<Int>? {
        let count = Int(try number(UInt32.self))
        guard count > 0 else { return nil }
        guard count <= most else { throw .damaged }
        let start = place
        guard count <= source.count - start else { throw .truncated }
        let sum = StableHash.hash(try source.bytes(start..<start + count))
        place += count
        guard try number(UInt64.self) == sum else { throw .damaged }
        sums.append(sum)
        return start..<start + count
    }

    /// The trials of a record, which begins at `first`.
    func trials(_ record: Range<Int>, from first: Int) throws(StateError) -> Int {
        let end = min(record.upperBound, record.lowerBound + BlockHead.bytes)
        guard let head = BlockHead(try source.bytes(record.lowerBound..<end)), head.firstTrial == first else {
            throw .damaged
        }
        return head.trials
    }

    /// What follows the last part: nothing more may.
    mutating func readEnd(trials: Int) throws(StateError) {
        guard try number(UInt64.self) == UInt64(trials), try number(UInt64.self) == StableHash.hash(sums.bytes),
            place == source.count
        else { throw .damaged }
    }
}

// MARK: - Writing

/// Writes a state, part by part.
public struct StateWriter: Sendable {
    /// How many trials were written.
    public private(set) var trials = 0
    private var sums: ByteWriter
    /// What comes first.
    public let head: [UInt8]

    /// A writer of a state that belongs to what another one belongs to.
    public init(like state: RunState) {
        var sums = ByteWriter()
        head = RunState.firstLine + Self.part(Array(state.origin.text.utf8), &sums)
        self.sums = sums
    }

    /// The record of the next block as it stands in a state.
    public mutating func part(_ record: [UInt8], trials more: Int) -> [UInt8] {
        trials += more
        return Self.part(record, &sums)
    }

    /// What comes last.
    public var end: [UInt8] {
        var writer = ByteWriter()
        writer.append(UInt32(0))
        writer.append(UInt64(trials))
        writer.append(StableHash.hash(sums.bytes))
        return writer.bytes
    }

    private static func part(_ bytes: [UInt8], _ sums: inout ByteWriter) -> [UInt8] {
        var writer = ByteWriter()
        let sum = StableHash.hash(bytes)
        writer.append(UInt32(bytes.count))
        writer.append(bytes)
        writer.append(sum)
        sums.append(sum)
        return writer.bytes
    }
}
