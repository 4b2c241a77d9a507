// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignResults
internal import Glibc

extension ByteSource {
    /// A file on the disk, read a piece at a time.
    static func file(_ path: String) -> ByteSource {
        ByteSource(name: path) {
            var status = stat()
            guard stat(path, &status) == 0 else { throw Failure.unreadable(path, .system(errno)) }
            switch status.st_mode & S_IFMT {
            case S_IFREG: break
            case S_IFDIR: throw Failure.unreadable(path, .isDirectory)
            default: throw Failure.unreadable(path, .isNotRegular)
            }
            let file = OpenFile(open(path, O_RDONLY | O_CLOEXEC))
            guard file.descriptor >= 0 else { throw Failure.unreadable(path, .system(errno)) }
            return {
                guard !Interruption.isRequested else { throw CancellationError() }
                return try file.piece(of: path)
            }
        }
    }
}

/// A file that is closed when nobody reads it any more.
private final class OpenFile {
    let descriptor: Int32
    private static let pieceSize = 1 << 18

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func piece(of path: String) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
            while true {
                let found = read(descriptor, buffer.baseAddress, buffer.count)
                if found >= 0 {
                    count = found
                    return
                }
                if errno != EINTR { throw Failure.unreadable(path, .system(errno)) }
            }
        }
    }
}
