// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// A regular file that is open for reading, and closed when nobody reads it any more.
final class OpenFile: Sendable {
    /// The bytes it held when it was opened.
    let size: Int
    private let path: String
    private let descriptor: Int32

    /// Opens a file; what is no regular file is refused, and waited for in no case.
    init(_ path: String) throws(Failure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        let error = descriptor >= 0 && fstat(descriptor, &status) == 0 ? 0 : errno
        size = Int(status.st_size)
        guard error == 0 else { throw .unreadable(path, .system(error)) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .unreadable(path, .isDirectory)
        default: throw .unreadable(path, .isNotRegular)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes, at most so many; none at the end.
    func piece(atMost size: Int) throws(Failure) -> [UInt8] {
        let piece = Self.bytes(atMost: size) { read(descriptor, $0.baseAddress, $0.count) }
        guard piece.error == 0 else { throw .unreadable(path, .system(piece.error)) }
        return piece.bytes
    }

    /// The bytes at some places; nil where the file does not hold or give them all.
    func bytes(at range: Range<Int>) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < range.count {
            let start = range.lowerBound + bytes.count
            let piece = Self.bytes(atMost: range.upperBound - start) {
                pread(descriptor, $0.baseAddress, $0.count, off_t(start))
            }
            guard !piece.bytes.isEmpty else { return nil }
            bytes += piece.bytes
        }
        return bytes
    }

    /// What one call to read gives, tried again where a signal came first, and the number of its error.
    private static func bytes(
        atMost size: Int, _ read: (UnsafeMutableBufferPointer<UInt8>) -> Int
    ) -> (bytes: [UInt8], error: Int32) {
        var error: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var found = read(buffer)
            while found < 0, errno == EINTR { found = read(buffer) }
            if found < 0 { error = errno }
            count = max(0, found)
        }
        return (bytes, error)
    }
}
