// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignText

/// Values in the order in which they came, in less memory where all are the same or whole numbers; each is given back to the last bit.
struct PackedColumn: Sendable {
    /// How values are held; each way holds what those before it can.
    private enum Storage {
        case same(bits: UInt64, count: Int)
        case whole([UInt32])
        case any([Double])
    }

    private var storage = Storage.same(bits: 0, count: 0)
    /// The values for which there is room once they are not all the same.
    private let room: Int

    /// No values yet of about `room` in all.
    init(room: Int) { self.room = room }

    /// These values.
    init(_ values: [Double]) {
        room = values.count
        append(values)
    }

    /// The number of values.
    var count: Int {
        switch storage {
        case .same(_, let count): count
        case .whole(let values): values.count
        case .any(let values): values.count
        }
    }

    var isEmpty: Bool { count == 0 }

    /// All values.
    var values: [Double] {
        switch storage {
        case .same(let bits, let count): Array(repeating: Double(bitPattern: bits), count: count)
        case .whole(let values): values.map(Double.init)
        case .any(let values): values
        }
    }

    /// Takes in values behind those that it has.
    mutating func append(_ more: [Double]) {
        guard let first = more.first else { return }
        if case .same(let bits, let count) = storage, count == 0 || bits == first.bitPattern,
            more.allSatisfy({ $0.bitPattern == first.bitPattern })
        {
            storage = .same(bits: first.bitPattern, count: count + more.count)
            return
        }
        if case .same = storage { unpack(isWhole: values.allSatisfy(Self.isWhole)) }
        if case .whole = storage, !more.allSatisfy(Self.isWhole) { unpack(isWhole: false) }
        switch storage {
        case .same: break
        case .whole(var held):
            storage = .any([])
            held.append(contentsOf: more.lazy.map { UInt32($0) })
            storage = .whole(held)
        case .any(var held):
            storage = .any([])
            held.append(contentsOf: more)
            storage = .any(held)
        }
    }

    /// Holds its values one by one.
    private mutating func unpack(isWhole: Bool) {
        let held = values
        if isWhole {
            var own: [UInt32] = []
            own.reserveCapacity(max(room, held.count))
            own.append(contentsOf: held.lazy.map { UInt32($0) })
            storage = .whole(own)
        } else {
            var own: [Double] = []
            own.reserveCapacity(max(room, held.count))
            own.append(contentsOf: held)
            storage = .any(own)
        }
    }

    /// Whether a value is a whole number of 32 bits; −0 is none.
    private static func isWhole(_ value: Double) -> Bool {
        value.sign == .plus && value <= 0xFFFF_FFFF && Double(UInt32(value)) == value
    }
}

// MARK: - As bytes

extension PackedColumn {
    /// How a column begins that is written as bytes.
    private enum Kind: UInt8 { case same, whole, any }

    /// Writes the values, whose number the reader must know.
    func write(to writer: inout ByteWriter) {
        switch storage {
        case .same(let bits, _):
            writer.append(Kind.same.rawValue)
            writer.append(bits)
        case .whole(let values):
            writer.append(Kind.whole.rawValue)
            writer.append(values)
        case .any(let values):
            writer.append(Kind.any.rawValue)
            writer.append(values)
        }
    }

    /// So many values as they were written; nil where these are not such bytes.
    static func values(_ count: Int, from reader: inout ByteReader) -> [Double]? {
        guard let kind = reader.number(UInt8.self).flatMap(Kind.init) else { return nil }
        switch kind {
        case .same:
            return reader.number(UInt64.self).map { Array(repeating: Double(bitPattern: $0), count: count) }
        case .whole: return reader.words(count)?.map(Double.init)
        case .any: return reader.doubles(count)
        }
    }
}
