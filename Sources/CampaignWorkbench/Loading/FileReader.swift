// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a workbench has the bytes of files from: a disk, a form of a page, a test.
public struct FileReader: Sendable {
    private let supply: @Sendable (_ name: String, _ most: Int) throws -> [UInt8]

    /// A reader of files.
    ///
    /// - Parameter supply: the bytes of the file with a name; it may refuse one with more than `most` bytes before it reads it.
    public init(_ supply: @escaping @Sendable (_ name: String, _ most: Int) throws -> [UInt8]) {
        self.supply = supply
    }

    /// The bytes of a file; one with more than `most` is refused.
    func bytes(_ name: String, atMost most: Int) throws -> [UInt8] {
        let bytes = try supply(name, most)
        guard bytes.count <= most else { throw WorkbenchError.size(file: name, bytes: bytes.count, most: most) }
        return bytes
    }
}
