// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers as bytes, the lowest byte first.
public struct ByteWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// Nothing yet.
    public init() {}

    /// Writes bytes as they are.
    public mutating func append(_ more: [UInt8]) { bytes += more }

    /// Writes a whole number.
    public mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes whole numbers of 32 bits.
    public mutating func append(_ values: [UInt32]) {
        values.map(\.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes numbers to their last bit.
    public mutating func append(_ values: [Double]) {
        values.map(\.bitPattern.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}

/// Reads what a `ByteWriter` wrote; every part may be missing.
public struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private var place = 0

    /// A reader of bytes, from the first one.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The bytes that are left.
    public var left: Int { bytes.count - place }

    /// The next bytes; nil where there are fewer.
    public mutating func read(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= left else { return nil }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    /// The next whole number; nil where there are too few bytes.
    public mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        numbers(type, count: 1)?.first
    }

    /// The next whole numbers of 32 bits; nil where there are fewer.
    public mutating func words(_ count: Int) -> [UInt32]? { numbers(UInt32.self, count: count) }

    /// The next numbers, to their last bit; nil where there are fewer.
    public mutating func doubles(_ count: Int) -> [Double]? {
        numbers(UInt64.self, count: count)?.map { Double(bitPattern: $0) }
    }

    private mutating func numbers<Number: FixedWidthInteger>(_ type: Number.Type, count: Int) -> [Number]? {
        let width = MemoryLayout<Number>.size
        guard count >= 0, count <= left / width else { return nil }
        defer { place += count * width }
        return bytes.withUnsafeBytes { raw in
            (0..<count).map {
                Number(littleEndian: raw.loadUnaligned(fromByteOffset: place + $0 * width, as: Number.self))
            }
        }
    }
}
