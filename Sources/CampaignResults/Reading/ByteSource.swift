// SPDX-License-Identifier: GPL-3.0-or-later

/// A file that is read a piece at a time, more than once where that is needed.
public struct ByteSource {
    /// What hands out the pieces of a file in turn; an empty one is its end.
    public typealias Pieces = () throws -> [UInt8]

    /// The file's name.
    public let name: String
    /// Begins to read the file.
    let open: () throws -> Pieces

    /// A file that `open` begins to read.
    public init(name: String, open: @escaping () throws -> Pieces) {
        self.name = name
        self.open = open
    }

    /// A file whose bytes are at hand.
    public init(name: String, bytes: [UInt8], pieces size: Int = 1 << 18) {
        self.init(name: name) {
            var place = 0
            return {
                let end = Swift.min(place + Swift.max(size, 1), bytes.count)
                defer { place = end }
                return Array(bytes[place..<end])
            }
        }
    }
}
