// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// A file that appears whole or not at all: it is written without a name or beside its place, and takes its place when it is
/// complete. A file that stands there keeps its mode.
final class AtomicFile {
    private let path: String
    /// Where the file is written until it is complete; nil where it has no name.
    private(set) var temporary: String?
    private var descriptor: Int32
    private var error: Int32 = 0

    /// Opens a file for `path`.
    ///
    /// - Parameters:
    ///   - path: where the file is to stand.
    ///   - isNamed: whether the file must have a name from the beginning, for those that others open by it.
    ///   - mode: who may read and write a new file, less what the mask of the program takes away.
    init(_ path: String, isNamed: Bool = false, mode: mode_t = 0o666) throws(Failure) {
        self.path = path
        var status = stat()
        // A rename would put a file in the place of the link and leave what it points to as it was.
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
            throw .unwritable(path, .isLink)
        }
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG { throw .unwritable(path, .isNotRegular) }
        TemporaryName.sweep(for: path)
        descriptor = isNamed ? -1 : TemporaryName.openUnnamed(in: path)
        if descriptor < 0 {
            guard let (opened, name) = TemporaryName.open(for: path) else {
                throw .unwritable(path, .system(errno))
            }
            descriptor = opened
            temporary = name
        }
        let mask = umask(0)
        umask(mask)
        fchmod(descriptor, exists ? status.st_mode & 0o777 : mode & ~mask)
    }

    /// Writes bytes; the first error is kept for `commit`.
    func write(_ bytes: [UInt8]) {
        if error == 0 { error = Terminal.write(bytes, to: descriptor) }
    }

    /// Puts the file in its place.
    func commit() throws(Failure) {
        settle()
        if error == 0, temporary == nil {
            temporary = TemporaryName.give(descriptor, for: path)
            if temporary == nil { error = errno }
        }
        if error == 0, let temporary {
            if rename(temporary, path) == 0 { self.temporary = nil } else { error = errno }
        }
        close()
        guard error == 0 else { throw .unwritable(path, .system(error)) }
    }

    /// Puts the file in its place unless another one stands there by now; returns whether it did.
    func commitIfAbsent() throws(Failure) -> Bool {
        settle()
        if error == 0, let temporary, link(temporary, path) == 0 { return true }
        if error == 0, errno == EEXIST { return false }
        // A file system without links; what is left to fail does so here too.
        try commit()
        return true
    }

    /// Makes sure that all is written.
    private func settle() {
        if error == 0, descriptor >= 0, fsync(descriptor) != 0, errno != EINVAL { error = errno }
        errno = 0
    }

    private func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
    }

    deinit {
        // The name first: it is swept away as soon as nobody holds the file.
        if let temporary { unlink(temporary) }
        close()
    }

    /// Writes a file at once.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        try write([(path, bytes)])
    }

    /// Writes files, all of them before the first one takes its place.
    static func write(_ files: [(path: String, bytes: [UInt8])]) throws(Failure) {
        var complete: [AtomicFile] = []
        for (path, bytes) in files {
            let file = try AtomicFile(path)
            file.write(bytes)
            complete.append(file)
        }
        for file in complete { try file.commit() }
    }
}
