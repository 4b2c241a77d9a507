// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// A file that appears whole or not at all: it is written beside its place and renamed when it is complete.
final class AtomicFile {
    private let path: String
    /// Where the file is written until it is complete.
    let temporary: String
    private var descriptor: Int32
    private var error: Int32 = 0
    /// Whether the temporary file is the one in its place.
    private var isPlaced = false

    /// Opens a temporary file beside `path`.
    init(_ path: String) throws(Failure) {
        self.path = path
        var status = stat()
        // A rename would put a file in the place of the link and leave what it points to as it was.
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
            throw .output("\(path): is a link; name the file itself")
        }
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw .output("\(path): is not a regular file")
        }
        var template = Array((path + ".XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw .output("\(path): \(Files.reason(errno))") }
        let mask = umask(0)
        umask(mask)
        fchmod(descriptor, 0o666 & ~mask)
    }

    /// Writes bytes; the first error is kept for `commit`.
    func write(_ bytes: [UInt8]) {
        if error == 0 { error = Terminal.write(bytes, to: descriptor) }
    }

    /// Puts the file in its place.
    func commit() throws(Failure) {
        settle()
        if error == 0, rename(temporary, path) != 0 { error = errno }
        guard error == 0 else { throw .output("\(path): \(Files.reason(error))") }
        isPlaced = true
    }

    /// Puts the file in its place unless another one stands there by now; returns whether it did.
    func commitIfAbsent() throws(Failure) -> Bool {
        settle()
        if error == 0, link(temporary, path) == 0 { return true }
        if error == 0, errno == EEXIST { return false }
        // A file system without links; what is left to fail does so here too.
        try commit()
        return true
    }

    /// Makes sure that all is written.
    private func settle() {
        guard descriptor >= 0 else { return }
        if error == 0, fsync(descriptor) != 0, errno != EINVAL { error = errno }
        close(descriptor)
        descriptor = -1
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isPlaced { unlink(temporary) }
    }

    /// Writes a file at once.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = try AtomicFile(path)
        file.write(bytes)
        try file.commit()
    }
}
